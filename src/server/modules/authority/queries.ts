import { type Insertable, sql, type Updateable } from 'kysely';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { Approvals, Gestures } from '../../store/tables.generated.ts';
import { visibleCases } from '../cases/index.ts';
import { findCompany } from '../people/index.ts';

export function listKinds(db: Database) {
  return db
    .selectFrom('gesture_kinds')
    .select(['id', 'name', 'unit', 'retired_at'])
    .orderBy('position')
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute();
}
export type KindRow = Awaited<ReturnType<typeof listKinds>>[number];

export function findKind(db: Database, id: string) {
  return db
    .selectFrom('gesture_kinds')
    .select(['id', 'name', 'unit', 'retired_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

function selectLimits(db: Database) {
  return db
    .selectFrom('authorities as a')
    .innerJoin('gesture_kinds as g', 'g.id', 'a.kind_id')
    .select(['a.id', 'a.kind_id', 'g.name', 'g.unit', 'a.role', 'a.most', 'a.span', 'a.currency', 'a.changed_at']);
}

export function listLimits(db: Database) {
  return selectLimits(db)
    .orderBy('g.position')
    .orderBy('g.name')
    .orderBy('a.role')
    .orderBy('a.span')
    .limit(2000)
    .execute();
}
export type LimitRow = Awaited<ReturnType<typeof listLimits>>[number];

export function limitsOf(db: Database, kindId: string, role: string) {
  return selectLimits(db).where('a.kind_id', '=', kindId).where('a.role', '=', role).execute();
}

/**
 * What was given of each kind within the three spans, rolling by the hour so that no zone and no end of a month matters. Of a
 * case with all that became part of it, of a customer with all records that are his; of a person what he gave without asking:
 * what somebody above granted is not on his own account. Programs with a key share one. Taken-back gestures do not count.
 */
export async function givenSoFar(
  db: Database,
  found: { caseId: string; customerId: string; userId: string | null; now: Date },
  kindId?: string,
) {
  const year = new Date(found.now.getTime() - 365 * 86_400_000);
  const month = new Date(found.now.getTime() - 30 * 86_400_000);
  const inCase = sql`g.case_id in (select id from family)`;
  const ofCustomer = sql`(g.customer_id in (select id from records) and g.at > ${year})`;
  const ofPerson = sql`(g.given_by is not distinct from ${found.userId}::uuid and g.approval_id is null and g.at > ${month})`;
  const { rows } = await sql<{ kind_id: string; in_case: number; of_customer: number; of_person: number }>`
    with recursive family as (
      select ${found.caseId}::uuid as id union select k.id from cases k join family on k.merged_into = family.id),
    root as (select coalesce(merged_into, id) as id from customers where id = ${found.customerId}::uuid),
    records as (select c.id from customers c, root where c.id = root.id or c.merged_into = root.id)
    select kind_id,
      coalesce(sum(size) filter (where ${inCase}), 0) as in_case,
      coalesce(sum(size) filter (where ${ofCustomer}), 0) as of_customer,
      coalesce(sum(size) filter (where ${ofPerson}), 0) as of_person
    from gestures g
    where g.undone_at is null and (${kindId ?? null}::uuid is null or g.kind_id = ${kindId ?? null}::uuid)
      and (${inCase} or ${ofCustomer} or ${ofPerson})
    group by kind_id
  `.execute(db);
  return new Map(
    rows.map((row) => [
      row.kind_id,
      { case: Number(row.in_case), customer: Number(row.of_customer), month: Number(row.of_person) },
    ]),
  );
}

/** Gestures of one kind are given one after the other, so that two at once never pass a limit together. */
export function holdKind(trx: Transaction, kindId: string) {
  return trx.selectFrom('gesture_kinds').select('id').where('id', '=', kindId).forUpdate().execute();
}

export function insertGesture(trx: Transaction, row: Insertable<Gestures>) {
  return trx.insertInto('gestures').values(row).execute();
}

function selectGestures(db: Database, actor: Actor) {
  return db
    .selectFrom('gestures as e')
    .innerJoin('gesture_kinds as g', 'g.id', 'e.kind_id')
    .innerJoin('cases as k', 'k.id', 'e.case_id')
    .innerJoin('customers as c', 'c.id', 'e.customer_id')
    .leftJoin('users as u', 'u.id', 'e.given_by')
    .select([
      'e.id',
      'e.kind_id',
      'g.name as kind_name',
      'g.unit',
      'e.size',
      'e.currency',
      'e.cost',
      'e.why',
      'e.case_id',
      'k.number',
      'e.customer_id',
      'c.name as customer_name',
      'e.moment_id',
      'e.given_by',
      'u.name as giver',
      'e.at',
      'e.approval_id',
      'e.undone_at',
    ])
    .where(visibleCases(actor));
}

export function findGesture(db: Database, actor: Actor, id: string) {
  return selectGestures(db, actor).where('e.id', '=', id).executeTakeFirst();
}
export type GestureRow = NonNullable<Awaited<ReturnType<typeof findGesture>>>;

export function listGesturesAfter(
  db: Database,
  actor: Actor,
  filter: { kindId?: string | undefined; customerId?: string | undefined; caseId?: string | undefined },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = selectGestures(db, actor)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1);
  if (filter.kindId !== undefined) query = query.where('e.kind_id', '=', filter.kindId);
  if (filter.customerId !== undefined) query = query.where('e.customer_id', '=', filter.customerId);
  if (filter.caseId !== undefined) query = query.where('e.case_id', '=', filter.caseId);
  if (after !== undefined)
    query = query.where(sql<boolean>`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

export function updateGesture(trx: Transaction, id: string, change: Updateable<Gestures>) {
  return trx.updateTable('gestures').set(change).where('id', '=', id).execute();
}

function selectApprovals(db: Database, actor: Actor) {
  return db
    .selectFrom('approvals as a')
    .innerJoin('gesture_kinds as g', 'g.id', 'a.kind_id')
    .innerJoin('cases as k', 'k.id', 'a.case_id')
    .innerJoin('customers as c', 'c.id', 'a.customer_id')
    .innerJoin('users as u', 'u.id', 'a.asked_by')
    .leftJoin('users as d', 'd.id', 'a.decided_by')
    .select([
      'a.id',
      'a.kind_id',
      'g.name as kind_name',
      'g.unit',
      'a.size',
      'a.currency',
      'a.why',
      'a.case_id',
      'k.number',
      'k.team_id',
      'a.customer_id',
      'c.name as customer_name',
      'a.asked_by',
      'u.name as asker',
      'a.role',
      'a.asked_at',
      'a.state',
      'a.word',
      'a.decided_by',
      'd.name as decider',
      'a.decided_at',
      'a.remind_at',
      'a.expires_at',
    ])
    .where(visibleCases(actor));
}

export function findApproval(db: Database, actor: Actor, id: string) {
  return selectApprovals(db, actor).where('a.id', '=', id).executeTakeFirst();
}
export type ApprovalRow = NonNullable<Awaited<ReturnType<typeof findApproval>>>;

export function listApprovalsAfter(
  db: Database,
  actor: Actor,
  filter: {
    state?: string | undefined;
    caseId?: string | undefined;
    decidableBy?: { role: string; id: string } | undefined;
  },
  after: (string | number | null)[] | undefined,
  limit: number,
) {
  let query = selectApprovals(db, actor)
    .orderBy('a.asked_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (filter.state !== undefined) query = query.where('a.state', '=', filter.state);
  if (filter.caseId !== undefined) query = query.where('a.case_id', '=', filter.caseId);
  if (filter.decidableBy !== undefined) {
    const { role, id } = filter.decidableBy;
    query = query.where('a.state', '=', 'waiting').where('a.asked_by', '<>', id).where(mayDecide(role));
  }
  if (after !== undefined)
    query = query.where(sql<boolean>`(a.asked_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}

/**
 * Whether a role decides an approval under the alias `a`: owner and admin all; lead and manager what they might give themselves,
 * with what was given before in the case or to the customer, so that no sum is granted in pieces.
 */
export function mayDecide(role: string) {
  if (role === 'owner' || role === 'admin') return sql<boolean>`true`;
  if (role !== 'lead' && role !== 'manager') return sql<boolean>`false`;
  return sql<boolean>`exists (select from authorities l where l.kind_id = a.kind_id and l.role = ${role})
    and not exists (select from authorities l where l.kind_id = a.kind_id and l.role = ${role} and l.most is not null
      and (l.most < a.size + ${givenBefore}
        or (l.currency <> a.currency and exists (select from gesture_kinds q where q.id = a.kind_id and q.unit = 'money'))))`;
}

/** What was given of a kind within the span of the limit `l`, before the approval `a`; a month is of a person, and nobody's own here. */
const givenBefore = sql`(select coalesce(sum(g.size), 0) from gestures g where g.kind_id = a.kind_id and g.undone_at is null
  and case l.span when 'case' then g.case_id = a.case_id
    when 'customer' then g.customer_id = a.customer_id and g.at > a.asked_at - make_interval(hours => 365 * 24) else false end)`;

export function holdApproval(trx: Transaction, id: string) {
  return trx.selectFrom('approvals').select(['id', 'state']).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertApproval(trx: Transaction, row: Insertable<Approvals>) {
  return trx.insertInto('approvals').values(row).execute();
}

export function updateApproval(trx: Transaction, id: string, change: Updateable<Approvals>) {
  return trx.updateTable('approvals').set(change).where('id', '=', id).execute();
}

/** Who may decide an approval, as few as will do: of the case's team first, the lowest role that may, at most ten. */
export async function deciders(db: Database, approvalId: string) {
  const { rows } = await sql<{ id: string; language: string }>`
    select u.id, u.language from approvals a join cases k on k.id = a.case_id
      join users u on u.active and u.id <> a.asked_by and (
        (u.role = 'lead' and ${mayDecide('lead')}) or (u.role = 'manager' and ${mayDecide('manager')}) or u.role in ('admin', 'owner'))
      left join team_members t on t.user_id = u.id and t.team_id = k.team_id
      left join teams team on team.id = k.team_id
    where a.id = ${approvalId}::uuid
      and (u.role in ('owner', 'admin') or team.private is not true or t.user_id is not null)
    order by case u.role when 'lead' then 1 when 'manager' then 2 when 'admin' then 3 else 4 end, (t.user_id is null), u.name
    limit 10
  `.execute(db);
  return rows;
}

export async function companyCurrency(db: Database): Promise<string> {
  const row = await findCompany(db);
  return row?.currency ?? 'EUR';
}
