/**
 * Recognises promises in what somebody writes to a customer: who promises what, by when, on which condition. Rules first;
 * where they read nothing, the wording of the sentence is weighed by what was learned from the labelled ones. The same words
 * always give the same answer, in the browser while typing and on the server after sending.
 *
 * Told apart and left out: what somebody else said (quoted lines, words in quotation marks), signatures, questions,
 * negations, hopes, how things usually are, what is past, what the customer or a carrier is to do, and being away.
 * What is only tried or likely counts as a weak promise. The grammars are `spoken-promise-<language>.ts`; the labelled
 * sentences they are measured by stand in `labelled/`.
 */
import type { Calendar } from './calendar.ts';
import { type Language, languageOfTag } from '../languages.ts';
import type { SaidDue } from './said-time.ts';
import type { Promisor } from './spoken-promise-grammar.ts';
import { recognise } from './spoken-promise-language.ts';
import { leaningOf } from './spoken-promise-marks.ts';
import { readSentence, type SentenceReading } from './spoken-promise-reading.ts';
import { ownWords, sentencesOf } from './spoken-promise-text.ts';
import { worded } from './spoken-promise-unread.ts';

export interface SpeakingContext {
  /** When it is said. */
  readonly at: Date;
  /** IANA zone in which the writer means his hours. */
  readonly timeZone: string;
  /** The hours business time is counted in; null for Monday to Friday, nine to five. */
  readonly calendar: Calendar | null;
  /** Without one it is recognised from the words. */
  readonly language?: string | undefined;
  /** Locale of the writer, for 3/12. */
  readonly locale?: string | undefined;
}

export interface SpokenPromise {
  /** Place of the sentence in the text, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly who: Promisor;
  /** What is promised, without its time and condition: "call you". */
  readonly what: string;
  /** Null when no hour is said. */
  readonly due: SaidDue | null;
  /** On what it depends, in the writer's words: "if you send the log". */
  readonly condition: string | null;
  /** Weak: tried, likely or planned rather than promised. */
  readonly strength: 'firm' | 'weak';
  readonly language: Language;
}

const LONGEST_TEXT = 50_000;

/** How far a sentence must lean to be one: where the grammars read a promise, and where they read none. */
const leaningEnough = { read: -0.3, dated: -0.1, open: 0.2 };

/** The promises in a text, in the order they stand. Pure and quick: well under two milliseconds for an ordinary message. */
export function spokenPromises(text: string, context: SpeakingContext): SpokenPromise[] {
  return sentencesRead(text, context).flatMap((reading) => promisesOf(reading, context));
}

/** The sentences of a text that could hold a promise, as the grammars read them. */
export function sentencesRead(text: string, context: SpeakingContext): SentenceReading[] {
  const own = ownWords(text.slice(0, LONGEST_TEXT));
  const usual = languageOfTag(context.language) ?? recognise(own) ?? 'en';
  return sentencesOf(own).flatMap((sentence) => readSentence(sentence, text, usual, context) ?? []);
}

function promisesOf(reading: SentenceReading, context: SpeakingContext): readonly SpokenPromise[] {
  return promisesLeaning(reading, leaningOf(reading, context), context);
}

/**
 * The grammars propose, the wording as a whole decides; what they did not read may still be worded as a promise. `lean` is null
 * in a language of which nothing was learned: there the grammars decide alone.
 */
export function promisesLeaning(
  reading: SentenceReading,
  lean: number | null,
  context: SpeakingContext,
): readonly SpokenPromise[] {
  const { found, unread, grammar } = reading;
  if (found.length > 0) return lean === null || lean >= leaningEnough.read ? found : [];
  if (lean === null || lean < Math.min(leaningEnough.dated, leaningEnough.open)) return [];
  const promise = worded(unread, context, grammar);
  if (promise === null) return [];
  const enough = promise.due === null && promise.condition === null ? leaningEnough.open : leaningEnough.dated;
  return lean < enough ? [] : [promise];
}
