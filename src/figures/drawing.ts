import type { ChartTheme } from './chart-theme.ts';

/** What ECharts gives a custom series to place things with: pixels of a value, and of a distance. */
export interface DrawingApi {
  coord: (at: [number, number]) => [number, number];
  size: (of: [number, number]) => [number, number];
  getWidth: () => number;
}

/** A series that draws once, whatever the data: for bands, intervals and words placed by value. */
export function drawing(draw: (api: DrawingApi) => object[], z = 2) {
  return {
    type: 'custom',
    silent: true,
    z,
    data: [0],
    animation: false,
    renderItem: (_: unknown, api: DrawingApi) => ({ type: 'group', children: draw(api) }),
  };
}

/** Words on a picture, 11.5 px; with a rim in the surface's colour, so that lines pass behind them. */
export function word(theme: ChartTheme, x: number, y: number, text: string, more: Record<string, unknown> = {}) {
  const { strong, ...style } = more;
  return {
    type: 'text',
    x,
    y,
    style: {
      text,
      fill: strong === true ? theme.ink : theme.inkThird,
      font: `${strong === true ? theme.strong : theme.plain} 11.5px ${theme.font}`,
      stroke: theme.surface,
      lineWidth: 3,
      verticalAlign: 'middle',
      ...style,
    },
  };
}

/** A straight line between two points in pixels. */
export function stroke(x1: number, y1: number, x2: number, y2: number, style: Record<string, unknown>) {
  return { type: 'line', shape: { x1, y1, x2, y2 }, style: { fill: null, lineWidth: 1, ...style } };
}

/** Moves heights apart until none is nearer than `gap` to the next, keeping their order and staying within the ends. */
export function apart(heights: readonly number[], gap: number, from: number, to: number): number[] {
  const placed = [...heights];
  for (let place = 1; place < placed.length; place += 1) {
    placed[place] = Math.max(placed[place] ?? 0, (placed[place - 1] ?? 0) + gap);
  }
  let floor = to;
  for (let place = placed.length - 1; place >= 0; place -= 1) {
    placed[place] = Math.max(from, Math.min(placed[place] ?? 0, floor));
    floor = (placed[place] ?? 0) - gap;
  }
  return placed;
}
