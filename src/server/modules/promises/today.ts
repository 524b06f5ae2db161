/** Today: what is due, by whom, what is done, and what will slip unless someone steps in. */
import type { RawBuilder } from 'kysely';
import type { ReplyOf } from '../../../contract/route.ts';
import type { readPromisesToday as todayRoute } from '../../../contract/promises.ts';
import { nextOpen } from '../../../domain/promises/business-time.ts';
import { type Calendar, dateOf } from '../../../domain/promises/calendar.ts';
import { openStretches } from '../../../domain/promises/open-hours.ts';
import { localDayAt, localDayBounds } from '../../../domain/promises/time-zone.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { calendarsFor, type CalendarsByVersion, calendarVersion } from './clock-record.ts';
import { actingStaff } from './ledger.ts';
import { readTerms, type Terms } from './policies/policy-choice.ts';
import { findPeople, keptBy, ofTeams, type ShownRow } from './reading-queries.ts';
import { findRisks } from './risk/at-risk-queries.ts';
import { likelyFrom } from './risk/at-risk-scoring.ts';
import { showPromise } from './showing.ts';
import {
  countDueBefore,
  findAbsent,
  findAssignees,
  listDueBefore,
  listDueFrom,
  listEndedWithin,
  listSlippingBefore,
} from './today-queries.ts';

type Today = ReplyOf<typeof todayRoute>;
type Scope = Today['mine'];
type Person = Awaited<ReturnType<typeof findPeople>>[number];
type Slipping = Omit<NonNullable<Scope['open'][number]['slip']>, 'suggested'>;

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
  const first = rows.slice(0, mostShown);
  const isCut = rows.length > mostShown;
  const openCount = isCut ? await countDueBefore(ctx, scope, within.to) : first.length;
  // on a full day what will slip is shown, however late in the day it is due
  const slipping = isCut ? await listSlippingBefore(ctx, scope, within.to, likelyFrom, mostShown) : [];
  const open = [...new Map([...first, ...slipping].map((row) => [row.id, row])).values()].toSorted(
    (one, other) => +one.due_at! - +other.due_at!,
  );
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
  const absent = await findAbsent(ctx.db, ids, ctx.now);
  const risks = await findRisks(
    ctx.db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const keeper = people.get(row.keeper_id ?? '');
    const reason =
      offOf(row, keeper, absent.get(row.keeper_id ?? ''), terms, ctx.now) ?? riskOf(row, risks.get(row.id) ?? 0);
    const standIn = absent.get(row.keeper_id ?? '')?.delegate_id ?? '';
    const helpers = [standIn, assignees.get(row.case_id ?? ''), row.made_by].map((id) => people.get(id ?? ''));
    const helper = helpers.find(
      (person) => person !== undefined && person.active && person.id !== row.keeper_id && !absent.has(person.id),
    );
    const suggested = helper === undefined ? null : { id: helper.id, name: helper.name };
    return { ...showPromise(row, ctx.now, calendars), slip: reason === null ? null : { ...reason, suggested } };
  });
}

/** Nobody has it, or whoever has it is not there before it is due: away, or not at work by his own hours. */
function offOf(
  row: ShownRow,
  keeper: Person | undefined,
  absence: { until_at: Date | null } | undefined,
  terms: Terms,
  now: Date,
): Slipping | null {
  if (keeper === undefined || !keeper.active) return { code: 'nobody-has-it', until: null, percent: null };
  if (row.due_at === null) return null;
  if (absence !== undefined && absence.until_at === null) return { code: 'keeper-off', until: null, percent: null };
  const back = backAt(hoursOf(keeper, terms), absence?.until_at ?? now);
  if (back === null) return { code: 'keeper-off', until: null, percent: null };
  // whoever is there now is not off, however late it is already
  return back > row.due_at && back > now ? { code: 'keeper-off', until: back.toISOString(), percent: null } : null;
}

/** When somebody is at work again; null when his calendar never opens again. */
function backAt(hours: Calendar | null, from: Date): Date | null {
  try {
    return hours === null ? from : nextOpen(hours, from);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function riskOf(row: ShownRow, probability: number): Slipping | null {
  const percent = probability >= likelyFrom ? Math.round(probability * 100) : null;
  if (row.at_risk) return { code: 'little-time', until: null, percent };
  return percent === null ? null : { code: 'likely-to-break', until: null, percent };
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
