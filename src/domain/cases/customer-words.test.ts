import { expect, test } from 'vitest';
import { afterCustomerWords } from './customer-words.ts';

const now = new Date('2026-03-31T09:00:00Z');
const closed = (days: number) => ({ state: 'closed' as const, closedAt: new Date(now.getTime() - days * 86_400_000) });
const human = { counts: true, reopens: true, thanksOnly: false };

test('a word of the customer brings waiting and snoozed cases back', () => {
  for (const state of ['waiting', 'snoozed'] as const)
    expect(afterCustomerWords({ state, closedAt: null }, human, now)).toMatchObject({ state: 'open', waits: true });
  expect(afterCustomerWords({ state: 'new', closedAt: null }, human, now)).toMatchObject({ state: 'new' });
});

test('a closed case is reopened for thirty days and followed by a new one after that', () => {
  expect(afterCustomerWords(closed(30), human, now)).toMatchObject({ do: 'append', state: 'open', reopened: true });
  expect(afterCustomerWords(closed(31), human, now)).toEqual({ do: 'follow' });
});

test('the house says how late a word may be: never too late, or always', () => {
  expect(afterCustomerWords(closed(4000), human, now, null)).toMatchObject({ do: 'append', reopened: true });
  expect(afterCustomerWords(closed(7), human, now, 7)).toMatchObject({ do: 'append' });
  expect(afterCustomerWords(closed(8), human, now, 7)).toEqual({ do: 'follow' });
  expect(afterCustomerWords(closed(0.01), human, now, 0)).toEqual({ do: 'follow' });
});

test('thanks and machines are shown and change nothing', () => {
  const thanks = { ...human, thanksOnly: true };
  const machine = { counts: false, reopens: false, thanksOnly: false };
  for (const message of [thanks, machine]) {
    expect(afterCustomerWords(closed(400), message, now)).toMatchObject({
      do: 'append',
      state: 'closed',
      waits: false,
    });
    expect(afterCustomerWords({ state: 'waiting', closedAt: null }, message, now)).toMatchObject({
      state: 'waiting',
      waits: false,
    });
  }
});
