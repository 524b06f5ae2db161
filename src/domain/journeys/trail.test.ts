import { describe, expect, it } from 'vitest';
import { trailOf, type TrailStop } from './trail.ts';

const stop = (id: string, more: Partial<TrailStop> = {}): TrailStop => ({
  id,
  words: `It is ${id}.`,
  tasks: [],
  nextIds: null,
  reachedAt: null,
  ...more,
});
const there = { reachedAt: new Date('2026-03-02T10:00:00Z') };
const ids = (stops: readonly TrailStop[]) => stops.map(({ id }) => id);

describe('the trail of a customer', () => {
  it('tells what he reached, where he stands, what is next and what follows', () => {
    const trail = trailOf([stop('a', there), stop('b', there), stop('c'), stop('d'), stop('e')], 'c');
    expect([ids(trail.reached), trail.here?.id, trail.next?.id, ids(trail.later), trail.more]).toEqual([
      ['a'],
      'b',
      'c',
      ['d', 'e'],
      0,
    ]);
  });

  it('leaves out stops without words for him, but not what he has to do there', () => {
    const trail = trailOf(
      [
        stop('a', there),
        stop('secret', { ...there, words: ' ' }),
        stop('check', { words: '', tasks: ['Send the plan'] }),
        stop('d', { tasks: ['Choose a day'] }),
      ],
      'check',
    );
    expect([trail.here?.id, trail.next?.id, trail.tasks]).toEqual(['a', 'd', ['Send the plan', 'Choose a day']]);
  });

  it('promises no branch before it is taken, and goes round no loop', () => {
    const branch = [stop('a', { ...there, nextIds: ['b'] }), stop('b', { nextIds: ['c', 'd'] }), stop('c'), stop('d')];
    expect(ids(trailOf(branch, 'b').later)).toEqual([]);
    const loop = [stop('a', { ...there, nextIds: ['b'] }), stop('b', { nextIds: ['a'] })];
    expect(ids(trailOf(loop, 'b').later)).toEqual([]);
  });

  it('stays short on a long journey', () => {
    const long = Array.from({ length: 500 }, (_, nth) => stop(`s${nth}`, nth < 200 ? there : {}));
    const trail = trailOf(long, 's200');
    expect([trail.earlier, trail.reached.length, trail.later.length, trail.more]).toEqual([196, 3, 3, 296]);
  });

  it('is at an end when nothing is next', () => {
    expect(trailOf([stop('a', there), stop('b', there)], null)).toMatchObject({
      next: undefined,
      later: [],
      tasks: [],
    });
  });
});
