import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signReplyAddress } from '../../../mail/tokens.ts';
import { openTestDesk, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { closeCase, reopenCase } from '../changing.ts';
import { readCompany } from './company.ts';
import { countCases } from '../counting.ts';
import { linkCase, unlinkCase } from './linking.ts';
import { listCases } from '../listing.ts';
import { mergeCase, unmergeCase } from './merging.ts';
import { listMyCases, readMyCase, writeToMyCase } from '../my-cases.ts';
import { openCase } from '../opening.ts';
import { listParties } from './participating.ts';
import { readCase } from '../reading.ts';
import { receiveMail } from '../arriving/receiving-mail.ts';
import { replyToCase } from '../answering/replying.ts';
import { splitCase } from './splitting.ts';
import { addTask, changeTask } from './tasks.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
});
afterAll(() => house.close());

let made = 0;
async function aCase(text: string, email = `renate${String((made += 1))}@vogel.example`) {
  house.setClock(60_000);
  const opened = await openCase(house.as(tom), {
    customer: { name: email.split('@')[0]!, email },
    subject: `About ${text}`,
    text,
    tags: [text.split(' ')[0]!],
  });
  const row = await house.db.selectFrom('cases').selectAll().where('id', '=', opened.caseId).executeTakeFirstOrThrow();
  return { ...opened, customerId: row.customer_id, email };
}
const rowOf = (id: string) => house.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const shared = (row: Awaited<ReturnType<typeof rowOf>>) => ({ ...row, updated_at: null, revision: null });
const textsOf = async (id: string) => (await readCase(house.as(tom), id)).messages.items.map((one) => one.text);
const customer = (one: { customerId: string }) => house.as({ kind: 'customer', id: one.customerId, name: 'Customer' });

async function mailTo(address: string, from: string, text: string, more: Record<string, string> = {}) {
  made += 1;
  house.setClock(60_000);
  const headers = {
    From: from,
    To: address,
    Subject: 'Re: our matter',
    'Message-ID': `<in${String(made)}@out.example>`,
    ...more,
  };
  const raw = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');
  return receiveMail(house.system(), {
    raw: Buffer.from(`${raw}\r\n\r\n${text}\r\n`),
    door: 'http',
    envelope: { from, to: [address] },
  });
}
const addressOf = (number: number) => signReplyAddress(house.system().secret, 'support@localhost', number);

test('a merged case reads in the other in the order of time, is in no list or count, and stands as before when it is taken back', async () => {
  const one = await aCase('first words');
  const two = await aCase('second words', one.email);
  await replyToCase(house.as(tom), one.caseId, { html: '<p>third words</p>', revision: 1 });
  const before = [shared(await rowOf(one.caseId)), shared(await rowOf(two.caseId))];
  const counted = await countCases(house.as(tom));
  await mergeCase(house.as(tom), two.caseId, String(one.number));
  expect(await textsOf(one.caseId)).toEqual(['first words', 'second words', 'third words']);
  const listed = await listCases(house.as(tom), { state: 'all', limit: 200 });
  expect(listed.items.map((row) => row.id)).not.toContain(two.caseId);
  const after = await countCases(house.as(tom));
  expect(after.open).toBe(counted.open - 1);
  const company = await readCompany(house.as(tom), one.caseId);
  expect(company.merged).toMatchObject([{ number: two.number, otherCustomer: false, by: { name: 'Tom' } }]);
  expect((await readCase(house.as(tom), one.caseId)).tags.sort()).toEqual(['first', 'second']);
  expect((await readCompany(house.as(tom), two.caseId)).mergedInto).toMatchObject({ number: one.number });
  await unmergeCase(house.as(tom), two.caseId);
  expect([shared(await rowOf(one.caseId)), shared(await rowOf(two.caseId))]).toEqual(before);
  expect(await textsOf(one.caseId)).toEqual(['first words', 'third words']);
  expect(await textsOf(two.caseId)).toEqual(['second words']);
  expect(await countCases(house.as(tom))).toEqual(counted);
  const events = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', two.caseId)
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.type)).toEqual(expect.arrayContaining(['cases.merged', 'cases.unmerged']));
});

test('late answers follow a chain of merges, by mail and on the page, and a ring is refused', async () => {
  const one = await aCase('alpha');
  const two = await aCase('beta', one.email);
  const three = await aCase('gamma', one.email);
  await mergeCase(house.as(tom), one.caseId, two.caseId);
  await mergeCase(house.as(tom), two.caseId, three.caseId);
  const received = await mailTo(addressOf(one.number), one.email, 'a late word');
  expect(received).toMatchObject({ caseNumber: three.number, created: false });
  await writeToMyCase(customer(one), one.number, { text: 'on the page' });
  expect(await textsOf(three.caseId)).toEqual(['alpha', 'beta', 'gamma', 'a late word', 'on the page']);
  await expect(mergeCase(house.as(tom), three.caseId, one.caseId)).rejects.toMatchObject({ code: 'merge-in-a-ring' });
  await expect(mergeCase(house.as(tom), three.caseId, three.caseId)).rejects.toMatchObject({
    code: 'merge-with-itself',
  });
  await expect(mergeCase(house.as(tom), one.caseId, three.caseId)).rejects.toMatchObject({ code: 'already-merged' });
  await expect(reopenCase(house.as(tom), one.caseId)).rejects.toMatchObject({ code: 'case-merged' });
  const mine = await listMyCases(customer(one));
  expect(mine.map((row) => row.number)).toEqual([three.number]);
  await unmergeCase(house.as(tom), two.caseId);
  expect(await textsOf(two.caseId)).toEqual(['alpha', 'beta']);
  expect(await textsOf(three.caseId)).toEqual(['gamma', 'a late word', 'on the page']);
});

test('customers of merged cases both take part; each sees what he wrote himself and what is said from then on', async () => {
  const one = await aCase('secret of one');
  const two = await aCase('secret of two');
  await mergeCase(house.as(tom), two.caseId, one.caseId);
  expect((await listParties(house.as(tom), one.caseId)).parties).toMatchObject([
    { role: 'requester', name: one.email.split('@')[0] },
    { role: 'customer', name: two.email.split('@')[0], through: two.number },
  ]);
  house.setClock(60_000);
  const found = await readCase(house.as(tom), one.caseId);
  await replyToCase(house.as(tom), one.caseId, { html: '<p>to both</p>', revision: found.revision });
  const seen = async (who: typeof one, number: number) =>
    (await readMyCase(customer(who), number)).messages.map((message) => message.text);
  expect(await seen(one, one.number)).toEqual(['secret of one', 'to both']);
  expect(await seen(two, two.number)).toEqual(['secret of two', 'to both']);
  expect((await listMyCases(customer(two))).map((row) => row.subject)).toEqual(['About secret of two']);
  await expect(readMyCase(customer(two), one.number)).rejects.toMatchObject({ code: 'case-not-found' });
  const mails = await house.db
    .selectFrom('outbox')
    .select(['to_addresses', 'cc_addresses', 'raw', 'subject'])
    .where('case_id', '=', one.caseId)
    .execute();
  expect(mails.map((mail) => mail.to_addresses)).toEqual([[one.email], [two.email]]);
  expect(mails[1]!.subject).toBe(`Re: About secret of two [#${String(two.number)}]`);
  expect(mails[1]!.raw.toString()).not.toContain(one.email);
  await unmergeCase(house.as(tom), two.caseId);
  expect(await seen(two, two.number)).toEqual(['secret of two']);
});

test('nobody merges what he may not see, and a closed target is refused in words', async () => {
  const team = '00000000-0000-7000-8000-00000000000a';
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Board', private: true, created_at: house.now() })
    .execute();
  const open = await aCase('plain');
  const hidden = await aCase('hidden');
  await house.db.updateTable('cases').set({ team_id: team }).where('id', '=', hidden.caseId).execute();
  await expect(mergeCase(house.as(maja), open.caseId, String(hidden.number))).rejects.toMatchObject({
    code: 'other-case-not-found',
  });
  await expect(mergeCase(house.as(maja), hidden.caseId, open.caseId)).rejects.toMatchObject({ code: 'case-not-found' });
  const done = await aCase('done');
  await closeCase(house.as(tom), done.caseId, {});
  await expect(mergeCase(house.as(tom), open.caseId, done.caseId)).rejects.toMatchObject({ code: 'target-closed' });
});

test('a split takes messages with their mails to a case of its own; answers to them go there, others stay', async () => {
  const one = await aCase('the tap drips');
  house.setClock(60_000);
  const said = await replyToCase(house.as(tom), one.caseId, {
    html: '<p>About the invoice: it is paid.</p>',
    revision: 1,
  });
  const sent = await house.db
    .selectFrom('outbox')
    .select('rfc_message_id')
    .where('message_id', '=', said.messageId)
    .executeTakeFirstOrThrow();
  await expect(
    splitCase(house.as(tom), one.caseId, { messageIds: [one.messageId], andLater: true }),
  ).rejects.toMatchObject({ code: 'nothing-remains' });
  const part = await splitCase(house.as(tom), one.caseId, { messageIds: [said.messageId], subject: 'The invoice' });
  expect(part.moved).toBe(1);
  expect(await textsOf(one.caseId)).toEqual(['the tap drips']);
  expect((await readCase(house.as(tom), part.id)).linked).toMatchObject([
    { number: one.number, relation: 'split-from' },
  ]);
  expect((await readCase(house.as(tom), one.caseId)).linked).toMatchObject([
    { number: part.number, relation: 'split-into' },
  ]);
  const answer = await mailTo(addressOf(one.number), one.email, 'when exactly?', {
    'In-Reply-To': sent.rfc_message_id,
  });
  expect(answer.caseNumber).toBe(part.number);
  const other = await mailTo(addressOf(one.number), one.email, 'it still drips');
  expect(other.caseNumber).toBe(one.number);
  await mergeCase(house.as(tom), part.id, one.caseId);
  expect(await textsOf(one.caseId)).toEqual([
    'the tap drips',
    'About the invoice: it is paid.',
    'when exactly?',
    'it still drips',
  ]);
});

test('links are said from both sides, a parent never lies below its child, and open tasks ask before closing', async () => {
  const [one, two] = [await aCase('parent'), await aCase('child')];
  await linkCase(house.as(tom), two.caseId, { to: `#${String(one.number)}`, relation: 'parent' });
  await linkCase(house.as(tom), two.caseId, { to: String(one.number), relation: 'caused-by' });
  expect((await readCompany(house.as(tom), one.caseId)).links.map((link) => link.relation)).toEqual([
    'causes',
    'child',
  ]);
  await expect(linkCase(house.as(tom), one.caseId, { to: two.caseId, relation: 'parent' })).rejects.toMatchObject({
    code: 'parent-in-a-ring',
  });
  await unlinkCase(house.as(tom), one.caseId, two.caseId, 'causes');
  await expect(unlinkCase(house.as(tom), one.caseId, two.caseId, 'causes')).rejects.toMatchObject({
    code: 'link-not-found',
  });
  await addTask(house.as(tom), one.caseId, {
    what: 'Order the part',
    assigneeId: maja.id,
    dueAt: '2026-03-01T00:00:00Z',
  });
  const { tasks, progress } = await readCompany(house.as(tom), one.caseId);
  expect(tasks).toMatchObject([{ what: 'Order the part', assignee: { name: 'Maja' }, late: true }]);
  expect(progress).toEqual({ done: 0, all: 2 });
  await expect(closeCase(house.as(tom), one.caseId, {})).rejects.toMatchObject({
    code: 'tasks-open',
    detail: { extension: { tasks: 1, children: 1 } },
  });
  await changeTask(house.as(tom), one.caseId, tasks[0]!.id, { done: true });
  expect((await readCompany(house.as(tom), one.caseId)).progress).toEqual({ done: 1, all: 2 });
  await closeCase(house.as(tom), one.caseId, { withOpenTasks: true });
  expect((await rowOf(one.caseId)).state).toBe('closed');
});

test('a word long after closing opens a case that follows; thanks does not reopen', async () => {
  const one = await aCase('thanks case');
  await closeCase(house.as(tom), one.caseId, {});
  await mailTo(addressOf(one.number), one.email, 'Thank you very much!');
  expect((await rowOf(one.caseId)).state).toBe('closed');
  house.setClock(31 * 86_400_000);
  const late = await mailTo(addressOf(one.number), one.email, 'It is broken again, what now?');
  expect(late.created).toBe(true);
  expect((await readCase(house.as(tom), String(late.caseNumber))).linked).toMatchObject([
    { number: one.number, relation: 'follows' },
  ]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from case_merges`.execute(house.db);
  expect(rows[0]!.n).toBeGreaterThan(0);
});
