import { sql } from 'kysely';
import type { Context } from '../../context.ts';

/** Removes the uploaded parts of an import that has ended, unless another import or an attachment has the same bytes. */
export async function dropParts(ctx: Context, importId: string): Promise<void> {
  const { rows } = await sql<{ sha256: string }>`
    delete from import_files f where f.import_id = ${importId} returning f.sha256
  `.execute(ctx.db);
  await dropBytes(
    ctx,
    rows.map(({ sha256 }) => sha256),
  );
}

/** Removes bytes from the store that no attachment and no import names. */
export async function dropBytes(ctx: Context, sums: readonly string[]): Promise<void> {
  for (const sha256 of new Set(sums)) {
    const used =
      await sql`select 1 from import_files where sha256 = ${sha256} union all select 1 from files where sha256 = ${sha256} limit 1`.execute(
        ctx.db,
      );
    if (used.rows.length === 0) await ctx.files.remove(sha256);
  }
}

/**
 * Files that were read and belong to nothing that was written: those of deleted cases, of spam, of an import that was
 * ended. Asked before the records go, dropped after; nothing while another import has records, which may name the same.
 */
export async function filesLeftOver(ctx: Context, importId: string): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select distinct file->>'sha256' as sha256 from import_items m, jsonb_array_elements(m.data->'files') file
    where m.import_id = ${importId} and m.kind = 'message' and file ? 'sha256'
      and not exists (select from files f where f.sha256 = file->>'sha256')
      and not exists (select from import_items other where other.import_id <> ${importId})
  `.execute(ctx.db);
  return rows.map(({ sha256 }) => sha256);
}
