import type { ReportReader } from '../../../contract/reports.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { readKeyForDays, signKeyForDays } from '../../signing.ts';
import { notify } from '../notifications/index.ts';
import { endWish } from './queries.ts';
import { readerOf } from './reader.ts';
import { showReader } from './showing.ts';
import { listReaders } from './visit-queries.ts';

/** The link in a mail ends them for so many days after it was sent. */
const keyDays = 400;
const purpose = 'report-stop';

/** Gets no more figures by mail. */
export function stopOwn(ctx: Context): Promise<{ stopped: boolean }> {
  return end(ctx, readerOf(ctx));
}

/** Ends the mails of somebody who does not read them; he is told, and may wish for them again. */
export function stopReader(ctx: Context, userId: string): Promise<ReportReader> {
  return transact(ctx, async (ctx) => {
    const reader = (await listReaders(ctx.trx, { userId, limit: 1 }))[0];
    if (reader === undefined)
      throw new Refusal('not_found', 'report-reader-not-found', 'Nobody of that kind gets figures by mail.');
    const { stopped } = await end(ctx, userId);
    if (stopped && staffId(ctx.actor) !== userId) {
      const person = await ctx.trx
        .selectFrom('users')
        .select('language')
        .where('id', '=', userId)
        .executeTakeFirstOrThrow();
      const name = 'name' in ctx.actor ? ctx.actor.name : '';
      await notify(ctx, {
        userId,
        kind: 'alert',
        subject: say(person.language, 'reports', 'stopped.subject', { name }),
        text: say(person.language, 'reports', 'stopped.text'),
        link: '/measure#mail',
      });
    }
    return showReader((await listReaders(ctx.trx, { userId, limit: 1 }))[0]!, ctx.now);
  });
}

/** The address that ends the mails of a person without signing in. */
export function stopAddress(ctx: Context, userId: string): string {
  return `${ctx.url}/stop-figures/${signKeyForDays(ctx, purpose, userId, keyDays)}`;
}

/** Whose key it is; undefined when it was not made here, has expired, or he is gone. */
export async function readReportKey(ctx: Context, key: string): Promise<{ id: string; language: string } | undefined> {
  const id = readKeyForDays(ctx, purpose, key);
  if (id === undefined) return undefined;
  return ctx.db.selectFrom('users').select(['id', 'language']).where('id', '=', id).executeTakeFirst();
}

/** Ends them by the key of a mail. @throws Refusal not_found when the key is none */
export async function stopByKey(ctx: Context, key: string): Promise<{ language: string }> {
  const person = await readReportKey(ctx, key);
  if (person === undefined) throw new Refusal('not_found', 'key-unknown', 'This link is none of ours, or too old.');
  await end(asSystem(ctx, 'reports.stop'), person.id);
  return { language: person.language };
}

function end(ctx: Context, userId: string): Promise<{ stopped: boolean }> {
  return transact(ctx, async (ctx) => {
    const stopped = await endWish(ctx.trx, userId, staffId(ctx.actor), ctx.now);
    if (stopped) await record(ctx, 'reports.stopped', userId, { by: staffId(ctx.actor) });
    return { stopped };
  });
}
