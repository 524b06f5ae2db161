import { type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { dropLease, findImport, listAbandoned, takeLease } from './import-queries.ts';
import { importJobName, wake } from './imports.ts';
import { lostLease, readSource } from './reading.ts';
import { writeImport } from './running.ts';

/** A worker writes for so long, in milliseconds, then makes way: a node that is to stop is not kept waiting. */
const slice = 4000;

/** Works on an import for a while. Anything that goes wrong is told on the import, where a person can go on. */
export async function workOnImport(ctx: Context, id: string): Promise<void> {
  const lease = await takeLease(ctx, id);
  if (lease === undefined) return;
  try {
    const found = await findImport(ctx.db, id);
    if (found === undefined) return;
    if (found.state === 'reading') {
      await readSource(ctx, found, lease);
      return;
    }
    const end = performance.now() + slice;
    const ended = await writeImport(ctx, found, lease, () => performance.now() > end);
    if (!ended) {
      await dropLease(ctx, id, lease);
      await transact(ctx, (ctx) => wake(ctx, id));
    }
  } catch (error) {
    if (error === lostLease) return;
    await fail(ctx, id, lease, error);
  }
}

function fail(ctx: Context, id: string, lease: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  return transact(ctx, async (ctx) => {
    const { numUpdatedRows } = await ctx.trx
      .updateTable('imports')
      .set({ state: 'failed', error: message.slice(0, 2000), lease: null, leased_until: null })
      .where('id', '=', id)
      .where('lease', '=', lease)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await record(ctx, 'moving.import-failed', id, {});
  });
}

/** Works on one import; it calls itself until the import has ended. */
export const importJob: Job = {
  name: importJobName,
  work: (ctx, payload) => workOnImport(ctx, String(payload['importId'])),
};

/** Takes up imports whose worker died, within a minute. */
export const resumeImportsJob: Job = {
  name: 'moving.resume',
  work: async (ctx) => {
    for (const id of await listAbandoned(ctx.db)) await transact(ctx, (ctx) => wake(ctx, id));
  },
};
