/**
 * What words are about, as far as it matters for how somebody is spoken to: one word stands for all of its kind, so that what
 * was learned of one is known of the others. `*` stands for any ending.
 */
import type { Language } from '../languages.ts';
import { feelingConcepts } from './feeling-concepts.ts';
import { widerFeelingConcepts } from './feeling-concepts-wider.ts';
import { mannerConcepts } from './manner-concepts.ts';
import { promiseConcepts } from './promise-concepts.ts';

interface Concepts {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly stems: ReadonlyMap<string, readonly string[]>;
  /** What words were found to be about; words come again and again. */
  readonly met: Map<string, readonly string[]>;
}
const MET = 20_000;

function conceptsOf(table: Readonly<Record<string, string>>): Concepts {
  const words = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  for (const [name, list] of Object.entries(table))
    for (const word of new Set(list.split(/\s+/u))) {
      const isStem = word.endsWith('*');
      const key = isStem ? word.slice(0, -1) : word;
      const into = isStem ? stems : words;
      into.set(key, [...(into.get(key) ?? []), name]);
    }
  return { words, stems, met: new Map() };
}

/** What is learned, by the concepts it is learned with. */
export type Kind = 'slight' | 'promise' | 'feeling';
const concepts: Readonly<Record<Kind, Readonly<Partial<Record<Language, Concepts>>>>> = {
  slight: { en: conceptsOf(mannerConcepts.en), de: conceptsOf(mannerConcepts.de) },
  feeling: {
    en: conceptsOf({ ...feelingConcepts.en, ...widerFeelingConcepts.en }),
    de: conceptsOf({ ...feelingConcepts.de, ...widerFeelingConcepts.de }),
  },
  promise: { en: conceptsOf(promiseConcepts.en), de: conceptsOf(promiseConcepts.de) },
};

function conceptsIn(token: string, { words, stems, met }: Concepts): readonly string[] {
  const before = met.get(token);
  if (before !== undefined) return before;
  const here = [...(words.get(token) ?? [])];
  for (let length = 3; length <= token.length && length < 14; length += 1)
    here.push(...(stems.get(token.slice(0, length)) ?? []));
  const each = [...new Set(here)];
  if (met.size >= MET) met.clear();
  met.set(token, each);
  return each;
}

/** What the words of a sentence are about, and which two of it stand together. */
export function conceptMarks(tokens: readonly string[], kind: Kind, language: Language): Set<string> {
  const marks = new Set<string>();
  const known = concepts[kind][language];
  if (known === undefined) return marks;
  const found = new Set<string>();
  let before: readonly string[] = [];
  const about = tokens.map((token) => conceptsIn(token, known));
  for (const [index, here] of about.entries()) {
    for (const one of here) {
      found.add(one);
      for (const last of before) marks.add(`@${last}>${one}`);
    }
    if (here.length > 0) before = here;
    if (index === 0) continue;
    // which word stands beside it counts, too
    for (const one of here) marks.add(`${tokens[index - 1] ?? ''} @${one}`);
    for (const last of about[index - 1] ?? []) marks.add(`@${last} ${tokens[index] ?? ''}`);
  }
  const all = [...found].toSorted();
  for (const [index, one] of all.entries()) {
    marks.add(`@${one}`);
    for (const other of all.slice(index + 1)) marks.add(`@${one}+${other}`);
  }
  return marks;
}
