import type { EChartsCoreOption } from 'echarts/core';
import type { ShareFigure } from '../contract/shapes.ts';
import type { ChartTheme } from './chart-theme.ts';
import { drawing, stroke } from './drawing.ts';
import { percent } from './figure-words.ts';

/** A share that was promised, and how many of those promises came true. */
interface PromisedShare {
  readonly promised: number;
  readonly met: ShareFigure;
}

/** What was promised against what came true, each share with its interval; on the dashed line it is honest. */
export function reliabilityOption(
  levels: readonly PromisedShare[],
  language: string,
  theme: ChartTheme,
): EChartsCoreOption {
  const axis = {
    type: 'value' as const,
    min: 0,
    max: 1,
    splitNumber: 5,
    axisLabel: { formatter: (value: number) => percent(value, language) },
  };
  const points = levels.filter(({ met }) => met.n > 0);
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    xAxis: axis,
    yAxis: axis,
    series: [
      {
        type: 'line',
        data: points.map(({ promised, met }) => [promised, met.k / met.n]),
        lineStyle: { width: 0 },
        showSymbol: false,
      },
      drawing((api) => {
        const [left, bottom] = api.coord([0, 0]);
        const [right, top] = api.coord([1, 1]);
        return [
          stroke(left, bottom, right, top, { stroke: theme.inkSecond, lineWidth: 1, lineDash: [4, 4] }),
          ...points.flatMap(({ promised, met }) => {
            const [x, at] = api.coord([promised, met.k / met.n]);
            const low = api.coord([promised, met.low ?? met.k / met.n])[1];
            const high = api.coord([promised, met.high ?? met.k / met.n])[1];
            return [
              stroke(x, low, x, high, { stroke: theme.inkSecond, lineWidth: 1.4 }),
              {
                type: 'circle' as const,
                shape: { cx: x, cy: at, r: 4 },
                style: { fill: theme.ink, stroke: theme.inkSecond, lineWidth: 1.4 },
              },
            ];
          }),
        ];
      }),
    ],
  };
}
