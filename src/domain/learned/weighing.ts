/**
 * Weighs a sentence by the words in it: a linear model, learned from our labelled sentences by `learning.ts` and stored as a
 * readable table of weights. It complements the grammars, which know constructions, on wording that none of them foresaw. The
 * same words always weigh the same, in the browser and on the server.
 */

import type { Language } from '../languages.ts';
import { conceptMarks, type Kind } from './concepts.ts';

/** What was learned for one language: what each mark of a sentence weighs, in hundredths, and what a sentence without any does. */
export interface Weights {
  readonly bias: number;
  readonly marks: ReadonlyMap<string, number>;
}

/** The same as it is stored: all marks of one weight in a row, with `|` between. */
export interface StoredWeights {
  readonly bias: number;
  readonly marks: Readonly<Record<string, string>>;
}

/** Reads stored weights. */
export function weightsFrom({ bias, marks }: StoredWeights): Weights {
  const read = new Map<string, number>();
  for (const [weight, row] of Object.entries(marks)) for (const mark of row.split('|')) read.set(mark, Number(weight));
  return { bias, marks: read };
}

const classes = new Map<string, string>();
const put = (name: string, words: string) => {
  for (const word of words.split(/\s+/u)) classes.set(word, name);
};
put(
  '#day',
  `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
   montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend`,
);
put(
  '#days',
  `mondays tuesdays wednesdays thursdays fridays saturdays sundays montags dienstags mittwochs donnerstags freitags samstags sonntags`,
);
put(
  '#month',
  `january february march april june july august september october november december januar jänner februar märz mai juni juli oktober dezember`,
);
put(
  '#0',
  `one two three four five six seven eight nine ten eleven twelve zwei drei vier fünf sechs sieben acht neun zehn elf zwölf`,
);
const dayPart = /^(?:mon|diens|donners|frei|sams|sonn)tag(?:s|früh|morgen|vormittag|mittag|nachmittag|abend)$/u;
const token = /[a-zß-öø-ÿœ']+|\d+(?:[.:]\d+)*(?:st|nd|rd|th|am|pm|h)?(?![a-z])|\d+|[,!?:–%„"]/gu;

/** Short forms in full, so that it does not matter whether somebody writes "do not" or "don't". */
const shortened: ReadonlyMap<string, string> = new Map([
  ["won't", 'will not'],
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ["shan't", 'shall not'],
  ["let's", 'let us'],
  ["gibt's", 'gibt es'],
  ["geht's", 'geht es'],
  ["hab's", 'habe es'],
]);
const endings: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'ll", 'will'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'m", 'am'],
  ["'d", 'would'],
  ["'s", 'is'],
];

function inFull(word: string): readonly string[] {
  const known = shortened.get(word);
  if (known !== undefined) return known.split(' ');
  for (const [ending, full] of endings)
    if (word.length > ending.length && word.endsWith(ending)) return [word.slice(0, -ending.length), full];
  return [word];
}

/** The words of a sentence with days, months and numbers as classes of their own. */
export function tokensOf(sentence: string): string[] {
  const found: string[] = ['^'];
  for (const [word] of sentence.toLowerCase().replaceAll('’', "'").matchAll(token)) {
    const first = word.codePointAt(0) ?? 0;
    if (first >= 48 && first <= 57) {
      found.push(/[.:]\d\d$|[mh]$/u.test(word) ? '#clock' : /[tdh]$/u.test(word) ? '#nth' : '#0');
      continue;
    }
    const words = word.includes("'") || word === 'cannot' ? inFull(word) : [word];
    for (const one of words) found.push(classes.get(one) ?? (dayPart.test(one) ? '#daypart' : one));
  }
  found.push('$');
  return found;
}

/**
 * The marks of a sentence: its words, pairs of neighbours and of next but one, and the beginnings and ends of longer words.
 * `more` are marks of another kind, such as what a grammar read.
 */
export function marksOf(sentence: string, kind: Kind, language: Language, more: readonly string[] = []): Set<string> {
  const words = tokensOf(sentence);
  const marks = conceptMarks(words, kind, language);
  for (const mark of more) marks.add(mark);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    marks.add(word);
    const next = words[index + 1];
    if (next !== undefined) marks.add(`${word} ${next}`);
    const after = words[index + 2];
    if (after !== undefined) marks.add(`${word} _ ${after}`);
    if (word.length > 4 && !word.startsWith('#')) {
      marks.add(`${word.slice(0, 4)}~`);
      if (word.length > 6) marks.add(`${word.slice(0, 6)}~`);
      marks.add(`~${word.slice(-3)}`);
    }
  }
  return marks;
}

/** How far a sentence leans to what was learned; above nought it rather is, and a point is about a factor of e. */
export function weigh(
  sentence: string,
  weights: Weights,
  kind: Kind,
  language: Language,
  more: readonly string[] = [],
): number {
  return weighMarks(marksOf(sentence, kind, language, more), weights);
}

/** The same of a sentence whose marks are known already, since several things are weighed by them. */
export function weighMarks(present: Iterable<string>, { bias, marks }: Weights): number {
  let sum = 0;
  let known = 1;
  for (const mark of present) {
    const weight = marks.get(mark);
    if (weight === undefined) continue;
    sum += weight;
    known += 1;
  }
  return (bias + sum / Math.sqrt(known)) / 100;
}
