import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { openCase } from '../opening.ts';
import { search } from './searching.ts';
import { searchEntries } from './search-entries.ts';

/**
 * A desk with more messages than are ever looked at one by one: 24 000 in 600 cases, forty minutes apart, the newest yesterday. Every one
 * holds `every`, each third `third`, each twentieth `twentieth`; the oldest 5000 hold `once`.
 */
let house: TestHouse;
type Staff = Extract<Actor, { kind: 'staff' }>;
let tom: Staff;
let chief: Staff;
const all = 24_000;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom Wall');
  chief = await house.staff('admin', 'Ada');
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
  const customer = newId();
  await sql`insert into customers (id, name, first_seen_at, created_at) values (${customer}, 'Renate Vogel', now(), now())`.execute(
    house.db,
  );
  await sql`insert into cases (id, subject, customer_id, channel, state, tags, created_at, updated_at)
    select gen_random_uuid(), 'Worktop ' || n, ${customer}::uuid, 'mail', case when n % 100 = 7 then 'open' else 'closed' end,
      case when n % 50 = 1 then array['seldom'] else '{}' end, ${house.now()}::timestamptz - n * interval '26 hours 40 minutes' - interval '1 day',
      ${house.now()}::timestamptz - n * interval '26 hours 40 minutes' - interval '1 day' from generate_series(1, 600) n`.execute(
    house.db,
  );
  await sql`
    with made as (
      insert into messages (id, case_id, at, kind, direction, channel, author_kind, author_name, text)
      select gen_random_uuid(), k.id, ${house.now()}::timestamptz - n * interval '40 minutes' - interval '1 day', 'message', 'in', 'mail', 'customer', 'Renate',
        'every' || case when n % 3 = 0 then ' third' else '' end || case when n % 20 = 0 then ' twentieth' else '' end
          || case when n > ${all - 5000}::int then ' once' else '' end || case when n in (700, 12700, 23300) then ' every third of them' else '' end
      from generate_series(1, ${all}::int) n join (select id, row_number() over (order by created_at desc) as place from cases) k on k.place = 1 + (n - 1) / 40
      returning id, case_id, at, text)
    insert into search_entries (subject_kind, subject_id, case_id, title, at, words, version)
    select 'message', id, case_id, '', at, search_vector(text), 1 from made order by at`.execute(house.db);
  await sql`insert into search_entries (subject_kind, subject_id, case_id, title, at, words, version)
    select 'case', id, id, subject, created_at, search_vector(subject), 1 from cases`.execute(house.db);
  await sql`analyze search_entries`.execute(house.db);
}, 120_000);
afterAll(() => house.close());

const ask = (q: string, actor: Actor = chief) => search(house.as(actor), { q: `${q} `, limit: 50 });
const day = (ago: number) => new Date(house.now().getTime() - ago * 86_400_000).toISOString().slice(0, 10);
const agoOf = (at: string) => (house.now().getTime() - Date.parse(at)) / 86_400_000;

test('of a word that all hold, a third, a twentieth, the newest matches are found first', async () => {
  for (const q of ['every', 'third', 'twentieth']) {
    const found = await ask(q);
    expect(found.items).toHaveLength(50);
    expect(Math.min(...found.items.map((item) => agoOf(item.at))), q).toBeLessThan(3);
    expect(found.counts, q).toEqual([{ kind: 'message', n: 99, more: true }]);
  }
});

test('a word of long ago is found', async () => {
  const found = await ask('once');
  expect(found.items).toHaveLength(50);
  expect(found.items.every((item) => agoOf(item.at) > 500)).toBe(true);
});

test('days beside a word are looked for within these days, however common the word and however long ago', async () => {
  const found = await ask(`every before:${day(600)}`);
  expect(found.items).toHaveLength(50);
  expect(found.items.every((item) => agoOf(item.at) > 599)).toBe(true);
  const one = await ask(`twentieth on:${day(400)}`);
  expect(one.counts).toEqual([{ kind: 'message', n: one.items.length, more: false }]);
  expect(one.items.length).toBeGreaterThanOrEqual(1);
  expect((await ask(`every after:${day(500)} before:${day(490)} -third`)).counts).toEqual([
    { kind: 'message', n: 99, more: true },
  ]);
  expect((await ask(`every after:${day(-1)}`)).items).toEqual([]);
});

test('a word that is common everywhere is found in the few cases that a filter leaves, and counted there exactly', async () => {
  const seldom = await ask('twentieth tag:seldom');
  expect(seldom.counts).toEqual([{ kind: 'message', n: 24, more: false }]);
  const open = await ask('twentieth is:open');
  expect(open.counts).toEqual([{ kind: 'message', n: 12, more: false }]);
  expect((await ask('twentieth is:open tag:seldom')).counts).toEqual([]);
  expect((await ask('twentieth -is:closed')).counts).toEqual([{ kind: 'message', n: 12, more: false }]);
});

test('filters alone find cases of any age', async () => {
  const found = await search(house.as(chief), { q: `is:open before:${day(400)}`, limit: 50 });
  expect(found.counts).toEqual([{ kind: 'case', n: 2, more: false }]);
  const seldom = await search(house.as(tom), { q: 'tag:seldom is:closed', limit: 50 });
  expect(seldom.items.map((item) => item.at)).toEqual(
    seldom.items
      .map((item) => item.at)
      .toSorted()
      .toReversed(),
  );
  expect(seldom.counts).toEqual([{ kind: 'case', n: 12, more: false }]);
});

test('a phrase that is rare in common words is found', async () => {
  const found = await ask('"every third of them"');
  expect(found.items).toHaveLength(3);
});

test('every page of a common word holds something new, to the end of what is ranked', async () => {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < 12; page++) {
    const found = await search(house.as(tom), { q: 'third ', limit: 50, cursor });
    for (const item of found.items) {
      expect(seen.has(item.id)).toBe(false);
      seen.add(item.id);
    }
    if (found.next === null) break;
    cursor = found.next;
  }
  expect(seen.size).toBe(400);
});

test('that there may be more is told to nobody from whom cases are hidden', async () => {
  const team = newId();
  await sql`insert into teams (id, name, private, created_at) values (${team}, 'Board', true, now())`.execute(house.db);
  const { rows } = await sql<{ id: string }>`select id from cases order by created_at desc limit 1`.execute(house.db);
  await sql`update cases set team_id = ${team} where id <> ${rows[0]!.id}`.execute(house.db);
  expect((await ask('third', chief)).counts).toEqual([{ kind: 'message', n: 99, more: true }]);
  const outside = await ask('third', tom);
  expect(outside.items.every((item) => item.caseId === rows[0]!.id)).toBe(true);
  expect(outside.counts).toEqual([{ kind: 'message', n: 13, more: false }]);
  expect((await ask('once', tom)).counts).toEqual([]);
  const [one, other] = [await ask('"every third of them"', tom), await ask('"every fourth of them"', tom)];
  expect([one.items, other.items, one.partly, other.partly]).toEqual([[], [], true, true]);
  expect([outside.partly, (await ask('third', chief)).partly, (await ask('once', tom)).partly]).toEqual([
    false,
    true,
    false,
  ]);
  await sql`update cases set team_id = null`.execute(house.db);
});

test('a subject stands before a text, a short message before a long one, another case before the same one again', async () => {
  const customer = { name: 'Ulf', email: 'ulf@roof.example' };
  const open = (subject: string, text: string) => openCase(house.as(tom), { customer, subject, text });
  const long = await open('A letter', `slate ${'and so on about this and that '.repeat(60)}`);
  const short = await open('A word', 'The slate broke');
  const subject = await open('Slate roof', 'It leaks');
  for (let n = 0; n < 4; n++)
    await sql`insert into messages (id, case_id, at, kind, direction, channel, author_kind, author_name, text)
      values (${newId()}, ${short.caseId}, ${house.now()}, 'message', 'in', 'mail', 'customer', 'Ulf', ${`The slate broke ${String(n)}`})`.execute(
      house.db,
    );
  await house.settle([searchEntries]);
  const added = await sql<{ id: string }>`select id from messages where case_id = ${short.caseId}`.execute(house.db);
  await sql`insert into search_entries (subject_kind, subject_id, case_id, title, at, words, version)
    select 'message', id, case_id, '', at, search_vector(text), 1 from messages where id = any(${added.rows.map(({ id }) => id)}::uuid[])
    on conflict do nothing`.execute(house.db);
  const { items } = await ask('slate', tom);
  const cases = items.map((item) => item.caseId);
  expect(cases[0]).toBe(subject.caseId);
  expect(cases[1]).toBe(short.caseId);
  const places = [...new Set(cases)];
  expect(places).toEqual([subject.caseId, short.caseId, long.caseId]);
});
