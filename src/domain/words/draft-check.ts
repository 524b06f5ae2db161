/**
 * What a respectful, clear colleague would say about a draft before it goes to a customer. Rules only, the same in the browser
 * while typing and on the server; nothing here ever stops a message.
 *
 * A brief acknowledgement helps and long apologies do not: Singh, Marinova and Singh (Case Western Reserve; Harvard Business
 * Review, January 2018) found that satisfaction falls when apologising goes on; hence both prompts.
 */
import { askedAlready } from '../customers/brief-asking.ts';
import type { BriefQuestion } from '../customers/brief.ts';
import type { Calendar } from '../promises/calendar.ts';
import { spokenPromises } from '../promises/spoken-promise.ts';
import { ownWords, sentencesOf } from '../promises/spoken-promise-text.ts';
import {
  acknowledging,
  apologising,
  attaching,
  attachingNot,
  finished,
  greeting,
  nobody,
  puttingOff,
  requesting,
} from './care-words.ts';
import { isUpset, phrases } from './feeling-lexicon.ts';
import { languageOf } from './language.ts';
import { type Language, languages } from '../languages.ts';
import type { DraftPrompt, PromptCode } from './prompts.ts';
import { readingEase, wordsIn } from './reading-ease.ts';
import { disrespectIn, promptAt } from './respect.ts';

export interface DraftSurroundings {
  /** When it is written, in whose zone: for the dates of what is promised. */
  readonly at: Date;
  readonly timeZone: string;
  readonly calendar?: Calendar | null | undefined;
  /** Without one it is told from the words. */
  readonly language?: string | undefined;
  /** What the customer shows he feels. */
  readonly feeling?: string | null | undefined;
  readonly customerName?: string | null | undefined;
  /** What he wrote last. */
  readonly customerWords?: string | null | undefined;
  /** How many files go along; undefined when it is not known. */
  readonly attachments?: number | undefined;
  readonly jargon?: readonly { readonly word: string; readonly plain: string | null }[] | undefined;
  /** What the customer has told us, and is not asked again. */
  readonly known?: readonly { readonly question: BriefQuestion; readonly statement: string }[] | undefined;
  /** Prompts that nobody wants here. */
  readonly without?: readonly PromptCode[] | undefined;
}

export interface DraftCheck {
  readonly language: Language | null;
  readonly ease: number | null;
  readonly words: number;
  /** Angry enough that the sender should press twice. */
  readonly heated: boolean;
  readonly prompts: readonly DraftPrompt[];
}

const LONGEST = 50_000;
const manyWords = 320;
const longSentence = 45;
/** Below, a text reads like a contract. */
const hardest: Readonly<Record<Language, number>> = { en: 30, de: 20, es: 35, fr: 25, pt: 25 };

/** Everything worth saying about a draft, respect first. */
export function checkDraft(text: string, around: DraftSurroundings): DraftCheck {
  const read = text.slice(0, LONGEST);
  const own = ownWords(read);
  const language = languages.find((one) => one === around.language?.slice(0, 2)) ?? languageOf(own);
  const without = new Set(around.without);
  const wanted = (prompts: readonly DraftPrompt[]) => prompts.filter(({ code }) => !without.has(code));
  if (language === null)
    return {
      language,
      ease: null,
      words: wordsIn(own).length,
      heated: false,
      prompts: wanted(anywhere(read, own, around)),
    };
  const { words, ease } = readingEase(own, language);
  const respect = disrespectIn(own, language);
  const prompts = wanted([
    ...respect.prompts,
    ...care(own, language, around),
    ...clarity(own, language, ease, words, around),
    ...nextStep(own, language, words, around),
    ...anywhere(read, own, around),
  ]);
  return { language, ease, words, heated: respect.heated && !without.has('heated'), prompts };
}

function care(own: string, language: Language, around: DraftSurroundings): DraftPrompt[] {
  const prompts: DraftPrompt[] = [];
  if (
    around.feeling != null &&
    isUpset(around.feeling) &&
    !has(own, acknowledging[language]) &&
    wordsIn(own).length > 4
  )
    prompts.push(whole('feeling-unanswered', { feeling: around.feeling }));
  const sorry = [...own.matchAll(apologising[language])];
  if (sorry.length > 2) {
    const third = sorry[2];
    if (third !== undefined)
      prompts.push(promptAt('over-apology', own, third.index, third[0].length, { count: sorry.length }));
  }
  return prompts;
}

function clarity(
  own: string,
  language: Language,
  ease: number | null,
  words: number,
  around: DraftSurroundings,
): DraftPrompt[] {
  const prompts: DraftPrompt[] = [];
  const sentences = sentencesOf(own);
  const longest = sentences.find(({ text }) => wordsIn(text).length > longSentence);
  if (longest !== undefined)
    prompts.push(
      promptAt('hard-to-read', own, longest.start, longest.text.length, { words: wordsIn(longest.text).length }),
    );
  else if (ease !== null && ease < hardest[language]) prompts.push(whole('hard-to-read', { ease }));
  if (words > manyWords) prompts.push(whole('too-long', { words }));
  for (const { word, plain } of around.jargon ?? []) {
    const match = [...own.matchAll(phrases(word.replaceAll(',', ' ')))][0];
    if (match !== undefined)
      prompts.push(promptAt('jargon', own, match.index, match[0].length, plain === null ? {} : { plain }));
  }
  // one sentence may ask for two things: "send us a photo and tell us the colour"
  const asks = sentences.flatMap((sentence) => {
    const count = [...sentence.text.matchAll(requesting[language])].length;
    return Array.from({ length: Math.max(count, sentence.text.trim().endsWith('?') ? 1 : 0) }, () => sentence);
  });
  const third = asks[2];
  if (third !== undefined)
    prompts.push(promptAt('many-asks', own, third.start, third.text.length, { count: asks.length }));
  return prompts;
}

/** After an answer the customer knows what happens next and when: it is done, it is his turn, or it is promised for a day. */
function nextStep(own: string, language: Language, words: number, around: DraftSurroundings): DraftPrompt[] {
  const { at, timeZone, calendar = null } = around;
  const promises = spokenPromises(own, { at, timeZone, calendar, language });
  if (promises.some(({ due }) => due !== null)) return [];
  const undated = promises[0];
  if (undated !== undefined && undated.condition === null)
    return [promptAt('undated-step', own, undated.start, undated.end - undated.start)];
  const later = [...own.matchAll(puttingOff[language])][0];
  if (later !== undefined && !hasDay(own)) return [promptAt('undated-step', own, later.index, later[0].length)];
  const isAsked = /\?/u.test(own) || has(own, requesting[language]);
  if (words < 40 || isAsked || has(own, finished[language]) || hasDay(own)) return [];
  return [whole('no-next-step')];
}

/** Whether a day or hour is named at all, also by the carrier or the bank. */
function hasDay(text: string): boolean {
  return /(?<!\p{L})(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|within|heute|morgen|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|innerhalb|binnen|hoy|mañana|lunes|martes|miércoles|jueves|viernes|aujourd'hui|demain|lundi|mardi|mercredi|jeudi|vendredi|hoje|amanhã|segunda|terça|quarta|quinta|sexta)(?!\p{L})|\d{1,2}[.:/]\d{2}|\d{1,2}\. \p{Lu}/iu.test(
    text,
  );
}

/** What needs no language. */
function anywhere(text: string, own: string, around: DraftSurroundings): DraftPrompt[] {
  const prompts: DraftPrompt[] = [];
  const said = attaching.exec(own);
  if (around.attachments === 0 && said !== null && !attachingNot.test(own))
    prompts.push(promptAt('attachment-forgotten', own, said.index, said[0].length));
  const named = greeting.exec(text.trimStart());
  const name = named?.groups?.['name'];
  if (name !== undefined && around.customerName && isOther(name, around.customerName)) {
    const start = text.indexOf(name);
    prompts.push(promptAt('wrong-name', text, start, name.length, { name: around.customerName }));
  }
  for (const { question, statement, start, length } of askedAlready(own, around.known ?? []).slice(0, 3))
    prompts.push(promptAt('already-answered', own, start, length, { question, statement }));
  const open = unanswered(own, around.customerWords ?? '');
  if (open !== null) prompts.push({ code: 'unanswered-question', quote: open, start: null, end: null, values: {} });
  return prompts;
}

function isOther(greeted: string, customer: string): boolean {
  const said = plain(greeted).split(/[\s-]+/u);
  if (said.every((word) => nobody.has(word))) return false;
  const known = plain(customer).split(/[\s.,_@-]+/u);
  return !said.some((word) => known.some((one) => one === word || (one[0] === word[0] && isWithin(word, one))));
}

/** Whether all letters of a short form come in the name, in order: Tom and Thomas are one. */
function isWithin(short: string, name: string): boolean {
  if (short.length < 2) return false;
  if (name.length > 2 && short.startsWith(name.slice(0, 3))) return true;
  let at = 0;
  for (const letter of name) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** The first question of the customer of which the draft takes up no word. Short drafts that say yes or no answer one question. */
function unanswered(own: string, asked: string): string | null {
  if (wordsIn(own).length < 6) return null;
  const questions = sentencesOf(ownWords(asked.slice(0, 10_000)))
    .map(({ text }) => text.trim())
    .filter((text) => text.endsWith('?') && wordsIn(text).length > 2);
  const said = stems(own);
  const isBrief = /^(?:\P{L}*(?:[\p{L} ]+,\s*)?)?(?:yes|no|ja|nein|sí|no|oui|non|sim|não)(?!\p{L})/iu.test(own.trim());
  if (questions.length === 1 && isBrief) return null;
  const open = questions.find((question) => {
    const words = [...stems(question)];
    return words.length > 0 && !words.some((word) => said.has(word));
  });
  return open === undefined ? null : open.length > 160 ? `${open.slice(0, 159)}…` : open;
}

/** Beginnings of the words that carry meaning. */
function stems(text: string): Set<string> {
  return new Set(
    wordsIn(text)
      .map(plain)
      .filter((word) => word.length > 3 && !empty.has(word))
      .map((word) => word.slice(0, 5)),
  );
}

const empty = new Set(
  `what when where which that this there have will would could should does with your from about also please much many know tell need want more than then they them were been being
  kann können könnte könnten haben hatte wird werden würde würden sind oder aber denn wenn noch auch mein meine meinen mich ihre ihren ihnen dass eine einen einem einer welche welcher welches bitte sagen mehr
  puede pueden como cuando donde para pero sobre pouvez pourriez vous quand comment pour avec quel quelle pode podem quando onde`.split(
    /\s+/u,
  ),
);

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function whole(code: PromptCode, values: DraftPrompt['values'] = {}): DraftPrompt {
  return { code, quote: null, start: null, end: null, values };
}

function has(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
