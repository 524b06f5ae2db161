import type { Static } from 'typebox';
import { promoterFigure, shareFigure } from '../../../contract/figures.ts';
import type { LaggingIndicators, LeadingIndicators } from '../../../contract/measures.ts';
import { daysBetween, shiftDay } from '../../../domain/measures/days.ts';
import type { Context } from '../../context.ts';
import * as queries from './progress-queries.ts';
import type { Slice } from './progress-queries.ts';

const WEEK = 7;
const MONTH = 30;
const FOUR_WEEKS = 28;

/** What will show in the figures before long, as things stand now. */
export async function readLeading(
  ctx: Context,
  slice: Slice,
  today: string,
): Promise<Static<typeof LeadingIndicators>> {
  const [present, open, recent] = await Promise.all([
    queries.countPresent(ctx.db, slice),
    queries.sumOpenCases(ctx.db, slice),
    queries.sumCases(ctx.db, { ...slice, from: shiftDay(today, 1 - FOUR_WEEKS), to: today }),
  ]);
  const ages = open.map(({ day, n }) => ({ age: Math.max(0, daysBetween(day, today)), n }));
  const total = ages.reduce((sum, each) => sum + each.n, 0);
  const older = (than: number) => ages.reduce((sum, each) => sum + (each.age > than ? each.n : 0), 0);
  return {
    openPromises: present.open_promises,
    promisesAtRisk: present.at_risk,
    openCases: total,
    unassignedCases: present.unassigned,
    medianAgeOfOpenCases: medianAge(ages, total),
    openOverWeek: older(WEEK),
    openOverMonth: older(MONTH),
    backlogGrowth: recent.opened + recent.reopened - recent.closed,
  };
}

/** What has already happened in the period. */
export function lagging(
  answers: Awaited<ReturnType<typeof queries.sumAnswers>>,
  cases: Awaited<ReturnType<typeof queries.sumCases>>,
): Static<typeof LaggingIndicators> {
  const { promoters, passives, detractors } = answers;
  return {
    answers: answers.answers,
    satisfied: shareFigure(answers.satisfied, answers.rated),
    netPromoter: promoterFigure({ promoters, passives, detractors }),
    easy: shareFigure(answers.easy, answers.ease_rated),
    solved: shareFigure(answers.solved, answers.solved + answers.not_solved),
    confirmed: shareFigure(cases.confirmed, cases.confirmed + cases.refuted),
    // a case may open again more than once, or long after the period in which it was closed
    reopened: shareFigure(Math.min(cases.reopened, cases.closed), cases.closed),
  };
}

/** The age that half of the open cases have reached; ages come oldest first. */
function medianAge(ages: readonly { age: number; n: number }[], total: number): number | null {
  let seen = 0;
  for (const { age, n } of ages) {
    seen += n;
    if (seen * 2 >= total) return age;
  }
  return null;
}
