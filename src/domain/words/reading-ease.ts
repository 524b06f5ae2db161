/**
 * How easily a text is read, after Flesch and those who fitted his formula to other languages: 0 very hard, 100 very easy.
 * en: R. Flesch 1948; de: T. Amstad 1978; es: J. Fernández Huerta 1959 (in its corrected form); fr: L. Kandel and A. Moles 1958;
 * pt: T. Martins and others 1996. Syllables are counted as groups of vowels, which errs by a few per cent.
 */
import type { Language } from '../languages.ts';

const formulas: Readonly<Record<Language, (sentence: number, word: number) => number>> = {
  en: (sentence, word) => 206.835 - 1.015 * sentence - 84.6 * word,
  de: (sentence, word) => 180 - sentence - 58.5 * word,
  es: (sentence, word) => 206.84 - 1.02 * sentence - 60 * word,
  fr: (sentence, word) => 207 - 1.015 * sentence - 73.6 * word,
  pt: (sentence, word) => 248.835 - 1.015 * sentence - 84.6 * word,
};

/** Fewer words say nothing about how hard a text is. */
const fewestWords = 30;

export interface Reading {
  readonly words: number;
  /** Null below thirty words. */
  readonly ease: number | null;
}

export function readingEase(text: string, language: Language): Reading {
  const words = wordsIn(text);
  if (words.length < fewestWords) return { words: words.length, ease: null };
  const sentences = Math.max(1, text.split(/[.!?…:]+(?=\s|$)|\n+/u).filter((one) => /\p{L}/u.test(one)).length);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0);
  const ease = formulas[language](words.length / sentences, syllables / words.length);
  return { words: words.length, ease: Math.round(Math.max(0, Math.min(100, ease))) };
}

/** The words of a text; addresses and numbers are none. */
export function wordsIn(text: string): string[] {
  return text.replaceAll(/(?<!\S)[^\s@]{1,200}@\S+|https?:\/\/\S+/gu, ' ').match(/\p{L}[\p{L}'’-]*/gu) ?? [];
}

function syllablesOf(word: string, language: Language): number {
  const plain = word.toLowerCase().normalize('NFC');
  if (language === 'en') {
    const stem = plain.replace(/(?:[^laeiouy]es|[^td]ed|[^l]e)$/u, (end) => end[0] ?? '');
    return Math.max(1, stem.match(/[aeiouy]+/gu)?.length ?? 0);
  }
  if (language === 'fr') {
    const stem = plain.replace(/(?:es?|ent)$/u, '');
    return Math.max(1, stem.match(/[aeiouyàâäéèêëîïôöùûüœ]+/gu)?.length ?? 0);
  }
  if (language === 'de') return Math.max(1, plain.match(/(?:ei|ai|au|äu|eu|ie|aa|ee|oo)|[aeiouyäöüé]/gu)?.length ?? 0);
  return Math.max(1, plain.match(/[aeiouáéíóúâêôãõàü]+/gu)?.length ?? 0);
}
