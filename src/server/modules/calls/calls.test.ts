import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { addCompany } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { createCustomer } from '../customers/index.ts';
import { findCallers } from './finding-callers.ts';
import { listCalls, logCall, openCallJob, undoCall } from './logging.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
  await addCompany(house, { name: 'Bakery', language: 'de', time_zone: 'Europe/Berlin' });
});
afterAll(() => house.close());
const caseOf = (number: number) =>
  house.db.selectFrom('cases').selectAll().where('number', '=', number).executeTakeFirstOrThrow();

it('a call that is done is a closed case with its worth, of whoever noted it', async () => {
  const call = await logCall(house.as(tom), {
    customer: { name: 'Ada', phone: '089 1234567' },
    line: 'Asked for the opening hours',
    outcome: 'done',
    valueCreated: 'She can come on Sunday',
    seconds: 40,
  });
  expect(call).toMatchObject({ state: 'logged', seconds: 40, by: { name: 'Tom' } });
  expect(await caseOf(call.case!.number)).toMatchObject({
    state: 'closed',
    channel: 'phone',
    value_created: 'She can come on Sunday',
    assignee_id: tom.id,
  });
  const types = await house.db.selectFrom('events').select('type').where('subject_id', '=', call.case!.id).execute();
  expect(types.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['cases.opened', 'cases.closed', 'calls.logged']),
  );
  expect((await listCalls(house.as(tom), {})).items).toHaveLength(1);
});

it('a caller is found by his number as it is dialled, and by name', async () => {
  await createCustomer(house.as(tom), { name: 'Grace Hopper', phone: '+49 30 5550001' } as never);
  for (const typed of ['030 5550001', '+49305550001', '0305550001'])
    expect((await findCallers(house.as(tom), typed)).callers[0]).toMatchObject({ name: 'Grace Hopper', exact: true });
  expect((await findCallers(house.as(tom), '5550')).callers[0]).toMatchObject({ name: 'Grace Hopper', exact: false });
  expect((await findCallers(house.as(tom), 'grace')).callers[0]).toMatchObject({ name: 'Grace Hopper' });
  expect((await findCallers(house.as(tom), 'a%_')).callers).toEqual([]);
});

it('a held call opens no case until its time, and none at all when it is undone', async () => {
  const before = await house.db.selectFrom('cases').select('id').execute();
  const input = { customer: { name: 'Ada', phone: '089 1234567' }, line: 'Wrong', outcome: 'open' as const, hold: 8 };
  const undone = await logCall(house.as(tom), input);
  expect(undone).toMatchObject({ state: 'held', case: null });
  const stranger = await house.staff('agent');
  await expect(undoCall(house.as(stranger), undone.id)).rejects.toMatchObject({ code: 'call-not-found' });
  expect((await undoCall(house.as(tom), undone.id)).state).toBe('undone');
  await openCallJob.work(house.system(), { id: undone.id });
  expect(await house.db.selectFrom('cases').select('id').execute()).toHaveLength(before.length);
  const kept = await logCall(house.as(tom), input);
  for (let turn = 0; turn < 2; turn++) await openCallJob.work(house.system(), { id: kept.id });
  expect(await house.db.selectFrom('cases').select('id').execute()).toHaveLength(before.length + 1);
  await expect(undoCall(house.as(tom), kept.id)).rejects.toMatchObject({ code: 'call-logged' });
});
