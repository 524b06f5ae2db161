import type { FastifyReply } from 'fastify';
import type { Context } from '../../context.ts';
import { sendCsv } from './csv-writing.ts';
import { listRowsAfter } from './import-queries.ts';
import { theImport } from './imports.ts';

/** The whole report of an import, row by row. */
export async function sendReport(ctx: Context, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const found = await theImport(ctx, id);
  async function* rows(): AsyncGenerator<readonly string[]> {
    let after: number[] | undefined;
    for (;;) {
      const page = (await listRowsAfter(ctx.db, id, { outcome: undefined, after, limit: 2000 })).slice(0, 2000);
      for (const row of page) yield [row.kind, row.external_id, row.outcome, row.reason, row.own_id ?? ''];
      if (page.length < 2000) return;
      after = [page.at(-1)!.place];
    }
  }
  return sendCsv(reply, `import-${found.origin}.csv`, ['kind', 'id', 'outcome', 'reason', 'kept_id'], rows());
}
