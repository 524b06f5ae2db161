import { describe, expect, it } from 'vitest';
import { inOrder, type Passage, passageFor, type Reached, type Road } from './passages.ts';

const order: Road = { places: ['a', 'b', 'c', 'd'].map((id) => ({ id, nextIds: null })) };
/** a → b → c → d, and from c back to b. */
const loop: Road = {
  places: [
    { id: 'a', nextIds: ['b'] },
    { id: 'b', nextIds: ['c'] },
    { id: 'c', nextIds: ['b', 'd'] },
    { id: 'd', nextIds: [] },
  ],
};
const on = (id: string, day: number, caseId: string | null = null): Reached => ({
  id,
  at: new Date(Date.UTC(2026, 0, day)),
  caseId,
});

/** Enters arrivals one after the other, as they are told. */
function walk(arrivals: readonly Reached[], road: Road, start: readonly Passage[] = []): readonly Passage[] {
  return arrivals.reduce<readonly Passage[]>((passages, arrival) => {
    const nth = passageFor(arrival, passages, road);
    if (nth === undefined) return passages;
    const held = passages.find((each) => each.nth === nth);
    return [...passages.filter((each) => each !== held), { nth, reached: [...(held?.reached ?? []), arrival] }];
  }, start);
}
const told = (passages: readonly Passage[]) =>
  inOrder(passages).map(({ reached }) =>
    reached
      .toSorted((one, two) => one.at.getTime() - two.at.getTime())
      .map(({ id }) => id)
      .join(''),
  );

describe('passages', () => {
  it('begin again where a drawn way leads back', () => {
    const arrivals = [on('a', 1), on('b', 2), on('c', 3), on('b', 4), on('c', 5), on('b', 6), on('c', 7), on('d', 8)];
    expect(told(walk(arrivals, loop))).toEqual(['abc', 'bc', 'bcd']);
  });

  it('do not begin again by what happens twice where nothing leads back', () => {
    expect(told(walk([on('a', 1), on('b', 2), on('b', 3), on('c', 4), on('b', 5)], order))).toEqual(['abc']);
    // nor where he was nowhere else since
    expect(told(walk([on('a', 1), on('b', 2), on('b', 3)], loop))).toEqual(['ab']);
  });

  it('begin again at the start, whatever the drawing', () => {
    expect(told(walk([on('a', 1), on('b', 2), on('a', 9), on('b', 10)], order))).toEqual(['ab', 'ab']);
    expect(told(walk([on('a', 1), on('a', 2)], order))).toEqual(['a']);
    // also for whoever came in by a loop
    const arrivals = [on('a', 1), on('b', 2), on('c', 3), on('b', 4), on('a', 5), on('b', 6)];
    expect(told(walk(arrivals, loop))).toEqual(['abc', 'b', 'ab']);
  });

  it('keep together what belongs to one case, also when two are walked side by side', () => {
    const arrivals = [
      on('a', 1, 'one'),
      on('a', 2, 'two'),
      on('b', 3, 'two'),
      on('b', 4, 'one'),
      on('c', 5, 'one'),
      // the same case starts nothing anew
      on('a', 6, 'one'),
    ];
    const passages = walk(arrivals, order);
    expect(told(passages)).toEqual(['abc', 'ab']);
    expect(passages.map(({ reached }) => new Set(reached.map(({ caseId }) => caseId)).size)).toEqual([1, 1]);
  });

  it('let one passage span several cases where only the start tells them apart', () => {
    expect(told(walk([on('a', 1, 'order'), on('b', 2, 'visit'), on('c', 3, 'fitting')], order))).toEqual(['abc']);
  });

  it('are the same however often the same is told', () => {
    const arrivals = [on('a', 1), on('b', 2), on('c', 3), on('b', 4), on('c', 5), on('a', 6), on('b', 7), on('d', 8)];
    const once = walk(arrivals, loop);
    expect(walk(arrivals, loop, once)).toEqual(once);
    expect(walk(arrivals.toReversed(), loop, once)).toEqual(once);
  });

  it('take what is told late into the passage of its time', () => {
    const passages = walk([on('a', 1), on('c', 3), on('b', 5), on('d', 9)], loop);
    expect(told(passages)).toEqual(['acbd']);
    const again = walk([on('a', 1), on('b', 2), on('a', 20), on('c', 4)], order);
    expect(told(again)).toEqual(['abc', 'a']);
    // and what lies before everything into the first
    expect(told(walk([on('b', 5), on('a', 1)], order))).toEqual(['ab']);
  });
});
