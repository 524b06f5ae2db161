import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { monthWords, shortMonth } from '../day-words.ts';
import { percent } from '../figure-words.ts';
import { drawing } from '../drawing.ts';
import { monthTip, sharePoint } from '../share-by-month.ts';
import type { Progress } from '../../contract/measures.ts';
import { between, type Say, shortly, type ToldFigure } from '../told.ts';

/** 4. Do we keep our promises? */
export function tellPromises(promises: Progress['promises'], say: Say, language: string): ToldFigure {
  const { series, total, broken, renegotiated } = promises;
  const interval =
    total.low === null
      ? ''
      : say('progress:between', { low: Math.round(total.low * 100), high: percent(total.high, language) });
  const apart = promises.apart
    .filter(({ kept }) => kept.n > 0)
    .map(({ kind, kept }) => say(`progress:promises.apart.${kind}`, { k: kept.k, n: kept.n }))
    .join(', ');
  const moved = renegotiated > 0 ? say('progress:promises.moved', { count: renegotiated }) : '';
  const table = {
    columns: [
      say('charts:column.month'),
      say('progress:promises.kept'),
      say('progress:promises.due'),
      say('charts:column.share'),
      say('charts:column.between'),
      say('progress:promises.policy'),
      say('progress:promises.personal'),
      say('progress:promises.renegotiated'),
    ],
    rows: series.map(({ from, kept, policy, personal, renegotiated: changed }) => [
      monthWords(from, language, true),
      kept.k,
      kept.n,
      kept.n < 5 ? null : percent(kept.k / kept.n, language),
      between(kept, language),
      policy.n === 0 ? null : `${policy.k} / ${policy.n}`,
      personal.n === 0 ? null : `${personal.k} / ${personal.n}`,
      changed,
    ]),
  };
  return {
    ask: say('progress:ask.promises'),
    answer: say(`progress:promises.${promises.headline.code}`, { k: total.k, n: total.n, count: broken }),
    rests: [apart, interval, moved].filter(Boolean).join(', ') || undefined,
    picture:
      total.n === 0
        ? undefined
        : {
            name: say('progress:promises.name'),
            height: 170,
            option: (theme) => keptOption(series, language, theme),
            table,
            short: shortly(table, [0, 1, 2, 3, 4], 'last'),
          },
    records: { link: promises.link, words: say('progress:promises.records', { count: broken }) },
  };
}

/** Promises kept, month by month, each with its interval; the latest is filled. Months with nothing due stay empty. */
function keptOption(series: Progress['promises']['series'], language: string, theme: ChartTheme): EChartsCoreOption {
  const months = series.map(({ from, kept }) => ({ from, figure: kept }));
  const lowest = Math.min(1, ...series.map(({ kept }) => kept.low ?? 1));
  const floor = Math.max(0, Math.floor(lowest * 20 - 0.01) / 20);
  const last = series.findLastIndex(({ kept }) => kept.low !== null);
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    tooltip: monthTip(months, language),
    xAxis: {
      type: 'category',
      data: series.map(({ from }) => shortMonth(from, language)),
      axisLabel: { hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: floor,
      max: 1,
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => percent(value, language) },
    },
    series: [
      { type: 'line', data: series.map(({ kept }) => kept.share), lineStyle: { width: 0 }, showSymbol: false },
      drawing((api) =>
        months.flatMap(({ figure }, place) =>
          figure.low === null ? [] : sharePoint(api, place, figure, place === last, theme),
        ),
      ),
    ],
  };
}
