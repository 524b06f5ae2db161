import './customer-way.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/journeys-positions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { journeyQuery, journeysQuery, positionsQuery } from './journeys.data.ts';

type Way = contract.CustomerJourney;
/** So many stops behind the customer are shown before one asks for the rest. */
const shownBehind = 2;

/** Where a customer is on his journeys: reached when, next by when, late by how much; and noting by hand what he reached. */
export default function CustomerWay({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['trail', 'map']);
  const { may } = useSession();
  const ways = useQuery(positionsQuery(customerId)).data;
  const [noting, setNoting] = useState(false);
  if (ways === undefined || (ways.length === 0 && !may('customers.write'))) return null;
  return (
    <section className="sec" aria-label={t('staff.title')}>
      <header>
        <h3>{t('staff.title')}</h3>
      </header>
      {ways.length === 0 && <p className="dim xs">{t('staff.none')}</p>}
      {ways.map((way) => (
        <OneWay key={way.journeyId} way={way} />
      ))}
      {may('customers.write') &&
        (noting ? (
          <NoteReached customerId={customerId} ways={ways} onDone={() => setNoting(false)} />
        ) : (
          <Button size="s" kind="quiet" onClick={() => setNoting(true)}>
            {t('staff.note')}
          </Button>
        ))}
    </section>
  );
}

function OneWay({ way }: { way: Way }) {
  const { t } = useTranslation(['trail', 'map']);
  const [whole, setWhole] = useState(false);
  const reached = way.destinations.filter(({ reachedAt }) => reachedAt !== null);
  const shown = whole ? way.destinations : reached.slice(-shownBehind);
  return (
    <div className="customer-way">
      <p className="row">
        <Link className="grow cut" to="/journeys" search={{ journey: way.journeyId } as never}>
          {way.name}
        </Link>
        <span className="dim xs">{t('staff.of', { k: reached.length, n: way.destinations.length })}</span>
      </p>
      {way.passages > 1 && <p className="dim xs">{t('staff.passages', { count: way.passages })}</p>}
      <ol>
        {shown.map((one) => (
          <li key={one.id} data-reached={one.reachedAt !== null || undefined}>
            <span className="grow">
              {one.name}
              {one.accepted !== null && (
                <small className="dim"> · {t(one.accepted ? 'staff.accepts' : 'staff.declines')}</small>
              )}
              <Before stop={one} />
            </span>
            {one.reachedAt !== null && (
              <span className="dim xs">
                <span className="sr">{t('staff.reached')} </span>
                <TimeText at={one.reachedAt} />
              </span>
            )}
          </li>
        ))}
        <Ahead next={way.next} />
      </ol>
      {way.beside.map((one) => (
        <div key={one.passage}>
          <p className="row">
            <span className="grow dim xs">{t('staff.beside')}</span>
            {one.caseId !== null && (
              <Link className="xs" to={`/cases/${one.caseId}`}>
                {t('map:late.case')}
              </Link>
            )}
          </p>
          <ol>
            <Ahead next={one.next} />
          </ol>
          {one.waitedUntil !== null && (
            <p className="dim xs">
              {t('staff.until')} <TimeText at={one.waitedUntil} />
            </p>
          )}
        </div>
      ))}
      {way.destinations.length > shownBehind && (
        <Button size="s" kind="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'staff.less' : 'staff.more')}
        </Button>
      )}
    </div>
  );
}

/** What is next in a passage, by when, or how late it is. */
function Ahead({ next }: { next: Way['next'] }) {
  const { t, i18n } = useTranslation(['trail', 'map']);
  if (next === null) return <li className="arrived">{t('staff.arrived')}</li>;
  const late = next.lateDays > 0;
  return (
    <li className="ahead" aria-current="step">
      <span className="grow">
        <span className="dim xs">{t('staff.next')}</span> {next.name}
      </span>
      {next.expectedAt !== null && (
        <span className={late ? 'late xs' : 'dim xs'}>
          {late ? (
            t('map:late.days', {
              count: next.lateDays,
              n: numberWords(next.lateDays, i18n.language, next.lateDays < 10 ? 1 : 0),
            })
          ) : (
            <>
              {t('staff.by')} <TimeText at={next.expectedAt} />
            </>
          )}
        </span>
      )}
    </li>
  );
}

/** When the customer was here before, and what he said then, where he has come round again. */
function Before({ stop }: { stop: Way['destinations'][number] }) {
  const { t } = useTranslation('trail');
  const before = stop.arrivals.filter(({ reachedAt }) => reachedAt !== stop.reachedAt);
  if (before.length === 0) return null;
  return (
    <details className="before">
      <summary className="dim xs">{t('staff.times', { count: stop.times })}</summary>
      <ul>
        {before.map((each) => (
          <li key={each.passage} className="dim xs">
            <TimeText at={each.reachedAt} />
            {each.accepted !== null && ` · ${t(each.accepted ? 'staff.accepts' : 'staff.declines')}`}
          </li>
        ))}
        {stop.times > stop.arrivals.length && (
          <li className="dim xs">{t('staff.earlier', { count: stop.times - stop.arrivals.length })}</li>
        )}
      </ul>
    </details>
  );
}

async function takeBack(id: string, destinationId: string, passage: number | undefined): Promise<void> {
  try {
    const { items } = await call<typeof contract.takeBackPosition>(
      'DELETE',
      '/customers/:id/positions/:destinationId',
      { params: { id, destinationId }, query: passage === undefined ? {} : { passage } },
    );
    queryClient.setQueryData(positionsQuery(id).queryKey, items);
  } catch (problem) {
    notifyProblem(problem);
  }
}

/** Says by hand what a customer reached: on a journey he is on, or as the first of another. */
function NoteReached(props: { customerId: string; ways: readonly Way[]; onDone: () => void }) {
  const { t } = useTranslation(['trail', 'map', 'web']);
  const journeys = useQuery(journeysQuery).data ?? [];
  const [journeyId, setJourneyId] = useState(props.ways[0]?.journeyId ?? '');
  const chosen = journeyId || journeys[0]?.id;
  const journey = useQuery(journeyQuery(chosen)).data;
  const [destinationId, setDestinationId] = useState('');
  const [busy, setBusy] = useState(false);
  const reached = new Set(
    props.ways
      .find((way) => way.journeyId === chosen)
      ?.destinations.flatMap((one) => (one.reachedAt === null ? [] : one.id)),
  );
  const stops = journey?.destinations ?? [];
  const open = stops.filter(({ id }) => !reached.has(id));
  const been = stops.filter(({ id }) => reached.has(id));
  const picked = stops.find(({ id }) => id === destinationId) ?? open[0] ?? been[0];
  const note = async () => {
    if (picked === undefined) return;
    setBusy(true);
    try {
      const again = reached.has(picked.id);
      const way = await call<typeof contract.notePosition>('POST', '/positions', {
        body: { customerId: props.customerId, destinationId: picked.id, ...(again ? { again } : {}) },
      });
      await queryClient.invalidateQueries({ queryKey: ['journeys'] });
      const noted = way.destinations.find(({ id }) => id === picked.id)?.arrivals[0];
      notifyUndo(t('staff.noted', { name: picked.name }), () => {
        void takeBack(props.customerId, picked.id, noted?.passage);
      });
      props.onDone();
    } catch (problem) {
      notifyProblem(problem);
      setBusy(false);
    }
  };
  return (
    <form
      className="note-reached"
      onSubmit={(event) => {
        event.preventDefault();
        void note();
      }}
    >
      {journeys.length > 1 && (
        <select
          className="choose"
          aria-label={t('map:head.choose')}
          value={chosen}
          onChange={(event) => setJourneyId(event.currentTarget.value)}
        >
          {journeys.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <select
        className="choose"
        aria-label={t('staff.noteWhere')}
        value={picked?.id ?? ''}
        onChange={(event) => setDestinationId(event.currentTarget.value)}
      >
        {open.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {been.length > 0 && (
          <optgroup label={t('staff.again')}>
            {been.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      <div className="row end">
        <Button size="s" onClick={props.onDone}>
          {t('web:leaveIt')}
        </Button>
        <Button size="s" kind="go" type="submit" busy={busy} disabled={picked === undefined}>
          {t('staff.note')}
        </Button>
      </div>
    </form>
  );
}
