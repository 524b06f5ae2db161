import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notify } from '../../../toasts.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { DeadlinePreview } from '../calendars/deadline-preview.tsx';
import { PolicyConditions } from './policy-conditions.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { calendarsQuery, policiesQuery, type Policy } from '../promises.data.ts';

const clocks = ['firstResponseMinutes', 'nextResponseMinutes', 'resolutionMinutes'] as const;

/** What is promised without anyone saying so: for which cases, within how many open hours, by which calendar. */
export function PolicyForm({ policy, onClose }: { policy?: Policy; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const calendars = useQuery(calendarsQuery).data ?? [];
  const [conditions, setConditions] = useState<Policy['conditions']>(policy?.conditions ?? {});
  const [pauses, setPauses] = useState<readonly string[]>(policy?.pauseResolutionIn ?? ['waiting', 'snoozed']);
  const termsOf = (values: {
    calendarId: string;
    firstResponseMinutes: string;
    nextResponseMinutes: string;
    resolutionMinutes: string;
    recomputeRunning: boolean;
    active: boolean;
  }) => ({
    calendarId: values.calendarId === '' ? null : values.calendarId,
    firstResponseMinutes: minutesOf(values.firstResponseMinutes),
    nextResponseMinutes: minutesOf(values.nextResponseMinutes),
    resolutionMinutes: minutesOf(values.resolutionMinutes),
    recomputeRunning: values.recomputeRunning,
    active: values.active,
    pauseResolutionIn: (['waiting', 'snoozed'] as const).filter((state) => pauses.includes(state)),
    conditions,
  });
  const form = useFields(
    {
      name: policy?.name ?? '',
      calendarId: policy?.calendarId ?? '',
      firstResponseMinutes: hoursOf(policy?.firstResponseMinutes ?? 480),
      nextResponseMinutes: hoursOf(policy?.nextResponseMinutes ?? 480),
      resolutionMinutes: hoursOf(policy?.resolutionMinutes ?? null),
      recomputeRunning: policy?.recomputeRunning ?? true,
      active: policy?.active ?? true,
    },
    async (values) => {
      const body = { ...termsOf(values), name: values.name.trim() };
      if (policy === undefined) await call<typeof contract.createPolicy>('POST', '/policies', { body });
      else await call<typeof contract.changePolicy>('PATCH', '/policies/:id', { params: { id: policy.id }, body });
      await queryClient.invalidateQueries({ queryKey: policiesQuery.queryKey });
      notify(t('saved'));
      onClose();
    },
  );
  const termsNow = termsOf(form.values);
  const calendar = calendars.find((one) => one.id === form.values.calendarId) ?? calendars.find((one) => one.isDefault);
  const bound = form.bind('calendarId');
  const toggle = (list: readonly string[], one: string) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <Dialog opened onClose={onClose} title={policy?.name ?? t('policy.new')} width={720}>
      <form className="stack" onSubmit={form.submit}>
        <TextField data-autofocus required bound={form.bind('name')} label={t('name')} />
        <div className="three">
          {clocks.map((clock) => (
            <TextField
              key={clock}
              type="number"
              min={0}
              step="any"
              bound={form.bind(clock)}
              label={t(`policy.${clock}`)}
              description={t('policy.hours')}
            />
          ))}
        </div>
        <PolicyConditions conditions={conditions} onChange={setConditions} />
        <fieldset>
          <legend className="title">{t('policy.pauses')}</legend>
          <div className="row wrap">
            {(['waiting', 'snoozed'] as const).map((state) => (
              <Checkbox
                key={state}
                label={t(`cases:state.${state}`)}
                checked={pauses.includes(state)}
                onChange={() => setPauses(toggle(pauses, state))}
              />
            ))}
          </div>
        </fieldset>
        <label>
          <span className="title">{t('policy.calendar')}</span>
          <select className="choose" name="calendarId" value={bound.value} onChange={bound.onChange}>
            <option value="">{t('policy.teamCalendar')}</option>
            {calendars.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <Checkbox
          label={t('policy.recompute')}
          checked={form.values.recomputeRunning}
          onChange={(event) => form.set('recomputeRunning', event.currentTarget.checked)}
        />
        <Checkbox
          label={t('policy.active')}
          checked={form.values.active}
          onChange={(event) => form.set('active', event.currentTarget.checked)}
        />
        {policy !== undefined && <PolicyPreview id={policy.id} terms={termsNow} />}
        <FormEnd form={form} go={t('save')} onLeave={onClose} />
      </form>
      {calendar !== undefined && <DeadlinePreview calendarId={calendar.id} version={calendar.version} />}
    </Dialog>
  );
}

function hoursOf(minutes: number | null): string {
  return minutes === null ? '' : String(Math.round((minutes / 60) * 100) / 100);
}

/** Hours as typed, a comma or a point; nothing promised when the field is empty. */
function minutesOf(hours: string): number | null {
  const minutes = Math.round(Number(hours.replace(',', '.')) * 60);
  return hours.trim() === '' || !Number.isFinite(minutes) || minutes < 1 ? null : minutes;
}
