import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { logCall as logCallRoute, PhoneCall } from '../../../contract/forms-phone.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { closeCase, findCase, openCase, refuseMissingFields } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { type CallRecord, selectCalls } from './queries.ts';

export type CallInput = Static<NonNullable<(typeof logCallRoute)['body']>>;

/**
 * Notes a call. Its case opens now, or after `hold` seconds: until then it can be undone without a trace, and it opens also
 * when whoever noted it has closed his browser. Records `calls.logged` when the case opens.
 */
export function logCall(ctx: Context, input: CallInput): Promise<PhoneCall> {
  return transact(ctx, async (ctx) => {
    if (input.customerId === undefined && input.customer === undefined)
      throw new Refusal('invalid', 'customer-missing', 'Say who called: customerId, or customer with a name.', {
        field: 'customer',
      });
    if (input.outcome === 'open' && input.valueCreated !== undefined)
      throw new Refusal('invalid', 'not-done', 'What it was worth is said when it is done.', { field: 'valueCreated' });
    if (input.outcome === 'done') await refuseMissingFields(ctx, { kind: input.kind ?? 'question', fields: {} });
    const { hold, seconds, ...rest } = input;
    const id = newId();
    // an API key has no colleague behind it who could take it back: its calls open at once
    const held = ctx.actor.kind === 'staff' && (hold ?? 0) > 0;
    const due = new Date(ctx.now.getTime() + (held ? hold! : 0) * 1000);
    await ctx.trx
      .insertInto('phone_calls')
      .values({
        id,
        state: 'held',
        input: JSON.stringify(rest),
        logged_by: staffId(ctx.actor),
        at: ctx.now,
        due_at: due,
        seconds: seconds ?? null,
      })
      .execute();
    if (held) await addJob(ctx, 'open-call', { id }, { key: `open-call:${id}`, runAt: due });
    else await open(ctx, id, rest);
    return show(await lock(ctx, id));
  });
}

/** Takes back a call whose case has not opened yet. @throws Refusal conflict `call-logged` */
export function undoCall(ctx: Context, id: string): Promise<PhoneCall> {
  return transact(ctx, async (ctx) => {
    const [row] = await selectCalls(ctx.trx, sql`p.id = ${id}::uuid`, 1, true);
    if (row === undefined || row.logged_by === null || row.logged_by !== staffId(ctx.actor))
      throw new Refusal('not_found', 'call-not-found', 'There is no such call of yours.');
    if (row.state !== 'held' && row.state !== 'undone')
      throw new Refusal('conflict', 'call-logged', 'Its case is open already; close it there.', {
        extension: { number: row.number },
      });
    await ctx.trx.updateTable('phone_calls').set({ state: 'undone', input: '{}' }).where('id', '=', id).execute();
    return show({ ...row, state: 'undone' });
  });
}

/** Calls one noted oneself, or those of a case that one may see; newest first. */
export async function listCalls(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; caseId?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const which =
    query.caseId === undefined
      ? sql`p.logged_by = ${staffId(ctx.actor)}::uuid and p.state <> 'undone'`
      : sql`p.case_id = ${(await findCase(ctx, query.caseId)).id}::uuid`;
  const rest = after === undefined ? sql`true` : sql`(p.at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const rows = await selectCalls(ctx.db, sql`${which} and ${rest}`, limit + 1);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

/** Opens the case of a held call, as whoever noted it and with his rights of now. Any number of attempts opens one. */
export const openCallJob: Job = {
  name: 'open-call',
  work: (ctx, payload) =>
    transact(ctx, async (ctx) => {
      const [row] = await selectCalls(
        ctx.trx,
        sql`p.id = ${String(payload['id'])}::uuid and p.state = 'held'`,
        1,
        true,
      );
      if (row === undefined) return;
      const author = row.logged_by === null ? undefined : await findColleague(ctx.trx, row.logged_by);
      try {
        if (author === undefined)
          throw new Refusal('not_found', 'author-left', 'Whoever noted it does not work here any more.');
        // a call that cannot be kept must not leave half a case behind
        await sql`savepoint opening`.execute(ctx.trx);
        await open({ ...ctx, actor: author }, row.id, row.input as CallInput);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (author !== undefined) await sql`rollback to savepoint opening`.execute(ctx.trx);
        await ctx.trx
          .updateTable('phone_calls')
          .set({
            state: 'failed',
            error: error.message,
            input: JSON.stringify({ line: (row.input as CallInput).line }),
          })
          .where('id', '=', row.id)
          .execute();
      }
    }),
};

async function open(ctx: WritingContext, id: string, input: Omit<CallInput, 'hold' | 'seconds'>): Promise<void> {
  const { outcome, valueCreated, line, ...rest } = input;
  const mine = staffId(ctx.actor);
  const { caseId } = await openCase(ctx, {
    ...rest,
    subject: line,
    text: line,
    fieldsLater: true,
    channel: 'phone',
    ...(mine === null ? {} : { assigneeId: mine }),
  });
  if (outcome === 'done') await closeCase(ctx, caseId, { valueCreated });
  // who called stands in the case now; the note keeps no copy
  await ctx.trx
    .updateTable('phone_calls')
    .set({ state: 'logged', case_id: caseId, input: '{}' })
    .where('id', '=', id)
    .execute();
  await record(ctx, 'calls.logged', caseId, { callId: id, caseId, outcome });
}

async function lock(ctx: WritingContext, id: string): Promise<CallRecord> {
  const [row] = await selectCalls(ctx.trx, sql`p.id = ${id}::uuid`, 1, true);
  return row!;
}

function show(row: CallRecord): PhoneCall {
  return {
    id: row.id,
    state: row.state,
    at: row.at.toISOString(),
    seconds: row.seconds,
    by: row.logged_by === null ? null : { id: row.logged_by, name: row.by_name ?? '' },
    case: row.case_id === null ? null : { id: row.case_id, number: row.number!, subject: row.subject ?? '' },
    error: row.error,
  };
}
