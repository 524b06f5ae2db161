import { expect, it } from 'vitest';
import { discoverTouchpoints } from '../src/domain/journeys/discovering.ts';
import { seededRandom } from '../src/domain/measures/random.ts';
import { plantedPlaces, textsWithPlaces } from './touchpoints.ts';

const known = { names: ['E-mail', 'Phone', 'Chat'], domains: ['tapworks.example'] };

/** Places found by their words or by what they leave behind, and what was proposed that nobody planted. */
function outcome(seed: number, planted = true) {
  const found = discoverTouchpoints(textsWithPlaces(seededRandom(seed), 700, planted), known);
  const isOf = (key: string, { words, trace }: (typeof plantedPlaces)[number]) =>
    key === words || (trace !== null && trace.includes(key));
  return {
    found: plantedPlaces.filter((place) => found.some(({ key }) => isOf(key, place))).length,
    inWordsOnly: plantedPlaces.filter((place) => place.trace === null && found.some(({ key }) => key === place.words))
      .length,
    spurious: found.filter(({ key }) => !plantedPlaces.some((place) => isOf(key, place))).map(({ key }) => key),
  };
}

it('finds at least ten of twelve planted places and names at most two others, in twenty companies', () => {
  const all = Array.from({ length: 20 }, (_, nth) => outcome(nth + 1));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  // the rates are the point of this test: they are printed with it
  // oxlint-disable-next-line no-console
  console.info(
    `planted 12, found ${mean(all.map(({ found }) => found)).toFixed(2)} (worst ${Math.min(...all.map(({ found }) => found))}); ` +
      `of 4 in words only ${mean(all.map(({ inWordsOnly }) => inWordsOnly)).toFixed(2)}; ` +
      `spurious ${mean(all.map(({ spurious }) => spurious.length)).toFixed(2)} (${[...new Set(all.flatMap(({ spurious }) => spurious))].join(', ')})`,
  );
  for (const each of all) {
    expect(each.found).toBeGreaterThanOrEqual(10);
    expect(each.spurious.length).toBeLessThanOrEqual(2);
  }
});

it('finds nothing where customers speak of their goods only', () => {
  for (let seed = 1; seed <= 10; seed += 1) expect(outcome(seed, false).spurious).toEqual([]);
});

it('does not propose what is written down already', () => {
  const again = discoverTouchpoints(textsWithPlaces(seededRandom(1)), {
    ...known,
    names: [...known.names, ...plantedPlaces.flatMap(({ words, trace }) => [words, trace ?? ''])],
  });
  expect(again.filter(({ kind }) => kind === 'mention')).toEqual([]);
});
