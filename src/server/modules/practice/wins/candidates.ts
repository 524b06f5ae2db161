import type { Candidate } from '../../../../contract/practice-wins.ts';
import { rankCandidates, reasonOf } from '../../../../domain/practice/candidates.ts';
import { instantOf, shiftDay } from '../../../../domain/practice/working-days.ts';
import type { Context } from '../../../context.ts';
import { personOf, placeOfUser } from '../place.ts';
import { closedUnheard, promisesToLost, unclaimedPraise } from '../huddles/words-queries.ts';

const MILLISECONDS_PER_DAY = 86_400_000;
const PRAISE_DAYS = 3;
const CLOSED_DAYS = 3;
const MOST = 5;

/** Whom the asker could win today, or has won without saying so; the best candidate first, each with the reason. */
export async function winCandidates(ctx: Context): Promise<Candidate[]> {
  const userId = personOf(ctx);
  const { zone, today } = await placeOfUser(ctx, userId);
  const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * MILLISECONDS_PER_DAY);
  const praise = await unclaimedPraise(ctx.db, userId, daysAgo(PRAISE_DAYS));
  const due = await promisesToLost(ctx.db, userId, ctx.now, instantOf(zone, shiftDay(today, 1), '00:00'));
  const closed = await closedUnheard(ctx.db, userId, daysAgo(CLOSED_DAYS));
  const ranked = rankCandidates(
    [
      ...praise.map((row) => ({
        ...shared(row),
        reason: reasonOf({ ...row, lostBefore: row.lost_before }),
        evidenced: true,
        quote: row.quote,
      })),
      ...due.map((row) => ({ ...shared(row), reason: 'promise-due' as const, evidenced: false, quote: null })),
      ...closed.map((row) => ({ ...shared(row), reason: 'ask-how-it-went' as const, evidenced: false, quote: null })),
    ],
    MOST,
  );
  return ranked.map((each) => ({ ...each, at: each.at.toISOString() }));
}

function shared(row: {
  customer_id: string;
  customer_name: string;
  case_id: string | null;
  at: Date;
  what: string | null;
}) {
  return {
    customer: { id: row.customer_id, name: row.customer_name },
    caseId: row.case_id,
    at: row.at,
    what: row.what,
  };
}
