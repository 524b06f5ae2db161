/** Whether a step still waits for an answer: its minutes count from when it was really told, and only while it can be heard. */
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { MILLISECONDS_PER_MINUTE } from '../../../domain/promises/calendar.ts';
import { atAnyHour, waitsUntil } from '../../../domain/promises/escalation-waiting.ts';
import type { WritingContext } from '../../context.ts';
import { type CalledRow, findCalled } from './queries.ts';
import { reachesOf } from './reaching.ts';
import type { EscalationRow } from './rows.ts';
import { whoSees } from './seeing.ts';

/**
 * Until when the step in hand waits, or when to look again; null when it is over: its minutes have run out, everybody it called
 * has answered or is gone, or nobody of it can hear any more and somebody on call can.
 * @param step the step in hand; undefined before the first
 */
export async function goesOnUntil(
  ctx: WritingContext,
  row: EscalationRow,
  step: ProtocolDefinition['steps'][number] | undefined,
  onCallLater: boolean,
): Promise<Date | null> {
  if (step === undefined) return null;
  const { now } = ctx;
  const all = await findCalled(ctx.trx, row.id, row.step);
  const sees = await whoSees(
    ctx,
    row.case_id,
    all.map(({ user_id }) => user_id),
  );
  // a case that became private since is gone for whoever is not in its team
  const called = all.filter(({ user_id }) => sees.has(user_id));
  if (called.every(({ acknowledged_at }) => acknowledged_at !== null)) return null;
  const begins = beginsAt(called, now);
  const milliseconds = step.waitMinutes * MILLISECONDS_PER_MINUTE;
  // a drill goes by the wall, and does not wait for whoever is off
  const reaches = row.drill ? (begins > now ? [] : [atAnyHour]) : await reachesOf(ctx, called);
  return reaches.length === 0 ? null : waitsUntil(reaches, { begins, milliseconds, now, onCallLater });
}

/** When the first of them was told; where nobody has been yet, when the first is to be, not before now. */
function beginsAt(called: readonly CalledRow[], now: Date): Date {
  const told = called.flatMap(({ told_at }) => (told_at === null ? [] : +told_at));
  if (told.length > 0) return new Date(Math.min(...told));
  return new Date(Math.max(+now, Math.min(...called.map(({ due_at }) => +due_at))));
}
