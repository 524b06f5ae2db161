import type { Figure } from '../measures/figure.ts';
import { proportionFigure } from '../measures/figure.ts';

/** Customers are asked for one word for their experience. How many of them mean ours? */
export type Language = 'en' | 'de';

/** The company's word and what it counts as meaning the same, all in any inflection. */
export type OurWord = { readonly word: string; readonly synonyms: readonly string[]; readonly language: Language };

export type WordMatch = {
  readonly figure: Figure;
  /** Stems with how often they were said and one way they were written, the most frequent first. */
  readonly words: readonly {
    readonly stem: string;
    readonly example: string;
    readonly count: number;
    readonly ours: boolean;
  }[];
};

const FILLERS = new Set(
  'a an the it was is very so really quite just rather absolutely extremely all super es war ist sehr so ganz echt wirklich total absolut ziemlich eine ein einfach und and'.split(
    ' ',
  ),
);
const NEGATIONS = new Set('not no never hardly barely isnt wasnt nicht kein keine nie niemals kaum wenig'.split(' '));

/** Longest first; a suffix is only cut when at least four letters of stem remain. */
const SUFFIXES: Record<Language, readonly string[]> = {
  en: [
    'fulness',
    'ness',
    'ingly',
    'edly',
    'ability',
    'ibility',
    'able',
    'ible',
    'ably',
    'ibly',
    'fully',
    'ful',
    'ly',
    'li',
    'ing',
    'ion',
    'ed',
    'es',
    'er',
    'est',
    's',
    'e',
  ],
  de: [
    'igkeiten',
    'lichkeit',
    'igkeit',
    'lichen',
    'licher',
    'liches',
    'liche',
    'lich',
    'heit',
    'keit',
    'ungen',
    'ung',
    'igen',
    'iger',
    'iges',
    'ige',
    'ig',
    'end',
    'ern',
    'em',
    'en',
    'er',
    'es',
    'st',
    'e',
    'n',
    's',
  ],
};

/** Lower case, no accents, quotes or punctuation; ß becomes ss. */
export function plainWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** A light stem: suffixes are cut twice at most, never below four letters. Good enough to group inflections of one word. */
export function stemWord(word: string, language: Language): string {
  let stem = plainWord(word);
  for (let pass = 0; pass < 2; pass += 1) {
    const suffix = SUFFIXES[language].find((each) => stem.endsWith(each) && stem.length - each.length >= 4);
    if (suffix === undefined) break;
    stem = stem.slice(0, -suffix.length);
  }
  // As in Porter's stemmer, so that easy meets easily.
  return language === 'en' ? stem.replace(/y$/, 'i') : stem;
}

/** The one word a customer meant: fillers dropped, "not fast" kept apart from "fast"; undefined when nothing was said. */
export function normaliseAnswer(text: string, language: Language): string | undefined {
  const words = plainWord(text)
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word));
  const said = words.filter((word) => !NEGATIONS.has(word)).map((word) => stemWord(word, language));
  if (said.length === 0) return undefined;
  return (words.some((word) => NEGATIONS.has(word)) ? 'not ' : '') + said.join(' ');
}

/** The share of customers whose word is ours or one of its synonyms, with Wilson interval. Empty answers count nowhere. */
export function wordMatch(answers: readonly string[], ours: OurWord): WordMatch {
  const accepted = new Set([ours.word, ...ours.synonyms].map((word) => normaliseAnswer(word, ours.language)));
  const groups = new Map<string, { stem: string; example: string; count: number; ours: boolean }>();
  for (const answer of answers) {
    const stem = normaliseAnswer(answer, ours.language);
    if (stem === undefined) continue;
    const group = groups.get(stem) ?? { stem, example: answer.trim(), count: 0, ours: means(accepted, stem) };
    group.count += 1;
    groups.set(stem, group);
  }
  const words = [...groups.values()].toSorted((one, two) => two.count - one.count || one.stem.localeCompare(two.stem));
  const n = words.reduce((sum, group) => sum + group.count, 0);
  const k = words.reduce((sum, group) => sum + (group.ours ? group.count : 0), 0);
  return { figure: proportionFigure(k, n), words };
}

/** Whether an answer is an accepted word, or holds one among several ("fast and reliable") without denying it. */
function means(accepted: ReadonlySet<string | undefined>, stem: string): boolean {
  if (accepted.has(stem)) return true;
  return !stem.startsWith('not ') && stem.split(' ').some((word) => accepted.has(word));
}
