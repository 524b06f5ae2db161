/** Clocks of one's own: what a company promises beside first answer, next answer and solution. */
import type { Static } from 'typebox';
import type {
  changeOwnClock,
  createOwnClock,
  OwnClock,
  OwnClockTerms,
} from '../../../../contract/promises-own-clocks.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { clockEvents, clockStates } from '../../../../domain/promises/clock-conditions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import {
  findOwnClock,
  findRemovedClock,
  listClockEvents,
  listOwnClocksAfter,
  type OwnClockRow,
  saveOwnClock,
} from './own-clock-queries.ts';

export function makeOwnClock(ctx: Context, input: BodyOf<typeof createOwnClock>): Promise<OwnClock> {
  return transact(ctx, (ctx) => {
    return save(ctx, newClock(ctx, input), 'promises.clock-made');
  });
}

/** A clock as it is before it is written. */
export function newClock(ctx: Context, input: BodyOf<typeof createOwnClock>): OwnClockRow {
  return {
    id: newId(),
    conditions: {},
    calendar_id: null,
    pause_in: ['waiting'],
    visible: false,
    active: true,
    ...columnsOf(input),
    name: input.name.trim(),
    minutes: input.minutes,
    starts: input.starts,
    stops: input.stops,
    changed_at: ctx.now,
    archived_at: null,
  };
}

/** What it has started keeps its hour; what it starts from now on goes by the new terms. */
export function changeClock(ctx: Context, id: string, input: BodyOf<typeof changeOwnClock>): Promise<OwnClock> {
  return transact(ctx, async (ctx) =>
    save(ctx, { ...(await theClock(ctx, id)), ...columnsOf(input), changed_at: ctx.now }, 'promises.clock-changed'),
  );
}

export function removeClock(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const row = await theClock(ctx, id);
    await saveOwnClock(ctx.trx, { ...row, active: false, archived_at: ctx.now });
    await record(ctx, 'promises.clock-removed', id, { name: row.name });
    return null;
  });
}

/**
 * Takes up a removed clock again, as it was before.
 * @throws Refusal not_found `clock-not-found`; conflict `clock-in-use` when it is not removed
 */
export function restoreClock(ctx: Context, id: string): Promise<OwnClock> {
  return transact(ctx, async (ctx) => {
    const row = await findRemovedClock(ctx.trx, id);
    if (row === undefined) {
      await theClock(ctx, id);
      throw new Refusal('conflict', 'clock-in-use', 'This clock has not been removed.');
    }
    const [last] = await listClockEvents(ctx.trx, id, undefined, 20).then((found) =>
      found.filter(({ data }) => data['terms'] !== undefined),
    );
    const active = (last?.data['terms'] as { active?: boolean } | undefined)?.active ?? true;
    return save(ctx, { ...row, active, archived_at: null, changed_at: ctx.now }, 'promises.clock-restored');
  });
}

/** Who made and changed a clock, newest first, with its terms afterwards: read from the log. */
export async function listClockChanges(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const keys = readCursor(query.cursor, 1);
  const before = keys === undefined ? undefined : Number(keys[0]);
  if (before !== undefined && !Number.isSafeInteger(before))
    throw new Refusal('invalid', 'cursor', 'The cursor is not one that this list gave; start again without it.');
  const rows = await listClockEvents(ctx.db, id, before, limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({
      at: row.at.toISOString(),
      by: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
      change: row.type.slice('promises.clock-'.length) as 'made' | 'changed' | 'removed' | 'restored',
      terms: (row.data['terms'] as Static<typeof OwnClockTerms> | undefined) ?? null,
    }),
  );
}

export async function listOwnClocks(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listOwnClocksAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], show);
}

async function save(ctx: WritingContext, row: OwnClockRow, type: string): Promise<OwnClock> {
  refuseUnknownConditions(row);
  if (row.calendar_id !== null) {
    const calendar = ctx.trx.selectFrom('calendars').select('id').where('id', '=', row.calendar_id);
    if ((await calendar.executeTakeFirst()) === undefined)
      throw new Refusal('invalid', 'calendar-not-found', 'There is no such calendar.', { field: 'calendarId' });
  }
  await saveOwnClock(ctx.trx, row);
  const { id: _, changedAt: __, ...terms } = show(row);
  await record(ctx, type, row.id, { name: row.name, active: row.active, terms });
  return show(row);
}

/** @throws Refusal invalid `clock-condition-unknown` when something is to start or stop it that never happens */
export function refuseUnknownConditions(row: Pick<OwnClockRow, 'starts' | 'stops'>): void {
  for (const [field, conditions] of [
    ['starts', row.starts],
    ['stops', row.stops],
  ] as const)
    for (const { on, is } of conditions) {
      const known: readonly string[] | null = on === 'event' ? clockEvents : on === 'state' ? clockStates : null;
      if (known !== null && !known.includes(is))
        throw new Refusal('invalid', 'clock-condition-unknown', `“${is}” is none of ${known.join(', ')}.`, { field });
    }
}

async function theClock(ctx: WritingContext, id: string): Promise<OwnClockRow> {
  const row = await findOwnClock(ctx.trx, id);
  if (row === undefined) throw new Refusal('not_found', 'clock-not-found', 'There is no such clock.');
  return row;
}

function columnsOf(input: BodyOf<typeof changeOwnClock>): Partial<OwnClockRow> {
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.conditions === undefined ? {} : { conditions: input.conditions as OwnClockRow['conditions'] }),
    ...(input.calendarId === undefined ? {} : { calendar_id: input.calendarId }),
    ...(input.minutes === undefined ? {} : { minutes: input.minutes }),
    ...(input.starts === undefined ? {} : { starts: input.starts }),
    ...(input.stops === undefined ? {} : { stops: input.stops }),
    ...(input.pauseIn === undefined ? {} : { pause_in: [...input.pauseIn] }),
    ...(input.visible === undefined ? {} : { visible: input.visible }),
    ...(input.active === undefined ? {} : { active: input.active }),
  };
}

function show(row: OwnClockRow): OwnClock {
  return {
    id: row.id,
    name: row.name,
    conditions: row.conditions as OwnClock['conditions'],
    calendarId: row.calendar_id,
    minutes: row.minutes,
    starts: row.starts as OwnClock['starts'],
    stops: row.stops as OwnClock['stops'],
    pauseIn: row.pause_in as OwnClock['pauseIn'],
    visible: row.visible,
    active: row.active,
    changedAt: row.changed_at.toISOString(),
  };
}
