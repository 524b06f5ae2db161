import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { asSystem, type Context, staffId, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  type AbsenceRow,
  findAbsence,
  findServing,
  insertAbsence,
  listAbsencesAfter,
  markBegan,
  markEnded,
  overlaps,
  takeDueAbsence,
  takeLapsedAbsence,
} from './absence-queries.ts';

const mostPerTurn = 200;

export interface AbsenceInput {
  userId?: string | undefined;
  from?: string | undefined;
  until?: string | null | undefined;
  delegateId?: string | null | undefined;
  handOver?: boolean | undefined;
  takeBack?: boolean | undefined;
  note?: string | undefined;
}

/**
 * Plans an absence, or begins it when it is now. Records `people.absence-planned`, and `people.absence-began` once it is
 * time: what hangs on it (cases, promises) is handed over by those who hear of it.
 */
export async function planAbsence(ctx: Context, input: AbsenceInput) {
  const userId = whoseAbsence(ctx, input.userId);
  return transact(ctx, async (ctx) => {
    const from = input.from === undefined ? ctx.now : new Date(input.from);
    const until = input.until === undefined || input.until === null ? null : new Date(input.until);
    await refuseUnfit(ctx, userId, input.delegateId ?? null, from, until);
    const id = newId();
    await insertAbsence(ctx.trx, {
      id,
      user_id: userId,
      from_at: from,
      until_at: until,
      delegate_id: input.delegateId ?? null,
      hand_over: input.handOver ?? true,
      take_back: input.takeBack ?? true,
      note: input.note?.trim() ?? '',
      made_by: staffId(ctx.actor),
      made_at: ctx.now,
    });
    await record(ctx, 'people.absence-planned', id, { absenceId: id, userId, delegateId: input.delegateId ?? null });
    if (from <= ctx.now) {
      const lapsed = await takeLapsedAbsence(ctx.trx, userId, ctx.now);
      if (lapsed !== undefined) await end(ctx, (await findAbsence(ctx.trx, lapsed))!);
      await begin(ctx, id);
    }
    return show((await findAbsence(ctx.trx, id))!);
  });
}

/** Back again, or not going at all. Records `people.absence-ended`. */
export function endAbsence(ctx: Context, id: string) {
  return transact(ctx, async (ctx) => {
    const found = await findAbsence(ctx.trx, id, true);
    if (found === undefined) throw new Refusal('not_found', 'absence-not-found', 'There is no such absence.');
    whoseAbsence(ctx, found.user_id);
    if (found.ended_at !== null) throw new Refusal('conflict', 'absence-over', 'This absence is over already.');
    await end(ctx, found);
    return show((await findAbsence(ctx.trx, id))!);
  });
}

export async function listAbsences(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    userId?: string | undefined;
    current?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const filter = { userId: query.userId, current: query.current === true };
  const rows = await listAbsencesAfter(ctx.db, filter, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.from_at.toISOString(), row.id], show);
}

/** Ends and begins absences whose time has come, in this order, because one may follow on another; any number of nodes may do so at once. */
export async function turnAbsences(ctx: Context): Promise<void> {
  const system = asSystem(ctx, 'absences');
  for (const which of ['end', 'begin'] as const) {
    for (let turn = 0; turn < mostPerTurn; turn++) {
      const more = await transact(system, async (ctx) => {
        const id = await takeDueAbsence(ctx.trx, which, ctx.now);
        if (id === undefined) return false;
        if (which === 'begin') await begin(ctx, id);
        else await end(ctx, (await findAbsence(ctx.trx, id))!);
        return true;
      });
      if (!more) break;
    }
  }
}

export const turnAbsencesJob: Job = { name: 'people.absences', work: (ctx) => turnAbsences(ctx) };

async function begin(ctx: WritingContext, id: string): Promise<void> {
  await markBegan(ctx.trx, id, ctx.now);
  const found = (await findAbsence(ctx.trx, id))!;
  await record(ctx, 'people.absence-began', id, {
    absenceId: id,
    userId: found.user_id,
    delegateId: found.delegate_id,
    handOver: found.hand_over,
  });
}

async function end(ctx: WritingContext, found: AbsenceRow): Promise<void> {
  await markEnded(ctx.trx, found.id, ctx.now);
  await record(ctx, 'people.absence-ended', found.id, {
    absenceId: found.id,
    userId: found.user_id,
    began: found.began_at !== null,
    takeBack: found.take_back,
  });
}

/** Oneself; somebody else only for whoever manages people. */
function whoseAbsence(ctx: Context, userId: string | undefined): string {
  const own = staffId(ctx.actor);
  const wanted = userId ?? own;
  if (wanted === null)
    throw new Refusal('invalid', 'not-a-person', 'An API key is never away; name a colleague.', { field: 'userId' });
  const manages = 'role' in ctx.actor && mayRole(ctx.actor.role, 'people.manage');
  if (wanted !== own && !manages)
    throw new Refusal(
      'forbidden',
      'not-your-absence',
      'Only whoever manages people may say that somebody else is away.',
    );
  return wanted;
}

async function refuseUnfit(
  ctx: WritingContext,
  userId: string,
  delegateId: string | null,
  from: Date,
  until: Date | null,
): Promise<void> {
  const user = await ctx.trx.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
  if (user === undefined)
    throw new Refusal('invalid', 'user-not-found', 'There is no such colleague.', { field: 'userId' });
  if (until !== null && until <= (from > ctx.now ? from : ctx.now))
    throw new Refusal('invalid', 'absence-ends-before', 'It has to end after it begins, and ahead of now.', {
      field: 'until',
    });
  if (delegateId === userId)
    throw new Refusal('invalid', 'delegate-self', 'Choose somebody else to stand in.', { field: 'delegateId' });
  if (delegateId !== null && (await findServing(ctx.trx, delegateId)) === undefined)
    throw new Refusal('invalid', 'delegate-not-found', 'Choose a colleague who works on cases.', {
      field: 'delegateId',
    });
  if (await overlaps(ctx.trx, userId, from, until))
    throw new Refusal('conflict', 'absence-overlaps', 'There is an absence for this time already; end it first.', {
      field: 'from',
    });
}

function show(row: AbsenceRow) {
  const state = row.ended_at !== null ? 'over' : row.began_at !== null ? 'away' : 'planned';
  return {
    id: row.id,
    person: { id: row.user_id, name: row.user_name },
    from: row.from_at.toISOString(),
    until: row.until_at?.toISOString() ?? null,
    delegate: row.delegate_id === null ? null : { id: row.delegate_id, name: row.delegate_name ?? '' },
    handOver: row.hand_over,
    takeBack: row.take_back,
    note: row.note,
    state: state as 'planned' | 'away' | 'over',
    handedOver: row.handed_over,
    returned: row.returned,
  };
}
