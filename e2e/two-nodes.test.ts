import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf, type Hands, handsOn, look, moveIn, signIn } from './hands.ts';
import { type RunningKept, startKept, until } from './running.ts';

/* Two nodes on one database and one folder of files: whatever one does, the other knows, and nothing happens twice. */

const secret = 'a secret that both nodes were given, longer than needed';
let first: RunningKept;
let second: RunningKept;
let hands: Hands;

beforeAll(async () => {
  first = await startKept({ KEPT_SECRET: secret });
  hands = await moveIn(first.url);
  second = await startKept({
    KEPT_SECRET: secret,
    DATABASE_URL: (await databaseOf(first)).url,
    KEPT_FILES_URL: `file://${first.dataDir}/files`,
  });
});
afterAll(async () => {
  await second.close();
  await first.close();
});

const openCase = (url: string, subject: string, headers: Record<string, string> = {}) =>
  handsOn(url, hands.token).ask(
    'POST',
    '/cases',
    { subject, text: 'Hello', customer: { name: 'Ada', email: 'ada@example.net' } },
    headers,
  );

test('an event of one node reaches a screen that listens to the other', async () => {
  const heard: string[] = [];
  const leaving = new AbortController();
  const live = await fetch(`${second.url}/api/v1/live`, {
    headers: { authorization: `Bearer ${hands.token}` },
    signal: leaving.signal,
  });
  const listening = (async () => {
    for await (const chunk of live.body!) heard.push(Buffer.from(chunk as Uint8Array).toString());
  })().catch(() => undefined);
  const made = await openCase(first.url, 'Heard on the other node');
  await until(
    () => heard.join('').includes('cases.opened') && heard.join('').includes(String(made.body['id'])),
    5000,
    () => `heard only: ${heard.join('')}`,
  );
  leaving.abort();
  await listening;
});

test('a session begun on one node is one on the other, and ends on both', async () => {
  const cookie = await signIn(first.url);
  const me = (url: string) =>
    fetch(`${url}/api/v1/cases?limit=1`, { headers: { cookie } }).then(({ status }) => status);
  expect([await me(first.url), await me(second.url)]).toEqual([200, 200]);
  await fetch(`${second.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: second.url, 'content-type': 'application/json' },
    body: '{}',
  });
  expect([await me(first.url), await me(second.url)]).toEqual([401, 401]);
});

test('who looks at a case on one node, types and goes is seen so on the other', async () => {
  const { body } = await openCase(first.url, 'Looked at');
  const path = `/cases/${String(body['id'])}`;
  const cookie = await signIn(first.url);
  const say = (what: object) =>
    fetch(`${first.url}/api/v1${path}/presence`, {
      method: 'POST',
      headers: {
        cookie,
        origin: first.url,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(what),
    });
  const seen = async () => (await handsOn(second.url, hands.token).ask('GET', path)).body['present'];
  await say({ typing: true });
  expect(await seen()).toMatchObject([{ name: 'Ines', typing: true }]);
  await say({ typing: false });
  expect(await seen()).toMatchObject([{ name: 'Ines', typing: false }]);
  await say({ typing: false, leaving: true });
  expect(await seen()).toEqual([]);
});

test('one Idempotency-Key sent to both nodes at once makes one thing and gives one answer', async () => {
  const key = { 'idempotency-key': 'sent to both' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => openCase(n % 2 === 0 ? first.url : second.url, 'Once', key)),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${String(body['id'])}`)).size).toBe(1);
  expect(answers[0]!.status).toBe(201);
  expect(await look(first, "select id from cases where subject = 'Once'")).toHaveLength(1);
});

test('a file given to one node is served by the other', async () => {
  const form = new FormData();
  form.set('file', new Blob(['a small file'], { type: 'text/plain' }), 'note.txt');
  const upload = await fetch(`${first.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hands.token}` },
    body: form,
  });
  const { url } = (await upload.json()) as { url: string };
  const path = new URL(url, first.url);
  const file = await fetch(`${second.url}${path.pathname}${path.search}`);
  expect([file.status, await file.text()]).toEqual([200, 'a small file']);
});

test('promises that fall due are broken once, with two nodes ticking', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) {
    const made = await openCase(n % 2 === 0 ? first.url : second.url, `Due ${n}`);
    // ahead of each request alone, however slowly the machine makes twenty of them
    const dueAt = new Date(Date.now() + 3000).toISOString();
    const promise = await hands.ask('POST', '/promises', { caseId: made.body['id'], what: `Call back ${n}`, dueAt });
    expect(promise.status, JSON.stringify(promise.body)).toBe(201);
    ids.push(String(promise.body['id']));
  }
  const broken = () =>
    look<{ subject_id: string; n: number }>(
      first,
      `select subject_id, count(*)::int as n from events where type = 'promises.broken'
        and subject_id = any('{${ids.join(',')}}') group by 1`,
    );
  await until(
    async () => (await broken()).length === ids.length,
    20_000,
    () => 'not every promise was noticed',
  );
  await new Promise((resolve) => setTimeout(resolve, 4500));
  expect((await broken()).filter(({ n }) => n !== 1)).toEqual([]);
  const left = await look(
    first,
    'select name from subscriptions s where exists (select 1 from events e where (e.xid, e.id) > (s.xid, s.event_id))',
  );
  expect(left).toEqual([]);
});

test('a chat begun on one node is heard on the other, both ways, and goes on there where a stream broke off', async () => {
  const made = await hands.ask('POST', '/widgets', { name: 'Shop', origins: ['https://shop.example'] });
  const key = (made.body['widget'] as { key: string }).key;
  const widget = async (url: string, path: string, body: object, token = '') => {
    const answer = await fetch(`${url}/api/v1/widget${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kept-widget': key, 'x-kept-visitor': token },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const token = String((await widget(first.url, '/visitors', {}))['token']);
  const said = { clientId: 'said-to-both-nodes', text: 'Is anybody there?' };
  const chats = await Promise.all([first, second].map(({ url }) => widget(url, '/chats', said, token)));
  expect(new Set(chats.map(({ id }) => id)).size).toBe(1);
  const id = String(chats[0]!['id']);
  const listen = async (url: string, since?: string) => {
    const heard: string[] = [];
    const leaving = new AbortController();
    const stream = await fetch(`${url}/api/v1/widget/stream?chat=${id}`, {
      headers: {
        'x-kept-widget': key,
        'x-kept-visitor': token,
        ...(since === undefined ? {} : { 'last-event-id': since }),
      },
      signal: leaving.signal,
    });
    void (async () => {
      for await (const chunk of stream.body!) heard.push(Buffer.from(chunk as Uint8Array).toString());
    })().catch(() => undefined);
    return { heard: () => heard.join(''), leave: () => leaving.abort() };
  };
  const one = await listen(second.url);
  await hands.ask('POST', `/cases/${id}/messages`, { html: '<p>On the first node I am.</p>', revision: 99 });
  await until(
    () => one.heard().includes('On the first node I am.'),
    5000,
    () => `heard only: ${one.heard()}`,
  );
  const seen = await hands.ask('GET', `/cases/${id}/chat`);
  expect(seen.body['chat']).toMatchObject({ here: true });
  one.leave();
  await hands.ask('POST', `/cases/${id}/messages`, { html: '<p>Said while nobody listened.</p>', revision: 99 });
  const cursor = /^id: (.*)$/m.exec(one.heard())?.[1];
  const other = await listen(first.url, cursor);
  await until(
    () => other.heard().includes('Said while nobody listened.'),
    5000,
    () => `heard only: ${other.heard()}`,
  );
  other.leave();
});
