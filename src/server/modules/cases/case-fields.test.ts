import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { createField } from '../fields/index.ts';
import { changeCase, closeCase } from './changing.ts';
import { openCase } from './opening.ts';
import { readCase } from './reading.ts';
import { searchEntries } from './search/search-entries.ts';
import { search } from './search/searching.ts';
import { filterConditions } from './views/views-filter.ts';
import { selectCaseRows } from './queries.ts';
import { sql } from 'kysely';

let house: TestHouse;
let boss: Actor;
beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner');
  const ctx = house.as(boss);
  await createField(ctx, { appliesTo: 'case', name: 'Device', kind: 'choice', choices: ['Phone', 'Laptop'] });
  await createField(ctx, {
    appliesTo: 'case',
    name: 'Serial',
    kind: 'text',
    required: true,
    searchable: true,
    showWhen: { field: 'device', is: ['Laptop'] },
  });
  await createField(ctx, {
    appliesTo: 'case',
    name: 'Reference',
    kind: 'text',
    required: true,
    requiredAt: 'opening',
    kinds: ['complaint'],
  });
});
afterAll(() => house.close());

const customer = { name: 'Ada', email: 'ada@example.org' };
const open = (more: Partial<Parameters<typeof openCase>[1]> = {}) =>
  openCase(house.as(boss), { customer, subject: 'Broken', text: 'It is broken.', ...more });

it('what a kind asks at opening must be there, and what it does not ask is refused', async () => {
  await expect(open({ kind: 'complaint' })).rejects.toMatchObject({
    code: 'field-value',
    detail: { field: 'fields.reference' },
  });
  await expect(open({ fields: { serial: 'X1' } })).rejects.toMatchObject({ code: 'field-value' });
  const { caseId } = await open({ kind: 'complaint', fields: { reference: 'R-7' } });
  expect((await readCase(house.as(boss), caseId)).fields).toEqual({ reference: 'R-7' });
  await expect(changeCase(house.as(boss), caseId, { fields: { reference: null } })).rejects.toMatchObject({
    code: 'field-value',
  });
});

it('a field is required at closing only while it is asked, and its change is in the history', async () => {
  const { caseId } = await open({ fields: { device: 'Laptop' } });
  await expect(closeCase(house.as(boss), caseId, {})).rejects.toMatchObject({
    code: 'fields-missing',
    detail: { extension: { missing: ['serial'] } },
  });
  await changeCase(house.as(boss), caseId, { fields: { serial: 'SN-44821' } });
  const { data } = await house.db
    .selectFrom('events')
    .select('data')
    .where('subject_id', '=', caseId)
    .where('type', '=', 'cases.changed')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  expect(data).toMatchObject({ before: { fields: { serial: null } }, after: { fields: { serial: 'SN-44821' } } });
  await closeCase(house.as(boss), caseId, {});
  const other = await open({ fields: { device: 'Phone' } });
  await closeCase(house.as(boss), other.caseId, {});
});

it('values are found by search and by views', async () => {
  await house.settle([searchEntries]);
  const found = await search(house.as(boss), { q: 'SN-44821' });
  expect(JSON.stringify(found)).toContain('Broken');
  const ctx = house.as(boss);
  const rows = await selectCaseRows(ctx.db, {
    where: sql.join(filterConditions(ctx, { states: ['closed'], fields: { device: ['Laptop'] } }), sql` and `),
    order: sql`k.number`,
    limit: 10,
    now: ctx.now,
  });
  expect(rows).toHaveLength(1);
});

it('conditions that wait for each other, or ask for what is not offered, are refused', async () => {
  const make = (more: Partial<Parameters<typeof createField>[1]>) =>
    createField(house.as(boss), { appliesTo: 'case', name: 'Other', kind: 'text', ...more });
  await expect(make({ showWhen: { field: 'device', is: ['Boat'] } })).rejects.toMatchObject({
    code: 'field-condition',
  });
  await expect(make({ showWhen: { field: 'serial', is: ['x'] } })).rejects.toMatchObject({ code: 'field-condition' });
  await expect(make({ appliesTo: 'customer', kinds: ['incident'] })).rejects.toMatchObject({ code: 'not-a-case' });
});
