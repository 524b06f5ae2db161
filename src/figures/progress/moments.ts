import type { EChartsCoreOption } from 'echarts/core';
import type { ShareFigure } from '../../contract/shapes.ts';
import type { ChartTheme } from '../chart-theme.ts';
import { monthWords, shortMonth } from '../day-words.ts';
import { percent } from '../figure-words.ts';
import { apart, drawing, word, type DrawingApi } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';
import { between, type Say, shortly, type ToldFigure } from '../told.ts';

type Month = Progress['moments']['series'][number];

/** 1. How many moments did we win, how many did we lose? */
export function tellMoments(moments: Progress['moments'], say: Say, language: string): ToldFigure {
  const { series, last, first, total } = moments;
  const answer =
    moments.headline.code === 'nothing-yet' || last === null
      ? say('progress:moments.nothing-yet')
      : say(`progress:moments.${first === null ? 'counts' : moments.headline.code}`, {
          month: monthWords(last.from, language),
          won: last.won.k,
          lost: last.lost.k,
          n: last.won.n,
          thenMonth: first === null ? '' : monthWords(first.from, language, true),
          thenWon: first?.won.k,
          thenLost: first?.lost.k,
          thenN: first?.won.n,
        });
  const words = { language, won: say('progress:won'), neutral: say('progress:neutral'), lost: say('progress:lost') };
  const table = {
    columns: [
      say('charts:column.month'),
      say('charts:column.n'),
      words.won,
      words.neutral,
      words.lost,
      say('progress:moments.wonBetween'),
      say('progress:moments.lostBetween'),
    ],
    rows: series.map((month) => [
      monthWords(month.from, language, true),
      month.won.n,
      month.won.k,
      month.neutral.k,
      month.lost.k,
      between(month.won, language),
      between(month.lost, language),
    ]),
  };
  return {
    ask: say('progress:ask.moments'),
    answer,
    rests: undefined,
    picture:
      total.won.n === 0
        ? undefined
        : {
            name: say('progress:moments.name'),
            height: 252,
            option: (theme) => momentsOption(series, words, theme),
            table,
            short: shortly(table, [0, 1, 2, 3, 4], 'last'),
          },
    records: { link: moments.link, words: say('progress:moments.records', { count: total.lost.k }) },
  };
}

/** Won below, neutral between, lost above, month by month; the interval of each border is a lighter band along it. */
function momentsOption(
  series: readonly Month[],
  words: { language: string; won: string; neutral: string; lost: string },
  theme: ChartTheme,
): EChartsCoreOption {
  const share = (figure: ShareFigure) => (figure.n < 5 ? null : figure.k / figure.n);
  const won = series.map((month) => share(month.won));
  const lost = series.map((month) => share(month.lost));
  const neutral = series.map((month) => share(month.neutral));
  const few = won.filter((value) => value !== null).length < 3;
  const layer = (data: (number | null)[], colour: string) =>
    few
      ? { type: 'bar', stack: 'all', barMaxWidth: 44, itemStyle: { color: colour }, data }
      : {
          type: 'line',
          stack: 'all',
          showSymbol: false,
          lineStyle: { width: 0 },
          areaStyle: { color: colour, opacity: 1 },
          data,
        };
  return {
    grid: { left: 8, right: 100, top: 8, bottom: 4 },
    tooltip: {
      trigger: 'axis',
      formatter: (found: { dataIndex: number }[]) => {
        const month = series[found[0]?.dataIndex ?? 0];
        if (month === undefined) return '';
        const { k, n } = month.won;
        return `${shortMonth(month.from, words.language)}: ${k} ${words.won} · ${month.neutral.k} ${words.neutral} · ${month.lost.k} ${words.lost} · n ${n}`;
      },
    },
    xAxis: {
      type: 'category',
      boundaryGap: few,
      data: series.map((month) => shortMonth(month.from, words.language)),
      axisLabel: { hideOverlap: true, alignMaxLabel: few ? 'center' : 'right', alignMinLabel: few ? 'center' : 'left' },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { formatter: (value: number) => percent(value, words.language) },
    },
    series: [
      layer(won, theme.won),
      layer(neutral, theme.neutral),
      layer(lost, theme.lost),
      drawing(
        (api) => [
          ...border(series, (month) => month.won, false, { api, theme, few }),
          ...border(series, (month) => month.lost, true, { api, theme, few }),
          ...ends(series, words, { api, theme }),
        ],
        12,
      ),
    ],
  };
}

/** The line between two layers with its interval; `above` counts from the top. */
function border(
  series: readonly Month[],
  of: (month: Month) => ShareFigure,
  above: boolean,
  { api, theme, few }: { api: DrawingApi; theme: ChartTheme; few: boolean },
): object[] {
  const height = (value: number) => (above ? 1 - value : value);
  const known = series.flatMap((month, place) => {
    const { k, n, low, high } = of(month);
    if (n < 5 || low === null || high === null) return [];
    return [
      {
        at: api.coord([place, height(k / n)]),
        low: api.coord([place, height(low)]),
        high: api.coord([place, height(high)]),
      },
    ];
  });
  if (few) {
    return known.map(({ low, high }) => ({
      type: 'line',
      shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
      style: { stroke: theme.ink, lineWidth: 1.5 },
    }));
  }
  return [
    {
      type: 'polygon',
      shape: { points: [...known.map(({ low }) => low), ...known.toReversed().map(({ high }) => high)] },
      style: { fill: theme.surface, opacity: 0.5 },
    },
    {
      type: 'polyline',
      shape: { points: known.map(({ at }) => at) },
      style: { stroke: theme.ink, lineWidth: 1.4, fill: null },
    },
  ];
}

/** What the latest month says, beside its layers. */
function ends(
  series: readonly Month[],
  words: { language: string; won: string; neutral: string; lost: string },
  { api, theme }: { api: DrawingApi; theme: ChartTheme },
): object[] {
  const place = series.findLastIndex((month) => month.won.n >= 5);
  const month = series[place];
  if (month === undefined) return [];
  const part = (figure: ShareFigure) => figure.k / figure.n;
  const middles = [1 - part(month.lost) / 2, part(month.won) + part(month.neutral) / 2, part(month.won) / 2];
  const figures = [month.lost, month.neutral, month.won];
  const names = [words.lost, words.neutral, words.won];
  const bottom = api.coord([0, 0])[1];
  const top = api.coord([0, 1])[1];
  const heights = apart(
    middles.map((value) => api.coord([place, value])[1] - 7),
    32,
    top + 6,
    bottom - 22,
  );
  const x = api.coord([series.length - 1, 0])[0] + (series.length < 3 ? 30 : 10);
  return figures.flatMap((figure, nth) => {
    const y = heights[nth] ?? 0;
    const { language } = words;
    const between =
      figure.low === null ? `n ${figure.n}` : `${Math.round(figure.low * 100)}–${percent(figure.high, language)}`;
    return [
      word(theme, x, y, `${percent(part(figure), language)} ${names[nth]}`, { strong: true }),
      word(theme, x, y + 15, between),
    ];
  });
}
