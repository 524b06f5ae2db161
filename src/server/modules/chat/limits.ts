import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';

/** How often a thing may be done in a slot of so many minutes. */
interface Limit {
  most: number;
  minutes: number;
}

/** By visitor and by network address: one abuser is stopped, a whole office behind one address is not. */
const limits = {
  visitor: { most: 40, minutes: 60 },
  chat: { most: 8, minutes: 60 },
  message: { most: 60, minutes: 5 },
  upload: { most: 30, minutes: 60 },
  code: { most: 4, minutes: 30 },
  check: { most: 10, minutes: 30 },
  feedback: { most: 5, minutes: 60 },
  contact: { most: 12, minutes: 60 },
} as const satisfies Record<string, Limit>;

/** From one network address so many times what one visitor may. */
const perAddress = 6;

/**
 * Counts that a visitor does something, in the database, so that two nodes count together; refuses what is too much.
 * The count stands even when what it counts fails. `visitorId` is null for whoever is no visitor yet.
 */
export async function countOrRefuse(
  ctx: Context,
  what: keyof typeof limits,
  who: { visitorId: string | null; ip: string },
): Promise<void> {
  const { most, minutes } = limits[what];
  const slot = new Date(Math.floor(ctx.now.getTime() / (minutes * 60_000)) * minutes * 60_000);
  const counted: [string, number][] = [[`${what}:ip:${hashOfAddress(ctx, who.ip)}`, most * perAddress]];
  if (who.visitorId !== null) counted.push([`${what}:visitor:${who.visitorId}`, most]);
  for (const [name, limit] of counted) {
    const { rows } = await sql<{ n: number }>`
      insert into chat_limits (what, slot, n) values (${name}, ${slot}, 1)
      on conflict (what, slot) do update set n = chat_limits.n + 1 returning n`.execute(ctx.db);
    if ((rows[0]?.n ?? 0) > limit)
      throw new Refusal(
        'too_many',
        'too-much',
        'That was too much in a short time. Wait some minutes, then try again.',
      );
  }
}

/** A network address as it is kept: enough to see the same one again, not enough to know it. */
export function hashOfAddress(ctx: Pick<Context, 'secret'>, ip: string): string {
  return createHash('sha256').update(`${ctx.secret}\0chat\0${ip}`).digest('base64url');
}

/** Counts, streams and codes that mean nothing any more, and visitors who never said a word within a month. */
export const forgetVisitorsJob: Job = {
  name: 'chat.forget',
  work: async (ctx) => {
    const ago = (hours: number) => new Date(ctx.now.getTime() - hours * 3_600_000);
    await sql`delete from chat_limits where slot < ${ago(3)}`.execute(ctx.db);
    await sql`delete from chat_streams where seen_at < ${ago(1)}`.execute(ctx.db);
    await sql`delete from chat_codes where expires_at < ${ago(1)}`.execute(ctx.db);
    await sql`delete from chat_bans where until < ${ctx.now}`.execute(ctx.db);
    await sql`delete from chat_visitors v where v.seen_at < ${ago(24 * 30)} and v.banned_at is null
      and not exists (select from chats where visitor_id = v.id)`.execute(ctx.db);
  },
};
