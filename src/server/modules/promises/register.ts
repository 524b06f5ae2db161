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
      w.name as keeper_name, pa.name as party_name, k.team_id, t.name as team_name, ${moved} as moved, r.probability as risk
    from ${from} join customers cu on cu.id = p.customer_id left join users w on w.id = p.keeper_id
      left join teams t on t.id = k.team_id left join case_parties pa on pa.id = p.party_id left join promise_risks r on r.promise_id = p.id and p.state = 'open'
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
  refuseShareOfOther(ctx, query.keeper);
  const period = periodOf(ctx, query);
  const lines = await readLines(ctx, query, period);
  const of = (by: LineFound['by']) => lines.filter((line) => line.by === by);
  const sum = (of: readonly LineFound[]) =>
    shareFigure(
      of.reduce((total, { k }) => total + k, 0),
      of.reduce((total, { n }) => total + n, 0),
    );
  const shown = (line: LineFound) => ({
    id: line.id,
    name: line.name ?? '',
    kept: shareFigure(line.k, line.n),
    policy: shareFigure(line.policy_k, line.policy_n),
    personal: shareFigure(line.said_k, line.said_n),
  });
  const byKind = of('kind');
  const weeks = of('week');
  const owed = weeks.filter(({ kind }) => query.kind !== undefined || isOwedToCustomer(kind!));
  return {
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    all: sum(query.kind === undefined ? byKind.filter(({ kind }) => isOwedToCustomer(kind!)) : byKind),
    own: sum(of('own')),
    byKind: byKind.map(({ kind, k, n }) => ({ id: null, name: kind!, kept: shareFigure(k, n) })),
    chart: wireChart(byWeek(owed), 'higher'),
    charts: [...Map.groupBy(weeks, ({ kind }) => kind)].map(([kind, own]) => ({
      kind: kind as KindOfPromise,
      chart: wireChart(byWeek(own), 'higher'),
    })),
    byTeam: of('team').map(shown),
    byCustomer: of('customer').map(shown),
  };
}

/** Kept and broken of one kind, week, team or customer, or of oneself. */
interface LineFound extends Tally {
  by: 'kind' | 'week' | 'own' | 'team' | 'customer';
  id: string | null;
  kind: string | null;
  from: string;
  name: string | null;
  policy_k: number;
  policy_n: number;
  said_k: number;
  said_n: number;
}

/** All lines from one reading of what was due: by each view again it would be read five times. */
async function readLines(ctx: Context, query: Query, period: { from: Date; to: Date }): Promise<LineFound[]> {
  const counted = query.kind === undefined ? sql`kind in ('policy', 'personal')` : sql`true`;
  const counts = sql`count(*) filter (where kept)::int as k, count(*)::int as n,
    count(*) filter (where kind = 'policy' and kept)::int as policy_k, count(*) filter (where kind = 'policy')::int as policy_n,
    count(*) filter (where kind = 'personal' and kept)::int as said_k, count(*) filter (where kind = 'personal')::int as said_n`;
  const none = sql`null::uuid as id, null::text as kind, null::text as from`;
  const { rows } = await sql<LineFound>`
    with due as materialized (
      select p.kind, p.state = 'kept' as kept, date_trunc('week', p.due_at)::date as week, k.team_id, p.customer_id,
        p.keeper_id = ${actingStaff(ctx) ?? nobody}::uuid as mine
      from ${from} where ${conditions(ctx, query, period)} and p.state in ('kept', 'broken')),
    lines as (
      (select 'kind' as by, null::uuid as id, kind, null::text as from, ${counts} from due group by kind)
      union all (select 'week', null, kind, week::text, ${counts} from due group by kind, week)
      union all (select 'own', ${none}, ${counts} from due where mine and ${counted})
      union all (select 'team', team_id, null, null, ${counts} from due where team_id is not null and ${counted}
        group by team_id order by count(*) desc limit 50)
      union all (select 'customer', customer_id, null, null, ${counts} from due where ${counted}
        group by customer_id order by count(*) desc limit 20))
    select l.*, coalesce(t.name, cu.name) as name
    from lines l left join teams t on l.by = 'team' and t.id = l.id left join customers cu on l.by = 'customer' and cu.id = l.id
    order by l.by, l.from, l.n desc
  `.execute(ctx.db);
  return rows;
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

/** Whoever leads reads a colleague's promises one by one; what share of them was kept is the colleague's own. */
function refuseShareOfOther(ctx: Context, keeper: string | undefined): void {
  const named = keeperOf(ctx, keeper);
  if (named !== undefined && named !== null && keeper !== 'me' && named !== actingStaff(ctx))
    throw new Refusal('forbidden', 'share-not-yours', 'Only you see your own share; nobody else’s is counted.', {
      field: 'keeper',
    });
}

function teamOf(ctx: Context, team: string | undefined): readonly string[] | undefined {
  if (team === undefined) return undefined;
  if (team === 'mine') return 'teamIds' in ctx.actor ? ctx.actor.teamIds : [];
  if (!uuid.test(team)) throw new Refusal('invalid', 'team', 'Say mine, or the id of a team.', { field: 'team' });
  return [team];
}
