import { describe, expect, test } from 'vitest';
import { headlineOf, type TrackedCase, type TrackedPromise, trackerOf } from './tracker.ts';

const clock = { language: 'en', timeZone: 'Europe/London' };
const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const promise = (over: Partial<TrackedPromise>): TrackedPromise => ({
  id: 'p1',
  kind: 'personal',
  clock: null,
  what: 'Call you',
  state: 'open',
  madeAt: at('30T09:00'),
  dueAt: at('31T15:00'),
  firstDueAt: at('31T15:00'),
  endedAt: null,
  paused: false,
  atRisk: false,
  acceptedAt: null,
  askedFor: null,
  apology: null,
  mine: true,
  ...over,
});
const tracked = (over: Partial<TrackedCase>): TrackedCase => ({
  state: 'open',
  verdict: null,
  createdAt: at('30T08:00'),
  closedAt: null,
  closedBy: null,
  opening: 'A crack',
  files: 2,
  promises: [],
  answers: [],
  ...over,
});

describe('the tracker', () => {
  test('begins with what the customer told us and ends with his own word', () => {
    const steps = trackerOf(tracked({}), at('30T10:00'), clock);
    expect(steps.map((step) => step.title)).toEqual(['You told us', 'You tell us whether it is solved']);
    expect(steps[0]!.detail).toBe('A crack (2 files)');
  });

  test('shows the next promise with its hour in the customer’s zone, after the clocks went forward', () => {
    const steps = trackerOf(tracked({ promises: [promise({})] }), at('30T12:00'), clock);
    expect(steps[1]).toMatchObject({
      shape: 'now',
      title: 'Call you',
      when: 'by Tue 31 March at 16:00',
      open: { personal: true },
    });
    expect(headlineOf(tracked({ promises: [promise({})] }), clock)).toContain('Call you by Tuesday 31 March');
  });

  test('a first answer that was promised by policy is told as an answer, with its promise', () => {
    const steps = trackerOf(
      tracked({
        promises: [promise({ clock: 'first-response', kind: 'policy', state: 'kept', endedAt: at('30T08:28') })],
        answers: [{ at: at('30T08:28'), by: 'Tom' }],
      }),
      at('30T12:00'),
      clock,
    );
    expect(steps[1]).toMatchObject({ shape: 'past', title: 'Tom answered', ending: 'kept' });
  });

  test('a broken promise stays, with the apology; one taken back is not shown', () => {
    const steps = trackerOf(
      tracked({
        promises: [
          promise({ state: 'broken', endedAt: at('31T15:00'), apology: 'the van stood still' }),
          promise({ id: 'p2', state: 'withdrawn', endedAt: at('31T15:00') }),
        ],
      }),
      at('31T16:00'),
      clock,
    );
    expect(steps[1]).toMatchObject({
      shape: 'broken',
      ending: 'not kept',
      detail: 'We are sorry: the van stood still',
    });
    expect(steps).toHaveLength(3);
    expect(headlineOf(tracked({ promises: [promise({ state: 'broken', endedAt: at('31T15:00') })] }), clock)).toContain(
      'did not keep our word',
    );
  });

  test('a moved hour shows the old one beside it', () => {
    const steps = trackerOf(tracked({ promises: [promise({ dueAt: at('31T17:00') })] }), at('30T12:00'), clock);
    expect(steps[1]!.detail).toContain('moved from');
  });
});
