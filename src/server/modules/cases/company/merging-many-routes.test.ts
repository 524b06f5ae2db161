import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../testing/app.ts';
import { createKey } from '../../people/index.ts';
import { openCase } from '../index.ts';

let house: TestApp;
const keys: Record<string, string> = {};
beforeAll(async () => {
  house = await buildTestApp();
  for (const role of ['agent', 'colleague'] as const)
    keys[role] = `Bearer ${(await createKey(house.system(), { name: role, role })).token}`;
});
afterAll(() => house.close());

const post = (path: string, payload: object, headers: Record<string, string> = {}, as = 'agent') =>
  house.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${path}`,
    headers: { authorization: keys[as]!, ...headers },
    payload,
  });
async function aCase(email: string): Promise<number> {
  const customer = { name: 'Renate Vogel', email };
  return (await openCase(house.system(), { customer, subject: 'Worktop', text: 'A crack' })).number;
}

test('several cases are merged and taken back over the API, the same request only once', async () => {
  const [into, two, three] = [await aCase('r@x.example'), await aCase('r@x.example'), await aCase('r@x.example')];
  const body = { ids: [`#${String(two)}`, String(three)], into: String(into) };
  const first = await post('merge', body, { 'idempotency-key': 'merge-them-1' });
  expect(first.statusCode).toBe(200);
  expect(first.json()).toMatchObject({ into: { number: into }, merged: [{ number: two }, { number: three }] });
  const again = await post('merge', body, { 'idempotency-key': 'merge-them-1' });
  expect(again.json()).toEqual(first.json());
  expect((await post('merge', body)).json()).toMatchObject({ status: 409, code: 'already-merged', number: two });
  const undone = await post('unmerge', { ids: body.ids });
  expect(undone.json()).toMatchObject({ unmerged: [{ number: three }, { number: two }] });
  expect((await post('unmerge', { ids: body.ids })).json()).toMatchObject({ status: 409, code: 'not-merged' });
});

test('cases of other customers are named in the refusal, and whoever may not write may not merge', async () => {
  const [into, other] = [await aCase('a@x.example'), await aCase('b@x.example')];
  const body = { ids: [String(other)], into: String(into) };
  expect((await post('merge', body)).json()).toMatchObject({ status: 409, code: 'other-customers', numbers: [other] });
  expect((await post('merge', body, {}, 'colleague')).statusCode).toBe(403);
  expect((await post('unmerge', { ids: [String(other)] }, {}, 'colleague')).statusCode).toBe(403);
  expect((await post('merge', { ...body, otherCustomers: true })).statusCode).toBe(200);
});

test.each([
  {},
  { ids: [], into: '1' },
  { ids: ['x'], into: '1' },
  { ids: ['1'], into: {} },
  { ids: Array.from({ length: 60 }, (_, n) => String(n)), into: '1' },
  { ids: ['1'], into: '1', more: true },
])('what is not meant is refused by its field: %j', async (body) => {
  const answer = await post('merge', body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'validation' });
});

test('cases that do not exist are not found', async () => {
  const into = await aCase('c@x.example');
  for (const body of [
    { ids: ['99999999'], into: String(into) },
    { ids: [String(into)], into: '00000000-0000-7000-8000-000000000000' },
  ])
    expect((await post('merge', body)).statusCode).toBe(404);
});
