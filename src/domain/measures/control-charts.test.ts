import { describe, expect, it } from 'vitest';
import { clippedToShare, laneyChart, pChart, proportionChart, xmrChart } from './control-charts.ts';
import { betaDraw, binomialDraw, normalDraw, seededRandom } from './random.ts';

const rulesAt = (chart: ReturnType<typeof xmrChart>, index: number) =>
  chart.points[index]?.signals.map((signal) => signal.rule);
const outside = (chart: ReturnType<typeof pChart>) =>
  chart.points.filter((point) => point.signals.some((signal) => signal.rule === 'outside limits')).length;
/** Rule-1 signals per point over many charts of pure noise. */
const falseAlarms = (draw: () => ReturnType<typeof pChart>, runs: number) => {
  const charts = Array.from({ length: runs }, draw);
  const points = charts.reduce((sum, chart) => sum + chart.points.length, 0);
  return charts.reduce((sum, chart) => sum + outside(chart), 0) / points;
};
const quiet = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11];

describe('XmR chart', () => {
  it('reproduces the NIST flow rates', () => {
    const chart = xmrChart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
    expect(chart.phases[0]).toMatchObject({ status: 'trial' });
    expect(chart.phases[0]?.centre).toBeCloseTo(50.81, 2);
    expect(chart.phases[0]?.meanMovingRange).toBeCloseTo(1.8778, 4);
    expect(chart.points[0]?.lower).toBeCloseTo(45.816, 2);
    expect(chart.points[0]?.upper).toBeCloseTo(55.804, 2);
    expect(chart.phases[0]?.rangeLimit).toBeCloseTo(6.137, 3);
  });

  it('locks its limits after twelve points', () => {
    const later = xmrChart([...quiet, 30, 31, 32]);
    expect(later.phases[0]).toMatchObject({ status: 'locked', centre: xmrChart(quiet).phases[0]?.centre });
    expect(rulesAt(later, 12)).toContain('outside limits');
  });

  it('drops one outlying moving range from the limits', () => {
    const spiked = [10, 11, 10, 11, 10, 11, 10, 60, 59, 60, 59, 60];
    expect(xmrChart(spiked).phases[0]?.meanMovingRange).toBe(1);
  });

  it('names seven on one side on all seven, and a point on the centre line ends the run', () => {
    const shifted = xmrChart([...quiet, 11, 11.5, 11, 11.5, 11, 11.5, 11, 10], { better: 'lower' });
    expect(shifted.points[12]?.signals).toContainEqual({
      rule: 'seven on one side',
      direction: 'high',
      meaning: 'concern',
    });
    expect(rulesAt(shifted, 19)).toEqual([]);
    const broken = xmrChart([...quiet, 11, 11.5, 11, shifted.phases[0]!.centre, 11, 11.5, 11]);
    expect(broken.points.slice(12).flatMap((point) => point.signals)).toEqual([]);
  });

  it('names seven rising on all seven', () => {
    const rising = xmrChart([...quiet, 9.1, 9.5, 9.9, 10.3, 10.8, 11.3, 11.8]);
    expect(rulesAt(rising, 12)).toEqual(['seven rising or falling']);
    expect(rulesAt(rising, 18)).toContain('seven rising or falling');
    expect(rulesAt(xmrChart([...quiet, 9.1, 9.5, 9.9, 10.3, 10.8, 11.3]), 17)).not.toContain('seven rising or falling');
  });

  it('names two of three in the outer third of one side, not of two sides', () => {
    const { centre, upper } = xmrChart(quiet).points[0]!;
    const near = centre + 0.8 * (upper - centre);
    const chart = xmrChart([...quiet, near, centre, near]);
    expect([12, 13, 14].map((index) => rulesAt(chart, index))).toEqual([
      ['two of three near a limit'],
      [],
      ['two of three near a limit'],
    ]);
    expect(rulesAt(xmrChart([...quiet, near, centre, 2 * centre - near]), 14)).toEqual([]);
  });

  it('re-bases only at a named cause, and runs do not cross it', () => {
    const rebased = xmrChart([...quiet, ...quiet.map((value) => value + 20)], {
      rebasings: [{ at: 12, cause: 'new routing' }],
    });
    expect(rebased.phases.map((phase) => [phase.cause, phase.status])).toEqual([
      [undefined, 'locked'],
      ['new routing', 'locked'],
    ]);
    expect(rebased.points.flatMap((point) => point.signals)).toEqual([]);
    expect(() => xmrChart(quiet, { rebasings: [{ at: 6, cause: ' ' }] })).toThrow(
      expect.objectContaining({ code: 'rebasing_without_cause' }),
    );
    expect(() => xmrChart(quiet, { rebasings: [{ at: 12, cause: 'x' }] })).toThrow(
      expect.objectContaining({ code: 'rebasing_outside' }),
    );
  });

  it.each([0.1, 1 / 3, 0, 1e9 + 0.7])('has no signal in a series that stays at %d', (value) => {
    const still = Array.from({ length: 30 }, () => value);
    expect(xmrChart(still).points.flatMap((point) => point.signals)).toEqual([]);
  });

  it('is empty without points', () => {
    expect(xmrChart([])).toEqual({ kind: 'XmR', points: [], phases: [] });
  });
});

describe('p-chart', () => {
  it('gives every point limits of its own, clipped only to draw', () => {
    const chart = pChart([
      { hits: 10, trials: 100 },
      { hits: 2, trials: 25 },
      { hits: 43, trials: 425 },
    ]);
    expect(chart.phases[0]?.centre).toBeCloseTo(0.1, 10);
    expect(chart.points[0]?.upper).toBeCloseTo(0.19, 10);
    expect(chart.points[1]?.upper).toBeCloseTo(0.28, 10);
    expect(chart.points[1]?.lower).toBeCloseTo(-0.08, 10);
    expect(clippedToShare(chart.points[1]!.lower)).toBe(0);
  });

  it('refuses a period without observations', () => {
    expect(() => pChart([{ hits: 0, trials: 0 }])).toThrow(expect.objectContaining({ code: 'point_without_trials' }));
  });

  it('turns to Laney’s p′ when large samples vary more than chance, and keeps quiet there', () => {
    const random = seededRandom(5);
    const tallies = Array.from({ length: 24 }, () => ({
      hits: Math.round(50000 * normalDraw(random, 0.8, 0.02)),
      trials: 50000,
    }));
    expect(proportionChart(tallies).kind).toBe('p′');
    expect(proportionChart(tallies).phases[0]?.overdispersion).toBeGreaterThan(5);
    expect(outside(pChart(tallies))).toBeGreaterThan(10);
    expect(outside(laneyChart(tallies))).toBeLessThanOrEqual(1);
  });

  it('stays a plain p-chart on plain binomial noise', () => {
    const random = seededRandom(6);
    expect(
      proportionChart(Array.from({ length: 12 }, () => ({ hits: binomialDraw(random, 200, 0.3), trials: 200 }))).kind,
    ).toBe('p');
  });
});

describe('planted truth for the charts', () => {
  it.each([
    [12, 24, 0.015],
    [24, 48, 0.01],
  ])(
    'XmR limits from %i points on %i of pure noise raise at most %d false alarms a point',
    (lockedAfter, length, most) => {
      const random = seededRandom(1);
      const draw = () =>
        xmrChart(
          Array.from({ length }, () => normalDraw(random, 50, 4)),
          { lockedAfter },
        );
      expect(falseAlarms(draw, 1000)).toBeLessThanOrEqual(most);
    },
  );

  it('24 months of pure noise raise at most one false alarm in 100 points (p, p′)', () => {
    const random = seededRandom(2);
    const plain = () => Array.from({ length: 24 }, () => ({ hits: binomialDraw(random, 150, 0.3), trials: 150 }));
    expect(falseAlarms(() => proportionChart(plain()), 300)).toBeLessThanOrEqual(0.01);
    const overdispersed = () =>
      Array.from({ length: 24 }, () => ({ hits: Math.round(3000 * betaDraw(random, 60, 140)), trials: 3000 }));
    expect(falseAlarms(() => proportionChart(overdispersed()), 300)).toBeLessThanOrEqual(0.015);
  });

  it('a shift of 1.5 sigma is found within ten points (median)', () => {
    const random = seededRandom(3);
    const waits = Array.from({ length: 301 }, () => {
      const values = Array.from({ length: 12 + 40 }, (_, index) => normalDraw(random, index < 12 ? 50 : 56, 4));
      const chart = xmrChart(values);
      // Found when the chart first shows a signal with the points known so far; runs are completed by their last member.
      for (let seen = 13; seen <= values.length; seen += 1) {
        const now = seen === values.length ? chart : xmrChart(values.slice(0, seen));
        if (now.points.slice(12).some((point) => point.signals.some((signal) => signal.direction === 'high')))
          return seen - 12;
      }
      return Number.POSITIVE_INFINITY;
    }).toSorted((one, two) => one - two);
    expect(waits[150]).toBeLessThanOrEqual(10);
  });
});
