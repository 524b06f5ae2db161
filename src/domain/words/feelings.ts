/**
 * How a customer feels in what he writes: angry, worried, let down, confused, glad, thankful; how strongly (1 to 3), about
 * what, and in which words. Read from a lexicon per language with negation, intensifiers, capitals and exclamation, so the same
 * words always give the same answer. Formulas of politeness are no feelings, what somebody else said is not read, bitter
 * praise is left open, and a language without a lexicon is honestly unknown.
 */
import { ownWords, type Sentence, sentencesOf } from '../promises/spoken-promise-text.ts';
import { isBitter } from './feelings-bitter.ts';
import { type FeelingName, feelingNames, isUpset } from './feeling-lexicon.ts';
import { drawnIn } from './feelings-drawn.ts';
import { framedIn } from './feelings-frames.ts';
import { asking, calm } from './feelings-manners.ts';
import { weighedIn } from './feelings-weighed.ts';
import { lexiconOf, type ReadyLexicon } from './feelings-lexicons.ts';
import { languageOf } from './language.ts';
import { beginningsIn, type Beginnings, blankedOut, lowered } from './phrase-finder.ts';
import { type Language, languages } from '../languages.ts';

export { type FeelingName, feelingNames } from './feeling-lexicon.ts';

export interface Feeling {
  readonly feeling: FeelingName;
  readonly strength: 1 | 2 | 3;
  /** Where the words stand that show it, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Where that stands which it is about, as far as it is said. */
  readonly about: { readonly start: number; readonly end: number } | null;
}

export interface Feelings {
  /** Null: a language without a lexicon, where nothing is claimed. */
  readonly language: Language | null;
  /** The strongest of each, the leading one first. */
  readonly found: readonly Feeling[];
}

const LONGEST_TEXT = 20_000;

/** The feelings in a text. Pure and quick; a long text is read as far as its first twenty thousand characters. */
export function feelingsIn(text: string, known?: string): Feelings {
  const read = text.slice(0, LONGEST_TEXT);
  const kept = ownWords(read);
  // a message of nothing but "Thanks!" is no sign-off
  const own = kept.trim() === '' && !/^\s*(?:>|\|)/mu.test(read) ? read : kept;
  const language = languages.find((one) => one === known) ?? languageOf(own);
  const drawn = drawnIn(own);
  if (language === null) return { language, found: [] };
  const lexicon = lexiconOf(language);
  const isCalm = calm.test(own);
  const sentences = sentencesOf(own).map((sentence) => spelled(sentence, lexicon));
  const said = sentences
    .flatMap((sentence) => inSentence(sentence, lexicon, language))
    .filter(({ feeling, strength }) => !(isCalm && strength === 1 && isUpset(feeling)))
    .filter((one) => !closesPolitely(one, own));
  const told = framedIn(sentences, language, (feeling) =>
    said.every(
      (one) => isUpset(one.feeling) !== isUpset(feeling) || (feeling === 'thankful' && one.feeling === 'glad'),
    ),
  ).map((one) => ({ ...one, about: null }));
  const found = strongest([...said, ...told, ...drawn]);
  return { language, found: weighedIn(own, sentences, language, found, (feeling) => !isCalm || !isUpset(feeling)) };
}

/** The one feeling a case or message is shown with; null when there is none. */
export function leadingFeeling(feelings: Feelings): Feeling | null {
  return feelings.found[0] ?? null;
}

/** A sentence with its words in small letters, without formulas of politeness and what others are quoted with. */
interface Spelled extends Sentence {
  readonly lower: string;
  readonly begins: Beginnings;
}

function spelled(sentence: Sentence, lexicon: ReadyLexicon): Spelled {
  const small = lowered(sentence.text);
  const begins = beginningsIn(small);
  return { ...sentence, begins, lower: blankedOut(small, lexicon.polite(small, begins)).replaceAll(quoted, blank) };
}

function inSentence(sentence: Spelled, lexicon: ReadyLexicon, language: Language): Feeling[] {
  const { lower: whole, begins } = sentence;
  const loud = loudness(sentence.text);
  const found: Feeling[] = [];
  let rest = whole;
  for (const { feeling, strength, find } of lexicon.words) {
    const matches = find(rest, begins);
    for (const match of matches) {
      if (language === 'en' && isNamed(sentence.text, match.index, match.text.length)) continue;
      const before = clauseBefore(whole, match.index);
      const isNegated =
        hasWord(before, lexicon.negators, 4) &&
        !startsNegated(match.text, lexicon) &&
        !/never fails? to/iu.test(before);
      const turned = isNegated ? turnedRound(feeling) : feeling;
      if (turned === null) continue;
      const boost = hasWord(before, lexicon.boosters, 2) && strength < 2 ? 1 : 0;
      const soft = hasWord(before, lexicon.softeners, 3) ? 1 : 0;
      const very = strength === 2 && hasWord(before, lexicon.boosters, 1) && isUpset(turned) && loud > 0 ? 1 : 0;
      const strengthNow = Math.min(3, Math.max(1, strength + boost + very - soft));
      const end = sentence.start + match.index + match.text.length;
      const start = end - match.text.replace(lexicon.lead, '').length;
      found.push({
        feeling: turned,
        strength: (isNegated ? Math.min(2, strengthNow) : strengthNow) as 1 | 2 | 3,
        start,
        end,
        about: aboutIn(sentence, match.index + match.text.length),
      });
    }
    // what a longer phrase has used is not read again by a shorter one
    rest = blankedOut(rest, matches);
  }
  const isPraised = found.some(({ feeling }) => feeling === 'glad');
  const kept =
    isPraised && isBitter(sentence.text, lexicon.bitter, language)
      ? found.filter((one) => isUpset(one.feeling))
      : found;
  if (loud < 2 || kept.some(({ feeling }) => !isUpset(feeling))) return kept;
  const start = sentence.start;
  const shout: Feeling = {
    feeling: 'angry',
    strength: loud > 2 ? 3 : 2,
    start,
    end: start + sentence.text.length,
    about: null,
  };
  return [...kept, shout];
}

/** What a screen, a form or somebody else says, in a few words between quotation marks. */
const quoted = /"[^"\n]{2,60}"|„[^“”"\n]{2,60}[“”"]|“[^”\n]{2,60}”|«[^»\n]{2,60}»/gu;

/** "Angry Orchard", "nurse Joy": a word with a capital amid small ones is a name. */
function isNamed(sentence: string, index: number, length: number): boolean {
  const before = sentence.slice(Math.max(0, index - 3), index);
  return /^\p{Lu}\p{Ll}+$/u.test(sentence.slice(index, index + length)) && /[\p{L},'] $/u.test(before);
}

/** Thanks as the last words after a request are how one ends a letter; a heartfelt thank you after good news is meant. */
function closesPolitely({ feeling, end, start, strength }: Feeling, text: string): boolean {
  if (feeling !== 'thankful' || strength > 2 || !/than[kx]|dank|gracias|merci|obrigad/iu.test(text.slice(start, end)))
    return false;
  if (strength === 2 && !asking.test(text)) return false;
  return text.slice(end).replaceAll(/[\s.!]/gu, '') === '' && (text.slice(0, start).match(/\p{L}+/gu)?.length ?? 0) > 4;
}

/** "not happy" lets down; "not angry" and "no thanks" say nothing. */
function turnedRound(feeling: FeelingName): FeelingName | null {
  return feeling === 'glad' ? 'let-down' : null;
}

/** 0 quiet, 1 an exclamation, 2 shouting, 3 shouting with signs. A short sentence in capitals may be a name. */
function loudness(sentence: string): number {
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0;
  const isShouted = letters >= 12 && capitals / letters > 0.8 && sentence.trim().split(/\s+/u).length >= 3;
  const hasSigns = /[!?]{2,}/u.test(sentence);
  if (isShouted) return hasSigns ? 3 : 2;
  return /!/u.test(sentence) ? 1 : 0;
}

/** One of each feeling, the strongest words for it; thanks in passing do not outweigh trouble. */
function strongest(all: readonly Feeling[]): Feeling[] {
  const best = new Map<FeelingName, Feeling>();
  for (const one of all) {
    const other = best.get(one.feeling);
    if (other === undefined || one.strength > other.strength) best.set(one.feeling, one);
  }
  const found = [...best.values()];
  const worst = Math.max(0, ...found.filter(({ feeling }) => isUpset(feeling)).map(({ strength }) => strength));
  const kept = found.filter(({ feeling, strength }) => isUpset(feeling) || worst === 0 || strength > worst);
  const gladness = kept.find(({ feeling }) => feeling === 'glad');
  return kept
    .filter(({ feeling, strength }) => feeling !== 'thankful' || strength > 1 || gladness === undefined)
    .toSorted(
      (one, other) =>
        other.strength - one.strength || feelingNames.indexOf(one.feeling) - feelingNames.indexOf(other.feeling),
    );
}

/** Nobody turns a word round from further away; a sentence without an end must not be read anew for each of its words. */
const clauseLength = 400;

/** The words from the last joint of the sentence to a place. */
function clauseBefore(sentence: string, index: number): string {
  return (
    sentence
      .slice(Math.max(0, index - clauseLength), index)
      .split(/[,;:.!?]|\s(?:but|aber|pero|mais|mas|sondern)\s/iu)
      .at(-1) ?? ''
  );
}

function hasWord(before: string, pattern: RegExp, within: number): boolean {
  const near = before.trim().split(/\s+/u).slice(-within).join(' ');
  pattern.lastIndex = 0;
  return near !== '' && pattern.test(near);
}

/** "no idea", "nicht zufrieden": the phrase holds its negation itself. */
function startsNegated(phrase: string, lexicon: ReadyLexicon): boolean {
  lexicon.negators.lastIndex = 0;
  return lexicon.negators.test(phrase);
}

const lead =
  /^[\s,]*(?:about|with|by|at|because of|due to|over|that|of|for|to see that|wegen|über|von|mit|dass|für|vor|um|weil|por|con|de que|que|de|à cause de|contre|com|pela|pelo|del|du|des|sobre)\s+/iu;

function aboutIn(sentence: Sentence, from: number): { start: number; end: number } | null {
  const rest = sentence.text.slice(from);
  const led = lead.exec(rest);
  if (led === null) return null;
  const words = /^[^,.;:!?\n]{3,90}/u.exec(rest.slice(led[0].length))?.[0].trimEnd();
  if (words === undefined || words === '') return null;
  const start = sentence.start + from + led[0].length;
  return { start, end: start + words.length };
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
