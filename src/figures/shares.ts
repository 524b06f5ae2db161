import type { EChartsCoreOption } from 'echarts/core';
import type { ShareFigure } from '../contract/shapes.ts';
import type { ChartTheme } from './chart-theme.ts';
import { drawing, stroke, word } from './drawing.ts';
import { percent } from './figure-words.ts';

/** Something that has a share: a touchpoint, a cause. */
export interface NamedShare {
  readonly name: string;
  readonly figure: ShareFigure;
}

/**
 * Shares under each other, each with its interval and `k of n`; what is too little known is grey.
 * @param words `nameWidth` in pixels: how much of a name is shown
 * @param colour of what is known: lost moments in dusk, everything else in ink
 */
export function sharesOption(
  places: readonly NamedShare[],
  words: { language: string; of: (k: number, n: number) => string; nameWidth?: number },
  theme: ChartTheme,
  colour = theme.lost,
): EChartsCoreOption {
  const widest = Math.max(0.1, ...places.map(({ figure }) => figure.high ?? 0));
  const max = Math.min(1, Math.ceil(widest * 10) / 10);
  return {
    grid: { left: 8, right: 64, top: 4, bottom: 4 },
    xAxis: {
      type: 'value',
      min: 0,
      max,
      ...(max === 1 ? { interval: 0.25 } : { splitNumber: 3 }),
      axisLabel: { formatter: (value: number) => percent(value, words.language), hideOverlap: true },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: places.map(({ name }) => name),
      axisLine: { show: false },
      axisLabel: { color: theme.ink, width: words.nameWidth ?? 118, overflow: 'truncate' },
    },
    series: [
      drawing((api) => {
        const right = api.coord([max, 0])[0] + 8;
        return places.flatMap(({ figure }, place) => {
          const y = api.coord([0, place])[1];
          const label = word(theme, right, y, words.of(figure.k, figure.n));
          if (figure.low === null || figure.high === null || figure.n === 0) return [label];
          const grey = figure.say === 'not-enough' || figure.say === 'count';
          const [from] = api.coord([figure.low, place]);
          const [to] = api.coord([figure.high, place]);
          const [at] = api.coord([figure.k / figure.n, place]);
          const drawn = grey ? theme.unknown : colour;
          return [
            stroke(from, y, to, y, { stroke: drawn, lineWidth: 1.6, ...(grey ? { lineDash: [3, 3] } : {}) }),
            {
              type: 'rect',
              shape: { x: at - 4, y: y - 4, width: 8, height: 8 },
              style: grey ? { fill: theme.surface, stroke: drawn, lineWidth: 1.4 } : { fill: drawn },
            },
            label,
          ];
        });
      }),
    ],
  };
}
