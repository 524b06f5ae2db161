import { type Conditions, fitsConditions } from '../../../domain/promises/policy-conditions.ts';
import type { WritingContext } from '../../context.ts';
import type { ProtocolRow } from './rows.ts';
import { findSeenCases, type SeenCase } from './watch-queries.ts';

/**
 * Whether a protocol's conditions fit the case; what belongs to no case fits only one without conditions. A closed case is over, but
 * not what was promised in it: `closedToo`.
 */
export async function fits(
  ctx: WritingContext,
  protocol: ProtocolRow,
  caseId: string | null,
  closedToo: boolean,
): Promise<boolean> {
  const conditions = protocol.definition.conditions as Conditions;
  if (caseId === null) return Object.keys(conditions).length === 0;
  const found = (await findSeenCases(ctx.trx, [caseId], ctx.now)).get(caseId);
  return (
    found !== undefined && (closedToo || found.state !== 'closed') && fitsConditions(conditions, considered(found))
  );
}

function considered(found: SeenCase) {
  return {
    priority: found.priority,
    kind: found.kind,
    channel: found.channel,
    teamId: found.team_id,
    tags: found.tags,
    customerId: found.customer_id,
    organisationId: found.organisation_id,
    vip: found.vip,
    value: found.value,
  };
}
