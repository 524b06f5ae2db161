import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import type { Calendar, OpenHours } from './calendar.ts';
import { ALWAYS_OPEN } from './calendar.ts';
import type { ClockFact, ClockTarget } from './clock-log.ts';
import type { ClockState } from './clock.ts';
import { clockState } from './clock.ts';

const hour = 3_600_000;

const open = [{ from: '09:00', to: '17:00' }];
const office: Calendar = {
  zone: 'UTC',
  week: { 1: open, 2: open, 3: open, 4: open, 5: open, 6: [], 7: [] },
  exceptions: [],
};
const longer = [{ from: '08:00', to: '20:00' }];
const shop: Calendar = {
  zone: 'UTC',
  week: { 1: longer, 2: longer, 3: longer, 4: longer, 5: longer, 6: longer, 7: [] },
  exceptions: [],
};
const berlin: Calendar = {
  ...office,
  zone: 'Europe/Berlin',
  week: { ...office.week, 7: [{ from: '00:00', to: '24:00' }] },
};

/** November 2026; the 23rd is a Monday. `at('23 10:00')`. */
function at(text: string): Date {
  return new Date(`2026-11-${text.replace(' ', 'T')}Z`);
}

type SimpleKind = 'started' | 'paused' | 'resumed' | 'reopened' | 'met' | 'cancelled' | 'broken';

function fact(kind: SimpleKind, text: string): ClockFact {
  return { kind, at: at(text) };
}

const moved = (text: string, due: string): ClockFact => ({ kind: 'moved', at: at(text), due: at(due) });
const retargeted = (text: string, hours: number): ClockFact => ({
  kind: 'retargeted',
  at: at(text),
  target: within(hours),
});
const recalendared = (text: string, calendar: OpenHours): ClockFact => ({ kind: 'retargeted', at: at(text), calendar });
const within = (hours: number): ClockTarget => ({ kind: 'business_time', milliseconds: hours * hour });
const by = (text: string): ClockTarget => ({ kind: 'due', at: at(text) });

interface Expected {
  status: ClockState['status'];
  due: string | null;
  elapsed: number;
  remaining: number;
  next?: string | null;
  breached?: string | null;
  ended?: string | null;
}

const start = fact('started', '23 09:00');

const cases: Array<[rule: string, target: ClockTarget, facts: ClockFact[], now: string, expected: Expected]> = [
  [
    'waits until it starts',
    within(4),
    [],
    '23 10:00',
    { status: 'waiting', due: null, elapsed: 0, remaining: 4, next: null },
  ],
  [
    'a start in the future has not happened',
    within(4),
    [fact('started', '23 11:00')],
    '23 10:00',
    { status: 'waiting', due: null, elapsed: 0, remaining: 4, next: null },
  ],
  [
    'runs towards its first warning',
    within(4),
    [start],
    '23 10:00',
    { status: 'running', due: '23 13:00', elapsed: 1, remaining: 3, next: '23 11:00' },
  ],
  [
    'then towards the next',
    within(4),
    [start],
    '23 11:00',
    { status: 'running', due: '23 13:00', elapsed: 2, remaining: 2, next: '23 12:00' },
  ],
  [
    'then towards its due moment',
    within(4),
    [start],
    '23 12:59',
    { status: 'running', due: '23 13:00', elapsed: 239 / 60, remaining: 1 / 60, next: '23 13:00' },
  ],
  [
    'is missed at the due moment',
    within(4),
    [start],
    '23 13:00',
    { status: 'missed', due: '23 13:00', elapsed: 4, remaining: 0, next: null, breached: '23 13:00' },
  ],
  [
    'says by how much it is over',
    within(4),
    [start],
    '23 15:00',
    { status: 'missed', due: '23 13:00', elapsed: 6, remaining: -2, next: null, breached: '23 13:00' },
  ],
  [
    'after an outage it is missed at its hour, not when noticed',
    within(4),
    [start],
    '25 10:00',
    { status: 'missed', due: '23 13:00', elapsed: 17, remaining: -13, next: null, breached: '23 13:00' },
  ],
  [
    'met in time still says when it was due',
    within(4),
    [start, fact('met', '23 10:00')],
    '24 10:00',
    { status: 'met', due: '23 13:00', elapsed: 1, remaining: 3, next: null, ended: '23 10:00' },
  ],
  [
    'met at the very moment is met',
    within(4),
    [start, fact('met', '23 13:00')],
    '23 13:00',
    { status: 'met', due: '23 13:00', elapsed: 4, remaining: 0, next: null, ended: '23 13:00' },
  ],
  [
    'met late is missed',
    within(4),
    [start, fact('met', '23 14:00')],
    '24 10:00',
    {
      status: 'missed',
      due: '23 13:00',
      elapsed: 5,
      remaining: -1,
      next: null,
      breached: '23 13:00',
      ended: '23 14:00',
    },
  ],
  [
    'cancelled in time is cancelled',
    within(4),
    [start, fact('cancelled', '23 10:00')],
    '24 10:00',
    { status: 'cancelled', due: '23 13:00', elapsed: 1, remaining: 3, next: null, ended: '23 10:00' },
  ],
  [
    'cancelling does not undo a miss',
    within(4),
    [start, fact('cancelled', '23 14:00')],
    '24 10:00',
    {
      status: 'missed',
      due: '23 13:00',
      elapsed: 5,
      remaining: -1,
      next: null,
      breached: '23 13:00',
      ended: '23 14:00',
    },
  ],
  [
    'declared broken before it is due',
    within(4),
    [start, fact('broken', '23 10:00')],
    '24 10:00',
    {
      status: 'broken',
      due: '23 13:00',
      elapsed: 1,
      remaining: 3,
      next: null,
      breached: '23 10:00',
      ended: '23 10:00',
    },
  ],
  [
    'declared broken after it was due keeps the earlier hour',
    within(4),
    [start, fact('broken', '23 14:00')],
    '24 10:00',
    {
      status: 'missed',
      due: '23 13:00',
      elapsed: 5,
      remaining: -1,
      next: null,
      breached: '23 13:00',
      ended: '23 14:00',
    },
  ],

  [
    'a pause leaves the due moment open and keeps what is left',
    within(4),
    [start, fact('paused', '23 10:00')],
    '23 12:00',
    { status: 'paused', due: null, elapsed: 1, remaining: 3, next: null },
  ],
  [
    'a pause moves the due moment by its business time',
    within(4),
    [start, fact('paused', '23 10:00'), fact('resumed', '24 10:00')],
    '24 10:30',
    { status: 'running', due: '24 13:00', elapsed: 1.5, remaining: 2.5, next: '24 11:00' },
  ],
  [
    'a pause over a weekend costs nothing',
    within(16),
    [fact('started', '20 09:00'), fact('paused', '20 17:00'), fact('resumed', '23 09:00')],
    '23 10:00',
    { status: 'running', due: '23 17:00', elapsed: 9, remaining: 7, next: '23 13:00' },
  ],
  [
    'a second pause within a pause changes nothing',
    within(4),
    [start, fact('paused', '23 10:00'), fact('paused', '23 11:00'), fact('resumed', '23 12:00')],
    '23 12:00',
    { status: 'running', due: '23 15:00', elapsed: 1, remaining: 3, next: '23 13:00' },
  ],
  [
    'resuming what runs changes nothing',
    within(4),
    [start, fact('resumed', '23 10:00')],
    '23 10:00',
    { status: 'running', due: '23 13:00', elapsed: 1, remaining: 3, next: '23 11:00' },
  ],
  [
    'a pause after the due moment does not undo a miss',
    within(4),
    [start, fact('paused', '23 14:00')],
    '24 10:00',
    { status: 'missed', due: '23 13:00', elapsed: 5, remaining: -1, next: null, breached: '23 13:00' },
  ],
  [
    'pausing at the very due moment is too late',
    within(8),
    [start, fact('paused', '23 17:00')],
    '24 10:00',
    { status: 'missed', due: '23 17:00', elapsed: 8, remaining: 0, next: null, breached: '23 17:00' },
  ],
  [
    'met out of a pause',
    within(4),
    [start, fact('paused', '23 10:00'), fact('met', '24 10:00')],
    '24 12:00',
    { status: 'met', due: null, elapsed: 1, remaining: 3, next: null, ended: '24 10:00' },
  ],

  [
    'a new target counts the whole round again',
    within(8),
    [start, retargeted('23 11:00', 4)],
    '23 11:00',
    { status: 'running', due: '23 13:00', elapsed: 2, remaining: 2, next: '23 12:00' },
  ],
  [
    'a shorter target may be missed at once, at its own hour',
    within(8),
    [start, retargeted('23 12:00', 2)],
    '23 12:00',
    { status: 'missed', due: '23 11:00', elapsed: 3, remaining: -1, next: null, breached: '23 11:00' },
  ],
  [
    'a longer target lifts a miss',
    within(2),
    [start, retargeted('23 12:00', 6)],
    '23 12:00',
    { status: 'running', due: '23 15:00', elapsed: 3, remaining: 3, next: '23 13:30' },
  ],
  [
    'a pause survives a change of target',
    within(8),
    [start, fact('paused', '23 10:00'), retargeted('23 11:00', 4)],
    '23 12:00',
    { status: 'paused', due: null, elapsed: 1, remaining: 3, next: null },
  ],
  [
    'a pause survives a change of calendar',
    within(8),
    [start, fact('paused', '23 10:00'), recalendared('23 11:00', shop)],
    '23 12:00',
    { status: 'paused', due: null, elapsed: 1, remaining: 7, next: null },
  ],
  [
    'a new calendar counts the whole round again',
    within(12),
    [start, recalendared('24 10:00', shop)],
    '24 10:00',
    { status: 'missed', due: '24 09:00', elapsed: 13, remaining: -1, next: null, breached: '24 09:00' },
  ],
  [
    'always open counts nights',
    within(12),
    [start, recalendared('23 10:00', ALWAYS_OPEN)],
    '23 10:00',
    { status: 'running', due: '23 21:00', elapsed: 1, remaining: 11, next: '23 15:00' },
  ],
  [
    'a change before the start holds from the start',
    within(8),
    [{ ...retargeted('22 10:00', 2) }, start],
    '23 09:00',
    { status: 'running', due: '23 11:00', elapsed: 0, remaining: 2, next: '23 10:00' },
  ],

  [
    'a due hour stands',
    by('24 17:00'),
    [start],
    '23 10:00',
    { status: 'running', due: '24 17:00', elapsed: 1, remaining: 15, next: '23 17:00' },
  ],
  [
    'a pause does not shift a due hour',
    by('24 17:00'),
    [start, fact('paused', '23 10:00')],
    '23 12:00',
    { status: 'paused', due: '24 17:00', elapsed: 1, remaining: 13, next: '23 17:00' },
  ],
  [
    'a due hour passes in a pause too',
    by('24 17:00'),
    [start, fact('paused', '23 10:00')],
    '25 10:00',
    { status: 'missed', due: '24 17:00', elapsed: 1, remaining: -1, next: null, breached: '24 17:00' },
  ],
  [
    'a due hour on a closed day warns by plain time',
    by('22 12:00'),
    [fact('started', '21 12:00')],
    '21 13:00',
    { status: 'running', due: '22 12:00', elapsed: 0, remaining: 0, next: '22 00:00' },
  ],
  [
    'moved in time, the new hour holds',
    within(4),
    [start, moved('23 12:00', '25 12:00')],
    '23 14:00',
    { status: 'running', due: '25 12:00', elapsed: 5, remaining: 14, next: '24 10:30' },
  ],
  [
    'moved too late, the old hour was missed',
    within(4),
    [start, moved('23 14:00', '25 12:00')],
    '23 15:00',
    { status: 'missed', due: '23 13:00', elapsed: 6, remaining: -2, next: null, breached: '23 13:00' },
  ],
  [
    'moved at the very due moment is too late',
    within(4),
    [start, moved('23 13:00', '25 12:00')],
    '23 15:00',
    { status: 'missed', due: '23 13:00', elapsed: 6, remaining: -2, next: null, breached: '23 13:00' },
  ],
  [
    'moved twice, each time before it was due',
    by('24 12:00'),
    [start, moved('23 12:00', '25 12:00'), moved('25 11:00', '26 12:00')],
    '25 13:00',
    { status: 'running', due: '26 12:00', elapsed: 20, remaining: 7, next: '25 13:15' },
  ],
  [
    'moved out of a pause',
    within(4),
    [start, fact('paused', '23 10:00'), moved('24 12:00', '25 12:00')],
    '24 13:00',
    { status: 'paused', due: '25 12:00', elapsed: 1, remaining: 7, next: '24 15:15' },
  ],
  [
    'a new target ends an agreed hour',
    within(4),
    [start, moved('23 12:00', '25 12:00'), retargeted('23 13:00', 8)],
    '23 14:00',
    { status: 'running', due: '23 17:00', elapsed: 5, remaining: 3, next: '23 15:00' },
  ],
  [
    'a new calendar leaves an agreed hour',
    within(4),
    [start, moved('23 12:00', '25 12:00'), recalendared('23 13:00', shop)],
    '23 14:00',
    { status: 'running', due: '25 12:00', elapsed: 5, remaining: 22, next: '24 10:30' },
  ],

  [
    'starting what runs changes nothing',
    within(4),
    [start, fact('started', '23 11:00')],
    '23 11:00',
    { status: 'running', due: '23 13:00', elapsed: 2, remaining: 2, next: '23 12:00' },
  ],
  [
    'starting after an end begins afresh',
    within(4),
    [start, fact('met', '23 10:00'), fact('started', '24 09:00')],
    '24 10:00',
    { status: 'running', due: '24 13:00', elapsed: 1, remaining: 3, next: '24 11:00' },
  ],
  [
    'an agreed hour does not outlive its round',
    within(4),
    [start, moved('23 10:00', '26 10:00'), fact('met', '23 11:00'), fact('started', '24 09:00')],
    '24 10:00',
    { status: 'running', due: '24 13:00', elapsed: 1, remaining: 3, next: '24 11:00' },
  ],
  [
    'reopened it runs on, without the time in between',
    within(4),
    [start, fact('met', '23 10:00'), fact('reopened', '24 09:00')],
    '24 10:00',
    { status: 'running', due: '24 12:00', elapsed: 2, remaining: 2, next: '24 11:00' },
  ],
  [
    'resuming after the end does not reopen',
    within(4),
    [start, fact('met', '23 10:00'), fact('resumed', '24 09:00')],
    '24 10:00',
    { status: 'met', due: '23 13:00', elapsed: 1, remaining: 3, next: null, ended: '23 10:00' },
  ],
  [
    'reopening does not undo a miss',
    within(4),
    [start, fact('met', '23 14:00'), fact('reopened', '24 09:00')],
    '24 09:00',
    { status: 'missed', due: '23 13:00', elapsed: 5, remaining: -1, next: null, breached: '23 13:00' },
  ],
  [
    'facts are taken by their time',
    within(4),
    [fact('resumed', '23 12:00'), start, fact('paused', '23 10:00')],
    '23 12:00',
    { status: 'running', due: '23 15:00', elapsed: 1, remaining: 3, next: '23 13:00' },
  ],
  [
    'nothing to do is due at once',
    within(0),
    [start],
    '23 09:00',
    { status: 'missed', due: '23 09:00', elapsed: 0, remaining: 0, next: null, breached: '23 09:00' },
  ],
];

describe('a clock', () => {
  it.each(cases)('%s', (_rule, target, facts, now, expected) => {
    const state = clockState({ target, calendar: office, facts }, at(now));
    expect({
      status: state.status,
      due: state.dueAt,
      elapsed: state.elapsed,
      remaining: state.remaining,
      next: state.nextAt,
      breached: state.breachedAt,
      ended: state.endedAt,
    }).toEqual({
      status: expected.status,
      due: moment(expected.due),
      elapsed: Math.round(expected.elapsed * hour),
      remaining: Math.round(expected.remaining * hour),
      next: moment(expected.next),
      breached: moment(expected.breached),
      ended: moment(expected.ended),
    });
  });

  it('tells which warnings were reached and when the others come', () => {
    const facts = [start, fact('paused', '23 11:30'), fact('resumed', '23 12:30')];
    expect(clockState({ target: within(4), calendar: office, facts }, at('23 12:45')).warnings).toEqual([
      { fraction: 0.5, at: at('23 11:00'), reached: true },
      { fraction: 0.75, at: at('23 13:00'), reached: false },
      { fraction: 0.9, at: at('23 13:36'), reached: false },
    ]);
  });
});

describe('a warning', () => {
  it('never comes before its fraction has passed', () => {
    const fiveMilliseconds: ClockTarget[] = [
      { kind: 'business_time', milliseconds: 5 },
      { kind: 'due', at: at('23 09:00:00.005') },
    ];
    for (const target of fiveMilliseconds) {
      const { warnings } = clockState({ target, calendar: office, facts: [start] }, at('23 09:00'));
      expect(warnings.map((warning) => warning.at?.getUTCMilliseconds())).toEqual([3, 4, 5]);
    }
  });
});

/** A start and pauses of random lengths, in minutes, around the autumn change of the clocks. */
const story = fc.record({
  calendar: fc.constantFrom<OpenHours>(office, shop, berlin, ALWAYS_OPEN),
  start: fc.integer({ min: 0, max: 5 * 1440 }).map((minutes) => new Date(Date.UTC(2026, 9, 22) + minutes * 60_000)),
  hours: fc.integer({ min: 1, max: 60 }),
  steps: fc.array(fc.integer({ min: 0, max: 1200 }), { maxLength: 8 }),
});

describe('the laws of a clock', () => {
  it('pause-invariant: pauses move the due moment by exactly their business time', () => {
    fc.assert(
      fc.property(story, ({ calendar, start, hours, steps }) => {
        const { facts, spans } = pausing(start, steps);
        const now = facts.at(-1)?.at ?? start;
        const state = clockState({ target: within(hours), calendar, facts }, now);
        fc.pre(state.breachedAt === null && state.dueAt !== null);
        const paused = spans.reduce((sum, [from, to]) => sum + businessTimeBetween(calendar, from, to), 0);
        expect(state.dueAt).toEqual(addBusinessTime(calendar, start, hours * hour + paused));
        expect(state.elapsed + state.remaining).toBe(hours * hour);
      }),
      { numRuns: 500 },
    );
  });

  it('the tick wakes for every change and never twice for the same', () => {
    fc.assert(
      fc.property(story, ({ calendar, start, hours, steps }) => {
        const { facts } = pausing(start, steps);
        let now = facts.at(-1)?.at ?? start;
        for (let wakes = 0; ; wakes += 1) {
          const { nextAt, status } = clockState({ target: within(hours), calendar, facts }, now);
          expect(wakes).toBeLessThanOrEqual(4);
          if (nextAt === null) {
            expect(['paused', 'missed']).toContain(status);
            return;
          }
          expect(nextAt.getTime()).toBeGreaterThan(now.getTime());
          now = nextAt;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a deadline missed at one moment is missed at the same hour for ever', () => {
    fc.assert(
      fc.property(story, fc.nat({ max: 1_000_000 }), ({ calendar, start, hours, steps }, minutes) => {
        const { facts } = pausing(start, steps);
        const now = new Date(start.getTime() + minutes * 30_000);
        const later = new Date(now.getTime() + minutes * 60_000);
        const { breachedAt } = clockState({ target: within(hours), calendar, facts }, now);
        if (breachedAt !== null)
          expect(clockState({ target: within(hours), calendar, facts }, later).breachedAt).toEqual(breachedAt);
      }),
      { numRuns: 500 },
    );
  });
});

/** Runs and pauses by turns, with the lengths given in minutes. */
function pausing(start: Date, steps: readonly number[]): { facts: ClockFact[]; spans: Array<[Date, Date]> } {
  const facts: ClockFact[] = [{ kind: 'started', at: start }];
  const spans: Array<[Date, Date]> = [];
  let now = start;
  for (const [index, minutes] of steps.entries()) {
    const before = now;
    now = new Date(now.getTime() + minutes * 60_000);
    facts.push({ kind: index % 2 === 0 ? 'paused' : 'resumed', at: now });
    if (index % 2 === 1) spans.push([before, now]);
  }
  return { facts, spans };
}

function moment(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : at(text);
}
