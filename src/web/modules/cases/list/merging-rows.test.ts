import { expect, test } from 'vitest';
import type { CaseRow } from '../cases.data.ts';
import { oldestOpen, whoseCases } from './merging-rows.ts';

const row = (number: number, state: string, customer: string) =>
  ({ number, state, customer: { id: customer.toLowerCase(), name: customer, vip: false } }) as CaseRow;

test('the oldest case that is not closed is proposed; among closed ones the oldest', () => {
  const rows = [row(9, 'open', 'Ana'), row(4, 'closed', 'Ana'), row(7, 'waiting', 'Ana')];
  expect(oldestOpen(rows)?.number).toBe(7);
  expect(oldestOpen([row(9, 'closed', 'Ana'), row(4, 'closed', 'Ana')])?.number).toBe(4);
  expect(oldestOpen([])).toBeUndefined();
});

test('a customer is named once, however many of the cases are his', () => {
  expect(whoseCases([row(1, 'open', 'Ana'), row(2, 'open', 'Bo'), row(3, 'open', 'Ana')])).toEqual(['Ana', 'Bo']);
});
