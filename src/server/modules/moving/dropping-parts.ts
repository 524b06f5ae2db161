import { sql } from 'kysely';
import type { Context } from '../../context.ts';

/** Removes the uploaded parts of an import that has ended, unless another import or an attachment has the same bytes. */
export async function dropParts(ctx: Context, importId: string): Promise<void> {
  const { rows } = await sql<{ sha256: string }>`
    delete from import_files f where f.import_id = ${importId} returning f.sha256
  `.execute(ctx.db);
  for (const { sha256 } of rows) {
    const used =
      await sql`select 1 from import_files where sha256 = ${sha256} union all select 1 from files where sha256 = ${sha256} limit 1`.execute(
        ctx.db,
      );
    if (used.rows.length === 0) await ctx.files.remove(sha256);
  }
}
