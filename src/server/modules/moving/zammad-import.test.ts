import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openOutside } from '../../outside/asking.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { examineImport, readImport, runImport, startImport } from './imports.ts';
import { workOnImport } from './working.ts';

/** A Zammad of two hundred people and three tickets, as its API answers with `expand=true`. */
const users = [
  {
    id: 1,
    login: '-',
    firstname: '-',
    lastname: '',
    email: '',
    roles: [],
    role_ids: [],
    active: false,
    organization_id: null,
  },
  {
    id: 2,
    login: 'sam@desk.example',
    firstname: 'Sam',
    lastname: 'Stern',
    email: 'sam@desk.example',
    roles: ['Admin', 'Agent'],
    active: true,
    organization_id: null,
    phone: '',
  },
  {
    id: 3,
    login: 'ada@werk.example',
    firstname: 'Ada',
    lastname: "O'Neil",
    email: 'ada@werk.example',
    roles: ['Customer'],
    active: true,
    organization_id: 1,
    phone: '+49 221 123456',
    mobile: '',
    note: 'likes clear words',
    vip: true,
  },
  ...Array.from({ length: 199 }, (_, n) => ({
    id: 10 + n,
    login: `c${String(n)}@haus.example`,
    firstname: 'C',
    lastname: String(n),
    email: `c${String(n)}@haus.example`,
    roles: ['Customer'],
    active: true,
    organization_id: null,
  })),
];
const ticket = (id: number, more: object) => ({
  id,
  group_id: 1,
  group: 'Hilfe',
  priority_id: 2,
  priority: '2 normal',
  state_id: 2,
  state: 'open',
  organization_id: 1,
  number: String(68_000 + id),
  owner_id: 1,
  owner: '-',
  customer_id: 3,
  customer: 'ada@werk.example',
  note: null,
  first_response_at: null,
  close_at: null,
  create_article_type_id: 1,
  create_article_type: 'email',
  article_count: 1,
  article_ids: [],
  escalation_at: null,
  last_contact_at: '2024-05-01T12:00:00.000Z',
  pending_time: null,
  type: null,
  time_unit: null,
  preferences: {},
  created_at: '2024-05-01T10:00:00.000Z',
  updated_at: '2024-05-03T10:00:00.000Z',
  ...more,
});
const article = (id: number, ticketId: number, more: object) => ({
  id,
  ticket_id: ticketId,
  type_id: 1,
  type: 'email',
  sender_id: 2,
  sender: 'Customer',
  from: '"Ada O\'Neil" <ada@werk.example>',
  to: 'help@desk.example',
  cc: null,
  subject: 'Lamp',
  reply_to: null,
  message_id: `<a${String(id)}@werk.example>`,
  content_type: 'text/html',
  body: '<div>It flickers</div>',
  internal: false,
  preferences: {},
  created_by_id: 3,
  origin_by_id: null,
  attachments: [],
  created_at: '2024-05-01T10:00:00.000Z',
  updated_at: '2024-05-01T10:00:00.000Z',
  ...more,
});
const answers: Record<string, unknown[] | object> = {
  organizations: [
    { id: 1, name: 'Werk AG', shared: true, domain: 'werk.example', domain_assignment: true, active: true, note: '' },
  ],
  groups: [{ id: 1, name: 'Hilfe', active: true, email_address_id: 1, note: null }],
  users,
  tickets: [
    ticket(1, {
      title: 'Lamp flickers',
      priority: '3 high',
      owner_id: 2,
      state: 'closed',
      close_at: '2024-05-03T10:00:00.000Z',
      product: 'Lamps',
      serial: '0012-AB',
    }),
    ticket(2, { title: 'Lamp again', state: 'merged', close_at: '2024-05-03T11:00:00.000Z' }),
    ticket(3, {
      title: 'Pump',
      state: 'pending reminder',
      customer_id: 12,
      customer: 'c2@haus.example',
      organization_id: null,
      product: 'Pumps',
    }),
  ],
  'ticket_articles/by_ticket/1': [
    article(11, 1, {
      cc: 'Eva <eva@werk.example>, c5@haus.example',
      attachments: [{ id: 99, filename: 'lamp.txt', size: '12', preferences: { 'Content-Type': 'text/plain' } }],
    }),
    article(12, 1, {
      sender: 'Agent',
      from: 'Sam Stern via Hilfe <help@desk.example>',
      created_by_id: 2,
      body: 'Which lamp?',
      content_type: 'text/plain',
      created_at: '2024-05-01T12:00:00.000Z',
    }),
    article(13, 1, {
      sender: 'Agent',
      type: 'note',
      internal: true,
      created_by_id: 2,
      from: 'Sam Stern',
      body: 'batch 7',
      content_type: 'text/plain',
      message_id: null,
      created_at: '2024-05-01T13:00:00.000Z',
    }),
  ],
  'ticket_articles/by_ticket/2': [article(21, 2, {})],
  'ticket_articles/by_ticket/3': [article(31, 3, { from: 'C 2 <c2@haus.example>', created_by_id: 12 })],
  links: { links: [{ link_type: 'child', link_object: 'Ticket', link_object_value: 1 }], assets: {} },
  tags: { tags: ['lamp'] },
};

let house: TestHouse;
let ctx: Context;
let server: Server;
let asked: string[] = [];
/** How the server behaves: what it refuses, and when. */
let refuse: (path: string, time: number) => { status: number; headers?: Record<string, string> } | undefined = () =>
  undefined;

beforeAll(async () => {
  house = await openTestHouse(new Date('2024-06-01T10:00:00Z'));
  ctx = house.as(await house.staff('admin'));
  const times = new Map<string, number>();
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://zammad.example');
    const path = url.pathname.replace('/api/v1/', '');
    const key = `${path} ${url.searchParams.get('page') ?? ''}`.trim();
    asked.push(key);
    times.set(key, (times.get(key) ?? 0) + 1);
    const no = request.headers.authorization === 'Token token=right' ? refuse(key, times.get(key)!) : { status: 401 };
    if (no !== undefined) return response.writeHead(no.status, no.headers).end('{}');
    if (path === 'ticket_attachment/1/11/99') return response.end('twelve bytes');
    const found = answers[path] ?? [];
    const page = Number(url.searchParams.get('page') ?? 1);
    const size = Number(url.searchParams.get('per_page') ?? 1000);
    const body = Array.isArray(found) ? found.slice((page - 1) * size, page * size) : found;
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = [];
  refuse = () => undefined;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

const url = () => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

async function read(origin: string, token = 'right', given = ctx): Promise<string> {
  const { id } = await startImport(given, { source: 'zammad', origin, url: `${url()}/`, token });
  await examineImport(given, id, undefined);
  await workOnImport(given, id);
  return id;
}

test('a Zammad is read over its API with tags, copies, files, fields and merges, patiently when it asks for patience', async () => {
  refuse = (key, time) =>
    key === 'users 2' && time === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined;
  const id = await read('zam');
  const described = await readImport(ctx, id);
  expect(described.error).toBeNull();
  expect(described.preview).toMatchObject({
    counts: { organisations: 1, people: 201, agents: 1, teams: 1, cases: 3, messages: 5 },
    states: expect.arrayContaining([{ word: 'pending reminder', count: 1 }]),
    fields: [
      { name: 'product', count: 2, sample: 'Lamps' },
      { name: 'serial', count: 1, sample: '0012-AB' },
    ],
  });
  expect(asked.filter((key) => key.startsWith('users'))).toEqual(['users 1', 'users 2', 'users 2', 'users 3']);
  await runImport(ctx, id);
  for (let turn = 0; turn < 20 && (await readImport(ctx, id)).state === 'running'; turn += 1)
    await workOnImport(ctx, id);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'done', skipped: 0, error: null });
  const { rows } = await sql<Record<string, unknown>>`
    select c.number::int as number, c.state, c.priority, c.tags, c.fields, u.name as assignee, m.number::int as merged,
      array(select p.role || ' ' || p.name from case_parties p where p.case_id = c.id order by p.place) as parties,
      array(select a.name || ' ' || a.size from attachments a join messages x on x.id = a.message_id where x.case_id = c.id) as files,
      array(select x.kind || ' ' || x.direction || ' ' || x.author_name from messages x where x.case_id = c.id order by x.at) as messages
    from cases c left join users u on u.id = c.assignee_id left join cases m on m.id = c.merged_into order by c.number`.execute(
    house.db,
  );
  expect(rows).toMatchObject([
    {
      number: 68_001,
      state: 'closed',
      priority: 'high',
      tags: ['lamp'],
      fields: { product: 'Lamps', serial: '0012-AB' },
      assignee: 'Sam Stern',
      parties: ['customer eva@werk.example', 'customer C 5'],
      files: ['lamp.txt 12'],
      messages: ["message in Ada O'Neil", 'message out Sam Stern', 'note internal Sam Stern'],
    },
    { number: 68_002, state: 'closed', merged: 68_001 },
    { number: 68_003, state: 'waiting', merged: null, fields: { product: 'Pumps' } },
  ]);
  const { rows: sealed } = await sql`select sealed_token from imports where sealed_token is not null`.execute(house.db);
  expect(sealed).toEqual([]);
});

test('a reading that broke off goes on at the page it had come to', async () => {
  refuse = (key) => (key === 'tickets 1' ? { status: 403 } : undefined);
  const id = await read('broken');
  expect(await readImport(ctx, id)).toMatchObject({ state: 'failed', error: expect.stringContaining('access token') });
  asked = [];
  refuse = () => undefined;
  await runImport(ctx, id);
  await workOnImport(ctx, id);
  expect(await readImport(ctx, id)).toMatchObject({ state: 'ready', preview: { counts: { people: 201, cases: 3 } } });
  expect(asked.filter((key) => /^(organizations|groups|users)/.test(key))).toEqual([]);
});

test('a wrong token and an address in our own network are said in words', async () => {
  expect(await readImport(ctx, await read('wrong', 'wrong'))).toMatchObject({
    state: 'failed',
    error: 'Zammad refused the access token. It needs the permissions admin and ticket.agent.',
  });
  asked = [];
  const guarded = { ...ctx, outside: openOutside() };
  expect(await readImport(ctx, await read('inside', 'right', guarded))).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('KEPT_PRIVATE_HOSTS'),
  });
  expect(asked).toEqual([]);
});
