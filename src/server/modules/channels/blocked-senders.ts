/** Senders whose mail reaches nobody: it is kept as it came in, but opens no case, reaches none and is not answered. */
import { sql } from 'kysely';
import type { BlockedSender } from '../../../contract/channels-blocked-senders.ts';
import { isFreeMail } from '../../../domain/customers/free-mail.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';

interface Row {
  id: string;
  address: string;
  blocked_at: Date;
  by_id: string | null;
  by_name: string | null;
}

/** Blocks an address, or a domain written as `@shop.example`. Records `channels.sender-blocked`; once blocked it stays so. */
export function blockSender(ctx: Context, input: { address: string }): Promise<BlockedSender> {
  const address = input.address.trim().toLowerCase();
  return transact(ctx, async (ctx) => {
    refuseDomain(ctx, address);
    await refuseOwn(ctx, address);
    const made = await ctx.trx
      .insertInto('blocked_senders')
      .values({ id: newId(), address, blocked_at: ctx.now, blocked_by: staffId(ctx.actor) })
      .onConflict((conflict) => conflict.column('address').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made !== undefined) await record(ctx, 'channels.sender-blocked', made.id, { address });
    const { rows } = await sql<Row>`${columns} where b.address = ${address}`.execute(ctx.trx);
    return show(rows[0]!);
  });
}

/** Lets mail from there in again. Records `channels.sender-unblocked`. */
export function unblockSender(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const found = await ctx.trx
      .deleteFrom('blocked_senders')
      .where('id', '=', id)
      .returning('address')
      .executeTakeFirst();
    if (found === undefined) throw new Refusal('not_found', 'sender-not-blocked', 'This sender is not blocked.');
    refuseDomain(ctx, found.address);
    await record(ctx, 'channels.sender-unblocked', id, { address: found.address });
    return null;
  });
}

/** The latest first; of one customer, what keeps out one of his addresses. */
export async function listBlockedSenders(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; customerId?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  const { rows } = await sql<Row>`${columns}
    where ${after === undefined ? sql`true` : sql`b.id < ${String(after[0])}::uuid`}
      and ${
        query.customerId === undefined
          ? sql`true`
          : sql`b.address in (select unnest(array[i.value, '@' || split_part(i.value, '@', 2)]) from identities i
              where i.customer_id = ${query.customerId} and i.kind = 'email')`
      }
    order by b.id desc limit ${limit + 1}`.execute(ctx.db);
  return cutPage(rows, limit, (row) => [row.id], show);
}

const columns = sql`select b.id, b.address, b.blocked_at, u.id as by_id, u.name as by_name
  from blocked_senders b left join users u on u.id = b.blocked_by`;

function show(row: Row): BlockedSender {
  return {
    id: row.id,
    address: row.address,
    blockedAt: row.blocked_at.toISOString(),
    blockedBy: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
  };
}

/** A domain keeps out many, also those who have not written yet: that is for whoever runs the channels. */
function refuseDomain(ctx: Context, address: string): void {
  if (!address.startsWith('@')) return;
  if (!('role' in ctx.actor) || !mayRole(ctx.actor.role, 'channels.manage'))
    throw new Refusal('forbidden', 'domain-needs-admin', 'Only whoever runs the channels may block a whole domain.');
  if (isFreeMail(address.slice(1)))
    throw new Refusal(
      'invalid',
      'free-mail',
      `Many people have an address at ${address.slice(1)}; block one address.`,
      {
        field: 'address',
      },
    );
}

/** Our own mailboxes, and colleagues, who pass mail on. */
async function refuseOwn(ctx: WritingContext, address: string): Promise<void> {
  const ending = address.startsWith('@') ? address : undefined;
  const { rows } = await sql<{ own: boolean }>`select
    exists (select from mailboxes where ${ending === undefined ? sql`lower(address) = ${address}` : sql`right(lower(address), ${ending.length}) = ${ending}`})
    or exists (select from users where active and ${ending === undefined ? sql`email = ${address}` : sql`right(email, ${ending.length}) = ${ending}`}) as own`.execute(
    ctx.trx,
  );
  if (rows[0]!.own)
    throw new Refusal('invalid', 'own-address', 'This is one of ours; blocking it would keep our own mail out.', {
      field: 'address',
    });
}
