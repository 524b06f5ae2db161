import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionInput } from '../../../../contract/channels-connections.ts';
import { openTestImapServer, type TestImapServer } from '../../../mail/testing/imap-server.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import {
  allowConnection,
  closeOwnServers,
  continueTest,
  createMailbox,
  deliverDueMails,
  finishAllowing,
  listConnections,
  listFolders,
  queueMail,
  readTest,
  resetBreaker,
  runFetching,
  saveConnection,
  startTest,
  trippedMailboxes,
} from '../../channels/index.ts';
import { receiveFetched } from './receiving-mail.ts';
import { transact } from '../../../context.ts';

// what a test waits for comes when the machine gets to it
vi.setConfig({ testTimeout: 120_000 });
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 50_000, interval: 40 });

let house: TestHouse;
let imap: TestImapServer;
let smtpPort: number;
let sent: { user: string | undefined; raw: string }[] = [];
let mailboxId: string;
let turn = 0;
const provider = { token: 'token-1', refresh: 'refresh-1', expires: 3600, says: 200, asked: [] as URLSearchParams[] };
const closing: (() => Promise<unknown> | void)[] = [];

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-31T09:42:00Z'));
  imap = await openTestImapServer();
  const smtp = new SMTPServer({
    authMethods: ['PLAIN', 'XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    logger: false,
    onAuth: (auth, _session, done) => {
      const right = auth.password === 'send-right' || auth.accessToken === provider.token;
      done(right ? null : new Error('535 5.7.8 Wrong password'), right ? { user: auth.username ?? '' } : undefined);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString();
        sent.push({ user: session.user === undefined ? undefined : String(session.user), raw });
        if (raw.includes('set-up test') && !raw.includes('lost')) imap.deliver(raw);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  smtpPort = (smtp.server.address() as { port: number }).port;
  closing.push(
    closeOwnServers,
    () => new Promise<void>((resolve) => smtp.close(() => resolve())),
    () => imap.close(),
    () => house.close(),
  );
});
afterAll(async () => {
  vi.resetConfig();
  for (const close of closing) await close();
});
beforeEach(async () => {
  sent = [];
  Object.assign(imap.accept, { password: 'right' });
  const address = `box${++turn}@example.org`;
  mailboxId = (
    await createMailbox(house.system(), { name: `Box ${turn}`, address, fromName: 'Larch Shop', isDefault: true })
  ).id;
});

const settings = (smtpPassword: string | undefined = 'send-right'): ConnectionInput => ({
  signIn: 'password',
  imap: {
    host: '127.0.0.1',
    port: imap.port,
    security: 'none',
    user: 'box',
    password: 'right',
    folders: ['INBOX'],
    startWith: 'all',
    afterFetch: 'leave',
    moveTo: null,
  },
  smtp: { host: '127.0.0.1', port: smtpPort, security: 'none', user: 'sender', password: smtpPassword },
});
const queue = () =>
  queueMail(house.system(), {
    purpose: 'other',
    to: [{ address: 'ann@example.net' }],
    subject: 'Hello',
    text: 'Hi',
    mailboxId,
  });
const outbox = (id: string) => house.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a mailbox sends by its own server under its own name, and others wait readable in the outbox', async () => {
  await saveConnection(house.system(), mailboxId, settings());
  const own = await queue();
  const other = await createMailbox(house.system(), { name: 'Other', address: `other${turn}@example.org` });
  const waiting = await queueMail(house.system(), {
    purpose: 'other',
    to: [{ address: 'bob@example.net' }],
    subject: 'Hello',
    text: 'Hi',
    mailboxId: other.id,
  });
  await deliverDueMails(house.system());
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ user: 'sender' });
  expect(sent[0]!.raw).toContain(`From: Larch Shop <box${turn}@example.org>`);
  expect(await outbox(own.outboxId)).toMatchObject({ state: 'sent' });
  expect(await outbox(waiting.outboxId)).toMatchObject({ state: 'queued', attempts: 0 });
});

test('a wrong password of the outgoing server is ours: the mail waits, with the words of the server', async () => {
  await saveConnection(house.system(), mailboxId, settings('wrong'));
  const { outboxId } = await queue();
  await deliverDueMails(house.system());
  expect(await outbox(outboxId)).toMatchObject({ state: 'deferred' });
  expect((await outbox(outboxId)).last_error).toContain('Wrong password');
});

test('the set-up test sends a mail, sees it come in, and makes no case of it', async () => {
  await saveConnection(house.system(), mailboxId, settings());
  const started = await startTest(house.system(), mailboxId);
  expect(started.steps.map((step) => step.state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  await continueTest(house.system(), started.id);
  await deliverDueMails(house.system());
  const node = runFetching(house.system, house.connectionString, receiveFetched, () => undefined, { look: 20 });
  await soon(async () => {
    await continueTest(house.system(), started.id);
    expect((await readTest(house.system(), mailboxId)).test?.endedAt).not.toBeNull();
  });
  await node.close();
  const { test: done } = await readTest(house.system(), mailboxId);
  expect(done?.steps.map((step) => [step.step, step.state])).toEqual([
    ['receive-sign-in', 'done'],
    ['send-sign-in', 'done'],
    ['send', 'done'],
    ['arrive', 'done'],
  ]);
  expect(await house.db.selectFrom('cases').select('id').execute()).toEqual([]);
});

test('the set-up test names the step that failed and why', async () => {
  await saveConnection(house.system(), mailboxId, settings('wrong'));
  const started = await startTest(house.system(), mailboxId);
  await continueTest(house.system(), started.id);
  const { test: done } = await readTest(house.system(), mailboxId);
  expect(done?.endedAt).not.toBeNull();
  expect(done?.steps).toMatchObject([
    { state: 'done' },
    { state: 'failed', problem: 'sign-in-refused' },
    { state: 'skipped' },
    { state: 'skipped' },
  ]);
  expect(sent).toEqual([]);
});

test('the set-up test gives up on a mail that does not come', async () => {
  await saveConnection(house.system(), mailboxId, { ...settings(), imap: null });
  const started = await startTest(house.system(), mailboxId);
  await continueTest(house.system(), started.id);
  await deliverDueMails(house.system());
  house.setClock(200_000);
  await continueTest(house.system(), started.id);
  const { test: done } = await readTest(house.system(), mailboxId);
  expect(done?.steps).toMatchObject([
    { state: 'skipped' },
    { state: 'done' },
    { state: 'done' },
    { state: 'failed', problem: 'not-arrived' },
  ]);
});

test('a mailbox fetches and sends with a permission of its provider, renewed before it ends, and the alarm is raised when it is taken back', async () => {
  const web = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      provider.asked.push(new URLSearchParams(body));
      response.writeHead(provider.says, { 'content-type': 'application/json' });
      response.end(
        provider.says === 200
          ? JSON.stringify({
              access_token: provider.token,
              refresh_token: provider.refresh,
              expires_in: provider.expires,
            })
          : '{"error":"invalid_grant","error_description":"Token has been revoked."}',
      );
    });
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  closing.unshift(() => new Promise<void>((resolve) => web.close(() => resolve())));
  const base = `http://127.0.0.1:${(web.address() as { port: number }).port}`;
  const { imap: fetch, smtp: send } = settings();
  await saveConnection(house.system(), mailboxId, {
    signIn: 'other',
    imap: { ...fetch!, password: undefined },
    smtp: { ...send!, password: undefined },
    oauth: {
      clientId: 'kept',
      clientSecret: 'sesame',
      authoriseUrl: `${base}/allow`,
      tokenUrl: `${base}/token`,
      scope: 'mail',
    },
  } as ConnectionInput);
  const health = async () => (await listConnections(house.system())).items.find((one) => one.mailboxId === mailboxId)!;
  imap.accept = { token: 'token-1' };
  const node = runFetching(house.system, house.connectionString, receiveFetched, () => undefined, {
    look: 20,
    poll: 40,
  });
  closing.unshift(() => node.close());
  await soon(async () => expect(await health()).toMatchObject({ state: 'failing', problem: 'permission-missing' }));

  const page = new URL((await allowConnection(house.system(), mailboxId)).url);
  expect(page.searchParams.get('redirect_uri')).toBe('http://127.0.0.1:3000/api/v1/mail/oauth/callback');
  expect(page.searchParams.get('code_challenge')).toHaveLength(43);
  const state = page.searchParams.get('state') ?? '';
  await expect(finishAllowing(house.system(), { code: 'c', state: `${state.slice(0, -1)}x` })).rejects.toMatchObject({
    code: 'oauth-state',
  });
  await finishAllowing(house.system(), { code: 'the-code', state });
  expect(provider.asked.at(-1)?.get('code')).toBe('the-code');
  expect(provider.asked.at(-1)?.get('client_secret')).toBe('sesame');
  imap.deliver(`Message-ID: <oauth@x.example>\r\nFrom: a@x.example\r\nSubject: With a token\r\n\r\nHello there\r\n`);
  await soon(async () => expect(await health()).toMatchObject({ state: 'connected', problem: null }));
  await queue();
  await deliverDueMails(house.system());
  expect(sent.at(-1)?.user).toBe('sender');

  Object.assign(provider, { token: 'token-2' });
  imap.accept = { token: 'token-2' };
  house.setClock(57 * 60_000);
  await soon(() => expect(provider.asked.at(-1)?.get('grant_type')).toBe('refresh_token'));
  expect((await health()).problem).toBeNull();

  Object.assign(provider, { says: 400 });
  house.setClock(57 * 60_000);
  await soon(async () => expect(await health()).toMatchObject({ state: 'failing', problem: 'permission-refused' }));
  expect((await health()).words).toContain('revoked');
  await node.close();

  // a token that the provider gives and the mail server does not take is another trouble, and is not used again
  Object.assign(provider, { says: 200 });
  imap.accept = { token: 'of somebody else' };
  await expect(listFolders(house.system(), mailboxId)).rejects.toMatchObject({ code: 'mailbox-token-refused' });
  const asked = provider.asked.length;
  imap.accept = { token: 'token-2' };
  await listFolders(house.system(), mailboxId);
  expect(provider.asked.length).toBe(asked + 1);

  // a mailbox that only sends tells by its mails
  await saveConnection(house.system(), mailboxId, {
    signIn: 'other',
    imap: null,
    smtp: { ...send!, password: undefined },
    oauth: { clientId: 'kept', authoriseUrl: `${base}/allow`, tokenUrl: `${base}/token`, scope: 'mail' },
  } as ConnectionInput);
  Object.assign(provider, { says: 400 });
  house.setClock(57 * 60_000);
  await queue();
  await deliverDueMails(house.system());
  expect(await health()).toMatchObject({ problem: 'permission-refused', state: 'failing' });
  Object.assign(provider, { says: 200 });
  house.setClock(60 * 60_000);
  await deliverDueMails(house.system());
  expect(await health()).toMatchObject({ problem: null });
});

test('a breaker that was closed by a person counts anew', async () => {
  const { address } = (await house.db
    .selectFrom('mailboxes')
    .select('address')
    .where('id', '=', mailboxId)
    .executeTakeFirst())!;
  for (let n = 0; n < 500; n++)
    await house.db
      .insertInto('outbox')
      .values({
        id: crypto.randomUUID(),
        mailbox_id: mailboxId,
        purpose: 'acknowledgement',
        to_addresses: ['x@example.net'],
        subject: 's',
        rfc_message_id: `<${n}.${mailboxId}@x>`,
        raw: Buffer.from('x'),
        state: 'sent',
        queued_at: house.now(),
      })
      .execute();
  const tripped = () => transact(house.system(), (ctx) => trippedMailboxes(ctx, [mailboxId]));
  expect((await tripped()).size).toBe(1);
  await resetBreaker(house.system(), address);
  expect((await tripped()).size).toBe(0);
  await expect(resetBreaker(house.system(), address)).rejects.toMatchObject({ code: 'breaker-not-found' });
});
