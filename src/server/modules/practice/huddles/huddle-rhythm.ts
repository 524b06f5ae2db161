import type { HuddleRhythm, NextHuddle } from '../../../../contract/practice-huddles.ts';
import { instantOf, isWorkingDay, nextWorkingDay, shiftDay } from '../../../../domain/practice/working-days.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findHuddleOn, findHuddleTime, huddleDays, listHuddlesAfter, saveHuddleTime } from './huddle-queries.ts';
import { showHuddleLine } from './huddle-showing.ts';
import { teamsOf } from '../outside-queries.ts';
import { personOf, placeOfTeam } from '../place.ts';
import { visibleTeam } from '../behaviours/relays.ts';

/** Where nobody has said when: a quarter past the usual opening. */
const USUAL_TIME = '09:15';
/** A huddle that has not begun by then will not begin today. */
const MOST_LATE = 3 * 3_600_000;

/** Huddles that were, newest first. */
export async function listHuddles(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; teamId?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listHuddlesAfter(ctx.db, ctx.actor, {
    teamId: query.teamId,
    after: readCursor(query.cursor, 2),
    limit: limit + 1,
  });
  return cutPage(rows, limit, (row) => [row.day, row.id], showHuddleLine);
}

/** Working days with and without a huddle since the first there was, up to yesterday; days off are not missed. */
export async function huddleRhythm(
  ctx: Context,
  query: { teamId?: string | undefined; days?: number | undefined },
): Promise<HuddleRhythm> {
  const teamId = query.teamId ?? null;
  await visibleTeam(ctx, teamId);
  const { today, calendar } = await placeOfTeam(ctx, teamId);
  const from = shiftDay(today, 1 - (query.days ?? 28));
  const { rows, first } = await huddleDays(ctx.db, teamId, from);
  const held = new Set(rows.map((row) => row.day));
  const missed: string[] = [];
  for (let day = first === null ? today : first > from ? first : from; day < today; day = shiftDay(day, 1))
    if (!held.has(day) && isWorkingDay(calendar, day)) missed.push(day);
  const lengths = rows.map((row) => row.seconds).filter((seconds) => seconds !== null);
  return { from, to: today, held: held.size, missed, medianSeconds: medianOf(lengths) };
}

/** Says when a team meets. */
export function setHuddleTime(
  ctx: Context,
  input: { teamId?: string | null | undefined; time: string },
): Promise<null> {
  return transact(ctx, async (ctx) => {
    const teamId = input.teamId ?? null;
    await visibleTeam(ctx, teamId);
    await saveHuddleTime(ctx.trx, teamId, input.time);
    await record(ctx, 'practice.huddle-time-set', teamId, { time: input.time });
    return null;
  });
}

/** The huddle the asker goes to next: the earliest of his teams', or everybody's when he is on none. */
export async function nextHuddle(ctx: Context): Promise<NextHuddle> {
  const teams = await teamsOf(ctx.db, personOf(ctx));
  const all = await Promise.all((teams.length === 0 ? [null] : teams).map((team) => nextOf(ctx, team)));
  const running = all.find((each) => each.runningId !== null);
  return running ?? all.toSorted((one, other) => one.at.localeCompare(other.at))[0]!;
}

async function nextOf(ctx: Context, team: { id: string; name: string } | null): Promise<NextHuddle> {
  const { zone, today, calendar } = await placeOfTeam(ctx, team?.id ?? null);
  const time = (await findHuddleTime(ctx.db, team?.id ?? null)) ?? USUAL_TIME;
  const held = await findHuddleOn(ctx.db, team?.id ?? null, today);
  const over =
    held?.finished_at != null ||
    (held === undefined &&
      (!isWorkingDay(calendar, today) || ctx.now.getTime() > instantOf(zone, today, time).getTime() + MOST_LATE));
  const day = over ? nextWorkingDay(calendar, today) : today;
  return {
    team,
    day,
    time,
    at: instantOf(zone, day, time).toISOString(),
    runningId: held !== undefined && held.finished_at === null ? held.id : null,
  };
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : Math.round((sorted[middle - 1]! + sorted[middle]!) / 2);
}
