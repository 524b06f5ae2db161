/** What a lexicon of feelings is made of, and how its lines become patterns. */
export const feelingNames = ['angry', 'worried', 'let-down', 'confused', 'glad', 'thankful'] as const;
export type FeelingName = (typeof feelingNames)[number];

const upset: ReadonlySet<string> = new Set<FeelingName>(['angry', 'worried', 'let-down', 'confused']);

/** Whether whoever feels so has a reason to be let down by us. */
export function isUpset(feeling: string): boolean {
  return upset.has(feeling);
}

/** Phrases by feeling and strength, in the notation of a lexicon. */
export type FeelingTurns = Readonly<Record<FeelingName, Readonly<Partial<Record<1 | 2 | 3, string>>>>>;

/**
 * The words of one language. Phrases stand one after the other, set apart by commas; `*` is any ending, `~` up to four
 * words between, `{a/b}` either of them. The number says how strong the phrase is by itself.
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

/**
 * Makes one expression of a list of phrases, the longest first; it matches whole words. Long lists are made several times sooner
 * with `gu`, for text and phrases in small letters.
 */
export function phrases(list: string, flags: 'giu' | 'gu' = 'giu'): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${alternatives(list)})(?!-?[\p{L}\p{N}_])`, flags);
}

/** Of a word; a class of all letters would be the same and takes far longer to make so often. */
const letters = String.raw`[^\s.,;:!?…"„“”«»()]`;

/** The inside of such an expression. */
export function alternatives(list: string): string {
  return list
    .split(/,(?![^{}]*\})/u)
    .map((one) => one.trim().replaceAll(/\s+/gu, ' '))
    .filter((one) => one !== '')
    .toSorted((one, other) => other.length - one.length)
    .map((one) =>
      one
        .replaceAll(/[.?()[\]|^$+\\]/gu, String.raw`\$&`)
        .replaceAll('}~ ', '}§')
        .replaceAll('{', '(?:')
        .replaceAll('}', ')')
        .replaceAll('/', '|')
        .replaceAll('§', String.raw`(?:${letters}+,?\s+){0,4}?`)
        .replaceAll(' ~ ', String.raw`(?:\s+${letters}+){0,4}?\s+`)
        .replaceAll('*', `${letters}*`)
        .replaceAll(' ', String.raw`,?\s+`),
    )
    .join('|');
}
