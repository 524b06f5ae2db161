import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../modules/people/index.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { newId } from '../store/identity.ts';

let house: TestApp;
let token: string;

beforeAll(async () => {
  house = await buildTestCompany();
  token = (await createKey(house.system(), { name: 'script', role: 'owner' })).token;
});
afterAll(() => house.close());

function post(path: string, key: string, payload: object) {
  return house.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    payload,
  });
}

const events = (type: string) =>
  house.db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('type', '=', type)
    .executeTakeFirstOrThrow();

test('the same key at the same moment makes one thing and gives one answer to all', async () => {
  const before = await events('customers.added');
  const answers = await Promise.all(Array.from({ length: 6 }, () => post('/customers', 'k1', { name: 'Ada' })));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect((await events('customers.added')).n - before.n).toBe(1);
});

test('a key belongs to one request: another body under it is refused', async () => {
  expect((await post('/customers', 'k2', { name: 'Ben' })).statusCode).toBe(201);
  const answer = await post('/customers', 'k2', { name: 'Bert' });
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'idempotency-key-reused']);
});

test('a refused request leaves its key free', async () => {
  expect((await post('/cases', 'k3', { subject: 'Whose?', text: 'Nobody' })).statusCode).toBe(400);
  expect((await post('/cases', 'k3', { subject: 'Whose?', text: 'Ada', customer: { name: 'Ada' } })).statusCode).toBe(
    201,
  );
});

test('where one request does many things, what was refused is undone alone', async () => {
  const made = await post('/cases', 'k4', { subject: 'One', text: 'One', customer: { name: 'Cleo' } });
  const { id } = made.json<{ id: string }>();
  const many = await post('/cases/bulk', 'k5', { ids: [newId(), id, newId()], close: true });
  expect(many.json()).toMatchObject({
    changed: [id],
    refused: [{ code: 'case-not-found' }, { code: 'case-not-found' }],
  });
  expect((await post('/cases/bulk', 'k5', { ids: [newId(), id], close: true })).statusCode).toBe(422);
});
