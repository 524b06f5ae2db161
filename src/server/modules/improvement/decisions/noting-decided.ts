import { dayIn, shiftDay } from '../../../../domain/measures/days.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { placeOf } from '../place.ts';
import {
  findDecidedAfter,
  findNoted,
  insertDecision,
  listDecidedAfter,
  type NotedRow,
  updateDecision,
} from './decision-queries.ts';
import { REVIEW_AFTER_DAYS } from './deciding.ts';
import { seatBrief } from './seat.ts';

/** What was decided after a figure, as it is told beside it. */
export interface Noted {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly link: string;
  readonly decided: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly at: string;
  readonly outcome: 'held' | 'did-not-hold' | 'cannot-tell' | null;
}

/**
 * Notes what was decided where a figure was read, in one go: what, and what is said to whoever it is about, whose seat is filled
 * from the records. Records `improvement.decided` like a decision that was drafted. Reviewed after ninety days like all.
 */
export function noteDecided(
  ctx: Context,
  input: { restsOn: { title: string; link: string }; decided: string; seatAnswer: string },
): Promise<Noted> {
  return transact(ctx, async (ctx) => {
    const seat = await seatBrief(ctx, { touchpointId: null, problemId: null });
    const { zone } = await placeOf(ctx);
    const id = newId();
    const me = staffId(ctx.actor);
    const reviewOn = shiftDay(dayIn(zone, ctx.now), REVIEW_AFTER_DAYS);
    const { title, link } = input.restsOn;
    await insertDecision(ctx.trx, {
      id,
      question: title,
      state: 'decided',
      rests_on_title: title,
      rests_on_link: link,
      options: JSON.stringify([{ title: input.decided.trim(), points: [] }]),
      chosen: 0,
      seat: JSON.stringify(seat),
      seat_answer: input.seatAnswer.trim(),
      drafted_at: ctx.now,
      drafted_by: me,
      decided_at: ctx.now,
      decided_by: me,
      review_on: reviewOn,
    });
    await record(ctx, 'improvement.decided', id, {
      decisionId: id,
      question: title,
      chosen: 0,
      restsOn: link,
      improvementId: null,
      affected: seat.affected,
      reviewOn,
    });
    // its own, not the latest: somebody else may decide after the same figure in the same moment
    return showNoted((await findNoted(ctx.trx, id))!);
  });
}

/** Takes back what one noted oneself a moment ago. @throws Refusal not_found when it is another's, older, or looked at since */
export function takeBackDecided(ctx: Context, input: { id: string; link: string; since: Date }): Promise<void> {
  return transact(ctx, async (ctx) => {
    const mine = await ctx.trx
      .selectFrom('decisions')
      .select('id')
      .where('id', '=', input.id)
      .where('rests_on_link', '=', input.link)
      .where('state', '=', 'decided')
      .where('decided_by', '=', staffId(ctx.actor))
      .where('decided_at', '>=', input.since)
      .forUpdate()
      .executeTakeFirst();
    if (mine === undefined)
      throw new Refusal('not_found', 'not-yours-to-take-back', 'You noted no such decision in the last minutes.');
    await updateDecision(ctx.trx, input.id, { state: 'dropped' });
    await record(ctx, 'improvement.decision-dropped', input.id, { decisionId: input.id });
  });
}

/** What was decided after a figure, the newest first. */
export async function listNoted(
  ctx: Context,
  link: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 20;
  const rows = await listDecidedAfter(ctx.db, link, readCursor(query.cursor, 1), limit);
  return cutPage(rows, limit, (row) => [row.id], showNoted);
}

/** Of each of these figures after which something was decided: what was decided last. */
export async function latestNoted(ctx: Context, links: readonly string[]): Promise<Noted[]> {
  return (await findDecidedAfter(ctx.trx ?? ctx.db, links)).map(showNoted);
}

function showNoted(row: NotedRow): Noted {
  return {
    id: row.id,
    number: row.number,
    title: row.rests_on_title,
    link: row.rests_on_link,
    decided: row.decided,
    by: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name ?? '' },
    at: row.decided_at.toISOString(),
    outcome: row.outcome as Noted['outcome'],
  };
}
