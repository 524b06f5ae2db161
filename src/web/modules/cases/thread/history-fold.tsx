import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { TimeText } from '../../../ui/time-text.tsx';
import { deedWords, type CaseEvent } from './history-words.ts';

/** What was done between two messages, folded: one line that opens. */
export function HistoryFold({ events }: { events: readonly CaseEvent[] }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  const names = new Map([...useColleagues(), ...useTeams()].map((one) => [one.id, one.name]));
  const line = (event: CaseEvent) =>
    `${event.actor.name ?? t(`actor.${event.actor.kind}`)}: ${deedWords(event, names, (key, values) => t(key, values ?? {}))}`;
  const only = events.length === 1 ? events[0] : undefined;
  if (only !== undefined) {
    return (
      <div className="event">
        <span className="grow">{line(only)}</span>
        <TimeText at={only.at} />
      </div>
    );
  }
  return (
    <div className="event fold">
      <button type="button" className="plainly" aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={13} stroke={1.7} aria-hidden style={open ? { rotate: '90deg' } : undefined} />
        {t('deed.folded', { count: events.length })}
      </button>
      {open && (
        <ul>
          {events.map((event) => (
            <li key={event.id}>
              <span className="grow">{line(event)}</span>
              <TimeText at={event.at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
