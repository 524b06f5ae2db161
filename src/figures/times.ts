import type { EChartsCoreOption } from 'echarts/core';
import type { TimeGroup } from '../contract/journeys-times.ts';
import type { ChartTheme } from './chart-theme.ts';
import { apart, drawing, word, type DrawingApi } from './drawing.ts';
import { percent } from './figure-words.ts';

/** How a group is told apart by more than its colour. */
const dashes: readonly (number[] | undefined)[] = [undefined, [5, 3], [1.5, 2.5], [8, 3, 2, 3], [3, 6], [10, 4]];

/**
 * Share arrived by days since the start of the passage, a curve with its interval for each group. `ticks` are the days under it,
 * at which the numbers still on the way are told; what is too small to compare is grey.
 */
export function timesOption(
  groups: readonly (TimeGroup & { label: string })[],
  words: { language: string; ticks: readonly number[]; tick: (days: number) => string },
  theme: ChartTheme,
): EChartsCoreOption {
  const colours = [theme.ink, theme.action, theme.lost, theme.inkThird, theme.inkSecond, theme.lineStrong];
  const alone = groups.length === 1;
  const curves = groups.map((group, nth) => ({
    group,
    colour: alone || group.compared ? colours[nth % colours.length]! : theme.unknown,
    dash: dashes[nth % dashes.length],
  }));
  const last = words.ticks.at(-1) ?? 0;
  const step = (words.ticks[1] ?? 1) - (words.ticks[0] ?? 0);
  const end = Math.max(last, ...groups.flatMap(({ points }) => points.at(-1)?.day ?? 0)) || 1;
  return {
    grid: { left: 8, right: alone ? 60 : 132, top: 10, bottom: 4 },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      interval: step,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: theme.lineStrong } },
      // only whole steps are named, not the odd end of the axis
      axisLabel: { hideOverlap: true, formatter: (value: number) => (value <= last + 1e-9 ? words.tick(value) : '') },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { formatter: (value: number) => percent(value, words.language) },
    },
    series: [
      drawing((api) => {
        const ends = curves.map(({ group }) => api.coord([end, group.points.at(-1)?.share ?? 0])[1]);
        const order = ends.map((_, nth) => nth).toSorted((one, two) => ends[one]! - ends[two]!);
        const heights = apart(
          order.map((nth) => ends[nth]!),
          36,
          api.coord([0, 1])[1] + 6,
          api.coord([0, 0])[1] - 22,
        );
        const x = api.coord([end, 0])[0] + 8;
        return [
          ...curves.map(({ group, colour }) => ({
            type: 'polygon',
            shape: { points: [...line(group, 'high', end, api), ...line(group, 'low', end, api).toReversed()] },
            style: { fill: colour, opacity: 0.12 },
          })),
          ...curves.map(({ group, colour, dash }) => ({
            type: 'polyline',
            shape: { points: line(group, 'share', end, api) },
            style: { stroke: colour, lineWidth: 1.8, fill: null, ...(dash === undefined ? {} : { lineDash: dash }) },
          })),
          ...order.flatMap((nth, place) => {
            const { group, colour } = curves[nth]!;
            const y = heights[place] ?? 0;
            const share = percent(group.points.at(-1)?.share ?? 0, words.language);
            const name = group.label.length > 17 ? `${group.label.slice(0, 16)}…` : group.label;
            return alone
              ? [word(theme, x, y, share, { strong: true, fill: colour })]
              : [
                  word(theme, x, y, name, { strong: true, fill: colour }),
                  word(theme, x, y + 15, `${share}, n ${group.n}`),
                ];
          }),
        ];
      }),
    ],
  };
}

/** Steps that go on level to the end of the axis. */
function line(group: TimeGroup, side: 'share' | 'low' | 'high', end: number, api: DrawingApi): [number, number][] {
  let before = 0;
  const steps = group.points.flatMap((point): [number, number][] => {
    const value = point[side] ?? point.share;
    const pair: [number, number][] = [api.coord([point.day, before]), api.coord([point.day, value])];
    before = value;
    return pair;
  });
  return [api.coord([0, 0]), ...steps, api.coord([end, before])];
}
