/**
 * Sentences in which no grammar reads a promise: those that only ask for the time something takes, and those whose wording as a
 * whole leans to a promise by what was learned from our labelled sentences.
 */
import { leaning } from '../learned/leaning.ts';
import type { Language } from '../languages.ts';
import { saidTimes } from './said-time.ts';
import type { SpeakingContext, SpokenPromise } from './spoken-promise.ts';
import { type PromiseGrammar, thirdParties } from './spoken-promise-grammar.ts';
import { unpromisedEnglish, unpromisedGerman } from './spoken-promise-policies.ts';
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

/** How far a sentence must lean: less with a time ahead or a condition, which says that something is still to be done. */
const leaningEnough = { dated: 0, open: 1 };
/** What is asked of the other, and what is past. */
const notOurs =
  /^(?:it|this|that|they|he|she|we|i|you|the \p{L}+) (?!need|proceed|succeed|feed)\p{L}{2,}ed(?!\p{L})|^(?:please|kindly|bitte|do |does |did |is |are |was |war |ist |hat |haben )|(?<!\p{L})(?:could|would|should you|might|can't|cannot|könnte[nt]?|würde[nst]?|wurde[nst]?|hätte[nst]?|nicht|kein\p{L}*|leider|unfortunately|(?:don't|doesn't|didn't|isn't|wasn't|won't)|yesterday|gestern)(?!\p{L})/iu;

/** Tried, likely or planned rather than promised. */
const unsure =
  /(?<!\p{L})(?:should|all being well|with luck|aim|goal|target\p{L}*|try|hope|expect|plan|probably|likely|sollte[nt]?|voraussichtlich|alles gut geht|alles klappt|wahrscheinlich|vermutlich|rechnen|peilen?|planen|versuche[n]?)(?!\p{L})/iu;

/** A promise by the wording of the whole sentence. */
export function worded(
  { sentence: { start, text }, rest, condition, quote, language }: UnreadSentence,
  context: SpeakingContext,
  grammar: PromiseGrammar,
): SpokenPromise | null {
  if (notOurs.test(rest) || thirdParties.test(rest)) return null;
  const lean = leaning('promise', text, language);
  if (lean === null || lean < leaningEnough.dated) return null;
  if (unpromisedEnglish.test(rest) || unpromisedGerman.test(rest)) return null;
  const { due, spans } = saidTimes(rest, { ...context, language });
  if (due !== null && due.at.getTime() < context.at.getTime() - 60_000) return null;
  if (due === null && condition === null && lean < leaningEnough.open) return null;
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
