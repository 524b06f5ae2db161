/** What the grammars read in one sentence: its promises, what they left unread, and the marks of its wording. */
import type { Language } from '../languages.ts';
import { type SaidDue, type SaidTimes, saidTimes } from './said-time.ts';
import type { SpeakingContext, SpokenPromise } from './spoken-promise.ts';
import { englishGrammar } from './spoken-promise-english.ts';
import { germanGrammar } from './spoken-promise-german.ts';
import type { PromiseGrammar, PromisingClause, Promisor } from './spoken-promise-grammar.ts';
import { recognise } from './spoken-promise-language.ts';
import { romanceGrammar } from './spoken-promise-romance.ts';
import type { Sentence } from './spoken-promise-text.ts';
import { bounding, takenTime, type UnreadSentence } from './spoken-promise-unread.ts';
import { tidy, wordsOf } from './spoken-promise-words.ts';

const LONGEST_SENTENCE = 600;
const grammars: Readonly<Record<Language, PromiseGrammar>> = {
  en: englishGrammar,
  de: germanGrammar,
  es: romanceGrammar('es'),
  fr: romanceGrammar('fr'),
  pt: romanceGrammar('pt'),
};

/** A sentence as the grammars read it. */
export interface SentenceReading {
  readonly found: readonly SpokenPromise[];
  readonly unread: UnreadSentence;
  readonly grammar: PromiseGrammar;
  /** What each clause that reads as a promise needs to be one: a time, a time or a condition, nothing. */
  readonly needs: readonly PromisingClause['needsTime'][];
  /** When some of its words say that something is to be; the same words are read once. */
  readonly times: (words: string) => SaidTimes;
}

/** Reads one sentence, of a mail in two languages each in its own; null for what cannot hold a promise: a question, an offer. */
export function readSentence(
  sentence: Sentence,
  text: string,
  usual: Language,
  context: SpeakingContext,
): SentenceReading | null {
  if (sentence.text.length > LONGEST_SENTENCE) return null;
  const language = recognise(sentence.text, usual) ?? usual;
  const grammar = grammars[language];
  const statement = stated(sentence.text, grammar);
  if (statement === null) return null;
  const found: SpokenPromise[] = [];
  const needs: PromisingClause['needsTime'][] = [];
  const read = new Map<string, SaidTimes>();
  const times = (words: string) => {
    const known = read.get(words) ?? saidTimes(words, { ...context, language });
    read.set(words, known);
    return known;
  };
  const quote = text.slice(sentence.start, sentence.start + sentence.text.length).replaceAll('\n', ' ');
  const { rest, condition } = withoutConditions(statement, grammar);
  let isLikely = false;
  let lately: SaidDue | null = null;
  const isFollowed = then.test(rest);
  if (offering.test(condition ?? '')) return null;
  for (const clause of clausesOf(rest, grammar, (part) => times(part).due !== null)) {
    const promising = grammar.read(clause);
    if (promising === null) {
      isLikely ||= thinking.test(clause);
      if (isFollowed) lately = times(clause).due ?? lately;
      continue;
    }
    needs.push(promising.needsTime);
    const { due: own, spans } = times(clause);
    // "Give me ten minutes and": what is asked for is the time it takes
    const due =
      own ??
      (bounding.test(condition ?? '') ? times(condition ?? '').due : null) ??
      (then.test(clause) ? lately : null);
    // a condition says as well as a time that something is still to be done
    const isTold =
      !promising.needsTime || (promising.needsTime === 'or-condition' && (condition !== null || soon.test(clause)));
    if (!isTold && (due === null || due.at.getTime() < context.at.getTime() - 60_000)) {
      isLikely ||= promising.strength === 'weak';
      continue;
    }
    const what = wordsOf(clause, spans, promising.from, grammar) || wordsOf(clause, spans, 0, grammar);
    if (what === '') continue;
    const { start } = sentence;
    const before = found.at(-1);
    // "Leave it with us until Monday and we'll have it resolved" is one promise
    if (before !== undefined && due === null && /^(?:please )?leave (?:it|this|that) with/iu.test(before.what)) {
      found[found.length - 1] = { ...before, who: promising.who, what };
      continue;
    }
    if (before !== undefined && due === null && /^(?:will|shall)(?!\p{L})/iu.test(clause)) {
      found[found.length - 1] = { ...before, what: tidy(`${before.what} ${joinWord[language]} ${what}`) };
      continue;
    }
    if (before !== undefined && due !== null && belongsTo(before, promising.who)) {
      found[found.length - 1] = { ...before, what: tidy(`${before.what} ${joinWord[language]} ${what}`), due };
      continue;
    }
    found.push({
      start,
      end: start + sentence.text.length,
      quote,
      who: promising.who,
      what,
      due,
      condition,
      strength: isLikely ? 'weak' : promising.strength,
      language,
    });
  }
  // "See you tomorrow at two, I'll bring the samples": the only time of a sentence is that of its only promise
  const [one, ...others] = found;
  if (one !== undefined && others.length === 0 && one.due === null) {
    const { due } = times(rest.trim());
    if (due !== null && due.at.getTime() >= context.at.getTime()) found[0] = { ...one, due };
  }
  const unread = { sentence, rest, condition, quote, language };
  const taken = found.length > 0 ? null : takenTime(unread, context);
  return { found: taken === null ? found : [taken], unread, grammar, needs, times };
}

/** "I'll check it and get back to you tomorrow": what has no time of its own is due with what follows in the sentence. */
function belongsTo(before: SpokenPromise, who: Promisor): boolean {
  return before.due === null && before.who.kind === who.kind && before.who.name === who.name;
}
/** Said before the promise, it makes that likely rather than sure. */
const thinking = /^(?:i (?:think|guess|believe)|ich (?:denke|glaube|schätze|vermute))(?!\p{L})/iu;
/** "It takes until Thursday, then we send it": the time stands in the clause before. */
const then = /(?<!\p{L})(?:then|dann|danach)(?!\p{L})/iu;
/** A condition that only waits for a yes makes it an offer, one on what the customer leaves undone a threat. */
const offering =
  /^(?:unless (?:i|we|you) |(?:if you (?:do not|don't|fail to|refuse to|cancel) (?!hear|get|receive|see|find|want|like)|(?:wenn|falls|sofern|sollten) (?:sie|du) (?:\p{L}+ ){0,4}?nicht (?:\p{L}+ )?(?:zahl|bezahl|antwort|reagier|unterschreib|kündig|einreich|überweis))|if (?:you(?:'d| would)? (?:like|want|wish|prefer|care)(?: (?:me|us) to|,| that)?$|that (?:helps|would help|suits|is helpful))|should you (?:want|wish|prefer|like)(?: |$)|(?:wenn|falls|sofern) (?:sie|du) (?:(?:das|dies|es) )?(?:möchten|wünschen|wollen|mögen|magst|willst|möchtest)$)/iu;
/** Says that it will not be long, without an hour. */
const soon =
  /(?<!\p{L})(?:soon|shortly|in a (?:moment|minute|sec)|right away|straight away|straightaway|immediately|right now|momentarily|ahora mismo|enseguida|de inmediato|cuanto antes|en breve|tout de suite|immédiatement|sans tarder|au plus vite|bientôt|imediatamente|de imediato|em breve|quanto antes|in due course|as soon as possible|asap|gleich|sofort|umgehend|in kürze|demnächst|baldmöglichst|zeitnah|schnellstmöglich|unverzüglich|(?:auf|bei|mit) (?:der|dem|ihrer|ihrem) nächsten (?:rechnung|bestellung|lieferung|besuch|abrechnung|gutschrift)|(?:on|with|at) (?:the|your) next (?:bill|invoice|order|delivery|visit|statement)|next time you|in wenigen (?:minuten|augenblicken|stunden)|gerade)(?!\p{L})/iu;
const joinWord: Readonly<Record<Language, string>> = { en: 'and', de: 'und', es: 'y', fr: 'et', pt: 'e' };

/** A question promises nothing, unless all that is asked is whether the promise suits. */
function stated(sentence: string, grammar: PromiseGrammar): string | null {
  if (!sentence.endsWith('?')) return sentence;
  const tagged = sentence.replace(grammar.tag, '');
  if (
    tagged === sentence ||
    /^(?:shall|should|can|could|may|would|do|does|is|are|what|when|how|soll(?:en)?|darf|kann|können|wann|wie|was|ist|¿)(?![\p{L}])/iu.test(
      tagged,
    )
  )
    return null;
  return tagged;
}

/** Takes conditions out, in place: their dates are not the promise's. */
function withoutConditions(sentence: string, grammar: PromiseGrammar): { rest: string; condition: string | null } {
  let rest = sentence;
  let condition: string | null = null;
  for (const pattern of grammar.conditions) {
    rest = rest.replaceAll(pattern, (...match) => {
      const groups = match.at(-1) as Record<string, string | undefined>;
      const words = (groups['condition'] ?? '').trim();
      if (words === '') return String(match[0]);
      condition ??= words.replace(/[\s,.!]+$/u, '');
      return String(match[0]).replace(words, ' '.repeat(words.length));
    });
  }
  return { rest, condition };
}

const hasSubject = /(?<!\p{L})(?:ich|wir|sie|du|er|es|i|we|you|he|she|they|it)(?!\p{L})/iu;

function clausesOf(sentence: string, grammar: PromiseGrammar, hasTime: (part: string) => boolean): string[] {
  const places = [...sentence.matchAll(grammar.joint)].map((match) => match.index);
  const parts = [0, ...places].map((from, index) => sentence.slice(from, places[index] ?? sentence.length));
  // A part that promises nothing may still say the time of the one it belongs to: "tomorrow, I will call"
  const clauses: string[] = [];
  for (const part of parts) {
    const last = clauses.at(-1);
    const isOwn = last !== undefined && hasSubject.test(last);
    if (
      last !== undefined &&
      !isOwn &&
      last.trim().split(/\s+/u).length <= 6 &&
      grammar.read(last) === null &&
      !(hasTime(last) && hasTime(part))
    )
      clauses[clauses.length - 1] = last + part;
    else clauses.push(part);
  }
  return clauses.map((clause) => clause.replace(/^,? (?:and|but|und|aber|y|et|e) (?=\S)/iu, '').trim());
}
