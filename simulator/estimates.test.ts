import { describe, expect, test } from 'vitest';
import { type EstimateReport, simulateEstimates } from './estimates.ts';

/**
 * Eight in ten estimates at 80 % come true: overall and for each kind of case with at least 200 of them, over several
 * seeds, also where a third of the cases are still open whenever something is learned.
 */
const seeds = [1, 2, 3, 4, 5, 6];

function pooled(reports: readonly EstimateReport[]) {
  const lines = new Map<string, { met: number; of: number }>();
  for (const { met } of reports)
    for (const [kind, { met: hits, of }] of Object.entries(met)) {
      const line = lines.get(kind) ?? { met: 0, of: 0 };
      lines.set(kind, { met: line.met + hits, of: line.of + of });
    }
  return lines;
}

describe.each([
  { name: 'few open', open: 0 },
  { name: 'a third open', open: 0.3 },
])('estimates with $name', ({ open }) => {
  const reports = seeds.map((seed) => simulateEstimates(seed, { open }));

  test('come true at their rate, overall for every seed', () => {
    for (const { met, quotes } of reports) {
      expect(quotes).toBeGreaterThan(1000);
      expect(met['all']!.met / met['all']!.of).toBeGreaterThan(0.75);
      expect(met['all']!.met / met['all']!.of).toBeLessThan(0.85);
    }
    if (open > 0) for (const { mostOpen } of reports) expect(mostOpen).toBeGreaterThan(0.3);
  });

  test('come true at their rate for each kind of case', () => {
    for (const [kind, { met, of }] of pooled(reports)) {
      if (of < 200) continue;
      expect(met / of, kind).toBeGreaterThan(0.75);
      expect(met / of, kind).toBeLessThan(0.85);
    }
  });

  test('come true at every level they give', () => {
    for (const [place, { promised }] of reports[0]!.levels.entries()) {
      const met = reports.reduce((sum, { levels }) => sum + levels[place]!.met, 0);
      const of = reports.reduce((sum, { levels }) => sum + levels[place]!.of, 0);
      expect(Math.abs(met / of - promised), String(promised)).toBeLessThan(0.05);
    }
  });
});
