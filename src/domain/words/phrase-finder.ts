/**
 * Finds the phrases of long lists quickly: an expression is made only of those phrases that begin like a word of the text, only
 * when such a word first comes along, and is asked only where it stands. One expression of three thousand phrases takes a second
 * to make, and as long to run over a page as thousands of small ones asked at one place.
 */
import { alternatives } from './feeling-lexicon.ts';

export interface FoundPhrase {
  readonly index: number;
  readonly text: string;
}

/** Where the words of a text stand, by their first one, two and three letters. */
export type Beginnings = ReadonlyMap<string, readonly number[]>;

/** Finds the phrases of its list in a text in small letters; `begins` are the beginnings of that text's words. */
export type PhraseFinder = (text: string, begins: Beginnings) => FoundPhrase[];

const LENGTH = 3;

/** A finder for a list in the notation of the lexicons; where several phrases begin at one place, the longest counts. */
export function phraseFinder(list: string): PhraseFinder {
  const groups = new Map<string, string[]>();
  const made = new Map<string, RegExp>();
  for (const one of list.toLowerCase().split(/,(?![^{}]*\})/u)) {
    const phrase = one.trim().replaceAll(/\s+/gu, ' ');
    if (phrase === '') continue;
    for (const key of new Set(beginningsOf(phrase))) groups.set(key, [...(groups.get(key) ?? []), phrase]);
  }
  const expressionOf = (key: string) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const inside = alternatives((groups.get(key) ?? []).join(','));
    const expression = new RegExp(
      String.raw`(?<![\p{L}\p{N}_])(?:${inside})(?!-?[\p{L}\p{N}_])`,
      key === '' ? 'gu' : 'yu',
    );
    made.set(key, expression);
    return expression;
  };
  return (text, begins) => {
    const found: FoundPhrase[] = [];
    if (groups.has(''))
      for (const match of text.matchAll(expressionOf(''))) found.push({ index: match.index, text: match[0] });
    for (const [key, places] of begins) {
      if (!groups.has(key)) continue;
      const expression = expressionOf(key);
      for (const place of places) {
        expression.lastIndex = place;
        const match = expression.exec(text);
        if (match !== null) found.push({ index: place, text: match[0] });
      }
    }
    return withoutOverlaps(found);
  };
}

/** The places of the words of a text in small letters by how they begin. */
export function beginningsIn(text: string): Beginnings {
  const begins = new Map<string, number[]>();
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}_])\S/gu))
    for (let length = 1; length <= Math.min(LENGTH, text.length - index); length += 1) {
      const key = text.slice(index, index + length);
      const places = begins.get(key);
      if (places === undefined) begins.set(key, [index]);
      else places.push(index);
    }
  return begins;
}

/** In small letters, with every place kept. */
export function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replaceAll(/[A-ZÀ-ÖØ-Þ]/gu, (letter) => letter.toLowerCase());
}

/** Blanks what was found, with every place kept. */
export function blankedOut(text: string, found: readonly FoundPhrase[]): string {
  let rest = text;
  for (const { index, text: words } of found)
    rest = rest.slice(0, index) + ' '.repeat(words.length) + rest.slice(index + words.length);
  return rest;
}

/** How a phrase may begin: three letters, a shorter word, or '' where that cannot be told. */
function beginningsOf(phrase: string): string[] {
  if (!phrase.startsWith('{')) return [beginningOf(phrase)];
  const end = phrase.indexOf('}');
  const rest = phrase.slice(end + 1);
  return phrase
    .slice(1, end)
    .split('/')
    .flatMap((option) => (option.trim() === '' ? beginningsOf(rest.trimStart()) : [beginningOf(option + rest)]));
}

function beginningOf(phrase: string): string {
  const letters = /^[^\s{*~]+/u.exec(phrase)?.[0] ?? '';
  if (letters.length >= LENGTH) return letters.slice(0, LENGTH);
  const after = phrase[letters.length];
  return after === undefined || after === ' ' ? letters : '';
}

function withoutOverlaps(found: FoundPhrase[]): FoundPhrase[] {
  const kept: FoundPhrase[] = [];
  let end = 0;
  for (const one of found.toSorted((a, b) => a.index - b.index || b.text.length - a.text.length)) {
    if (one.index < end) continue;
    kept.push(one);
    end = one.index + one.text.length;
  }
  return kept;
}
