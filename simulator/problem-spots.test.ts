import { describe, expect, test } from 'vitest';
import { type PlantedSpots, simulateSpots, type SpotsReport } from './problem-spots.ts';

/**
 * The list of problem spots over a hundred companies of forty touchpoints that lose 15 of 100 moments: three defects that
 * lose 15 more are on top, and where nothing is planted hardly ever anything is named; also where a few customers, who are
 * never pleased, make up much of what is lost.
 */
const company: PlantedSpots = { touchpoints: 40, defects: 3, worse: 0.15, usual: 0.15, alike: 0 };
/** A rate of one in ten that is kept shows more than this in one of a thousand hundreds. */
const mostAlarms = 0.2;
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

function tell(what: string, { simulations, found, onTop, alarmed, wrongly }: SpotsReport, planted: boolean): void {
  // the rates are the point of this test: they are printed with it
  // oxlint-disable-next-line no-console
  console.info(
    `${what}, ${simulations} companies: ` +
      (planted
        ? `${percent(found)} of defects named, one on top in ${percent(onTop)}, ${percent(wrongly)} of those named wrongly; `
        : '') +
      `something named without reason in ${percent(alarmed)}`,
  );
}

describe.each([
  { whose: 'every moment for itself', alike: 0 },
  { whose: 'moments of a customer alike', alike: 0.1 },
  { whose: 'moments of a customer much alike', alike: 0.3 },
])('problem spots, $whose', ({ whose, alike }) => {
  test('planted defects top the list', () => {
    const report = simulateSpots({ ...company, alike });
    tell(`3 of 40 planted, ${whose}`, report, true);
    expect(report.onTop).toBeGreaterThanOrEqual(0.98);
    expect(report.found).toBeGreaterThanOrEqual(0.8);
    expect(report.wrongly).toBeLessThanOrEqual(0.1);
  });

  test('planted nothings do not', () => {
    const report = simulateSpots({ ...company, defects: 0, alike });
    tell(`nothing planted, ${whose}`, report, false);
    expect(report.alarmed).toBeLessThanOrEqual(mostAlarms);
  });
});

test.each([
  { whose: 'every moment for itself', alike: 0, named: 0.85 },
  { whose: 'moments of a customer much alike', alike: 0.3, named: 0.8 },
])('where half of all spots are bad they are named all the same, $whose', ({ whose, alike, named }) => {
  const report = simulateSpots({ ...company, defects: 20, alike });
  tell(`20 of 40 planted, ${whose}`, report, true);
  expect(report.onTop).toBeGreaterThanOrEqual(0.98);
  expect(report.found).toBeGreaterThanOrEqual(named);
  expect(report.wrongly).toBeLessThanOrEqual(0.05);
});

test('a defect too small to see is not made up', () => {
  const report = simulateSpots({ ...company, worse: 0.01 });
  tell('3 of 40 planted at one moment in a hundred', report, true);
  expect(report.alarmed).toBeLessThanOrEqual(mostAlarms);
});
