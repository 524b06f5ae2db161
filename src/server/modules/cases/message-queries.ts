import { sql } from 'kysely';
import type { FieldValues } from '../../../domain/fields/values.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { familyOf } from './company/family.ts';
import { type Viewer, visibleMessages } from './visibility.ts';

/** A message to be written. What is left out is empty. */
export interface NewMessage {
  id: string;
  case_id: string;
  at: Date;
  kind: 'message' | 'note';
  direction: 'in' | 'out' | 'internal';
  channel: string;
  author_kind: 'customer' | 'staff' | 'system' | 'party';
  author_customer_id?: string | null;
  author_user_id?: string | null;
  author_party_id?: string | null;
  author_name: string;
  subject?: string | null;
  text: string;
  html?: string | null;
  quoted?: string | null;
  mail_source_id?: string | null;
  mail_class?: string | null;
  emotion?: string | null;
  mentions?: readonly string[];
  defects?: readonly string[];
  /** Who may see it; a message is to the customer and a note is ours alone where nothing is said. */
  audience?: 'customer' | 'parties' | 'staff';
  /** Outside parties who may see it, too. */
  party_ids?: string[];
}

/** A file that came with a message; its bytes lie in the store already. */
export interface NewAttachment {
  id: string;
  sha256: string;
  name: string;
  content_type: string;
  size: number;
  content_id: string | null;
  inline: boolean;
}

/** A case to be opened. */
export interface NewCase {
  id: string;
  kind: string;
  subject: string;
  excerpt: string;
  state: string;
  priority: string;
  customer_id: string;
  organisation_id: string | null;
  team_id: string | null;
  assignee_id: string | null;
  mailbox_id: string | null;
  channel: string;
  tags: string[];
  emotion: string | null;
  success_wish: string | null;
  waiting_since: Date | null;
  reply_address: string | null;
  last_customer_at: Date | null;
  created_at: Date;
  acknowledge_at: Date | null;
  /** Values of own fields. */
  fields: FieldValues;
  only_his: boolean;
}

/**
 * Opens a case with its first message, the files and the mail ids that belong to it, in one statement: mail in must cost few
 * round trips. Answers the number.
 */
export async function insertCaseWithMessage(
  trx: Transaction,
  opened: NewCase,
  message: NewMessage,
  attachments: readonly NewAttachment[],
  mailIds: readonly string[],
): Promise<number> {
  const k = opened;
  const { rows } = await sql<{ number: number }>`
    with opened as (
      insert into cases (id, kind, subject, excerpt, state, priority, customer_id, organisation_id, team_id, assignee_id, mailbox_id,
        channel, tags, emotion, emotion_said_at, success_wish, waiting_since, reply_address, last_customer_at, created_at, updated_at, revision, acknowledge_at,
        fields, only_his)
      values (${k.id}, ${k.kind}, ${k.subject}, ${k.excerpt}, ${k.state}, ${k.priority}, ${k.customer_id}, ${k.organisation_id},
        ${k.team_id}, ${k.assignee_id}, ${k.mailbox_id}, ${k.channel}, ${k.tags}, ${k.emotion}, ${k.emotion === null ? null : k.created_at}, ${k.success_wish}, ${k.waiting_since}, ${k.reply_address},
        ${k.last_customer_at}, ${k.created_at}, ${k.created_at}, 1, ${k.acknowledge_at}, ${JSON.stringify(k.fields)}::jsonb, ${k.only_his})
      returning number),
    ${written(message, attachments, mailIds)}
    select number from opened
  `.execute(trx);
  return rows[0]!.number;
}

/** Writes a message into a conversation that exists, with its files and mail ids. */
export async function insertMessage(
  trx: Transaction,
  message: NewMessage,
  attachments: readonly NewAttachment[] = [],
  mailIds: readonly string[] = [],
): Promise<void> {
  await sql`with ${written(message, attachments, mailIds)} select 1`.execute(trx);
}

function written(message: NewMessage, attachments: readonly NewAttachment[], mailIds: readonly string[]) {
  const m = message;
  const files = JSON.stringify(attachments);
  return sql`
    message as (
      insert into messages (id, case_id, at, kind, direction, channel, author_kind, author_customer_id, author_user_id, author_name,
        subject, text, html, quoted, mail_source_id, mail_class, emotion, mentions, defects, author_party_id, audience, party_ids)
      values (${m.id}, ${m.case_id}, ${m.at}, ${m.kind}, ${m.direction}, ${m.channel}, ${m.author_kind}, ${m.author_customer_id ?? null},
        ${m.author_user_id ?? null}, ${m.author_name}, ${m.subject ?? null}, ${m.text}, ${m.html ?? null}, ${m.quoted ?? null},
        ${m.mail_source_id ?? null}, ${m.mail_class ?? null}, ${m.emotion ?? null}, ${m.mentions ?? []}, ${m.defects ?? []}, ${m.author_party_id ?? null}, ${m.audience ?? (m.kind === 'note' ? 'staff' : 'customer')},
        ${m.party_ids ?? []}::uuid[])),
    kept_files as (
      insert into files (sha256, size, created_at)
      select distinct on (sha256) sha256, size, ${m.at}::timestamptz from json_to_recordset(${files}::json) as f(sha256 text, size bigint)
      on conflict do nothing),
    came_with as (
      insert into attachments (id, message_id, sha256, name, content_type, size, content_id, inline, created_at)
      select id, ${m.id}::uuid, sha256, name, content_type, size, content_id, inline, ${m.at}::timestamptz
      from json_to_recordset(${files}::json) as f(id uuid, sha256 text, name text, content_type text, size bigint, content_id text, inline boolean)),
    known_ids as (
      insert into mail_ids (rfc_message_id, case_id, message_id)
      select rfc, ${m.case_id}::uuid, case when place = 1 then ${m.id}::uuid end
      from unnest(${[...mailIds]}::text[]) with ordinality as i(rfc, place) on conflict do nothing)`;
}

/** A message as it is read back, with its files and how far it came. */
export interface MessageRecord {
  id: string;
  at: Date;
  kind: 'message' | 'note';
  direction: 'in' | 'out' | 'internal';
  channel: string;
  author_kind: 'customer' | 'staff' | 'system' | 'party';
  author_customer_id: string | null;
  author_user_id: string | null;
  author_party_id: string | null;
  author_name: string;
  audience: 'customer' | 'parties' | 'staff';
  parties: { id: string; name: string }[] | null;
  from_case: number | null;
  subject: string | null;
  text: string;
  html: string | null;
  quoted: string | null;
  mail_class: string | null;
  emotion: string | null;
  defects: string[];
  mail_source_id: string | null;
  attachments: AttachmentRecord[] | null;
  mentions: { id: string; name: string }[] | null;
  delivery: { id: string; state: string; error: string | null; to: string[] } | null;
}

export interface AttachmentRecord {
  id: string;
  sha256: string;
  name: string;
  content_type: string;
  size: number;
  inline: boolean;
}

/** The newest messages of a case, and of those merged into it, before a place, newest first, as far as `viewer` may see them. */
export async function listMessagesBefore(
  db: Database,
  caseId: string,
  options: { before: (string | number | null)[] | undefined; since?: number; limit: number; viewer: Viewer },
): Promise<MessageRecord[]> {
  const before = options.before;
  const { rows } = await sql<MessageRecord>`
    with m as materialized (
      select m.* from (${familyOf(caseId)}) family cross join lateral (
        select * from messages m where m.case_id = family.id
          and ${before === undefined ? sql`true` : sql`(m.at, m.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)`}
          and ${visibleMessages(options.viewer)}
        order by m.at desc, m.id desc limit ${sql.lit(options.limit)}) m
      order by m.at desc, m.id desc limit ${sql.lit(options.limit)})
    select m.author_party_id, case when m.kind = 'note' then 'staff' else m.audience end as audience,
      case when m.party_ids = '{}' then null else (select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.place)
        from case_parties p where p.id = any(m.party_ids)) end as parties,
      case when m.case_id <> ${caseId}::uuid then (select number from cases said_in where said_in.id = m.case_id) end as from_case,
      m.id, m.at, m.kind, m.direction, m.channel, m.author_kind, m.author_customer_id, m.author_user_id, m.author_name, m.subject,
      m.text, m.html, m.quoted, m.mail_class, m.emotion, m.defects, m.mail_source_id,
      (select json_agg(json_build_object('id', a.id, 'sha256', a.sha256, 'name', a.name, 'content_type', a.content_type, 'size', a.size,
        'inline', a.inline) order by a.id) from attachments a where a.message_id = m.id) as attachments,
      case when m.mentions = '{}' then null else (select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name)
        from users u where u.id = any(m.mentions)) end as mentions,
      case when m.direction = 'out' then (select json_build_object('id', o.id, 'state', o.state, 'error', o.last_error,
        'to', o.to_addresses || o.cc_addresses) from outbox o where o.message_id = m.id order by o.party_id is not null and m.audience = 'customer', o.queued_at desc limit 1) end as delivery
    from m order by m.at desc, m.id desc
  `.execute(db);
  return rows;
}

/** Attaches what was uploaded before; answers how many could be. */
export async function claimUploads(
  trx: Transaction,
  messageId: string,
  uploadedBy: string | null,
  ids: readonly string[],
) {
  const rows = await trx
    .updateTable('attachments')
    .set({ message_id: messageId })
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where(sql<boolean>`uploaded_by is not distinct from ${uploadedBy}`)
    .returning(['id', 'sha256', 'name', 'content_type', 'size'])
    .execute();
  return rows;
}

/** Of these files those that somebody uploaded and has not sent, in the order named. */
export async function unsentUploads(
  db: Database,
  uploadedBy: string,
  ids: readonly string[],
): Promise<AttachmentRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('attachments')
    .select(['id', 'sha256', 'name', 'content_type', 'size', 'inline'])
    .where('id', 'in', [...ids])
    .where('message_id', 'is', null)
    .where('uploaded_by', '=', uploadedBy)
    .execute();
  return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
}

export async function insertUpload(
  trx: Transaction,
  row: {
    id: string;
    uploaded_by: string | null;
    sha256: string;
    name: string;
    content_type: string;
    size: number;
    created_at: Date;
  },
): Promise<void> {
  await trx
    .insertInto('files')
    .values({ sha256: row.sha256, size: row.size, created_at: row.created_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await trx
    .insertInto('attachments')
    .values({ ...row, inline: false })
    .execute();
}

/** The Message-IDs a reply answers: the newest mail of the customer and the chain before it. */
export async function listThreadIds(db: Database, caseId: string) {
  const { rows } = await sql<{ rfc: string; incoming: boolean; subject: string | null }>`
    select coalesce(s.rfc_message_id, o.rfc_message_id) as rfc, s.id is not null as incoming, m.subject
    from messages m left join mail_sources s on s.id = m.mail_source_id left join outbox o on o.message_id = m.id
    where m.case_id = ${caseId} and m.kind = 'message' and m.audience = 'customer' and o.party_id is null
      and coalesce(s.rfc_message_id, o.rfc_message_id) is not null
    order by m.at desc, m.id desc limit 22
  `.execute(db);
  return rows.reverse();
}

/** The names of our people who have written in a case. */
export async function listStaffNames(db: Database, caseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('author_name')
    .distinct()
    .where('case_id', '=', caseId)
    .where('author_kind', '=', 'staff')
    .execute();
  return rows.map((row) => row.author_name);
}
