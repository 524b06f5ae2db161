/**
 * A motto should be short, memorable and believable. Whether it is believable only people can say; whether it is short
 * and easy to read can be counted. The hints are gentle: nothing here refuses a motto.
 */
export type MottoWarningCode =
  | 'too-many-words'
  | 'too-many-syllables'
  | 'hard-to-read'
  | 'long-word'
  | 'several-sentences'
  | 'empty';

export interface MottoCheck {
  readonly words: number;
  readonly syllables: number;
  /** 0 very hard to 100 very easy, cut at both ends; null without words. */
  readonly readingEase: number | null;
  readonly warnings: readonly { readonly code: MottoWarningCode; readonly sentence: string }[];
}

/** What people can hold in mind and say back (Miller's seven, and mottos that lived are shorter). */
const MOST_WORDS = 8;
const MOST_SYLLABLES = 14;
const MOST_SYLLABLES_IN_A_WORD = 4;
/** Flesch: below 60 is harder than plain English. */
const LEAST_READING_EASE = 60;

/**
 * Counts a motto and says, gently, where it is long or hard to read.
 * @param language ISO 639-1; German is measured by Amstad's formula, everything else by Flesch's.
 */
export function checkMotto(motto: string, language: string): MottoCheck {
  const words = motto.match(/[\p{Letter}\p{Number}]+(?:['’-][\p{Letter}\p{Number}]+)*/gu) ?? [];
  if (words.length === 0) {
    const sentence = 'A motto is what people say when nobody has time to look anything up. Yours is still empty.';
    return { words: 0, syllables: 0, readingEase: null, warnings: [{ code: 'empty', sentence }] };
  }
  const counts = words.map((word) => syllablesIn(word, language));
  const syllables = counts.reduce((sum, count) => sum + count, 0);
  const sentences = Math.max(1, motto.split(/[.!?…]+(?:\s|$)/u).filter((part) => /\p{Letter}/u.test(part)).length);
  const readingEase = easeOf(words.length, syllables, sentences, language);
  const warnings: { code: MottoWarningCode; sentence: string }[] = [];
  const warn = (code: MottoWarningCode, sentence: string) => warnings.push({ code, sentence });
  if (words.length > MOST_WORDS)
    warn('too-many-words', `${words.length} words. Up to ${MOST_WORDS} are remembered; could some go?`);
  if (syllables > MOST_SYLLABLES)
    warn('too-many-syllables', `${syllables} syllables take a breath to say; up to ${MOST_SYLLABLES} fit in one.`);
  const longest = words[counts.indexOf(Math.max(...counts))] ?? '';
  if (Math.max(...counts) > MOST_SYLLABLES_IN_A_WORD)
    warn('long-word', `“${longest}” is a long word. Is there a shorter one that a customer would use?`);
  if (sentences > 2) warn('several-sentences', `${sentences} sentences. One is easier to say back.`);
  // a motto of a few words jumps about on the scale, so only longer ones are told
  if (words.length >= 4 && readingEase < LEAST_READING_EASE)
    warn(
      'hard-to-read',
      `Reading ease ${Math.round(readingEase)} of 100; plain language begins at ${LEAST_READING_EASE}.`,
    );
  return { words: words.length, syllables, readingEase: Math.round(readingEase * 10) / 10, warnings };
}

/**
 * Reading ease. English: Flesch (1948), 206.835 − 1.015·words/sentence − 84.6·syllables/word. German: Amstad (1978),
 * 180 − words/sentence − 58.5·syllables/word.
 */
function easeOf(words: number, syllables: number, sentences: number, language: string): number {
  const length = words / sentences;
  const weight = syllables / words;
  const ease = language.startsWith('de') ? 180 - length - 58.5 * weight : 206.835 - 1.015 * length - 84.6 * weight;
  return Math.min(100, Math.max(0, ease));
}

/**
 * Syllables as groups of vowels, with the corrections that matter: a silent final e in English and French, and the
 * German diphthongs. Right for about nine words in ten, which is what reading ease needs.
 */
export function syllablesIn(word: string, language: string): number {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '');
  if (/^\p{Number}+$/u.test(plain)) return plain.length;
  const groups = language.startsWith('de')
    ? (plain.match(/ie|ei|ai|au|eu|aa|ee|oo|ui|[aeiouy]/g) ?? [])
    : (plain.match(/[aeiouy]+/g) ?? []);
  let count = groups.length;
  const english = language.startsWith('en');
  if (english && count > 1 && /[^aeiouyl]e$/.test(plain)) count -= 1;
  if (english && count > 1 && /[^aeiouytd]ed$/.test(plain)) count -= 1;
  if (english && count > 1 && /[^aeiouysxzcg]es$/.test(plain)) count -= 1;
  if (language.startsWith('fr') && count > 1 && /[^aeiouy]es?$/.test(plain)) count -= 1;
  return Math.max(1, count);
}
