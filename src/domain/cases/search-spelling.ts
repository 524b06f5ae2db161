/**
 * How many letters must be added, left out, exchanged or swapped with their neighbour to make one word of the other (optimal string
 * alignment, Damerau 1964); `most + 1` as soon as it is more than that.
 */
export function distance(one: string, other: string, most = 3): number {
  const a = [...one];
  const b = [...other];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = b.map((_, at) => at + 1);
  last.unshift(0);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let at = 1; at <= b.length; at++) {
      const same = a[row - 1] === b[at - 1];
      let least = Math.min((last[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        least = Math.min(least, (beforeLast[at - 2] ?? 0) + 1);
      now.push(least);
    }
    if (Math.min(...now) > most) return most + 1;
    beforeLast = last;
    last = now;
  }
  return last[b.length] ?? 0;
}

/** How many slips a word of this length may hold and still be recognised. */
export function slipsIn(word: string): number {
  const length = [...word].length;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** The words that are at most a slip away, nearest first, at most three. */
export function nearest(word: string, known: readonly string[]): string[] {
  const most = Math.max(1, slipsIn(word));
  return known
    .map((one) => ({ one, far: distance(word.toLowerCase(), one, most) }))
    .filter(({ far }) => far <= most)
    .sort((left, right) => left.far - right.far)
    .slice(0, 3)
    .map(({ one }) => one);
}

/**
 * Other ways in which the same word is written: ä as ae and ae as ä (German, Nordic), which taking marks away would keep apart; with
 * and without what Arabic and Hebrew write in front of a word without a space (the, and, in, to). The word itself is not among them.
 */
export function otherSpellings(word: string): string[] {
  const lower = word.toLowerCase();
  if (/^\p{Script=Arabic}{3,}$/u.test(lower)) return otherFronts(lower, arabicFronts);
  if (/^\p{Script=Hebrew}{3,}$/u.test(lower)) return otherFronts(lower, hebrewFronts);
  const opened = lower
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa');
  const closed = lower.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u');
  return [...new Set([opened, closed])].filter((one) => one !== lower && one.length > 2);
}

/** Longest first. A single letter is not taken off: it may be the word's own. */
const arabicFronts = ['وال', 'بال', 'فال', 'كال', 'ال', 'لل', 'و'];
const hebrewFronts = ['וה', 'שה', 'ה', 'ו', 'ב', 'ל', 'מ', 'ש'];

function otherFronts(word: string, fronts: readonly string[]): string[] {
  const front = fronts.find((one) => one.length > 1 && word.startsWith(one) && word.length - one.length >= 3);
  const bare = front === undefined ? word : word.slice(front.length);
  return [bare, ...fronts.map((one) => one + bare)].filter((one) => one !== word);
}

/** The same number in the digits of Arabic, Persian and everybody else; itself not among them. */
export function otherDigits(number: string): string[] {
  const plain = number.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
  const as = (zero: number) => plain.replaceAll(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
  return [...new Set([plain, as(0x660), as(0x6f0)])].filter((one) => one !== number && /\p{Nd}/u.test(one));
}
