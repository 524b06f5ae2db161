import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { checkValues } from './checking.ts';
import { changeField, createField, listFields } from './defining.ts';

let house: TestHouse;
let ctx: Context;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.as(await house.staff('admin'));
});
afterAll(() => house.close());

test('a field gets a key of its name, keeps its place when moved, and retires without losing its values', async () => {
  const tier = await createField(ctx, {
    appliesTo: 'customer',
    name: 'Tier',
    kind: 'choice',
    choices: ['gold', 'tin', 'gold'],
  });
  const seats = await createField(ctx, { appliesTo: 'customer', name: 'Seats', kind: 'number', searchable: true });
  const since = await createField(ctx, { appliesTo: 'customer', name: 'Since', kind: 'date' });
  expect([tier.key, tier.choices, seats.position]).toEqual(['tier', ['gold', 'tin'], 1]);
  await changeField(ctx, since.id, { position: 0 });
  expect((await listFields(ctx, { appliesTo: 'customer' })).map((field) => field.key)).toEqual([
    'since',
    'tier',
    'seats',
  ]);
  expect(await checkValues(ctx, 'customer', { tier: 'gold', seats: '7' })).toEqual({
    values: { tier: 'gold', seats: 7 },
    words: '7',
  });
  await expect(checkValues(ctx, 'customer', { tier: 'lead' })).rejects.toMatchObject({
    code: 'field-value',
    detail: { field: 'fields.tier' },
  });
  await changeField(ctx, tier.id, { retired: true });
  await expect(checkValues(ctx, 'customer', { tier: 'tin' })).rejects.toMatchObject({ code: 'field-value' });
  expect((await checkValues(ctx, 'customer', { seats: 1 }, { tier: 'gold' })).values).toEqual({
    tier: 'gold',
    seats: 1,
  });
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', tier.id).execute();
  expect(events.map((event) => event.type)).toEqual(['fields.added', 'fields.changed']);
});

test('choices belong to fields that are chosen from, and keys are never taken twice', async () => {
  await expect(createField(ctx, { appliesTo: 'case', name: 'Kind', kind: 'choice' })).rejects.toMatchObject({
    code: 'choices-needed',
  });
  await expect(
    createField(ctx, { appliesTo: 'case', name: 'Kind', kind: 'text', choices: ['a'] }),
  ).rejects.toMatchObject({ code: 'choices-not-taken' });
  await createField(ctx, { appliesTo: 'case', name: 'Model', kind: 'text' });
  await expect(createField(ctx, { appliesTo: 'case', name: 'x', key: 'model', kind: 'text' })).rejects.toMatchObject({
    code: 'field-key-taken',
  });
});
