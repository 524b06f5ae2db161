import { shareFigure } from '../../../../contract/figures.ts';
import type { Funnel, funnelSteps } from '../../../../contract/voice-surveys-results.ts';
import { say } from '../../../catalogue.ts';
import type { Context } from '../../../context.ts';
import { sumSurveyDays, sumWithheldDays } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { theSurvey } from './surveys.ts';

/** Figures look back this many days unless told. */
export const figureDays = 90;

/** From and to as days; the last ninety days unless told. */
export function periodOf(now: Date, asked: { from?: string | undefined; to?: string | undefined }) {
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  return {
    from: asked.from ?? dayOf(new Date(now.getTime() - figureDays * 86_400_000)),
    to: asked.to ?? dayOf(now),
  };
}

type Step = (typeof funnelSteps)[number];

/** What each step is of: who could have got there. */
const denominators: readonly { step: Step; of: Step | null }[] = [
  { step: 'eligible', of: null },
  { step: 'withheld', of: 'eligible' },
  { step: 'asked', of: 'eligible' },
  { step: 'bounced', of: 'asked' },
  { step: 'delivered', of: 'asked' },
  { step: 'opened', of: 'delivered' },
  { step: 'started', of: 'delivered' },
  { step: 'answered', of: 'delivered' },
  { step: 'completed', of: 'delivered' },
];

/**
 * How far the invitations of a survey got, by the day they were meant for; shares are of those who could have answered. Of an
 * anonymous survey nobody knows who answered completely, only which asks were used: those count as started.
 */
export async function readFunnel(
  ctx: Context,
  surveyId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<Funnel> {
  const survey = await theSurvey(ctx, surveyId);
  const { from, to } = periodOf(ctx.now, asked);
  const sums = await sumSurveyDays(ctx.db, surveyId, from, to);
  const used = survey.anonymous ? await countUsed(ctx, surveyId, from, to) : 0;
  const partial = sums.partial + used;
  const sent = sums.invited - sums.withheld;
  const delivered = sent - sums.bounced;
  const started = partial + sums.complete;
  const company = await findCompany(ctx.db);
  const because = await sumWithheldDays(ctx.db, surveyId, from, to);
  const answered = survey.anonymous ? null : sums.answered;
  const reached: Record<Step, number | null> = {
    eligible: sums.invited,
    withheld: sums.withheld,
    asked: sent,
    bounced: sums.bounced,
    delivered,
    opened: sums.opened,
    started,
    answered,
    completed: survey.anonymous ? null : sums.complete,
  };
  return {
    from,
    to,
    ...sums,
    answered,
    steps: denominators.map(({ step, of }) => ({
      step,
      n: reached[step],
      of,
      share: of === null || reached[step] === null ? null : shareFigure(reached[step], reached[of] ?? 0),
    })),
    partial,
    sent,
    delivered,
    started,
    responseRate: shareFigure(started, delivered),
    completeRate: survey.anonymous ? shareFigure(0, 0) : shareFigure(sums.complete, delivered),
    withheldBecause: because.map((each) => ({
      ...each,
      reason: say(company?.language, 'voice', `withheld.${each.because}`),
    })),
  };
}

async function countUsed(ctx: Context, surveyId: string, from: string, to: string): Promise<number> {
  const found = await ctx.db
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('survey_id', '=', surveyId)
    .where('state', '=', 'answered')
    .where('at', '>=', new Date(`${from}T00:00:00Z`))
    .where('at', '<', new Date(new Date(`${to}T00:00:00Z`).getTime() + 86_400_000))
    .executeTakeFirstOrThrow();
  return Number(found.n);
}
