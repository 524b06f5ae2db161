/** What a lexicon of feelings is made of, and how its lines become patterns. */
export const feelingNames = ['angry', 'worried', 'let-down', 'confused', 'glad', 'thankful'] as const;
export type FeelingName = (typeof feelingNames)[number];

/**
 * The words of one language. Phrases stand one after the other, set apart by commas; `*` is any ending, `~` up to four
 * words between. The number says how strong the phrase is by itself.
 */
export interface FeelingLexicon {
  readonly words: Readonly<Record<FeelingName, Readonly<Partial<Record<1 | 2 | 3, string>>>>>;
  /** Turn a feeling round when they stand up to four words before it. */
  readonly negators: string;
  readonly boosters: string;
  readonly softeners: string;
  /** Formulas and figures of speech that sound like a feeling and are none. */
  readonly polite: string;
  /** Praise that, before a complaint, is meant bitterly. */
  readonly bitter: string;
}

/** Makes one expression of a list of phrases, the longest first; it matches whole words. */
export function phrases(list: string): RegExp {
  const all = list
    .split(',')
    .map((one) => one.trim().replaceAll(/\s+/gu, ' '))
    .filter((one) => one !== '')
    .toSorted((one, other) => other.length - one.length)
    .map((one) =>
      one
        .replaceAll(/[.?()[\]{}|^$+\\]/gu, String.raw`\$&`)
        .replaceAll(' ~ ', String.raw`(?:\s+[\p{L}\p{N}'-]+){0,4}?\s+`)
        .replaceAll('*', String.raw`[\p{L}']*`)
        .replaceAll(' ', String.raw`\s+`),
    );
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${all.join('|')})(?![\p{L}\p{N}_])`, 'giu');
}
