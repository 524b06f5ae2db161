import { sql } from 'kysely';
import { asSystem, type Context, transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { findRule } from './queries.ts';
import { runRulesOn } from './running.ts';

const mostPerTurn = 500;

/** Takes every clock that is due, each in a transaction of its own, skipping what another node holds. */
export async function tickRules(ctx: Context): Promise<number> {
  const system = asSystem(ctx, 'rules');
  let taken = 0;
  for (let turn = 0; turn < mostPerTurn; turn++) {
    const more = await transact(system, async (ctx) => {
      const { rows } = await sql<{ rule_id: string; case_id: string }>`
        delete from rule_clocks where (rule_id, case_id) in (
          select rule_id, case_id from rule_clocks where due_at <= ${ctx.now} order by due_at limit 1 for update skip locked)
        returning rule_id, case_id
      `.execute(ctx.trx);
      const due = rows[0];
      if (due === undefined) return false;
      const rule = await findRule(ctx.trx, due.rule_id);
      if (rule !== undefined && rule.active && rule.set_aside_at === null && rule.removed_at === null)
        await runRulesOn(ctx, [rule], due.case_id, undefined);
      return true;
    });
    if (!more) break;
    taken++;
  }
  return taken;
}

export const tickRulesJob: Job = {
  name: 'rules.tick',
  work: async (ctx) => {
    await tickRules(ctx);
  },
};
