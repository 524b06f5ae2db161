/** What the learned weights say of a customer's message: whether it tells of a feeling, and of which, though it names none. */
import type { Language } from '../languages.ts';
import feelings from './feeling-weights.json' with { type: 'json' };
import { marksOf, type StoredWeights, weighMarks, type Weights, weightsFrom } from './weighing.ts';

const taught = feelings as unknown as Readonly<Record<string, Readonly<Partial<Record<Language, StoredWeights>>>>>;
const read = new Map<Language, readonly (readonly [name: string, Weights])[]>();

/** What is weighed of a message: the feelings, and whether there is one at all. */
export interface Mood {
  /** How far it leans to a feeling of any kind. */
  readonly felt: number;
  /** How far it leans to each. */
  readonly lean: ReadonlyMap<string, number>;
}

/** Marks of how a message is written, whatever its words: loud, asking, quoting, long. */
export function writingMarks(text: string): string[] {
  const words = text.split(/\s+/u).length;
  const sentences = text.split(/[.!?]+\s/u).length;
  return [
    /!{2}/u.test(text) ? '@loud!!' : text.includes('!') ? '@loud!' : '@quiet',
    /\?\s*$/u.test(text) ? '@asks?' : text.includes('?') ? '@asked?' : '@tells',
    `@words${Math.min(6, Math.floor(words / 7))}`,
    `@sentences${Math.min(4, sentences)}`,
    ...(/["“”„«»]/u.test(text) ? ['@quotes'] : []),
    ...(/(?<!\p{L})\p{Lu}{4,}(?!\p{L})/u.test(text) ? ['@shouts'] : []),
  ];
}

/** How far a message of a few sentences leans to the feelings; null in a language of which nothing was learned. */
export function moodOf(text: string, language: Language): Mood | null {
  let weights = read.get(language);
  if (weights === undefined) {
    weights = Object.entries(taught).flatMap(([name, each]) => {
      const stored = each[language];
      return stored === undefined ? [] : [[name, weightsFrom(stored)] as const];
    });
    read.set(language, weights);
  }
  if (weights.length === 0) return null;
  const marks = marksOf(text, 'feeling', language, writingMarks(text));
  const lean = new Map(weights.map(([name, each]) => [name, weighMarks(marks, each)]));
  const felt = lean.get('felt') ?? 0;
  lean.delete('felt');
  return { felt, lean };
}
