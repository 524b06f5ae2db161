/**
 * Finds what stands in quotation marks: what somebody else said. A mark only opens after a space and before a word, and only
 * closes after a word; so the inches of a screen and a mark that nobody closed quote nothing. A quotation ends with its
 * paragraph, unless it began with one and goes on in the next.
 */

/** Shorter ones name a thing: the "Cancel" button. */
const SHORTEST = 12;
const LONGEST = 400;
const LONGEST_OVER_PARAGRAPHS = 1500;

const closers: Readonly<Record<string, string>> = { '"': '"', '„': '“”"', '“': '”', '«': '»', '»': '«' };

/** The places of quotations, marks included, as UTF-16 offsets; they do not overlap. Linear in the text. */
export function quotations(text: string): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let place = 0; place < text.length; place += 1) {
    const closer = closers[text[place] ?? ''];
    if (closer === undefined || !isOpening(text, place)) continue;
    const end = closingOf(text, place, closer) ?? closingOverParagraphs(text, place, closer);
    if (end === null) continue;
    if (end - place - 2 >= SHORTEST) found.push([place, end]);
    place = end - 1;
  }
  return found;
}

function isOpening(text: string, place: number): boolean {
  const before = text[place - 1] ?? '\n';
  const after = text[place + 1] ?? '\n';
  return /[\s([{:,–—-]/u.test(before) && /\S/u.test(after);
}

function isClosing(text: string, place: number): boolean {
  const before = text[place - 1] ?? '\n';
  const after = text[place + 1] ?? '\n';
  return /\S/u.test(before) && !/[\p{L}\d]/u.test(after);
}

/** Where the quotation that opens at a place ends; null when its paragraph ends or another opens before. */
function closingOf(text: string, from: number, closer: string): number | null {
  const until = Math.min(text.length, from + LONGEST);
  for (let place = from + 1; place < until; place += 1) {
    const sign = text[place] ?? '';
    if (sign === '\n' && isParagraphEnd(text, place)) return null;
    if (closer.includes(sign) && isClosing(text, place)) return place + 1;
    if (sign === text[from] && isOpening(text, place)) return null;
  }
  return null;
}

/** One that opens a paragraph and closes a later one; each paragraph of it may open with a mark of its own. */
function closingOverParagraphs(text: string, from: number, closer: string): number | null {
  if (from > 0 && text[from - 1] !== '\n') return null;
  const until = Math.min(text.length, from + LONGEST_OVER_PARAGRAPHS);
  for (let place = from + 1; place < until; place += 1) {
    const sign = text[place] ?? '';
    if (sign === text[from] && isOpening(text, place)) {
      if (text[place - 1] !== '\n') return null;
    } else if (closer.includes(sign) && isClosing(text, place)) {
      const next = /^[^\S\n]*(?:\n|$)/u.test(text.slice(place + 1, place + 40));
      return next ? place + 1 : null;
    }
  }
  return null;
}

function isParagraphEnd(text: string, place: number): boolean {
  return /^\n\s*\n/u.test(text.slice(place, place + 8));
}
