import type { BetterWhen } from '../measures/control-signals.ts';

/**
 * What an improvement or a decision may be measured by; each is a share per week, so that one verdict speaks for all.
 * Promises kept are those owed to a customer, by policy and by a person's word, together or apart; tasks of the house and
 * estimates are neither. `confirmed` is the share of customers who say it is solved, of those who say anything.
 */
export const improvementMetrics = [
  'moments-lost',
  'moments-won',
  'promises-kept',
  'policy-promises-kept',
  'personal-promises-kept',
  'satisfied',
  'confirmed',
] as const;
export type ImprovementMetric = (typeof improvementMetrics)[number];

/** Which way is better. */
export function betterWhen(metric: ImprovementMetric): BetterWhen {
  return metric === 'moments-lost' ? 'lower' : 'higher';
}

/** Whether it is about moments, and so may name a touchpoint. */
export function isAboutMoments(metric: ImprovementMetric): boolean {
  return metric === 'moments-lost' || metric === 'moments-won';
}
