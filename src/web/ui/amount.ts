/**
 * An amount as people type it, in any of our languages: "1,500", "1.500" and "1 500" are fifteen hundred, "1,5" and "1.50" one and a
 * half. Of two kinds of marks the last one is the decimal; three digits after a lone mark are thousands, since money has two.
 * @returns NaN when it is no amount
 */
export function amountOf(text: string): number {
  const plain = text.replaceAll(/[\s\u00A0\u202F'’]/gu, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/u.test(plain)) return Number.NaN;
  const marks = plain.replaceAll(/\d/gu, '');
  const last = marks.at(-1);
  if (last === undefined) return Number(plain);
  const place = plain.lastIndexOf(last);
  const behind = plain.length - place - 1;
  if (behind === 0) return Number.NaN;
  const alone = new Set(marks).size === 1;
  const groups = alone && (marks.length > 1 || (behind === 3 && /^[1-9]\d{0,2}[.,]/u.test(plain)));
  if (groups) return /^\d{1,3}(?:[.,]\d{3})+$/u.test(plain) ? Number(plain.replaceAll(last, '')) : Number.NaN;
  const whole = plain.slice(0, place);
  if (!alone && (marks.indexOf(last) !== marks.length - 1 || !/^\d{1,3}(?:[.,]\d{3})+$/u.test(whole)))
    return Number.NaN;
  return Number(`${whole.replaceAll(/[.,]/gu, '')}.${plain.slice(place + 1)}`);
}
