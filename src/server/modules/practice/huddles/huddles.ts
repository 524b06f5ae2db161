import type { Huddle, HuddleAction } from '../../../../contract/practice-huddles.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { composeAgenda } from './agenda.ts';
import {
  addAttendance,
  findAction,
  findHuddle,
  findHuddleOn,
  type HuddleRow,
  insertAction,
  insertHuddle,
  insertNote,
  readAgenda,
  removeAttendance,
  setActionDone,
  updateHuddle,
} from './huddle-queries.ts';
import { showAction, showHuddle } from './huddle-showing.ts';
import { findColleague } from '../outside-queries.ts';
import { personOf, placeOfTeam } from '../place.ts';
import { visibleTeam } from '../behaviours/relays.ts';

/** Starts today's huddle of a team (none: of everybody). Whoever comes second gets the one there is, and is here. */
export function startHuddle(ctx: Context, teamId: string | null): Promise<Huddle> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    await visibleTeam(ctx, teamId);
    const { today } = await placeOfTeam(ctx, teamId);
    const running = await findHuddleOn(ctx.trx, teamId, today);
    const id = running?.id ?? newId();
    if (running === undefined) {
      const agenda = await composeAgenda(ctx, teamId);
      const behaviour_ids = agenda.behaviours.map((each) => each.id);
      const first = await insertHuddle(ctx.trx, {
        id,
        team_id: teamId,
        day: today,
        started_by: userId,
        started_at: ctx.now,
        agenda,
        behaviour_ids,
      });
      if (!first) return startHuddle(ctx, teamId);
      await record(ctx, 'practice.huddle-started', id, { teamId, day: today });
    }
    if (running?.finished_at == null) await addAttendance(ctx.trx, id, [userId], ctx.now);
    return showHuddle(ctx, await theHuddle(ctx, id));
  });
}

/** A huddle the asker may follow. */
export async function readHuddle(ctx: Context, id: string): Promise<Huddle> {
  return showHuddle(ctx, await theHuddle(ctx, id));
}

/** Turns to a card, says who is here or away, or finishes. Every screen that shows the huddle follows. */
export function changeHuddle(
  ctx: Context,
  id: string,
  input: {
    card?: number | undefined;
    here?: readonly string[] | undefined;
    away?: readonly string[] | undefined;
    finished?: true | undefined;
  },
): Promise<Huddle> {
  return transact(ctx, async (ctx) => {
    personOf(ctx);
    const huddle = await theHuddle(ctx, id);
    if (huddle.finished_at !== null)
      throw new Refusal(
        'conflict',
        'huddle-finished',
        'This huddle is over; its notes can still be read and added to.',
      );
    if (input.card !== undefined) {
      const last = (await readAgenda(ctx.trx, id)).cards.length - 1;
      if (input.card > last)
        throw new Refusal('invalid', 'no-such-card', `The cards go from 0 to ${last}.`, { field: 'card' });
      await updateHuddle(ctx.trx, id, { card: input.card });
      await record(ctx, 'practice.huddle-moved', id, { card: input.card });
    }
    if (input.here !== undefined || input.away !== undefined) {
      if (input.here !== undefined) await addAttendance(ctx.trx, id, input.here, ctx.now);
      if (input.away !== undefined) await removeAttendance(ctx.trx, id, input.away);
      await record(ctx, 'practice.huddle-attended', id);
    }
    if (input.finished === true) {
      await updateHuddle(ctx.trx, id, { finished_at: ctx.now });
      const seconds = Math.round((ctx.now.getTime() - huddle.started_at.getTime()) / 1000);
      await record(ctx, 'practice.huddle-finished', id, { teamId: huddle.team?.id ?? null, day: huddle.day, seconds });
    }
    return showHuddle(ctx, await theHuddle(ctx, id));
  });
}

/** Writes something down, on a card or on none; also afterwards. */
export function noteInHuddle(
  ctx: Context,
  id: string,
  input: { words: string; card?: string | undefined },
): Promise<Huddle> {
  return transact(ctx, async (ctx) => {
    const by_user_id = personOf(ctx);
    const huddle = await theHuddle(ctx, id);
    const noteId = newId();
    const words = input.words.trim();
    await insertNote(ctx.trx, { id: noteId, huddle_id: id, card: input.card ?? null, words, by_user_id, at: ctx.now });
    await record(ctx, 'practice.huddle-noted', id, { noteId });
    return showHuddle(ctx, huddle);
  });
}

/** Who takes what, by when. @throws Refusal not_found `user-not-found`, invalid `due-before`. */
export function actInHuddle(
  ctx: Context,
  id: string,
  input: { what: string; ownerId: string; dueOn: string },
): Promise<Huddle> {
  return transact(ctx, async (ctx) => {
    personOf(ctx);
    const huddle = await theHuddle(ctx, id);
    if ((await findColleague(ctx.trx, input.ownerId)) === undefined)
      throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.', { field: 'ownerId' });
    if (input.dueOn < huddle.day)
      throw new Refusal('invalid', 'due-before', 'That day was before this huddle.', { field: 'dueOn' });
    const actionId = newId();
    await insertAction(ctx.trx, {
      id: actionId,
      huddle_id: id,
      what: input.what.trim(),
      owner_id: input.ownerId,
      due_on: input.dueOn,
      made_at: ctx.now,
    });
    await record(ctx, 'practice.huddle-action-taken', id, { actionId, ownerId: input.ownerId, dueOn: input.dueOn });
    return showHuddle(ctx, huddle);
  });
}

/** Says that an action is done, or not yet. */
export function changeHuddleAction(ctx: Context, id: string, done: boolean): Promise<HuddleAction> {
  return transact(ctx, async (ctx) => {
    personOf(ctx);
    const action = await findAction(ctx.trx, id);
    if (action === undefined || (await findHuddle(ctx.trx, ctx.actor, action.huddle_id)) === undefined)
      throw new Refusal('not_found', 'action-not-found', 'There is no such action.');
    await setActionDone(ctx.trx, id, done ? (action.done_at ?? ctx.now) : null);
    await record(ctx, 'practice.huddle-action-changed', action.huddle_id, { actionId: id, done });
    return showAction((await findAction(ctx.trx, id))!);
  });
}

async function theHuddle(ctx: Context, id: string): Promise<HuddleRow> {
  const row = await findHuddle(ctx.db, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'huddle-not-found', 'There is no such huddle.');
  return row;
}
