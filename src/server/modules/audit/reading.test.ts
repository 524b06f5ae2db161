import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { createKey } from '../people/index.ts';
import { listEvents, STRETCH } from './reading.ts';

let house: TestApp;
let admin: Extract<Actor, { kind: 'staff' }>;
const subject = newId();

beforeAll(async () => {
  house = await buildTestApp();
  admin = await house.staff('admin', 'Ines');
  await sql`truncate events restart identity cascade`.execute(house.db);
  house.setClock(new Date('2026-03-01T09:00:00Z'));
  for (let turn = 0; turn < 10; turn += 1) {
    house.setClock(60_000);
    await transact(turn % 2 === 0 ? house.as(admin) : house.system(), (ctx) =>
      record(ctx, turn < 5 ? 'cases.opened' : 'promises.made', turn === 3 ? subject : newId(), { turn }),
    );
  }
});
afterAll(() => house.close());

const turns = (page: { items: { data: Record<string, unknown> }[] }) => page.items.map((item) => item.data['turn']);

test('the log is read the newest first, in pages that neither skip nor repeat', async () => {
  const first = await listEvents(house.as(admin), { limit: 6 });
  const second = await listEvents(house.as(admin), { limit: 6, cursor: first.next ?? '' });
  expect([...turns(first), ...turns(second)]).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(second.next).toBeNull();
  expect(first.items[1]).toMatchObject({ type: 'promises.made', actor: { kind: 'staff', name: 'Ines' } });
  expect(first.items[0]).toMatchObject({ actor: { kind: 'system', id: null, name: null } });
});

test('it is found by beginning of type, actor, subject and time', async () => {
  expect(turns(await listEvents(house.as(admin), { type: 'cases.' }))).toEqual([4, 3, 2, 1, 0]);
  expect(turns(await listEvents(house.as(admin), { subjectId: subject }))).toEqual([3]);
  expect(turns(await listEvents(house.as(admin), { actorId: admin.id, type: 'promises.made' }))).toEqual([8, 6]);
  const time = { from: '2026-03-01T09:03:00Z', to: '2026-03-01T09:05:30Z' };
  expect(turns(await listEvents(house.as(admin), time))).toEqual([4, 3, 2]);
  expect(turns(await listEvents(house.as(admin), { from: '2027-01-01T00:00:00Z' }))).toEqual([]);
});

test('a rare type far back is reached by going on, each page looking at a stretch only', async () => {
  await sql`insert into events (at, actor_kind, type) select '2026-03-02', 'system', 'tests.filler' from generate_series(1, ${STRETCH})`.execute(
    house.db,
  );
  const first = await listEvents(house.as(admin), { type: 'cases.opened' });
  expect(first.items).toEqual([]);
  expect(turns(await listEvents(house.as(admin), { type: 'cases.opened', cursor: first.next ?? '' }))).toHaveLength(5);
});

test('only who may read the log reads it', async () => {
  const ask = async (role: 'admin' | 'manager') => {
    const { token } = await createKey(house.system(), { name: role, role });
    return house.app.inject({ url: '/api/v1/events?limit=2', headers: { authorization: `Bearer ${token}` } });
  };
  expect((await ask('manager')).statusCode).toBe(403);
  const answer = await ask('admin');
  expect(answer.statusCode).toBe(200);
  expect(answer.json<{ items: { data: object }[] }>().items).toHaveLength(2);
});
