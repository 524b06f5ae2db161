import { describe, expect, it } from 'vitest';
import { meanFigure, proportionFigure, scoreFigure } from './figure.ts';
import { summarise } from './means.ts';

describe('a share as a figure', () => {
  it.each([
    [0, 0, 'count', false],
    [2, 4, 'count', false],
    [5, 10, 'not enough to tell', false],
    [20, 20, 'k of n', false],
    [15, 30, 'not enough to tell', false],
    [29, 30, 'share', true],
    [45, 50, 'share', true],
  ])('%i of %i is shown as “%s”', (k, n, display, trend) => {
    expect(proportionFigure(k, n)).toMatchObject({ display, trend, k, n });
  });

  it('carries neither share nor interval when only the count may be shown', () => {
    expect(proportionFigure(3, 4)).toEqual({ display: 'count', k: 3, n: 4, trend: false });
  });

  it('keeps k, n and interval for whoever opens a “not enough to tell”', () => {
    const figure = proportionFigure(5, 10);
    expect(figure.value).toBe(0.5);
    expect(figure.interval?.low).toBeCloseTo(0.2366, 4);
  });
});

describe('a score as a figure', () => {
  it('says not enough over 15 points of margin', () => {
    const interval = { low: -36, high: 52 };
    expect(scoreFigure({ n: 10, value: 7.7, margin: 43.8, interval }).display).toBe('not enough to tell');
    expect(scoreFigure({ n: 100, value: 32, margin: 14.5, interval }).display).toBe('score');
    expect(scoreFigure({ n: 4, value: 32, margin: 1, interval }).display).toBe('count');
  });
});

describe('a mean as a figure', () => {
  it('shows the count only under five', () => {
    expect(meanFigure(summarise([6, 7, 7]))).toEqual({ display: 'count', n: 3, trend: false });
  });

  it('is not enough when the interval spans over 0.30 of its scale', () => {
    const wide = summarise([1, 7, 1, 7, 4, 2]);
    expect(meanFigure(wide, { lowest: 1, highest: 7 }).display).toBe('not enough to tell');
    expect(meanFigure(wide).display).toBe('mean');
    expect(meanFigure(summarise([6, 6, 5, 6, 7, 6]), { lowest: 1, highest: 7 })).toMatchObject({
      display: 'mean',
      trend: false,
    });
  });
});
