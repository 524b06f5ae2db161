/**
 * What is weighed of a sentence besides its words: what the grammars read in it, when it says something is to be, on which
 * condition, and which turns of phrase stand in it. Learned are the weights of these marks, alone and in pairs.
 */
import { leaning } from '../learned/leaning.ts';
import type { SpeakingContext } from './spoken-promise.ts';
import { thirdParties } from './spoken-promise-grammar.ts';
import { promisePhrases } from './spoken-promise-phrases.ts';
import { unpromisedEnglish, unpromisedGerman } from './spoken-promise-policies.ts';
import type { SentenceReading } from './spoken-promise-reading.ts';

/** What is asked of the other, and what is past. */
const notOurs =
  /^(?:it|this|that|they|he|she|we|i|you|the \p{L}+) (?!need|proceed|succeed|feed)\p{L}{2,}ed(?!\p{L})|^(?:please|kindly|bitte|do |does |did |is |are |was |war |ist |hat |haben )|(?<!\p{L})(?:could|would|should you|might|can't|cannot|könnte[nt]?|würde[nst]?|wurde[nst]?|hätte[nst]?|nicht|kein\p{L}*|leider|unfortunately|(?:don't|doesn't|didn't|isn't|wasn't|won't)|yesterday|gestern)(?!\p{L})/iu;

/** How far a sentence leans to be a promise: above nought it rather is. Null in a language of which nothing was learned. */
export function leaningOf(reading: SentenceReading, context: SpeakingContext): number | null {
  const { sentence, language } = reading.unread;
  if (language !== 'en' && language !== 'de') return null;
  return leaning('promise', sentence.text, language, promiseMarks(reading, context));
}

/** The marks of a sentence besides its words. */
export function promiseMarks({ found, unread, needs, times }: SentenceReading, context: SpeakingContext): string[] {
  const { sentence, rest, condition, language } = unread;
  const read: string[] = [];
  const last = found.at(-1);
  read.push(last === undefined ? '=unread' : `=read ${last.strength}`);
  if (last !== undefined) read.push('=read', last.due === null ? '=open' : '=due', `=by ${last.who.kind}`);
  read.push(`=needs ${needs.length === 0 ? 'none' : String(needs.at(-1))}`);
  if ((language === 'de' ? unpromisedGerman : unpromisedEnglish).test(rest)) read.push('=rule');
  if (thirdParties.test(rest)) read.push('=third');
  if (notOurs.test(rest)) read.push('=not ours');
  if (condition !== null) read.push('=condition');
  const { due, spans } = times(rest.trim());
  const isAhead = due !== null && due.at.getTime() > context.at.getTime();
  read.push(due === null ? (spans.length > 0 ? '=some time' : '=no time') : isAhead ? `=ahead` : '=past');
  if (sentence.text.endsWith('?')) read.push('=asked');
  const phrases = promisePhrases(sentence.text, language);
  const words = sentence.text.split(/\s+/u).length;
  return [...pairs(read), ...pairs(phrases), `=length ${String(Math.min(6, Math.floor(words / 3)))}`];
}

function pairs(marks: readonly string[]): string[] {
  return marks.flatMap((one, index) => [one, ...marks.slice(index + 1).map((other) => `${one} ${other}`)]);
}
