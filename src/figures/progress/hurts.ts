import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { percent } from '../figure-words.ts';
import { drawing, stroke, word } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';

/** Where it hurts: share lost with its interval, the most needlessly lost first; what is too little known is grey. */
export function hurtsOption(
  places: Progress['hurts']['places'],
  words: { language: string; of: (k: number, n: number) => string },
  theme: ChartTheme,
): EChartsCoreOption {
  const widest = Math.max(0.1, ...places.map(({ lost }) => lost.high ?? 0));
  const max = Math.min(1, Math.ceil(widest * 10) / 10);
  return {
    grid: { left: 8, right: 64, top: 4, bottom: 4 },
    xAxis: {
      type: 'value',
      min: 0,
      max,
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => percent(value, words.language), hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: places.map(({ name }) => name),
      axisLine: { show: false },
      axisLabel: { color: theme.ink, width: 118, overflow: 'truncate' },
    },
    series: [
      drawing((api) => {
        const right = api.coord([max, 0])[0] + 8;
        return places.flatMap(({ lost }, place) => {
          const y = api.coord([0, place])[1];
          const label = word(theme, right, y, words.of(lost.k, lost.n));
          if (lost.low === null || lost.high === null || lost.n === 0) return [label];
          const grey = lost.say === 'not-enough' || lost.say === 'count';
          const [from] = api.coord([lost.low, place]);
          const [to] = api.coord([lost.high, place]);
          const [at] = api.coord([lost.k / lost.n, place]);
          const colour = grey ? theme.unknown : theme.lost;
          return [
            stroke(from, y, to, y, { stroke: colour, lineWidth: 1.6, ...(grey ? { lineDash: [3, 3] } : {}) }),
            {
              type: 'rect',
              shape: { x: at - 4, y: y - 4, width: 8, height: 8 },
              style: grey ? { fill: theme.surface, stroke: colour, lineWidth: 1.4 } : { fill: colour },
            },
            label,
          ];
        });
      }),
    ],
  };
}
