import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { percent } from '../figure-words.ts';
import { apart, drawing, word, type DrawingApi } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';
import { between, type Say, type ToldFigure } from '../told.ts';

type Curve = Progress['stays']['allKept'];

/** 7. Do they stay? An association, and said so. */
export function tellStays(stays: Progress['stays'], say: Say, language: string): ToldFigure {
  const { allKept, oneBroken } = stays;
  const words = {
    language,
    allKept: say('progress:stays.allKept'),
    oneBroken: say('progress:stays.oneBroken'),
    months: say('progress:stays.months'),
  };
  const drawn = stays.headline.code === 'kept-only' || stays.headline.code === 'kept-and-broken';
  const end = (curve: Curve) => curve.points.at(-1);
  const columns = [
    say('progress:stays.group'),
    say('progress:stays.month'),
    say('progress:stays.still'),
    say('charts:column.between'),
    say('charts:column.n'),
  ];
  const groups = [
    { curve: allKept, name: words.allKept },
    { curve: oneBroken, name: words.oneBroken },
  ];
  const row = (name: string, curve: Curve, point: Curve['points'][number]) => [
    name,
    point.month,
    percent(point.share, language),
    between(point, language),
    curve.n,
  ];
  return {
    ask: say('progress:ask.stays'),
    answer: say(`progress:stays.${stays.headline.code}`, {
      kept: percent(end(allKept)?.share ?? null, language),
      broken: percent(end(oneBroken)?.share ?? null, language),
      count: end(allKept)?.month ?? 0,
    }),
    rests: drawn ? say('progress:stays.association', { count: stays.quietDays }) : undefined,
    picture: drawn
      ? {
          name: say('progress:stays.name'),
          height: 190,
          option: (theme) => staysOption(stays, words, theme),
          table: {
            columns,
            rows: groups.flatMap(({ curve, name }) => curve.points.map((point) => row(name, curve, point))),
          },
          // the last month known of each
          short: {
            columns,
            rows: groups.flatMap(({ curve, name }) => curve.points.slice(-1).map((point) => row(name, curve, point))),
          },
        }
      : undefined,
    records: { link: stays.link, words: say('progress:stays.records', { count: allKept.left + oneBroken.left }) },
  };
}

/** Who stays, month after month, where every promise was kept and where one was broken; steps with their intervals. */
function staysOption(
  stays: Progress['stays'],
  words: { language: string; allKept: string; oneBroken: string; months: string },
  theme: ChartTheme,
): EChartsCoreOption {
  const told = stays.headline.code === 'kept-and-broken';
  const curves = [
    { curve: stays.allKept, name: words.allKept, colour: theme.ink, dash: false },
    // Too few to speak of: drawn, because it is known, but in grey.
    { curve: stays.oneBroken, name: words.oneBroken, colour: told ? theme.lost : theme.unknown, dash: true },
  ].filter(({ curve }) => curve.points.length > 0);
  const points = curves.flatMap(({ curve }) => curve.points);
  const months = Math.max(6, ...points.map(({ month }) => month));
  const lowest = Math.min(0.95, ...points.map(({ low, share }) => low ?? share));
  const floor = Math.max(0, Math.floor(lowest * 4) / 4);
  const longest = Math.max(...curves.map(({ name }) => name.length), 0);
  return {
    // room for what stands at the ends of the curves, after their share
    grid: { left: 8, right: Math.max(132, 46 + longest * 5.4), top: 10, bottom: 4 },
    xAxis: {
      type: 'value',
      min: 0,
      max: months,
      interval: months > 12 ? 6 : 3,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: theme.lineStrong } },
      axisLabel: { formatter: (value: number) => (value === months ? `${value} ${words.months}` : String(value)) },
    },
    yAxis: {
      type: 'value',
      min: floor,
      max: 1,
      interval: floor < 0.5 ? 0.25 : 0.125,
      axisLabel: { formatter: (value: number) => percent(value, words.language) },
    },
    series: [
      drawing((api) => {
        const ends = curves.map(({ curve }) => api.coord([months, curve.points.at(-1)?.share ?? 1])[1]);
        const order = ends.map((_, nth) => nth).toSorted((one, two) => (ends[one] ?? 0) - (ends[two] ?? 0));
        const heights = apart(
          order.map((nth) => ends[nth] ?? 0),
          36,
          api.coord([0, 1])[1],
          api.coord([0, floor])[1] - 14,
        );
        const x = api.coord([months, 1])[0] + 8;
        return [
          ...curves.map(({ curve, colour }) => ({
            type: 'polygon',
            shape: { points: [...steps(curve, 'high', api), ...steps(curve, 'low', api).toReversed()] },
            style: { fill: colour, opacity: 0.13 },
          })),
          ...curves.map(({ curve, colour, dash }) => ({
            type: 'polyline',
            shape: { points: steps(curve, 'share', api) },
            style: { stroke: colour, lineWidth: 1.6, fill: null, ...(dash ? { lineDash: [4, 2] } : {}) },
          })),
          ...order.flatMap((nth, place) => {
            const found = curves[nth];
            if (found === undefined) return [];
            const share = percent(found.curve.points.at(-1)?.share ?? null, words.language);
            const y = heights[place] ?? 0;
            return [
              word(theme, x, y, `${share} ${found.name}`, { strong: true, fill: found.colour }),
              word(theme, x, y + 15, `n ${found.curve.n}`),
            ];
          }),
        ];
      }),
    ],
  };
}

function steps(curve: Curve, side: 'share' | 'low' | 'high', api: DrawingApi): [number, number][] {
  let before = 1;
  return curve.points.flatMap((point) => {
    const value = point[side] ?? point.share;
    const pair = [api.coord([point.month, before]), api.coord([point.month, value])];
    before = value;
    return pair;
  });
}
