import { type Context, transact } from '../../context.ts';
import { normaliseAddress } from '../../../domain/customers/addresses.ts';
import { record } from '../../store/events.ts';
import { recogniseCustomer, rootOf } from '../customers/index.ts';
import type { Visitor } from './visiting.ts';

/**
 * Keeps a name and an address that a visitor claims. It is where his conversations go on by mail, and opens nothing: an address
 * that is another's is proposed to a person, and one that is free goes to his record only while that has none.
 * Whoever has proved who he is keeps his proved address. Records `chat.contact-left`.
 */
export function saveContact(
  ctx: Context,
  visitor: Visitor,
  given: { name?: string | undefined; email?: string | undefined },
): Promise<Visitor> {
  return transact(ctx, async (ctx) => {
    const name = given.name?.trim() ?? visitor.name;
    const email =
      visitor.verified_by !== null || given.email === undefined ? visitor.email : normaliseAddress(given.email);
    const after = { ...visitor, name, email };
    await ctx.trx.updateTable('chat_visitors').set({ name, email }).where('id', '=', visitor.id).execute();
    if (visitor.customer_id === null || visitor.verified_by !== null) return after;
    const customerId = await rootOf(ctx, visitor.customer_id);
    if (email !== null) {
      await ctx.trx
        .updateTable('cases')
        .set({ reply_address: email })
        .where('id', 'in', (eb) => eb.selectFrom('chats').select('case_id').where('visitor_id', '=', visitor.id))
        .where('customer_id', '=', customerId)
        .where('state', '<>', 'closed')
        .execute();
      const has = await ctx.trx
        .selectFrom('identities')
        .select('id')
        .where('customer_id', '=', customerId)
        .where('kind', '=', 'email')
        .executeTakeFirst();
      if (has === undefined)
        await recogniseCustomer(ctx, {
          identities: [
            { kind: 'chat', value: visitor.id },
            { kind: 'email', value: email, verified: false },
          ],
          name,
        });
    }
    if (given.name !== undefined)
      await ctx.trx
        .updateTable('customers')
        .set({ name: given.name.trim() })
        .where('id', '=', customerId)
        .where('name', '=', 'Visitor')
        .execute();
    await record(ctx, 'chat.contact-left', customerId, { customerId });
    return after;
  });
}
