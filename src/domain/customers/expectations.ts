/**
 * How a customer wants to be served, learned from how he behaves: what he wrote, over which channel, in which words, how fast he
 * answers, how soon he asks for news. Every finding carries what it rests on; what a person says about it always counts more.
 */
import { languages } from '../languages.ts';
import { wilson } from '../measures/proportions.ts';
import { languageOf } from '../words/language.ts';
import { wordsIn } from '../words/reading-ease.ts';

export const expectationAspects = ['pace', 'channel', 'language', 'formality', 'told-every'] as const;
export type ExpectationAspect = (typeof expectationAspects)[number];

/** What may be said of each aspect; days for `told-every`. */
export const expectationValues: Readonly<Record<ExpectationAspect, readonly string[]>> = {
  pace: ['fast', 'thorough'],
  channel: ['mail', 'phone', 'chat', 'portal'],
  language: languages,
  formality: ['formal', 'informal'],
  'told-every': ['1', '2', '3', '5', '7', '14'],
};

export interface BehaviourMessage {
  readonly caseId: string;
  readonly at: Date;
  readonly fromCustomer: boolean;
  readonly channel: string;
  readonly text: string;
}

export interface Learned {
  readonly value: string;
  readonly confidence: 'weak' | 'fair' | 'strong';
  /** How many of how many signs speak for it, and words that show it. */
  readonly k: number;
  readonly n: number;
  readonly quote: string | null;
}

const hurried =
  /(?<!\p{L})(?:asap|urgent(?:ly)?|right away|quick(?:ly)?|as soon as possible|hurry|dringend|eilig|schnell(?:stmöglich)?|sofort|umgehend|urgente|cuanto antes|rápido|au plus vite|rapidement|o quanto antes)(?!\p{L})/iu;
const careful =
  /(?<!\p{L})(?:exactly|in detail|step by step|explain|precisely|understand why|genau|ausführlich|schritt für schritt|erklären|im detail|exactamente|en detalle|paso a paso|précisément|en détail|exatamente|em detalhe)(?!\p{L})/iu;
const formal =
  /(?<!\p{L})(?:dear (?:sir|madam|mr|mrs|ms|dr)|yours (?:sincerely|faithfully)|kind regards|sehr geehrte[rs]?|mit freundlichen grüßen|hochachtungsvoll|estimad[oa]s?|atentamente|usted|monsieur|madame|cordialement|veuillez|prezad[oa]s?|atenciosamente)(?!\p{L})/iu;
const informal =
  /(?<!\p{L})(?:hey|hi|cheers|thx|pls|lol|moin|servus|hey du|lg|liebe grüße|kannst du|habt ihr|hola|oye|saludos|salut|coucou|oi|valeu|abraço)(?!\p{L})|[:;]-?\)|😀|🙂|👍/iu;
const askingForNews =
  /(?<!\p{L})(?:any (?:news|update|progress)|what(?:'s| is) the status|status of|still waiting|have not heard|haven't heard|gibt es (?:schon )?(?:etwas )?neu|neuigkeiten|stand der dinge|wie ist der stand|noch nichts gehört|alguna novedad|novedades|des nouvelles|où en est|alguma novidade|novidades)/iu;

/**
 * What his messages tell, aspect by aspect; nothing where they tell nothing.
 * @param messages of his newest cases, in any order
 */
export function learnExpectations(messages: readonly BehaviourMessage[]): Partial<Record<ExpectationAspect, Learned>> {
  const inOrder = messages.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const his = inOrder.filter(({ fromCustomer }) => fromCustomer);
  const found: Partial<Record<ExpectationAspect, Learned | undefined>> = {
    pace: paceOf(his, inOrder),
    channel: mostOf(his, ({ channel }) => (channel === 'form' ? 'portal' : channel), 'channel', 3),
    language: mostOf(his, ({ text }) => languageOf(text), 'language', 1),
    formality: formalityOf(his),
    'told-every': newsOf(inOrder),
  };
  return Object.fromEntries(Object.entries(found).filter(([, learned]) => learned !== undefined)) as Partial<
    Record<ExpectationAspect, Learned>
  >;
}

function paceOf(his: readonly BehaviourMessage[], all: readonly BehaviourMessage[]): Learned | undefined {
  const signs: { value: string; quote: string | null }[] = [];
  for (const { text } of his) {
    const [fast, slow] = [hurried.exec(text), careful.exec(text)];
    if (fast !== null) signs.push({ value: 'fast', quote: around(text, fast.index) });
    if (slow !== null || wordsIn(text).length > 150)
      signs.push({ value: 'thorough', quote: slow === null ? null : around(text, slow.index) });
  }
  // whoever answers within the hour wants to be done with it
  for (const [at, message] of all.entries()) {
    const before = all.slice(0, at).findLast((one) => one.caseId === message.caseId);
    if (!message.fromCustomer || before === undefined || before.fromCustomer) continue;
    if (message.at.getTime() - before.at.getTime() < 3_600_000) signs.push({ value: 'fast', quote: null });
  }
  return majority(signs, 2);
}

function formalityOf(his: readonly BehaviourMessage[]): Learned | undefined {
  const signs = his.flatMap(({ text }) => {
    const [stiff, easy] = [formal.exec(text), informal.exec(text)];
    if ((stiff === null) === (easy === null)) return [];
    return [
      stiff === null
        ? { value: 'informal', quote: around(text, easy!.index) }
        : { value: 'formal', quote: around(text, stiff.index) },
    ];
  });
  return majority(signs, 1);
}

/** After how many days without a word of ours he asks for news. */
function newsOf(all: readonly BehaviourMessage[]): Learned | undefined {
  const gaps: number[] = [];
  let quote: string | null = null;
  for (const [at, message] of all.entries()) {
    const match = message.fromCustomer ? askingForNews.exec(message.text) : null;
    const before = match === null ? undefined : all.slice(0, at).findLast((one) => one.caseId === message.caseId);
    if (match === null || before === undefined) continue;
    gaps.push((message.at.getTime() - before.at.getTime()) / 86_400_000);
    quote = around(message.text, match.index);
  }
  if (gaps.length === 0) return undefined;
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)]!;
  // a word before he has to ask: the longest rhythm that is not longer than his patience
  const value = expectationValues['told-every'].findLast((days) => Number(days) <= middle) ?? '1';
  return {
    value,
    confidence: gaps.length >= 4 ? 'strong' : gaps.length >= 2 ? 'fair' : 'weak',
    k: gaps.length,
    n: gaps.length,
    quote,
  };
}

function mostOf(
  his: readonly BehaviourMessage[],
  of: (message: BehaviourMessage) => string | null,
  aspect: ExpectationAspect,
  fewest: number,
): Learned | undefined {
  const signs = his.flatMap((message) => {
    const value = of(message);
    return value !== null && expectationValues[aspect].includes(value) ? [{ value, quote: null }] : [];
  });
  return majority(signs, fewest);
}

function majority(signs: readonly { value: string; quote: string | null }[], fewest: number): Learned | undefined {
  const counts = Map.groupBy(signs, ({ value }) => value);
  const [most] = [...counts].toSorted((a, b) => b[1].length - a[1].length);
  if (most === undefined || most[1].length < fewest || most[1].length * 2 <= signs.length) return undefined;
  const low = wilson(most[1].length, signs.length).low;
  return {
    value: most[0],
    confidence: low >= 0.6 ? 'strong' : low >= 0.35 ? 'fair' : 'weak',
    k: most[1].length,
    n: signs.length,
    quote: most[1].findLast(({ quote }) => quote !== null)?.quote ?? null,
  };
}

function around(text: string, at: number): string {
  const from = Math.max(0, at - 40);
  const words = text
    .slice(from, at + 80)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${words}${at + 80 < text.length ? '…' : ''}`;
}
