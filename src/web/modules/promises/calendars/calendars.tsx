import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/calendars.ts';
import { call } from '../../../api.ts';
import { whole } from '../../../paged.ts';
import { queryClient } from '../../../query-client.ts';
import { ask } from '../../../questions.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Block } from '../../../ui/block.tsx';
import { ListFrame } from '../../../ui/list-frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { CalendarForm } from './calendar-form.tsx';
import { calendarsQuery, type Calendar } from '../promises.data.ts';
import { hoursLine, weekdays } from './week-hours.ts';

/** The calendars of open hours that every promise is counted by. */
export function Calendars() {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const list = whole(useQuery(calendarsQuery));
  const [open, setOpen] = useState<Calendar | 'new'>();
  const write = may('policies.write');
  const add = write && <Button onClick={() => setOpen('new')}>{t('calendar.new')}</Button>;
  const holidays = async (calendar: Calendar) => {
    const answer = await ask({
      title: t('calendar.holidays'),
      text: t('calendar.holidaysWhy'),
      yes: t('calendar.holidaysGo'),
      reason: { label: t('calendar.region') },
    });
    const [country, region] = (answer?.reason ?? '').toUpperCase().split('-');
    if (country === undefined || country === '') return;
    const year = thisYear();
    try {
      const { added } = await call<typeof contract.importHolidays>('POST', '/calendars/:id/holidays', {
        params: { id: calendar.id },
        body: { country, ...(region === undefined ? {} : { region }), fromYear: year, toYear: year + 1 },
      });
      notify(t('calendar.holidaysDone', { count: added }));
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const remove = async (calendar: Calendar) => {
    const text = t('calendar.removeWhy', { name: calendar.name });
    if ((await ask({ title: t('calendar.remove'), text, yes: t('calendar.remove') })) === undefined) return;
    try {
      await call<typeof contract.deleteCalendar>('DELETE', '/calendars/:id', { params: { id: calendar.id } });
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block id="calendars" title={t('calendar.title')} tools={add} why={t('calendar.why')}>
      <ListFrame
        list={list}
        rows={2}
        height={44}
        none={<EmptyState what={t('calendar.emptyWhat')} why={t('calendar.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((calendar) => (
            <li key={calendar.id}>
              <div className="grow">
                <p className="row">
                  <b className="strong">{calendar.name}</b>
                  {calendar.isDefault && <Chip>{t('calendar.isDefault')}</Chip>}
                </p>
                <p className="dim xs">
                  {calendar.zone} · {weekdays.map((day) => hoursLine(calendar.week[day])).find(Boolean) ?? ''} ·{' '}
                  {t('calendar.exceptionCount', { count: calendar.exceptions.length })}
                </p>
              </div>
              {write && (
                <>
                  <Button size="s" kind="quiet" onClick={() => void holidays(calendar)}>
                    {t('calendar.holidays')}
                  </Button>
                  {!calendar.isDefault && (
                    <Button size="s" kind="quiet" onClick={() => void remove(calendar)}>
                      {t('remove')}
                    </Button>
                  )}
                  <Button size="s" onClick={() => setOpen(calendar)}>
                    {t('change')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <CalendarForm {...(open === 'new' ? {} : { calendar: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}

function thisYear(): number {
  return new Date().getFullYear();
}
