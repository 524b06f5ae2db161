import type { Progress } from '../contract/measures.ts';
import { dayWords } from './day-words.ts';
import { lostByPlace } from './lost-by-place.ts';
import { hurtsSentence } from './progress/hurts.ts';
import type { Say, ToldFigure } from './told.ts';

/** How does each touchpoint do? Share of moments lost, the most needlessly lost first; what cannot be told yet is grey. */
export function tellTouchpoints(
  spots: { from: string; to: string; places: Progress['hurts']['places'] },
  say: Say,
  language: string,
): ToldFigure {
  const { places } = spots;
  const open = places.filter(({ lost }) => lost.say === 'count' || lost.say === 'not-enough').length;
  return {
    ask: say('reports:ask.touchpoints'),
    answer:
      places.length === 0
        ? say('progress:hurts.nothing-yet')
        : say(open === 0 ? 'reports:answer.touchpointsKnown' : 'reports:answer.touchpoints', {
            count: places.length,
            from: dayWords(spots.from, language, true),
            to: dayWords(spots.to, language, true),
            open,
          }),
    rests: places.length === 0 ? undefined : hurtsSentence({ places }, say, language),
    picture: lostByPlace(places, { most: 15, height: 110, nameWidth: 150 }, say, language),
    records: { link: { to: 'touchpoints', filter: {} }, words: say('reports:records.touchpoints') },
  };
}
