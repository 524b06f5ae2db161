import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

type Keys = (string | number | null)[] | undefined;
const mailboxColumns = [
  'id',
  'name',
  'address',
  'from_name',
  'signature',
  'team_id',
  'is_default',
  'acknowledges',
  'simulated',
] as const;

export function findMailboxById(db: Database, id: string) {
  return db.selectFrom('mailboxes').select(mailboxColumns).where('id', '=', id).executeTakeFirst();
}
export type MailboxRecord = NonNullable<Awaited<ReturnType<typeof findMailboxById>>>;

export function findDefaultMailbox(db: Database) {
  return db.selectFrom('mailboxes').select(mailboxColumns).where('is_default', '=', true).executeTakeFirst();
}

/** Every mailbox with the company's name: few rows, needed by each mail. */
export function listMailboxesAfter(db: Database, after: Keys, limit: number) {
  let query = db
    .selectFrom('mailboxes')
    .select(mailboxColumns)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined) query = query.where(sql<boolean>`(name, id) > (${after[0]}, ${after[1]}::uuid)`);
  return query.execute();
}

export function insertMailbox(
  trx: Transaction,
  row: {
    id: string;
    name: string;
    address: string;
    from_name: string;
    signature: string;
    team_id: string | null;
    is_default: boolean;
    acknowledges: boolean;
    simulated: boolean;
    created_at: Date;
  },
) {
  return trx
    .insertInto('mailboxes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

export function updateMailbox(
  trx: Transaction,
  id: string,
  change: Partial<{
    name: string;
    address: string;
    from_name: string;
    signature: string;
    team_id: string | null;
    is_default: boolean;
    acknowledges: boolean;
  }>,
) {
  return trx.updateTable('mailboxes').set(change).where('id', '=', id).execute();
}

export function unsetDefaultMailbox(trx: Transaction) {
  return trx.updateTable('mailboxes').set({ is_default: false }).where('is_default', '=', true).execute();
}

/** Removes a mailbox that nothing refers to; undefined when something does. */
export async function deleteUnusedMailbox(trx: Transaction, id: string) {
  const { rows } = await sql<{ id: string }>`
    delete from mailboxes b where id = ${id} and not is_default
      and not exists (select from mail_sources s where s.mailbox_id = b.id)
      and not exists (select from outbox o where o.mailbox_id = b.id)
      and not exists (select from cases k where k.mailbox_id = b.id)
    returning id
  `.execute(trx);
  return rows[0];
}

export async function insertOutbox(
  trx: Transaction,
  row: {
    id: string;
    message_id: string | null;
    /** The outside party it goes to. */
    party_id?: string | null;
    case_id: string | null;
    mailbox_id: string;
    customer_id: string | null;
    envelope_from: string;
    purpose: string;
    to_addresses: string[];
    cc_addresses: string[];
    subject: string;
    rfc_message_id: string;
    raw: Buffer;
    state: string;
    last_error: string | null;
    queued_at: Date;
    sent_at: Date | null;
    next_attempt_at: Date | null;
  },
): Promise<void> {
  // the id under which the answer will come back is known from the start
  await sql`
    with known as (
      insert into mail_ids (rfc_message_id, case_id, message_id)
      select ${row.rfc_message_id}, ${row.case_id}::uuid, ${row.message_id}::uuid where ${row.case_id}::uuid is not null on conflict do nothing)
    insert into outbox (id, message_id, party_id, case_id, mailbox_id, customer_id, envelope_from, purpose, to_addresses, cc_addresses, subject,
      rfc_message_id, raw, state, last_error, queued_at, sent_at, next_attempt_at)
    values (${row.id}, ${row.message_id}, ${row.party_id ?? null}::uuid, ${row.case_id}, ${row.mailbox_id}, ${row.customer_id}, ${row.envelope_from}, ${row.purpose},
      ${row.to_addresses}, ${row.cc_addresses}, ${row.subject}, ${row.rfc_message_id}, ${row.raw}, ${row.state}, ${row.last_error},
      ${row.queued_at}, ${row.sent_at}, ${row.next_attempt_at})
  `.execute(trx);
}

const outboxColumns = [
  'id',
  'purpose',
  'to_addresses',
  'cc_addresses',
  'subject',
  'state',
  'attempts',
  'last_error',
  'case_id',
  'message_id',
  'queued_at',
  'sent_at',
  'next_attempt_at',
] as const;

export function listOutboxAfter(db: Database, options: { state: string | undefined; after: Keys; limit: number }) {
  let query = db
    .selectFrom('outbox')
    .select(outboxColumns)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1);
  if (options.state !== undefined) query = query.where('state', '=', options.state);
  if (options.after !== undefined)
    query = query.where(sql<boolean>`(queued_at, id) < (${options.after[0]}::timestamptz, ${options.after[1]}::uuid)`);
  return query.execute();
}
export type OutboxRecord = Awaited<ReturnType<typeof listOutboxAfter>>[number];

export function findOutboxById(db: Database, id: string) {
  return db
    .selectFrom('outbox')
    .select(outboxColumns)
    .select(['rfc_message_id', 'raw'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Takes mails that are due and hides them from other nodes until `until`; a node that dies lets them come back. Without a server
 * for all (`forAll`) only mail of mailboxes that send by their own.
 */
export async function claimDueMails(trx: Transaction, now: Date, until: Date, limit: number, forAll: boolean) {
  const { rows } = await sql<{
    id: string;
    raw: Buffer;
    envelope_from: string;
    recipients: string[];
    attempts: number;
    case_id: string | null;
    message_id: string | null;
    customer_id: string | null;
    mailbox_id: string | null;
  }>`
    update outbox set attempts = attempts + 1, next_attempt_at = ${until}
    where id in (select id from outbox where state in ('queued', 'deferred') and next_attempt_at <= ${now}
        and (${forAll} or mailbox_id in (select mailbox_id from mailbox_connections where smtp_host is not null))
      order by next_attempt_at limit ${limit} for update skip locked)
    returning id, raw, envelope_from, coalesce(remaining_addresses, to_addresses || cc_addresses) as recipients, attempts,
      case_id, message_id, customer_id, mailbox_id
  `.execute(trx);
  return rows;
}
export type ClaimedMail = Awaited<ReturnType<typeof claimDueMails>>[number];

export function updateOutbox(
  trx: Transaction,
  id: string,
  change: Partial<{
    state: string;
    last_error: string | null;
    sent_at: Date;
    bounced_at: Date;
    bounce_status: string;
    next_attempt_at: Date | null;
    remaining_addresses: string[] | null;
  }>,
) {
  return trx.updateTable('outbox').set(change).where('id', '=', id).execute();
}

/** The sent mail that a bounce speaks of. */
export function findOutboxByMessageId(db: Database, rfcMessageId: string) {
  return db
    .selectFrom('outbox')
    .select(['id', 'case_id', 'message_id', 'customer_id', 'state'])
    .where('rfc_message_id', '=', rfcMessageId)
    .executeTakeFirst();
}

export function touchMailboxSent(trx: Transaction, id: string, at: Date) {
  // To the minute: a row that every mail writes would make senders wait for each other.
  const minuteAgo = new Date(at.getTime() - 60_000);
  return trx
    .updateTable('mailboxes')
    .set({ last_sent_at: at })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_sent_at', 'is', null), eb('last_sent_at', '<', minuteAgo)]))
    .execute();
}

/** Automatic answers that mailboxes have queued since a time, counted no further than `most`. */
export async function countAutomaticMails(trx: Transaction, mailboxIds: readonly string[], since: Date, most: number) {
  const { rows } = await sql<{ id: string; address: string; n: number }>`
    select b.id, b.address, (select count(*) from (select 1 from outbox o
      where o.mailbox_id = b.id and o.purpose = 'acknowledgement' and o.queued_at > greatest(${since}::timestamptz,
        (select k.since from breakers k where k.address = b.address and k.reason = '')) limit ${most}) sent)::int as n
    from mailboxes b where b.id = any(${[...mailboxIds]}::uuid[])
  `.execute(trx);
  return rows;
}
