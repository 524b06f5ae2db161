import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import { readWordColumns } from './reach.ts';

/**
 * Looks for given strings in every column of words there is, and takes them out. What the steps before have reached holds
 * nothing any more; this finds an address that a colleague typed into something that belongs to nobody.
 */
export async function lookAround(
  ctx: WritingContext,
  strings: readonly string[],
  but: ReadonlySet<string>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  if (strings.length === 0) return counts;
  const patterns = likes(strings);
  for (const [table, columns] of await readWordColumns(ctx.trx)) {
    if (but.has(table)) continue;
    for (const column of columns.filter(({ type }) => type === 'text' || type === 'json' || type === 'texts')) {
      const name = sql.ref(column.name);
      const type = column.type === 'text' ? sql`text` : column.type === 'texts' ? sql`text[]` : sql`jsonb`;
      let cleaned = sql`${name}::text`;
      for (const one of strings) {
        // inside JSON a quote or a new line is written with a sign before it
        const written = column.type === 'text' ? one : JSON.stringify(one).slice(1, -1);
        cleaned = sql`replace(replace(${cleaned}, ${written}, ''), ${written.toLowerCase()}, '')`;
      }
      const found =
        await sql`update ${sql.table(table)} set ${name} = (${cleaned})::${type} where ${name}::text ilike any(${patterns})`.execute(
          ctx.trx,
        );
      const rows = Number(found.numAffectedRows ?? 0);
      if (rows > 0) counts[table] = (counts[table] ?? 0) + rows;
    }
  }
  return counts;
}

/** Patterns that find strings in any words, also where they stand in JSON. */
export function likes(strings: readonly string[]): string[] {
  const both = strings.flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]);
  return [...new Set(both)].map((one) => `%${one.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}
