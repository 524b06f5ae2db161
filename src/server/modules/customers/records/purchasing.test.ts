import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createCustomer } from '../changing.ts';
import { listPurchases, recordPurchase, sumPurchases } from './purchasing.ts';

let house: TestHouse;
let ctx: Context;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.as(await house.staff('agent'));
});
afterAll(() => house.close());

test('purchases are summed by currency whatever page one is on, money given back is taken off, a number counts once', async () => {
  const { id } = await createCustomer(ctx, { name: 'Anna Berg' });
  expect(await sumPurchases(ctx, id)).toEqual({ count: 0, totals: [] });
  const bought = (day: number, amount: number, currency: string, externalRef?: string) =>
    recordPurchase(ctx, id, { at: `2026-03-0${day}T10:00:00Z`, amount, currency, externalRef });
  await bought(1, 19.9, 'EUR', 'R-1');
  await bought(2, 100.1, 'EUR', 'R-2');
  await bought(3, -20, 'EUR');
  await bought(4, 7, 'CHF');
  await bought(5, 500, 'EUR', 'R-1');
  expect(await sumPurchases(ctx, id)).toEqual({
    count: 4,
    totals: [
      { currency: 'EUR', count: 3, amount: 100 },
      { currency: 'CHF', count: 1, amount: 7 },
    ],
  });
  const first = await listPurchases(ctx, id, { limit: 3 });
  expect(first.items.map(({ amount }) => amount)).toEqual([7, -20, 100.1]);
  const rest = await listPurchases(ctx, id, { limit: 3, cursor: first.next ?? undefined });
  expect(rest.items.map(({ amount }) => amount)).toEqual([19.9]);
  expect(rest.next).toBeNull();
});
