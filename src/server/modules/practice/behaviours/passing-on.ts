import type { Pick, PracticeDay } from '../../../../contract/practice.ts';
import { nextWorkingDay } from '../../../../domain/practice/working-days.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { practiceDay } from '../day.ts';
import { findColleague } from '../outside-queries.ts';
import { handOverBehind, holdHandOverTo, insertHandOver, updateHandOver } from './pick-queries.ts';
import { myPick, ownPick, takeOn } from './picking.ts';
import { personOf, placeOfUser } from '../place.ts';

/**
 * Passes what one took on to a colleague, for his next working day by his own calendar. He may decline. The chain is
 * kept: what came to me through a hand-over goes on under the same root.
 * @throws Refusal invalid `to-oneself`, not_found `user-not-found`, conflict `passed-already`.
 */
export function passOn(
  ctx: Context,
  id: string,
  input: { toUserId: string; note?: string | undefined },
): Promise<Pick> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const pick = await ownPick(ctx, userId, id);
    if (input.toUserId === userId)
      throw new Refusal('invalid', 'to-oneself', 'Pass it on to a colleague, not to yourself.', { field: 'toUserId' });
    const colleague = await findColleague(ctx.trx, input.toUserId);
    if (colleague === undefined)
      throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.', { field: 'toUserId' });
    const place = await placeOfUser(ctx, colleague.id);
    const behind = await handOverBehind(ctx.trx, id);
    const handOverId = newId();
    const forDay = nextWorkingDay(place.calendar, place.today);
    const made = await insertHandOver(ctx.trx, {
      id: handOverId,
      root_id: behind?.root_id ?? handOverId,
      parent_id: behind?.id ?? null,
      depth: (behind?.depth ?? 0) + 1,
      behaviour_id: pick.behaviour_id,
      from_user_id: userId,
      from_pick_id: id,
      to_user_id: colleague.id,
      note: (input.note ?? '').trim(),
      for_day: forDay,
      passed_at: ctx.now,
    });
    if (!made) throw new Refusal('conflict', 'passed-already', `You have passed this on to ${colleague.name} already.`);
    await record(ctx, 'practice.behaviour-passed-on', handOverId, {
      behaviourId: pick.behaviour_id,
      toUserId: colleague.id,
      forDay,
    });
    return myPick(ctx, userId, id);
  });
}

/**
 * Accepts or declines what a colleague passed on. Accepting takes a place of the day it was meant for, or of today if
 * that day has passed; with no place free it is refused and goes on waiting.
 */
export function answerPassedOn(ctx: Context, id: string, accept: boolean): Promise<PracticeDay> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const handOver = await holdHandOverTo(ctx.trx, userId, id);
    if (handOver === undefined)
      throw new Refusal('not_found', 'hand-over-not-found', 'Nothing like this waits for you.');
    if (handOver.state !== 'waiting')
      throw new Refusal('conflict', 'answered-already', `You have ${handOver.state} this already.`);
    if (accept) {
      const { today } = await placeOfUser(ctx, userId);
      const day = handOver.for_day > today ? handOver.for_day : today;
      const pickId = await takeOn(ctx, userId, day, handOver.behaviour_id);
      await updateHandOver(ctx.trx, id, { state: 'accepted', pick_id: pickId, answered_at: ctx.now });
    } else await updateHandOver(ctx.trx, id, { state: 'declined', answered_at: ctx.now });
    await record(ctx, accept ? 'practice.pass-on-accepted' : 'practice.pass-on-declined', id, {
      behaviourId: handOver.behaviour_id,
      fromUserId: handOver.from_user_id,
    });
    return practiceDay(ctx);
  });
}
