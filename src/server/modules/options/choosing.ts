import type { SheetContent } from '../../../contract/options.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { writeToMyCase } from '../cases/index.ts';
import { makePromise } from '../promises/index.ts';
import { findSheet, holdSheet, listSentSheets, type SheetRow, updateSheet } from './queries.ts';
import { readSheetKey, signSheetLink } from './sheet-key.ts';
import { letGo } from './sheets.ts';

/** What the page of a sheet needs, and nothing else of the case. */
export interface SheetForCustomer {
  state: 'open' | 'chosen' | 'confirmed' | 'withdrawn' | 'expired';
  content: SheetContent;
  language: string;
  expiresAt: Date | null;
  chosen: string | null;
  /** When what was chosen is promised for. */
  promisedFor: Date | null;
  unclear: string | null;
}

const system = { kind: 'system', name: 'options' } as const;

/** The sheet a customer's key leads to; undefined when the key is forged or the sheet was never sent. Notes when it was first seen. */
export async function readSheetPage(ctx: Context, key: string): Promise<SheetForCustomer | undefined> {
  const id = readSheetKey(ctx, key);
  const row = id === undefined ? undefined : await findSheet(ctx.db, system, id);
  if (row === undefined || row.sent_at === null) return undefined;
  if (row.seen_at === null) await updateSheet(ctx.db, row.id, { seen_at: ctx.now });
  const promise =
    row.promise_id === null
      ? undefined
      : await ctx.db.selectFrom('promises').select('due_at').where('id', '=', row.promise_id).executeTakeFirst();
  return {
    state: standingOf(row, ctx.now),
    content: row.content as unknown as SheetContent,
    language: row.language,
    expiresAt: row.expires_at,
    chosen: row.chosen,
    promisedFor: promise?.due_at ?? null,
    unclear: row.unclear,
  };
}

/** What waits for the customer's choice in a case, newest first, with the address of its page and what he chose so far. */
export async function sheetsToChoose(
  ctx: Context,
  caseId: string,
): Promise<{ title: string; link: string; chosen: string | null }[]> {
  const rows = await listSentSheets(ctx.db, caseId);
  return rows
    .filter((row) => row.state === 'chosen' || row.expires_at === null || row.expires_at > ctx.now)
    .map((row) => {
      const { title, options } = row.content as unknown as SheetContent;
      const chosen = options.find((option) => option.key === row.chosen)?.name ?? null;
      return { title, link: signSheetLink(ctx, row.id), chosen };
    });
}

/**
 * The customer chooses, or changes his mind until it is confirmed. The choice is written into the conversation in his name and
 * becomes a promise, due when the option says. Choosing the same again changes nothing. Records `options.chosen`.
 * @throws Refusal not_found; conflict `sheet-ended`; invalid `option-unknown`
 */
export function chooseOption(
  ctx: Context,
  key: string,
  input: { option: string; unclear?: string | undefined },
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const id = readSheetKey(ctx, key);
    if (id !== undefined) await holdSheet(ctx.trx, id);
    const row = id === undefined ? undefined : await findSheet(ctx.trx, system, id);
    if (row === undefined || row.sent_at === null)
      throw new Refusal('not_found', 'sheet-not-found', 'There is no such option sheet.');
    const standing = standingOf(row, ctx.now);
    if (standing !== 'open' && standing !== 'chosen')
      throw new Refusal('conflict', 'sheet-ended', say(row.language, 'options', `page.${standing}`));
    const content = row.content as unknown as SheetContent;
    const option = content.options.find((one) => one.key === input.option);
    if (option === undefined)
      throw new Refusal('invalid', 'option-unknown', say(row.language, 'options', 'page.choose-one'), {
        field: 'option',
      });
    const unclear = input.unclear?.trim() || null;
    const another = row.chosen !== option.key;
    if (!another && (unclear === null || unclear === row.unclear)) return;
    const words = [
      ...(another ? [say(row.language, 'options', 'page.said', { title: content.title, option: option.name })] : []),
      ...(unclear === null ? [] : [say(row.language, 'options', 'page.said-unclear', { unclear })]),
    ].join('\n\n');
    await sayAsCustomer(ctx, row, words);
    if (another && row.promise_id !== null) await letGo(ctx, row.promise_id);
    const promiseId = another ? await promised(ctx, row, option) : row.promise_id;
    await updateSheet(ctx.trx, row.id, {
      state: 'chosen',
      chosen: option.key,
      ...(another ? { chosen_at: ctx.now } : {}),
      ...(another && row.chosen !== null ? { changed_mind: row.changed_mind + 1 } : {}),
      unclear: unclear ?? row.unclear,
      promise_id: promiseId,
    });
    await record(await asCustomer(ctx, row), 'options.chosen', row.case_id, {
      sheetId: row.id,
      caseId: row.case_id,
      customerId: row.customer_id,
      option: option.key,
      before: row.chosen,
      unclear: unclear !== null,
      promiseId,
    });
  });
}

/** Only asks what is unclear, without choosing. @throws Refusal not_found; invalid `nothing-asked` */
export function askAboutSheet(ctx: Context, key: string, unclear: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const id = readSheetKey(ctx, key);
    const row = id === undefined ? undefined : await findSheet(ctx.trx, system, id);
    if (row === undefined || row.sent_at === null)
      throw new Refusal('not_found', 'sheet-not-found', 'There is no such option sheet.');
    const words = unclear.trim();
    if (words === '')
      throw new Refusal('invalid', 'nothing-asked', say(row.language, 'options', 'page.ask-first'), {
        field: 'unclear',
      });
    await sayAsCustomer(ctx, row, say(row.language, 'options', 'page.said-unclear', { unclear: words }));
    await updateSheet(ctx.trx, row.id, { unclear: words });
    await record(await asCustomer(ctx, row), 'options.asked', row.case_id, {
      sheetId: row.id,
      caseId: row.case_id,
      customerId: row.customer_id,
    });
  });
}

function standingOf(row: SheetRow, now: Date): SheetForCustomer['state'] {
  if (row.state === 'withdrawn' || row.state === 'confirmed') return row.state;
  if (row.expires_at !== null && row.expires_at <= now && row.state === 'sent') return 'expired';
  return row.state === 'chosen' ? 'chosen' : 'open';
}

async function sayAsCustomer(ctx: WritingContext, row: SheetRow, text: string): Promise<void> {
  await writeToMyCase(await asCustomer(ctx, row), row.number, { text });
}

/** Whoever holds the link speaks for the customer of the case. */
async function asCustomer(ctx: WritingContext, row: SheetRow): Promise<WritingContext> {
  const customer = await ctx.trx
    .selectFrom('cases as k')
    .innerJoin('customers as c', 'c.id', 'k.customer_id')
    .select(['c.id', 'c.name'])
    .where('k.id', '=', row.case_id)
    .executeTakeFirstOrThrow();
  return { ...ctx, actor: { kind: 'customer', id: customer.id, name: customer.name } };
}

/** The promise that a choice becomes; none where the option names no time. */
async function promised(
  ctx: WritingContext,
  row: SheetRow,
  option: SheetContent['options'][number],
): Promise<string | null> {
  if (option.minutes === null) return null;
  return makePromise(
    { ...ctx, actor: system },
    {
      caseId: row.case_id,
      what: option.promise.trim() || option.name.trim(),
      minutes: option.minutes,
      ...(row.created_by === null ? {} : { keeperId: await keeperOf(ctx, row) }),
    },
  );
}

/** Whoever has the case keeps it; nobody else, so that a leaver never owes anything. */
async function keeperOf(ctx: WritingContext, row: SheetRow): Promise<string | null> {
  const found = await ctx.trx
    .selectFrom('cases as k')
    .leftJoin('users as a', (join) => join.onRef('a.id', '=', 'k.assignee_id').on('a.active', '=', true))
    .leftJoin('users as c', (join) => join.on('c.id', '=', row.created_by).on('c.active', '=', true))
    .select(['a.id as assignee', 'c.id as creator'])
    .where('k.id', '=', row.case_id)
    .executeTakeFirst();
  return found?.assignee ?? found?.creator ?? null;
}
