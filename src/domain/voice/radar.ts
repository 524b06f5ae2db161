/**
 * Which customers seem to go quiet. Each sign has a weight between 0 and 1; the score is the chance that at least one of
 * them means something, and what the customer is worth to us decides between equals. No sign, no place on the list.
 */
export const radarOutcomes = ['reached', 'glad', 'problem', 'no-answer'] as const;
export type RadarOutcome = (typeof radarOutcomes)[number];

export interface Sign {
  readonly because: 'rhythm' | 'waits-for-us' | 'we-wait' | 'broken-promise' | 'mood';
  readonly weight: number;
}

/** What each sign of its kind weighs at most. */
const most = { rhythm: 0.6, 'waits-for-us': 0.55, 'we-wait': 0.25, 'broken-promise': 0.6, mood: 0.4 } as const;

/** A silence that would happen in less than so many of twenty cases is a break of rhythm. */
const unlikelySilence = 0.1;

/** The weight of a silence: nothing above one in ten, more the less likely it is. */
export function rhythmWeight(chance: number): number {
  if (chance >= unlikelySilence) return 0;
  return most.rhythm * (0.5 + 0.5 * (1 - chance / unlikelySilence));
}

/** A question of his that waits for us, by days: nothing before the third, full after ten. */
export function waitingWeight(days: number): number {
  return most['waits-for-us'] * ramp(days, 3, 10);
}

/** A question of ours that he has not answered: slow, because not answering is often no more than that. */
export function unansweredWeight(days: number): number {
  return most['we-wait'] * ramp(days, 10, 30);
}

/** A promise broken without a word from him since; less the longer ago it is, nothing after ninety days. */
export function brokenWeight(daysAgo: number): number {
  return most['broken-promise'] * (1 - ramp(daysAgo, 30, 90));
}

/**
 * How his feelings went down: mean of the last contacts less the mean before, each from −3 (angry) to 3 (thankful).
 * @returns nothing unless it fell by at least one and a half and ends below zero
 */
export function moodWeight(before: number, now: number): number {
  return before - now >= 1.5 && now < 0 ? most.mood * ramp(before - now, 0, 4) : 0;
}

/** Chance that at least one sign means something, times what he is worth beside a typical customer (at most double). */
export function radarScore(signs: readonly Sign[], value: number, typicalValue: number): number {
  const chance = 1 - signs.reduce((none, { weight }) => none * (1 - weight), 1);
  const worth = value <= 0 ? 0 : value / (value + Math.max(typicalValue, 0.01));
  return chance * (1 + worth);
}

/** Whether to call or to write: a broken promise, a fallen mood or a high score is not for a mail. */
export function proposedTouch(signs: readonly Sign[], reachable: { phone: boolean; mail: boolean }): 'call' | 'mail' {
  const grave = signs.some(({ because, weight }) => because !== 'rhythm' && because !== 'we-wait' && weight >= 0.3);
  if (!reachable.phone) return 'mail';
  return grave || !reachable.mail ? 'call' : 'mail';
}

function ramp(value: number, from: number, to: number): number {
  return value < from ? 0 : Math.min(1, 0.5 + (0.5 * (value - from)) / (to - from));
}
