import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zendeskExport } from './zendesk-export.ts';
import type { ImportSource } from '../src/domain/moving/words.ts';
import type { Actor, Context } from '../src/server/context.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { openTestHouse, type TestHouse } from '../src/server/testing/house.ts';
import { search } from '../src/server/modules/cases/index.ts';
import {
  cancelImport,
  examineImport,
  mapImport,
  pauseImport,
  readImport,
  runImport,
  startImport,
} from '../src/server/modules/moving/imports.ts';
import { addImportPart } from '../src/server/modules/moving/uploading.ts';
import { workOnImport } from '../src/server/modules/moving/working.ts';
import { takeLease } from '../src/server/modules/moving/import-queries.ts';

let house: TestHouse;
let admin: Extract<Actor, { kind: 'staff' }>;
const until = new Date('2026-03-30T12:00:00Z');

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-31T09:42:00Z'));
  admin = await house.staff('admin', 'Ines');
  await house.settle(subscriptions);
});
afterAll(() => house.close());

const ctx = (): Context => house.as(admin);
const count = async (table: string, where = 'true') =>
  Number(
    (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(house.db))
      .rows[0]!.n,
  );

/** Brings files, reads them, and answers the import when it is ready. */
async function prepared(source: ImportSource, files: Record<string, string | Buffer>, origin?: string) {
  const { id } = await startImport(ctx(), { source, origin });
  for (const [file, [name, content]] of Object.entries(files).entries()) {
    const bytes = Buffer.from(content);
    for (let part = 0; part * 50_000 < bytes.length; part++)
      await addImportPart(ctx(), id, { file, part, name }, bytes.subarray(part * 50_000, (part + 1) * 50_000));
  }
  await examineImport(ctx(), id, undefined);
  await workOnImport(house.system(), id);
  return readImport(ctx(), id);
}

async function finished(id: string) {
  await runImport(ctx(), id);
  for (let turn = 0; turn < 50; turn++) {
    await workOnImport(house.system(), id);
    const now = await readImport(ctx(), id);
    if (now.state !== 'running') return now;
  }
  throw new Error('The import did not end.');
}

describe('a Zendesk export', () => {
  const lines = () => [...zendeskExport({ tickets: 120, seed: 3, until })].join('');

  test('is read in parts, described before anything is written, and every word has a default', async () => {
    const found = await prepared('zendesk', { 'export.json.gz': gzipSync(lines()) });
    expect(found).toMatchObject({ state: 'ready', error: null });
    expect(found.preview!.counts).toMatchObject({ cases: 120, agents: 12, people: 24, teams: 3 });
    expect(found.preview!.states.map(({ word }) => word)).toEqual(expect.arrayContaining(['closed', 'solved']));
    expect(found.mapping!.states).toMatchObject({ closed: 'closed', solved: 'closed' });
    expect(found.preview!.fields.map(({ name }) => name)).toContain('Order number');
    expect(await count('cases')).toBe(0);
    const done = await finished(found.id);
    expect(done).toMatchObject({ state: 'done', error: null, done: done.total });
    expect(await count('cases')).toBe(120 - done.skipped);
    expect(await count('messages', "author_kind <> 'system'")).toBeGreaterThan(300);
  });

  test('keeps dates, authors, notes, numbers and Message-IDs, and mails nobody', async () => {
    const { rows } = await sql<{
      number: number;
      created: Date;
    }>`select number, created_at as created from cases order by number limit 1`.execute(house.db);
    expect(rows[0]!.number).toBe(1);
    expect(rows[0]!.created.getUTCFullYear()).toBe(2024);
    expect(
      await count('messages', "kind = 'note' and author_kind = 'staff' and author_user_id is not null"),
    ).toBeGreaterThan(10);
    expect(await count('mail_ids')).toBeGreaterThan(300);
    await house.settle(subscriptions);
    expect(await count('outbox')).toBe(0);
    expect(await count('moments')).toBe(0);
    expect(await count('asks_due')).toBe(0);
    expect(await count('recoveries')).toBe(0);
    expect(await count('events', "type in ('cases.opened', 'cases.customer-wrote', 'cases.closed')")).toBe(0);
    expect(await count('events', "type = 'cases.imported'")).toBeGreaterThan(0);
  });

  test('is found by search and counted on the days it happened', async () => {
    const found = await search(ctx(), { q: 'depot' });
    expect(JSON.stringify(found)).toContain('depot');
    const { rows } = await sql<{
      opened: number;
      closed: number;
    }>`select sum(opened)::int as opened, sum(closed)::int as closed from case_days`.execute(house.db);
    expect(rows[0]!.opened).toBe(await count('cases'));
    expect(rows[0]!.closed).toBe(await count('cases', "state = 'closed'"));
  });

  test('imported a second time changes nothing; a new comment alone is added', async () => {
    const before = {
      cases: await count('cases'),
      messages: await count('messages'),
      customers: await count('customers'),
    };
    const again = await finished((await prepared('zendesk', { 'export.json': lines() })).id);
    expect(again).toMatchObject({ created: 0, updated: 0, state: 'done' });
    expect({
      cases: await count('cases'),
      messages: await count('messages'),
      customers: await count('customers'),
    }).toEqual(before);
    const ticket = JSON.parse(
      lines()
        .split('\n')
        .find((line) => line.includes('"subject"') && !line.includes('"deleted"'))!,
    ) as { comments: object[]; updated_at: string };
    ticket.comments.push({
      id: 999_999,
      author_id: 101,
      body: 'One more word.',
      public: true,
      created_at: '2026-03-30T10:00:00Z',
    });
    ticket.updated_at = '2026-03-30T10:00:00Z';
    const third = await finished(
      (await prepared('zendesk', { 'more.json': JSON.stringify({ tickets: [ticket], count: 1 }) })).id,
    );
    expect(third).toMatchObject({ created: 0, updated: 1 });
    expect(await count('messages')).toBe(before.messages + 1);
  });
});

describe('an import that is interrupted', () => {
  test('goes on behind its last batch, and a worker that lost its lease writes nothing', async () => {
    const found = await prepared(
      'zendesk',
      { 'a.json': [...zendeskExport({ tickets: 150, seed: 9, until })].join('') },
      'second',
    );
    await runImport(ctx(), found.id);
    const dead = await takeLease(house.system(), found.id);
    expect(dead).toBeDefined();
    await workOnImport(house.system(), found.id);
    expect((await readImport(ctx(), found.id)).done).toBe(0);
    await sql`update imports set leased_until = now() - interval '1 second' where id = ${found.id}`.execute(house.db);
    await workOnImport(house.system(), found.id);
    expect(await readImport(ctx(), found.id)).toMatchObject({ state: 'done' });
  });

  test('is paused, gone on with, and cancelled without losing what was written', async () => {
    const found = await prepared(
      'zendesk',
      { 'a.json': [...zendeskExport({ tickets: 5, seed: 10, until })].join('') },
      'third',
    );
    await runImport(ctx(), found.id);
    await pauseImport(ctx(), found.id);
    await workOnImport(house.system(), found.id);
    expect(await readImport(ctx(), found.id)).toMatchObject({ state: 'paused', done: 0 });
    expect(await finished(found.id)).toMatchObject({ state: 'done' });
    await expect(cancelImport(ctx(), found.id)).rejects.toMatchObject({ code: 'import-state' });
  });
});

test('an open case gets its promises from the import on; a closed one none until the customer writes again', async () => {
  await house.settle(subscriptions);
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from promises p where p.made_at < ${house.now()}`.execute(house.db);
  expect(Number(rows[0]!.n)).toBe(0);
  expect(await count('case_standings')).toBe(await count('cases'));
});

test('what people choose is obeyed: a state left out, words mapped, colleagues not made', async () => {
  const found = await prepared(
    'zendesk',
    { 'a.json': [...zendeskExport({ tickets: 60, seed: 21, until })].join('') },
    'fourth',
  );
  const agents = Object.fromEntries(Object.keys(found.mapping!.agents).map((id) => [id, '']));
  await mapImport(ctx(), found.id, { states: { solved: 'skip' }, agents, keepNumbers: false });
  const users = await count('users');
  const done = await finished(found.id);
  expect(done.skipped).toBeGreaterThan(5);
  expect(await count('users')).toBe(users);
  expect(await count('import_rows', `import_id = '${found.id}' and reason = 'state: solved'`)).toBeGreaterThan(5);
});
