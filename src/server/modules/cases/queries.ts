import { type RawBuilder, sql } from 'kysely';
import type { CaseKind, CaseState, Priority } from '../../../domain/cases/words.ts';
import type { FieldValues } from '../../../domain/fields/values.ts';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { visibleCases } from './visibility.ts';

/** A case as lists show it, with the names of everybody concerned. */
export interface CaseListRecord {
  id: string;
  number: number;
  kind: string;
  subject: string;
  excerpt: string;
  state: string;
  priority: string;
  channel: string;
  customer_id: string;
  customer_name: string;
  vip: boolean;
  organisation_id: string | null;
  organisation_name: string | null;
  team_id: string | null;
  team_name: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  tags: string[];
  emotion: string | null;
  snoozed_until: Date | null;
  next_promise_at: Date | null;
  next_promise: string | null;
  next_promise_id: string | null;
  promise_at_risk: boolean;
  waiting_since: Date | null;
  verdict: string | null;
  created_at: Date;
  updated_at: Date;
  closed_at: Date | null;
  present: { id: string; name: string; typing: boolean }[] | null;
}

const minute = 60_000;

/** What a page of cases is: which ones, in which order, how many. The rows are chosen first and only then given their names. */
export async function selectCaseRows(
  db: Database,
  page: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number; now: Date },
): Promise<CaseListRecord[]> {
  const { rows } = await sql<CaseListRecord>`
    with k as materialized (select k.* from cases k where ${page.where} order by ${page.order} limit ${sql.lit(page.limit)})
    select k.id, k.number, k.kind, k.subject, k.excerpt, k.state, k.priority, k.channel, coalesce(r.id, c.id) as customer_id,
      coalesce(r.name, c.name) as customer_name, coalesce(r.vip, c.vip) as vip, k.organisation_id, o.name as organisation_name,
      k.team_id, t.name as team_name, k.assignee_id, u.name as assignee_name, k.tags, k.emotion, k.snoozed_until, k.next_promise_at,
      k.next_promise, k.next_promise_id, k.promise_at_risk, k.waiting_since, k.verdict, k.created_at, k.updated_at, k.closed_at,
      (select json_agg(json_build_object('id', w.id, 'name', w.name, 'typing', p.typing)) from presence p join users w on w.id = p.user_id
        where p.case_id = k.id and p.seen_at > ${new Date(page.now.getTime() - minute)}) as present
    from k join customers c on c.id = k.customer_id left join customers r on r.id = c.merged_into
      left join organisations o on o.id = k.organisation_id left join teams t on t.id = k.team_id left join users u on u.id = k.assignee_id
    order by ${page.order}
  `.execute(db);
  return rows;
}

const fullColumns = [
  'k.id',
  'k.number',
  'k.kind',
  'k.subject',
  'k.state',
  'k.priority',
  'k.channel',
  'k.customer_id',
  'k.organisation_id',
  'k.team_id',
  'k.assignee_id',
  'k.mailbox_id',
  'k.tags',
  'k.snoozed_until',
  'k.revision',
  'k.closed_at',
  'k.verdict',
  'k.merged_into',
  'k.waiting_since',
  'k.reply_address',
  'k.first_replied_at',
  'k.emotion',
  'k.success_wish',
  'k.value_created',
  'k.fields',
  'k.only_his',
] as const;

/** A case by id or number, if the actor may see it. `lock` keeps it from changing until the transaction ends. */
export function findCaseByRef(db: Database, actor: Actor, ref: string, lock = false) {
  let query = db.selectFrom('cases as k').select(fullColumns).where(refersTo(ref)).where(visibleCases(actor));
  // not a key share of whoever just promised or wrote something there: one of two would wait for the other for ever
  if (lock) query = query.forNoKeyUpdate();
  return query.executeTakeFirst();
}
export type CaseRecord = NonNullable<Awaited<ReturnType<typeof findCaseByRef>>>;

/** The condition that a row `k` of cases is the one named by id or by number. */
export function refersTo(ref: string): RawBuilder<boolean> {
  return /^\d{1,12}$/.test(ref) ? sql<boolean>`k.number = ${ref}::bigint` : sql<boolean>`k.id = ${ref}::uuid`;
}

export interface CaseChange {
  subject?: string;
  excerpt?: string;
  kind?: CaseKind;
  state?: CaseState;
  priority?: Priority;
  customer_id?: string;
  organisation_id?: string | null;
  team_id?: string | null;
  assignee_id?: string | null;
  tags?: string[];
  emotion?: string | null;
  emotion_said_at?: Date;
  success_wish?: string | null;
  snoozed_until?: Date | null;
  waiting_since?: Date | null;
  reply_address?: string;
  last_customer_at?: Date;
  last_staff_at?: Date;
  first_replied_at?: Date;
  closed_at?: Date | null;
  closed_by?: string | null;
  verdict?: string | null;
  verdict_at?: Date | null;
  value_created?: string | null;
  reopened?: RawBuilder<number>;
  revision?: RawBuilder<number>;
  acknowledge_at?: Date | null;
  fields?: FieldValues;
}

/** Changes a case and answers its revision. */
export async function updateCase(trx: Transaction, id: string, change: CaseChange, now: Date): Promise<number> {
  const { fields, ...rest } = change;
  const row = await trx
    .updateTable('cases')
    .set({ ...rest, ...(fields === undefined ? {} : { fields: JSON.stringify(fields) }), updated_at: now })
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return row.revision;
}

/** One more message in the conversation. */
export const oneRevisionOn = sql<number>`revision + 1`;

export function insertCaseLink(
  trx: Transaction,
  row: { case_id: string; other_id: string; relation: string; at: Date },
) {
  return trx
    .insertInto('case_links')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
