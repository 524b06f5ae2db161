import { addBusinessTime } from '../promises/business-time.ts';
import { type Calendar, MILLISECONDS_PER_MINUTE, minutesOf, WEEKDAYS } from '../promises/calendar.ts';
import { Refusal } from '../refusal.ts';

/**
 * Regaining a customer whom we let down. It goes from the first human contact over the cause and a remedy to asking
 * again, and only the customer's own answer ends it as recovered. Nobody is surveyed while it is open. One whose cause was noted wrongly
 * may be called off: it was never owed, and counts in no figure.
 */
export const recoveryStates = [
  'open',
  'contacted',
  'remedied',
  'asked-again',
  'recovered',
  'not-recovered',
  'called-off',
] as const;
export type RecoveryState = (typeof recoveryStates)[number];

export const recoveryMoves = [
  'contact',
  'cause',
  'offer-remedy',
  'remedy-accepted',
  'remedy-declined',
  'ask-again',
  'assign',
  'call-off',
] as const;
export type RecoveryMove = (typeof recoveryMoves)[number];

/** Why it happened, in one of a few words that can be counted; the words of whoever found out stand beside it. */
export const causeKinds = [
  'promise',
  'quality',
  'knowledge',
  'hand-over',
  'delay',
  'attitude',
  'price',
  'other',
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** So many days after it was good again the customer is asked whether it still is. */
export const laterChecks = [30, 90] as const;

/** What makes a recovery severe. */
export interface SeverityFacts {
  readonly worstAnswer: boolean;
  readonly vip: boolean;
  /** Bought within a year, and what a customer in the upper tenth bought. */
  readonly value: number;
  readonly highValue: number;
  /** The strength of the anger read in the last words, 0 to 3. */
  readonly anger: number;
  /** Recoveries of this customer within a year before this one. */
  readonly before: number;
}

export type SeverityBecause = 'worst-answer' | 'high-value' | 'angry' | 'repeated' | 'vip' | 'late';

/** Why it is severe; empty when it is not. Each reason is enough by itself. */
export function severityReasons(facts: SeverityFacts): SeverityBecause[] {
  return [
    ...(facts.worstAnswer ? (['worst-answer'] as const) : []),
    ...(facts.vip ? (['vip'] as const) : []),
    ...(facts.value > 0 && facts.highValue > 0 && facts.value >= facts.highValue ? (['high-value'] as const) : []),
    ...(facts.anger >= 3 ? (['angry'] as const) : []),
    ...(facts.before >= 1 ? (['repeated'] as const) : []),
  ];
}

/** A review in the lower quarter of its scale, 0 to 1, is bad: one or two stars of five. */
export const badScore = 0.25;

/** Whether a review asks for a recovery; words without a rating are read by a person. */
export function isBadReview(score: number | null): boolean {
  return score !== null && score <= badScore;
}

/** What decides what may be done next. */
export interface RecoveryStanding {
  readonly state: RecoveryState;
  readonly cause: string;
  readonly remedyOffered: string;
  /** What opened it was noted wrongly. */
  readonly causeRemoved?: boolean;
}

/** What a customer answered, as far as it was. */
export interface CustomerAnswer {
  readonly solved?: boolean | null | undefined;
  readonly rating?: number | null | undefined;
  readonly likely?: number | null | undefined;
}

/** Whether an answer asks for a recovery: not solved, a rating of 1 or 2, or a detractor (0–6). */
export function isBadAnswer(answer: CustomerAnswer): boolean {
  return answer.solved === false || atMost(answer.rating, 2) || atMost(answer.likely, 6);
}

/** Severe is the worst rating, the lowest recommendations, or a customer who counts double anyway. */
export function severityOf(answer: CustomerAnswer, vip: boolean): 'normal' | 'severe' {
  return vip || atMost(answer.rating, 1) || atMost(answer.likely, 3) ? 'severe' : 'normal';
}

/**
 * What the answer to asking again says: true for recovered, false for not, undefined while it takes no side (a rating
 * of 3 alone). "Put right" with a bad rating is not recovered.
 */
export function recoveredBy(answer: CustomerAnswer): boolean | undefined {
  if (isBadAnswer(answer)) return false;
  if (answer.solved === true) return true;
  return typeof answer.rating === 'number' && answer.rating >= 4 ? true : undefined;
}

/** What may be done in this state, in the order it usually happens. */
export function allowedRecoveryMoves(standing: RecoveryStanding): RecoveryMove[] {
  const { state, cause, remedyOffered } = standing;
  if (hasEnded(state)) return [];
  const off = standing.causeRemoved === true ? (['call-off'] as const) : [];
  if (state === 'open') return ['contact', 'cause', ...off, 'assign'];
  if (state === 'asked-again') return [...off, 'assign'];
  return [
    'cause',
    'offer-remedy',
    ...(state === 'contacted' && remedyOffered !== '' ? (['remedy-accepted', 'remedy-declined'] as const) : []),
    ...(state === 'remedied' || cause !== '' ? (['ask-again'] as const) : []),
    ...off,
    'assign',
  ];
}

/**
 * The state after a move. A declined remedy leaves room for another; an explanation without a remedy may be enough to
 * ask again. @throws Refusal conflict when the move is not open now
 */
export function moveRecovery(standing: RecoveryStanding, move: RecoveryMove): RecoveryState {
  if (!allowedRecoveryMoves(standing).includes(move)) {
    throw new Refusal('conflict', 'recovery-move', explain(standing, move), { state: standing.state, move });
  }
  if (move === 'contact') return 'contacted';
  if (move === 'remedy-accepted') return 'remedied';
  if (move === 'offer-remedy') return 'contacted';
  if (move === 'call-off') return 'called-off';
  return move === 'ask-again' ? 'asked-again' : standing.state;
}

/** Whether nothing more is owed. */
export function hasEnded(state: RecoveryState): boolean {
  return state === 'recovered' || state === 'not-recovered' || state === 'called-off';
}

/**
 * The instant that lies so many working days after `from`: open time of as many usual days, so that a day and a half
 * is one and a half usual days of work. A calendar that is never open counts plain days of 24 hours.
 */
export function workingDaysAfter(calendar: Calendar, from: Date, days: number): Date {
  const open = WEEKDAYS.map((weekday) =>
    (calendar.week[weekday] ?? []).reduce(
      (sum, { from, to }) => sum + (minutesOf(to) ?? 0) - (minutesOf(from) ?? 0),
      0,
    ),
  ).filter((minutes) => minutes > 0);
  if (open.length === 0) return new Date(from.getTime() + days * 86_400_000);
  const usual = open.reduce((sum, minutes) => sum + minutes, 0) / open.length;
  return addBusinessTime(calendar, from, Math.round(days * usual) * MILLISECONDS_PER_MINUTE);
}

function explain({ state }: RecoveryStanding, move: RecoveryMove): string {
  if (hasEnded(state)) return 'This recovery has ended.';
  if (move === 'call-off')
    return 'What opened this recovery still stands; only the customer says that it is put right.';
  if (state === 'open') return 'First somebody has to talk to the customer.';
  if (state === 'asked-again') return 'The customer was asked; now it is for him to say.';
  if (move === 'ask-again') return 'Find the cause, or agree on a remedy, before asking again.';
  if (move === 'contact') return 'The customer was contacted already.';
  return 'Offer a remedy first.';
}

function atMost(value: number | null | undefined, limit: number): boolean {
  return typeof value === 'number' && value <= limit;
}
