import type { Figure } from '../measures/figure.ts';
import { meanFigure, proportionFigure } from '../measures/figure.ts';
import type { Summary } from '../measures/means.ts';
import { meanInterval, summarise } from '../measures/means.ts';
import type { Interval, Share } from '../measures/proportions.ts';
import { shareOf } from '../measures/proportions.ts';
import { Refusal } from '../refusal.ts';

/**
 * Customer effort score 2.0 (CEB 2013): agreement, 1–7, with "the company made it easy for me to handle my issue".
 * Seven is easy. The older 1–5 scale runs the other way round and is refused rather than converted.
 */
export type CustomerEffort = {
  readonly mean: Summary & { readonly interval: Interval | undefined };
  /** Share of answers of 5 or more: somewhat agree, agree, strongly agree. */
  readonly easy: Share | undefined;
  readonly meanFigure: Figure;
  readonly easyFigure: Figure;
};

export type EffortScale = 'agreement 1–7';

/** CES 2.0 of the answers. @throws Refusal invalid for another scale or an answer outside 1–7. */
export function customerEffort(answers: readonly number[], scale: EffortScale = 'agreement 1–7'): CustomerEffort {
  if (scale !== 'agreement 1–7') {
    throw new Refusal('invalid', 'effort_scale_mixed', 'Effort is measured as agreement from 1 to 7 only.', { scale });
  }
  for (const answer of answers) {
    if (!Number.isInteger(answer) || answer < 1 || answer > 7) {
      throw new Refusal('invalid', 'answer_off_scale', `${answer} is not on the scale 1–7.`, { answer });
    }
  }
  const summary = summarise(answers);
  const easy = answers.filter((answer) => answer >= 5).length;
  return {
    mean: { ...summary, interval: meanInterval(summary) },
    easy: shareOf(easy, answers.length),
    meanFigure: meanFigure(summary, { lowest: 1, highest: 7 }),
    easyFigure: proportionFigure(easy, answers.length),
  };
}
