import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionInput } from '../../../../contract/channels-connections.ts';
import { openTestImapServer, type TestImapServer } from '../../../mail/testing/imap-server.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createMailbox, type Fetching, listConnections, runFetching, saveConnection } from '../../channels/index.ts';
import { receiveFetched } from './receiving-mail.ts';
import { tellOfMail } from './telling-of-mail.ts';

// what each test waits for comes when the machine gets to it
vi.setConfig({ testTimeout: 120_000 });

let house: TestHouse;
let server: TestImapServer;
let nodes: Fetching[] = [];
let mailboxId: string;
let turn = 0;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-31T09:42:00Z'));
});
afterAll(async () => {
  vi.resetConfig();
  await house.close();
});
beforeEach(async () => {
  server = await openTestImapServer();
  const admin = await house.staff('admin');
  const address = `box${++turn}@example.org`;
  mailboxId = (await createMailbox(house.as(admin), { name: `Box ${turn}`, address, isDefault: true })).id;
});
afterEach(async () => {
  for (const node of nodes) await node.close();
  nodes = [];
  await server.close();
  await house.db.updateTable('mailbox_connections').set({ enabled: false }).execute();
});

const mail = (id: string, words = 'Where is my parcel?') =>
  `Message-ID: <${id}.${turn}@customer.example>\r\nFrom: Ann <ann@customer.example>\r\nTo: box@example.org\r\nSubject: Parcel ${id}\r\n\r\n${words} ${id}\r\n`;
const settings = (change: Partial<NonNullable<ConnectionInput['imap']>> = {}): ConnectionInput => ({
  signIn: 'password',
  imap: {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: 'box',
    password: 'right',
    folders: ['INBOX'],
    startWith: 'all',
    afterFetch: 'seen',
    moveTo: null,
    ...change,
  },
  smtp: null,
});
const save = (input = settings()) => saveConnection(house.system(), mailboxId, input);
const run = (poll = 60_000) => {
  const node = runFetching(house.system, house.connectionString, receiveFetched, () => undefined, { look: 20, poll });
  nodes.push(node);
  return node;
};
const subjects = async () =>
  (
    await house.db.selectFrom('cases').select('subject').where('mailbox_id', '=', mailboxId).orderBy('number').execute()
  ).map((row) => row.subject);
/** Waits for what must come, not for a time: only what never comes lasts so long. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 50_000, interval: 20 });
const health = async () => (await listConnections(house.system())).items.find((one) => one.mailboxId === mailboxId)!;
const happened = async (type: string) =>
  (
    await house.db
      .selectFrom('events')
      .select('id')
      .where('type', '=', type)
      .where('subject_id', '=', mailboxId)
      .execute()
  ).length;

test('mail is fetched from several folders, at once when it comes, and marked as read only after it was stored', async () => {
  server.deliver(mail('a'));
  server.deliver(mail('b'), 'Shop');
  await save(settings({ folders: ['INBOX', 'Shop'] }));
  run();
  await soon(async () => expect((await subjects()).toSorted()).toEqual(['Parcel a', 'Parcel b']));
  await soon(async () => expect((await health()).state).toBe('connected'));
  server.deliver(mail('c'));
  await soon(async () => expect(await subjects()).toContain('Parcel c'));
  await soon(() => expect(server.folders.get('INBOX')!.mails.every((one) => one.flags.has('\\Seen'))).toBe(true));
  expect((await health()).folders).toEqual([
    { folder: 'INBOX', fetched: 2, stuck: 0 },
    { folder: 'Shop', fetched: 1, stuck: 0 },
  ]);
  const source = await house.db
    .selectFrom('mail_sources')
    .selectAll()
    .where('rfc_message_id', '=', `<a.${turn}@customer.example>`)
    .executeTakeFirstOrThrow();
  expect([source.door, source.mailbox_id, source.state]).toEqual(['imap', mailboxId, 'processed']);
});

test('mail that comes between two questions to the server is fetched at once, and not when it is looked for anyway', async () => {
  server.deliver(mail('a'));
  // the server tells it when the first one is marked, before anybody waits for news
  server.beforeSource = (uid) => {
    if (uid === 1) server.deliver(mail('b'));
  };
  await save();
  run();
  await soon(async () => expect(await subjects()).toEqual(['Parcel a', 'Parcel b']));
});

test('the password is not readable in the database', async () => {
  await save();
  const row = await house.db
    .selectFrom('mailbox_connections')
    .select('imap_password')
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirstOrThrow();
  expect(row.imap_password?.includes(Buffer.from('right'))).toBe(false);
  await expect(save(settings({ host: 'elsewhere.example', password: undefined as never }))).rejects.toMatchObject({
    code: 'connection-incomplete',
  });
});

test('a connection that breaks in the middle of a mail loses nothing and repeats nothing', async () => {
  for (const id of ['a', 'b', 'c', 'd']) server.deliver(mail(id));
  let drops = 2;
  server.beforeSource = (uid) => {
    if (uid >= 2 && drops-- > 0) server.drop();
  };
  await save();
  run();
  await soon(async () => expect(await health()).toMatchObject({ problem: 'broken' }));
  await again();
  await soon(async () => expect(await health()).toMatchObject({ problem: 'broken' }));
  await again();
  await soon(async () => expect(await subjects()).toEqual(['Parcel a', 'Parcel b', 'Parcel c', 'Parcel d']));
});

/** The clock of the test stands still: waiting is over when it is moved. */
async function again() {
  await house.db
    .updateTable('mailbox_connections')
    .set({ next_try_at: null, problem: null })
    .where('mailbox_id', '=', mailboxId)
    .execute();
}

test('new numbers on the server (UIDVALIDITY) lose nothing and repeat nothing, even where header lines changed', async () => {
  for (const id of ['a', 'b', 'c']) server.deliver(mail(id));
  await save();
  run(50);
  await soon(async () => expect(await subjects()).toHaveLength(3));
  server.deliver(mail('d'));
  const first = server.folders.get('INBOX')!.mails[0]!;
  first.raw = Buffer.from(`Received: from elsewhere\r\n${first.raw.toString()}`);
  server.renumber();
  server.deliver(mail('e'));
  await soon(async () => expect((await health()).problem).toBe('broken'));
  await again();
  await soon(async () =>
    expect((await subjects()).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `Parcel ${id}`)),
  );
  await soon(async () => expect((await health()).state).toBe('connected'));
  const rows = await house.db.selectFrom('mailbox_folders').selectAll().where('mailbox_id', '=', mailboxId).execute();
  expect(rows).toMatchObject([{ uid_validity: 2, last_uid: 5 }]);
  expect(await subjects()).toHaveLength(5);
  const messages = await house.db
    .selectFrom('messages as m')
    .innerJoin('cases as k', 'k.id', 'm.case_id')
    .select('m.id')
    .where('k.mailbox_id', '=', mailboxId)
    .execute();
  expect(messages).toHaveLength(5);
});

test('two nodes fetch each mail once, and one takes over when the other ends', async () => {
  server.deliver(mail('a'));
  await save();
  const one = run(50);
  run(50);
  await soon(async () => expect(await subjects()).toEqual(['Parcel a']));
  expect(server.connections()).toBe(1);
  await one.close();
  server.deliver(mail('b'));
  await soon(async () => expect(await subjects()).toEqual(['Parcel a', 'Parcel b']));
  expect(server.commands.filter((line) => /BODY\.PEEK/.test(line))).toHaveLength(2);
});

test('only what comes from now on is taken where that was chosen, and old mail stays as it is', async () => {
  server.deliver(mail('old'), 'INBOX', new Date('2026-03-31T09:00:00Z'));
  server.deliver(mail('new'), 'INBOX', new Date('2026-03-31T09:43:00Z'));
  await save(settings({ startWith: 'new' }));
  run();
  await soon(async () => expect((await health()).state).toBe('connected'));
  expect(await subjects()).toEqual(['Parcel new']);
  expect(server.folders.get('INBOX')!.mails.map((one) => one.flags.has('\\Seen'))).toEqual([false, true]);
});

test('mail is moved to a folder that is made when it is missing', async () => {
  server.deliver(mail('a'));
  await save(settings({ afterFetch: 'move', moveTo: 'Done' }));
  run();
  await soon(() => expect(server.folders.get('Done')?.mails).toHaveLength(1));
  expect(server.folders.get('INBOX')!.mails).toEqual([]);
  expect(await subjects()).toEqual(['Parcel a']);
});

test('what was stored but not yet marked when a node died is marked by the next', async () => {
  server.deliver(mail('a'));
  await save();
  const node = run();
  await soon(async () => expect((await health()).state).toBe('connected'));
  await node.close();
  server.folders.get('INBOX')!.mails[0]!.flags.clear();
  await house.db.updateTable('mailbox_folders').set({ acted_uid: 0 }).where('mailbox_id', '=', mailboxId).execute();
  run();
  await soon(() => expect(server.folders.get('INBOX')!.mails[0]!.flags.has('\\Seen')).toBe(true));
  expect(await subjects()).toEqual(['Parcel a']);
});

test('a mail that the server cannot read holds up no other, is shown, and comes when it can be read', async () => {
  server.unreadable.add(1);
  server.deliver(mail('a'));
  server.deliver(mail('b'));
  await save();
  run(50);
  await soon(async () => expect(await subjects()).toEqual(['Parcel b']));
  expect((await health()).folders[0]).toMatchObject({ stuck: 1 });
  server.unreadable.clear();
  await soon(async () => expect(await subjects()).toEqual(['Parcel b', 'Parcel a']));
  await soon(async () => expect((await health()).folders[0]).toMatchObject({ stuck: 0 }));
});

test('a password that is refused raises the alarm once, in words, and is over when it is put right', async () => {
  server.accept.password = 'changed';
  server.deliver(mail('a'));
  await save();
  run();
  await soon(async () => expect(await health()).toMatchObject({ state: 'failing', problem: 'sign-in-refused' }));
  expect((await health()).words).toContain('Invalid credentials');
  expect((await health()).nextTryAt).not.toBeNull();
  await again();
  await soon(async () => expect(await health()).toMatchObject({ problem: 'sign-in-refused' }));
  expect(await happened('channels.mailbox-failing')).toBe(1);
  await house.settle([tellOfMail]);
  const told = await house.db
    .selectFrom('notifications')
    .select(['kind', 'subject', 'link'])
    .where('subject', 'like', `%box${turn}@%`)
    .execute();
  expect(new Set(told.map((one) => one.subject))).toEqual(new Set([`Mail of box${turn}@example.org is not fetched`]));
  expect(told[0]).toMatchObject({ kind: 'alert', link: '/settings/mail' });
  server.accept.password = 'right';
  await save();
  await soon(async () => expect(await subjects()).toEqual(['Parcel a']));
});

test('while the database cannot store a mail it stays on the server unmarked', async () => {
  server.deliver(mail('a'));
  await save();
  const full = Object.assign(new Error('disk full'), { code: '53100' });
  nodes.push(
    runFetching(
      house.system,
      house.connectionString,
      () => Promise.reject(full),
      () => undefined,
      { look: 20 },
    ),
  );
  await soon(async () => expect(await health()).toMatchObject({ problem: 'storing' }));
  expect(server.folders.get('INBOX')!.mails[0]!.flags.size).toBe(0);
  await nodes[0]!.close();
  await again();
  run();
  await soon(async () => expect(await subjects()).toEqual(['Parcel a']));
});

test('a server that cannot be reached is told in words', async () => {
  await save(settings({ port: 1 }));
  run();
  await soon(async () => expect(await health()).toMatchObject({ problem: 'unreachable', state: 'waiting' }));
});
