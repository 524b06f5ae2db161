import './time-curve.css';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTheme } from '../../../figures/chart-theme.ts';
import { numberWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import { timesOption } from '../../../figures/times.ts';
import { useSearchParams } from '../../search-params.ts';
import { Button } from '../../ui/button.tsx';
import { Chart } from '../../ui/chart.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { type ComparedTimes, type TimeGrouping, timesQuery } from './times.data.ts';

const groupings: readonly TimeGrouping[] = ['none', 'version', 'day', 'passage', 'channel', 'segment', 'organisation'];
const mostGroups = 6;

/**
 * How long it takes to a destination as a curve, with the numbers still on the way under it; two or more groups beside each other,
 * and in a sentence whether they differ. What is compared stands in the address.
 */
export default function TimeCurve({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, i18n } = useTranslation(['times', 'charts']);
  const language = i18n.language;
  const [search, change] = useSearchParams();
  const by = groupings.find((one) => one === search['by']) ?? 'none';
  const found = useQuery(timesQuery(id, { by, day: search['since'], keys: search['keys'] }));
  const data = found.data;
  const tick = useMemo(() => tickWords(language, t('hours')), [language, t]);
  const groups = useMemo(
    () => (data?.groups ?? []).map((group) => ({ ...group, label: labelOf(group, data!.by, language, t) })),
    [data, language, t],
  );
  const option = useMemo(
    () => (theme: ChartTheme) => timesOption(groups, { language, ticks: data?.times ?? [], tick }, theme),
    [groups, language, data?.times, tick],
  );
  if (found.isError && data === undefined)
    return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  if (data === undefined) return <TextSkeleton lines={6} />;
  const drawn = groups.some(({ points }) => points.length > 0);
  const days = (value: number) => dayCount(value, language, t);
  return (
    <section className="under-map time-curve" aria-labelledby="time-curve" aria-busy={found.isPlaceholderData}>
      <header className="row">
        <h2 className="title grow" id="time-curve">
          {t('title', { name: data.destination.name })}
        </h2>
        <Button size="s" kind="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      <div className="row tools">
        <label>
          <span>{t('compare')}</span>
          <select
            className="choose"
            value={by}
            onChange={(event) => change({ by: event.currentTarget.value, keys: undefined, since: undefined })}
          >
            {groupings.map((one) => (
              <option key={one} value={one}>
                {t(`by.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {by === 'day' && data.day !== null && (
          <label>
            <span>{t('day')}</span>
            <input
              type="date"
              className="choose"
              value={search['since'] ?? data.day}
              onChange={(event) => change({ since: event.currentTarget.value || undefined })}
            />
          </label>
        )}
        <Choices data={data} onChoose={(keys) => change({ keys })} language={language} />
      </div>
      <p role="status">
        <b className="strong">{sentence(data, t)}</b> {medians(groups, days, t)}
      </p>
      {drawn && (
        <>
          <Chart
            name={t('name', { name: data.destination.name })}
            option={option}
            height={230}
            table={{
              columns: [t('group'), t('after'), t('arrived'), t('charts:column.between'), t('charts:column.n')],
              rows: groups.flatMap((group) =>
                group.points.map((point) => [
                  group.label,
                  days(point.day),
                  percent(point.share, language),
                  point.low === null ? null : `${percent(point.low, language)} – ${percent(point.high, language)}`,
                  group.n,
                ]),
              ),
            }}
          />
          <div className="scroll">
            <table className="data at-risk">
              <caption>{t('atRisk')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('after')}</th>
                  {data.times.map((time) => (
                    <th key={time} scope="col">
                      {tick(time)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.key}>
                    <th scope="row">{group.label}</th>
                    {group.atRisk.map((n, place) => (
                      <td key={data.times[place]}>{n}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <p className="dim xs">
        {t('how', { count: data.passages })}
        {data.by !== 'none' && ` ${t('association')}`}
      </p>
    </section>
  );
}

type Words = ReturnType<typeof useTranslation<['times', 'charts']>>['t'];
type Labelled = ComparedTimes['groups'][number] & { label: string };

/** Which of many are beside each other: segments one at a time, all others up to six. */
function Choices(props: { data: ComparedTimes; onChoose: (keys: string) => void; language: string }) {
  const { t } = useTranslation(['times', 'charts']);
  const { data, onChoose, language } = props;
  if (data.by === 'segment')
    return data.choices.length === 0 ? (
      <span className="dim sm">{t('noSegments')}</span>
    ) : (
      <label>
        <span className="sr">{t('by.segment')}</span>
        <select
          className="choose"
          value={data.groups[0]?.key}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {data.choices.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </label>
    );
  if (data.choices.length < 2) return null;
  const shown = new Set(data.groups.map(({ key }) => key));
  return (
    <details className="choices">
      <summary>{t('which', { count: shown.size, of: data.choices.length })}</summary>
      <ul>
        {data.choices.map((one) => (
          <li key={one.key}>
            <label>
              <input
                type="checkbox"
                checked={shown.has(one.key)}
                disabled={shown.has(one.key) ? shown.size === 1 : shown.size >= mostGroups}
                onChange={() =>
                  onChoose(
                    data.choices
                      .filter(({ key }) => shown.has(key) !== (key === one.key))
                      .map(({ key }) => key)
                      .join(','),
                  )
                }
              />{' '}
              {labelOf(one, data.by, language, t)} {one.n !== null && <span className="dim">{one.n}</span>}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function labelOf(
  { key, name }: { key: string; name: string | null },
  by: TimeGrouping,
  language: string,
  t: Words,
): string {
  if (name !== null) return name;
  if (by === 'channel') return t(`charts:channel.${key}`, { defaultValue: key });
  if (by === 'version') return t('version', { version: numberWords(Number(key), language, 0) });
  return t(`key.${key}`, { defaultValue: key });
}

function sentence({ verdict, by, groups }: ComparedTimes, t: Words): string {
  if (by === 'none') return '';
  if (groups.filter(({ n }) => n > 0).length < 2) return t('verdict.nothing');
  const p = verdict.pValue;
  return t(`verdict.${verdict.code}`, {
    p: p === null ? '' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(p < 0.01 ? 3 : 2)}`,
  });
}

function medians(groups: readonly Labelled[], days: (value: number) => string, t: Words): string {
  return groups
    .map((group) => {
      const values = { name: group.label, n: group.n, reached: group.reached };
      if (group.median === null) return t('half.unknown', values);
      const median = days(group.median);
      return group.low === null || group.high === null
        ? t('half.open', { ...values, median })
        : t('half.known', { ...values, median, low: days(group.low), high: days(group.high) });
    })
    .join(' ');
}

/** A number of days as people say it: hours below two days. */
function dayCount(value: number, language: string, t: Words): string {
  const hours = value < 2;
  return t(hours ? 'hour' : 'dayCount', {
    count: hours ? value * 24 : value,
    n: numberWords(hours ? value * 24 : value, language, value < 10 ? 1 : 0),
  });
}

function tickWords(language: string, hours: string): (days: number) => string {
  return (days) =>
    days > 0 && days < 1 ? `${numberWords(days * 24, language, 1)} ${hours}` : numberWords(days, language, 1);
}
