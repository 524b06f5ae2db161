import { describe, expect, it } from 'vitest';
import { type Design, emptyStop, type Stop } from './design.ts';
import { mergeDesigns } from './design-merge.ts';

const stop = (id: string, more: Partial<Stop> = {}): Stop => ({ ...emptyStop(id, id), ...more });
const base: Design = {
  stages: [{ id: 's', name: 'Stage' }],
  stops: [stop('a', { stage: 's' }), stop('b'), stop('c')],
  ways: [
    { from: 'a', to: 'b', when: '' },
    { from: 'b', to: 'c', when: '' },
  ],
};
const drawn = (design: Partial<Design>, name = 'Way') => ({ name, design: { ...base, ...design } });
const said = (id: string, more: Partial<Stop>) => base.stops.map((one) => (one.id === id ? { ...one, ...more } : one));
const merge = (mine: ReturnType<typeof drawn>, theirs: ReturnType<typeof drawn>) =>
  mergeDesigns(drawn({}), mine, theirs);

describe('two people who draw at once', () => {
  it('keep what both said, also about the same stop', () => {
    const both = merge(
      drawn({ stops: said('a', { name: 'Asked' }) }),
      drawn({ stops: said('a', { doneWhen: 'signed' }) }, 'New'),
    );
    expect(both?.name).toBe('New');
    expect(both?.design.stops[0]).toMatchObject({ name: 'Asked', doneWhen: 'signed' });
    expect(merge(drawn({}), drawn({}))).toEqual(drawn({}));
  });

  it('keep what both added, where it was put', () => {
    const mine = drawn({ stops: [base.stops[0]!, stop('x'), base.stops[1]!, base.stops[2]!] });
    const theirs = drawn({
      stops: [...base.stops, stop('y')],
      ways: [...base.ways, { from: 'c', to: 'y', when: 'then' }],
    });
    const both = merge(mine, theirs);
    expect(both?.design.stops.map(({ id }) => id)).toEqual(['a', 'x', 'b', 'c', 'y']);
    expect(both?.design.ways).toHaveLength(3);
  });

  it('let go what one took out and the other left as it was, with the ways to it and its stage', () => {
    const mine = drawn({ stops: base.stops.slice(0, 2), ways: base.ways.slice(0, 1) });
    const theirs = drawn({ stages: [], stops: said('a', { stage: null, name: 'Asked' }) });
    expect(merge(mine, theirs)?.design).toEqual({
      stages: [],
      stops: [stop('a', { name: 'Asked' }), stop('b')],
      ways: [{ from: 'a', to: 'b', when: '' }],
    });
  });

  it('follow whoever moved a stop', () => {
    const theirs = drawn({ stops: said('b', { name: 'Told' }) });
    const mine = drawn({ stops: [base.stops[1]!, base.stops[0]!, base.stops[2]!] });
    for (const both of [merge(mine, theirs), merge(theirs, mine)])
      expect(both?.design.stops.map(({ name }) => name)).toEqual(['Told', 'a', 'c']);
  });

  it('are asked when they disagree', () => {
    const named = (name: string) => drawn({ stops: said('a', { name }) });
    expect(merge(named('One'), named('Two'))).toBeUndefined();
    expect(merge(named('One'), named('One'))?.design.stops[0]?.name).toBe('One');
    expect(merge(named('One'), drawn({ stops: base.stops.slice(1) }))).toBeUndefined();
    expect(merge(drawn({}, 'One'), drawn({}, 'Two'))).toBeUndefined();
    const [a, b, c] = base.stops as [Stop, Stop, Stop];
    expect(merge(drawn({ stops: [b, a, c] }), drawn({ stops: [a, c, b] }))).toBeUndefined();
  });
});
