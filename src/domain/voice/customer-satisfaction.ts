import type { Figure } from '../measures/figure.ts';
import { proportionFigure } from '../measures/figure.ts';
import type { Share } from '../measures/proportions.ts';
import { shareOf } from '../measures/proportions.ts';
import { Refusal } from '../refusal.ts';

/** Customer satisfaction (CSAT): the share of answers 4 and 5 on a 1–5 scale, with its Wilson interval. */
export type CustomerSatisfaction = { readonly score: Share | undefined; readonly figure: Figure };

/** Answers per step of the 1–5 scale, first the ones. */
export type FiveStepCounts = readonly [number, number, number, number, number];

/** Counts answers on the 1–5 scale. @throws Refusal invalid for anything else, so that scales are never mixed. */
export function countFiveSteps(answers: readonly number[]): FiveStepCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const answer of answers) {
    if (answer !== 1 && answer !== 2 && answer !== 3 && answer !== 4 && answer !== 5) {
      throw new Refusal('invalid', 'answer_off_scale', `${answer} is not on the scale 1–5.`, { answer });
    }
    counts[answer - 1]! += 1;
  }
  return counts;
}

/** CSAT from the counts per step. Unanswered surveys are not among them. */
export function customerSatisfaction(counts: FiveStepCounts): CustomerSatisfaction {
  const satisfied = counts[3] + counts[4];
  const answers = counts.reduce((sum, count) => sum + count, 0);
  return { score: shareOf(satisfied, answers), figure: proportionFigure(satisfied, answers) };
}
