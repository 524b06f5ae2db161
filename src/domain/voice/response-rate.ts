import type { Share } from '../measures/proportions.ts';
import { shareOf } from '../measures/proportions.ts';
import { Refusal } from '../refusal.ts';

/**
 * How far invitations got. Each stage contains the next, except that `partial` and `complete` share what was started:
 * invited ⊇ delivered ⊇ opened ⊇ started ⊇ partial + complete.
 */
export type SurveyCounts = {
  /** Everyone the programme meant to ask, those withheld included. */
  readonly invited: number;
  /** Not sent, because the frequency rule said no. */
  readonly withheld: number;
  readonly bounced: number;
  readonly delivered: number;
  /** A lower bound: many mail programs hide that a mail was opened. */
  readonly opened: number;
  readonly started: number;
  /** At least one question answered and kept, not finished. */
  readonly partial: number;
  readonly complete: number;
};

/** Every share names its own denominator; undefined where that denominator is zero. */
export type ResponseFunnel = {
  /** invited − bounced − withheld: who could have answered. */
  readonly reachable: number;
  /** partial + complete. A dismissed survey is not an answer. */
  readonly answers: number;
  /** answers / reachable (AAPOR response rate 2). */
  readonly responseRate: Share | undefined;
  /** complete / reachable (AAPOR response rate 1). */
  readonly completeRate: Share | undefined;
  /** bounced / (bounced + delivered). */
  readonly bounceRate: Share | undefined;
  /** opened / delivered. */
  readonly openedOfDelivered: Share | undefined;
  /** started / opened. */
  readonly startedOfOpened: Share | undefined;
  /** complete / started. */
  readonly completedOfStarted: Share | undefined;
};

/** The response funnel. @throws Refusal invalid when a stage holds more than the stage before it. */
export function responseFunnel(counts: SurveyCounts): ResponseFunnel {
  const { invited, withheld, bounced, delivered, opened, started, partial, complete } = counts;
  const reachable = invited - bounced - withheld;
  const answers = partial + complete;
  const descending = [reachable, delivered, opened, started, answers, 0];
  if (descending.some((count, stage) => stage > 0 && count > descending[stage - 1]!)) {
    throw new Refusal(
      'invalid',
      'funnel_impossible',
      'A later stage of the survey holds more than an earlier one.',
      counts,
    );
  }
  return {
    reachable,
    answers,
    responseRate: shareOf(answers, reachable),
    completeRate: shareOf(complete, reachable),
    bounceRate: shareOf(bounced, bounced + delivered),
    openedOfDelivered: shareOf(opened, delivered),
    startedOfOpened: shareOf(started, opened),
    completedOfStarted: shareOf(complete, started),
  };
}
