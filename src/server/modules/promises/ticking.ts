/**
 * The tick: the moments at which a promise changes without anyone's doing. It looks only at what is due by the index,
 * in the order of time, in small transactions that skip what another node has in hand. After a stopped clock it
 * catches up: one event per promise, whatever it slept through, and one summary instead of a storm of alerts.
 */
import { asSystem, type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { caseSubscriptionName } from './following-cases.ts';
import { openLedger, saveLedger, settle } from './ledger.ts';
import {
  areMoreOverdueThan,
  findCasesReadBehind,
  findNextTick,
  holdDuePromises,
  postponeLook,
} from './ledger-queries.ts';

const batchSize = 200;
/** More promises than this broken in one catch-up are told in one summary; listeners skip those marked `quiet`. */
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
  const quiet = await areMoreOverdueThan(ctx.db, ctx.now, stormOver);
  const total: TickResult = { looked: 0, broken: 0 };
  for (;;) {
    const batch = await tickBatch(system, quiet);
    total.looked += batch.looked;
    total.broken += batch.broken;
    if (batch.looked < batchSize) break;
  }
  if (quiet && total.broken > stormOver)
    await transact(system, (ctx) =>
      record(ctx, 'promises.broken-in-bulk', null, { count: total.broken, at: ctx.now.toISOString() }),
    );
  return total;
}

/** When the next promise wants to be looked at; null when none runs. */
export function nextTickAt(ctx: Context): Promise<Date | null> {
  return findNextTick(ctx.db);
}

function tickBatch(ctx: Context, quiet: boolean): Promise<TickResult> {
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
    const broken = [...ledger.entries.values()].filter(({ row }) => row.state === 'broken').length;
    if (quiet)
      for (const event of ledger.happened)
        if (event.type === 'promises.broken') event.data = { ...event.data, quiet: true };
    await saveLedger(ctx, ledger);
    return { looked: rows.length, broken };
  });
}
