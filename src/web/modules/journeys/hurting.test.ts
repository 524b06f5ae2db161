import { expect, test } from 'vitest';
import { byHurt, worstOf } from './hurting.ts';
import type { Touchpoint } from './journeys.data.ts';

const place = (name: string, lost: Touchpoint['health']['lost']) =>
  ({ name, health: { lost } }) as unknown as Touchpoint;

const few = place('few', { k: 3, n: 6, share: 0.5, low: 0.19, high: 0.81, say: 'not-enough' });
const many = place('many', { k: 38, n: 181, share: 0.21, low: 0.16, high: 0.27, say: 'share' });
const shaky = place('shaky', { k: 6, n: 28, share: 0.21, low: 0.1, high: 0.4, say: 'k-of-n' });
const unseen = place('unseen', { k: 0, n: 0, share: null, low: null, high: null, say: 'unknown' });

test('the worst place is the one that surely loses most, not one with a few unlucky moments', () => {
  expect(worstOf([few, shaky, unseen, many])?.name).toBe('many');
});

test('without anything known no place is the worst', () => {
  expect(worstOf([few, unseen])).toBeUndefined();
});

test('what is unknown stands last', () => {
  expect(byHurt([unseen, shaky, many]).map(({ name }) => name)).toEqual(['many', 'shaky', 'unseen']);
});
