import { describe, expect, test } from 'vitest';
import { type RiskReport, simulateRisks } from './at-risk.ts';

/**
 * What is said of a promise comes true at its rate: of those said to break with 30 %, three in ten do. Over several seeds, with
 * the truth planted; and in a desk where nothing tells anything, nothing is claimed.
 */
const seeds = [1, 2, 3, 4, 5, 6];

function pooled(reports: readonly RiskReport[]) {
  const tenths = new Map<number, { said: number; broke: number; n: number }>();
  for (const { reliability } of reports)
    for (const { said, broke, n } of reliability) {
      const tenth = Math.min(9, Math.floor(said * 10));
      const line = tenths.get(tenth) ?? { said: 0, broke: 0, n: 0 };
      tenths.set(tenth, { said: line.said + said * n, broke: line.broke + broke, n: line.n + n });
    }
  return [...tenths.values()].map(({ said, broke, n }) => ({ said: said / n, broke: broke / n, n }));
}

describe.each([
  { name: 'a desk that breaks one in five', rate: 0.15 },
  { name: 'a desk that breaks one in three', rate: 0.33 },
])('the risk said in $name', ({ rate }) => {
  const reports = seeds.map((seed) => simulateRisks(seed, { rate }));

  test('comes true at its rate, in every tenth with at least 200 promises', () => {
    for (const { said, broke, n } of pooled(reports))
      // three points, and what chance does with so many
      if (n >= 200) expect(Math.abs(broke - said), `${said.toFixed(2)} of ${n}`).toBeLessThan(0.03 + 1 / Math.sqrt(n));
  });

  test('is right on the whole, for every seed', () => {
    for (const { reliability, said, broken } of reports) {
      expect(said).toBeGreaterThan(2000);
      const expected = reliability.reduce((sum, line) => sum + line.said * line.n, 0);
      expect(Math.abs(expected - broken) / said).toBeLessThan(0.03);
    }
  });

  test('is a fifth better than the usual share, for every seed, and gains most of what can be known', () => {
    for (const { brier, brierUsual, brierTruth, gained, error } of reports) {
      expect(brier).toBeLessThan(0.8 * brierUsual);
      expect(brier).toBeGreaterThan(0.95 * brierTruth);
      expect(gained).toBeGreaterThan(0.75);
      expect(error).toBeLessThan(0.09);
    }
  });

  test('warns where it is more likely than not, and more than half of those break', () => {
    const n = reports.reduce((sum, { warned }) => sum + warned.n, 0);
    const broke = reports.reduce((sum, { warned }) => sum + warned.broke, 0);
    expect(n).toBeGreaterThan(200);
    expect(broke / n).toBeGreaterThan(0.5);
  });
});

test('where nothing tells anything it is hardly ever in use, and never much worse than the usual share', () => {
  for (const seed of seeds) {
    const { brier, brierUsual, said, learned, inUse } = simulateRisks(seed, { signal: 0 });
    expect(learned).toBeGreaterThan(20);
    expect(inUse / learned).toBeLessThan(0.2);
    if (said > 0) expect(brier).toBeLessThan(1.03 * brierUsual);
  }
});
