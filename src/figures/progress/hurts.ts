import { percent } from '../figure-words.ts';
import { sharesOption } from '../shares.ts';
import type { Progress } from '../../contract/measures.ts';
import { numberWords } from '../day-words.ts';
import { between, type Say, shortly, type ToldFigure } from '../told.ts';

const shown = 6;

/** 5. Where does it hurt? The most needlessly lost first; only those that survive looking at many are named. */
export function tellHurts(hurts: Progress['hurts'], say: Say, language: string): ToldFigure {
  const places = hurts.places.slice(0, shown);
  const table = {
    columns: [
      say('progress:hurts.touchpoint'),
      say('progress:lost'),
      say('charts:column.n'),
      say('charts:column.share'),
      say('charts:column.between'),
      say('progress:hurts.excess'),
    ],
    rows: hurts.places.map(({ name, lost, excessMoments }) => [
      name,
      lost.k,
      lost.n,
      lost.share === null ? null : percent(lost.share, language),
      between(lost, language),
      numberWords(excessMoments, language),
    ]),
  };
  const words = { language, of: (k: number, n: number) => say('progress:of', { k, n }) };
  return {
    ask: say('progress:ask.hurts'),
    answer: hurtsSentence(hurts, say, language),
    rests: undefined,
    picture:
      places.length === 0
        ? undefined
        : {
            name: say('progress:hurts.name'),
            height: Math.max(130, places.length * 25 + 28),
            option: (theme) =>
              sharesOption(
                places.map(({ name, lost }) => ({ name, figure: lost })),
                words,
                theme,
              ),
            table,
            short: shortly(table, [0, 1, 2, 4], 'first'),
          },
    records: { link: hurts.link, words: say('progress:hurts.records', { count: hurts.touchpoints }) },
  };
}

/** The places that are named, joined as the language joins a list. */
export function hurtsSentence(hurts: Pick<Progress['hurts'], 'places'>, say: Say, language: string): string {
  const named = hurts.places.filter((place) => place.named);
  const first = named[0];
  if (first === undefined)
    return say(`progress:hurts.${hurts.places.length === 0 ? 'nothing-yet' : 'nowhere-in-particular'}`);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    named.slice(0, 3).map(({ name }) => name),
  );
  return say(`progress:hurts.${named.length === 1 ? 'one-place' : 'places'}`, {
    name: names,
    k: first.lost.k,
    n: first.lost.n,
  });
}
