/** Clocks of one's own: what a company promises beside first answer, next answer and solution. */
import type { changeOwnClock, createOwnClock, OwnClock } from '../../../../contract/promises-own-clocks.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { clockEvents, clockStates } from '../../../../domain/promises/clock-conditions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findOwnClock, listOwnClocksAfter, type OwnClockRow, saveOwnClock } from './own-clock-queries.ts';

export function makeOwnClock(ctx: Context, input: BodyOf<typeof createOwnClock>): Promise<OwnClock> {
  return transact(ctx, async (ctx) => {
    const row: OwnClockRow = {
      id: newId(),
      name: input.name.trim(),
      conditions: {},
      calendar_id: null,
      minutes: input.minutes,
      starts: input.starts,
      stops: input.stops,
      pause_in: ['waiting'],
      visible: false,
      active: true,
      ...columnsOf(input),
      changed_at: ctx.now,
      archived_at: null,
    };
    return save(ctx, row, 'promises.clock-made');
  });
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

export async function listOwnClocks(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listOwnClocksAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], show);
}

async function save(ctx: WritingContext, row: OwnClockRow, type: string): Promise<OwnClock> {
  for (const [field, conditions] of [
    ['starts', row.starts],
    ['stops', row.stops],
  ] as const)
    for (const { on, is } of conditions) {
      const known: readonly string[] | null = on === 'event' ? clockEvents : on === 'state' ? clockStates : null;
      if (known !== null && !known.includes(is))
        throw new Refusal('invalid', 'clock-condition-unknown', `“${is}” is none of ${known.join(', ')}.`, { field });
    }
  if (row.calendar_id !== null) {
    const calendar = ctx.trx.selectFrom('calendars').select('id').where('id', '=', row.calendar_id);
    if ((await calendar.executeTakeFirst()) === undefined)
      throw new Refusal('invalid', 'calendar-not-found', 'There is no such calendar.', { field: 'calendarId' });
  }
  await saveOwnClock(ctx.trx, row);
  await record(ctx, type, row.id, { name: row.name, active: row.active });
  return show(row);
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
