import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import type { PromiseMove, PromiseStanding, PromiseStep } from './promise-states.ts';
import {
  allowedMoves,
  breakPromise,
  explainBreak,
  keepPromise,
  lapsePromise,
  openPromise,
  PROMISE_KINDS,
  renegotiatePromise,
  restorePromise,
  WITHDRAWAL_WINDOW,
  withdrawPromise,
} from './promise-states.ts';

const madeAt = new Date('2026-11-23T10:00Z');
const dueAt = new Date('2026-11-25T15:00Z');
const before = new Date('2026-11-24T10:00Z');
const after = new Date('2026-11-25T15:00:00.001Z');
const newDue = new Date('2026-11-27T15:00Z');
const soon = new Date(madeAt.getTime() + WITHDRAWAL_WINDOW);

const open = openPromise({ kind: 'personal', madeBy: 'ines', madeAt, dueAt });
const kept = keepPromise(open, before).promise;
const silent = lapsePromise(open, after).promise;
const broken = breakPromise(open, before, 'The kiln failed').promise;
const withdrawn = withdrawPromise(open, soon, { because: 'mistake', by: 'ines' }).promise;
const renegotiated = renegotiatePromise(open, before, newDue, 'Parts are late').promise;

const allowed: Array<[rule: string, act: () => PromiseStep, event: string, next: Partial<PromiseStanding>]> = [
  ['kept before it is due', () => keepPromise(open, before), 'promise.kept', { state: 'kept', endedAt: before }],
  ['kept at the due moment', () => keepPromise(open, dueAt), 'promise.kept', { state: 'kept', endedAt: dueAt }],
  [
    'renegotiated it stays open and the old hour is kept',
    () => renegotiatePromise(open, before, newDue, ' Parts are late '),
    'promise.renegotiated',
    {
      state: 'open',
      dueAt: newDue,
      endedAt: null,
      earlierDues: [{ dueAt, replacedAt: before, reason: 'Parts are late' }],
    },
  ],
  [
    'renegotiated again both old hours are kept',
    () => renegotiatePromise(renegotiated, dueAt, new Date('2026-11-30T15:00Z'), null),
    'promise.renegotiated',
    {
      earlierDues: [
        { dueAt, replacedAt: before, reason: 'Parts are late' },
        { dueAt: newDue, replacedAt: dueAt, reason: null },
      ],
    },
  ],
  ['kept by the renegotiated hour', () => keepPromise(renegotiated, after), 'promise.kept', { state: 'kept' }],
  [
    'broken with a reason before it is due',
    () => breakPromise(open, before, ' The kiln failed '),
    'promise.broken',
    { state: 'broken', endedAt: before, breakReason: 'The kiln failed', brokeInSilence: false },
  ],
  [
    'silence breaks it as of its hour',
    () => lapsePromise(open, new Date('2026-12-24T10:00Z')),
    'promise.broken',
    { state: 'broken', endedAt: dueAt, breakReason: null, brokeInSilence: true },
  ],
  ['silence counts from the due moment on', () => lapsePromise(open, dueAt), 'promise.broken', { endedAt: dueAt }],
  [
    'a reason given after the hour does not undo the silence',
    () => breakPromise(open, after, 'Forgot'),
    'promise.broken',
    { state: 'broken', endedAt: dueAt, breakReason: 'Forgot', brokeInSilence: true },
  ],
  [
    'a silent break is explained later',
    () => explainBreak(silent, 'Forgot'),
    'promise.break_explained',
    { ...silent, breakReason: 'Forgot' },
  ],
  [
    'a mistake is withdrawn by its maker',
    () => withdrawPromise(open, soon, { because: 'mistake', by: 'ines' }),
    'promise.withdrawn',
    { state: 'withdrawn', endedAt: soon },
  ],
  [
    'released, at any time before it is due',
    () => withdrawPromise(open, before, { because: 'released' }),
    'promise.withdrawn',
    { state: 'withdrawn' },
  ],
];

const refused: Array<[rule: string, code: string, act: () => PromiseStep]> = [
  ['keeping after the due moment is too late', 'promise_past_due', () => keepPromise(open, after)],
  [
    'renegotiating needs to come before the due moment',
    'promise_past_due',
    () => renegotiatePromise(open, dueAt, newDue, 'Late'),
  ],
  ['a new hour has to lie ahead', 'due_not_ahead', () => renegotiatePromise(open, before, before, 'Late')],
  ['a date that is none', 'due_not_ahead', () => renegotiatePromise(open, before, new Date(Number.NaN), 'Late')],
  ['a new hour has to be new', 'due_unchanged', () => renegotiatePromise(open, before, dueAt, 'Late')],
  ['breaking needs a reason', 'reason_missing', () => breakPromise(open, before, '  ')],
  ['explaining needs a reason', 'reason_missing', () => explainBreak(silent, '')],
  ['a reason once given stays', 'break_already_explained', () => explainBreak(broken, 'Another')],
  ['only a break is explained', 'promise_not_broken', () => explainBreak(kept, 'Why')],
  ['silence before the hour is none', 'promise_not_due', () => lapsePromise(open, before)],
  ['after renegotiation the old hour breaks nothing', 'promise_not_due', () => lapsePromise(renegotiated, after)],
  [
    'another cannot call it a mistake',
    'withdrawal_not_yours',
    () => withdrawPromise(open, soon, { because: 'mistake', by: 'dele' }),
  ],
  [
    'a policy makes no mistakes',
    'withdrawal_not_yours',
    () => withdrawPromise({ ...open, madeBy: null }, soon, { because: 'mistake', by: 'ines' }),
  ],
  [
    'after a while it is no mistake any more',
    'withdrawal_too_late',
    () => withdrawPromise(open, before, { because: 'mistake', by: 'ines' }),
  ],
  [
    'nobody is released from what is already late',
    'promise_past_due',
    () => withdrawPromise(open, dueAt, { because: 'released' }),
  ],
  ...[kept, broken, silent, withdrawn].flatMap((ended): Array<[string, string, () => PromiseStep]> => [
    [`${ended.state} cannot be kept`, 'promise_not_open', () => keepPromise(ended, before)],
    [
      `${ended.state} cannot be renegotiated`,
      'promise_not_open',
      () => renegotiatePromise(ended, before, newDue, 'Late'),
    ],
    [`${ended.state} cannot be broken`, 'promise_not_open', () => breakPromise(ended, before, 'Late')],
    [`${ended.state} cannot lapse`, 'promise_not_open', () => lapsePromise(ended, after)],
    [
      `${ended.state} cannot be withdrawn`,
      'promise_not_open',
      () => withdrawPromise(ended, before, { because: 'released' }),
    ],
  ]),
];

describe('a promise may be', () => {
  it.each(allowed)('%s', (_rule, act, event, next) => {
    const step = act();
    expect(step.event).toBe(event);
    expect(step.promise).toMatchObject(next);
  });
});

describe('refused', () => {
  it.each(refused)('%s', (_rule, code, act) => {
    expect(act).toThrowError(expect.objectContaining({ name: 'Refusal', code }));
  });
});

const act: Record<PromiseMove, (promise: PromiseStanding, at: Date, by: string) => PromiseStep> = {
  keep: (promise, at) => keepPromise(promise, at),
  renegotiate: (promise, at) =>
    renegotiatePromise(promise, at, new Date(Math.max(+at, +promise.dueAt) + 3_600_000), null),
  break: (promise, at) => breakPromise(promise, at, 'Could not'),
  lapse: (promise, at) => lapsePromise(promise, at),
  explain_break: (promise) => explainBreak(promise, 'Forgot'),
  withdraw_mistake: (promise, at, by) => withdrawPromise(promise, at, { because: 'mistake', by }),
  withdraw_released: (promise, at) => withdrawPromise(promise, at, { because: 'released' }),
  restore: (promise, at) => restorePromise(promise, at),
};
const moves = Object.keys(act) as PromiseMove[];

describe('over any sequence of moves', () => {
  const tries = fc.array(
    fc.record({
      move: fc.constantFrom(...moves),
      minutes: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
      by: fc.constantFrom('ines', 'dele'),
    }),
    { maxLength: 20 },
  );

  it('what is allowed is done and what is not is refused; no due hour is lost; nothing late counts as kept', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROMISE_KINDS), fc.integer({ min: 1, max: 90 }), tries, (kind, length, tried) => {
        let promise = openPromise({ kind, madeBy: 'ines', madeAt, dueAt: new Date(+madeAt + length * 60_000) });
        const dues = [promise.dueAt];
        let at = madeAt;
        for (const { move, minutes, by } of tried) {
          at = new Date(+at + minutes * 60_000);
          const isAllowed = allowedMoves(promise, at, by).includes(move);
          const step = attempt(() => act[move](promise, at, by));
          expect(step !== null).toBe(isAllowed);
          if (step === null) continue;
          promise = step.promise;
          if (step.event === 'promise.renegotiated') dues.push(promise.dueAt);
        }
        expect([...promise.earlierDues.map((earlier) => earlier.dueAt), promise.dueAt]).toEqual(dues);
        expect(promise.endedAt === null).toBe(promise.state === 'open');
        if (promise.state === 'kept') expect(+(promise.endedAt ?? at)).toBeLessThanOrEqual(+promise.dueAt);
        // An open promise past its hour is never silent for good: the tick may always break it.
        if (promise.state === 'open' && at > promise.dueAt) expect(allowedMoves(promise, at, null)).toContain('lapse');
      }),
      { numRuns: 1000 },
    );
  });
});

function attempt(move: () => PromiseStep): PromiseStep | null {
  try {
    return move();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
