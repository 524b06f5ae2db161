import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportSource } from '../../../domain/moving/words.ts';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { rollUpsFromEvents } from '../measures/rolling-up.ts';
import {
  examineImport,
  listImportRows,
  mapImport,
  pauseImport,
  readImport,
  runImport,
  startImport,
} from './imports.ts';
import { findImport, listAbandoned, takeLease } from './import-queries.ts';
import { writeImport } from './running.ts';
import { addImportPart } from './uploading.ts';
import { workOnImport } from './working.ts';

let house: TestHouse;
let ctx: Context;

beforeAll(async () => {
  house = await openTestHouse(new Date('2024-06-01T10:00:00Z'));
  ctx = house.as(await house.staff('admin', 'Ines'));
  await house.db
    .insertInto('mailboxes')
    .values({ id: newId(), address: 'help@desk.example', name: 'Help', created_at: house.now() } as never)
    .execute();
});
afterAll(() => house.close());

/** Uploads an example, in parts of a length that cuts words in two, and reads it. */
async function readExample(source: ImportSource, name: string, origin: string): Promise<string> {
  const { id } = await startImport(ctx, { source, origin });
  const bytes = await readFile(new URL(`sources/examples/${name}`, import.meta.url));
  const half = Math.ceil(bytes.length / 2) + 1;
  for (const [part, at] of [0, half].entries())
    await addImportPart(ctx, id, { file: 0, part, name }, bytes.subarray(at, at + half));
  await examineImport(ctx, id, undefined);
  await workOnImport(ctx, id);
  return id;
}

async function write(id: string): Promise<void> {
  await runImport(ctx, id);
  await workOnImport(ctx, id);
}

async function reportOf(id: string): Promise<Record<string, string[]>> {
  const { items } = await listImportRows(ctx, id, { limit: 200 });
  const rows: Record<string, string[]> = {};
  for (const { kind, externalId, outcome, reason } of items)
    (rows[`${kind} ${outcome}`] ??= []).push(reason === '' ? externalId : `${externalId}: ${reason}`);
  return rows;
}

/** Cases of one source with what belongs to them, in the words of ours. */
async function casesOf(origin: string) {
  const { rows } = await sql<{
    id: string;
    theirs: string;
    number: number;
    subject: string;
    state: string;
    priority: string;
    customer: string;
    organisation: string | null;
    team: string | null;
    assignee: string | null;
    tags: string[];
    fields: Record<string, unknown>;
    parties: string[];
    messages: string[];
    ratings: string[];
    closed: Date | null;
  }>`
    select c.id, r.external_id as theirs, c.number::int as number, c.subject, c.state, c.priority, p.name as customer, o.name as organisation,
      t.name as team, u.name as assignee, c.tags, c.fields, c.closed_at as closed,
      array(select x.role || ' ' || x.name from case_parties x where x.case_id = c.id order by x.place) as parties,
      array(select m.kind || ' ' || m.direction || ' ' || m.author_name || ': ' || m.text from messages m where m.case_id = c.id order by m.at, m.kind) as messages,
      array(select a.rating || ' ' || coalesce(a.why, '') from answers a where a.case_id = c.id) as ratings
    from imported_records r join cases c on c.id = r.own_id join customers p on p.id = c.customer_id
      left join organisations o on o.id = p.organisation_id left join teams t on t.id = c.team_id left join users u on u.id = c.assignee_id
    where r.origin = ${origin} and r.kind = 'case' order by r.external_id
  `.execute(house.db);
  return rows;
}

test('a dump of osTicket comes with its people, departments, fields, collaborators, notes and Message-IDs', async () => {
  const id = await readExample('osticket', 'osticket.sql', 'ost');
  const read = await readImport(ctx, id);
  expect(read.error).toBeNull();
  expect(read).toMatchObject({ state: 'ready', total: 8 });
  expect(read.preview).toMatchObject({
    counts: { organisations: 1, people: 3, agents: 2, teams: 2, cases: 4, messages: 6 },
    states: expect.arrayContaining([{ word: 'open', count: 2 }]),
    problems: expect.arrayContaining([
      { what: 'case-to-skip', count: 1 },
      { what: 'file-missing', count: 1 },
    ]),
  });
  expect(read.preview?.fields.map(({ name }) => name).toSorted()).toEqual(['Contract number', 'Product line', 'topic']);
  expect(read.mapping).toMatchObject({ states: { open: 'open', closed: 'closed' }, fields: { topic: 'field' } });
  await mapImport(ctx, id, { fields: { ...read.mapping?.fields, topic: 'tag' } });
  await write(id);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'done', created: 7, skipped: 1, done: 8, total: 8 });
  expect(await reportOf(id)).toMatchObject({
    'case skipped': ['3: deleted'],
    'file noted': ['1: file-missing: lamp.jpg'],
    'field noted': expect.arrayContaining(['Contract number: text']),
  });
  const [lamp, pump, invoice] = await casesOf('ost');
  expect(lamp).toMatchObject({
    number: 482910,
    subject: 'Lamp flickers',
    state: 'open',
    priority: 'high',
    customer: "Ada O'Neil",
    organisation: 'Werk AG',
    team: 'Support',
    assignee: 'Sam Stern',
    tags: ['Report a Problem'],
    fields: { contract_number: '007-12', product_line: 'Lamps' },
    parties: ['customer Chris; the "third"'],
    messages: [
      "message in Ada O'Neil: The lamp flickers; it's annoying.",
      'message out Sam Stern: Which lamp?',
      'note internal Sam Stern: Looks like batch 7',
      'note internal ost: Taken over from ost\nFiles that did not come along: lamp.jpg',
    ],
  });
  expect(pump).toMatchObject({ state: 'closed', fields: { product_line: 'Pumps' }, assignee: null });
  expect(invoice).toMatchObject({
    team: 'Billing',
    customer: 'Chris; the "third"',
    fields: { contract_number: '4711' },
  });
  const known =
    await sql`select 1 from mail_ids where rfc_message_id = '<lamp-1@werk.example>' and case_id = ${lamp!.id}`.execute(
      house.db,
    );
  expect(known.rows).toHaveLength(1);
});

test('a dump of FreeScout comes with copies, custom fields and satisfaction ratings in their own places', async () => {
  const id = await readExample('freescout', 'freescout.sql', 'scout');
  const read = await readImport(ctx, id);
  expect(read.error).toBeNull();
  expect(read.preview).toMatchObject({
    counts: { people: 2, agents: 2, teams: 1, cases: 4, messages: 5 },
    fields: [
      { name: 'Product', count: 2, sample: 'Lamps' },
      { name: 'Serial number', count: 1, sample: '0012-AB' },
    ],
  });
  await write(id);
  expect(await reportOf(id)).toMatchObject({ 'case skipped': ['5: spam', '6: deleted'] });
  const [lamp, pump] = await casesOf('scout');
  expect(lamp).toMatchObject({
    number: 42,
    state: 'closed',
    customer: "Ada O'Neil",
    team: 'Hilfe',
    tags: ['lamp', 'warranty'],
    fields: { product: 'Lamps', serial_number: '0012-AB' },
    parties: ['customer eva@werk.example', 'colleague sam@desk.example'],
    ratings: ['5 Quick and kind'],
  });
  expect(lamp?.messages.slice(0, 3)).toEqual([
    'message in Ada O\'Neil: It flickers; "again"',
    'message out Sam Stern: Please change the bulb.',
    'note internal Sam Stern: batch 7',
  ]);
  expect(pump).toMatchObject({
    number: 43,
    fields: { product: 'Pumps' },
    parties: [],
    ratings: [],
  });
  const survey = await sql<{ name: string; active: boolean; at: Date; served: string | null }>`
    select s.name, s.active, a.at, u.name as served from answers a join surveys s on s.id = a.survey_id left join users u on u.id = a.served_by
    where a.case_id = ${lamp!.id}`.execute(house.db);
  expect(survey.rows).toEqual([
    { name: 'Ratings from scout', active: false, at: new Date('2024-05-02T08:00:00Z'), served: 'Sam Stern' },
  ]);
  const quiet =
    await sql`select 1 from events where type in ('voice.answered', 'voice.recovery-opened', 'cases.opened', 'cases.party-added')`.execute(
      house.db,
    );
  expect(quiet.rows).toEqual([]);
  await house.settle([rollUpsFromEvents]);
  const days = await sql<{
    day: string;
    satisfied: number;
  }>`select day::text as day, sum(satisfied)::int as satisfied from answer_days group by 1`.execute(house.db);
  expect(days.rows).toEqual([{ day: '2024-05-02', satisfied: 1 }]);
});

test('Freshdesk comes with numbers, yes and no as such, and a rating that was kept apart', async () => {
  const id = await readExample('freshdesk', 'freshdesk.jsonl', 'fresh');
  const read = await readImport(ctx, id);
  expect(read.error).toBeNull();
  expect(read.preview).toMatchObject({
    counts: { organisations: 1, people: 2, agents: 1, teams: 1, cases: 3, messages: 6 },
    priorities: expect.arrayContaining([{ word: 'high', count: 1 }]),
  });
  await write(id);
  const [lamp, pump] = await casesOf('fresh');
  expect(lamp).toMatchObject({
    number: 20,
    state: 'closed',
    closed: new Date('2024-05-03T10:00:00Z'),
    priority: 'high',
    customer: "Ada O'Neil",
    organisation: 'Werk AG',
    team: 'Hilfe',
    assignee: 'Sam Stern',
    fields: { product: 'Lamps', serial: '0012-AB', weight: 12.5, warranty: true },
    parties: ['customer eva@werk.example'],
    ratings: ['5 Quick and kind'],
  });
  expect(lamp?.messages.slice(0, 4)).toEqual([
    "message in Ada O'Neil: It flickers",
    'message out Sam Stern: Which lamp?',
    'note internal Sam Stern: batch 7',
    "message in Ada O'Neil: The blue one",
  ]);
  expect(pump).toMatchObject({ number: 21, fields: { product: 'Pumps', weight: 40 }, ratings: [] });
});

test('read and written again, nothing is doubled: not the fields, the copies, the ratings or the cases', async () => {
  const count = async () =>
    (
      await sql<
        Record<string, number>
      >`select (select count(*)::int from cases) as cases, (select count(*)::int from messages) as messages,
        (select count(*)::int from case_parties) as parties, (select count(*)::int from answers) as answers,
        (select count(*)::int from field_definitions) as fields, (select count(*)::int from customers) as customers,
        (select count(*)::int from surveys where programme = 'custom') as surveys`.execute(house.db)
    ).rows[0];
  const before = await count();
  for (const [source, name, origin] of [
    ['osticket', 'osticket.sql', 'ost'],
    ['freescout', 'freescout.sql', 'scout'],
    ['freshdesk', 'freshdesk.jsonl', 'fresh'],
  ] as const) {
    const id = await readExample(source, name, origin);
    if (source === 'osticket') await mapImport(ctx, id, { fields: { topic: 'tag' } });
    await write(id);
    expect(await readImport(ctx, id)).toMatchObject({ state: 'done', created: 0 });
  }
  expect(await count()).toEqual(before);
});

test('fields known by a number only stay in a note, and a value that fits no field does, too', async () => {
  const { id } = await startImport(ctx, { source: 'zendesk', origin: 'zen' });
  const ticket = {
    requester_id: 3,
    status: 'open',
    created_at: '2024-05-01T10:00:00Z',
    updated_at: '2024-05-01T10:00:00Z',
  };
  const lines = [
    { id: 3, name: 'Ada', email: 'ada@werk.example', role: 'end-user' },
    { id: 900, title: 'Weight', type: 'integer', position: 1 },
    {
      ...ticket,
      id: 700,
      subject: 'One',
      description: 'x',
      custom_fields: [
        { id: 900, value: 'about ten' },
        { id: 901, value: 'odd' },
      ],
      satisfaction_rating: { score: 'bad', comment: 'Slow' },
    },
  ];
  await addImportPart(
    ctx,
    id,
    { file: 0, part: 0, name: 'z.json' },
    Buffer.from(lines.map((one) => JSON.stringify(one)).join('\n')),
  );
  await examineImport(ctx, id, undefined);
  await workOnImport(ctx, id);
  expect((await readImport(ctx, id)).mapping?.fields).toEqual({ Weight: 'field', '901': 'note' });
  await write(id);
  const [one] = await casesOf('zen');
  // the desk has a field of this name already, and it takes numbers
  expect(one).toMatchObject({ fields: {}, ratings: ['1 Slow'] });
  expect(one?.messages.at(-1)).toBe('note internal zen: Taken over from zen\nWeight: about ten\n901: odd');
});

test('a worker that dies between two batches is followed by another that goes on behind the last one', async () => {
  const id = await readExample('freshdesk', 'freshdesk.jsonl', 'again');
  await runImport(ctx, id);
  const lease = (await takeLease(ctx, id))!;
  // colleagues and organisations are written, then the worker is killed with its lease in hand
  let batches = 0;
  const ended = await writeImport(ctx, (await findImport(house.db, id))!, lease, () => (batches += 1) >= 3);
  expect(ended).toBe(false);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'running', done: 1 });
  await workOnImport(ctx, id);
  expect((await readImport(ctx, id)).state).toBe('running');
  await sql`update imports set leased_until = clock_timestamp() - interval '1 second' where id = ${id}`.execute(
    house.db,
  );
  expect(await listAbandoned(house.db)).toEqual([id]);
  await workOnImport(ctx, id);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'done', done: 6, total: 6 });
  expect(await casesOf('again')).toHaveLength(2);
});

test('a pause in the middle writes no half case, and going on ends it', async () => {
  const id = await readExample('osticket', 'osticket.sql', 'pause');
  await runImport(ctx, id);
  await pauseImport(ctx, id);
  await workOnImport(ctx, id);
  expect(await casesOf('pause')).toEqual([]);
  await write(id);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'done', error: null });
  expect(await casesOf('pause')).toHaveLength(3);
});
