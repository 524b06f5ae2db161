import { describe, expect, it } from 'vitest';
import { quoteCalibration } from './quote-calibration.ts';

const quote = (change: object) => ({ businessMinutes: 50, resolved: true, quotedMinutes: 100, asOf: 500, ...change });
const many = (met: number, missed: number) => [
  ...Array.from({ length: met }, () => quote({})),
  ...Array.from({ length: missed }, () => quote({ businessMinutes: 150 })),
];

describe('promised against actual', () => {
  it.each([
    [80, 19, 'unknown'],
    [160, 40, 'honest'],
    [140, 60, 'too hopeful'],
    [180, 20, 'too careful'],
  ])('%i met and %i missed at 80 %% is %s', (met, missed, band) => {
    expect(quoteCalibration(many(met, missed)).band).toBe(band);
  });

  it('counts an open case past its quote as missed, and one before it not at all', () => {
    const found = quoteCalibration([
      quote({}),
      quote({ resolved: false, businessMinutes: 120, asOf: 120 }),
      quote({ resolved: false, businessMinutes: 60, asOf: 60 }),
    ]);
    expect(found).toMatchObject({ met: { hits: 1, trials: 2 }, undecided: 1 });
  });

  it('waits for the time of the quote even when the case was solved early', () => {
    expect(quoteCalibration([quote({ asOf: 70 })])).toMatchObject({ met: undefined, undecided: 1 });
  });
});
