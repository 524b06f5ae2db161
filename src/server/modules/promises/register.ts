/** The register: every promise that was due in a period, by whom, to whom, and how it ended. */
import { type RawBuilder, sql } from 'kysely';
import { wireChart } from '../../../contract/control-charts.ts';
import { shareFigure } from '../../../contract/figures.ts';
import type { QueryOf } from '../../../contract/route.ts';
import type * as contract from '../../../contract/promises-register.ts';
import { isOwedToCustomer, type KindOfPromise } from '../../../domain/promises/promise-kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { calendarsFor } from './clock-record.ts';
import { actingStaff } from './ledger.ts';
import { type ShownRow, visiblePromises } from './reading-queries.ts';
import { showPromise } from './showing.ts';

type Query = QueryOf<typeof contract.listRegister>;
type Outcome = NonNullable<contract.RegisterRow['outcome']>;

interface RegisterFound extends ShownRow {
  team_id: string | null;
  team_name: string | null;
  moved: boolean;
  risk: number | null;
}

interface Tally {
  k: number;
  n: number;
}

const day = 86_400_000;
const usualDays = 90;
const mostDays = 1100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const from = sql`promises p left join cases k on k.id = p.case_id`;
/** Agreed on another hour: the first one given is not the one it had. Asked row by row: "exists" may read every fact there is. */
const moved = sql<boolean>`(p.first_due_at is not null and p.first_due_at is distinct from p.due_at
  and (select true from promise_facts f where f.promise_id = p.id and f.fact = 'renegotiated' limit 1) is true)`;

/**
 * Promises due in a period (the last ninety days and all that is open ahead, unless said), the latest due first.
 * @throws Refusal forbidden `keeper-not-yours` when somebody asks for the promises of a colleague without leading
 */
export async function listRegister(ctx: Context, query: Query) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  if (after !== undefined && (Number.isNaN(Date.parse(String(after[0]))) || !uuid.test(String(after[1]))))
    throw new Refusal('invalid', 'cursor', 'The cursor is not one that this list gave; start again without it.');
  const period = periodOf(ctx, query);
  const { rows } = await sql<RegisterFound>`
    select p.*, cu.name as customer_name, k.number as case_number, k.subject as case_subject, k.state as case_state,
      w.name as keeper_name, k.team_id, t.name as team_name, ${moved} as moved, r.probability as risk
    from ${from} join customers cu on cu.id = p.customer_id left join users w on w.id = p.keeper_id
      left join teams t on t.id = k.team_id left join promise_risks r on r.promise_id = p.id and p.state = 'open'
    where ${conditions(ctx, query, period)}
      and ${after === undefined ? sql`true` : sql`(p.due_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by p.due_at desc, p.id desc limit ${limit + 1}
  `.execute(ctx.db);
  const calendars = await calendarsFor(ctx.db, rows, []);
  return cutPage(
    rows,
    limit,
    (row) => [row.due_at?.toISOString() ?? null, row.id],
    (row) => ({
      ...showPromise(row, ctx.now, calendars),
      team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '' },
      outcome: outcomeOf(row),
      risk: row.risk,
    }),
  );
}

/**
 * Kept of kept and broken in a period by kind, team and customer, the most first; by person only one's own. Sums are of what is
 * owed to customers, with policies and persons apart beside them; a kind that is asked for stands alone.
 */
export async function readRegisterFigures(ctx: Context, query: QueryOf<typeof contract.readRegisterFigures>) {
  const period = periodOf(ctx, query);
  const where = conditions(ctx, query, period);
  const ended = sql`p.state in ('kept', 'broken')`;
  const counted = query.kind === undefined ? sql`p.kind in ('policy', 'personal')` : sql`true`;
  const lines = async (
    id: RawBuilder<unknown>,
    name: RawBuilder<unknown>,
    join: RawBuilder<unknown>,
    most: number,
    which = counted,
  ) => {
    const { rows } = await sql<
      Tally & {
        id: string | null;
        name: string | null;
        policy_k: number;
        policy_n: number;
        said_k: number;
        said_n: number;
      }
    >`
      select ${id} as id, ${name} as name, count(*) filter (where p.state = 'kept')::int as k, count(*)::int as n,
        count(*) filter (where p.kind = 'policy' and p.state = 'kept')::int as policy_k, count(*) filter (where p.kind = 'policy')::int as policy_n,
        count(*) filter (where p.kind = 'personal' and p.state = 'kept')::int as said_k, count(*) filter (where p.kind = 'personal')::int as said_n
      from ${from} ${join} where ${where} and ${ended} and ${which} group by 1, 2 order by n desc limit ${most}
    `.execute(ctx.db);
    return rows.map((row) => ({
      id: row.id,
      name: row.name ?? '',
      kept: shareFigure(row.k, row.n),
      policy: shareFigure(row.policy_k, row.policy_n),
      personal: shareFigure(row.said_k, row.said_n),
    }));
  };
  const none = sql`null::uuid`;
  const byKind = await lines(none, sql`p.kind`, sql``, 10, sql`true`);
  const sum = (of: typeof byKind) =>
    shareFigure(
      of.reduce((total, { kept }) => total + kept.k, 0),
      of.reduce((total, { kept }) => total + kept.n, 0),
    );
  const own = await lines(
    none,
    sql`''`,
    sql`join users me on me.id = p.keeper_id and me.id = ${actingStaff(ctx) ?? nobody}`,
    1,
  );
  const { rows: weeks } = await sql<Tally & { kind: string; from: string }>`
    select p.kind, date_trunc('week', p.due_at)::date::text as from, count(*) filter (where p.state = 'kept')::int as k, count(*)::int as n
    from ${from} where ${where} and ${ended} group by 1, 2 order by 2
  `.execute(ctx.db);
  const owed = weeks.filter(({ kind }) => query.kind !== undefined || isOwedToCustomer(kind));
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    all: sum(query.kind === undefined ? byKind.filter(({ name }) => isOwedToCustomer(name)) : byKind),
    own: sum(own),
    byKind: byKind.map(({ id, name, kept }) => ({ id, name, kept })),
    chart: wireChart(byWeek(owed), 'higher'),
    charts: [...Map.groupBy(weeks, ({ kind }) => kind)].map(([kind, own]) => ({
      kind: kind as KindOfPromise,
      chart: wireChart(byWeek(own), 'higher'),
    })),
    byTeam: await lines(sql`t.id`, sql`t.name`, sql`join teams t on t.id = k.team_id`, 50),
    byCustomer: await lines(sql`cu.id`, sql`cu.name`, sql`join customers cu on cu.id = p.customer_id`, 20),
  };
}

/** One line a week; the weeks come in order. */
function byWeek(tallies: readonly (Tally & { from: string })[]): (Tally & { from: string })[] {
  return [...Map.groupBy(tallies, ({ from }) => from)].map(([from, own]) => ({
    from,
    k: own.reduce((total, { k }) => total + k, 0),
    n: own.reduce((total, { n }) => total + n, 0),
  }));
}

const nobody = '00000000-0000-0000-0000-000000000000';

function conditions(ctx: Context, query: Query, period: { from: Date; to: Date }): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [
    visiblePromises(ctx),
    sql`p.due_at >= ${period.from} and p.due_at < ${period.to}`,
  ];
  if (query.state !== undefined && query.state !== 'all') all.push(sql`p.state = ${query.state}`);
  if (query.kind !== undefined) all.push(sql`p.kind = ${query.kind}`);
  if (query.clock !== undefined) all.push(sql`p.clock = ${query.clock}`);
  if (query.customer !== undefined)
    all.push(
      sql`p.customer_id in (select id from customers where id = ${query.customer} or merged_into = ${query.customer})`,
    );
  const team = teamOf(ctx, query.team);
  if (team !== undefined) all.push(sql`k.team_id = any(${[...team]}::uuid[])`);
  const keeper = keeperOf(ctx, query.keeper);
  if (keeper === null) all.push(sql`p.keeper_id is null`);
  else if (keeper !== undefined) all.push(sql`p.keeper_id = ${keeper}`);
  if (query.outcome !== undefined) all.push(outcomes[query.outcome]);
  return sql.join(all, sql` and `);
}

const outcomes: Record<Outcome, RawBuilder<unknown>> = {
  'kept-first-time': sql`p.state = 'kept' and not ${moved}`,
  'kept-later': sql`p.state = 'kept' and ${moved}`,
  'broken-said': sql`p.state = 'broken' and not p.broke_in_silence`,
  'broken-silent': sql`p.state = 'broken' and p.broke_in_silence`,
  withdrawn: sql`p.state = 'withdrawn'`,
};

function outcomeOf(row: RegisterFound): Outcome | null {
  if (row.state === 'kept') return row.moved ? 'kept-later' : 'kept-first-time';
  if (row.state === 'broken') return row.broke_in_silence ? 'broken-silent' : 'broken-said';
  return row.state === 'withdrawn' ? 'withdrawn' : null;
}

function periodOf(ctx: Context, query: Query): { from: Date; to: Date } {
  const to = query.to === undefined ? new Date(+ctx.now + usualDays * day) : new Date(query.to);
  const start = query.from === undefined ? new Date(Math.min(+to, +ctx.now) - usualDays * day) : new Date(query.from);
  if (!(start < to) || +to - +start > mostDays * day)
    throw new Refusal(
      'invalid',
      'period-invalid',
      `Ask for a period of at most ${mostDays} days that ends after it begins.`,
      {
        field: 'from',
      },
    );
  return { from: start, to };
}

/** Of others only for who leads: no register is a ranking of people. */
function keeperOf(ctx: Context, keeper: string | undefined): string | null | undefined {
  if (keeper === undefined) return undefined;
  if (keeper === 'nobody') return null;
  const me = actingStaff(ctx);
  if (keeper === 'me') return me ?? nobody;
  if (!uuid.test(keeper))
    throw new Refusal('invalid', 'keeper', 'Say me, nobody, or the id of a colleague.', { field: 'keeper' });
  const leads = 'role' in ctx.actor && ['lead', 'manager', 'admin', 'owner'].includes(ctx.actor.role);
  if (keeper !== me && !leads)
    throw new Refusal(
      'forbidden',
      'keeper-not-yours',
      'What a colleague promised is seen by himself and by who leads.',
    );
  return keeper;
}

function teamOf(ctx: Context, team: string | undefined): readonly string[] | undefined {
  if (team === undefined) return undefined;
  if (team === 'mine') return 'teamIds' in ctx.actor ? ctx.actor.teamIds : [];
  if (!uuid.test(team)) throw new Refusal('invalid', 'team', 'Say mine, or the id of a team.', { field: 'team' });
  return [team];
}
