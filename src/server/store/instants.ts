import pg from 'pg';

type Parse = (text: string) => Date;
const parseAny = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as Parse;

const zero = '0'.codePointAt(0)!;

/**
 * Reads an instant as PostgreSQL writes it where the session's time zone is UTC, `2026-11-22 17:34:31.65+00`, to the millisecond,
 * what is finer cut off. A list of cases holds hundreds of them, so it is done digit by digit; whatever is written otherwise
 * (infinity, years of five digits or before Christ, another offset) goes to the driver's own parser.
 */
export function parseInstant(text: string): Date {
  const end = text.length - 3;
  if (end < 19 || text.codePointAt(10) !== 0x20 || !text.endsWith('+00')) return parseAny(text);
  const pair = (at: number) => (text.codePointAt(at)! - zero) * 10 + text.codePointAt(at + 1)! - zero;
  let milliseconds = 0;
  for (let at = 20, worth = 100; at < end && worth >= 1; at++, worth /= 10)
    milliseconds += (text.codePointAt(at)! - zero) * worth;
  return new Date(Date.UTC(pair(0) * 100 + pair(2), pair(5) - 1, pair(8), pair(11), pair(14), pair(17), milliseconds));
}
