import { sql } from 'kysely';
import type { Context, WritingContext } from '../../context.ts';
import type { Reach } from './reach.ts';
import { belongsToScope, type Scope } from './scope.ts';

/** Content addresses of the attachments of a scope. */
export async function filesOf(ctx: Context, reach: readonly Reach[], scope: Scope): Promise<string[]> {
  const mine = belongsToScope(reach, 'attachments', scope);
  if (mine === undefined) return [];
  const { rows } = await sql<{ sha256: string }>`select distinct t.sha256 from attachments as t where ${mine}`.execute(
    ctx.db,
  );
  return rows.map((row) => row.sha256);
}

/**
 * Takes files out of the books that nothing names any more; answers which, so that their bytes go once this is committed.
 * Whoever uploads the very same bytes in that second may have to upload them again.
 */
export async function dropUnnamedFiles(ctx: WritingContext, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const { rows: naming } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = c.oid and a.attname like '%sha256' and not a.attisdropped
    where c.relkind = 'r' and c.relname <> 'files' and c.relname <> 'mail_sources'
  `.execute(ctx.trx);
  const named = sql.join(
    naming.map(
      ({ table, column }) =>
        sql`exists (select from ${sql.table(table)} as x where ${sql.ref(`x.${column}`)} = f.sha256)`,
    ),
    sql` or `,
  );
  const { rows } = await sql<{ sha256: string }>`
    delete from files f where f.sha256 = any(${[...hashes]}) and not (${named}) returning f.sha256
  `.execute(ctx.trx);
  return rows.map((row) => row.sha256);
}

/** Removes bytes from the store. */
export async function removeBytes(ctx: Context, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) await ctx.files.remove(sha256);
}
