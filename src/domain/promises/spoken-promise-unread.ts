/**
 * Sentences in which no grammar reads a promise: those that only ask for the time something takes, and those whose wording as a
 * whole leans to a promise by what was learned from our labelled sentences.
 */
import type { Language } from '../languages.ts';
import { saidTimes } from './said-time.ts';
import type { SpeakingContext, SpokenPromise } from './spoken-promise.ts';
import type { PromiseGrammar } from './spoken-promise-grammar.ts';
import type { Sentence } from './spoken-promise-text.ts';
import { tidy, wordsOf } from './spoken-promise-words.ts';

/** A sentence as it was taken apart. */
export interface UnreadSentence {
  readonly sentence: Sentence;
  /** Without its conditions, with every place kept. */
  readonly rest: string;
  readonly condition: string | null;
  readonly quote: string;
  readonly language: Language;
}

/** A condition whose time is that of the promise: "before the week is out", "give me ten minutes". */
export const bounding =
  /^(?:please )?(?:give|allow|geben|gib|lassen|deme|donnez|dê-me|before|until|by the time|bevor|ehe|bis|when (?:i|we)|wenn (?:ich|wir)) /iu;
const asksTime = /^(?:please )?(?:give|allow|geben|gib|lassen|räumen|deme|donnez|dê-me) /iu;

/** "Give me a day, then I know who signed": nothing but the time it takes. */
export function takenTime(
  { sentence: { start, text }, condition, quote, language }: UnreadSentence,
  context: SpeakingContext,
): SpokenPromise | null {
  if (condition === null || !asksTime.test(condition)) return null;
  const { due } = saidTimes(condition, { ...context, language });
  if (due === null) return null;
  const what = tidy(
    text.slice(text.indexOf(condition) + condition.length).replace(/^[\s,]*(?:and|und|then|dann)?\s*/iu, ''),
  );
  return {
    start,
    end: start + text.length,
    quote,
    who: { kind: 'I', name: null },
    what: what === '' ? condition : what,
    due,
    condition: null,
    strength: 'firm',
    language,
  };
}

/** Tried, likely or planned rather than promised. */
const unsure =
  /(?<!\p{L})(?:should|all being well|with luck|aim|goal|target\p{L}*|try|hope|expect|plan|probably|likely|sollte[nt]?|voraussichtlich|alles gut geht|alles klappt|wahrscheinlich|vermutlich|rechnen|peilen?|planen|versuche[n]?)(?!\p{L})/iu;

/** The promise of a sentence that is one by the wording of the whole; null when its time is past. */
export function worded(
  { sentence: { start, text }, rest, condition, quote, language }: UnreadSentence,
  context: SpeakingContext,
  grammar: PromiseGrammar,
): SpokenPromise | null {
  const { due: own, spans } = saidTimes(rest, { ...context, language });
  const due = own ?? (bounding.test(condition ?? '') ? saidTimes(condition ?? '', { ...context, language }).due : null);
  if (due !== null && due.at.getTime() < context.at.getTime() - 60_000) return null;
  const what = wordsOf(rest, spans, 0, grammar);
  if (what === '') return null;
  return {
    start,
    end: start + text.length,
    quote,
    who: { kind: /(?<!\p{L})(?:i|i'll|i'm|i've|my|me|ich|mir|mich)(?!\p{L})/iu.test(rest) ? 'I' : 'we', name: null },
    what,
    due,
    condition,
    strength: unsure.test(rest) ? 'weak' : 'firm',
    language,
  };
}
