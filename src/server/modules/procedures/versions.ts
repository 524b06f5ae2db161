import type { ProcedureContent, ProcedureVersion } from '../../../contract/procedures.ts';
import { changesBetween } from '../../../domain/procedures/changes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { readCursor, writeCursor } from '../../store/pages.ts';
import { findProcedure, findVersion, listVersionsBefore } from './queries.ts';
import { noProcedure } from './writing.ts';

/** Versions of a procedure, newest first, each compared with the one before it. */
export async function listVersions(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<{ items: ProcedureVersion[]; next: string | null }> {
  if ((await findProcedure(ctx.db, id)) === undefined) throw noProcedure();
  const limit = query.limit ?? 20;
  const before = readCursor(query.cursor, 1)?.[0];
  const rows = await listVersionsBefore(ctx.db, id, before == null ? undefined : Number(before), limit);
  const items = rows.slice(0, limit).map((row, place): ProcedureVersion => {
    const older = rows[place + 1];
    return {
      version: row.version,
      why: row.why,
      publishedAt: row.published_at.toISOString(),
      publishedBy: row.published_by === null ? null : { id: row.published_by, name: row.publisher ?? '' },
      runs: row.runs,
      changes:
        older === undefined
          ? null
          : changesBetween(older.content as unknown as ProcedureContent, row.content as unknown as ProcedureContent),
    };
  });
  return { items, next: rows.length > limit ? writeCursor([items.at(-1)!.version]) : null };
}

/** A procedure as it stood in one version. @throws Refusal not_found */
export async function readVersion(ctx: Context, id: string, version: number): Promise<ProcedureContent> {
  const row = await findVersion(ctx.db, id, version);
  if (row === undefined)
    throw new Refusal('not_found', 'version-not-found', 'This procedure was never published in that version.');
  return row.content as unknown as ProcedureContent;
}
