/** What is promised, in the writer's words: the clause without its time. */
import type { PromiseGrammar } from './spoken-promise-grammar.ts';

/** The clause without its time: what stands before a time goes only as far as its little words ("by", "am", "bis zum"). */
export function wordsOf(
  clause: string,
  spans: readonly (readonly [number, number])[],
  from: number,
  grammar: PromiseGrammar,
): string {
  let words = clause;
  for (const [start, end] of [...spans].reverse()) {
    if (end <= from && start < from && from > 0) continue;
    const lead = words
      .slice(0, start)
      .replace(
        /(?:[\s,(]|(?<![\p{L}])(?:by|on|at|until|till|before|around|about|from|in|for|no later than|the|latest|and|or|between|sometime|am|für|bis|zum|zur|um|gegen|ab|vor|spätestens|noch|im laufe|des|der|dem|den|in|el|la|las|a|antes|de|le|à|avant|d'ici|até|às|na|no|au|en|hasta|para))*$/iu,
        '',
      );
    const isShorter = lead.length >= Math.min(from, start);
    words = `${isShorter ? lead : words.slice(0, start)} ${words.slice(end)}`;
  }
  return tidy(grammar.word(words, Math.min(from, words.length)));
}

/** Words without the spaces, signs and little words that a time leaves behind when it is taken out; at most 280 letters. */
export function tidy(words: string): string {
  const plain = words
    .replaceAll(/\s+(?:at the latest|latest|spätestens|sharp|o'clock|uhr)(?=\s|[.,!]|$)/giu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ (?=[,.!?])/gu, '')
    .replace(/^[\s,.:;–-]+/u, '')
    .replace(/[\s,.:;!–-]+$/u, '')
    .replace(/,? (?:and|or|but|und|oder|y|et|e|by|on|at|bis|um|am|gegen)$/iu, '');
  return plain.length > 280 ? `${plain.slice(0, 279)}…` : plain;
}
