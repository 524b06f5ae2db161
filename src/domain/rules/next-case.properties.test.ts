import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorities } from '../cases/words.ts';
import { inOrder, mostBack, mostForward, patience, pickUpBy, type Waiting, whyNext } from './next-case.ts';

const hour = 3_600_000;
const arrival = (at: number) =>
  fc.record<Waiting>({
    id: fc.uuid(),
    priority: fc.constantFrom(...priorities),
    // what is promised lies ahead when it is promised
    promisedAt: fc.option(fc.integer({ min: at, max: at + 100 * hour }), { nil: null }),
    atRisk: fc.boolean(),
    since: fc.constant(at),
    vip: fc.boolean(),
    value: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }),
    mine: fc.boolean(),
  });

describe('the case that is next', () => {
  it('is never one that arrived too late to overtake: nobody starves', () => {
    const bound = patience + mostForward + mostBack;
    fc.assert(
      fc.property(arrival(0), fc.array(arrival(bound + 1), { maxLength: 40 }), (old, newcomers) => {
        expect(inOrder([...newcomers, old])[0]!.id).toBe(old.id);
      }),
    );
  });

  it('is picked within a bounded number of pulls however many arrive every hour', () => {
    fc.assert(
      fc.property(arrival(0), fc.array(fc.constantFrom(...priorities), { minLength: 1, maxLength: 3 }), (old, each) => {
        let queue: Waiting[] = [old];
        // as many pulls as arrivals: the queue never empties, and still the old one gets its turn
        for (let at = 0; at < 200; at++) {
          for (const priority of each)
            queue.push({
              id: `${at}${priority}${queue.length}`,
              priority,
              promisedAt: at * hour,
              atRisk: true,
              since: at * hour,
              vip: true,
              value: 1e9,
              mine: false,
            });
          for (let pull = 0; pull < each.length; pull++) {
            const next = inOrder(queue)[0]!;
            if (next.id === old.id) return;
            queue = queue.filter((one) => one !== next);
          }
        }
        throw new Error('starved');
      }),
      { numRuns: 30 },
    );
  });

  it('comes sooner when it is promised sooner, more urgent, at risk or worth more', () => {
    fc.assert(
      fc.property(arrival(0), (one) => {
        expect(pickUpBy({ ...one, priority: 'urgent' })).toBeLessThanOrEqual(pickUpBy(one));
        expect(pickUpBy({ ...one, atRisk: true })).toBeLessThanOrEqual(pickUpBy(one));
        expect(pickUpBy({ ...one, vip: true })).toBeLessThanOrEqual(pickUpBy(one));
        expect(pickUpBy({ ...one, promisedAt: 0 })).toBeLessThanOrEqual(pickUpBy(one));
        expect(pickUpBy({ ...one, value: 1e9 })).toBeLessThanOrEqual(pickUpBy(one));
      }),
    );
  });

  it('says why in every case', () => {
    fc.assert(
      fc.property(arrival(0), fc.integer({ min: 0, max: 1000 * hour }), (one, now) => {
        const why = whyNext(one, now);
        expect(why.minutes).toBeGreaterThanOrEqual(0);
        expect(why.key).toBeTruthy();
      }),
    );
  });
});
