/** A language model may only point at words that are there: what it quotes is looked for, letter by letter, and is nothing when not found. */
import type { MaskedText } from './masking.ts';

const longestQuote = 600;
/** Two letters, one sign of a script that writes whole words with it, or a picture; a single letter would be found anywhere. */
const tells = /[\p{L}\p{N}].*[\p{L}\p{N}]|\p{Lo}|\p{Extended_Pictographic}/su;

/**
 * Where a quote stands in the original of what was read; null when it does not. Blanks and line breaks count as the same, also the ways of
 * writing an apostrophe and small and capital letters, and nothing else does.
 * @param quote what the model says it read
 */
export function groundedIn(read: MaskedText, quote: string): { start: number; end: number } | null {
  const words = quote.trim();
  if (words.length > longestQuote || !tells.test(words)) return null;
  const pattern = words
    .split(/\s+/u)
    .map((word) =>
      word
        .split(/['’‘´]/u)
        .map((part) => RegExp.escape(part))
        .join(`['’‘´]`),
    )
    .join(String.raw`\s+`);
  const match = new RegExp(pattern, 'iu').exec(read.text);
  return match === null ? null : read.original(match.index, match.index + match[0].length);
}
