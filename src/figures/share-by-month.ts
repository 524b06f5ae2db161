import type { ShareFigure } from '../contract/shapes.ts';
import type { ChartTheme } from './chart-theme.ts';
import { shortMonth } from './day-words.ts';
import { type DrawingApi, stroke } from './drawing.ts';

/** A share of a month, by its first day. */
export interface MonthlyShare {
  readonly from: string;
  readonly figure: ShareFigure;
}

/** What is said of the month that is pointed at. */
export function monthTip(months: readonly MonthlyShare[], language: string) {
  return {
    trigger: 'axis',
    formatter: (found: { dataIndex: number }[]) => {
      const month = months[found[0]?.dataIndex ?? 0];
      return month === undefined ? '' : `${shortMonth(month.from, language)}: ${month.figure.k} / ${month.figure.n}`;
    },
  };
}

/** A share as a point with its interval, as far as it has one; hollow or filled. Nothing of nothing is no point. */
export function sharePoint(
  api: DrawingApi,
  place: number,
  { k, n, low, high }: ShareFigure,
  filled: boolean,
  theme: ChartTheme,
): object[] {
  if (n === 0) return [];
  const [x, at] = api.coord([place, k / n]);
  const interval =
    low === null || high === null
      ? []
      : [
          stroke(x, api.coord([place, low])[1], x, api.coord([place, high])[1], {
            stroke: theme.inkSecond,
            lineWidth: 1.4,
          }),
        ];
  return [
    ...interval,
    {
      type: 'circle',
      shape: { cx: x, cy: at, r: 3.8 },
      style: { fill: filled ? theme.ink : theme.surface, stroke: theme.inkSecond, lineWidth: 1.6 },
    },
  ];
}
