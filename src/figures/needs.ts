import type { EChartsCoreOption } from 'echarts/core';
import type { Need } from '../contract/needs.ts';
import type { ChartTheme } from './chart-theme.ts';

/** Letters of a statement beside its point. */
const longest = 28;

/** Importance against satisfaction, each need with the interval of its satisfaction; high and left is what is needed and missing. */
export function needsOption(
  needs: readonly Need[],
  names: { x: string; y: string },
  theme: ChartTheme,
): EChartsCoreOption {
  const axis = (name: string) => ({
    type: 'value' as const,
    min: 0,
    max: 10,
    splitNumber: 5,
    name,
    nameTextStyle: { color: theme.inkSecond },
  });
  const points = needs.map((need) => ({ at: [need.satisfaction ?? 0, need.importance] as [number, number], need }));
  return {
    grid: { left: 8, right: 18, top: 30, bottom: 22 },
    xAxis: { ...axis(names.x), nameLocation: 'middle', nameGap: 26 },
    yAxis: axis(names.y),
    series: [
      {
        type: 'scatter',
        data: points.map(({ at, need }) => ({ value: at, name: need.statement })),
        symbolSize: 9,
        itemStyle: { color: theme.ink },
        label: {
          show: true,
          position: 'top',
          color: theme.inkSecond,
          formatter: ({ name }: { name: string }) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name),
        },
        labelLayout: { hideOverlap: true },
      },
      // on this line importance and what is missing of it make ten: left of it a need is worth a look
      line([0, 5], [10, 10], { color: theme.inkThird, width: 1, type: [4, 4] }),
      ...points.flatMap(({ at: [, y], need: { met } }) =>
        met.low === null || met.high === null
          ? []
          : [line([met.low * 10, y], [met.high * 10, y], { color: theme.inkThird, width: 1.2 })],
      ),
    ],
  };
}

function line(from: [number, number], to: [number, number], lineStyle: object) {
  return { type: 'line', data: [from, to], showSymbol: false, silent: true, lineStyle };
}
