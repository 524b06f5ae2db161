import { say } from '../catalogue.ts';
import { type Context, transact } from '../context.ts';
import { queueMail } from '../modules/channels/index.ts';
import { signMyLink } from '../modules/customers/index.ts';

/** One link an address within this time, in milliseconds: the form must not become a way to flood somebody's mailbox. */
const againAfter = 5 * 60_000;

/** Mails the link to /my if we know the address; does nothing otherwise, and the page says the same in both cases. */
export function mailMyLink(ctx: Context, email: string): Promise<void> {
  return transact({ ...ctx, actor: { kind: 'system', name: 'my pages' } }, async (ctx) => {
    const customer = await ctx.trx
      .selectFrom('identities')
      .innerJoin('customers', 'customers.id', 'identities.customer_id')
      .select(['customers.id', 'customers.name', 'customers.language'])
      .where('identities.kind', '=', 'email')
      .where('identities.value', '=', email)
      .executeTakeFirst();
    if (customer === undefined) return;
    const recent = await ctx.trx
      .selectFrom('outbox')
      .select('id')
      .where('purpose', '=', 'my-link')
      .where('customer_id', '=', customer.id)
      .where('queued_at', '>', new Date(ctx.now.getTime() - againAfter))
      .limit(1)
      .executeTakeFirst();
    if (recent !== undefined) return;
    const text = (key: string, values: Record<string, string> = {}) =>
      say(customer.language, 'pages', `link-mail.${key}`, values);
    await queueMail(ctx, {
      purpose: 'my-link',
      to: [{ address: email, name: customer.name }],
      subject: text('subject'),
      text: [
        text('greeting', { name: customer.name }),
        text('here'),
        signMyLink(ctx, customer.id),
        text('not-you'),
      ].join('\n\n'),
      customerId: customer.id,
      automatic: 'auto-generated',
    });
  });
}
