/**
 * What of a text is hidden before a language model reads it: mail addresses, links, bank accounts (IBAN), payment cards, telephone
 * and other long numbers, and names we know. Each is replaced by a word in brackets; a place in what was read leads back to the place in
 * the original, so that a quote is shown in the customer's own words.
 */

/** What may stand in the place of what was hidden. */
const masks = ['mail', 'link', 'account', 'card', 'phone', 'number', 'name'] as const;
export type Mask = (typeof masks)[number];

export interface MaskedText {
  readonly text: string;
  /** How many of each were hidden. */
  readonly hidden: Readonly<Partial<Record<Mask, number>>>;
  /** Where a stretch of `text` lies in the original; what touches a mask takes in the whole of what it hides. UTF-16 offsets. */
  readonly original: (start: number, end: number) => { readonly start: number; readonly end: number };
}

interface Hidden {
  readonly start: number;
  readonly end: number;
  readonly mask: Mask;
}

const mail = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const link = /(?:https?:\/\/|www\.)[^\s<>"')\]]{2,2000}/giu;
/** ISO 13616: two letters, two digits, up to thirty signs, often in groups of four. */
const account = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\p{N}])/gu;
const card = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
const phone =
  /(?<![\p{L}\p{N}.,/-])(?:(?:\+|00)\d{1,3}[ ./-]{0,2}(?:\(0?\d{0,4}\)[ ./-]{0,2})?|\(0\d{1,5}\)[ ./-]{0,2}|0\d{1,5}[ ./-]{1,2}|0(?=\d{6}))\d(?:[ ./-]{0,2}\d){4,12}(?![\p{L}\p{N}])/gu;
const number = /(?<![\p{L}\p{N}])\d{8,40}(?![\p{L}\p{N}])/gu;
/** Days and hours look like numbers and say when something is promised. */
const day = /^\s*(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?!\d)/u;

/**
 * Hides what may lead to a person.
 * @param names people we know to be spoken of; each word of three letters or more is hidden where it is written the same way
 */
export function maskedText(text: string, names: readonly string[] = []): MaskedText {
  const found: Hidden[] = [];
  const hide = (mask: Mask, pattern: RegExp, is: (words: string) => boolean = () => true) => {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (is(match[0]) && found.every((one) => end <= one.start || start >= one.end)) found.push({ start, end, mask });
    }
  };
  hide('mail', mail);
  hide('link', link);
  hide('account', account);
  hide('card', card, isCard);
  hide('phone', phone, (words) => !day.test(words));
  hide('number', number);
  const named = nameFinder(names);
  if (named !== undefined) hide('name', named);
  found.sort((one, other) => one.start - other.start);
  return written(text, found);
}

function written(text: string, found: readonly Hidden[]): MaskedText {
  const hidden: Partial<Record<Mask, number>> = {};
  const placed: (Hidden & { at: number; until: number })[] = [];
  let read = '';
  let place = 0;
  for (const one of found) {
    read += text.slice(place, one.start);
    const at = read.length;
    read += `[${one.mask}]`;
    placed.push({ ...one, at, until: read.length });
    hidden[one.mask] = (hidden[one.mask] ?? 0) + 1;
    place = one.end;
  }
  read += text.slice(place);
  const back = (offset: number, isEnd: boolean) => {
    let shift = 0;
    for (const one of placed) {
      if (isEnd ? offset <= one.at : offset < one.at) break;
      if (isEnd ? offset <= one.until : offset < one.until) return isEnd ? one.end : one.start;
      shift = one.end - one.until;
    }
    return offset + shift;
  };
  return { text: read, hidden, original: (start, end) => ({ start: back(start, false), end: back(end, true) }) };
}

/** The check digit of payment cards (ISO/IEC 7812-1, Luhn). */
function isCard(words: string): boolean {
  const digits = words.replaceAll(/\D/gu, '');
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    sum += place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum % 10 === 0;
}

function nameFinder(names: readonly string[]): RegExp | undefined {
  const words = names.flatMap((name) => name.split(/[^\p{L}\p{M}'’-]+/u)).filter((word) => word.length >= 3);
  if (words.length === 0) return undefined;
  const unique = [...new Set(words)].slice(0, 40).toSorted((one, other) => other.length - one.length);
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${unique.map((word) => RegExp.escape(word)).join('|')})(?=['’]?s?(?![\p{L}\p{N}]))`,
    'gu',
  );
}
