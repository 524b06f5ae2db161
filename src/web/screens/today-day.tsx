import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { useManner, useNow } from '../ui/time-text.tsx';
import { axisOf, placeOn, type Axis } from './today-axis.ts';
import { TodayLine } from './today-line.tsx';
import type { PromisesToday, Scope } from './today.data.ts';

const most = 9;

/** The day as a line, with a row for each promise due: bars start now and end at their hour. */
export function TodayDay(props: {
  today: PromisesToday | undefined;
  problem: unknown;
  again: () => void;
  shown: 'mine' | 'team';
  /** What the wider look is called: of his team, or of everybody where he is in none. */
  whole: 'team' | 'everybody';
  /** Absent where there is only one's own. */
  onShow: ((scope: 'mine' | 'team') => void) | undefined;
}) {
  const { t } = useTranslation('today');
  const now = useNow().getTime();
  const [all, setAll] = useState(false);
  const { today, shown } = props;
  if (today === undefined) {
    return (
      <section className="card today-day" aria-label={t('day.label')} aria-busy>
        {props.problem == null ? (
          <RowsSkeleton rows={6} height={33} />
        ) : (
          <ErrorNotice problem={props.problem} onAgain={props.again} />
        )}
      </section>
    );
  }
  const scope = today[shown];
  const rows = all ? scope.open : foremost(scope.open);
  const axis = axisOfDay(today, scope, now);
  return (
    <section className="card today-day" aria-label={t('day.label')}>
      <Grid axis={axis} now={now} />
      <div className="grid">
        <div className="row">
          <h2 className="title">{t('day.title')}</h2>
          <span className="label">
            {t('day.counts', { open: scope.openCount, kept: scope.keptCount, broken: scope.brokenCount })}
          </span>
          {props.onShow && (
            <fieldset className="scopes" aria-label={t('day.whose')}>
              {(['mine', 'team'] as const).map((one) => (
                <button key={one} type="button" aria-pressed={shown === one} onClick={() => props.onShow?.(one)}>
                  {t(`day.${one === 'team' ? props.whole : one}`)}
                </button>
              ))}
            </fieldset>
          )}
        </div>
        <Hours axis={axis} now={now} />
      </div>
      {scope.openCount === 0 ? (
        <p className="nothing mid">{t(scope.keptCount > 0 ? 'day.allDone' : 'day.teach')}</p>
      ) : (
        <ol>
          {rows.map((promise) => (
            <TodayLine key={promise.id} promise={promise} axis={axis} now={now} />
          ))}
        </ol>
      )}
      {scope.openCount > rows.length && scope.open.length > rows.length && (
        <Button kind="quiet" size="s" onClick={() => setAll(true)}>
          {t('day.more', { count: scope.openCount - rows.length })}
        </Button>
      )}
      {scope.keptCount > 0 && <Ended scope={scope} axis={axis} how="kept" />}
      {scope.brokenCount > 0 && <Ended scope={scope} axis={axis} how="broken" />}
    </section>
  );
}

/** On a full day what will slip stands before what comes first, and all of it in the order of the hours. */
function foremost(open: Scope['open']): Scope['open'] {
  const slips = open.filter(({ slip }) => slip !== null).slice(0, most);
  const chosen = new Set([...slips, ...open.filter(({ slip }) => slip === null).slice(0, most - slips.length)]);
  return open.filter((one) => chosen.has(one));
}

function axisOfDay(today: PromisesToday, scope: Scope, now: number): Axis {
  const moments = [
    now,
    ...scope.open.flatMap((one) => (one.dueAt === null ? [] : [Date.parse(one.dueAt)])),
    ...[...scope.kept, ...scope.broken].map((one) => Date.parse(one.endedAt)),
  ].filter((at) => Math.abs(at - now) < 86_400_000);
  // On a day without opening hours the line shows what lies around the present.
  const opens = today.opensAt === null ? now - 2 * 3_600_000 : Date.parse(today.opensAt);
  const closes = today.closesAt === null ? now + 4 * 3_600_000 : Date.parse(today.closesAt);
  return axisOf(opens, closes, moments);
}

/** Upright lines for the hours, the past sunk, the present in ink. Decoration: the hours stand in the rows. */
function Grid({ axis, now }: { axis: Axis; now: number }) {
  return (
    <div className="lines" aria-hidden>
      <b style={{ width: `${placeOn(axis, now)}%` }} />
      {axis.ticks.map((tick) => (
        <i key={tick} style={{ left: `${placeOn(axis, tick)}%` }} />
      ))}
      <i className="now" style={{ left: `${placeOn(axis, now)}%` }} />
    </div>
  );
}

function Hours({ axis, now }: { axis: Axis; now: number }) {
  const clock = useClock();
  const present = placeOn(axis, now);
  return (
    <div className="hours" aria-hidden>
      {axis.ticks.map((tick) => {
        const place = placeOn(axis, tick);
        // The present covers an hour that it stands on.
        return Math.abs(place - present) < 4 ? null : (
          <span key={tick} className={place === 0 ? 'start' : undefined} style={{ left: `${place}%` }}>
            {clock(tick)}
          </span>
        );
      })}
      <span className="now" style={{ left: `${present}%` }}>
        {clock(now)}
      </span>
    </div>
  );
}

/** What ended today, as rings with a tick at their hour; broken ones as crosses in a row of their own. */
function Ended({ scope, axis, how }: { scope: Scope; axis: Axis; how: 'kept' | 'broken' }) {
  const { t } = useTranslation('today');
  const clock = useClock();
  const ended = scope[how];
  const names = [...new Set(ended.map((one) => familyName(one.customer.name)))];
  const Sign = how === 'kept' ? IconCheck : IconX;
  return (
    <div className={how === 'kept' ? 'line kept' : 'line kept gone'}>
      <div className="what">
        <span className="sign" aria-hidden>
          <Sign size={16} stroke={1.7} />
        </span>
        <span className="t cut">{t(`day.${how}`)}</span>
        <span className="dim cut">{names.slice(0, 3).join(', ') + (names.length > 3 ? ' …' : '')}</span>
      </div>
      <ul className="z">
        {ended.map((one) => (
          <li
            key={one.id}
            className="tick"
            style={{ left: `${placeOn(axis, Date.parse(one.endedAt))}%` }}
            title={`${clock(Date.parse(one.endedAt))} ${one.customer.name}`}
          >
            <Sign size={9} stroke={3} aria-hidden />
            <span className="sr">
              {clock(Date.parse(one.endedAt))} {one.customer.name}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What stands after the first word of a name; all of it where there is but one. */
function familyName(name: string): string {
  const [, ...rest] = name.trim().split(/\s+/);
  return rest.length === 0 ? name : rest.join(' ');
}

function useClock(): (at: number) => string {
  const { language, timeZone } = useManner();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return (at) => format.format(at);
}
