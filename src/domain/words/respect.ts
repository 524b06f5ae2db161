/** Whether a draft speaks to the customer with respect: blame, orders, needling and heat, each with the words that do it. */
import { slightIn } from '../learned/slight.ts';
import { type Sentence, sentencesOf } from '../promises/spoken-promise-text.ts';
import { phrases } from './feeling-lexicon.ts';
import type { Language } from '../languages.ts';
import type { DraftPrompt } from './prompts.ts';
import { type RespectLexicon, respectLexicons } from './respect-lexicon.ts';
import { respectFrames } from './respect-frames.ts';
import { respectTurns } from './respect-turns.ts';

const codes = ['heated', 'blame', 'passive-aggressive', 'commanding'] as const;
/** From here on a sentence is told by its wording alone; of plain drafts about one in twenty leans so far. */
const slight = 0.6;
/** Down from here a sentence that does not lean to a slight itself is kind, whatever single phrase stands in it. */
const kind = -1.5;
const compiled = new Map<Language, Readonly<Record<keyof RespectLexicon, RegExp>>>();

/**
 * What hurts in a text that holds only the writer's own words.
 * @returns the prompts in the order they stand, and whether the draft is heated: angry words, shouting, or two kinds of slight at once
 */
export function disrespectIn(own: string, language: Language): { prompts: DraftPrompt[]; heated: boolean } {
  const lexicon = lexiconOf(language);
  let rest = own.replaceAll(/[,](?=\s)/gu, ' ').replace(lexicon.harmless, blank);
  const prompts: DraftPrompt[] = [];
  for (const code of codes) {
    for (const match of rest.matchAll(lexicon[code])) prompts.push(promptAt(code, own, match.index, match[0].length));
    rest = rest.replace(lexicon[code], blank);
  }
  const whole = own.replace(lexicon.harmless, blank);
  for (const { code, find } of respectFrames[language] ?? [])
    for (const { index, 0: words } of whole.matchAll(find))
      if (!prompts.some(({ start, end }) => (start ?? 0) < index + words.length && index < (end ?? 0)))
        prompts.push(promptAt(code, own, index, words.length));
  const wording = wordingOf(own, language);
  for (const { sentence, lean, around } of wording) if (lean < 0 && around < kind) dropWithin(prompts, sentence);
  // in a draft that leans so as a whole, what is told is the sentence that does most, and any that does alone
  const sharpest = Math.max(...wording.map(({ lean }) => lean));
  const isToldAlready = prompts.length > 0;
  for (const { sentence, lean, around } of wording)
    if (around > slight && (lean > slight || (lean === sharpest && !isToldAlready)))
      if (!prompts.some((one) => isWithin(one, sentence)))
        prompts.push(promptAt('passive-aggressive', own, sentence.start, sentence.text.length));
  const shout = shouted(own);
  if (shout !== null) prompts.push(promptAt('heated', own, shout.start, shout.length));
  const kinds = new Set(prompts.map(({ code }) => code));
  const heated = kinds.has('heated') || kinds.size > 1 || prompts.length > 2;
  return { prompts: prompts.toSorted((one, other) => (one.start ?? 0) - (other.start ?? 0)), heated };
}

const scolding =
  /(?<![\p{L}\d-])(?:NOW|STOP|AGAIN|ENOUGH|ALREADY|LISTEN|READ|WHY|NEVER|FINALLY|IMMEDIATELY|CLEARLY|TWICE|SOFORT|JETZT|ENDLICH|LESEN|SCHLUSS|BEREITS|SCHON|GENUG|WARUM|AUFHÖREN|UMGEHEND)(?![\p{L}\d-])/u;

/**
 * How the sentences of a draft lean by their wording. The same words may be kind in one draft and cold in another, so most of
 * what is weighed is the draft around the sentence: a reason, an offer, a word of regret. But much that is kind does not hide
 * one sentence that is not.
 */
function wordingOf(own: string, language: Language) {
  const whole = slightIn(own, language);
  if (whole === null) return [];
  return sentencesOf(own).map((sentence) => {
    const lean = slightIn(sentence.text, language) ?? whole;
    return { sentence, lean, around: Math.max(0.3 * lean + 0.7 * whole, lean - 2.2) };
  });
}

function isWithin({ start, end }: DraftPrompt, sentence: Sentence): boolean {
  return (start ?? 0) < sentence.start + sentence.text.length && sentence.start < (end ?? 0);
}

/** Takes back what a list of phrases has seen in a sentence that reads kindly as a whole. */
function dropWithin(prompts: DraftPrompt[], sentence: Sentence): void {
  for (let index = prompts.length - 1; index >= 0; index -= 1) {
    const one = prompts[index];
    if (one !== undefined && isWithin(one, sentence)) prompts.splice(index, 1);
  }
}

/** Four words or more in capitals, one that hurries or scolds, or a row of exclamation marks. */
function shouted(text: string): { start: number; length: number } | null {
  const capitals = /(?<!\p{L})\p{Lu}{2,}(?:[\s,'-]+\p{Lu}{2,}){3,}(?!\p{L})/u.exec(text);
  const signs = /[!?]{0,4}!{2,}|\?{3,}/u.exec(text);
  const found = capitals ?? scolding.exec(text) ?? signs;
  return found === null ? null : { start: found.index, length: found[0].length };
}

/** A prompt about a stretch of the text. */
export function promptAt(
  code: DraftPrompt['code'],
  text: string,
  start: number,
  length: number,
  values: DraftPrompt['values'] = {},
): DraftPrompt {
  return {
    code,
    quote: text.slice(start, start + length).replaceAll(/\s+/gu, ' '),
    start,
    end: start + length,
    values,
  };
}

function lexiconOf(language: Language) {
  const before = compiled.get(language);
  if (before !== undefined) return before;
  const lists = respectLexicons[language];
  const turns = respectTurns[language];
  const both = (kind: keyof RespectLexicon) => phrases([lists[kind], turns?.[kind] ?? ''].join(','));
  const made = {
    blame: both('blame'),
    'passive-aggressive': both('passive-aggressive'),
    commanding: both('commanding'),
    heated: both('heated'),
    harmless: both('harmless'),
  };
  compiled.set(language, made);
  return made;
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
