import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises-policies.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFields } from '../../../ui/fields.ts';
import { TextField } from '../../../ui/text-fields.tsx';
import { DeadlinePreview } from '../calendars/deadline-preview.tsx';
import { calendarsQuery, policiesQuery, type Policy } from '../promises.data.ts';
import { hoursOf, minutesOf } from './open-time.ts';
import { PolicyConditions } from './policy-conditions.tsx';
import { PolicyHistory } from './policy-history.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { done, removePolicy, termsOf, type Whom } from './terms.data.ts';

const clocks = ['firstResponseMinutes', 'nextResponseMinutes', 'resolutionMinutes'] as const;
type Start = Partial<Record<(typeof clocks)[number], number | null>>;

interface Props {
  policy?: Policy;
  /** For one customer or organisation alone: its conditions are fixed, and it is asked before what is for everybody. */
  whom?: Whom;
  /** What they are promised so far. */
  start?: Start;
  onClose: () => void;
}

/** What is promised without anyone saying so: for which cases, within how many open hours, by which calendar. */
export function PolicyForm({ policy, whom, start, onClose }: Props) {
  const { t } = useTranslation(['settings', 'terms']);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const policies = useQuery(policiesQuery).data ?? [];
  const [conditions, setConditions] = useState<Policy['conditions']>(policy?.conditions ?? conditionsFor(whom));
  const [pauses, setPauses] = useState<readonly string[]>(policy?.pauseResolutionIn ?? ['waiting', 'snoozed']);
  const given: Start = policy ?? start ?? { firstResponseMinutes: 480, nextResponseMinutes: 480 };
  const termsNowOf = (values: typeof form.values) => ({
    name: values.name.trim(),
    calendarId: values.calendarId === '' ? null : values.calendarId,
    firstResponseMinutes: minutesOf(values.firstResponseMinutes),
    nextResponseMinutes: minutesOf(values.nextResponseMinutes),
    resolutionMinutes: minutesOf(values.resolutionMinutes),
    recomputeRunning: values.recomputeRunning,
    active: values.active,
    pauseResolutionIn: (['waiting', 'snoozed'] as const).filter((state) => pauses.includes(state)),
    conditions,
    ...(policy === undefined && whom !== undefined ? { position: positionFor(whom, policies) } : {}),
  });
  const form = useFields(
    {
      name: policy?.name ?? (whom === undefined ? '' : t('terms:own.policyName', { name: whom.name })),
      calendarId: policy?.calendarId ?? '',
      firstResponseMinutes: hoursOf(given.firstResponseMinutes ?? null),
      nextResponseMinutes: hoursOf(given.nextResponseMinutes ?? null),
      resolutionMinutes: hoursOf(given.resolutionMinutes ?? null),
      recomputeRunning: (policy?.recomputeRunning ?? true) as boolean,
      active: (policy?.active ?? true) as boolean,
    },
    async (values): Promise<void> => {
      const body = termsNowOf(values);
      if (policy === undefined) {
        const made = await call<typeof contract.createPolicy>('POST', '/policies', { body });
        done(t('saved'), () => removePolicy(made.id));
      } else {
        const params = { id: policy.id };
        await call<typeof contract.changePolicy>('PATCH', '/policies/:id', { params, body });
        done(t('saved'), () =>
          call<typeof contract.changePolicy>('PATCH', '/policies/:id', { params, body: termsOf(policy) }),
        );
      }
      onClose();
    },
  );
  const calendar = calendars.find((one) => one.id === form.values.calendarId) ?? calendars.find((one) => one.isDefault);
  const bound = form.bind('calendarId');
  const toggle = (list: readonly string[], one: string) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  const title = whom === undefined ? t('policy.new') : t('terms:own.make', { name: whom.name });
  return (
    <Dialog opened onClose={onClose} title={policy?.name ?? title} width={720}>
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
        {whom === undefined && <PolicyConditions conditions={conditions} onChange={setConditions} />}
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
          label={policy === undefined ? t('terms:own.recompute') : t('policy.recompute')}
          checked={form.values.recomputeRunning}
          onChange={(event) => form.set('recomputeRunning', event.currentTarget.checked)}
        />
        <Checkbox
          label={t('policy.active')}
          checked={form.values.active}
          onChange={(event) => form.set('active', event.currentTarget.checked)}
        />
        <PolicyPreview id={policy?.id} terms={termsNowOf(form.values)} />
        {policy !== undefined && (
          <details>
            <summary>{t('terms:history.title')}</summary>
            <PolicyHistory id={policy.id} />
          </details>
        )}
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
      {calendar !== undefined && <DeadlinePreview calendarId={calendar.id} version={calendar.version} />}
    </Dialog>
  );
}

function conditionsFor(whom: Whom | undefined): Policy['conditions'] {
  if (whom === undefined) return {};
  return whom.of === 'customer' ? { customerIds: [whom.id] } : { organisationIds: [whom.id] };
}

/** Asked before what is for everybody: one customer's first, then an organisation's. */
function positionFor(whom: Whom, policies: readonly Policy[]): number {
  if (whom.of === 'customer') return 1;
  const after = policies.findLastIndex(({ conditions }) => (conditions.customerIds?.length ?? 0) > 0);
  return after === -1 ? 1 : policies[after]!.position + 1;
}
