import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/calendars.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notify } from '../../../toasts.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { ZoneField } from '../../../ui/place-fields.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { useManner } from '../../../ui/time-text.tsx';
import { calendarsQuery, type Calendar } from '../promises.data.ts';
import { DeadlinePreview } from './deadline-preview.tsx';
import { hoursLine, readHours, weekdays } from './week-hours.ts';

/** When we are open: the week, its zone, and the days that are different. */
export function CalendarForm({ calendar, onClose }: { calendar?: Calendar; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { language, timeZone } = useManner();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const start = Object.fromEntries(
    weekdays.map((day) => [`d${day}`, hoursLine(calendar?.week[day] ?? (Number(day) < 6 ? [office] : []))]),
  ) as Record<`d${(typeof weekdays)[number]}`, string>;
  const form = useFields(
    {
      name: calendar?.name ?? '',
      zone: calendar?.zone ?? timeZone,
      exceptions: (calendar?.exceptions ?? []).map(exceptionLine).join('\n'),
      isDefault: calendar?.isDefault ?? false,
      ...start,
    },
    async (values) => {
      const days = weekdays.map((day) => [day, readHours(values[`d${day}`])] as const);
      const exceptions = values.exceptions
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(readException);
      const bad = [
        ...days.filter(([, hours]) => hours === undefined).map(([day]) => day),
        ...(exceptions.includes(undefined) ? ['exceptions'] : []),
      ];
      setWrong(bad);
      if (bad.length > 0) return;
      const body = {
        name: values.name.trim(),
        zone: values.zone.trim(),
        week: Object.fromEntries(days) as Calendar['week'],
        exceptions: exceptions.filter((one) => one !== undefined),
        ...(values.isDefault ? { isDefault: true as const } : {}),
      };
      if (calendar === undefined) await call<typeof contract.createCalendar>('POST', '/calendars', { body });
      else await call<typeof contract.changeCalendar>('PATCH', '/calendars/:id', { params: { id: calendar.id }, body });
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
      notify(t('saved'));
      onClose();
    },
  );
  const dayName = (day: string) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, Number(day))),
    );
  return (
    <Dialog opened onClose={onClose} title={calendar?.name ?? t('calendar.new')} width={720}>
      <form className="stack" onSubmit={form.submit}>
        <div className="two">
          <TextField data-autofocus required bound={form.bind('name')} label={t('name')} />
          <ZoneField bound={form.bind('zone')} label={t('zone')} />
        </div>
        <fieldset className="week">
          <legend className="title">{t('calendar.week')}</legend>
          <p className="dim xs">{t('calendar.weekWhy')}</p>
          {weekdays.map((day) => {
            const bound = form.bind(`d${day}`);
            return (
              <label key={day} className="row">
                <span className="day">{dayName(day)}</span>
                <input
                  className="choose"
                  name={bound.name}
                  value={bound.value}
                  placeholder={t('calendar.closed')}
                  aria-invalid={wrong.includes(day)}
                  onChange={bound.onChange}
                />
                {wrong.includes(day) && <span className="xs strong">{t('calendar.wrongHours')}</span>}
              </label>
            );
          })}
        </fieldset>
        <label>
          <span className="title">{t('calendar.exceptions')}</span>
          <span className="dim xs block">{t('calendar.exceptionsWhy')}</span>
          <textarea
            className="choose tall"
            name="exceptions"
            aria-invalid={wrong.includes('exceptions')}
            value={form.bind('exceptions').value}
            onChange={form.bind('exceptions').onChange}
          />
          {wrong.includes('exceptions') && <span className="xs strong">{t('calendar.wrongException')}</span>}
        </label>
        <Checkbox
          label={t('calendar.default')}
          checked={form.values.isDefault}
          disabled={calendar?.isDefault === true}
          onChange={(event) => form.set('isDefault', event.currentTarget.checked)}
        />
        <FormEnd form={form} go={t('save')} onLeave={onClose} />
      </form>
      {calendar !== undefined && <DeadlinePreview calendarId={calendar.id} version={calendar.version} />}
    </Dialog>
  );
}

const office = { from: '09:00', to: '17:00' };

function exceptionLine(one: Calendar['exceptions'][number]): string {
  const hours = hoursLine(one.intervals);
  return `${one.date} ${one.name}${hours === '' ? '' : `: ${hours}`}`;
}

/** "2026-12-24 Christmas Eve: 09:00-12:00"; without hours the day is closed. */
function readException(line: string): Calendar['exceptions'][number] | undefined {
  const found = /^\s*(\d{4}-\d{2}-\d{2})\s+([^:]*[^:\s])\s*(?::\s*(.*))?$/.exec(line);
  const intervals = readHours(found?.[3] ?? '');
  if (found === null || intervals === undefined) return undefined;
  return { date: found[1] ?? '', name: found[2] ?? '', intervals };
}
