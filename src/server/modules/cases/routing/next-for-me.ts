import { sql } from 'kysely';
import type { Priority } from '../../../../domain/cases/words.ts';
import { inOrder, type Waiting, whyNext } from '../../../../domain/rules/next-case.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { languageOf } from '../../people/index.ts';
import { changeLocked } from '../changing.ts';
import { lockCase } from '../finding.ts';
import { selectCaseRows } from '../queries.ts';
import { findPerson } from './routing-queries.ts';
import { showCaseRow } from '../showing.ts';
import { visibleCases } from '../visibility.ts';

/** So many of each kind are weighed: the next promised, those who wait longest, the oldest without either. */
const mostOfEach = 60;

type Candidate = Waiting & { id: string };

/** Which case is next for whoever asks, and why; nothing is taken. */
export async function readNextCase(ctx: Context) {
  const me = asker(ctx);
  const { candidates, full } = await weigh(ctx, me, []);
  const first = candidates[0];
  return first === undefined ? nothing(ctx, me, full) : tell(ctx, me, first);
}

/**
 * Takes the case that is next. The row is locked and looked at again before it is given, and one that somebody else holds
 * is passed over: two who ask at once never get the same case.
 */
export async function pullNextCase(ctx: Context, input: { skip?: string[] | undefined }) {
  const me = asker(ctx);
  const { candidates, full } = await weigh(ctx, me, input.skip ?? []);
  for (const one of candidates) {
    if (one.mine || (await take(ctx, me, one))) return tell(ctx, me, one);
  }
  return nothing(ctx, me, full);
}

function take(ctx: Context, me: string, one: Candidate): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    const { rows } = await sql`
      select 1 from cases k where k.id = ${one.id} and k.assignee_id is null and k.state in ('new', 'open') and ${visibleCases(ctx.actor)} and ${unanswered}
      for update skip locked
    `.execute(ctx.trx);
    if (rows.length === 0) return false;
    await changeLocked(ctx, await lockCase(ctx, one.id), { assigneeId: me });
    const because = await sentence(ctx, me, one);
    await record(ctx, 'cases.pulled', one.id, {
      caseId: one.id,
      assigneeId: me,
      because,
      reason: whyNext(one, ctx.now.getTime()).key,
    });
    return true;
  });
}

async function weigh(
  ctx: Context,
  me: string,
  skip: readonly string[],
): Promise<{ candidates: Candidate[]; full: boolean }> {
  const person = await findPerson(ctx.db, me);
  const limit = person?.own_limit ?? (await usualLimit(ctx, me));
  const full = limit !== null && person !== undefined && person.load >= limit;
  const missing = await missingSkills(ctx, me, person?.skills ?? []);
  const { rows } = await sql<{
    id: string;
    priority: Priority;
    promised_at: Date | null;
    at_risk: boolean;
    since: Date;
    vip: boolean;
    value: number | null;
    mine: boolean;
  }>`
    with fit as not materialized (
      select k.* from cases k where k.state <> 'closed' and k.assignee_id is null and k.state in ('new', 'open') and ${visibleCases(ctx.actor)} and ${unanswered}
        and (k.team_id is null or not exists (select from team_members m where m.user_id = ${me})
          or k.team_id in (select team_id from team_members where user_id = ${me}))
        and not (k.id = any(${[...skip]}::uuid[])) and not (k.kind = any(${missing.kinds})) and not (k.tags && ${missing.tags}::text[])
        and not exists (select from customers c where c.id = k.customer_id and left(lower(c.language), 2) = any(${missing.languages}))),
    chosen as (
      (select id from fit k order by coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id limit ${mostOfEach})
      union (select id from fit k where k.waiting_since is not null order by k.waiting_since, k.id limit ${mostOfEach})
      union (select id from fit k where coalesce(k.next_promise_at, 'infinity'::timestamptz) = 'infinity'::timestamptz
        order by coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id limit ${mostOfEach})
      union (select k.id from cases k where k.assignee_id = ${me} and k.state <> 'closed' and k.state in ('new', 'open') and ${unanswered}
        and not (k.id = any(${[...skip]}::uuid[]))
        order by coalesce(k.next_promise_at, 'infinity'::timestamptz), k.id limit ${mostOfEach}))
    select k.id, k.priority, k.next_promise_at as promised_at, k.promise_at_risk as at_risk, coalesce(k.waiting_since, k.created_at) as since,
      c.vip, k.assignee_id is not null as mine,
      (select sum(p.amount)::float8 from purchases p where p.customer_id = c.id and p.at > ${new Date(ctx.now.getTime() - year)}) as value
    from cases k join chosen on chosen.id = k.id join customers c on c.id = k.customer_id
  `.execute(ctx.db);
  const waiting = rows.map((row) => ({
    id: row.id,
    priority: row.priority,
    promisedAt: row.promised_at?.getTime() ?? null,
    atRisk: row.at_risk,
    since: row.since.getTime(),
    vip: row.vip,
    value: row.value,
    mine: row.mine,
  }));
  // whoever carries enough is given more only where a promise is about to break
  return { candidates: inOrder(full ? waiting.filter((one) => one.mine || one.atRisk) : waiting), full };
}

/** A case whose answer is written and goes out in a moment, or at its hour, needs nobody now. */
const unanswered = sql`not exists (select from later_replies l where l.case_id = k.id and l.state = 'waiting')`;

const year = 365 * 86_400_000;

/** The lowest limit that the teams of a person set. */
async function usualLimit(ctx: Context, me: string): Promise<number | null> {
  const { rows } = await sql<{ most: number | null }>`
    select min(r.most_load)::float8 as most from team_routing r join team_members m on m.team_id = r.team_id where m.user_id = ${me}
  `.execute(ctx.db);
  return rows[0]?.most ?? null;
}

/** What colleagues of the same teams are named for and he is not: cases that need it are for them. */
async function missingSkills(ctx: Context, me: string, own: readonly string[]) {
  const { rows } = await sql<{ skill: string }>`
    select distinct unnest(p.skills) as skill from person_routing p join users u on u.id = p.user_id and u.active
    where p.user_id <> ${me} and (not exists (select from team_members m where m.user_id = ${me})
      or exists (select from team_members a join team_members b on b.team_id = a.team_id where a.user_id = ${me} and b.user_id = p.user_id))
  `.execute(ctx.db);
  const missing = rows.map((row) => row.skill).filter((skill) => !own.includes(skill));
  const of = (dimension: string) =>
    missing.filter((skill) => skill.startsWith(`${dimension}:`)).map((skill) => skill.slice(dimension.length + 1));
  return {
    kinds: of('kind'),
    languages: of('language').map((language) => language.slice(0, 2)),
    tags: [...of('tag'), ...of('product').map((product) => `product:${product}`)],
  };
}

async function tell(ctx: Context, me: string, one: Candidate) {
  const [row] = await selectCaseRows(ctx.db, {
    where: sql`k.id = ${one.id}`,
    order: sql`k.id`,
    limit: 1,
    now: ctx.now,
  });
  const { key } = whyNext(one, ctx.now.getTime());
  return {
    case: row === undefined ? null : showCaseRow(row),
    why: await sentence(ctx, me, one),
    reason: key,
    mine: one.mine,
  };
}

async function nothing(ctx: Context, me: string, full: boolean) {
  const reason = full ? ('full' as const) : ('none' as const);
  return { case: null, why: say(await languageOf(ctx.db, me), 'routing', `next.${reason}`), reason, mine: false };
}

async function sentence(ctx: Context, me: string, one: Candidate): Promise<string> {
  const { key, minutes, mine } = whyNext(one, ctx.now.getTime());
  const language = await languageOf(ctx.db, me);
  const why = say(language, 'routing', `next.why.${key}`, { time: span(language, minutes) });
  return mine ? `${why} ${say(language, 'routing', 'next.mine')}` : why;
}

/** "35 minutes", "3 hours", "2 days" in a language. */
function span(language: string, minutes: number): string {
  const [unit, amount] =
    minutes < 90
      ? ['minute', Math.max(1, minutes)]
      : minutes < 36 * 60
        ? ['hour', Math.round(minutes / 60)]
        : ['day', Math.round(minutes / 1440)];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(
    Number(amount),
  );
}

function asker(ctx: Context): string {
  const me = staffId(ctx.actor);
  if (me === null)
    throw new Refusal('invalid', 'not-a-person', 'An API key has no next case of its own; ask as a colleague.');
  return me;
}
