import './journeys.css';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { numberWords } from '../../../figures/day-words.ts';
import { Figure } from '../../ui/figure.tsx';
import { HealthCell } from '../../ui/health-cell.tsx';
import { Crowd } from './crowd.tsx';
import { Feelings } from './feelings.tsx';
import type { Destination, JourneyInFull, Touchpoint } from './journeys.data.ts';
import { roleWords } from './role-words.ts';

/**
 * The journey from left to right: each destination in the customer's words, who is on the way to it, the touchpoint
 * where it is reached, and how long it takes. A table to people who listen; it scrolls sideways with its lanes fixed.
 */
export function Road(props: {
  journey: JourneyInFull;
  touchpoints: readonly Touchpoint[];
  /** The destination whose late customers are shown below. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** The destination whose times are shown below as a curve. */
  curve: string | undefined;
  onCurve: (id: string | undefined) => void;
}) {
  const { t, i18n } = useTranslation(['map', 'times']);
  const { journey, touchpoints, open, onOpen, curve, onCurve } = props;
  const stops = journey.destinations;
  const style = { '--stops': stops.length } as CSSProperties;
  const byId = new Map(touchpoints.map((touchpoint) => [touchpoint.id, touchpoint]));
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="road-box" aria-label={journey.name} tabIndex={0}>
      <table className="road" style={style}>
        <caption className="sr">{journey.name}</caption>
        <colgroup>
          <col className="lanes" />
        </colgroup>
        <tbody>
          {stops.some(({ stage }) => stage !== '') && (
            <tr className="stages">
              <td className="lane">
                <span className="sr">{t('road.stages')}</span>
              </td>
              {runsOf(stops).map(({ key, stage, length }) => (
                <th key={key} scope="colgroup" colSpan={length}>
                  <span>{stage}</span>
                </th>
              ))}
            </tr>
          )}
          <tr>
            <th className="lane" scope="row">
              {t('road.destination')}
            </th>
            {stops.map((stop) => (
              <th key={stop.id} className="stop" scope="col">
                <span className="nm">{stop.name}</span>
                <span className="voice theirs">{stop.customerWording}</span>
                <span className="acc">
                  {stop.acceptance.n === 0 && stop.acceptanceQuestion === '' ? (
                    t('road.notAsked')
                  ) : (
                    <>
                      {t('road.accept')} <Figure figure={stop.acceptance} />
                    </>
                  )}
                </span>
              </th>
            ))}
          </tr>
          <tr>
            <th className="lane" scope="row">
              {t('road.now')}
            </th>
            {stops.map((stop) => (
              <td key={stop.id} className="crowd">
                <Crowd waiting={stop.counts.waiting} late={stop.counts.late} />
                {stop.counts.late > 0 && (
                  <button
                    type="button"
                    className="link xs"
                    aria-expanded={open === stop.id}
                    onClick={() => onOpen(open === stop.id ? undefined : stop.id)}
                  >
                    {t('road.whoIsLate')}
                  </button>
                )}
              </td>
            ))}
          </tr>
          <tr>
            <th className="lane" scope="row">
              {t('road.touchpoint')}
            </th>
            {stops.map((stop) => {
              const touchpoint = stop.touchpointId === null ? undefined : byId.get(stop.touchpointId);
              return (
                <td key={stop.id} className="at">
                  {touchpoint === undefined ? (
                    <span className="dim xs" style={{ padding: '4px 6px' }}>
                      {t('road.noTouchpoint')}
                    </span>
                  ) : (
                    <Link to={`/journeys/touchpoints/${touchpoint.id}`}>
                      <HealthCell name={touchpoint.name} figure={touchpoint.health.lost} />
                    </Link>
                  )}
                </td>
              );
            })}
          </tr>
          <tr>
            <th className="lane" scope="row">
              {t('road.people')}
            </th>
            {stops.map((stop) => (
              <td key={stop.id} className="time">
                {stop.ownerRole === null ? (
                  <span className="dim">{t('road.nobody')}</span>
                ) : (
                  roleWords(stop.ownerRole, t)
                )}
                <small>{stop.doneWhen}</small>
              </td>
            ))}
          </tr>
          <tr>
            <th className="lane" scope="row">
              {t('road.time')}
            </th>
            {stops.map((stop) => (
              <td key={stop.id} className="time">
                <TimeToReach stop={stop} />
                <small>
                  {stop.expectedDays !== null &&
                    t('road.expected', {
                      count: stop.expectedDays,
                      n: numberWords(stop.expectedDays, i18n.language, 1),
                    })}
                </small>
                {stop.daysToReach.reached > 0 && (
                  <button
                    type="button"
                    className="link xs"
                    aria-expanded={curve === stop.id}
                    aria-label={`${t('times:open')}: ${t('times:title', { name: stop.name })}`}
                    onClick={() => onCurve(curve === stop.id ? undefined : stop.id)}
                  >
                    {t('times:open')}
                  </button>
                )}
              </td>
            ))}
          </tr>
          {stops.some(({ feeling }) => feeling !== null) && (
            <tr>
              <th className="lane" scope="row">
                {t('road.feelings')}
              </th>
              <td colSpan={stops.length} className="feelings">
                <Feelings stops={stops} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** Stops next to each other in one stage, as one heading. */
function runsOf(stops: readonly Destination[]): { key: string; stage: string; length: number }[] {
  const runs: { key: string; stage: string; length: number }[] = [];
  for (const { id, stage } of stops) {
    const last = runs.at(-1);
    if (last?.stage === stage) last.length += 1;
    else runs.push({ key: id, stage, length: 1 });
  }
  return runs;
}

/** By when half are there: at once, in hours below a day, else in days; with the interval and how many arrived. */
function TimeToReach({ stop }: { stop: Destination }) {
  const { t, i18n } = useTranslation('map');
  const { median, low, high, reached, n } = stop.daysToReach;
  if (median === null) {
    return (
      <>
        <span style={{ color: 'var(--unknown-ink)' }}>{t('web:figure.unknown')}</span>
        <small>{t('road.of', { reached, n })}</small>
      </>
    );
  }
  const hours = median < 1;
  const number = (days: number) => numberWords(hours ? days * 24 : days, i18n.language, 1);
  const value = hours ? median * 24 : median;
  return (
    <>
      {value < 0.05 ? t('road.atOnce') : t(hours ? 'road.hours' : 'road.days', { count: value, n: number(median) })}
      <small>
        {low !== null && high !== null && value >= 0.05
          ? t(hours ? 'road.spanHours' : 'road.spanDays', { low: number(low), high: number(high), reached, n })
          : t('road.of', { reached, n })}
      </small>
    </>
  );
}
