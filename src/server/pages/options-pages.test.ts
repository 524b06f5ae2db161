import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SheetContent } from '../../contract/options.ts';
import { openCase } from '../modules/cases/index.ts';
import { signMyLink } from '../modules/customers/index.ts';
import { addSheet, sendSheet } from '../modules/options/index.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';

let house: TestApp;
let address: string;
let opened: { caseId: string; number: number; customerId: string };

const option = (key: string, name: string, price: number) => ({
  key,
  name,
  price,
  minutes: 600,
  risk: '',
  notIncluded: '',
  values: {},
  promise: `${name} it`,
});
const content: SheetContent = {
  title: 'Repair or replace',
  intro: '',
  currency: 'EUR',
  criteria: [],
  recommended: 'replace',
  options: [option('repair', 'Repair', 0), option('replace', 'Replace', 10)],
  because: 'It is quicker.',
};

beforeAll(async () => {
  house = await buildTestCompany();
  const staff = house.as(await house.staff('agent', 'Tom'));
  const customer = { name: 'Renate Vogel', email: 'renate@home.example' };
  const { caseId, number } = await openCase(staff, { customer, subject: 'Pump', text: 'Broken' });
  const row = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  opened = { caseId, number, customerId: row.customer_id };
  const { id } = await addSheet(staff, caseId, { content });
  address = new URL((await sendSheet(staff, id, {})).link!).pathname;
});
afterAll(() => house.close());

const headers = { accept: 'text/html' };
const page = async (query = '') => (await house.app.inject({ url: `${address}${query}`, headers })).body;
const send = (form: Record<string, string>) =>
  house.app.inject({
    method: 'POST',
    url: address,
    payload: new URLSearchParams(form).toString(),
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  });
const herCase = async () => {
  const key = new URL(signMyLink(house.system(), opened.customerId)).searchParams.get('key')!;
  const url = `/my/cases/${String(opened.number)}`;
  return (await house.app.inject({ url, headers: { ...headers, cookie: `kept_my=${key}` } })).body;
};

test('whoever chose nothing, or asked nothing, keeps what he typed and is told what is missing', async () => {
  const nothing = await send({ do: 'choose', unclear: 'Who <b>pays</b>?' });
  expect(nothing.statusCode).toBe(400);
  expect(nothing.body).toContain('Choose one of the options.');
  expect(nothing.body).toContain('Who &lt;b&gt;pays&lt;/b&gt;?</textarea>');
  const silent = await send({ do: 'ask', option: 'repair', unclear: '  ' });
  expect([silent.statusCode, silent.body.includes('Write what is unclear first')]).toEqual([400, true]);
  expect(silent.body).toMatch(/value="repair" checked/);
});

test('her own page leads to the options; a question stands there, and what she chose', async () => {
  expect(await herCase()).toMatch(
    new RegExp(`Options to choose from[^]*Repair or replace[^]*${address}[^]*Compare and choose`),
  );
  const asked = await send({ do: 'ask', option: 'replace', unclear: 'Who pays?' });
  expect(await page(String(asked.headers.location).slice(address.length))).toMatch(
    /We will answer your question\.[^]*value="replace" checked[^]*You asked: Who pays\?/,
  );
  expect((await send({ do: 'choose', option: 'replace' })).statusCode).toBe(303);
  expect(await herCase()).toMatch(/You chose: Replace\.[^]*See them again/);
  const said = await house.db.selectFrom('events').select('actor_kind').where('type', '=', 'options.chosen').execute();
  expect(said).toEqual([{ actor_kind: 'customer' }]);
});
