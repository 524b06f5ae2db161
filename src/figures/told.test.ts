import { expect, test } from 'vitest';
import { wireChart } from '../contract/control-charts.ts';
import { shareFigure } from '../contract/figures.ts';
import { chartThemes } from './chart-theme.ts';
import { periodWords } from './day-words.ts';
import { tellMoments } from './progress/moments.ts';
import { saidScore, saidShare } from './said-figure.ts';
import { tellShareByWeek } from './share-by-week.ts';
import { between, shortly } from './told.ts';
import { tellTouchpoints } from './touchpoints.ts';

/** Says the key and what it is given, so that tests see what is said rather than how. */
const say = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
  [key, ...Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)].join(' ');

test.each([
  [0, 0, 'reports:figure.unknown'],
  [3, 4, 'reports:figure.few'],
  [13, 20, 'reports:figure.notEnough'],
  [19, 20, 'reports:figure.kOfN'],
  [45, 50, 'reports:figure.share'],
])('%i of %i is said as far as it may be', (k, n, key) => {
  expect(saidShare(shareFigure(k, n), say, 'en').split(' ')[0]).toBe(key);
});

test('a score is said with n and interval, or that it cannot be', () => {
  const score = { n: 100, value: 32.04, low: 17.6, high: 46.5, say: 'score' };
  expect(saidScore(score, say, 'en')).toBe('reports:figure.score value=32 low=18 high=47 n=100');
  expect(saidScore({ ...score, say: 'not-enough' }, say, 'en')).toBe('reports:figure.scoreOpen n=100');
  expect(saidScore({ ...score, n: 0 }, say, 'en')).toBe('reports:figure.unknown');
});

const link = { to: 'moments' as const, filter: {} };
const weeks = (n: number, k: (place: number) => number) =>
  Array.from({ length: n }, (_, place) => ({
    from: new Date(Date.UTC(2026, 0, 5 + place * 7)).toISOString().slice(0, 10),
    k: k(place),
    n: 100,
  }));
const charted = (periods: ReturnType<typeof weeks>) => ({
  from: '2026-01-05',
  to: '2026-07-05',
  total: shareFigure(
    periods.reduce((sum, { k }) => sum + k, 0),
    periods.length * 100,
  ),
  chart: wireChart(periods, 'higher'),
  link,
});

test('weeks that stand out are named, chance is called chance, and a short course is on trial', () => {
  const rests = (periods: ReturnType<typeof weeks>) => tellShareByWeek('kept', charted(periods), say, 'en').rests;
  expect(rests(weeks(20, (place) => 90 + (place % 3)))).toContain('reports:steady');
  expect(rests(weeks(20, (place) => (place === 18 ? 55 : 90 + (place % 3))))).toContain(
    'reports:signals count=1 weeks=11 May',
  );
  expect(rests(weeks(5, () => 90))).toContain('reports:trial');
});

test('nothing observed is said to be unknown, and no picture pretends otherwise', () => {
  const nothing = tellShareByWeek('satisfied', charted([]), say, 'en');
  expect(nothing.answer).toContain('figure=reports:figure.unknown');
  expect(nothing.picture).toBeUndefined();
  expect(nothing.rests).toBeUndefined();
  const none = tellTouchpoints({ from: '2026-01-01', to: '2026-06-30', places: [] }, say, 'en');
  expect(none).toMatchObject({ answer: 'progress:hurts.nothing-yet', picture: undefined });
});

test('where nearly all is good the picture begins near it, and at nothing where it is not', () => {
  const floor = (k: number) => {
    const { picture } = tellShareByWeek('kept', charted(weeks(14, (place) => k + (place % 2))), say, 'en');
    return (picture!.option(chartThemes.light)['yAxis'] as { min: number }).min;
  };
  expect(floor(95)).toBe(0.8);
  expect(floor(40)).toBe(0);
});

test('a picture is a function of the theme alone: the same words and places in light and dark', () => {
  const month = { from: '2026-01-01', won: shareFigure(6, 10), neutral: shareFigure(2, 10), lost: shareFigure(2, 10) };
  const moments = {
    headline: { code: 'counts' as const, values: {} },
    last: month,
    first: null,
    total: month,
    series: [month],
    link,
  };
  const { picture, answer } = tellMoments(moments, say, 'en');
  expect(answer).toBe(
    'progress:moments.counts month=January won=6 lost=2 n=10 thenMonth= thenWon=undefined thenLost=undefined thenN=undefined',
  );
  const plain = (scheme: 'light' | 'dark') =>
    JSON.stringify(picture!.option(chartThemes[scheme])).replaceAll(/#[0-9a-f]{6}/g, '#');
  expect(plain('light')).toBe(plain('dark'));
  expect(picture!.option(chartThemes.light)).not.toBe(picture!.option(chartThemes.light));
});

test('what is shortened keeps the end that matters', () => {
  const table = { columns: ['a', 'b', 'c'], rows: Array.from({ length: 9 }, (_, row) => [row, row * 2, null]) };
  expect(shortly(table, [0, 2], 'last')).toEqual({
    columns: ['a', 'c'],
    rows: [3, 4, 5, 6, 7, 8].map((row) => [row, null]),
  });
  expect(shortly(table, [1], 'first').rows).toHaveLength(6);
  expect(between({ low: null, high: 0.3 }, 'en')).toBeNull();
});

test('days from one to another are joined as the language joins them, with plain blanks', () => {
  expect(periodWords('2026-11-09', '2026-11-15', 'en')).toBe('9–15 November 2026');
  expect(periodWords('2026-11-30', '2026-12-06', 'de')).toBe('30. November – 6. Dezember 2026');
});
