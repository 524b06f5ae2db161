import type { Bell } from '../../../../contract/practice-wins.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { type BellRow, findBell, insertBell, insertCheer, insertComment, listBellsAfter } from './bell-queries.ts';
import { theRow } from './claiming.ts';
import { teamsOf } from '../outside-queries.ts';
import { personOf } from '../place.ts';

/**
 * Rings the bell for a win: once, and only when the customer's side is there or a colleague confirmed it. A quiet yes
 * is for oneself, so no live screen is told to ring.
 * @throws Refusal conflict `rung-already`, `not-evidenced`.
 */
export function ringBell(
  ctx: Context,
  input: { winId: string; words?: string | undefined; level?: 'quiet' | 'team' | 'company' | undefined },
): Promise<Bell> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const win = await theRow(ctx, input.winId);
    if (win.state !== 'evidenced' && win.confirmed_by === null)
      throw new Refusal(
        'conflict',
        'not-evidenced',
        'The bell rings when the customer has said so, or a colleague has confirmed it. Nobody has yet.',
      );
    const teams = await teamsOf(ctx.trx, win.user_id);
    // a team bell of somebody without a team would be heard by nobody
    const level = input.level === 'team' && teams.length === 0 ? 'company' : (input.level ?? 'company');
    const bell = {
      id: newId(),
      win_id: win.id,
      rung_by: userId,
      words: (input.words ?? '').trim() === '' ? win.what : input.words!.trim(),
      level,
      team_ids: teams.map((team) => team.id),
      customer_first_name: firstNameOf(win.customer_name),
      quote: win.quote,
      at: ctx.now,
    };
    if (!(await insertBell(ctx.trx, bell)))
      throw new Refusal('conflict', 'rung-already', 'The bell has rung for this win. Once is how it stays special.');
    const hidden = win.private_team_id !== null;
    await record(ctx, level === 'quiet' ? 'practice.quietly-celebrated' : 'practice.bell-rang', bell.id, {
      winId: win.id,
      userId: win.user_id,
      rungBy: userId,
      level,
      words: bell.words,
      who: win.user_name,
      ...(hidden ? {} : { customer: bell.customer_first_name, quote: bell.quote }),
    });
    return theBell(ctx, bell.id);
  });
}

/** What rang lately, for those who come later; one hears what one would have heard. */
export async function recentBells(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; since?: string | undefined },
) {
  const limit = query.limit ?? 20;
  const rows = await listBellsAfter(ctx.db, ctx.actor, {
    since: query.since,
    after: readCursor(query.cursor, 2),
    limit: limit + 1,
  });
  const me = staffId(ctx.actor);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => showBell(row, me),
  );
}

/** One bell the asker may hear. @throws Refusal not_found `bell-not-found`. */
export async function theBell(ctx: Context, id: string): Promise<Bell> {
  const row = await findBell(ctx.db, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'bell-not-found', 'No such bell has rung.');
  return showBell(row, staffId(ctx.actor));
}

/** Cheers along; a second time changes nothing. */
export function cheer(ctx: Context, id: string): Promise<Bell> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    await theBell(ctx, id);
    if (await insertCheer(ctx.trx, id, userId, ctx.now)) await record(ctx, 'practice.cheered', id, { userId });
    return theBell(ctx, id);
  });
}

/** Says something about it. */
export function commentOnBell(ctx: Context, id: string, words: string): Promise<Bell> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    await theBell(ctx, id);
    await insertComment(ctx.trx, { id: newId(), bell_id: id, user_id: userId, words: words.trim(), at: ctx.now });
    await record(ctx, 'practice.bell-commented', id, { userId });
    return theBell(ctx, id);
  });
}

function firstNameOf(name: string): string | null {
  const first = name.trim().split(/\s+/)[0] ?? '';
  return first === '' || first.includes('@') ? null : first;
}

function showBell(row: BellRow, me: string | null): Bell {
  return {
    id: row.id,
    winId: row.win_id,
    rungBy: row.rung_by,
    by: row.by,
    words: row.words,
    level: row.level,
    at: row.at.toISOString(),
    customer: row.customer_first_name === null ? null : { firstName: row.customer_first_name },
    quote: row.quote,
    cheers: row.cheers,
    iCheered: row.cheers.some((each) => each.id === me),
    comments: row.comments.map((comment) => ({ ...comment, at: new Date(comment.at).toISOString() })),
  };
}
