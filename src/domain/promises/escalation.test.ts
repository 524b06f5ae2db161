import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heatOf, medianOf, planStep, saysWord, strikesAt } from './escalation.ts';
import { atAnyHour } from './escalation-waiting.ts';
import { onCallAt, type Rota, shiftsBetween } from './escalation-rota.ts';

const at = (text: string) => new Date(text);
const week = (intervals: { from: string; to: string }[]) => ({
  1: intervals,
  2: intervals,
  3: intervals,
  4: intervals,
  5: intervals,
  6: [],
  7: [],
});
const office = { zone: 'Europe/Berlin', week: week([{ from: '09:00', to: '17:00' }]), exceptions: [] };

describe('triggers by time', () => {
  // made Friday 15:00 in Berlin, four open hours: due Monday 11:00
  const promise = {
    madeAt: at('2026-04-10T13:00:00Z'),
    dueAt: at('2026-04-13T09:00:00Z'),
    hours: office,
    target: 4 * 3_600_000,
  };
  test.each([
    [{ on: 'clock-used', n: 50 } as const, '2026-04-10T15:00:00.000Z'],
    [{ on: 'clock-used', n: 75 } as const, '2026-04-13T08:00:00.000Z'],
    [{ on: 'clock-used', n: 100 } as const, '2026-04-13T09:00:00.000Z'],
    [{ on: 'before-due', n: 150 } as const, '2026-04-10T14:30:00.000Z'],
    [{ on: 'after-due', n: 420 } as const, '2026-04-14T08:00:00.000Z'],
  ])('%o strikes at %s, weekend left out', (trigger, expected) => {
    // half of four hours left on Monday at the opening is the closing of Friday; either names the same open minute
    const strikes = strikesAt(trigger, promise)!.toISOString();
    expect([expected, expected === '2026-04-10T15:00:00.000Z' ? '2026-04-13T07:00:00.000Z' : expected]).toContain(
      strikes,
    );
  });
  test('the more of the clock, the later it strikes, and never after the due hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const early = strikesAt({ on: 'clock-used', n: low }, promise)!;
        const late = strikesAt({ on: 'clock-used', n: high }, promise)!;
        expect(+early).toBeLessThanOrEqual(+late);
        expect(+late).toBeLessThanOrEqual(+promise.dueAt);
      }),
    );
  });
});

describe('triggers by heat', () => {
  test.each([
    ['That is UNACCEPTABLE!', 'unacceptable', true],
    ['Das ist unverschämter Unsinn', 'unverschämt*', true],
    ['My lawyers will write', 'lawyer', false],
    ['for the third   time now', 'third time', true],
    ['Äpfel', 'pfel', false],
    ['a+b', 'a+b', true],
    ['anything', '*', false],
  ])('“%s” says “%s”: %s', (text, word, expected) => expect(saysWord(text, word)).toBe(expected));
  test('each says why it strikes', () => {
    const heat = { text: 'I call my lawyer', emotion: 'angry', unanswered: 3 };
    expect(heatOf({ on: 'anger' }, heat)).toEqual({ emotion: 'angry' });
    expect(heatOf({ on: 'repeated-contact', n: 3 }, heat)).toEqual({ messages: 3 });
    expect(heatOf({ on: 'repeated-contact', n: 4 }, heat)).toBeNull();
    expect(heatOf({ on: 'words', words: ['solicitor', 'lawyer'] }, heat)).toEqual({ word: 'lawyer' });
  });
});

describe('a step', () => {
  const now = at('2026-04-10T00:00:00Z');
  const opening = at('2026-04-10T07:00:00Z');
  const usual = { drill: false, onCallLater: false };
  const drill = { drill: true, onCallLater: false };
  const sleeps = { hours: [office], within: null, leavesAt: null };
  test('at two in the night only whoever is on call hears it', () => {
    const plan = planStep(
      [
        { userId: 'sleeps', onCall: false, reach: sleeps },
        { userId: 'called', onCall: true, reach: atAnyHour },
      ],
      now,
      15,
      usual,
    );
    expect(plan.alerts).toEqual([
      { userId: 'sleeps', at: opening, onCall: false },
      { userId: 'called', at: now, onCall: true },
    ]);
    expect(plan).toMatchObject({ heard: true, nextAt: at('2026-04-10T00:15:00Z') });
  });
  test('when nobody hears it yet, it waits for the opening, and only then its minutes run', () => {
    const receivers = [
      { userId: 'sleeps', onCall: false, reach: sleeps },
      { userId: 'away', onCall: false, reach: null },
    ];
    expect(planStep(receivers, now, 15, usual)).toMatchObject({
      heard: false,
      nextAt: at('2026-04-10T07:15:00Z'),
      away: ['away'],
    });
  });
  test('when everybody of it goes home before, whoever is on call in a later step takes over', () => {
    const receivers = [{ userId: 'works', onCall: false, reach: sleeps }];
    const late = at('2026-04-10T14:50:00Z');
    expect(planStep(receivers, late, 30, { drill: false, onCallLater: true }).nextAt).toEqual(
      at('2026-04-10T15:00:00Z'),
    );
    expect(planStep(receivers, late, 30, usual).nextAt).toEqual(at('2026-04-13T07:20:00Z'));
  });
  test('with nobody there it waits for nothing', () => {
    const leaves = { ...sleeps, leavesAt: at('2026-04-10T06:00:00Z') };
    expect(planStep([], now, 15, usual).nextAt).toEqual(now);
    expect(planStep([{ userId: 'off', onCall: false, reach: leaves }], now, 15, usual)).toMatchObject({
      alerts: [],
      away: ['off'],
      nextAt: now,
    });
  });
  test('a drill does not last until the morning: it waits by the wall, and not for whoever is off', () => {
    const one = [{ userId: 'sleeps', onCall: false, reach: sleeps }];
    expect(planStep(one, now, 15, drill)).toMatchObject({ heard: false, nextAt: now });
    expect(planStep(one, at('2026-04-10T14:50:00Z'), 15, drill).nextAt).toEqual(at('2026-04-10T15:05:00Z'));
  });
});

describe('a rota', () => {
  const rota: Rota = {
    zone: 'Europe/Berlin',
    startsOn: '2026-03-23',
    changesAt: '09:00',
    turnDays: 7,
    people: ['ada', 'ben', 'cem'],
    overrides: [],
  };
  test('gives the turns of somebody who has left to whoever comes next, and says instead of whom', () => {
    const left = { ...rota, gone: new Set(['ada']) };
    expect(onCallAt(left, at('2026-03-23T08:00:00Z'))).toBe('ben');
    const shifts = shiftsBetween(left, at('2026-03-23T08:00:00Z'), at('2026-04-27T08:00:00Z'));
    expect(shifts.every(({ userId }) => userId !== 'ada')).toBe(true);
    expect(shifts[0]).toMatchObject({ userId: 'ben', instead: 'ada' });
  });

  test('changes at its local hour in winter and in summer', () => {
    expect(onCallAt(rota, at('2026-03-23T07:59:59Z'))).toBeNull();
    expect(onCallAt(rota, at('2026-03-23T08:00:00Z'))).toBe('ada');
    // summer time began on the 29th: nine o'clock is seven in UTC now
    expect(onCallAt(rota, at('2026-03-30T06:59:59Z'))).toBe('ada');
    expect(onCallAt(rota, at('2026-03-30T07:00:00Z'))).toBe('ben');
    expect(onCallAt(rota, at('2026-04-13T07:00:00Z'))).toBe('ada');
  });
  test('whoever stands in last holds, and the turn goes on after him', () => {
    const covered = {
      ...rota,
      overrides: [
        { userId: 'dana', from: at('2026-03-24T10:00:00Z'), until: at('2026-03-26T10:00:00Z') },
        { userId: 'ben', from: at('2026-03-25T10:00:00Z'), until: at('2026-03-25T12:00:00Z') },
      ],
    };
    const shifts = shiftsBetween(covered, at('2026-03-24T00:00:00Z'), at('2026-03-31T00:00:00Z'));
    expect(shifts.map(({ userId, instead }) => [userId, instead])).toEqual([
      ['ada', null],
      ['dana', 'ada'],
      ['ben', 'ada'],
      ['dana', 'ada'],
      ['ada', null],
      ['ben', null],
    ]);
  });
  test('shifts lie end to end and agree with who is on call', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 2, 24), max: Date.UTC(2027, 2, 24) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 }), (begin, days, turnDays) => {
        const until = new Date(begin + days * 86_400_000);
        const turns = { ...rota, turnDays };
        const shifts = shiftsBetween(turns, new Date(begin), until);
        expect(+shifts[0]!.from).toBe(begin);
        expect(shifts.at(-1)!.until).toEqual(until);
        for (const [place, shift] of shifts.entries()) {
          expect(onCallAt(turns, shift.from)).toBe(shift.userId);
          if (place > 0) expect(shift.from).toEqual(shifts[place - 1]!.until);
        }
      }),
      { numRuns: 60 },
    );
  });
  test('nobody is on call where nobody takes turns', () => {
    expect(onCallAt({ ...rota, people: [] }, at('2026-04-01T00:00:00Z'))).toBeNull();
    expect(onCallAt({ ...rota, gone: new Set(rota.people) }, at('2026-04-01T00:00:00Z'))).toBeNull();
    expect(shiftsBetween({ ...rota, people: [] }, at('2026-04-01T00:00:00Z'), at('2026-05-01T00:00:00Z'))).toEqual([]);
  });
});

test('the median of an even count is the mean of the two in the middle', () => {
  expect(medianOf([])).toBeNull();
  expect(medianOf([9, 1, 5])).toBe(5);
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
});
