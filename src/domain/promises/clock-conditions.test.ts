import { expect, test } from 'vitest';
import { becomesTrue, type CaseHappening } from './clock-conditions.ts';

const happened = (given: Partial<CaseHappening>): CaseHappening => ({
  type: 'cases.changed',
  state: null,
  tagsBefore: null,
  tagsAfter: null,
  counts: true,
  ...given,
});

test.each([
  ['an event', { on: 'event', is: 'replied' }, { type: 'cases.replied' }, true],
  ['another event', { on: 'event', is: 'replied' }, { type: 'cases.noted' }, false],
  [
    'thanks start nothing',
    { on: 'event', is: 'customer-wrote' },
    { type: 'cases.customer-wrote', counts: false },
    false,
  ],
  ['a state entered', { on: 'state', is: 'waiting' }, { state: 'waiting' }, true],
  ['a state that stayed', { on: 'state', is: 'waiting' }, {}, false],
  ['a tag given', { on: 'tag', is: 'onsite' }, { tagsBefore: [], tagsAfter: ['onsite'] }, true],
  ['a tag that was there', { on: 'tag', is: 'onsite' }, { tagsBefore: ['onsite'], tagsAfter: ['onsite', 'x'] }, false],
  ['a tag taken', { on: 'tag', is: 'onsite' }, { tagsBefore: ['onsite'], tagsAfter: [] }, false],
] as const)('%s', (_, condition, given, expected) => {
  expect(becomesTrue(condition, happened(given as Partial<CaseHappening>))).toBe(expected);
});
