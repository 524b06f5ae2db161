/**
 * The life of a promise.
 *
 * A promise is **open** from the moment it is made. Whoever owes it may **keep** it, or **renegotiate** it: it stays
 * open with a new due hour, and the old one stands beside it for good. Both only before it is due. Silence past the
 * due hour **breaks** it, without anyone's doing; so does saying that it cannot be kept, and that needs a reason.
 * One that broke in silence still owes its reason. A promise made by mistake may be **withdrawn** within minutes by
 * whoever made it, and at any time before it is due when the one it was made to lets us off.
 *
 * Kept and broken are final. One that was taken back by hand may be **put back** within minutes, before it is due, as if it
 * had never been taken back; otherwise withdrawn is final, too. Nothing takes a promise out of sight.
 */
import { Refusal } from '../refusal.ts';

/** Kept apart in every report: set by a policy, said by a person, an estimate with a range, owed within the house. */
export type PromiseKind = 'policy' | 'personal' | 'estimate' | 'internal';

export const PROMISE_KINDS: readonly PromiseKind[] = ['policy', 'personal', 'estimate', 'internal'];

export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn';

export type PromiseEvent =
  | 'promise.kept'
  | 'promise.renegotiated'
  | 'promise.broken'
  | 'promise.break_explained'
  | 'promise.withdrawn'
  | 'promise.restored';

/** A due hour that was replaced, when and why. */
export interface EarlierDue {
  readonly dueAt: Date;
  readonly replacedAt: Date;
  readonly reason: string | null;
}

/** What the rules need to know of a promise. */
export interface PromiseStanding {
  readonly kind: PromiseKind;
  readonly state: PromiseState;
  /** Who made it; null when a policy or the program did. */
  readonly madeBy: string | null;
  readonly madeAt: Date;
  readonly dueAt: Date;
  /** Oldest first. */
  readonly earlierDues: readonly EarlierDue[];
  /** When it became kept, broken or withdrawn. A promise broken by silence ended at its due hour. */
  readonly endedAt: Date | null;
  /** Why it was broken; null while a silent break is unexplained. */
  readonly breakReason: string | null;
  /** Whether it broke because nothing happened until it was due. */
  readonly brokeInSilence: boolean;
  /** Whether somebody took it back by hand: a merge or a closing that withdraws one has its own way back. */
  readonly takenBack: boolean;
}

/** The next standing and the event to record with it. */
export interface PromiseStep {
  readonly promise: PromiseStanding;
  readonly event: PromiseEvent;
}

/** A mistaken promise may be withdrawn by its maker for so long, in milliseconds: about as long as nobody relied on it. */
export const WITHDRAWAL_WINDOW = 15 * 60_000;

/** A promise as it begins. */
export function openPromise(made: Pick<PromiseStanding, 'kind' | 'madeBy' | 'madeAt' | 'dueAt'>): PromiseStanding {
  return {
    ...made,
    state: 'open',
    earlierDues: [],
    endedAt: null,
    breakReason: null,
    brokeInSilence: false,
    takenBack: false,
  };
}

/**
 * What was promised is done; at the due moment itself still in time, as for a clock.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`.
 */
export function keepPromise(promise: PromiseStanding, at: Date): PromiseStep {
  assertOpen(promise, 'kept');
  if (at > promise.dueAt) throw pastDue(promise, 'kept');
  return { promise: { ...promise, state: 'kept', endedAt: at }, event: 'promise.kept' };
}

/**
 * Agrees on another due hour before the present one has come; earlier or later, but still ahead.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`; invalid `due_not_ahead`, `due_unchanged`.
 */
export function renegotiatePromise(
  promise: PromiseStanding,
  at: Date,
  dueAt: Date,
  reason: string | null,
): PromiseStep {
  assertOpenInTime(promise, at, 'renegotiated');
  if (!(dueAt > at))
    throw new Refusal('invalid', 'due_not_ahead', 'The new due hour has to lie ahead.', { field: 'dueAt' });
  if (+dueAt === +promise.dueAt) {
    throw new Refusal('invalid', 'due_unchanged', 'This is the due hour the promise already has.', { field: 'dueAt' });
  }
  const earlier: EarlierDue = { dueAt: promise.dueAt, replacedAt: at, reason: given(reason) };
  return {
    promise: { ...promise, dueAt, earlierDues: [...promise.earlierDues, earlier] },
    event: 'promise.renegotiated',
  };
}

/**
 * Says that it cannot be kept. From the due hour on it was silence that broke it, and the reason is its explanation.
 * @throws Refusal conflict `promise_not_open`; invalid `reason_missing`.
 */
export function breakPromise(promise: PromiseStanding, at: Date, reason: string): PromiseStep {
  assertOpen(promise, 'broken');
  const breakReason = assertReason(reason);
  const wasSilent = isDue(promise, at);
  const endedAt = wasSilent ? promise.dueAt : at;
  return {
    promise: { ...promise, state: 'broken', endedAt, breakReason, brokeInSilence: wasSilent },
    event: 'promise.broken',
  };
}

/**
 * The due hour passed in silence: broken, as of that hour, however late this is noticed.
 * @throws Refusal conflict `promise_not_open`, `promise_not_due`.
 */
export function lapsePromise(promise: PromiseStanding, at: Date): PromiseStep {
  assertOpen(promise, 'broken');
  if (!isDue(promise, at)) {
    throw new Refusal('conflict', 'promise_not_due', 'This promise is not due yet.', {
      dueAt: promise.dueAt.toISOString(),
    });
  }
  const broken = { state: 'broken', endedAt: promise.dueAt, breakReason: null, brokeInSilence: true } as const;
  return { promise: { ...promise, ...broken }, event: 'promise.broken' };
}

/**
 * Gives the reason a silently broken promise still owes. A reason once given stays.
 * @throws Refusal conflict `promise_not_broken`, `break_already_explained`; invalid `reason_missing`.
 */
export function explainBreak(promise: PromiseStanding, reason: string): PromiseStep {
  if (promise.state !== 'broken') {
    throw new Refusal('conflict', 'promise_not_broken', `This promise is ${promise.state}, not broken.`, {
      state: promise.state,
    });
  }
  if (promise.breakReason !== null) {
    throw new Refusal('conflict', 'break_already_explained', 'The reason for this break has been given.');
  }
  return { promise: { ...promise, breakReason: assertReason(reason) }, event: 'promise.break_explained' };
}

/** Why a promise is taken back: it should not have been made, or the one it was made to lets us off. */
export type Withdrawal = { readonly because: 'mistake'; readonly by: string } | { readonly because: 'released' };

/**
 * Takes a promise back before it is due.
 * @throws Refusal conflict `promise_not_open`, `promise_past_due`, `withdrawal_too_late`; forbidden `withdrawal_not_yours`.
 */
export function withdrawPromise(promise: PromiseStanding, at: Date, withdrawal: Withdrawal): PromiseStep {
  assertOpenInTime(promise, at, 'withdrawn');
  if (withdrawal.because === 'mistake') assertOwnFreshMistake(promise, at, withdrawal.by);
  return { promise: { ...promise, state: 'withdrawn', endedAt: at, takenBack: true }, event: 'promise.withdrawn' };
}

/** A promise that was taken back may be put back for so long, in milliseconds, and never past its due hour. */
const RESTORING_WINDOW = WITHDRAWAL_WINDOW;

/**
 * Puts back what was taken back: it is open as if it had never been away, with the hour it had.
 * @throws Refusal conflict `promise_not_taken_back`, `restoring_too_late`, `promise_past_due`.
 */
export function restorePromise(promise: PromiseStanding, at: Date): PromiseStep {
  if (promise.state !== 'withdrawn' || !promise.takenBack) {
    throw new Refusal('conflict', 'promise_not_taken_back', 'Nobody took this promise back by hand.', {
      state: promise.state,
    });
  }
  if (!mayBePutBack(promise, at)) {
    if (isDue(promise, at)) throw pastDue(promise, 'put back');
    const message = 'It was taken back too long ago; promise it anew.';
    throw new Refusal('conflict', 'restoring_too_late', message, { minutes: RESTORING_WINDOW / 60_000 });
  }
  return { promise: { ...promise, state: 'open', endedAt: null, takenBack: false }, event: 'promise.restored' };
}

export type PromiseMove =
  | 'keep'
  | 'renegotiate'
  | 'break'
  | 'lapse'
  | 'explain_break'
  | 'withdraw_mistake'
  | 'withdraw_released'
  | 'restore';

/**
 * The moves open at a moment, for the buttons of a screen and the tick. It agrees with what the moves themselves
 * refuse, apart from the due hour and the reason they are given.
 * @param by who asks; null for the program.
 */
export function allowedMoves(promise: PromiseStanding, at: Date, by: string | null): PromiseMove[] {
  if (promise.state === 'broken') return promise.breakReason === null ? ['explain_break'] : [];
  if (promise.state === 'withdrawn') return mayBePutBack(promise, at) ? ['restore'] : [];
  if (promise.state !== 'open') return [];
  if (isDue(promise, at)) return at > promise.dueAt ? ['break', 'lapse'] : ['keep', 'break', 'lapse'];
  const mayWithdraw = by !== null && by === promise.madeBy && isFresh(promise, at);
  return ['keep', 'renegotiate', 'break', ...(mayWithdraw ? (['withdraw_mistake'] as const) : []), 'withdraw_released'];
}

/** From the due moment on, as for a clock: whatever has not happened by then is late. */
function isDue(promise: PromiseStanding, at: Date): boolean {
  return at >= promise.dueAt;
}

function mayBePutBack(promise: PromiseStanding, at: Date): boolean {
  return (
    promise.takenBack && promise.endedAt !== null && +at - +promise.endedAt <= RESTORING_WINDOW && !isDue(promise, at)
  );
}

function isFresh(promise: PromiseStanding, at: Date): boolean {
  return +at - +promise.madeAt <= WITHDRAWAL_WINDOW;
}

function assertOpen(promise: PromiseStanding, wish: string): void {
  if (promise.state === 'open') return;
  const message = `This promise is ${promise.state} and can no longer be ${wish}.`;
  throw new Refusal('conflict', 'promise_not_open', message, { state: promise.state });
}

function assertOpenInTime(promise: PromiseStanding, at: Date, wish: string): void {
  assertOpen(promise, wish);
  if (isDue(promise, at)) throw pastDue(promise, wish);
}

function pastDue(promise: PromiseStanding, wish: string): Refusal {
  const message =
    promise.state === 'withdrawn'
      ? `The due hour of this promise has passed, so it can no longer be ${wish}.`
      : `This promise was due and passed in silence, so it is broken and can no longer be ${wish}.`;
  return new Refusal('conflict', 'promise_past_due', message, { dueAt: promise.dueAt.toISOString() });
}

function assertOwnFreshMistake(promise: PromiseStanding, at: Date, by: string): void {
  if (by !== promise.madeBy) {
    throw new Refusal('forbidden', 'withdrawal_not_yours', 'Only whoever made a promise may withdraw it as a mistake.');
  }
  if (!isFresh(promise, at)) {
    const message = 'It is too late to call this promise a mistake; renegotiate it, or ask to be released.';
    throw new Refusal('conflict', 'withdrawal_too_late', message, { minutes: WITHDRAWAL_WINDOW / 60_000 });
  }
}

function assertReason(reason: string): string {
  const text = given(reason);
  if (text === null)
    throw new Refusal('invalid', 'reason_missing', 'Say why the promise was broken.', { field: 'reason' });
  return text;
}

function given(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
