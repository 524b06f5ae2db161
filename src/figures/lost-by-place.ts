import type { Progress } from '../contract/measures.ts';
import { percent } from './figure-words.ts';
import { sharesOption } from './shares.ts';
import { between, type FigurePicture, type Say, shortly } from './told.ts';

type Place = Progress['hurts']['places'][number];

/**
 * Shares of moments lost, place under place, in the order given; undefined where there is none.
 * @param look the first `most` are drawn, at least `height` pixels high, with names `nameWidth` pixels wide; `more` is a column
 *   that only the whole table has
 */
export function lostByPlace(
  places: readonly Place[],
  look: { most: number; height: number; nameWidth: number; more?: { column: string; of: (place: Place) => string } },
  say: Say,
  language: string,
): FigurePicture | undefined {
  if (places.length === 0) return undefined;
  const { most, height, nameWidth, more } = look;
  const shown = places.slice(0, most).map(({ name, lost }) => ({ name, figure: lost }));
  const table = {
    columns: [
      say('progress:hurts.touchpoint'),
      say('progress:lost'),
      say('charts:column.n'),
      say('charts:column.share'),
      say('charts:column.between'),
      ...(more === undefined ? [] : [more.column]),
    ],
    rows: places.map((place) => [
      place.name,
      place.lost.k,
      place.lost.n,
      place.lost.share === null ? null : percent(place.lost.share, language),
      between(place.lost, language),
      ...(more === undefined ? [] : [more.of(place)]),
    ]),
  };
  const words = { language, of: (k: number, n: number) => say('progress:of', { k, n }), nameWidth };
  return {
    name: say('progress:hurts.name'),
    height: Math.max(height, shown.length * 25 + 28),
    option: (theme) => sharesOption(shown, words, theme),
    table,
    short: shortly(table, [0, 1, 2, 4], 'first'),
  };
}
