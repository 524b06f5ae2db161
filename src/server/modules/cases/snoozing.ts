import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { applyChange } from './changing.ts';
import { lockCase } from './finding.ts';
import type { CaseRecord } from './queries.ts';

const mostYears = 2;

/** Puts a case away until a time; it comes back then, or when the customer writes. */
export function snoozeCase(ctx: Context, ref: string, until: string): Promise<void> {
  return transact(ctx, async (ctx) => snoozeLocked(ctx, await lockCase(ctx, ref), until));
}

/** The same for a case that is locked already. */
export async function snoozeLocked(ctx: WritingContext, found: CaseRecord, until: string): Promise<void> {
  const at = new Date(until);
  if (at.getTime() <= ctx.now.getTime() || at.getTime() > ctx.now.getTime() + mostYears * 365 * 86_400_000)
    throw new Refusal('invalid', 'snooze-time', 'Choose a time ahead, within two years.', { field: 'until' });
  if (found.state === 'closed')
    throw new Refusal('conflict', 'case-closed', 'This case is closed; open it again first.');
  await applyChange(ctx, found, { state: 'snoozed', snoozed_until: at });
}

/** Brings a snoozed case back now. */
export function wakeCase(ctx: Context, ref: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    if (found.state !== 'snoozed') throw new Refusal('conflict', 'not-snoozed', 'This case is not snoozed.');
    await applyChange(ctx, found, { state: 'open', snoozed_until: null });
  });
}

/** Wakes every case whose time has come; any number of nodes may do so at once. */
export async function wakeDueCases(ctx: Context): Promise<number> {
  let woken = 0;
  for (let more = true; more;) {
    more = await transact(ctx, async (ctx) => {
      const { rows } = await sql<{ id: string }>`
        select id from cases where state = 'snoozed' and snoozed_until <= ${ctx.now} order by snoozed_until limit 100 for update skip locked
      `.execute(ctx.trx);
      for (const { id } of rows)
        await applyChange(ctx, await lockCase(ctx, id), { state: 'open', snoozed_until: null });
      woken += rows.length;
      return rows.length === 100;
    });
  }
  return woken;
}

export const wakeCasesJob: Job = {
  name: 'wake-snoozed-cases',
  work: async (ctx) => {
    await wakeDueCases(ctx);
  },
};
