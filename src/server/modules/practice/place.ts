import type { Calendar } from '../../../domain/promises/calendar.ts';
import { dayIn, type WorkWeek, workWeekOf } from '../../../domain/practice/working-days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId } from '../../context.ts';
import { findPlaceOfTeam, findPlaceOfUser } from './outside-queries.ts';

/** Where somebody's day is: his zone, his working days, and which day it is there now. */
export interface Place {
  readonly zone: string;
  readonly calendar: WorkWeek;
  readonly today: string;
}

/** The place of a colleague: his own zone; his own calendar, else his team's, else the company's. */
export async function placeOfUser(ctx: Context, userId: string): Promise<Place> {
  const found = await findPlaceOfUser(ctx.db, userId);
  if (found === undefined) throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.');
  return placeIn(ctx, found.time_zone, found);
}

/** The place of a team, or of the whole company: the zone is that of the calendar it goes by. */
export async function placeOfTeam(ctx: Context, teamId: string | null): Promise<Place> {
  const found = await findPlaceOfTeam(ctx.db, teamId);
  return placeIn(ctx, found?.zone ?? found?.time_zone ?? 'UTC', found);
}

/** Practice is for people: an API key has no day of its own. */
export function personOf(ctx: Context): string {
  const id = staffId(ctx.actor);
  if (id === null)
    throw new Refusal('forbidden', 'people-only', 'Only a person who is signed in can do this, not an API key.');
  return id;
}

type Stored = { zone: string | null; week: Calendar['week'] | null; exceptions: Calendar['exceptions'] | null };

function placeIn(ctx: Context, zone: string, stored: Stored | undefined): Place {
  const calendar =
    stored?.zone == null || stored.week === null
      ? undefined
      : { zone: stored.zone, week: stored.week, exceptions: stored.exceptions ?? [] };
  return { zone, calendar: workWeekOf(calendar), today: dayIn(zone, ctx.now) };
}
