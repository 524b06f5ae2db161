/** Rules by time: one clock per rule and case, wound by what happened last. */
import { sql } from 'kysely';
import { addBusinessTime } from '../../../domain/promises/business-time.ts';
import { ALWAYS_OPEN } from '../../../domain/promises/calendar.ts';
import { type RuleAnchor, ruleEvents } from '../../../domain/rules/words.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import type { KeptEvent } from '../../store/events.ts';
import { hoursOf, type KnownCase, readKnownCases } from './knowing.ts';
import { findRule, type RuleRow } from './queries.ts';

const windJobName = 'rules.wind';
const casesPerStep = 200;

const windsOn: Record<RuleAnchor, string> = {
  opened: ruleEvents.opened,
  'customer-wrote': ruleEvents['customer-wrote'],
  replied: ruleEvents.replied,
  changed: ruleEvents.changed,
  closed: ruleEvents.closed,
  waiting: ruleEvents['customer-wrote'],
};

/** Winds the clocks of rules by time for what has happened; an answer stops the clock of a waiting customer. */
export async function setClocks(
  ctx: WritingContext,
  rules: readonly RuleRow[],
  events: readonly KeptEvent[],
): Promise<void> {
  const timed = rules.filter((rule) => rule.definition.when.since !== undefined);
  if (timed.length === 0) return;
  const ids = [
    ...new Set(events.flatMap((event) => (typeof event.data['caseId'] === 'string' ? [event.data['caseId']] : []))),
  ];
  const cases = await readKnownCases(ctx.trx, ids, ctx.now);
  for (const event of events) {
    const found = cases.get(String(event.data['caseId']));
    if (found === undefined) continue;
    for (const rule of timed) {
      const { since } = rule.definition.when;
      if (since === undefined) continue;
      if (windsOn[since] === event.type && !(event.data['counts'] === false && since === 'waiting'))
        await wind(ctx, rule, found, event.at);
      else if (
        (since === 'waiting' && stopsWaiting.has(event.type)) ||
        (since === 'closed' && event.type === ruleEvents.reopened)
      )
        await stop(ctx, rule.id, found.id);
    }
  }
}

const stopsWaiting: ReadonlySet<string> = new Set([ruleEvents.replied, ruleEvents.closed]);

async function wind(ctx: WritingContext, rule: RuleRow, found: KnownCase, since: Date): Promise<void> {
  const due = dueOf(rule, found, since);
  await ctx.trx
    .insertInto('rule_clocks')
    .values({ rule_id: rule.id, case_id: found.id, since, due_at: due })
    .onConflict((conflict) => conflict.columns(['rule_id', 'case_id']).doUpdateSet({ since, due_at: due }))
    .execute();
}

/** When a rule by time looks at a case whose anchor was at a moment. */
export function dueOf(rule: Pick<RuleRow, 'definition'>, found: KnownCase, since: Date): Date {
  const { hours, clock } = rule.definition.when;
  return addBusinessTime(clock === 'all' ? ALWAYS_OPEN : hoursOf(found), since, (hours ?? 0) * 3_600_000);
}

function stop(ctx: WritingContext, ruleId: string, caseId: string) {
  return ctx.trx.deleteFrom('rule_clocks').where('rule_id', '=', ruleId).where('case_id', '=', caseId).execute();
}

/** A rule by time that is switched on winds the clocks of the cases there are; those whose hour has passed stay alone. */
export function windLater(ctx: WritingContext, ruleId: string): Promise<void> {
  return addJob(ctx, windJobName, { ruleId, after: '00000000-0000-0000-0000-000000000000' });
}

async function windForRule(ctx: Context, ruleId: string, after: string): Promise<void> {
  let last: string | undefined = after;
  while (last !== undefined) {
    const from: string = last;
    last = await transact(ctx, async (ctx) => {
      const rule = await findRule(ctx.trx, ruleId);
      const since = rule?.definition.when.since;
      if (rule === undefined || since === undefined || !rule.active || rule.removed_at !== null) return undefined;
      const among =
        since === 'closed'
          ? sql`k.state = 'closed' and k.closed_at > ${new Date(ctx.now.getTime() - 366 * 86_400_000)}`
          : sql`k.state <> 'closed'`;
      const { rows } = await sql<{ id: string }>`
        select k.id from cases k where ${among} and k.id > ${from} order by k.id limit ${casesPerStep}
      `.execute(ctx.trx);
      for (const found of (
        await readKnownCases(
          ctx.trx,
          rows.map((row) => row.id),
          ctx.now,
        )
      ).values()) {
        const at = anchorOf(since, found);
        if (at !== null && dueOf(rule, found, at) > ctx.now) await wind(ctx, rule, found, at);
      }
      return rows.length < casesPerStep ? undefined : rows.at(-1)!.id;
    });
  }
}

/** When a case last did what the rule counts from. */
function anchorOf(since: RuleAnchor, found: KnownCase): Date | null {
  const at: Record<RuleAnchor, Date | null> = {
    opened: found.created_at,
    'customer-wrote': found.last_customer_at,
    replied: found.last_staff_at,
    changed: found.updated_at,
    closed: found.closed_at,
    waiting: found.waiting_since,
  };
  return at[since];
}

export const windRuleJob: Job = {
  name: windJobName,
  work: (ctx, payload) => windForRule(ctx, String(payload['ruleId']), String(payload['after'])),
};
