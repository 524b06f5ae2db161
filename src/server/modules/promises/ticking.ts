/**
 * The tick: the moments at which a promise changes without anyone's doing. It looks only at what is due by the index,
 * in the order of time, in small transactions that skip what another node has in hand. After a stopped clock it
 * catches up: one event per promise, whatever it slept through, and one summary instead of a storm of alerts, however many
 * nodes take part and whenever they join.
 */
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { beginCatchUp, countCaughtUp, endCatchUp, findCatchUp } from '../../store/catching-up.ts';
import { record } from '../../store/events.ts';
import { caseSubscriptionName } from './following-cases.ts';
import { type Entry, type Ledger, openLedger, saveLedger, settle } from './ledger.ts';
import {
  areMoreOverdueThan,
  findCasesReadBehind,
  findNextTick,
  holdDuePromises,
  overdueBy,
  postponeLook,
} from './ledger-queries.ts';

const batchSize = 200;
/** More promises than this overdue at once are told in one summary; listeners skip those marked `quiet`. */
const stormOver = 50;
/** A case whose log has not been read yet is looked at again after so many milliseconds. */
const readBehindPause = 1000;

export interface TickResult {
  looked: number;
  broken: number;
}

/** Looks at every promise whose moment has come by `ctx.now`. Any number of nodes may do so at once. */
export async function tickPromises(ctx: Context): Promise<TickResult> {
  const system = asSystem(ctx, 'promises.tick');
  // what waits for the log to be read is overdue, too
  if (await areMoreOverdueThan(ctx.db, ctx.now, readBehindPause, stormOver))
    await beginCatchUp(ctx.db, 'promises', ctx.now, ctx.now);
  const total: TickResult = { looked: 0, broken: 0 };
  for (;;) {
    const batch = await tickBatch(system);
    total.looked += batch.looked;
    total.broken += batch.broken;
    if (batch.looked < batchSize) break;
  }
  if ((await findCatchUp(ctx.db, 'promises')) !== null) await transact(system, endWhenDone);
  return total;
}

/** Whoever finds that nothing is left of a standstill tells how many promises broke in it. */
async function endWhenDone(ctx: WritingContext): Promise<void> {
  const count = await endCatchUp(ctx.trx, 'promises', ctx.now, overdueBy(ctx.now, readBehindPause));
  if (count === undefined || count === 0) return;
  await record(ctx, 'promises.broken-in-bulk', null, { count, at: ctx.now.toISOString() });
}

/** When the next promise wants to be looked at; null when none runs. */
export function nextTickAt(ctx: Context): Promise<Date | null> {
  return findNextTick(ctx.db);
}

function tickBatch(ctx: Context): Promise<TickResult> {
  return transact(ctx, async (ctx) => {
    const rows = await holdDuePromises(ctx.trx, ctx.now, batchSize);
    if (rows.length === 0) return { looked: 0, broken: 0 };
    const cases = new Set(rows.flatMap(({ case_id }) => (case_id === null ? [] : [case_id])));
    const behind = await findCasesReadBehind(ctx.trx, caseSubscriptionName, [...cases]);
    const waiting = rows.filter(({ case_id }) => case_id !== null && behind.has(case_id));
    if (waiting.length > 0)
      await postponeLook(
        ctx.trx,
        waiting.map(({ id }) => id),
        new Date(+ctx.now + readBehindPause),
      );
    const ready = rows.filter((row) => !waiting.includes(row));
    const ledger = await openLedger(ctx.trx, ready);
    for (const entry of ledger.entries.values()) settle(ledger, entry, ctx.now);
    const broken = [...ledger.entries.values()].filter(({ row }) => row.state === 'broken');
    await markQuiet(ctx, ledger, broken);
    await saveLedger(ctx, ledger);
    return { looked: rows.length, broken: broken.length };
  });
}

/** What broke while the house stood still is told together, and says so to whoever listens. */
async function markQuiet(ctx: WritingContext, ledger: Ledger, broken: readonly Entry[]): Promise<void> {
  const until = await findCatchUp(ctx.trx, 'promises');
  if (until === null) return;
  const quiet = new Set(broken.flatMap(({ row }) => (row.due_at !== null && row.due_at <= until ? [row.id] : [])));
  for (const event of ledger.happened)
    if (event.type === 'promises.broken' && quiet.has(event.subjectId ?? ''))
      event.data = { ...event.data, quiet: true };
  await countCaughtUp(ctx.trx, 'promises', quiet.size);
}
