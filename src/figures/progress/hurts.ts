import type { Progress } from '../../contract/measures.ts';
import { numberWords } from '../day-words.ts';
import { lostByPlace } from '../lost-by-place.ts';
import type { Say, ToldFigure } from '../told.ts';

/** 5. Where does it hurt? The most needlessly lost first; only those that survive looking at many are named. */
export function tellHurts(hurts: Progress['hurts'], say: Say, language: string): ToldFigure {
  const more = {
    column: say('progress:hurts.excess'),
    of: ({ excessMoments }: Progress['hurts']['places'][number]) => numberWords(excessMoments, language),
  };
  return {
    ask: say('progress:ask.hurts'),
    answer: hurtsSentence(hurts, say, language),
    rests: undefined,
    picture: lostByPlace(hurts.places, { most: 6, height: 130, nameWidth: 118, more }, say, language),
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
