/** What the learned weights say of a sentence of a draft: whether it reads like a slight. Apart from promises, which load sooner. */
import type { Language } from '../languages.ts';
import { draftMarks } from './draft-marks.ts';
import manners from './manner-weights.json' with { type: 'json' };
import { type StoredWeights, weigh, type Weights, weightsFrom } from './weighing.ts';

const taught = manners as unknown as Readonly<Partial<Record<Language, StoredWeights>>>;
const read = new Map<Language, Weights | null>();

/** How far a sentence or a draft leans to be a slight; null in a language of which nothing was learned. */
export function slightIn(text: string, language: Language): number | null {
  let weights = read.get(language);
  if (weights === undefined) {
    const stored = taught[language];
    weights = stored === undefined ? null : weightsFrom(stored);
    read.set(language, weights);
  }
  return weights === null ? null : weigh(text, weights, 'slight', language, draftMarks(text));
}
