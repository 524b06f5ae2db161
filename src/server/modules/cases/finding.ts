import { Refusal } from '../../../domain/refusal.ts';
import type { Context, WritingContext } from '../../context.ts';
import { type CaseRecord, findCaseByRef } from './queries.ts';

/** The case named by id or number, as far as the actor may see it: what he may not see does not exist. */
export async function findCase(ctx: Context, ref: string): Promise<CaseRecord> {
  const found = await findCaseByRef(ctx.db, ctx.actor, ref);
  if (found === undefined) throw noCase();
  return found;
}

/** The same, locked until the transaction ends: whoever decides by what he read must know that it still holds. */
export async function lockCase(ctx: WritingContext, ref: string): Promise<CaseRecord> {
  const found = await findCaseByRef(ctx.trx, ctx.actor, ref, true);
  if (found === undefined) throw noCase();
  return found;
}

/** Whether the actor may see a case at all. */
export async function maySeeCase(ctx: Context, id: string): Promise<boolean> {
  return (await findCaseByRef(ctx.db, ctx.actor, id)) !== undefined;
}

function noCase(): Refusal {
  return new Refusal('not_found', 'case-not-found', 'There is no such case.');
}
