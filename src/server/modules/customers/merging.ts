import { Refusal } from '../../../domain/refusal.ts';
import type { Customer } from '../../../contract/customers.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { lockCustomer, moveMerged, updateCustomer } from './queries.ts';
import { readCustomer } from './reading.ts';

/**
 * Merges `from` into `into` by reference: nothing is moved, every reading follows the reference, and taking it away undoes
 * the merge completely. What had been merged into `from` before then belongs to `into`.
 */
export function mergeCustomer(ctx: Context, into: string, from: string): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    if (into === from) throw new Refusal('invalid', 'merge-with-itself', 'A record cannot be merged into itself.');
    // always in the same order, so that two merges crossing each other cannot block one another
    const rows = [];
    for (const id of [into, from].sort()) rows.push(await lockCustomer(ctx.trx, id));
    const [target, source] = [rows.find((row) => row?.id === into), rows.find((row) => row?.id === from)];
    if (target === undefined || source === undefined)
      throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
    if (target.merged_into !== null || source.merged_into !== null)
      throw new Refusal('conflict', 'already-merged', 'One of the two was merged into another record already.');
    await moveMerged(ctx.trx, from, into);
    await updateCustomer(ctx.trx, from, { merged_into: into });
    await record(ctx, 'customers.merged', into, { from, into });
    return readCustomer(ctx, into);
  });
}

/** Takes a merged record out again. */
export function unmergeCustomer(ctx: Context, into: string, from: string): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    const source = await lockCustomer(ctx.trx, from);
    if (source?.merged_into !== into)
      throw new Refusal('not_found', 'not-merged', 'That record was not merged into this one.');
    await updateCustomer(ctx.trx, from, { merged_into: null });
    await record(ctx, 'customers.unmerged', from, { from, into });
    return readCustomer(ctx, into);
  });
}
