import { partBytes } from '../../../contract/moving-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import type { FileStore } from '../../files/store.ts';
import { theImport } from './imports.ts';

/** Keeps one part of a file of an import; sending a part again replaces it. */
export async function addImportPart(
  ctx: Context,
  id: string,
  at: { file: number; part: number; name: string | undefined },
  content: unknown,
): Promise<{ size: number }> {
  const found = await theImport(ctx, id);
  if (!['files', 'ready', 'failed', 'cancelled', 'done'].includes(found.state))
    throw new Refusal('conflict', 'import-state', 'The import is being worked on; files can no longer be added.');
  if (!Buffer.isBuffer(content))
    throw new Refusal('invalid', 'part-missing', 'Send the part as application/octet-stream.', { field: 'body' });
  const stored = await ctx.files.put(content, partBytes);
  await transact(ctx, async (ctx) => {
    const row = { name: (at.name ?? 'file').slice(0, 300), sha256: stored.sha256, size: stored.size };
    await ctx.trx
      .insertInto('import_files')
      .values({ import_id: id, file: at.file, part: at.part, ...row })
      .onConflict((conflict) => conflict.columns(['import_id', 'file', 'part']).doUpdateSet(row))
      .execute();
  });
  return { size: stored.size };
}

/** The bytes of a file that came in parts, one after the other. */
export async function* joined(files: FileStore, sums: readonly string[]): AsyncGenerator<Buffer> {
  for (const sum of sums) {
    const stream = await files.open(sum);
    if (stream === undefined)
      throw new Error('A part of the uploaded file is missing in the file store; upload it again.');
    for await (const chunk of stream) yield chunk as Buffer;
  }
}
