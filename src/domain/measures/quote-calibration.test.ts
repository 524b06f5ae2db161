import { expect, it } from 'vitest';
import { shareOf } from './proportions.ts';
import { bandOf } from './quote-calibration.ts';

it.each([
  [0, 0, 'unknown'],
  [80, 19, 'unknown'],
  [160, 40, 'honest'],
  [140, 60, 'too hopeful'],
  [180, 20, 'too careful'],
])('%i met and %i missed at 80 %% is %s', (met, missed, band) => {
  expect(bandOf(shareOf(met, met + missed), 0.8, 0.05)).toBe(band);
});
