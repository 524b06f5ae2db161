import './spoken.css';
import { IconCheck, IconTargetArrow, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import type { Calendar } from '../../../../domain/promises/calendar.ts';
import { announce } from '../../../announce.ts';
import { useDraftsAreRead, useRested } from '../../../assistant.ts';
import { useTeams } from '../../../colleagues.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { fullInstant, instantWords } from '../../../ui/time-words.ts';
import { instantOfWall, wallOfInstant } from '../../../wall-time.ts';
import { calendarsQuery } from '../promises.data.ts';
import { type KeptPromise, spokenByAssistantQuery, weighingQuery } from './spoken.data.ts';
import {
  calendarOfTeam,
  type DraftPromise,
  draftText,
  spokenKey,
  spokenLine,
  stillFound,
  stillSaid,
} from './spoken-words.ts';
import { SpokenWarnings } from './spoken-warnings.tsx';

interface Props {
  caseId: string;
  /** Whose hours count: those of the case's team, else the usual ones. */
  teamId: string | null;
  customer: { name: string; timeZone: string | null };
  html: string;
  kept: readonly KeptPromise[];
  onKept: (kept: readonly KeptPromise[]) => void;
}

/** The promises in what is being written, each kept with one press (Alt+P takes the next). Read here, without the server. */
export default function SpokenChips({ caseId, teamId, customer, html, kept, onKept }: Props) {
  const { t } = useTranslation('spoken');
  const { timeZone } = useManner();
  const { ours, text } = useFound(
    html,
    timeZone,
    calendarOfTeam(useQuery(calendarsQuery).data ?? [], useTeams(), teamId),
  );
  const found = useWithMore(caseId, text, ours);
  const [hours, setHours] = useState<Readonly<Record<string, string>>>({});

  const follow = useEffectEvent((now: readonly DraftPromise[]) => {
    const left = stillSaid(kept, now);
    if (left !== kept) onKept(left);
  });
  useEffect(() => follow(found), [found]);

  const dueOf = (promise: DraftPromise) => hours[spokenKey(promise)] ?? promise.due?.at.toISOString();
  const keep = (promise: DraftPromise) => {
    const dueAt = dueOf(promise);
    if (dueAt === undefined) return;
    const what = spokenLine(promise.what, promise.condition);
    onKept([...kept, { key: spokenKey(promise), what, dueAt, quote: promise.quote.slice(0, 1000) }]);
    announce(t('confirmed', { what }));
  };
  const next = found.find(
    (promise) => dueOf(promise) !== undefined && !kept.some(({ key }) => key === spokenKey(promise)),
  );
  useAltP(() => next !== undefined && keep(next));

  if (found.length === 0) return null;
  return (
    <ul className="spoken-list" aria-label={t('composer')}>
      {found.map((promise) => (
        <SpokenChip
          key={spokenKey(promise)}
          {...{ promise, caseId, customer }}
          dueAt={dueOf(promise)}
          next={promise === next}
          kept={kept.some(({ key }) => key === spokenKey(promise))}
          onDue={(dueAt) => setHours({ ...hours, [spokenKey(promise)]: dueAt })}
          onKeep={() => keep(promise)}
          onUndo={() => onKept(kept.filter(({ key }) => key !== spokenKey(promise)))}
        />
      ))}
    </ul>
  );
}

function SpokenChip(props: {
  promise: DraftPromise;
  caseId: string;
  customer: Props['customer'];
  dueAt: string | undefined;
  next: boolean;
  kept: boolean;
  onDue: (dueAt: string) => void;
  onKeep: () => void;
  onUndo: () => void;
}) {
  const { promise, customer, dueAt, kept } = props;
  const { t } = useTranslation(['spoken', 'assistant']);
  const now = useNow();
  const { language, timeZone } = useManner();
  const [editing, setEditing] = useState(false);
  const warnings = useQuery({ ...weighingQuery(props.caseId, dueAt ?? ''), enabled: dueAt !== undefined }).data ?? [];
  const due = dueAt === undefined ? undefined : new Date(dueAt);
  const there =
    due !== undefined &&
    customer.timeZone !== null &&
    wallOfInstant(due, customer.timeZone) !== wallOfInstant(due, timeZone);
  return (
    <li className={kept ? 'spoken said kept' : 'spoken said'}>
      {kept ? (
        <IconCheck className="ico" size={16} aria-hidden />
      ) : (
        <IconTargetArrow className="ico" size={16} stroke={1.7} aria-hidden />
      )}
      <span className="grow">
        <span className="what">{promise.what}</span>
        {due !== undefined && !editing && (
          <button type="button" className="hour" disabled={kept} title={t('change')} onClick={() => setEditing(true)}>
            <time dateTime={dueAt} title={fullInstant(due, language, timeZone)}>
              {instantWords(due, now, language, timeZone)}
            </time>
          </button>
        )}
        {(due === undefined || editing) && !kept && (
          <input
            type="datetime-local"
            className="choose"
            aria-label={t('when')}
            min={wallOfInstant(now, timeZone)}
            defaultValue={due === undefined ? '' : wallOfInstant(due, timeZone)}
            onChange={(event) => {
              const instant = instantOfWall(event.currentTarget.value, timeZone);
              if (instant !== undefined) props.onDue(instant);
            }}
            onBlur={() => setEditing(false)}
          />
        )}
        {there && (
          <span className="xs mid">
            {t('dueThere', {
              at: instantWords(due, now, language, customer.timeZone ?? timeZone),
              name: customer.name,
            })}
          </span>
        )}
        {promise.condition !== null && (
          <span className="xs mid">{t('condition', { condition: promise.condition })}</span>
        )}
        {promise.strength === 'weak' && <Chip kind="think">{t('weak')}</Chip>}
        {promise.byAssistant === true && <span className="xs mid">{t('assistant:found')}</span>}
        {promise.pleaseCheck === true && !kept && <Chip kind="risk">{t('assistant:check')}</Chip>}
        {!kept && <SpokenWarnings warnings={warnings} />}
      </span>
      {kept ? (
        <>
          <span className="xs mid">{t('kept')}</span>
          <Button kind="icon" size="s" aria-label={t('undo')} title={t('undo')} onClick={props.onUndo}>
            <IconX size={16} stroke={1.7} aria-hidden />
          </Button>
        </>
      ) : (
        <Button
          size="s"
          kind="yes"
          disabled={due === undefined}
          title={due === undefined ? t('whenMissing') : undefined}
          onClick={props.onKeep}
        >
          {t('keep')}
          {props.next && <span className="press">{t('key')}</span>}
        </Button>
      )}
    </li>
  );
}

/** The promises in the words, a short rest after the last key. */
function useFound(
  html: string,
  timeZone: string,
  calendar: Calendar | undefined,
): { ours: readonly DraftPromise[]; text: string } {
  const [found, setFound] = useState<{ ours: readonly DraftPromise[]; text: string }>({ ours: [], text: '' });
  useEffect(() => {
    const timer = setTimeout(() => {
      const text = draftText(html);
      const ours =
        text.trim() === ''
          ? []
          : spokenPromises(text, { at: new Date(), timeZone, calendar: calendar ?? null, locale: navigator.language });
      setFound({ ours, text });
    }, 250);
    return () => clearTimeout(timer);
  }, [html, timeZone, calendar]);
  return found;
}

/** With what only the assistant sees, when the writer rests and one reads along. */
function useWithMore(caseId: string, text: string, ours: readonly DraftPromise[]): readonly DraftPromise[] {
  const isRead = useDraftsAreRead();
  const rested = useRested(text);
  const more = useQuery({ ...spokenByAssistantQuery(caseId, rested), enabled: isRead && rested !== '' }).data;
  return useMemo(
    () => (!isRead || more === undefined ? ours : [...ours, ...stillFound(more, ours, text)]),
    [isRead, more, ours, text],
  );
}

/** Alt+P, also while typing; on a Mac the key makes another sign, so its place on the keyboard counts. */
function useAltP(act: () => void) {
  const run = useEffectEvent(act);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyP') return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
