import type { Erasure } from '../../../contract/privacy.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { rootOf } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
import {
  emptyPerson,
  type ErasureRecord,
  findErasure,
  findHindrance,
  insertErasure,
  listErasuresAfter,
  updateErasure,
} from './erasure-queries.ts';
import { stepsFor } from './erasing-steps.ts';
import { readReach } from './reach.ts';
import { scopeOfPerson } from './scope.ts';

/**
 * Begins to erase a person with every record merged into his. The work is a job; what it did is read from the erasure.
 * Refused while a legal hold stands, and when the name typed again is another one.
 */
export function erasePerson(
  ctx: Context,
  customerId: string,
  input: { because: 'asked' | 'mistake' | 'retention'; name?: string | undefined },
): Promise<Erasure> {
  return transact(ctx, async (ctx) => {
    const root = await rootOf(ctx, customerId);
    const person = await findHindrance(ctx.trx, root);
    if (person === undefined || person.erased_at !== null)
      throw new Refusal('conflict', 'already-erased', 'Nothing is left of this customer.');
    if (person.hold !== null)
      throw new Refusal('conflict', 'legal-hold', `A legal hold stands: ${person.hold}. Lift it first.`);
    if (input.name !== undefined && input.name.trim().toLowerCase() !== person.name.trim().toLowerCase())
      throw new Refusal('invalid', 'name-differs', 'The name is another one; type it as it stands on the page.', {
        field: 'name',
      });
    const id = newId();
    const row = {
      id,
      customer_id: root,
      because: input.because,
      requested_by: staffId(ctx.actor),
      requested_at: ctx.now,
    };
    if ((await insertErasure(ctx.trx, row)) === undefined)
      throw new Refusal('conflict', 'erasure-runs', 'This customer is being erased already.');
    await addJob(ctx, erasePersonJob.name, { erasureId: id }, { key: `erase-${id}`, queue: 'erasures' });
    await record(ctx, 'privacy.erasure-asked', root, { erasureId: id, because: input.because });
    return readErasure(ctx, id);
  });
}

/** Works through the steps, one transaction each, and says after each how far it is. Begun again, it does them all again. */
export const erasePersonJob: Job = {
  name: 'privacy.erase',
  work: async (ctx, payload) => {
    const id = String(payload['erasureId']);
    const erasure = await findErasure(ctx.db, id);
    if (erasure === undefined || erasure.customer_id === null || erasure.state === 'done') return;
    const root = erasure.customer_id;
    const hindrance = await findHindrance(ctx.db, root);
    if (hindrance?.hold != null) {
      await updateErasure(ctx.db, id, {
        state: 'failed',
        error: 'A legal hold was set meanwhile.',
        finished_at: ctx.now,
      });
      return;
    }
    try {
      await runErasure(ctx, id, root);
    } catch (error) {
      // the words of an error may hold words of the person: its kind must do
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      await updateErasure(ctx.db, id, { state: 'failed', error: `It broke off (${code}) and is tried again.` });
      // oxlint-disable-next-line preserve-caught-error -- the cause would carry those words into the log of jobs
      throw new Error(`erasure ${id} broke off: ${code}`, { cause: code });
    }
  },
};

export async function readErasure(ctx: Context, id: string): Promise<Erasure> {
  const row = await findErasure(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'erasure-not-found', 'There is no such erasure.');
  return show(row);
}

export async function listErasures(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listErasuresAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.requested_at.toISOString(), row.id], show);
}

async function runErasure(ctx: Context, id: string, root: string): Promise<void> {
  const reach = await readReach(ctx.db);
  const scope = await scopeOfPerson(ctx.db, root);
  const steps = stepsFor(reach, scope);
  const counts: Record<string, number> = {};
  const add = (more: Record<string, number>) => {
    for (const [table, count] of Object.entries(more)) if (count > 0) counts[table] = (counts[table] ?? 0) + count;
  };
  for (const [at, step] of steps.entries()) {
    await updateErasure(ctx.db, id, {
      state: 'running',
      step: step.name,
      steps_done: at,
      steps: steps.length + 1,
      error: null,
    });
    add(await step.run(ctx));
  }
  const company = await findCompany(ctx.db);
  await transact(ctx, async (ctx) => {
    add(await emptyPerson(ctx.trx, scope.customerIds, say(company?.language, 'privacy', 'erasedName'), ctx.now));
    await updateErasure(ctx.trx, id, {
      state: 'done',
      step: null,
      steps_done: steps.length + 1,
      counts: JSON.stringify(counts),
      finished_at: ctx.now,
      customer_id: null,
    });
    await record(ctx, 'privacy.erased', id, { counts });
  });
}

function show(row: ErasureRecord): Erasure {
  return {
    id: row.id,
    because: row.because as Erasure['because'],
    state: row.state as Erasure['state'],
    step: row.step,
    stepsDone: row.steps_done,
    steps: row.steps,
    counts: row.counts as Erasure['counts'],
    error: row.error,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
