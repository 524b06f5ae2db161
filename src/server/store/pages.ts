import { Refusal } from '../../domain/refusal.ts';

/** A page of a list: its rows and the cursor of the next one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/**
 * Cuts one page out of `limit + 1` rows. Keyset pages: the cursor holds the sort keys of the last row shown, so page
 * 10 000 costs what page 1 costs and nothing is skipped when rows are added in between.
 */
export function cutPage<Row, T>(
  rows: Row[],
  limit: number,
  keysOf: (row: Row) => (string | number | null)[],
  show: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > limit && last !== undefined ? writeCursor(keysOf(last)) : null };
}

/** Packs sort keys into an opaque cursor. */
export function writeCursor(keys: (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Unpacks a cursor of `length` keys; refuses what we did not make. */
export function readCursor(cursor: string | undefined, length: number): (string | number | null)[] | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((key) => key === null || typeof key === 'string' || typeof key === 'number')
    ) {
      return keys;
    }
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('invalid', 'cursor', 'The cursor is not one that this list gave; start again without it.');
}
