import type { Pick, PracticeDay } from '../../../contract/practice.ts';
import { proposeForDay } from '../../../domain/practice/rotation.ts';
import { streakOf } from '../../../domain/practice/streak.ts';
import { shiftDay } from '../../../domain/practice/working-days.ts';
import type { Context } from '../../context.ts';
import { libraryFor } from './behaviours/behaviour-queries.ts';
import { behavioursInOrder } from './behaviours/behaviours.ts';
import { daysDone, type PickRow, picksOf, waitingFor } from './behaviours/pick-queries.ts';
import { personOf, type Place, placeOfUser } from './place.ts';
import { daysWon } from './wins/win-queries.ts';

/** A streak is looked for this far back. */
const MOST_STREAK_DAYS = 500;

/** Mine to learn: the asker's own day, in his own zone. Nobody can ask for another's. */
export async function practiceDay(ctx: Context, day?: string): Promise<PracticeDay> {
  const userId = personOf(ctx);
  const place = await placeOfUser(ctx, userId);
  const on = day ?? place.today;
  const picks = await picksOf(ctx.db, userId, on);
  const isToday = on === place.today;
  const waiting = isToday ? await waitingFor(ctx.db, userId, on) : [];
  const proposed = isToday ? await proposalIds(ctx, userId, picks, waiting) : [];
  const ids = [...picks, ...waiting].map((each) => each.behaviour_id);
  const behaviours = new Map((await behavioursInOrder(ctx, [...ids, ...proposed])).map((each) => [each.id, each]));
  return {
    day: on,
    timeZone: place.zone,
    picks: picks.map((row) => showPick(row, behaviours.get(row.behaviour_id)!)),
    proposed: proposed.map((id) => behaviours.get(id)!),
    waiting: waiting.map((row) => ({
      id: row.id,
      behaviour: behaviours.get(row.behaviour_id)!,
      from: { id: row.from_user_id, name: row.from_name },
      note: row.note,
      forDay: row.for_day,
      passedAt: row.passed_at.toISOString(),
    })),
    streak: await streaks(ctx, userId, place),
  };
}

/** What is proposed for the free places of today; what waits to be accepted is not proposed a second time. */
export async function proposalIds(
  ctx: Context,
  userId: string,
  picks: readonly { behaviour_id: string; kind: 'do' | 'stop' }[],
  waiting: readonly { behaviour_id: string }[],
): Promise<string[]> {
  const offered = new Set(waiting.map((each) => each.behaviour_id));
  const library = (await libraryFor(ctx.db, userId)).filter((each) => !offered.has(each.id));
  const taken = picks.map((pick) => ({ id: pick.behaviour_id, kind: pick.kind, times: 0 }));
  return proposeForDay(library, taken, userId).map((each) => each.id);
}

export function showPick(row: PickRow, behaviour: Pick['behaviour']): Pick {
  return {
    id: row.id,
    day: row.day,
    behaviour,
    state: row.state,
    doneAt: row.done_at?.toISOString() ?? null,
    evidence: row.evidence,
    evidenceCaseId: row.evidence_case_id,
    passedBy: row.passed_by,
    passedOn: row.passed_on,
  };
}

async function streaks(ctx: Context, userId: string, place: Place): Promise<PracticeDay['streak']> {
  const from = shiftDay(place.today, -MOST_STREAK_DAYS);
  const [done, won] = [await daysDone(ctx.db, userId, from), await daysWon(ctx.db, userId, from)];
  return {
    practice: streakOf(done, place.today, place.calendar),
    wins: streakOf(won, place.today, place.calendar),
  };
}
