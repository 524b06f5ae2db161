import { sql } from 'kysely';
import type { Claim, Evidence, EvidenceKind } from '../../../../domain/practice/win-evidence.ts';
import type { Actor } from '../../../context.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { seesEverything, teamIdsOf } from '../outside-queries.ts';

export interface WinRow {
  id: string;
  user_id: string;
  user_name: string;
  customer_id: string;
  customer_name: string;
  case_id: string | null;
  private_team_id: string | null;
  what: string;
  before_state: string;
  behaviours: { id: string; title: string }[];
  state: 'claimed' | 'evidenced';
  claimed_at: Date;
  evidence_until: Date;
  confirmed_by: string | null;
  confirmed_by_name: string | null;
  evidence_kind: EvidenceKind | null;
  evidence_at: Date | null;
  rating: number | null;
  quote: string | null;
  bell_id: string | null;
}

const selectWins = sql`select w.id, w.user_id, u.name as user_name, w.customer_id, c.name as customer_name, w.case_id, w.private_team_id,
  w.what, w.before_state, w.state, w.claimed_at, w.evidence_until, w.confirmed_by, k.name as confirmed_by_name,
  e.kind as evidence_kind, e.at as evidence_at, e.rating, e.quote, b.id as bell_id,
  coalesce((select json_agg(json_build_object('id', h.id, 'title', h.title)) from behaviours h where h.id = any(w.behaviour_ids)), '[]') as behaviours
  from wins w join users u on u.id = w.user_id join customers c on c.id = w.customer_id left join users k on k.id = w.confirmed_by
  left join win_evidence e on e.win_id = w.id left join bells b on b.win_id = w.id and b.level <> 'quiet'`;

/** A win on a case of a private team exists for that team, for whoever won, and for owners and admins. */
export function winSeenBy(actor: Actor) {
  const me = actor.kind === 'staff' ? actor.id : null;
  return sql<boolean>`(w.private_team_id is null or ${seesEverything(actor)} or w.user_id = ${me}::uuid
    or w.private_team_id = any(${teamIdsOf(actor)}::uuid[]))`;
}

export async function findWin(db: Database, actor: Actor, id: string): Promise<WinRow | undefined> {
  const { rows } = await sql<WinRow>`${selectWins} where w.id = ${id} and ${winSeenBy(actor)}`.execute(db);
  return rows[0];
}

/** Wins, newest first. */
export async function listWinsAfter(
  db: Database,
  actor: Actor,
  filter: {
    state?: string | undefined;
    userId?: string | undefined;
    customerId?: string | undefined;
    day?: string | undefined;
    since?: Date | undefined;
    after?: (string | number | null)[] | undefined;
    evidencedFirst?: boolean;
    limit: number;
  },
): Promise<WinRow[]> {
  const order = filter.evidencedFirst === true ? sql`w.state = 'evidenced' desc,` : sql``;
  const { rows } = await sql<WinRow>`
    ${selectWins} where ${winSeenBy(actor)}
      and (${filter.state ?? null}::text is null or w.state = ${filter.state ?? null})
      and (${filter.userId ?? null}::uuid is null or w.user_id = ${filter.userId ?? null}::uuid)
      and (${filter.customerId ?? null}::uuid is null or w.customer_id = ${filter.customerId ?? null}::uuid)
      and (${filter.day ?? null}::date is null or w.day = ${filter.day ?? null}::date)
      and (${filter.since ?? null}::timestamptz is null or w.claimed_at >= ${filter.since ?? null}::timestamptz)
      and (${filter.after === undefined} or (w.claimed_at, w.id) < (${filter.after?.[0] ?? null}::timestamptz, ${filter.after?.[1] ?? null}::uuid))
    order by ${order} w.claimed_at desc, w.id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

/** How many wins were claimed on each of two days, as far as the actor sees them. */
export async function countWinsOn(db: Database, actor: Actor, days: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ day: string; n: number }>`
    select w.day, count(*)::int as n from wins w where w.day = any(${[...days]}::date[]) and ${winSeenBy(actor)} group by 1
  `.execute(db);
  return new Map(rows.map((row) => [row.day, row.n]));
}

export async function insertWin(
  trx: Transaction,
  win: {
    id: string;
    user_id: string;
    customer_id: string;
    case_id: string | null;
    private_team_id: string | null;
    what: string;
    before_state: string;
    behaviour_ids: string[];
    day: string;
    claimed_at: Date;
    evidence_until: Date;
  },
): Promise<void> {
  await trx.insertInto('wins').values(win).execute();
}

export async function setWinState(
  trx: Transaction,
  id: string,
  state: 'claimed' | 'evidenced',
  at: Date | null,
): Promise<void> {
  await trx.updateTable('wins').set({ state, evidenced_at: at }).where('id', '=', id).execute();
}

export async function setConfirmation(trx: Transaction, id: string, by: string, at: Date): Promise<void> {
  await trx.updateTable('wins').set({ confirmed_by: by, confirmed_at: at }).where('id', '=', id).execute();
}

/** The days since `from` on which somebody had a win that counts. */
export async function daysWon(db: Database, userId: string, from: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('wins')
    .select('day')
    .distinct()
    .where('user_id', '=', userId)
    .where('state', '=', 'evidenced')
    .where('day', '>=', from)
    .execute();
  return new Set(rows.map((row) => row.day));
}

export async function countWinsSince(db: Database, from: string, now: Date) {
  const { rows } = await sql<{ evidenced: number; waiting: number; only_claimed: number }>`
    select count(*) filter (where state = 'evidenced')::int as evidenced,
      count(*) filter (where state = 'claimed' and evidence_until > ${now})::int as waiting,
      count(*) filter (where state = 'claimed' and evidence_until <= ${now})::int as only_claimed
    from wins where claimed_at >= ${from}::date
  `.execute(db);
  return rows[0]!;
}

export interface EvidenceRow extends Evidence {
  quote: string | null;
  winId: string | null;
}

const evidenceColumns = sql`e.id, e.kind, e.customer_id as "customerId", e.case_id as "caseId", e.at, e.rating, e.noted_by as "notedBy",
  e.quote, e.win_id as "winId"`;

/** Nobody else matches evidence and claims of this customer until the transaction ends. */
export async function holdCustomer(trx: Transaction, customerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`practice-wins:${customerId}`}, 0))`.execute(trx);
}

/** Notes what a customer did. @returns the row, or undefined when it was known already. */
export async function insertEvidence(
  trx: Transaction,
  piece: {
    id: string;
    source: string;
    kind: EvidenceKind;
    customer_id: string;
    case_id: string | null;
    at: Date;
    rating: number | null;
    quote: string | null;
    served_by: string | null;
    noted_by: string | null;
  },
): Promise<EvidenceRow | undefined> {
  const { rows } = await sql<EvidenceRow>`
    insert into win_evidence as e (id, source, kind, customer_id, case_id, at, rating, quote, served_by, noted_by)
    values (${piece.id}, ${piece.source}, ${piece.kind}, ${piece.customer_id}, ${piece.case_id}, ${piece.at}, ${piece.rating},
      ${piece.quote}, ${piece.served_by}, ${piece.noted_by})
    on conflict (source) do update set rating = excluded.rating, quote = coalesce(excluded.quote, e.quote)
    returning ${evidenceColumns}
  `.execute(trx);
  return rows[0]?.winId === null ? rows[0] : undefined;
}

/** What nobody has used yet of a customer, since a day; a case that carried a win of this person carries no second one. */
export async function freeEvidence(db: Database, claim: Claim, since: Date): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select ${evidenceColumns} from win_evidence e where e.win_id is null and e.customer_id = ${claim.customerId} and e.at >= ${since}
      and not exists (select 1 from win_evidence o join wins w on w.id = o.win_id where w.user_id = ${claim.userId} and o.case_id = e.case_id)
    order by e.at desc limit 100
  `.execute(db);
  return rows;
}

/** Claims on a customer that wait for evidence and whose claimer has not yet won with this case. */
export async function waitingClaims(db: Database, piece: Evidence): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select w.id, w.user_id as "userId", w.customer_id as "customerId", w.case_id as "caseId", w.claimed_at as "claimedAt"
    from wins w where w.state = 'claimed' and w.customer_id = ${piece.customerId} and w.evidence_until >= ${piece.at}
      and not exists (select 1 from win_evidence o join wins x on x.id = o.win_id
        where x.user_id = w.user_id and o.case_id = ${piece.caseId}::uuid)
    order by w.claimed_at limit 100
  `.execute(db);
  return rows;
}

export async function useEvidence(trx: Transaction, id: string, winId: string): Promise<void> {
  await trx.updateTable('win_evidence').set({ win_id: winId }).where('id', '=', id).execute();
}

/** Takes back a piece of evidence that the customer has taken back. @returns the win it carried, if any. */
export async function deleteEvidence(trx: Transaction, source: string): Promise<string | undefined> {
  const gone = await trx.deleteFrom('win_evidence').where('source', '=', source).returning('win_id').executeTakeFirst();
  return gone?.win_id ?? undefined;
}

/** When two records become one, so do their wins and their evidence. */
export async function moveToCustomer(trx: Transaction, from: string, into: string): Promise<void> {
  await trx.updateTable('wins').set({ customer_id: into }).where('customer_id', '=', from).execute();
  await trx.updateTable('win_evidence').set({ customer_id: into }).where('customer_id', '=', from).execute();
}

/** When a merged record is taken out again, what hangs on its cases goes with it; the rest cannot be told apart. */
export async function moveBack(trx: Transaction, from: string, into: string): Promise<void> {
  for (const table of ['wins', 'win_evidence'] as const)
    await sql`update ${sql.table(table)} w set customer_id = ${from} from cases c
      where c.id = w.case_id and c.customer_id = ${from} and w.customer_id = ${into}`.execute(trx);
}
