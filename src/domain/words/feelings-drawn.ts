/** Feelings that are drawn rather than written: faces, hearts and hands. */
import type { FeelingName } from './feeling-lexicon.ts';
import type { Feeling } from './feelings.ts';

const signs: readonly (readonly [FeelingName, number, RegExp])[] = [
  ['angry', 2, /[😡🤬😠👿💢]/u],
  ['let-down', 2, /[😢😭😞😔☹🙁💔]/u],
  ['worried', 2, /[😟😰😨😱😥]/u],
  ['confused', 1, /[😕🤔🤷😵]/u],
  ['glad', 2, /[😀😃😄😁😊🎉😍🥳🤩💪👏]|❤️|(?<=\s|^):-?\)(?=\s|$)/u],
  ['thankful', 1, /🙏|💐/u],
];
/** What the signs in a text show, one of each kind. */
export function drawnIn(text: string): Feeling[] {
  return signs.flatMap(([feeling, strength, pattern]) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    return [
      { feeling, strength: strength as 1 | 2, start: match.index, end: match.index + match[0].length, about: null },
    ];
  });
}
