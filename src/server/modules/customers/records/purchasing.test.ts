import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createCustomer } from '../changing.ts';
import { mergeCustomer } from '../merging/merging.ts';
import { listPurchases, recordPurchase, removePurchase, sumPurchases } from './purchasing.ts';

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

test('a purchase noted wrongly is taken back once, by its customer only, and can be noted again with its number', async () => {
  const { id } = await createCustomer(ctx, { name: 'Berta Cohn' });
  const other = await createCustomer(ctx, { name: 'Carl Dahl' });
  const lamp = { at: '2026-03-01T10:00:00Z', amount: 80, currency: 'EUR', externalRef: 'L-1', description: 'A lamp' };
  const noted = await recordPurchase(ctx, id, lamp);
  await recordPurchase(ctx, id, { ...lamp, amount: 20, externalRef: 'L-2' });
  await expect(removePurchase(ctx, other.id, noted.id)).rejects.toMatchObject({ code: 'purchase-not-found' });
  expect(await removePurchase(ctx, id, noted.id)).toEqual(noted);
  await expect(removePurchase(ctx, id, noted.id)).rejects.toMatchObject({ kind: 'not_found' });
  expect(await sumPurchases(ctx, id)).toMatchObject({ count: 1, totals: [{ amount: 20 }] });
  const said = await house.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', id).execute();
  expect(said.at(-1)).toMatchObject({
    type: 'customers.purchase-removed',
    data: { customerId: id, purchaseId: noted.id, was: { amount: 80, externalRef: 'L-1' } },
  });
  expect(await recordPurchase(ctx, id, lamp)).toMatchObject({ amount: 80, externalRef: 'L-1' });
  expect((await sumPurchases(ctx, id)).count).toBe(2);
});

test('what a record bought that was merged stands with the one it was merged into, and is taken back there', async () => {
  const one = await createCustomer(ctx, { name: 'Dora Ernst' });
  const same = await createCustomer(ctx, { name: 'D. Ernst' });
  const bought = await recordPurchase(ctx, same.id, { at: '2026-03-01T10:00:00Z', amount: 30, currency: 'EUR' });
  await recordPurchase(ctx, one.id, { at: '2026-03-02T10:00:00Z', amount: 12, currency: 'EUR' });
  await mergeCustomer(house.as(await house.staff('admin')), one.id, same.id);
  for (const id of [one.id, same.id]) {
    expect((await listPurchases(ctx, id, {})).items.map(({ amount }) => amount)).toEqual([12, 30]);
    expect((await sumPurchases(ctx, id)).totals).toEqual([{ currency: 'EUR', count: 2, amount: 42 }]);
  }
  await removePurchase(ctx, one.id, bought.id);
  expect((await sumPurchases(ctx, one.id)).count).toBe(1);
});
