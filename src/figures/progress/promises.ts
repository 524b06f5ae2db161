import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { shortMonth } from '../day-words.ts';
import { percent } from '../figure-words.ts';
import { drawing, stroke } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';

/** Promises kept, month by month, each with its interval; the latest is filled. Months with nothing due stay empty. */
export function keptOption(
  series: Progress['promises']['series'],
  language: string,
  theme: ChartTheme,
): EChartsCoreOption {
  const lowest = Math.min(1, ...series.map(({ kept }) => kept.low ?? 1));
  const floor = Math.max(0, Math.floor(lowest * 20 - 0.01) / 20);
  const last = series.findLastIndex(({ kept }) => kept.low !== null);
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    tooltip: {
      trigger: 'axis',
      formatter: (found: { dataIndex: number }[]) => {
        const month = series[found[0]?.dataIndex ?? 0];
        return month === undefined ? '' : `${shortMonth(month.from, language)}: ${month.kept.k} / ${month.kept.n}`;
      },
    },
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
        series.flatMap(({ kept }, place) => {
          if (kept.low === null || kept.high === null || kept.n === 0) return [];
          const [x, low] = api.coord([place, kept.low]);
          const high = api.coord([place, kept.high])[1];
          const at = api.coord([place, kept.k / kept.n])[1];
          const filled = place === last;
          return [
            stroke(x, low, x, high, { stroke: theme.inkSecond, lineWidth: 1.4 }),
            {
              type: 'circle',
              shape: { cx: x, cy: at, r: 3.8 },
              style: { fill: filled ? theme.ink : theme.surface, stroke: theme.inkSecond, lineWidth: 1.6 },
            },
          ];
        }),
      ),
    ],
  };
}
