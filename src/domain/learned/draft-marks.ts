/**
 * How a draft is built, whatever its words: how many sentences, how short the shortest and the last, whether it greets, asks, quotes
 * and whether a word comes back ("A ticket for standing is for standing"). The same marks in every language.
 */
import { sentencesOf } from '../promises/spoken-promise-text.ts';

const word = /\p{L}+/gu;
const greeting =
  /^(?:hi|hello|dear|good (?:morning|afternoon|evening|day)|hallo|guten|liebe|sehr geehrte|grüezi|servus)(?!\p{L})/iu;

/** The marks of how a text is built; `@` says that languages share them. */
export function draftMarks(text: string): string[] {
  const sentences = sentencesOf(text).map((sentence) => sentence.text.toLowerCase().match(word) ?? []);
  const lengths = sentences.map((words) => words.length);
  const marks = [
    `@sentences${Math.min(4, sentences.length)}`,
    `@first${lengthOf(lengths[0] ?? 0)}`,
    `@last${lengthOf(lengths.at(-1) ?? 0)}`,
    `@shortest${lengthOf(Math.min(...lengths))}`,
    `@all${lengthOf(lengths.reduce((sum, length) => sum + length, 0) / 2)}`,
  ];
  if (greeting.test(text)) marks.push('@greets');
  if (/[„“"'‘‚]\p{L}[^"“”„‘’]{1,40}[“”"'’]/u.test(text)) marks.push('@quoted');
  if (/\.\.\.|…/u.test(text)) marks.push('@dots');
  if (text.includes('!')) marks.push('@exclaims');
  if (text.includes(';')) marks.push('@semicolon');
  if (/\d/u.test(text)) marks.push('@figures');
  if (/\?\s*$/u.test(text)) marks.push('@asks');
  else if (text.includes('?')) marks.push('@asked');
  marks.push(...echoes(sentences));
  return marks;
}

/** A longer word that comes back within a sentence, or in a later one. */
function echoes(sentences: readonly (readonly string[])[]): string[] {
  const marks = new Set<string>();
  const seen = new Set<string>();
  for (const words of sentences) {
    const here = words.filter((one) => one.length > 4).map((one) => one.slice(0, 6));
    const own = new Set(here);
    if (own.size < here.length) marks.add('@echo');
    for (const one of own) if (seen.has(one)) marks.add('@echoes');
    for (const one of own) seen.add(one);
  }
  return [...marks];
}

function lengthOf(words: number): string {
  const step = [2, 4, 7, 12, 20].find((most) => words <= most);
  return step === undefined ? '+' : `${step}`;
}
