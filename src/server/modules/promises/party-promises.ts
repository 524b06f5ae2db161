/** Promises by and to somebody who takes part in a case, as he sees them on his own page. */
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { keepPromise } from './keeping.ts';

export interface PartyPromise {
  id: string;
  what: string;
  side: 'by' | 'to';
  dueAt: Date | null;
  state: 'open' | 'kept' | 'broken';
}

/** What was promised by and to him, beside the part he was given, the next due first; what was taken back is not named. */
export async function listPromisesOfParty(ctx: Context, partyId: string): Promise<PartyPromise[]> {
  const rows = await ctx.db
    .selectFrom('promises')
    .select(['id', 'what', 'party_side', 'due_at', 'state'])
    .where('party_id', '=', partyId)
    .where('party_task', '=', false)
    .where('state', 'in', ['open', 'kept', 'broken'])
    .orderBy('due_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      what: row.what,
      side: row.party_side as PartyPromise['side'],
      dueAt: row.due_at,
      state: row.state as PartyPromise['state'],
    }))
    .toReversed();
}

/**
 * He says on his page that what he promised is done.
 * @throws Refusal not_found `promise-not-found` for what is not his own promise; conflict as keeping does
 */
export function keepAsParty(ctx: Context, partyId: string, promiseId: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom('promises')
      .select('id')
      .where('id', '=', promiseId)
      .where('party_id', '=', partyId)
      .where('party_side', '=', 'by')
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('not_found', 'promise-not-found', 'There is no such promise of yours.');
    await keepPromise(ctx, row.id);
  });
}
