import type { Pick, PracticeDay } from '../../../../contract/practice.ts';
import { PLACES } from '../../../../domain/practice/rotation.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { theBehaviour } from './behaviours.ts';
import { practiceDay, proposalIds, showPick } from '../day.ts';
import { findCaseSeenBy } from '../outside-queries.ts';
import {
  deletePick,
  findPickOf,
  holdDay,
  insertPick,
  type PickRow,
  picksOf,
  updatePick,
  waitingFor,
} from './pick-queries.ts';
import { personOf, placeOfUser } from '../place.ts';

/** Takes on one behaviour today. @throws Refusal conflict `two-already`, `one-stop-already`, `taken-already`, `behaviour-retired`. */
export function pickBehaviour(ctx: Context, behaviourId: string): Promise<Pick> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const { today } = await placeOfUser(ctx, userId);
    const id = await takeOn(ctx, userId, today, behaviourId);
    return myPick(ctx, userId, id);
  });
}

/** Takes on today what is proposed for the places that are free; with none free nothing changes. */
export function takeProposed(ctx: Context): Promise<PracticeDay> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const { today } = await placeOfUser(ctx, userId);
    await holdDay(ctx.trx, userId, today);
    const picks = await picksOf(ctx.trx, userId, today);
    const waiting = await waitingFor(ctx.trx, userId, today);
    for (const behaviourId of await proposalIds(ctx, userId, picks, waiting))
      await takeOn(ctx, userId, today, behaviourId);
    return practiceDay(ctx);
  });
}

/** Says whether it was done and where that can be seen; only one's own, of any day. */
export function changePick(
  ctx: Context,
  id: string,
  input: {
    state?: 'open' | 'done' | 'not-done' | undefined;
    evidence?: string | undefined;
    evidenceCaseId?: string | null | undefined;
  },
): Promise<Pick> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const before = await ownPick(ctx, userId, id);
    if (input.evidenceCaseId != null && (await findCaseSeenBy(ctx.trx, ctx.actor, input.evidenceCaseId)) === undefined)
      throw new Refusal('not_found', 'case-not-found', 'There is no such case.', { field: 'evidenceCaseId' });
    const change = {
      ...(input.state === undefined ? {} : { state: input.state, done_at: input.state === 'done' ? ctx.now : null }),
      ...(input.evidence === undefined ? {} : { evidence: input.evidence.trim() }),
      ...(input.evidenceCaseId === undefined ? {} : { evidence_case_id: input.evidenceCaseId }),
    };
    if (Object.keys(change).length > 0) await updatePick(ctx.trx, id, change);
    if (input.state === 'done' && before.state !== 'done')
      await record(ctx, 'practice.behaviour-done', id, { behaviourId: before.behaviour_id, kind: before.kind });
    else await record(ctx, 'practice.pick-changed', id, { behaviourId: before.behaviour_id });
    return myPick(ctx, userId, id);
  });
}

/** Puts an open behaviour back, so that another can be taken. What was done or passed on stays. */
export function putBackPick(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const pick = await ownPick(ctx, personOf(ctx), id);
    if (pick.state !== 'open' || pick.passed_on.length > 0)
      throw new Refusal(
        'conflict',
        'pick-settled',
        'What was done, or passed on to a colleague, stays with you today.',
      );
    await deletePick(ctx.trx, id);
    await record(ctx, 'practice.behaviour-put-back', id, { behaviourId: pick.behaviour_id });
    return null;
  });
}

/**
 * Puts a behaviour into a free place of somebody's day. The places are also a constraint of the database, so that two
 * requests at once cannot make a third.
 * @returns the pick's id.
 */
export async function takeOn(ctx: WritingContext, userId: string, day: string, behaviourId: string): Promise<string> {
  const behaviour = await theBehaviour(ctx, behaviourId);
  if (behaviour.retired)
    throw new Refusal('conflict', 'behaviour-retired', 'This behaviour is no longer in the library.');
  await holdDay(ctx.trx, userId, day);
  const picks = await picksOf(ctx.trx, userId, day);
  if (picks.some((pick) => pick.behaviour_id === behaviourId))
    throw new Refusal('conflict', 'taken-already', 'You have taken this on for that day already.');
  const places = new Set(picks.filter((pick) => pick.kind === behaviour.kind).map((pick) => pick.place));
  const place = Array.from({ length: PLACES[behaviour.kind] }, (_, index) => index + 1).find(
    (each) => !places.has(each),
  );
  if (place === undefined) throw full(behaviour.kind);
  const id = newId();
  await insertPick(ctx.trx, {
    id,
    user_id: userId,
    day,
    kind: behaviour.kind,
    place,
    behaviour_id: behaviourId,
    picked_at: ctx.now,
  });
  await record(ctx, 'practice.behaviour-picked', id, { behaviourId, kind: behaviour.kind, day });
  return id;
}

/** One's own pick; another's does not exist. @throws Refusal not_found `pick-not-found`. */
export async function ownPick(ctx: Context, userId: string, id: string): Promise<PickRow> {
  const pick = await findPickOf(ctx.db, userId, id);
  if (pick === undefined) throw new Refusal('not_found', 'pick-not-found', 'You have not taken on such a behaviour.');
  return pick;
}

export async function myPick(ctx: Context, userId: string, id: string): Promise<Pick> {
  const row = await ownPick(ctx, userId, id);
  return showPick(row, await theBehaviour(ctx, row.behaviour_id));
}

function full(kind: 'do' | 'stop'): Refusal {
  return kind === 'do'
    ? new Refusal('conflict', 'two-already', 'Two behaviours a day, no third. Do these two, or put one back first.')
    : new Refusal(
        'conflict',
        'one-stop-already',
        'One thing to stop a day, no second. Put it back first to take another.',
      );
}
