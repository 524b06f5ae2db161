import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises-own-clocks.ts';
import { call } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFields } from '../../../ui/fields.ts';
import { TextField } from '../../../ui/text-fields.tsx';
import { calendarsQuery } from '../promises.data.ts';
import { ClockConditions } from './clock-conditions.tsx';
import { hoursOf, minutesOf } from './open-time.ts';
import { OwnClockHistory } from './own-clock-history.tsx';
import { OwnClockPreview } from './own-clock-preview.tsx';
import { PolicyConditions } from './policy-conditions.tsx';
import { done, type OwnClock } from './terms.data.ts';

const states = ['open', 'waiting', 'snoozed'] as const;

/** A clock of one's own: what starts it, what keeps it, when it stands still, for which cases, within how many open hours. */
export function OwnClockForm({ clock, onClose }: { clock?: OwnClock; onClose: () => void }) {
  const { t } = useTranslation(['terms', 'settings', 'cases']);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const [conditions, setConditions] = useState<OwnClock['conditions']>(clock?.conditions ?? {});
  const [starts, setStarts] = useState<OwnClock['starts']>(clock?.starts ?? [{ on: 'tag', is: '' }]);
  const [stops, setStops] = useState<OwnClock['stops']>(clock?.stops ?? [{ on: 'tag', is: '' }]);
  const [pauseIn, setPauseIn] = useState<readonly string[]>(clock?.pauseIn ?? ['waiting']);
  const bodyOf = (values: typeof form.values) => ({
    name: values.name.trim(),
    minutes: minutesOf(values.hours) ?? 1,
    calendarId: values.calendarId === '' ? null : values.calendarId,
    visible: values.visible,
    active: values.active,
    conditions,
    starts: starts.map((one) => ({ ...one, is: one.is.trim() })),
    stops: stops.map((one) => ({ ...one, is: one.is.trim() })),
    pauseIn: states.filter((state) => pauseIn.includes(state)),
  });
  const form = useFields(
    {
      name: clock?.name ?? '',
      hours: hoursOf(clock?.minutes ?? 480),
      calendarId: clock?.calendarId ?? '',
      visible: (clock?.visible ?? false) as boolean,
      active: (clock?.active ?? true) as boolean,
    },
    async (values): Promise<void> => {
      const body = bodyOf(values);
      if (clock === undefined) {
        const made = await call<typeof contract.createOwnClock>('POST', '/own-clocks', { body });
        done(t('settings:saved'), () =>
          call<typeof contract.removeOwnClock>('DELETE', '/own-clocks/:id', { params: { id: made.id } }),
        );
      } else {
        const { id, changedAt: _, ...before } = clock;
        await call<typeof contract.changeOwnClock>('PATCH', '/own-clocks/:id', { params: { id }, body });
        done(t('settings:saved'), () =>
          call<typeof contract.changeOwnClock>('PATCH', '/own-clocks/:id', { params: { id }, body: before }),
        );
      }
      onClose();
    },
  );
  const bound = form.bind('calendarId');
  const { name: _, active: __, ...previewed } = bodyOf(form.values);
  return (
    <Dialog opened onClose={onClose} title={clock?.name ?? t('clocks.new')} width={720}>
      <form className="stack" onSubmit={form.submit}>
        <div className="two">
          <TextField
            data-autofocus
            required
            maxLength={200}
            bound={form.bind('name')}
            label={t('settings:name')}
            description={t('clocks.nameWhy')}
          />
          <TextField
            required
            type="number"
            min={0.02}
            step="any"
            bound={form.bind('hours')}
            label={t('clocks.hours')}
            description={t('clocks.hoursWhy')}
          />
        </div>
        <ClockConditions which="starts" conditions={starts} onChange={setStarts} />
        <ClockConditions which="stops" conditions={stops} onChange={setStops} />
        <fieldset>
          <legend className="title">{t('clocks.pauses')}</legend>
          <div className="row wrap">
            {states.map((state) => (
              <Checkbox
                key={state}
                label={t(`cases:state.${state}`)}
                checked={pauseIn.includes(state)}
                onChange={() =>
                  setPauseIn(pauseIn.includes(state) ? pauseIn.filter((other) => other !== state) : [...pauseIn, state])
                }
              />
            ))}
          </div>
        </fieldset>
        <PolicyConditions conditions={conditions} onChange={setConditions} />
        <label>
          <span className="title">{t('settings:policy.calendar')}</span>
          <select className="choose" name="calendarId" value={bound.value} onChange={bound.onChange}>
            <option value="">{t('settings:policy.teamCalendar')}</option>
            {calendars.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <Checkbox
          label={t('clocks.visible')}
          checked={form.values.visible}
          onChange={(event) => form.set('visible', event.currentTarget.checked)}
        />
        <Checkbox
          label={t('settings:policy.active')}
          checked={form.values.active}
          onChange={(event) => form.set('active', event.currentTarget.checked)}
        />
        <OwnClockPreview terms={{ ...previewed, ...(clock === undefined ? {} : { clockId: clock.id }) }} />
        {clock !== undefined && (
          <details>
            <summary>{t('history.title')}</summary>
            <OwnClockHistory id={clock.id} />
          </details>
        )}
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('settings:save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
