import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import type { Scope } from './scope.ts';

/** What was once known to be said by them, and is another's by now, nobody's, or taken back: the log tells of it from its first day on. */
export async function heardOnce(ctx: WritingContext, { customerIds }: Scope): Promise<string[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct subject_id as id from events where subject_id is not null
      and type in ('voice.reviewed', 'voice.review-corrected', 'voice.review-removed', 'voice.observed', 'voice.observation-corrected', 'voice.observation-removed')
      and (data ->> 'customerId' = any(${[...customerIds]}) or data ->> 'from' = any(${[...customerIds]}))
  `.execute(ctx.trx);
  return rows.map(({ id }) => id);
}
