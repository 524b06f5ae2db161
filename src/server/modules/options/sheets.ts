import type { OptionSheet, SheetContent } from '../../../contract/options.ts';
import { problemsOfSheet } from '../../../domain/procedures/option-sheets.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { closestLanguage, say } from '../../catalogue.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { escapeHtml } from '../../mail/plain-text.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase, replyToCase } from '../cases/index.ts';
import { findCompany } from '../people/index.ts';
import { withdrawPromise } from '../promises/index.ts';
import { findSheet, holdSheet, insertSheet, listSheetsAfter, type SheetRow, updateSheet } from './queries.ts';
import { signSheetLink } from './sheet-key.ts';
import { findTemplate } from './templates.ts';

const usualDays = 14;

/** Option sheets of a case, newest first. */
export async function listSheets(
  ctx: Context,
  ref: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const found = await findCase(ctx, ref);
  const limit = query.limit ?? 50;
  const rows = await listSheetsAfter(ctx.db, ctx.actor, found.id, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.created_at.toISOString(), row.id],
    (row) => show(ctx, row),
  );
}

/** One sheet. @throws Refusal not_found */
export async function readSheet(ctx: Context, id: string): Promise<OptionSheet> {
  return show(ctx, await theSheet(ctx, id));
}

/** Begins a sheet of a template, of what was written, or empty, in the customer's language. Records `options.sheet-added`. */
export function addSheet(
  ctx: Context,
  ref: string,
  input: { templateId?: string | undefined; content?: SheetContent | undefined },
): Promise<OptionSheet> {
  return transact(ctx, async (ctx) => {
    const found = await findCase({ ...ctx, db: ctx.trx }, ref);
    const customer = await ctx.trx
      .selectFrom('customers')
      .select('language')
      .where('id', '=', found.customer_id)
      .executeTakeFirstOrThrow();
    const company = await findCompany(ctx.trx);
    const language = closestLanguage(customer.language ?? company?.language);
    const content =
      input.content ??
      (input.templateId === undefined ? undefined : await findTemplate(ctx, input.templateId)) ??
      emptySheet(say(language, 'options', 'page.title'), company?.currency ?? 'EUR');
    const id = newId();
    await insertSheet(ctx.trx, {
      id,
      case_id: found.id,
      customer_id: found.customer_id,
      state: 'draft',
      content: JSON.stringify(content),
      language,
      created_at: ctx.now,
      created_by: staffId(ctx.actor),
    });
    await record(ctx, 'options.sheet-added', found.id, { sheetId: id, caseId: found.id });
    return readSheet(ctx, id);
  });
}

/** Changes a sheet that was not sent yet. @throws Refusal conflict `sheet-sent`, `sheet-moved-on` */
export function changeSheet(
  ctx: Context,
  id: string,
  input: { content: SheetContent; revision?: number | undefined },
): Promise<OptionSheet> {
  return transact(ctx, async (ctx) => {
    const row = await heldSheet(ctx, id);
    if (row.state !== 'draft')
      throw new Refusal('conflict', 'sheet-sent', 'The customer has this sheet; withdraw it and make another.');
    if (input.revision !== undefined && input.revision !== row.revision)
      throw new Refusal('conflict', 'sheet-moved-on', 'Somebody else has changed this sheet since you began.');
    await updateSheet(ctx.trx, id, { content: JSON.stringify(input.content), revision: row.revision + 1 });
    return readSheet(ctx, id);
  });
}

/** Sends a sheet as a link in an answer of its case. Records `options.sheet-sent`, and `cases.replied` with the answer. */
export function sendSheet(
  ctx: Context,
  id: string,
  input: { text?: string | undefined; days?: number | undefined },
): Promise<OptionSheet> {
  return transact(ctx, async (ctx) => {
    const row = await heldSheet(ctx, id);
    if (row.state !== 'draft') throw new Refusal('conflict', 'sheet-sent', 'This sheet was sent already.');
    const content = row.content as unknown as SheetContent;
    const problems = problemsOfSheet(content);
    if (problems.length > 0)
      throw new Refusal('invalid', 'sheet-unfit', `It cannot be chosen from like this: ${problems.join(', ')}.`, {
        field: 'content',
        extension: { problems },
      });
    const link = signSheetLink(ctx, id);
    const words = input.text?.trim() || say(row.language, 'options', 'mail.text');
    const { messageId } = await replyToCase(ctx, row.case_id, {
      html: `${words
        .split(/\n{2,}/)
        .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
        .join('')}<p><a href="${escapeHtml(link)}">${escapeHtml(content.title)}</a></p>`,
      revision: row.case_revision,
      sendAnyway: true,
      stateAfter: 'waiting',
    });
    const expiresAt = new Date(ctx.now.getTime() + (input.days ?? usualDays) * 86_400_000);
    await updateSheet(ctx.trx, id, { state: 'sent', sent_at: ctx.now, message_id: messageId, expires_at: expiresAt });
    await record(ctx, 'options.sheet-sent', row.case_id, {
      sheetId: id,
      caseId: row.case_id,
      customerId: row.customer_id,
      expiresAt: expiresAt.toISOString(),
    });
    return readSheet(ctx, id);
  });
}

/** Confirms what was chosen: from here on it stands. Records `options.confirmed`. */
export function confirmSheet(ctx: Context, id: string): Promise<OptionSheet> {
  return transact(ctx, async (ctx) => {
    const row = await heldSheet(ctx, id);
    if (row.state !== 'chosen')
      throw new Refusal('conflict', 'nothing-chosen', 'There is no choice that waits to be confirmed.');
    await updateSheet(ctx.trx, id, { state: 'confirmed', ended_at: ctx.now, ended_by: staffId(ctx.actor) });
    await record(ctx, 'options.confirmed', row.case_id, { sheetId: id, caseId: row.case_id, option: row.chosen });
    return readSheet(ctx, id);
  });
}

/** Takes a sheet back. A promise that came of a choice is withdrawn with it. Records `options.withdrawn`. */
export function withdrawSheet(ctx: Context, id: string): Promise<OptionSheet> {
  return transact(ctx, async (ctx) => {
    const row = await heldSheet(ctx, id);
    if (row.state === 'confirmed' || row.state === 'withdrawn')
      throw new Refusal('conflict', 'sheet-ended', `This sheet is ${row.state} already.`);
    if (row.promise_id !== null) await letGo(ctx, row.promise_id);
    await updateSheet(ctx.trx, id, {
      state: 'withdrawn',
      ended_at: ctx.now,
      ended_by: staffId(ctx.actor),
      promise_id: null,
    });
    await record(ctx, 'options.withdrawn', row.case_id, { sheetId: id, caseId: row.case_id });
    return readSheet(ctx, id);
  });
}

/** Lets a promise go that hung on a choice. One that has ended meanwhile stays as it is. */
export async function letGo(ctx: WritingContext, promiseId: string): Promise<void> {
  const promise = await ctx.trx.selectFrom('promises').select('state').where('id', '=', promiseId).executeTakeFirst();
  if (promise?.state !== 'open') return;
  await withdrawPromise({ ...ctx, actor: { kind: 'system', name: 'options' } }, promiseId, { because: 'released' });
}

/** A sheet as far as the actor sees its case. @throws Refusal not_found */
async function theSheet(ctx: Context, id: string): Promise<SheetRow> {
  const row = await findSheet(ctx.trx ?? ctx.db, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'sheet-not-found', 'There is no such option sheet.');
  return row;
}

async function heldSheet(ctx: WritingContext, id: string): Promise<SheetRow> {
  await holdSheet(ctx.trx, id);
  return theSheet(ctx, id);
}

function emptySheet(title: string, currency: string): SheetContent {
  const option = (key: string) => ({
    key,
    name: '',
    price: null,
    minutes: null,
    risk: '',
    notIncluded: '',
    promise: '',
    values: {},
  });
  return {
    title,
    intro: '',
    currency,
    criteria: [],
    options: [option('a'), option('b')],
    recommended: null,
    because: '',
  };
}

function show(ctx: Context, row: SheetRow): OptionSheet {
  const content = row.content as unknown as SheetContent;
  const expired = row.state === 'sent' && row.expires_at !== null && row.expires_at <= ctx.now;
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    state: expired ? 'expired' : (row.state as OptionSheet['state']),
    content,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by === null ? null : { id: row.created_by, name: row.creator ?? '' },
    sentAt: row.sent_at?.toISOString() ?? null,
    seenAt: row.seen_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    chosen: row.chosen,
    chosenAt: row.chosen_at?.toISOString() ?? null,
    changedMind: row.changed_mind,
    unclear: row.unclear,
    promiseId: row.promise_id,
    problems: problemsOfSheet(content),
    link: row.sent_at === null ? null : signSheetLink(ctx, row.id),
  };
}
