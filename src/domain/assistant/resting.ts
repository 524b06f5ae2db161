/**
 * When an assistant that fails is left alone for a while. Every failure weighs, a good answer clears them all; at ten the assistant rests:
 * a minute first, twice as long after each rest that did not help, an hour at most. One failure of the server's own after a rest is enough for
 * the next; one message that cannot be answered is not.
 */

/** Why there was no answer. `refused`: the key, the model or the address is wrong; `declined`: this question was not taken. */
export const troubles = [
  'refused',
  'overloaded',
  'slow',
  'unreachable',
  'too-large',
  'declined',
  'unreadable',
] as const;
export type Trouble = (typeof troubles)[number];

export interface Standing {
  readonly points: number;
  /** How often it has rested since the last good answer. */
  readonly rests: number;
  readonly restingUntil: Date | null;
}

/** What one customer can write must not put the assistant to rest: such failures weigh least. */
const weights: Readonly<Record<Trouble, number>> = {
  refused: 10,
  overloaded: 2,
  slow: 2,
  unreachable: 3,
  'too-large': 1,
  declined: 1,
  unreadable: 1,
};
const limit = 10;
const firstRest = 60_000;
const longestRest = 3_600_000;

/** As it is before anything happened, and after every good answer. */
export const well: Standing = { points: 0, rests: 0, restingUntil: null };

/** Whether it is left alone now. */
export function isResting(standing: Standing, now: Date): boolean {
  return standing.restingUntil !== null && standing.restingUntil > now;
}

/** How it stands after one more failure. */
export function afterTrouble(standing: Standing, trouble: Trouble, now: Date): Standing {
  // whoever failed while others were still waiting for an answer does not lengthen the rest
  if (isResting(standing, now)) return standing;
  const weight = weights[trouble];
  const points = standing.points + (standing.rests > 0 && weight > 1 ? limit : weight);
  if (points < limit) return { ...standing, points, restingUntil: null };
  const rests = standing.rests + 1;
  return {
    points: 0,
    rests,
    restingUntil: new Date(now.getTime() + Math.min(longestRest, firstRest * 2 ** Math.min(10, rests - 1))),
  };
}
