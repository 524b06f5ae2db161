import { sql } from 'kysely';
import type { CaseTouchpoint } from '../../../contract/journeys-touchpoints.ts';
import type { Context } from '../../context.ts';
import { findCase } from '../cases/index.ts';

interface Placed {
  touchpoint_id: string;
  touchpoint: string;
  by_id: string | null;
  by_name: string | null;
  at: Date | null;
}

/**
 * Where a case happened. What was last said or taken back by hand counts at once, before the ledger of moments has followed;
 * else it is where the ledger has put the contact.
 * @throws Refusal not_found, also when the case is not for this person's eyes.
 */
export async function readCaseTouchpoint(ctx: Context, caseId: string): Promise<CaseTouchpoint> {
  const found = await findCase(ctx, caseId);
  const { rows } = await sql<Placed>`
    with said as (select e.data ->> 'touchpointId' as touchpoint_id, e.actor_id, e.at from events e
      where e.subject_id = ${found.id} and e.type = 'journeys.touchpoint-chosen' order by e.id desc limit 1)
    (select t.id as touchpoint_id, t.name as touchpoint, u.id as by_id, u.name as by_name, s.at
      from said s join touchpoints t on t.id::text = s.touchpoint_id left join users u on u.id = s.actor_id)
    union all
    (select t.id, t.name, null, null, null from contacts c
      join touchpoints t on case when exists (select from said s where s.touchpoint_id is null) then t.key = c.channel else t.id = c.touchpoint_id end
      where c.contact = ${`case:${found.id}`})
  `.execute(ctx.db);
  const placed = rows.find(({ at }) => at !== null) ?? rows[0];
  return {
    caseId: found.id,
    touchpoint: placed === undefined ? null : { id: placed.touchpoint_id, name: placed.touchpoint },
    byHand: placed !== undefined && placed.at !== null,
    by: placed?.by_id == null ? null : { id: placed.by_id, name: placed.by_name ?? '' },
    at: placed?.at?.toISOString() ?? null,
  };
}
