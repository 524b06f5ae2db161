import type { SeatBrief, SeatQuote } from '../../../../contract/decisions.ts';
import { shareFigure } from '../../../../contract/figures.ts';
import { strongestObjection } from '../../../../domain/improvement/objection.ts';
import { shiftDay, startOfDayIn } from '../../../../domain/measures/days.ts';
import type { Context } from '../../../context.ts';
import { countOutcomes, findTouchpointName } from './decision-queries.ts';
import { mustExist } from '../known-records.ts';
import { named, placeOf } from '../place.ts';
import { findProblem } from '../problem-queries.ts';
import { countConcerned, findQuotes, type QuoteRow } from './seat-queries.ts';

/** Days the seat looks back. */
const DAYS_BACK = 90;
const VOICES = 6;
/** Of the voices, at most so many that disagree with the objection. */
const DISSENTERS = 2;

/**
 * Fills the empty seat: whoever a decision is about, from the records of the last ninety days, or of the problem's own
 * time. Retrieval only: every word was said by the customer it stands beside.
 */
export async function seatBrief(
  ctx: Context,
  about: { touchpointId: string | null; problemId: string | null },
): Promise<SeatBrief> {
  const db = ctx.trx ?? ctx.db;
  const { zone, today, currency, language } = await placeOf(ctx);
  const problem = about.problemId === null ? undefined : await findProblem(db, about.problemId);
  const touchpointId = about.touchpointId ?? problem?.touchpoint_id ?? null;
  const from = problem?.since ?? shiftDay(today, -DAYS_BACK);
  const to = problem?.until ?? today;
  const concerned = {
    touchpointId,
    problemId: problem?.id ?? null,
    from: startOfDayIn(zone, from),
    to: startOfDayIn(zone, shiftDay(to, 1)),
  };
  const counts = await countConcerned(db, concerned, ctx.now);
  const quotes = await findQuotes(db, concerned);
  const objection = strongestObjection(
    quotes.map((row) => ({
      id: row.source_id,
      who: row.customer_id ?? row.source_id,
      quote: row.quote,
      // a worry in the brief is an objection by its nature
      against: row.feeling === 'lost' || row.source === 'brief',
    })),
    language,
  );
  const spoken = quotes.find((row) => row.source_id === objection?.id);
  return {
    from,
    to,
    touchpoint: named(touchpointId, touchpointId === null ? null : await findTouchpointName(db, touchpointId)),
    affected: counts.affected,
    lost: shareFigure(counts.lost, counts.moments),
    value: counts.value,
    currency,
    openPromises: counts.open_promises,
    objection:
      spoken === undefined || objection === undefined
        ? null
        : { ...quoteOf(spoken), saidBy: objection.saidBy, of: objection.of },
    voices: voicesAmong(quotes.filter((row) => row !== spoken)).map(quoteOf),
    assembledAt: ctx.now.toISOString(),
  };
}

/** The seat for a meeting, with how often decisions have come true so far. */
export async function readSeat(
  ctx: Context,
  query: { touchpointId?: string | undefined; problemId?: string | undefined },
) {
  await mustExist(ctx, query);
  const outcomes = await countOutcomes(ctx.db);
  const told = outcomes.held + outcomes.notHeld;
  return {
    seat: await seatBrief(ctx, { touchpointId: query.touchpointId ?? null, problemId: query.problemId ?? null }),
    record: shareFigure(outcomes.held, told),
  };
}

/** The newest of each customer: first those who disagree, so that they are never crowded out, then the others. */
function voicesAmong(quotes: readonly QuoteRow[]): QuoteRow[] {
  const newest = [...new Map(quotes.toReversed().map((row) => [row.customer_id ?? row.source_id, row])).values()];
  const byTime = newest.toSorted((one, two) => two.at.getTime() - one.at.getTime());
  const dissenting = byTime.filter((row) => row.feeling === 'won').slice(0, DISSENTERS);
  const others = byTime.filter((row) => !dissenting.includes(row)).slice(0, VOICES - dissenting.length);
  return [...others, ...dissenting].toSorted((one, two) => two.at.getTime() - one.at.getTime());
}

function quoteOf(row: QuoteRow): SeatQuote {
  return {
    quote: row.quote,
    customer: named(row.customer_id, row.customer_name),
    at: row.at.toISOString(),
    source: row.source,
    sourceId: row.source_id,
    caseId: row.case_id,
    channel: row.channel,
    feeling: row.feeling,
  };
}
