import { sql } from 'kysely';
import type { Case, Message } from '../../../contract/cases.ts';
import { asSystem, type Context, staffId } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { draftOf } from './answering/drafts.ts';
import { findCase } from './finding.ts';
import { linkedTo } from './company/link-queries.ts';
import { listMessagesBefore } from './message-queries.ts';
import { refersTo, selectCaseRows } from './queries.ts';
import { showCaseRow, showMessage } from './showing.ts';
import { visibleCases } from './visibility.ts';

const firstMessages = 30;

/** One case with everything its screen needs. */
export async function readCase(ctx: Context, ref: string): Promise<Case> {
  const found = await findCase(ctx, ref);
  const [[row], more, messages, draft] = await Promise.all([
    selectCaseRows(ctx.db, { where: refersTo(found.id), order: sql`k.id`, limit: 1, now: ctx.now }),
    readAround(ctx, found.id, found.customer_id),
    pageOfMessages(ctx, found.id, undefined, firstMessages),
    draftOf(ctx, found.id, staffId(ctx.actor)),
  ]);
  const base = showCaseRow(row!);
  return {
    ...base,
    customer: {
      ...base.customer,
      email: more.email,
      language: more.language,
      timeZone: more.time_zone,
      firstSeenAt: new Date(more.first_seen_at).toISOString(),
      bounced: more.bounced,
    },
    mailbox: more.mailbox,
    successWish: found.success_wish,
    valueCreated: found.value_created,
    fields: found.fields as Case['fields'],
    revision: found.revision,
    firstRepliedAt: found.first_replied_at?.toISOString() ?? null,
    closedBy: more.closed_by,
    verdictAt: more.verdict_at === null ? null : new Date(more.verdict_at).toISOString(),
    reopened: more.reopened,
    mergedInto: more.merged_into,
    linked: more.linked ?? [],
    earlier: more.earlier ?? [],
    messages,
    draft,
  };
}

/** The same for whoever has just changed it, also when he gave it to a team whose cases he does not see. */
export async function readCaseAfter(ctx: Context, ref: string): Promise<Case> {
  const shown = await readCase(asSystem(ctx, 'reading'), ref);
  return { ...shown, draft: await draftOf(ctx, shown.id, staffId(ctx.actor)) };
}

/** A page of the conversation: newest last; the cursor leads to older messages. */
export async function listMessages(
  ctx: Context,
  ref: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const found = await findCase(ctx, ref);
  return pageOfMessages(ctx, found.id, query.cursor, query.limit ?? 50);
}

/** One message of a case. */
export async function readMessage(ctx: Context, caseId: string, messageId: string): Promise<Message> {
  const { at } = await ctx.db.selectFrom('messages').select('at').where('id', '=', messageId).executeTakeFirstOrThrow();
  const newest = await listMessagesBefore(ctx.db, caseId, {
    before: [new Date(at.getTime() + 1).toISOString(), messageId],
    limit: 30,
    viewer: ctx.actor,
  });
  return showMessage(
    ctx,
    newest.find((message) => message.id === messageId)!,
  );
}

async function pageOfMessages(ctx: Context, caseId: string, cursor: string | undefined, limit: number) {
  const rows = await listMessagesBefore(ctx.db, caseId, {
    before: readCursor(cursor, 2),
    limit: limit + 1,
    viewer: ctx.actor,
  });
  const page = cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => showMessage(ctx, row),
  );
  return { items: page.items.reverse(), next: page.next };
}

/** What stands around a case: who the customer is, which other cases belong to it, in one statement. */
async function readAround(ctx: Context, caseId: string, customerId: string) {
  const { rows } = await sql<{
    email: string | null;
    bounced: boolean;
    language: string | null;
    time_zone: string | null;
    first_seen_at: Date;
    mailbox: Case['mailbox'];
    closed_by: Case['closedBy'];
    verdict_at: Date | null;
    reopened: number;
    merged_into: number | null;
    linked: Case['linked'] | null;
    earlier: Case['earlier'] | null;
  }>`
    select coalesce(k.reply_address, i.value) as email, coalesce(i.bounced_at is not null, false) as bounced, c.language, c.time_zone,
      c.first_seen_at, k.verdict_at, k.reopened,
      (select number from cases into_case where into_case.id = k.merged_into) as merged_into,
      (select json_build_object('id', b.id, 'name', b.name, 'address', b.address) from mailboxes b where b.id = k.mailbox_id) as mailbox,
      (select json_build_object('id', u.id, 'name', u.name) from users u where u.id = k.closed_by) as closed_by,
      (select json_agg(row_to_json(l)) from (
        select k.id, k.number, k.subject, k.state, x.relation from (${linkedTo(caseId)}) x
        join cases k on k.id = x.id where ${visibleCases(ctx.actor)} order by k.number limit 50) l) as linked,
      (select json_agg(row_to_json(e)) from (
        select k.id, k.number, k.subject, k.state, k.verdict, k.value_created as "valueCreated" from cases k
        where k.customer_id = ${customerId} and k.id <> ${caseId} and ${visibleCases(ctx.actor)} order by k.number desc limit 5) e) as earlier
    from cases k join customers own on own.id = k.customer_id join customers c on c.id = coalesce(own.merged_into, own.id)
      left join lateral (select value, bounced_at from identities i where i.kind = 'email' and i.customer_id in (own.id, c.id)
        order by i.value <> coalesce(k.reply_address, ''), i.bounced_at is not null, i.created_at, i.id limit 1) i on true
    where k.id = ${caseId}
  `.execute(ctx.db);
  return rows[0]!;
}
