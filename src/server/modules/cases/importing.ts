import { sql } from 'kysely';
import { excerptOf } from '../../../domain/cases/excerpt.ts';
import type { FieldValues } from '../../../domain/fields/values.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { type ImportedParty, insertImportedParties } from './importing-parties.ts';
import type { NewAttachment, NewMessage } from './message-queries.ts';
import { cleanTags } from './opening.ts';

export type { ImportedParty };

/** A message of another desk, to be kept as it was. */
export type ImportedMessage = Omit<
  NewMessage,
  'case_id' | 'quoted' | 'mail_source_id' | 'mail_class' | 'emotion' | 'mentions' | 'defects' | 'subject'
> & { attachments: readonly NewAttachment[]; mailIds: readonly string[] };

/** A conversation of another desk. */
export interface ImportedCase {
  id: string;
  /** Taken where it is free; else the next one of ours. */
  number: number | null;
  /** The case is ours already: only what is new of it is added. */
  known: boolean;
  /** Nobody of ours has touched it since: its state follows the source. */
  follows: boolean;
  kind: string;
  subject: string;
  state: string;
  priority: string;
  customerId: string;
  organisationId: string | null;
  teamId: string | null;
  assigneeId: string | null;
  channel: string;
  tags: readonly string[];
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  snoozedUntil: Date | null;
  replyAddress: string | null;
  /** Values of our own fields, checked. */
  fields: FieldValues;
  /** Who was in copy. */
  parties: readonly ImportedParty[];
  messages: readonly ImportedMessage[];
}

/** What a reader of the log must know of an imported case: how it stands, and since when. */
export interface ImportedFact {
  caseId: string;
  customerId: string;
  kind: string;
  priority: string;
  channel: string;
  teamId: string | null;
  assigneeId: string | null;
  tags: string[];
  state: string;
  openedAt: string;
  closedAt: string | null;
  /** The customer's last word waits for an answer of ours. */
  awaiting: boolean;
  replied: boolean;
}

/**
 * Writes conversations of another desk as they were: dates, authors, notes, files and Message-IDs. They happened
 * elsewhere and earlier, so none of the events of a living case is recorded: nothing is mailed, ruled, surveyed, rung or
 * counted as a moment. One `cases.imported` tells readers of the log that want to know: search, the promises (which begin
 * at the import) and the roll-ups (which count by the old dates).
 */
export async function importCases(
  ctx: WritingContext,
  importId: string,
  cases: readonly ImportedCase[],
): Promise<void> {
  if (cases.length === 0) return;
  await insertCases(
    ctx,
    cases.filter(({ known }) => !known),
  );
  await insertMessages(ctx, cases);
  await insertImportedParties(ctx, cases);
  await follow(
    ctx,
    cases.filter(({ known }) => known),
  );
  await record(ctx, 'cases.imported', importId, { importId, cases: cases.map(factOf) });
}

/** What follows from the messages: excerpt, who waits since when, when we first answered. */
function standing(one: ImportedCase) {
  const open = one.messages.filter(({ kind }) => kind === 'message').toSorted((a, b) => +a.at - +b.at);
  const heard = open.filter(({ direction }) => direction === 'in');
  const said = open.filter(({ direction }) => direction === 'out');
  const lastSaid = said.at(-1)?.at;
  const unanswered = heard.find(({ at }) => lastSaid === undefined || at > lastSaid);
  const waits = one.state === 'new' || one.state === 'open' || one.state === 'snoozed';
  return {
    excerpt: excerptOf(heard.at(-1)?.text ?? open.at(-1)?.text ?? ''),
    waitingSince: waits ? (unanswered?.at ?? null) : null,
    lastCustomerAt: heard.at(-1)?.at ?? null,
    lastStaffAt: lastSaid ?? null,
    firstRepliedAt: said[0]?.at ?? null,
  };
}

function factOf(one: ImportedCase): ImportedFact {
  const { waitingSince, firstRepliedAt } = standing(one);
  return {
    caseId: one.id,
    customerId: one.customerId,
    kind: one.kind,
    priority: one.priority,
    channel: one.channel,
    teamId: one.teamId,
    assigneeId: one.assigneeId,
    tags: cleanTags(one.tags),
    state: one.state,
    openedAt: one.createdAt.toISOString(),
    closedAt: one.closedAt?.toISOString() ?? null,
    awaiting: waitingSince !== null,
    replied: firstRepliedAt !== null,
  };
}

async function insertCases(ctx: WritingContext, cases: readonly ImportedCase[]): Promise<void> {
  if (cases.length === 0) return;
  const rows = cases.map((one) => {
    const stands = standing(one);
    return {
      id: one.id,
      number: one.number,
      kind: one.kind,
      subject: excerptOf(one.subject, 300) || '…',
      excerpt: stands.excerpt,
      state: one.state,
      priority: one.priority,
      customer_id: one.customerId,
      organisation_id: one.organisationId,
      team_id: one.teamId,
      assignee_id: one.assigneeId,
      channel: one.channel,
      tags: cleanTags(one.tags),
      snoozed_until: one.snoozedUntil,
      created_at: one.createdAt,
      updated_at: one.updatedAt,
      waiting_since: stands.waitingSince,
      reply_address: one.replyAddress,
      last_customer_at: stands.lastCustomerAt,
      last_staff_at: stands.lastStaffAt,
      first_replied_at: stands.firstRepliedAt,
      closed_at: one.closedAt,
      revision: one.messages.filter(({ kind }) => kind === 'message').length,
      fields: one.fields,
    };
  });
  await sql`
    insert into cases (id, number, kind, subject, excerpt, state, priority, customer_id, organisation_id, team_id, assignee_id, channel, tags,
      snoozed_until, created_at, updated_at, waiting_since, reply_address, last_customer_at, last_staff_at, first_replied_at, closed_at, revision, fields)
    select r.id, case when r.number is null or exists (select from cases k where k.number = r.number) then nextval('case_numbers') else r.number end,
      r.kind, r.subject, r.excerpt, r.state, r.priority, r.customer_id, r.organisation_id, r.team_id, r.assignee_id, r.channel,
      array(select json_array_elements_text(r.tags)), r.snoozed_until, r.created_at, r.updated_at, r.waiting_since, r.reply_address,
      r.last_customer_at, r.last_staff_at, r.first_replied_at, r.closed_at, r.revision, r.fields
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, number bigint, kind text, subject text, excerpt text, state text, priority text,
      customer_id uuid, organisation_id uuid, team_id uuid, assignee_id uuid, channel text, tags json, snoozed_until timestamptz, created_at timestamptz,
      updated_at timestamptz, waiting_since timestamptz, reply_address text, last_customer_at timestamptz, last_staff_at timestamptz,
      first_replied_at timestamptz, closed_at timestamptz, revision int, fields jsonb)
    order by r.created_at, r.id
  `.execute(ctx.trx);
}

async function insertMessages(ctx: WritingContext, cases: readonly ImportedCase[]): Promise<void> {
  const all = cases.flatMap((one) => one.messages.map((message) => ({ ...message, case_id: one.id })));
  if (all.length === 0) return;
  const rows = all.map(({ attachments: _files, mailIds: _ids, ...row }) => row);
  await sql`
    insert into messages (id, case_id, at, kind, direction, channel, author_kind, author_customer_id, author_user_id, author_name, text, html)
    select id, case_id, at, kind, direction, channel, author_kind, author_customer_id, author_user_id, author_name, text, html
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, case_id uuid, at timestamptz, kind text, direction text, channel text,
      author_kind text, author_customer_id uuid, author_user_id uuid, author_name text, text text, html text)
  `.execute(ctx.trx);
  const files = all.flatMap(({ id, at, attachments }) => attachments.map((file) => ({ ...file, message_id: id, at })));
  if (files.length > 0)
    await sql`
      with came as (select * from json_to_recordset(${JSON.stringify(files)}::json) as f(id uuid, message_id uuid, sha256 text, name text,
        content_type text, size bigint, content_id text, inline boolean, at timestamptz)),
      kept as (insert into files (sha256, size, created_at) select distinct on (sha256) sha256, size, at from came on conflict do nothing)
      insert into attachments (id, message_id, sha256, name, content_type, size, content_id, inline, created_at)
      select id, message_id, sha256, name, content_type, size, content_id, inline, at from came
    `.execute(ctx.trx);
  const mailIds = all.flatMap(({ id, case_id, mailIds: ids }) => ids.map((rfc) => ({ rfc, case_id, message_id: id })));
  if (mailIds.length > 0)
    await sql`insert into mail_ids (rfc_message_id, case_id, message_id)
      select rfc, case_id, message_id from json_to_recordset(${JSON.stringify(mailIds)}::json) as m(rfc text, case_id uuid, message_id uuid)
      on conflict do nothing`.execute(ctx.trx);
}

/** What a later import tells of cases that are here: messages count; state and priority follow while nobody of ours changed them. */
async function follow(ctx: WritingContext, cases: readonly ImportedCase[]): Promise<void> {
  if (cases.length === 0) return;
  const rows = cases.map((one) => {
    const stands = standing(one);
    return {
      id: one.id,
      follows: one.follows,
      state: one.state,
      priority: one.priority,
      updated_at: one.updatedAt,
      closed_at: one.closedAt,
      excerpt: stands.excerpt,
      waiting_since: stands.waitingSince,
      last_customer_at: stands.lastCustomerAt,
      last_staff_at: stands.lastStaffAt,
      first_replied_at: stands.firstRepliedAt,
      more: one.messages.filter(({ kind }) => kind === 'message').length,
    };
  });
  await sql`
    update cases k set revision = k.revision + r.more, updated_at = greatest(k.updated_at, r.updated_at),
      excerpt = case when r.excerpt = '' then k.excerpt else r.excerpt end,
      last_customer_at = greatest(k.last_customer_at, r.last_customer_at), last_staff_at = greatest(k.last_staff_at, r.last_staff_at),
      first_replied_at = coalesce(k.first_replied_at, r.first_replied_at),
      state = case when r.follows then r.state else k.state end, priority = case when r.follows then r.priority else k.priority end,
      closed_at = case when r.follows then r.closed_at else k.closed_at end,
      waiting_since = case when not r.follows then k.waiting_since when r.state not in ('new', 'open') then null
        else coalesce(r.waiting_since, case when r.last_staff_at is null then k.waiting_since end) end
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, follows boolean, state text, priority text, updated_at timestamptz,
      closed_at timestamptz, excerpt text, waiting_since timestamptz, last_customer_at timestamptz, last_staff_at timestamptz,
      first_replied_at timestamptz, more int)
    where k.id = r.id
  `.execute(ctx.trx);
}

/** Numbers that come from now on lie above the highest one taken over. */
export async function passNumber(ctx: WritingContext, highest: number): Promise<void> {
  await sql`select setval('case_numbers', greatest(${highest}::bigint, (select last_value from case_numbers)))`.execute(
    ctx.trx,
  );
}

/** Cases that had been merged in the other desk are merged here: `from` is read as part of `into`. */
export async function mergeImported(
  ctx: WritingContext,
  pairs: readonly { from: string; into: string }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`update cases k set merged_into = r.into_id, state = 'closed', closed_at = coalesce(k.closed_at, k.updated_at), waiting_since = null
    from json_to_recordset(${JSON.stringify(pairs.map(({ from, into }) => ({ id: from, into_id: into })))}::json) as r(id uuid, into_id uuid)
    where k.id = r.id and r.id <> r.into_id and k.merged_into is null`.execute(ctx.trx);
}

/** How cases that an import made stand now, to tell whether somebody touched them. */
export async function readStandings(
  ctx: WritingContext,
  ids: readonly string[],
): Promise<Map<string, { state: string; revision: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('cases')
    .select(['id', 'state', 'revision'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, state, revision }) => [id, { state, revision }]));
}
