import type { Kudos } from '../../../../contract/practice-wins.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { theStandard } from '../../charter/index.ts';
import { countKudosByStandard, findKudos, insertKudos, type KudosRow, listKudosAfter } from './bell-queries.ts';
import { theRow } from './claiming.ts';
import { findColleague } from '../outside-queries.ts';
import { personOf } from '../place.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** Thanks a colleague for living a standard. No points hang on it, and nobody is ranked by it. */
export function giveKudos(
  ctx: Context,
  input: { toUserId: string; standardId: string; words: string; winId?: string | null | undefined },
): Promise<Kudos> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    if (input.toUserId === userId)
      throw new Refusal('invalid', 'to-oneself', 'Kudos go to somebody else.', { field: 'toUserId' });
    const colleague = await findColleague(ctx.trx, input.toUserId);
    if (colleague === undefined)
      throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.', { field: 'toUserId' });
    const standard = await theStandard(ctx, input.standardId);
    if (standard.retired)
      throw new Refusal('conflict', 'standard-retired', `“${standard.name}” is no longer one of our standards.`);
    if (input.winId != null) await theRow(ctx, input.winId);
    const id = newId();
    await insertKudos(ctx.trx, {
      id,
      from_user_id: userId,
      to_user_id: colleague.id,
      standard_id: standard.id,
      words: input.words.trim(),
      win_id: input.winId ?? null,
      at: ctx.now,
    });
    await record(ctx, 'practice.kudos-given', id, { toUserId: colleague.id, standardId: standard.id });
    return show((await findKudos(ctx.trx, id))!);
  });
}

/** Kudos, newest first. */
export async function listKudos(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    standardId?: string | undefined;
    mine?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listKudosAfter(ctx.db, {
    standardId: query.standardId,
    toUserId: query.mine === true ? personOf(ctx) : undefined,
    after: readCursor(query.cursor, 2),
    limit: limit + 1,
  });
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

/** How often each standard was thanked for in so many days; never by person. */
export async function kudosByStandard(
  ctx: Context,
  days: number,
): Promise<{ items: Awaited<ReturnType<typeof countKudosByStandard>> }> {
  return { items: await countKudosByStandard(ctx.db, new Date(ctx.now.getTime() - days * MILLISECONDS_PER_DAY)) };
}

function show(row: KudosRow): Kudos {
  return {
    id: row.id,
    from: row.from,
    to: row.to,
    standard: row.standard,
    words: row.words,
    winId: row.win_id,
    at: row.at.toISOString(),
  };
}
