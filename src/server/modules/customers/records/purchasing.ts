import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findCompany } from '../../people/index.ts';
import { deletePurchase, insertPurchase, listPurchasesAfter, sumPurchasesOf } from './purchase-queries.ts';
import { rootOf } from '../finding-records.ts';

/** What a customer bought, as the shop or the books tell it. */
export interface Purchase {
  at: string;
  /** In the currency's main unit; below zero for money given back. */
  amount: number;
  /** ISO 4217; the company's own without it. */
  currency?: string | undefined;
  /** The number it has where it was sold: the same one told twice is one purchase. */
  externalRef?: string | undefined;
  description?: string | undefined;
}

/** Notes a purchase. Records `customers.purchased`; told again with the same `externalRef`, nothing changes. */
export function recordPurchase(ctx: Context, customerId: string, input: Purchase) {
  return transact(ctx, async (ctx) => {
    const owner = await rootOf(ctx, customerId);
    const company = await findCompany(ctx.trx);
    const known = await ctx.trx.selectFrom('customers').select('id').where('id', '=', owner).executeTakeFirst();
    if (known === undefined) throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
    const row = await insertPurchase(ctx.trx, {
      id: newId(),
      customer_id: owner,
      at: new Date(input.at),
      amount: input.amount,
      currency: input.currency ?? company?.currency ?? 'EUR',
      external_ref: input.externalRef ?? null,
      description: input.description?.trim() ?? '',
    });
    if (row.made) await record(ctx, 'customers.purchased', owner, { customerId: owner, purchaseId: row.id });
    return show(row);
  });
}

/**
 * Takes back a purchase that was noted wrongly, with what it was evidence for. Records `customers.purchase-removed`.
 * @throws Refusal not_found when this customer has no such purchase
 */
export function removePurchase(ctx: Context, customerId: string, purchaseId: string) {
  return transact(ctx, async (ctx) => {
    const owner = await rootOf(ctx, customerId);
    const gone = await deletePurchase(ctx.trx, owner, purchaseId);
    if (gone === undefined)
      throw new Refusal('not_found', 'purchase-not-found', 'There is no such purchase of this customer.');
    const was = show(gone);
    await record(ctx, 'customers.purchase-removed', owner, { customerId: owner, purchaseId, was });
    return was;
  });
}

/** What a customer bought, newest first. */
export async function listPurchases(
  ctx: Context,
  customerId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const owner = await rootOf(ctx, customerId);
  const rows = await listPurchasesAfter(ctx.db, owner, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], show);
}

/** What all purchases of a customer come to; sums of different currencies are never added up. */
export async function sumPurchases(ctx: Context, customerId: string) {
  const totals = await sumPurchasesOf(ctx.db, await rootOf(ctx, customerId));
  return { count: totals.reduce((sum, { count }) => sum + count, 0), totals };
}

function show(row: {
  id: string;
  at: Date;
  amount: number;
  currency: string;
  external_ref: string | null;
  description: string;
}) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    amount: row.amount,
    currency: row.currency,
    externalRef: row.external_ref,
    description: row.description,
  };
}
