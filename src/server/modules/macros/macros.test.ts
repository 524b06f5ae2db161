import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestCase } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { readCase, closeCase } from '../cases/index.ts';
import { cancelBulkRun, readBulkRun, startBulkRun, undoBulkRun } from './bulk-runs.ts';
import { workOnBulkRun } from './bulk-work.ts';
import { addMacro, changeMacro, listMacros } from './macros.ts';
import { macroSeeds } from './seeding.ts';
import { useMacro } from './using.ts';

let house: TestHouse;
type Staff = Extract<Actor, { kind: 'staff' }>;
let tom: Staff;
let lea: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom Berger');
  lea = await house.staff('lead', 'Lea');
});
afterAll(() => house.close());

const aCase = async (more?: Parameters<typeof openTestCase>[1]) => (await openTestCase(house.as(tom), more)).caseId;
const toTheEnd = async (id: string) => {
  for (let turn = 0; turn < 20; turn++) {
    await workOnBulkRun(house.system(), id);
    const run = await readBulkRun(house.as(tom), id);
    if (run.state !== 'running' && run.state !== 'undoing') return run;
  }
  throw new Error('The run does not end.');
};

test('a macro puts its filled text into the answer, does its deeds, and leaves closing to the answer', async () => {
  const macro = await addMacro(house.as(tom), {
    name: 'Fixed',
    shortcut: 'Fixed',
    scope: 'personal',
    html: '<p>Hello {{ customer.firstName }}, #{{ case.number }}. {{ agent.firstName }}</p>',
    actions: [
      { do: 'priority', priority: 'high' },
      { do: 'add-tags', tags: ['fixed'] },
      { do: 'assign', assigneeId: 'me' },
      { do: 'note', html: '<p>For {{ customer.name }}</p>' },
      { do: 'promise', what: 'a call', hours: 4 },
      { do: 'follow' },
      { do: 'close' },
    ],
  });
  const id = await aCase();
  const used = await useMacro(house.as(tom), id, macro.id, {});
  const read = await readCase(house.as(tom), id);
  expect(used).toEqual({
    caseId: id,
    insert: `<p>Hello Renate, #${String(read.number)}. Tom</p>`,
    after: 'close',
    problems: [],
  });
  expect(read).toMatchObject({ priority: 'high', tags: ['fixed'], assignee: { id: tom.id }, state: 'open' });
  expect(read.messages.items.at(-1)).toMatchObject({ kind: 'note', text: 'For Renate Vogel' });
  expect((await listMacros(house.as(tom), { q: 'fix' })).items[0]).toMatchObject({ used: 1, shortcut: 'fixed' });
  expect((await listMacros(house.as(lea), { q: 'fix' })).items).toEqual([]);
});

test('a macro that sends does so in one step, but hands the text back when a place has no value', async () => {
  const input = { scope: 'personal' as const, textUse: 'send' as const, actions: [{ do: 'close' as const }] };
  const whole = await addMacro(house.as(tom), { ...input, name: 'Send', html: '<p>Done, {{ customer.name }}</p>' });
  const id = await aCase();
  expect(await useMacro(house.as(tom), id, whole.id, {})).toMatchObject({ insert: null, after: null });
  expect(await readCase(house.as(tom), id)).toMatchObject({ state: 'closed' });
  const lacking = await addMacro(house.as(tom), { ...input, name: 'Lacks', html: '<p>{{ team.name }}</p>' });
  const other = await aCase();
  expect(await useMacro(house.as(tom), other, lacking.id, {})).toMatchObject({
    insert: '<p>[team.name]</p>',
    after: 'close',
    problems: [{ placeholder: 'team.name' }],
  });
  expect((await readCase(house.as(tom), other)).state).not.toBe('closed');
});

test('unknown placeholders are refused when a macro is kept or changed', async () => {
  const kept = { name: 'Wrong', scope: 'personal' as const, html: '<p>{{ customer.shoes }}</p>' };
  await expect(addMacro(house.as(tom), kept)).rejects.toMatchObject({ code: 'placeholder-unknown' });
  const macro = await addMacro(house.as(tom), { ...kept, html: '<p>Fine</p>' });
  await expect(changeMacro(house.as(tom), macro.id, { html: '{% include "x" %}' })).rejects.toMatchObject({
    code: 'placeholder-unknown',
  });
  await expect(addMacro(house.as(tom), { ...kept, html: '', actions: [] })).rejects.toMatchObject({
    code: 'macro-empty',
  });
});

test('a macro is offered where its conditions hold', async () => {
  await addMacro(house.as(lea), {
    name: 'Complaints only',
    scope: 'shared',
    html: '<p>Sorry</p>',
    conditions: { kinds: ['complaint'], tags: ['late', 'broken'] },
  });
  const names = async (id: string) => (await listMacros(house.as(tom), { caseId: id })).items.map((one) => one.name);
  expect(await names(await aCase({ kind: 'complaint', tags: ['late'] }))).toContain('Complaints only');
  expect(await names(await aCase({ kind: 'complaint' }))).not.toContain('Complaints only');
  expect(await names(await aCase({ kind: 'question', tags: ['late'] }))).not.toContain('Complaints only');
});

test('what comes along is good for every language and is brought once', async () => {
  await sql`delete from macros`.execute(house.db);
  const event = { type: 'people.company-set-up', data: { language: 'de' } } as never;
  for (let twice = 0; twice < 2; twice++)
    await house.db.transaction().execute((trx) => macroSeeds.handle({ ...house.system(), db: trx, trx }, [event]));
  const { items } = await listMacros(house.as(tom), {});
  expect(items).toHaveLength(6);
  const id = await aCase({ kind: 'incident' });
  for (const macro of items) expect((await useMacro(house.as(tom), id, macro.id, {})).problems).toEqual([]);
});

test('work on all cases of a filter goes on batch by batch, names what it could not do, and leads everything back', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 45; n++) ids.push(await aCase({ tags: ['bulk'], priority: 'low' }));
  await closeCase(house.as(tom), ids[0]!, {});
  const run = await startBulkRun(house.as(tom), {
    filter: { tags: ['bulk'], states: ['new', 'open', 'waiting', 'snoozed', 'closed'] },
    deed: { priority: 'urgent', addTags: ['seen'], assigneeId: tom.id, close: true, follow: true },
  });
  expect(run).toMatchObject({ state: 'running', total: 45, done: 0 });
  await workOnBulkRun(house.system(), run.id);
  expect(await readBulkRun(house.as(tom), run.id)).toMatchObject({ state: 'running', done: 40 });
  expect(await toTheEnd(run.id)).toMatchObject({
    state: 'done',
    done: 44,
    refused: 1,
    refusals: [{ caseId: ids[0], code: 'already-closed' }],
  });
  expect(await readCase(house.as(tom), ids[5]!)).toMatchObject({ state: 'closed', priority: 'urgent' });
  await undoBulkRun(house.as(tom), run.id);
  expect(await toTheEnd(run.id)).toMatchObject({ state: 'undone' });
  const back = await readCase(house.as(tom), ids[5]!);
  expect(back).toMatchObject({ state: 'open', priority: 'low', tags: ['bulk'], assignee: null });
  expect(
    await house.db.selectFrom('case_followers').select('case_id').where('case_id', '=', ids[5]!).execute(),
  ).toEqual([]);
});

test('stopped, nothing more is done; what somebody changed since is left to him', async () => {
  const ids = [await aCase(), await aCase()];
  const run = await startBulkRun(house.as(tom), { ids, deed: { priority: 'high' } });
  await cancelBulkRun(house.as(tom), run.id);
  await workOnBulkRun(house.system(), run.id);
  expect((await readCase(house.as(tom), ids[0]!)).priority).toBe('normal');
  const again = await startBulkRun(house.as(tom), { ids, deed: { priority: 'high' } });
  await toTheEnd(again.id);
  await sql`update cases set priority = 'urgent' where id = ${ids[0]}::uuid`.execute(house.db);
  await undoBulkRun(house.as(tom), again.id);
  await toTheEnd(again.id);
  expect((await readCase(house.as(tom), ids[0]!)).priority).toBe('urgent');
  expect((await readCase(house.as(tom), ids[1]!)).priority).toBe('normal');
  await expect(readBulkRun(house.as(lea), again.id)).rejects.toMatchObject({ code: 'bulk-run-not-found' });
});
