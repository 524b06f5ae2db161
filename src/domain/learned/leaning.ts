/** What the learned weights say of a sentence: whether it reads like a promise. */
import type { Language } from '../languages.ts';
import promises from './promise-weights.json' with { type: 'json' };
import { type StoredWeights, weigh, type Weights, weightsFrom } from './weighing.ts';

type Taught = Readonly<Partial<Record<Language, StoredWeights>>>;
const taught = { promise: promises as unknown as Taught };
const read = new Map<string, Weights | null>();

/** How far a sentence leans to be a promise; null in a language of which nothing was learned. `more` as in `marksOf`. */
export function leaning(
  kind: keyof typeof taught,
  sentence: string,
  language: Language,
  more: readonly string[] = [],
): number | null {
  const key = `${kind} ${language}`;
  let weights = read.get(key);
  if (weights === undefined) {
    const stored = taught[kind][language];
    weights = stored === undefined ? null : weightsFrom(stored);
    read.set(key, weights);
  }
  return weights === null ? null : weigh(sentence, weights, kind, language, more);
}
