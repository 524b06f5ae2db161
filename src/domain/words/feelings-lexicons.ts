/** The lexicons of feelings, each made ready for reading when its language first comes along. */
import { alternatives, type FeelingLexicon, type FeelingName, type FeelingTurns, phrases } from './feeling-lexicon.ts';
import { english } from './feelings-english.ts';
import { englishMarks } from './feelings-english-marks.ts';
import { englishTurns } from './feelings-english-turns.ts';
import { german } from './feelings-german.ts';
import { germanMarks } from './feelings-german-marks.ts';
import { germanTurns } from './feelings-german-turns.ts';
import { happenings } from './feelings-happenings.ts';
import { french, portuguese, spanish } from './feelings-romance.ts';
import { frenchTurns, portugueseTurns, spanishTurns } from './feelings-romance-turns.ts';
import type { Language } from '../languages.ts';
import { type PhraseFinder, phraseFinder } from './phrase-finder.ts';

/** A lexicon made ready. */
export interface ReadyLexicon {
  readonly words: readonly { feeling: FeelingName; strength: number; find: PhraseFinder }[];
  readonly negators: RegExp;
  readonly boosters: RegExp;
  readonly softeners: RegExp;
  readonly polite: PhraseFinder;
  readonly bitter: RegExp;
  /** Words before the feeling itself: "I'm really". */
  readonly lead: RegExp;
}

const lexicons: Readonly<Record<Language, FeelingLexicon>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
};
const turns: Readonly<Record<Language, readonly FeelingTurns[]>> = {
  en: [englishTurns, englishMarks],
  de: [germanTurns, germanMarks],
  es: [spanishTurns],
  fr: [frenchTurns],
  pt: [portugueseTurns],
};
const compiled = new Map<Language, ReadyLexicon>();

/** Thanks before gladness: "danke schön" is no praise. */
const readingOrder: readonly FeelingName[] = ['angry', 'worried', 'let-down', 'confused', 'thankful', 'glad'];

/** The lexicon of a language. */
export function lexiconOf(language: Language): ReadyLexicon {
  const before = compiled.get(language);
  if (before !== undefined) return before;
  const { words, negators, boosters, softeners, polite, bitter } = lexicons[language];
  const made: ReadyLexicon = {
    words: ([3, 2, 1] as const).flatMap((strength) =>
      readingOrder.flatMap((feeling) => {
        const list = [
          words[feeling][strength],
          ...[...turns[language], happenings[language]].map((each) => each[feeling][strength]),
        ]
          .filter(Boolean)
          .join(',');
        return list === '' ? [] : [{ feeling, strength, find: phraseFinder(list) }];
      }),
    ),
    negators: smallWords(negators),
    boosters: smallWords(boosters),
    softeners: smallWords(softeners),
    polite: phraseFinder(polite),
    bitter: smallWords(bitter),
    lead: new RegExp(
      String.raw`^(?:(?:i'm|i am|we're|we are|getting|feeling|feel|felt|ich|wir|bin|sind|${alternatives(boosters)}|${alternatives(softeners)})\s+)+(?=\p{L})`,
      'u',
    ),
  };
  compiled.set(language, made);
  return made;
}

function smallWords(list: string): RegExp {
  return phrases(list.toLowerCase(), 'gu');
}
