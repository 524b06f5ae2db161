import { FEWEST_RESOLVED } from '../../../../domain/measures/estimate.ts';
import type { Context } from '../../../context.ts';
import { findCase } from '../../cases/index.ts';
import { findPresentQuotes, listQuotesOfCase } from './estimate-queries.ts';
import { showQuote } from './estimate-rows.ts';

/**
 * How long a case is likely to take, and every estimate given before, the newest first.
 * @throws Refusal not_found when the case is not for this person's eyes
 */
export async function readCaseEstimate(ctx: Context, ref: string) {
  const found = await findCase(ctx, ref);
  const standing = await ctx.db
    .selectFrom('estimate_cases')
    .select(['closed_at', 'unknown', 'unknown_n', 'merged'])
    .where('case_id', '=', found.id)
    .executeTakeFirst();
  const history = (await listQuotesOfCase(ctx.db, found.id)).map(showQuote);
  const isOver = found.state === 'closed' || standing?.merged === true;
  const [present] = isOver ? [] : (await findPresentQuotes(ctx.db, [found.id])).toReversed();
  const isLapsed = present !== undefined && present.likely_at <= ctx.now;
  const quote = present === undefined || isLapsed ? null : showQuote(present);
  return {
    quote,
    unknown: quote !== null ? null : isOver ? closed : whyUnknown(standing?.unknown, isLapsed),
    n: quote?.basis.resolved ?? standing?.unknown_n ?? 0,
    fewest: FEWEST_RESOLVED,
    history,
  };
}

const closed: Unknown = 'closed';

/** What a customer sees of the estimate of a case of his: a range with its reason, or that we do not know. */
export async function readEstimateForCustomer(ctx: Context, caseId: string) {
  const [present] = (await findPresentQuotes(ctx.db, [caseId])).toReversed();
  const standing = await ctx.db
    .selectFrom('estimate_cases')
    .select(['closed_at', 'unknown'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (standing === undefined || standing.closed_at !== null) return undefined;
  const first = (await listQuotesOfCase(ctx.db, caseId)).at(-1);
  const known = present !== undefined && present.likely_at > ctx.now && standing.unknown === null;
  return {
    known: known
      ? { halfAt: present.half_at, likelyAt: present.likely_at, n: present.resolved, kind: present.kind }
      : null,
    /** What was said at first, when it is another now. */
    firstLikelyAt: first !== undefined && first.id !== present?.id ? first.likely_at : null,
    asked: present !== undefined || standing.unknown !== null,
  };
}

type Unknown = 'closed' | 'too few similar cases' | 'too many still open' | 'not asked yet';

function whyUnknown(reason: string | null | undefined, isLapsed: boolean): Unknown {
  if (reason === 'too few similar cases' || reason === 'too many still open') return reason;
  return isLapsed ? 'too many still open' : 'not asked yet';
}
