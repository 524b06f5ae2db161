import { sql } from 'kysely';
import { IsUndefined } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../contract/route.ts';
import { newId } from '../store/identity.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { bodyFor, type Hostile } from '../testing/bodies.ts';
import { type KnownRecords, knownRecords } from '../testing/known-records.ts';
import { mountedRoutes } from './serve.ts';

let house: TestApp;
/** Sessions of the same person: a door counts the requests of each, and the walks below make more than a person may in a minute. */
const cookies: string[] = [];
let turn = 0;
let known: KnownRecords;

beforeAll(async () => {
  house = await buildTestCompany();
  known = knownRecords(house);
  for (let n = 0; n < 8; n++) {
    const signedIn = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress: `127.0.1.${n + 1}`,
      headers: { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' },
      payload: { email: 'ines@example.org', password: 'long enough' },
    });
    cookies.push(signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  }
  await house.settle(subscriptions);
  const customer = await ask('POST', '/api/v1/customers', JSON.stringify({ name: 'Ada', email: 'ada@example.net' }));
  const { id } = customer.json<{ id: string }>();
  for (let n = 0; n < 3; n++) {
    const subject = `Case ${n}`;
    await ask('POST', '/api/v1/cases', JSON.stringify({ customerId: id, subject, text: 'Hello' }));
  }
  await house.settle(subscriptions);
});
afterAll(() => house.close());

function ask(method: string, path: string, payload?: string | Buffer, headers: Record<string, string> = {}) {
  return house.app.inject({
    method: method as 'POST',
    url: path,
    // doors for anybody count by address
    remoteAddress: `127.0.1.${(turn % cookies.length) + 1}`,
    headers: {
      ...(headers['authorization'] === undefined
        ? { cookie: cookies[turn++ % cookies.length]!, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }
        : {}),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

const writing = (route: Route) => route.method !== 'GET' && !IsUndefined(route.body);
/** Deleting comes last, so that there is something to do harm to. */
const inOrder = () =>
  [...mountedRoutes.values()].sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
/** The one is over; the other takes no input and would end the sessions that walk here. */
const skipped = new Set(['POST /setup', 'POST /sessions/ended-elsewhere']);

async function walk(hostile: Hostile, tally: Map<number, number> = new Map()): Promise<string[]> {
  const broken: string[] = [];
  for (const route of inOrder()) {
    if (skipped.has(`${route.method} ${route.path}`)) continue;
    const payload = writing(route) ? JSON.stringify(bodyFor(route.body, hostile, known.idFor)) : undefined;
    const query = route.method === 'GET' ? queryFor(route, hostile) : '';
    const answer = await ask(route.method, known.addressOf(route.path) + query, payload);
    tally.set(answer.statusCode, (tally.get(answer.statusCode) ?? 0) + 1);
    if (answer.statusCode >= 500)
      broken.push(`${route.method} ${route.path} ${query || payload?.slice(0, 300)}: ${answer.statusCode}`);
    if (answer.statusCode === 201 || answer.statusCode === 200) if (route.method === 'POST') await known.learn();
  }
  return broken;
}

function queryFor(route: Route, hostile: Hostile): string {
  const query = bodyFor(route.query, hostile, known.idFor) as Record<string, unknown>;
  delete query['cursor'];
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

const attacks: Record<string, string> = {
  script: `"><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>javascript:alert(1)`,
  sql: `'; drop table cases; -- " \\ %' or 1=1 $1 $$ {{7*7}} \${7*7} %s %_`,
  oddSigns: '👩‍👩‍👧‍👦🏳️‍🌈 é ‮gnp.exe‬ مرحبا \u200b\ufeff\u2028 a\u0001\u0007\u001b[31m\r\n.\r\nDATA\tb\u007f\u0085',
  long: 'long words '.repeat(400),
};

describe('hostile input', { timeout: 120_000 }, () => {
  test('first, harmless bodies make one record of everything', async () => {
    await known.learn();
    const tally = new Map<number, number>();
    const broken = [
      ...(await walk({ text: 'A plain text', optional: false }, tally)),
      ...(await walk({ text: 'Another', optional: true }, tally)),
    ];
    expect(broken).toEqual([]);
  });

  test.each(Object.entries(attacks))('%s in every text field is never an error of ours', async (_name, text) => {
    const broken = [...(await walk({ text, optional: true })), ...(await walk({ text, optional: false }))];
    await house.settle(subscriptions);
    expect(broken).toEqual([]);
  });

  test.each(['least', 'most'] as const)('the %s number a field allows is never an error of ours', async (number) => {
    expect(await walk({ text: 'A plain text', number, optional: true })).toEqual([]);
    await house.settle(subscriptions);
  });

  test('a NUL, and half a character, are refused by name wherever they stand', async () => {
    const wrong: string[] = [];
    for (const route of inOrder()) {
      if (!writing(route) || skipped.has(`${route.method} ${route.path}`)) continue;
      for (const text of ['a\u0000b', 'a\ud800b']) {
        const payload = JSON.stringify(bodyFor(route.body, { text, optional: true }, known.idFor));
        if (!/\\u0000|\\ud800/.test(payload)) continue;
        const answer = await ask(route.method, known.addressOf(route.path), payload);
        // a door that lets few in a minute may have closed by now
        const closed = answer.statusCode === 429 && route.perMinute !== undefined;
        if (answer.statusCode !== 400 && !closed)
          wrong.push(`${route.method} ${route.path}: ${answer.statusCode} ${answer.body}`);
      }
    }
    expect(wrong).toEqual([]);
    const named = await ask('POST', '/api/v1/customers', JSON.stringify({ name: 'a\u0000b' }));
    expect(named.json()).toMatchObject({ code: 'unstorable-text', fields: [{ field: 'name' }] });
    expect((await ask('GET', '/api/v1/search?q=a%00b')).statusCode).toBe(400);
  });

  test('nothing that was stored as HTML can run', async () => {
    const customerId = known.newest('customers');
    const opened = await ask(
      'POST',
      '/api/v1/cases',
      JSON.stringify({ customerId, subject: 'S', text: attacks['script'] }),
    );
    const { id } = opened.json<{ id: string }>();
    const html = `<p onclick="x()">Hi</p><a href="java&#10;script:alert(1)">a</a><form action=/x><input></form><math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>${attacks['script']}`;
    expect(
      (await ask('POST', `/api/v1/cases/${id}/messages`, JSON.stringify({ html, revision: 1, sendAnyway: true })))
        .statusCode,
    ).toBe(201);
    expect((await ask('POST', `/api/v1/cases/${id}/notes`, JSON.stringify({ html }))).statusCode).toBe(201);
    const columns = await sql<{ table: string; column: string }>`select table_name as "table", column_name as "column"
      from information_schema.columns where table_schema = 'public' and column_name ~ 'html'`.execute(house.db);
    expect(columns.rows.length).toBeGreaterThan(1);
    for (const { table, column } of columns.rows) {
      const found = await sql<{ html: string }>`select ${sql.ref(column)} as html from ${sql.table(table)}
        where ${sql.ref(column)} ~* '<(script|style|form|input|svg|math|iframe|object)|<[^>]*[[:space:]]on[a-z]+=|href="?[^">]*script:'`.execute(
        house.db,
      );
      expect(found.rows.map(({ html }) => `${table}.${column}: ${html}`)).toEqual([]);
    }
  });
});

describe('a body that is not what it says', () => {
  const post = (payload: string | Buffer, type = 'application/json') =>
    ask('POST', '/api/v1/customers', payload, { 'content-type': type });

  test.each([
    ['empty', '', 'application/json', 400],
    ['cut off', '{"name":"A', 'application/json', 400],
    ['nested 100 000 deep', `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'application/json', 400],
    [
      'nested deep where nobody asked',
      `{"name":"A","more":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
      'application/json',
      400,
    ],
    ['poisoning a prototype', '{"name":"A","__proto__":{"admin":true}}', 'application/json', 400],
    ['poisoning a constructor', '{"name":"A","constructor":{"prototype":{"admin":true}}}', 'application/json', 400],
    ['a number too large', '{"name":1e400}', 'application/json', 400],
    ['XML', '<name>A</name>', 'application/xml', 415],
    ['a form', 'name=A', 'application/x-www-form-urlencoded', 415],
    ['text', '{"name":"A"}', 'text/plain', 400],
  ] as [string, string, string, number][])('%s is refused with a problem', async (_what, payload, type, status) => {
    const answer = await post(payload, type);
    expect([answer.statusCode, String(answer.headers['content-type']).split(';')[0]]).toEqual([
      status,
      'application/problem+json',
    ]);
    expect(answer.json<{ detail: string }>().detail).not.toBe('');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('of a name given twice the last holds, as JSON has it', async () => {
    expect((await post('{"name":"First","name":"Last"}')).json()).toMatchObject({ name: 'Last' });
  });

  test('bytes that are no UTF-8 break nothing', async () => {
    const answer = await post(
      Buffer.concat([Buffer.from('{"name":"A'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('B"}')]),
    );
    expect(answer.statusCode).toBeLessThan(500);
  });

  test('a body over the limit is refused and the limit named', async () => {
    const answer = await post(`{"name":"${'x'.repeat(30 * 1_048_576)}"}`);
    expect(answer.statusCode).toBe(413);
    expect(answer.json<{ detail: string }>().detail).toContain('30 MB');
    const mail = await ask('POST', '/api/v1/mail/inbound', Buffer.alloc(51 * 1_048_576, 'x'), {
      'content-type': 'message/rfc822',
    });
    expect(mail.statusCode).toBe(413);
    expect(mail.json<{ detail: string }>().detail).toContain('50 MB');
  });
});

describe('pages and cursors', () => {
  const lists = () => inOrder().filter((route) => route.method === 'GET' && 'cursor' in route.query.properties);

  test('a page of 201 is refused and the limit named, on every list', async () => {
    const wrong: string[] = [];
    for (const route of lists()) {
      const most = (route.query.properties['limit'] as { maximum?: number } | undefined)?.maximum;
      if (most === undefined) continue;
      const answer = await ask('GET', `${known.addressOf(route.path)}?limit=${most + 1}`);
      if (answer.statusCode !== 400 || most > 200 || !answer.body.includes(String(most)))
        wrong.push(`${route.path}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('a foreign or forged cursor is refused, never an error of ours', async () => {
    const keys = [
      ['x'],
      ['x', 'y'],
      ['x', 'y', 'z'],
      [1, 2],
      [null, null],
      [1e300, 'a'],
      ['2026-01-01T00:00:00Z', newId()],
      ['2026-99-99', 'no id'],
      ['a\u0000', 'b\u0000'],
      [newId()],
      [1, newId(), 2],
      [{}, []],
    ];
    const cursors = [
      'garbage',
      'bnVsbA',
      '%00',
      'ey',
      ...keys.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')),
    ];
    const wrong: string[] = [];
    for (const route of lists())
      for (const cursor of cursors) {
        const answer = await ask('GET', `${known.addressOf(route.path)}?cursor=${cursor}`);
        if (answer.statusCode >= 500)
          wrong.push(`${route.path} with ${Buffer.from(cursor, 'base64url').toString()}: ${answer.statusCode}`);
      }
    expect(wrong).toEqual([]);
  });
});

describe('stale and forged tokens', () => {
  test.each([
    ['an API key that never was', { authorization: 'Bearer kept_0000000000000000000000000000000000000000000' }, 401],
    ['an API key of another kind', { authorization: 'Bearer ../../etc' }, 401],
    ['a session that never was', { cookie: 'kept.session_token=abc.def' }, 401],
    ['a session with a broken escape', { cookie: 'kept.session_token=%E0%A4%A' }, 401],
    ['a session of odd signs', { cookie: `kept.session_token=${'%00'.repeat(50)}.x` }, 401],
  ] as [string, Record<string, string>, number][])('%s is refused', async (_what, headers, status) => {
    const answer = await house.app.inject({ method: 'GET', url: '/api/v1/cases', headers });
    expect(answer.statusCode).toBe(status);
  });

  test.each(['evil" onx', 'a b', '[::1', '\u00e4:x'])('a Host that is none is refused: %s', async (host) => {
    const answer = await house.app.inject({ url: '/api/auth/get-session', headers: { host } });
    expect(answer.statusCode).toBe(400);
  });

  test('a revoked key and an ended session are refused at once', async () => {
    const made = await ask('POST', '/api/v1/keys', JSON.stringify({ name: 'short', role: 'agent' }));
    const { key, token } = made.json<{ key: { id: string }; token: string }>();
    const headers = { authorization: `Bearer ${token}` };
    expect((await house.app.inject({ url: '/api/v1/cases', headers })).statusCode).toBe(200);
    await ask('DELETE', `/api/v1/keys/${key.id}`);
    expect((await house.app.inject({ url: '/api/v1/cases', headers })).statusCode).toBe(401);
    await house.db
      .updateTable('sessions')
      .set({ expires_at: new Date(0) })
      .execute();
    expect((await house.app.inject({ url: '/api/v1/cases', headers: { cookie: cookies[0]! } })).statusCode).toBe(401);
  });

  test.each([
    `/files/${'0'.repeat(64)}?name=a&type=image/png&until=9999999999&key=${'A'.repeat(27)}`,
    '/files/..%2f..%2fsecret?key=x',
    `/s/${'A'.repeat(60)}`,
    '/s/%00',
    '/s/a.b.c',
    '/my?key=forged.key',
    '/my?key=%00',
    '/my?key=a&key=b',
    '/my?cursor=%27',
    '/my/cases/999999999999?key=x',
    '/my/cases/1e9',
    '/help?q=%00%27%22%3Cscript%3E',
    '/help/%00',
    '/help/..%2f..%2fetc%2fpasswd',
    '/..%2f..%2fetc%2fpasswd',
    '/%c0%ae%c0%ae/',
  ])('%s is a page that says so, without an error of ours and without a look inside', async (url) => {
    const answer = await house.app.inject({ url });
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.body).not.toMatch(/<script>|root:|\bat .*\.ts:/);
  });
});
