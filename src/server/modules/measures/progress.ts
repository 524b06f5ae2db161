import type { Progress } from '../../../contract/measures.ts';
import { dayIn, shiftDay, shiftMonths } from '../../../domain/measures/days.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { changesBetween } from '../improvement/index.ts';
import { findCompany } from '../people/index.ts';
import { answerHurts, answerMoments, answerTrend, rankPlaces } from './answering-moments.ts';
import { answerFixes, answerPromises, answerTypical } from './answering-service.ts';
import { openHoursOf } from './book.ts';
import { lagging, readLeading } from './indicators.ts';
import * as queries from './progress-queries.ts';
import type { Slice } from './progress-queries.ts';
import { listOpenHours } from './roll-up-queries.ts';
import { answerStays } from './staying.ts';

/** What is asked for; without days, the last twelve months. */
export interface SliceQuery {
  from?: string | undefined;
  to?: string | undefined;
  team?: string | undefined;
  channel?: string | undefined;
}

const WORDS_SHOWN = 12;
const MOST_YEARS = 5;

/** The seven questions, each answered as data from daily roll-ups. */
export async function readProgress(ctx: Context, query: SliceQuery): Promise<Progress> {
  const { slice, zone, today } = await sliceOf(ctx, query);
  const { db } = ctx;
  const [moments, promises, durations, cases, answers, words, stays, leading, changes, hours, countedTo] =
    await Promise.all([
      queries.sumMoments(db, slice),
      queries.sumPromises(db, slice),
      queries.sumDurations(db, slice),
      queries.sumCases(db, slice),
      queries.sumAnswers(db, slice),
      queries.listWords(db, slice, WORDS_SHOWN),
      queries.listStays(db),
      readLeading(ctx, slice, today),
      changesBetween(ctx, slice.from, slice.to),
      listOpenHours(db),
      queries.findMeasuredTo(db),
    ]);
  const names = await queries.findNames(
    db,
    'touchpoints',
    moments.touchpoints.map((row) => row.touchpointId),
  );
  return {
    from: slice.from,
    to: slice.to,
    timeZone: zone,
    countedTo: countedTo?.toISOString() ?? null,
    moments: answerMoments(moments.months, slice),
    trend: answerTrend(moments.weeks, changes, slice),
    typical: answerTypical(
      durations,
      { list: words, ours: answers.our_word, n: answers.worded },
      { zone, openHours: openHoursOf(hours, ctx.now), now: ctx.now },
      slice,
    ),
    promises: answerPromises(promises, slice),
    hurts: answerHurts(rankPlaces(moments.touchpoints, names, slice), slice),
    fixes: answerFixes(changes, slice),
    stays: answerStays(stays, slice),
    leading,
    lagging: lagging(answers, cases),
  };
}

/** All touchpoints with moments in the period, those needlessly losing most first. */
export async function readSpots(ctx: Context, query: SliceQuery) {
  const { slice } = await sliceOf(ctx, query);
  const { touchpoints } = await queries.sumMoments(ctx.db, slice);
  const ids = touchpoints.map((row) => row.touchpointId);
  const names = await queries.findNames(ctx.db, 'touchpoints', ids);
  return { from: slice.from, to: slice.to, places: rankPlaces(touchpoints, names, slice) };
}

/** The days meant, in the company's zone. */
export async function sliceOf(ctx: Context, query: SliceQuery): Promise<{ slice: Slice; zone: string; today: string }> {
  const zone = (await findCompany(ctx.db))?.time_zone ?? 'UTC';
  const today = dayIn(zone, ctx.now);
  const to = query.to ?? today;
  const from = query.from ?? shiftDay(shiftMonths(to, -12), 1);
  if (from > to) throw new Refusal('invalid', 'period', 'The period ends before it begins.', { field: 'from' });
  if (shiftMonths(from, MOST_YEARS * 12) < to)
    throw new Refusal('invalid', 'period-too-long', `Ask for ${MOST_YEARS} years at most.`, { field: 'from' });
  return { slice: { from, to, team: query.team ?? null, channel: query.channel ?? null }, zone, today };
}
