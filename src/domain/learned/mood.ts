/** What the learned weights say of a customer's message: whether it tells of a feeling, and of which, though it names none. */
import type { Language } from '../languages.ts';
import { feelingTurns } from './feeling-turns.ts';
import feelings from './feeling-weights.json' with { type: 'json' };
import { leaningsOf, type MoodWeights, moodWeightsFrom, type StoredMoods } from './mood-weights.ts';
import { marksOf } from './weighing.ts';

const read = new Map<Language, MoodWeights | null>();

/** What is weighed of a message: the feelings, and whether there is one at all. */
export interface Mood {
  /** How far it leans to the feeling that it leans to most, against none. */
  readonly felt: number;
  /** How far it leans to each, against none. */
  readonly lean: ReadonlyMap<string, number>;
}

/** Marks of how a message is written, whatever its words: loud, asking, quoting, long. */
export function writingMarks(text: string, language: Language): string[] {
  const words = text.split(/\s+/u).length;
  const sentences = text.split(/[.!?]+\s/u).length;
  return [
    /!{2}/u.test(text) ? '@loud!!' : text.includes('!') ? '@loud!' : '@quiet',
    /\?\s*$/u.test(text) ? '@asks?' : text.includes('?') ? '@asked?' : '@tells',
    `@words${Math.min(6, Math.floor(words / 7))}`,
    `@sentences${Math.min(4, sentences)}`,
    ...(/["“”„«»]/u.test(text) ? ['@quotes'] : []),
    ...(/(?<!\p{L})\p{Lu}{4,}(?!\p{L})/u.test(text) ? ['@shouts'] : []),
    ...feelingTurns(text, language),
  ];
}

/** How far a message of a few sentences leans to the feelings; null in a language of which nothing was learned. */
export function moodOf(text: string, language: Language): Mood | null {
  let weights = read.get(language);
  if (weights === undefined) {
    weights = moodWeightsFrom(feelings as unknown as StoredMoods, language);
    read.set(language, weights);
  }
  if (weights === null) return null;
  const each = leaningsOf(marksOf(text, 'feeling', language, writingMarks(text, language)), weights);
  const calm = each.at(-1) ?? 0;
  const lean = new Map(weights.names.slice(0, -1).map((name, index) => [name, (each[index] ?? 0) - calm]));
  return { felt: Math.max(...lean.values()), lean };
}
