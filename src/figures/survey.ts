import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from './chart-theme.ts';
import { drawing, stroke } from './drawing.ts';
import { shortMonth } from './day-words.ts';
import { percent } from './figure-words.ts';
import type { Results } from '../contract/voice-surveys-results.ts';

type Months = NonNullable<Results['trend']>['months'];

/** The leading share, month by month, each with its interval; fewer than five answers give a hollow point without one. */
export function trendOption(months: Months, language: string, theme: ChartTheme): EChartsCoreOption {
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    tooltip: {
      trigger: 'axis',
      formatter: (found: { dataIndex: number }[]) => {
        const month = months[found[0]?.dataIndex ?? 0];
        return month === undefined ? '' : `${shortMonth(month.month, language)}: ${month.figure.k} / ${month.figure.n}`;
      },
    },
    xAxis: { type: 'category', data: months.map(({ month }) => shortMonth(month, language)) },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      splitNumber: 4,
      axisLabel: { formatter: (value: number) => percent(value, language) },
    },
    series: [
      {
        type: 'line',
        data: months.map(({ figure }) => (figure.n === 0 ? null : figure.k / figure.n)),
        lineStyle: { width: 0 },
        showSymbol: false,
      },
      drawing((api) =>
        months.flatMap(({ figure }, place) => {
          if (figure.n === 0) return [];
          const [x, at] = api.coord([place, figure.k / figure.n]);
          const ends =
            figure.low === null || figure.high === null
              ? []
              : [
                  stroke(x, api.coord([place, figure.low])[1], x, api.coord([place, figure.high])[1], {
                    stroke: theme.inkSecond,
                    lineWidth: 1.4,
                  }),
                ];
          return [
            ...ends,
            {
              type: 'circle',
              shape: { cx: x, cy: at, r: 3.8 },
              style: { fill: figure.low === null ? theme.surface : theme.ink, stroke: theme.inkSecond, lineWidth: 1.6 },
            },
          ];
        }),
      ),
    ],
  };
}
