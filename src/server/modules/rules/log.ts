import { sql } from 'kysely';
import type { Reason } from '../../../domain/rules/words.ts';
import type { Context } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { visibleCases } from '../cases/index.ts';
import { dropRunsBefore } from './queries.ts';

/** So long the log says why rules did what they did, in days. */
const keptDays = 60;
const mostPerStep = 5000;

/** What rules made of cases, the newest first; only cases that one may see. */
export async function listRuleRuns(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    ruleId?: string | undefined;
    caseId?: string | undefined;
    outcome?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  const { rows } = await sql<{
    id: string;
    rule_id: string;
    rule_name: string;
    version: number;
    case_id: string;
    number: number;
    subject: string;
    at: Date;
    outcome: 'did' | 'no-match' | 'failed' | 'guarded';
    reasons: Reason[];
    done: string[];
    problem: string | null;
  }>`
    select x.id::text, x.rule_id, r.name as rule_name, x.version, x.case_id, k.number, k.subject, x.at, x.outcome, x.reasons, x.done, x.problem
    from rule_runs x join rules r on r.id = x.rule_id join cases k on k.id = x.case_id
    where ${visibleCases(ctx.actor)}
      and ${query.ruleId === undefined ? sql`true` : sql`x.rule_id = ${query.ruleId}`}
      and ${query.caseId === undefined ? sql`true` : sql`x.case_id = ${query.caseId}`}
      and ${query.outcome === undefined ? sql`true` : sql`x.outcome = ${query.outcome}`}
      and ${after === undefined ? sql`true` : sql`x.id < ${after[0]}::bigint`}
    order by x.id desc limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      rule: { id: row.rule_id, name: row.rule_name, version: row.version },
      case: { id: row.case_id, number: row.number, subject: row.subject },
      at: row.at.toISOString(),
      outcome: row.outcome,
      reasons: row.reasons.map((reason) => ({ ...reason, expected: reason.expected ?? null })),
      done: row.done,
      problem: row.problem,
    }),
  );
}

/** Every night the log drops what is older than two months. */
export const dropRuleRunsJob: Job = {
  name: 'rules.forget',
  work: async (ctx) => {
    const before = new Date(ctx.now.getTime() - keptDays * 86_400_000);
    while ((await dropRunsBefore(ctx.db, before, mostPerStep)) === mostPerStep);
  },
};
