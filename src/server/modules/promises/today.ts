/** Today: what is due, by whom, what is done, and what will slip unless someone steps in. */
import type { RawBuilder } from 'kysely';
import type { ReplyOf } from '../../../contract/route.ts';
import type { readPromisesToday as todayRoute } from '../../../contract/promises.ts';
import { nextOpen } from '../../../domain/promises/business-time.ts';
import { type Calendar, dateOf } from '../../../domain/promises/calendar.ts';
import { openStretches } from '../../../domain/promises/open-hours.ts';
import { localDayAt, localDayBounds } from '../../../domain/promises/time-zone.ts';
import type { Context } from '../../context.ts';
import { calendarsFor, type CalendarsByVersion, calendarVersion } from './clock-record.ts';
import { actingStaff } from './ledger.ts';
import { readTerms, type Terms } from './policies/policy-choice.ts';
import {
  countDueBefore,
  findAssignees,
  findPeople,
  keptBy,
  listDueBefore,
  listDueFrom,
  listEndedWithin,
  ofTeams,
  type ShownRow,
} from './reading-queries.ts';
import { showPromise } from './showing.ts';

type Today = ReplyOf<typeof todayRoute>;
type Scope = Today['mine'];
type Person = Awaited<ReturnType<typeof findPeople>>[number];

const mostShown = 100;
const nobody = '00000000-0000-0000-0000-000000000000';

/** The promises of the day, by the local day of whoever asks; what passed its hour unnoticed is among them. */
export async function readPromisesToday(ctx: Context): Promise<Today> {
  const me = actingStaff(ctx) ?? nobody;
  const [self] = await findPeople(ctx.db, [me]);
  const zone = self?.time_zone ?? 'UTC';
  const day = localDayAt(zone, ctx.now.getTime());
  const bounds = localDayBounds(zone, day);
  const within = { from: new Date(bounds.from), to: new Date(bounds.to) };
  const terms = await readTerms(ctx.db);
  const later = await listDueFrom(ctx, me, within.to, 5);
  const calendars = await calendarsFor(ctx.db, later, []);
  return {
    day: dateOf(day),
    zone,
    now: ctx.now.toISOString(),
    ...openingOf(self, terms, within),
    mine: await scopeOf(ctx, keptBy(me), within, terms),
    team: await scopeOf(ctx, ofTeams('teamIds' in ctx.actor ? ctx.actor.teamIds : []), within, terms),
    later: later.map((row) => showPromise(row, ctx.now, calendars)),
  };
}

async function scopeOf(
  ctx: Context,
  scope: RawBuilder<unknown>,
  within: { from: Date; to: Date },
  terms: Terms,
): Promise<Scope> {
  const rows = await listDueBefore(ctx, scope, within.to, mostShown + 1);
  const open = rows.slice(0, mostShown);
  const openCount = rows.length > mostShown ? await countDueBefore(ctx, scope, within.to) : open.length;
  const kept = await listEndedWithin(ctx, scope, 'kept', within, 20);
  const broken = await listEndedWithin(ctx, scope, 'broken', within, 20);
  const calendars = await calendarsFor(ctx.db, open, []);
  const shown = await withSlips(ctx, open, terms, calendars);
  return {
    open: shown,
    openCount,
    kept: kept.rows.map(inBrief),
    keptCount: kept.count,
    broken: broken.rows.map(inBrief),
    brokenCount: broken.count,
    slipCount: shown.filter(({ slip }) => slip !== null).length,
  };
}

/** Marks what will slip, and names whoever could step in: the case's assignee, else whoever made the promise. */
async function withSlips(ctx: Context, rows: ShownRow[], terms: Terms, calendars: CalendarsByVersion) {
  const assignees = await findAssignees(ctx.db, [...new Set(rows.flatMap(({ case_id }) => case_id ?? []))]);
  const named = rows.flatMap((row) => [row.keeper_id, row.made_by, assignees.get(row.case_id ?? '') ?? null]);
  const ids = [...new Set(named)].filter((id) => id !== null);
  const people = new Map((await findPeople(ctx.db, ids)).map((person) => [person.id, person]));
  return rows.map((row) => {
    const keeper = people.get(row.keeper_id ?? '');
    const reason = slipOf(row, keeper, terms, ctx.now);
    const helpers = [assignees.get(row.case_id ?? ''), row.made_by].map((id) => people.get(id ?? ''));
    const helper = helpers.find((person) => person !== undefined && person.active && person.id !== row.keeper_id);
    const suggested = helper === undefined ? null : { id: helper.id, name: helper.name };
    return { ...showPromise(row, ctx.now, calendars), slip: reason === null ? null : { ...reason, suggested } };
  });
}

function slipOf(row: ShownRow, keeper: Person | undefined, terms: Terms, now: Date) {
  if (keeper === undefined || !keeper.active) return { code: 'nobody-has-it' as const, until: null };
  const hours = hoursOf(keeper, terms);
  if (hours !== null && row.due_at !== null) {
    const back = nextOpen(hours, now);
    if (back > row.due_at) return { code: 'keeper-off' as const, until: back.toISOString() };
  }
  return row.at_risk ? { code: 'little-time' as const, until: null } : null;
}

/** A person's own calendar; without one nothing is known about his hours. */
function hoursOf(person: Person | undefined, terms: Terms): Calendar | null {
  const id = person?.calendar_id ?? null;
  return id === null ? null : calendarVersion(id, terms.versions.get(id));
}

/** First opening and last closing of the day, by one's own calendar or the default one. */
function openingOf(self: Person | undefined, terms: Terms, within: { from: Date; to: Date }) {
  const id = self?.calendar_id ?? terms.defaultCalendar;
  const calendar = id === null ? null : calendarVersion(id, terms.versions.get(id));
  const open = calendar === null ? [] : openStretches(calendar, within.from.getTime(), within.to.getTime());
  const first = open[0];
  const last = open.at(-1);
  return {
    opensAt: first === undefined ? null : new Date(first.from).toISOString(),
    closesAt: last === undefined ? null : new Date(last.to).toISOString(),
  };
}

function inBrief(row: ShownRow): Scope['kept'][number] {
  return {
    id: row.id,
    what: row.what,
    clock: row.clock,
    customer: { id: row.customer_id, name: row.customer_name },
    endedAt: (row.ended_at ?? row.made_at).toISOString(),
  };
}
