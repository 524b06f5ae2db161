import { type RawBuilder, sql } from 'kysely';
import type { RetentionKind } from '../../../domain/customers/retention.ts';
import type { Database, Transaction } from '../../store/database.ts';

export function listRules(db: Database) {
  return db.selectFrom('retention_rules').select(['kind', 'after_days', 'active', 'changed_at']).execute();
}

export function saveRule(
  trx: Transaction,
  row: { kind: RetentionKind; after_days: number; active: boolean; changed_by: string | null; changed_at: Date },
) {
  return trx
    .insertInto('retention_rules')
    .values(row)
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute();
}

export interface Due {
  id: string;
  title: string;
  at: Date;
}

/** What is older than `since`, oldest first; people on hold, and what belongs to them, stay. */
export async function listDue(db: Database, kind: RetentionKind, since: Date, most: number): Promise<Due[]> {
  const { rows } = await sql<Due>`${due[kind](since)} limit ${most}`.execute(db);
  return rows;
}

const notHeld = (customer: RawBuilder<unknown>) =>
  sql`not exists (select from customers h where h.legal_hold is not null
    and (h.id = ${customer} or h.merged_into = ${customer} or h.id = (select m.merged_into from customers m where m.id = ${customer})))`;

const due: Record<RetentionKind, (since: Date) => RawBuilder<Due>> = {
  'closed-cases': (since) => sql`
    select k.id, '#' || k.number as title, k.closed_at as at from cases k
    where k.state = 'closed' and k.closed_at < ${since} and k.anonymised_at is null and ${notHeld(sql`k.customer_id`)} order by k.closed_at, k.id`,
  attachments: (since) => sql`
    select a.id, a.name as title, a.created_at as at from attachments a join messages m on m.id = a.message_id join cases k on k.id = m.case_id
    where a.created_at < ${since} and k.state = 'closed' and ${notHeld(sql`k.customer_id`)} order by a.created_at, a.id`,
  'raw-mail': (since) => sql`
    select s.id, coalesce(s.envelope_from, s.class, '') as title, s.received_at as at from mail_sources s
    where s.received_at < ${since} and s.state = 'processed' and octet_length(s.raw) > 0
      and not exists (select from cases k where k.id = s.case_id and (k.state <> 'closed' or not ${notHeld(sql`k.customer_id`)}))
    order by s.received_at, s.id`,
  spam: (since) => sql`
    select s.id, coalesce(s.envelope_from, '') as title, s.received_at as at from mail_sources s
    where s.received_at < ${since} and s.class = 'spam' and s.case_id is null order by s.received_at, s.id`,
  'inactive-customers': (since) => sql`
    select c.id, c.name as title, coalesce(c.last_heard_at, c.created_at) as at from customers c
    where c.merged_into is null and c.erased_at is null and coalesce(c.last_heard_at, c.created_at) < ${since} and ${notHeld(sql`c.id`)}
      and not exists (select from customers x where x.merged_into = c.id and coalesce(x.last_heard_at, x.created_at) >= ${since})
      and not exists (select from cases k where k.state <> 'closed'
        and k.customer_id = any(array(select x.id from customers x where x.id = c.id or x.merged_into = c.id)))
      and not exists (select from purchases p where p.customer_id = c.id and p.at >= ${since})
    order by coalesce(c.last_heard_at, c.created_at), c.id`,
};

/** Empties raw mails; their rows stay, so that the same mail delivered again is known. */
export async function emptyMails(trx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`update mail_sources set raw = ''::bytea where id = any(${[...ids]}::uuid[])`.execute(trx);
}

export async function deleteMails(trx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`update messages set mail_source_id = null where mail_source_id = any(${[...ids]}::uuid[])`.execute(trx);
  await sql`delete from mail_sources where id = any(${[...ids]}::uuid[])`.execute(trx);
}

export async function deleteAttachments(trx: Transaction, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    sha256: string;
  }>`delete from attachments where id = any(${[...ids]}::uuid[]) returning sha256`.execute(trx);
  return rows.map((row) => row.sha256);
}

export function markAnonymised(trx: Transaction, ids: readonly string[], at: Date) {
  return trx
    .updateTable('cases')
    .set({ anonymised_at: at })
    .where('id', 'in', [...ids])
    .execute();
}

export function insertRun(
  trx: Database,
  row: {
    id: string;
    at: Date;
    kind: string;
    after_days: number;
    found: number;
    done: number;
    more: boolean;
    error: string | null;
  },
) {
  return trx.insertInto('retention_runs').values(row).execute();
}

export function listRunsAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  let query = db
    .selectFrom('retention_runs')
    .select(['id', 'at', 'kind', 'after_days', 'found', 'done', 'more', 'error'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) query = query.where(sql<boolean>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return query.execute();
}
