/**
 * The tick of escalations: hours that have come, tasks that are overdue, steps that follow, people to be told. Every piece is
 * a transaction of its own that skips what another node has in hand, so any number of nodes may tick, and one that stops
 * in the middle leaves nothing half done.
 */
import { asSystem, type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { beginCatchUp, endCatchUp, findCatchUp } from '../../store/catching-up.ts';
import { record } from '../../store/events.ts';
import { tellMissed } from './catching-up.ts';
import { fits } from './fitting.ts';
import { findActiveProtocols } from './protocol-queries.ts';
import { takeDue } from './queries.ts';
import { tickJobName } from './starting.ts';
import { takeStep } from './stepping.ts';
import { takeOverdue } from './task-queries.ts';
import { tellNext } from './telling.ts';
import { addMissed, areWatchesBehind, findMissed, findWatched, takeWatches, watchesBehind } from './watch-queries.ts';
import { startOnce } from './watching.ts';

const batch = 100;
const mostTurns = 2000;
/** More hours than this, all passed this long ago: the house stood still. */
const stormOver = 50;
const lateAfter = 10 * 60_000;

/** Does everything that is due by `ctx.now`. */
export async function tickEscalations(ctx: Context): Promise<void> {
  const system = asSystem(ctx, 'escalations');
  const since = new Date(ctx.now.getTime() - lateAfter);
  if (await areWatchesBehind(ctx.db, since, stormOver)) await beginCatchUp(ctx.db, 'escalations', since, ctx.now);
  await repeat(() => strike(system));
  if ((await findCatchUp(ctx.db, 'escalations')) !== null)
    await transact(system, (ctx) => endCatchUp(ctx.trx, 'escalations', ctx.now, watchesBehind()));
  await repeat(() => findOverdue(system));
  await repeat(() =>
    transact(system, async (ctx) => {
      const row = await takeDue(ctx.trx, ctx.now);
      if (row !== undefined) await takeStep(ctx, row);
      return row !== undefined;
    }),
  );
  await repeat(() => transact(system, tellNext));
  await transact(system, tellMissed);
}

/** Protocols by time whose hour has come, as long as what they watch is still so. */
function strike(ctx: Context): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const watches = await takeWatches(ctx.trx, ctx.now, batch);
    if (watches.length === 0) return false;
    const until = await findCatchUp(ctx.trx, 'escalations');
    const missed = await findMissed(
      ctx.trx,
      watches.map(({ promise_id }) => promise_id),
    );
    const promises = await findWatched(
      ctx.trx,
      watches.map(({ promise_id }) => promise_id),
    );
    const protocols = new Map((await findActiveProtocols(ctx.trx)).map((row) => [row.id, row]));
    for (const watch of watches) {
      const promise = promises.get(watch.promise_id);
      const protocol = protocols.get(watch.protocol_id);
      const trigger = protocol?.definition.triggers[watch.place];
      if (promise === undefined || protocol === undefined || trigger === undefined) continue;
      const still = trigger.on === 'after-due' ? promise.state !== 'kept' : promise.state === 'open';
      if (!still || promise.state === 'withdrawn' || !(await fits(ctx, protocol, promise.case_id, true))) continue;
      // it broke in a standstill that nobody has been told of yet
      if (missed.has(promise.id)) continue;
      if (until !== null && watch.at <= until && (promise.due_at === null || promise.due_at <= ctx.now)) {
        // told together with everything else that was missed, and only where it is over by now; what still has time is called for
        if (promise.state === 'broken') await addMissed(ctx.trx, [promise.id], ctx.now);
        continue;
      }
      await startOnce(
        ctx,
        protocol,
        { caseId: promise.case_id, promiseId: promise.id },
        { on: trigger.on, n: trigger.n ?? 0, clock: promise.clock },
        `watch:${promise.id}:${String(watch.place)}:${watch.at.toISOString()}`,
      );
    }
    return true;
  });
}

/** A task that management has not done in time calls somebody itself. */
function findOverdue(ctx: Context): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const task = await takeOverdue(ctx.trx, ctx.now);
    if (task === undefined) return false;
    await record(ctx, 'escalations.task-overdue', task.id, {
      taskId: task.id,
      caseId: task.case_id,
      action: task.action,
    });
    for (const protocol of await findActiveProtocols(ctx.trx)) {
      if (!protocol.definition.triggers.some(({ on }) => on === 'task-overdue')) continue;
      if (!(await fits(ctx, protocol, task.case_id, true))) continue;
      await startOnce(
        ctx,
        protocol,
        { caseId: task.case_id, promiseId: task.promise_id, taskId: task.id },
        { on: 'task-overdue', action: task.action },
        `task:${task.id}`,
      );
    }
    return true;
  });
}

async function repeat(work: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) if (!(await work())) return;
}

export const tickEscalationsJob: Job = {
  name: tickJobName,
  work: (ctx) => tickEscalations(ctx),
};
