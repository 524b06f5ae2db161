import { sql } from 'kysely';
import type { AskingLine } from '../../../contract/authority-approvals.ts';
import type { Authority } from '../../../contract/authority.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { Role } from '../../../domain/people/permissions.ts';
import { raiseTo, type Span } from '../../../domain/procedures/authority.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { setLimit } from './limits.ts';
import { companyCurrency, limitsOf } from './queries.ts';

interface Asked {
  kind_id: string;
  name: string;
  unit: string;
  role: string;
  asked: number;
  waiting: number;
  granted: number;
  declined: number;
  median: number | null;
  longest: number | null;
}

/** How asking went in the last year by kind and role, the most asked first, with limits that should be raised. */
export async function readAskingReport(ctx: Context): Promise<{ items: AskingLine[] }> {
  const { rows } = await sql<Asked>`
    select a.kind_id, g.name, g.unit, a.role, count(*)::int as asked,
      count(*) filter (where a.state = 'waiting')::int as waiting,
      count(*) filter (where a.state = 'granted')::int as granted,
      count(*) filter (where a.state = 'declined')::int as declined,
      percentile_cont(0.5) within group (order by extract(epoch from a.decided_at - a.asked_at) / 60)
        filter (where a.state in ('granted', 'declined')) as median,
      max(extract(epoch from a.decided_at - a.asked_at) / 60) filter (where a.state in ('granted', 'declined')) as longest
    from approvals a join gesture_kinds g on g.id = a.kind_id
    where a.asked_at > ${ctx.now}::timestamptz - interval '365 days'
    group by a.kind_id, g.name, g.unit, a.role order by asked desc, g.name, a.role limit 200
  `.execute(ctx.db);
  const items = await Promise.all(
    rows.map(async (row): Promise<AskingLine> => {
      const { present, proposal } = await proposalFor(ctx, row.kind_id, row.role);
      return {
        kind: { id: row.kind_id, name: row.name },
        unit: row.unit as AskingLine['unit'],
        role: row.role as Role,
        asked: row.asked,
        waiting: row.waiting,
        granted: shareFigure(row.granted, row.granted + row.declined),
        medianWaitMinutes: row.median === null ? null : Math.round(Number(row.median) * 10) / 10,
        longestWaitMinutes: row.longest === null ? null : Math.round(Number(row.longest) * 10) / 10,
        present,
        proposal,
      };
    }),
  );
  return { items };
}

/** Raises a limit as proposed, or leaves it; then only what is asked from now on counts for the next proposal. */
export function answerProposal(
  ctx: Context,
  input: { kindId: string; role: Role; accept: boolean },
): Promise<Authority | null> {
  return transact(ctx, async (ctx) => {
    const { present, proposal } = await proposalFor({ ...ctx, db: ctx.trx }, input.kindId, input.role);
    if (proposal === null)
      throw new Refusal('conflict', 'no-proposal', 'Nothing is proposed there, or it was answered already.');
    const span: Span = present?.span ?? 'case';
    if (input.accept) {
      const raised = await setLimit(ctx, {
        kindId: input.kindId,
        role: input.role,
        span,
        most: proposal.most,
        currency: proposal.currency,
      });
      await record(ctx, 'authority.proposal-accepted', raised.id, { ...input, most: proposal.most, n: proposal.n });
      return raised;
    }
    await ctx.trx
      .insertInto('authority_declines')
      .values({ kind_id: input.kindId, role: input.role, at: ctx.now })
      .onConflict((conflict) => conflict.columns(['kind_id', 'role']).doUpdateSet({ at: ctx.now }))
      .execute();
    await record(ctx, 'authority.proposal-declined', input.kindId, { ...input, most: proposal.most, n: proposal.n });
    return null;
  });
}

/** The tightest limit that stands, and what the answers of a year, since it was last changed or left, would raise it to. */
async function proposalFor(ctx: Context, kindId: string, role: string) {
  const limits = await limitsOf(ctx.db, kindId, role);
  const tightest = limits.toSorted((one, other) => (one.most ?? Infinity) - (other.most ?? Infinity))[0];
  const present = tightest === undefined ? null : { most: tightest.most, span: tightest.span as Span };
  const currency = tightest?.currency ?? (await companyCurrency(ctx.db));
  const since = tightest?.changed_at ?? null;
  const { rows } = await sql<{ size: number; state: string }>`
    select a.size, a.state from approvals a
    where a.kind_id = ${kindId}::uuid and a.role = ${role} and a.state in ('granted', 'declined') and a.currency = ${currency}
      and a.asked_at > greatest(${ctx.now}::timestamptz - interval '365 days', ${since}::timestamptz,
        (select d.at from authority_declines d where d.kind_id = a.kind_id and d.role = a.role))
    order by a.asked_at desc limit 5000
  `.execute(ctx.db);
  const granted = rows.filter((row) => row.state === 'granted').map((row) => Number(row.size));
  const declined = rows.length - granted.length;
  // a limit that says "without limit" leaves nothing to raise
  const most =
    present !== null && present.most === null ? undefined : raiseTo(granted, declined, present?.most ?? null);
  const proposal = most === undefined ? null : { most, currency, n: rows.length, granted: granted.length };
  return { present, proposal };
}
