import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { type CustomerRecord, findCustomerById } from './queries.ts';

/** The record that answers for a customer now: his own, or the one he was merged into. */
export async function rootOf(ctx: Context, id: string): Promise<string> {
  return (await theCustomer(ctx, id)).merged_into ?? id;
}

/** The customer's row; refuses when there is none. */
export async function theCustomer(ctx: Context, id: string): Promise<CustomerRecord> {
  const row = await findCustomerById(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  return row;
}
