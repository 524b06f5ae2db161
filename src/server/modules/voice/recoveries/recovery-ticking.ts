import { asSystem, type Context, transact } from '../../../context.ts';
import type { Job } from '../../../jobs/running.ts';
import { askLater, endUnansweredCheck } from './recovery-checks.ts';

/** So many of each kind a turn at most; the next turn takes the rest. */
const mostPerTurn = 500;

/**
 * Asks whoever was won back 30 and 90 days ago whether it is still good. What is due stands in the database: a restart or
 * a second node asks nobody twice and forgets nobody.
 */
export async function tickRecoveries(ctx: Context): Promise<void> {
  const system = asSystem(ctx, 'voice.recoveries');
  for (const turn of [askLater, endUnansweredCheck])
    for (let count = 0; count < mostPerTurn; count++) if (!(await transact(system, turn))) break;
}

export const tickRecoveriesJob: Job = { name: 'voice.recoveries', work: (ctx) => tickRecoveries(ctx) };
