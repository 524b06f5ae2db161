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
import { type Language, languages, languageOfTag } from '../languages.ts';
import { type SaidDue, saidTimes } from './said-time.ts';
import { englishGrammar } from './spoken-promise-english.ts';
import { germanGrammar } from './spoken-promise-german.ts';
import type { PromiseGrammar, Promisor } from './spoken-promise-grammar.ts';
import { romanceGrammar } from './spoken-promise-romance.ts';
import { ownWords, type Sentence, sentencesOf } from './spoken-promise-text.ts';
import { takenTime, worded } from './spoken-promise-unread.ts';
import { tidy, wordsOf } from './spoken-promise-words.ts';

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
const LONGEST_SENTENCE = 600;
const grammars: Readonly<Record<Language, PromiseGrammar>> = {
  en: englishGrammar,
  de: germanGrammar,
  es: romanceGrammar('es'),
  fr: romanceGrammar('fr'),
  pt: romanceGrammar('pt'),
};
const frequent: Readonly<Record<Language, RegExp>> = {
  en: /(?<![\p{L}'])(?:the|you|your|and|to|will|i'll|we'll|is|for|of|it|this|that|with|we|by|on|let|have|be|call|back|tomorrow|today|can|if|please|at|from|be|not|has|they|update|refund|repair|noon|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}])/giu,
  de: /(?<![\p{L}])(?:ich|wir|sie|ihnen|und|der|die|das|ist|nicht|zu|den|mit|für|bis|wird|werden|ihre?n?|mich|uns|wenn|am|im|dem|auf|es|ein|eine|morgen|heute|dir|melde|bitte|habe|haben|kommt|geht|folgt|uhr|von|noch|bin|mir|dein\p{L}*|neue[rsn]?|nächste[rsn]?|minuten|durch|(?:mon|diens|donners|frei|sams|sonn)tag\p{L}*|mittwoch\p{L}*|übermorgen|(?:werk)?tagen?|wochen|stunden?|spätestens|antwort|gib|dran)(?![\p{L}])/giu,
  es: /(?<![\p{L}])(?:el|los|las|usted|le|que|para|mañana|una|por|su|con|lo|está|hoy|del|y|antes|le|en|cuando|nos|envío|llamo)(?![\p{L}])/giu,
  fr: /(?<![\p{L}])(?:le|les|vous|je|nous|votre|et|est|pour|avec|demain|une|dans|du|au|ce|dès|pas|sur|avant|serez|vais|des|d'ici|j'ai)(?![\p{L}])/giu,
  pt: /(?<![\p{L}])(?:o|os|você|lhe|não|para|amanhã|uma|seu|sua|com|até|hoje|da|do|e|em|vou|vamos|ao|às|as|quando|assim|envio|sexta-feira)(?![\p{L}])/giu,
};

/** The promises in a text, in the order they stand. Pure and quick: well under two milliseconds for an ordinary message. */
export function spokenPromises(text: string, context: SpeakingContext): SpokenPromise[] {
  const own = ownWords(text.slice(0, LONGEST_TEXT));
  const usual = languageOfTag(context.language) ?? recognise(own) ?? 'en';
  return sentencesOf(own).flatMap((sentence) => promisesIn(sentence, text, usual, context));
}

/** Of a mail in two languages, each sentence is read in its own. */
function promisesIn(sentence: Sentence, text: string, usual: Language, context: SpeakingContext): SpokenPromise[] {
  if (sentence.text.length > LONGEST_SENTENCE) return [];
  const language = recognise(sentence.text, usual) ?? usual;
  const grammar = grammars[language];
  const statement = stated(sentence.text, grammar);
  if (statement === null) return [];
  const found: SpokenPromise[] = [];
  const quote = text.slice(sentence.start, sentence.start + sentence.text.length).replaceAll('\n', ' ');
  const { rest, condition } = withoutConditions(statement, grammar);
  let isLikely = false;
  let lately: SaidDue | null = null;
  const isFollowed = then.test(rest);
  if (offering.test(condition ?? '')) return [];
  for (const clause of clausesOf(rest, grammar, (part) => saidTimes(part, { ...context, language }).due !== null)) {
    const read = grammar.read(clause);
    if (read === null) {
      isLikely ||= thinking.test(clause);
      if (isFollowed) lately = saidTimes(clause, { ...context, language }).due ?? lately;
      continue;
    }
    const { due: own, spans } = saidTimes(clause, { ...context, language });
    // "Give me ten minutes and": what is asked for is the time it takes
    const due =
      own ??
      (bounding.test(condition ?? '') ? saidTimes(condition ?? '', { ...context, language }).due : null) ??
      (then.test(clause) ? lately : null);
    // a condition says as well as a time that something is still to be done
    const isTold = !read.needsTime || (read.needsTime === 'or-condition' && (condition !== null || soon.test(clause)));
    if (!isTold && (due === null || due.at.getTime() < context.at.getTime() - 60_000)) {
      isLikely ||= read.strength === 'weak';
      continue;
    }
    const what = wordsOf(clause, spans, read.from, grammar) || wordsOf(clause, spans, 0, grammar);
    if (what === '') continue;
    const { start } = sentence;
    const before = found.at(-1);
    // "Leave it with us until Monday and we'll have it resolved" is one promise
    if (before !== undefined && due === null && /^(?:please )?leave (?:it|this|that) with/iu.test(before.what)) {
      found[found.length - 1] = { ...before, who: read.who, what };
      continue;
    }
    if (before !== undefined && due === null && /^(?:will|shall)(?!\p{L})/iu.test(clause)) {
      found[found.length - 1] = { ...before, what: tidy(`${before.what} ${joinWord[language]} ${what}`) };
      continue;
    }
    if (before !== undefined && due !== null && belongsTo(before, read.who)) {
      found[found.length - 1] = { ...before, what: tidy(`${before.what} ${joinWord[language]} ${what}`), due };
      continue;
    }
    found.push({
      start,
      end: start + sentence.text.length,
      quote,
      who: read.who,
      what,
      due,
      condition,
      strength: isLikely ? 'weak' : read.strength,
      language,
    });
  }
  if (found.length > 0) return found;
  const unread = { sentence, rest, condition, quote, language };
  const taken = takenTime(unread, context) ?? worded(unread, context, grammar);
  return taken === null ? [] : [taken];
}

/** "I'll check it and get back to you tomorrow": what has no time of its own is due with what follows in the sentence. */
function belongsTo(before: SpokenPromise, who: Promisor): boolean {
  return before.due === null && before.who.kind === who.kind && before.who.name === who.name;
}
/** Said before the promise, it makes that likely rather than sure. */
const thinking = /^(?:i (?:think|guess|believe)|ich (?:denke|glaube|schätze|vermute))(?!\p{L})/iu;
const bounding =
  /^(?:please )?(?:give|allow|geben|gib|lassen|deme|donnez|dê-me|before|until|by the time|bevor|ehe|bis|when (?:i|we)|wenn (?:ich|wir)) /iu;
/** "It takes until Thursday, then we send it": the time stands in the clause before. */
const then = /(?<!\p{L})(?:then|dann|danach)(?!\p{L})/iu;
/** A condition that only waits for a yes makes it an offer, one on what the customer leaves undone a threat. */
const offering =
  /^(?:unless (?:i|we|you) |(?:if you (?:do not|don't|fail to|refuse to|cancel) (?!hear|get|receive|see|find|want|like)|(?:wenn|falls|sofern|sollten) (?:sie|du) (?:\p{L}+ ){0,4}?nicht (?:\p{L}+ )?(?:zahl|bezahl|antwort|reagier|unterschreib|kündig|einreich|überweis))|if (?:you(?:'d| would)? (?:like|want|wish|prefer|care)(?: (?:me|us) to|,| that)?$|that (?:helps|would help|suits|is helpful))|should you (?:want|wish|prefer|like)(?: |$)|(?:wenn|falls|sofern) (?:sie|du) (?:(?:das|dies|es) )?(?:möchten|wünschen|wollen|mögen|magst|willst|möchtest)$)/iu;
/** Says that it will not be long, without an hour. */
const soon =
  /(?<!\p{L})(?:soon|shortly|in a (?:moment|minute|sec)|right away|straight away|straightaway|immediately|right now|momentarily|in due course|as soon as possible|asap|gleich|sofort|umgehend|in kürze|demnächst|baldmöglichst|zeitnah|schnellstmöglich|unverzüglich|(?:auf|bei|mit) (?:der|dem|ihrer|ihrem) nächsten (?:rechnung|bestellung|lieferung|besuch|abrechnung|gutschrift)|(?:on|with|at) (?:the|your) next (?:bill|invoice|order|delivery|visit|statement)|next time you|in wenigen (?:minuten|augenblicken|stunden)|gerade)(?!\p{L})/iu;
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

/** The language with the most small words; for one sentence it must be clearly another than the usual one. */
function recognise(text: string, usual?: Language): Language | undefined {
  const sample = text.slice(0, 1500);
  let best: Language | undefined;
  let most = 0;
  let usualCount = 0;
  for (const language of languages) {
    const count = sample.match(frequent[language])?.length ?? 0;
    if (language === usual) usualCount = count;
    if (count > most) [best, most] = [language, count];
  }
  return usual !== undefined && most < usualCount + 2 ? usual : best;
}
