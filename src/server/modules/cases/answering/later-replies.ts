import { sql } from 'kysely';
import type { LaterReply } from '../../../../contract/cases-hands.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { addJob } from '../../../jobs/adding.ts';
import { htmlToPlainText } from '../../../mail/plain-text.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { deleteDraft } from './drafts.ts';
import { findCase } from '../finding.ts';
import { readHandChoices } from './hand-choices.ts';
import { type LaterInput, type LaterReplyRecord, selectLaterReplies, showLaterReply } from './later-reply-records.ts';
import { holdIfMovedOn } from './replying.ts';
import { visibleCases } from '../visibility.ts';

export interface LaterReplyInput extends LaterInput {
  sendAt?: string | undefined;
  sendLocal?: { day: string; time: string } | undefined;
}

const mostMonthsAhead = 12;

/**
 * Keeps an answer that goes out at a set time, or, without one, after the seconds in which its author can take it back. Nothing is
 * said to the customer yet, and it is checked again when it goes out. Records `cases.reply-planned`.
 */
export function replyLater(ctx: Context, ref: string, input: LaterReplyInput): Promise<LaterReply> {
  return transact(ctx, async (ctx) => {
    const me = oneself(ctx);
    const found = await findCase(ctx, ref);
    if (found.merged_into !== null)
      throw new Refusal('conflict', 'case-merged', 'This case was merged into another; answer there.');
    const { sendAt, sendLocal, sendAnyway, ...given } = input;
    if (sendAnyway !== true) await holdIfMovedOn(ctx, found, given.revision);
    // who sends anyway has read what came; what comes from now on holds the answer back all the same
    const reply = sendAnyway === true ? { ...given, revision: found.revision } : given;
    const html = sanitiseHtml(reply.html).html;
    if (htmlToPlainText(html).trim() === '' && (reply.attachmentIds ?? []).length === 0)
      throw new Refusal('invalid', 'nothing-said', 'The reply has no words.', { field: 'html' });
    const set = sendAt !== undefined ? new Date(sendAt) : undefined;
    const at = set ?? (sendLocal === undefined ? undefined : await localInstant(ctx, found.customer_id, me, sendLocal));
    const undo = at === undefined ? (await readHandChoices(ctx)).undoSeconds : 0;
    if (at !== undefined) refuseWrongTime(ctx, at);
    const when = at ?? new Date(ctx.now.getTime() + undo * 1000);
    refuseLatePromises(given.promises ?? [], when);
    const id = newId();
    await ctx.trx
      .insertInto('later_replies')
      .values({
        id,
        case_id: found.id,
        user_id: me,
        kind: at === undefined ? 'undo' : 'scheduled',
        input: JSON.stringify({ ...reply, html }),
        send_at: when,
        created_at: ctx.now,
      })
      .execute();
    await deleteDraft(ctx.trx, found.id, me, { kind: 'message' });
    await addJob(ctx, 'send-later-reply', { id }, { key: `send-later-reply:${id}`, runAt: when });
    await record(ctx, 'cases.reply-planned', found.id, {
      caseId: found.id,
      laterReplyId: id,
      sendAt: when.toISOString(),
    });
    return showLaterReply(await one(ctx, id));
  });
}

/** One's own that wait or were held back, next first; with a case those of everybody on it. */
export async function listLaterReplies(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; caseId?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const whose =
    query.caseId === undefined
      ? sql`l.user_id = ${staffId(ctx.actor)}::uuid`
      : sql`l.case_id = ${query.caseId}::uuid and ${visibleCases(ctx.actor)}`;
  const beyond =
    after === undefined ? sql`true` : sql`(l.send_at, l.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const rows = await selectLaterReplies(
    ctx.db,
    sql`l.state in ('waiting', 'held') and ${whose} and ${beyond}`,
    limit + 1,
  );
  return cutPage(rows, limit, (row) => [row.send_at.toISOString(), row.id], showLaterReply);
}

/** Takes back what has not gone out; its words become the author's draft again, below what he has begun since. Records `cases.reply-taken-back`. */
export function cancelLaterReply(ctx: Context, id: string): Promise<LaterReply> {
  return transact(ctx, async (ctx) => {
    const row = await lockLaterReply(ctx, id);
    await endLaterReply(ctx, id, { state: 'cancelled' });
    await keepAsDraft(ctx, row, true);
    await record(ctx, 'cases.reply-taken-back', row.case_id, { caseId: row.case_id, laterReplyId: id });
    return showLaterReply({ ...row, state: 'cancelled' });
  });
}

/**
 * An answer that did not go out, with its files, as a draft of its author.
 * @param beside what he has written since is added to; otherwise it is left alone
 */
export async function keepAsDraft(ctx: WritingContext, row: LaterReplyRecord, beside: boolean): Promise<void> {
  const { html, revision, cc = [], attachmentIds = [] } = row.input;
  // one that was held back may stand in the draft already
  const added = sql`do update set html = case when position(excluded.html in d.html) > 0 then d.html else d.html || excluded.html end,
    cc = case when d.cc = '' then excluded.cc when excluded.cc = '' or position(excluded.cc in d.cc) > 0 then d.cc else d.cc || ', ' || excluded.cc end,
    attachment_ids = array(select distinct unnest(d.attachment_ids || excluded.attachment_ids)), saved_at = excluded.saved_at`;
  await sql`insert into drafts as d (case_id, user_id, html, kind, revision, cc, attachment_ids, saved_at)
    values (${row.case_id}, ${row.user_id}, ${html}, 'message', ${revision}, ${cc.join(', ')}, ${attachmentIds}::uuid[], ${ctx.now})
    on conflict (case_id, user_id, audience) ${beside ? added : sql`do nothing`}`.execute(ctx.trx);
}

/** One that waits or was held back, locked: the author's own, or anybody's for who leads the desk. Refuses what went out already. */
export async function lockLaterReply(ctx: WritingContext, id: string): Promise<LaterReplyRecord> {
  const [row] = await selectLaterReplies(ctx.trx, sql`l.id = ${id}::uuid and ${visibleCases(ctx.actor)}`, 1, true);
  if (row === undefined) throw new Refusal('not_found', 'later-reply-not-found', 'There is no such answer.');
  const leads = 'role' in ctx.actor && ctx.actor.role !== 'agent' && ctx.actor.role !== 'colleague';
  if (row.user_id !== staffId(ctx.actor) && !leads)
    throw new Refusal('forbidden', 'not-your-reply', 'Only its author, or who leads the desk, decides about it.');
  if (row.state === 'sent') throw new Refusal('conflict', 'already-sent', 'This answer has gone out already.');
  if (row.state === 'cancelled') throw new Refusal('conflict', 'taken-back', 'This answer was taken back already.');
  return row;
}

export async function endLaterReply(
  ctx: WritingContext,
  id: string,
  end: { state: 'sent' | 'held' | 'cancelled'; reason?: string; message_id?: string },
): Promise<void> {
  await ctx.trx
    .updateTable('later_replies')
    .set({ ...end, ended_at: ctx.now })
    .where('id', '=', id)
    .execute();
}

async function one(ctx: WritingContext, id: string): Promise<LaterReplyRecord> {
  const [row] = await selectLaterReplies(ctx.trx, sql`l.id = ${id}::uuid`, 1);
  if (row === undefined) throw new Refusal('not_found', 'later-reply-not-found', 'There is no such answer.');
  return row;
}

/** A local day and time where the customer is; where the author is, when the customer's zone is unknown. */
async function localInstant(
  ctx: WritingContext,
  customerId: string,
  me: string,
  local: { day: string; time: string },
): Promise<Date> {
  const { rows } = await sql<{ zone: string }>`
    select coalesce((select nullif(time_zone, '') from customers where id = ${customerId}::uuid),
      (select time_zone from users where id = ${me}::uuid), 'UTC') as zone
  `.execute(ctx.trx);
  try {
    const at = Temporal.PlainDate.from(local.day).toZonedDateTime({
      timeZone: rows[0]?.zone ?? 'UTC',
      plainTime: local.time,
    });
    return new Date(at.epochMilliseconds);
  } catch {
    throw new Refusal('invalid', 'send-time', 'There is no such day or time.', { field: 'sendLocal' });
  }
}

function refuseWrongTime(ctx: Context, at: Date): void {
  const ahead = at.getTime() - ctx.now.getTime();
  if (ahead <= 0 || ahead > mostMonthsAhead * 31 * 86_400_000)
    throw new Refusal('invalid', 'send-time', 'Choose a time ahead, within a year.', { field: 'sendAt' });
}

/** What is promised with an answer is due after it is read. */
function refuseLatePromises(promises: readonly { dueAt: string }[], when: Date): void {
  if (promises.some(({ dueAt }) => new Date(dueAt) <= when))
    throw new Refusal('invalid', 'promise-before-sending', 'What it promises would be due before it goes out.', {
      field: 'promises',
    });
}

function oneself(ctx: Context): string {
  const me = staffId(ctx.actor);
  if (me !== null) return me;
  throw new Refusal('forbidden', 'not-a-person', 'An API key sends at once; a person sends later.');
}
