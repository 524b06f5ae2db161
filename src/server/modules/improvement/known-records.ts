import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';

const tables = {
  touchpointId: 'touchpoints',
  untouchedId: 'touchpoints',
  ownerId: 'users',
  deciderIds: 'users',
  problemId: 'problems',
  improvementId: 'improvements',
} as const;

/** Refuses what names a record that does not exist, so that a person reads a sentence and not the name of a constraint. */
export async function mustExist(
  ctx: Context,
  named: Partial<Record<keyof typeof tables, string | readonly string[] | null | undefined>>,
): Promise<void> {
  for (const field of Object.keys(tables) as (keyof typeof tables)[]) {
    const given = named[field];
    const ids = typeof given === 'string' ? [given] : (given ?? []);
    if (ids.length === 0) continue;
    const table = tables[field];
    const found = await (ctx.trx ?? ctx.db)
      .selectFrom(table)
      .select('id')
      .where('id', 'in', [...ids])
      .execute();
    if (found.length !== new Set(ids).size)
      throw new Refusal('invalid', 'not-known', `${field} names something that does not exist.`, { field });
  }
}
