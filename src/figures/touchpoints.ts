import type { Progress } from '../contract/measures.ts';
import { dayWords } from './day-words.ts';
import { percent } from './figure-words.ts';
import { hurtsSentence } from './progress/hurts.ts';
import { sharesOption } from './shares.ts';
import { between, type Say, shortly, type ToldFigure } from './told.ts';

const mostShown = 15;

/** How does each touchpoint do? Share of moments lost, the most needlessly lost first; what cannot be told yet is grey. */
export function tellTouchpoints(
  spots: { from: string; to: string; places: Progress['hurts']['places'] },
  say: Say,
  language: string,
): ToldFigure {
  const { places } = spots;
  const shown = places.slice(0, mostShown).map(({ name, lost }) => ({ name, figure: lost }));
  const open = places.filter(({ lost }) => lost.say === 'count' || lost.say === 'not-enough').length;
  const table = {
    columns: [
      say('progress:hurts.touchpoint'),
      say('progress:lost'),
      say('charts:column.n'),
      say('charts:column.share'),
      say('charts:column.between'),
    ],
    rows: places.map(({ name, lost }) => [
      name,
      lost.k,
      lost.n,
      lost.n < 5 || lost.share === null ? null : percent(lost.share, language),
      between(lost, language),
    ]),
  };
  const words = { language, of: (k: number, n: number) => say('progress:of', { k, n }), nameWidth: 150 };
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
    picture:
      shown.length === 0
        ? undefined
        : {
            name: say('progress:hurts.name'),
            height: Math.max(110, shown.length * 25 + 28),
            option: (theme) => sharesOption(shown, words, theme),
            table,
            short: shortly(table, [0, 1, 2, 4], 'first'),
          },
    records: { link: { to: 'touchpoints', filter: {} }, words: say('reports:records.touchpoints') },
  };
}
