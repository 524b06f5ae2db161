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

/**
 * What the answers of a year, since a limit was last changed or left, would raise, and the limit that made people ask: the one
 * that the most granted requests went beyond, counting what had been given before within its span.
 */
async function proposalFor(ctx: Context, kindId: string, role: string) {
  const limits = await limitsOf(ctx.db, kindId, role);
  const finite = limits.filter((limit) => limit.most !== null);
  const currency = finite[0]?.currency ?? (await companyCurrency(ctx.db));
  const since = new Date(Math.max(0, ...limits.map(({ changed_at }) => +changed_at)));
  const { granted, declined } = await answersSince(ctx, kindId, role, currency, since);
  const beyond = (limit: (typeof finite)[number]) =>
    granted.filter((one) => one[limit.span as Span] > Number(limit.most)).length;
  const binding = finite.toSorted((one, other) => beyond(other) - beyond(one) || +one.most! - +other.most!)[0];
  const limit = binding ?? limits[0];
  const present = limit === undefined ? null : { most: limit.most, span: limit.span as Span };
  // a limit that says "without limit" leaves nothing to raise
  const most =
    present !== null && present.most === null
      ? undefined
      : raiseTo(
          granted.map((one) => one[present?.span ?? 'case']),
          declined,
          present?.most ?? null,
        );
  const n = granted.length + declined;
  return { present, proposal: most === undefined ? null : { most, currency, n, granted: granted.length } };
}

type Needed = Record<Span, number>;

/**
 * Requests answered since a moment, at most a year ago: of each granted one how much would have had to be allowed within each
 * span for nobody to be asked, itself included.
 */
async function answersSince(ctx: Context, kindId: string, role: string, currency: string, since: Date) {
  const { rows } = await sql<{ state: string; size: number; in_case: number; of_customer: number; of_person: number }>`
    select a.state, a.size, b.in_case, b.of_customer, b.of_person
    from (select * from approvals a
      where a.kind_id = ${kindId}::uuid and a.role = ${role} and a.state in ('granted', 'declined') and a.currency = ${currency}
        and a.asked_at > greatest(${new Date(ctx.now.getTime() - 365 * 86_400_000)}::timestamptz, ${since}::timestamptz,
          (select d.at from authority_declines d where d.kind_id = a.kind_id and d.role = a.role))
      order by a.asked_at desc limit 1000) a
    cross join lateral (
      select coalesce(sum(g.size) filter (where g.case_id = a.case_id), 0) as in_case,
        coalesce(sum(g.size) filter (where g.customer_id = a.customer_id), 0) as of_customer,
        coalesce(sum(g.size) filter (where g.given_by = a.asked_by and g.at > a.asked_at - make_interval(hours => 30 * 24)), 0) as of_person
      from gestures g
      where a.state = 'granted' and g.kind_id = a.kind_id and g.undone_at is null and g.approval_id is distinct from a.id
        and g.at <= a.asked_at and g.at > a.asked_at - make_interval(hours => 365 * 24)
        and (g.case_id = a.case_id or g.customer_id = a.customer_id or g.given_by = a.asked_by)) b
  `.execute(ctx.db);
  const granted = rows.flatMap((row): Needed[] => {
    if (row.state !== 'granted') return [];
    const size = Number(row.size);
    const sum = (before: number) => Math.round((Number(before) + size) * 100) / 100;
    return [{ case: sum(row.in_case), customer: sum(row.of_customer), month: sum(row.of_person) }];
  });
  return { granted, declined: rows.length - granted.length };
}
