import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../chart-theme.ts';
import { drawing, stroke, word } from '../drawing.ts';
import type { Progress } from '../../contract/measures.ts';

type Fix = Progress['fixes']['fixes'][number];

/** The difference with its sign turned so that the left is always better: fewer lost or more kept. In points. */
function towardsBetter(fix: Fix, value: number | null): number | null {
  if (value === null) return null;
  return (fix.better === 'lower' ? value : -value) * 100;
}

/** Each fix as a point with its interval; left of "no change" is better. Too early is dashed and hollow, where it was promised to be. */
export function fixesOption(
  fixes: readonly Fix[],
  words: { noChange: string; verdict: (fix: Fix) => string; tick: (points: number) => string },
  theme: ChartTheme,
): EChartsCoreOption {
  const rows = fixes.map((fix) => {
    const ends = [towardsBetter(fix, fix.low), towardsBetter(fix, fix.high)];
    const known = ends.filter((end) => end !== null);
    return {
      fix,
      at: towardsBetter(fix, fix.difference) ?? -Math.abs(fix.expectedEffect) * 100,
      low: known.length === 2 ? Math.min(...known) : null,
      high: known.length === 2 ? Math.max(...known) : null,
      early: fix.verdict === 'too-early',
    };
  });
  const reach = Math.max(
    5,
    ...rows.flatMap(({ at, low, high }) => [Math.abs(at), Math.abs(low ?? 0), Math.abs(high ?? 0)]),
  );
  const left = -Math.ceil(reach / 5) * 5;
  const right = Math.max(5, Math.ceil(Math.max(0, ...rows.flatMap(({ at, high }) => [at, high ?? 0])) / 5) * 5);
  return {
    grid: { left: 8, right: 116, top: 4, bottom: 4 },
    xAxis: {
      type: 'value',
      min: left,
      max: right,
      interval: 5 * Math.ceil((right - left) / 30),
      axisLabel: {
        formatter: (value: number) => (value === 0 ? words.noChange : words.tick(value)),
        hideOverlap: true,
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: fixes.map(({ title }) => title),
      axisLine: { show: false },
      axisLabel: { color: theme.ink, width: 150, overflow: 'truncate' },
    },
    series: [
      drawing((api) => {
        const end = api.coord([right, 0])[0] + 12;
        const zero = api.coord([0, 0])[0];
        const top = api.coord([0, 0])[1] - api.size([0, 1])[1] / 2;
        const bottom = api.coord([0, rows.length - 1])[1] + api.size([0, 1])[1] / 2;
        return [
          stroke(zero, top, zero, bottom, { stroke: theme.lineStrong, lineWidth: 1.5 }),
          ...rows.flatMap(({ fix, at, low, high, early }, place) => {
            const [x, y] = api.coord([at, place]);
            const said = word(theme, end, y, words.verdict(fix), { strong: !early });
            const dot = {
              type: 'circle',
              shape: { cx: x, cy: y, r: 4.6 },
              style: early
                ? { fill: theme.surface, stroke: theme.unknown, lineWidth: 1.5 }
                : { fill: theme.ink, stroke: theme.ink },
            };
            if (low === null || high === null) return [dot, said];
            const line = stroke(api.coord([low, place])[0], y, api.coord([high, place])[0], y, {
              stroke: early ? theme.unknown : theme.ink,
              lineWidth: 1.5,
              ...(early ? { lineDash: [3, 3] } : {}),
            });
            return [line, dot, said];
          }),
        ];
      }),
    ],
  };
}
