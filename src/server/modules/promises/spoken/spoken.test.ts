import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../../testing/app.ts';
import { openCase } from '../../cases/index.ts';
import { createKey, planAbsence } from '../../people/index.ts';
import { spokenSubscription } from './spoken-listening.ts';
import { furnish } from '../testing/ledger-fixture.ts';
import { makePromise } from '../making.ts';
import { renegotiatePromise } from '../renegotiating.ts';
import { confirmSpoken, dismissSpoken, listSpoken, recogniseSpoken, replyPromising, weighDue } from './spoken.ts';
import { replyToCase } from '../../cases/index.ts';

let house: TestApp;
let customerId: string;
type Staff = Awaited<ReturnType<TestApp['staff']>>;
let agent: Staff;
let token: string;

beforeAll(async () => {
  house = await buildTestApp();
  ({ customerId } = await furnish(house));
  agent = await house.staff('agent');
  token = (await createKey(house.as(await house.staff('owner')), { name: 'agent', role: 'agent' })).token;
});
afterAll(() => house.close());

const me = () => house.as(agent);
async function aCase() {
  const opened = await openCase(me(), {
    subject: 'A damp gable',
    text: 'It is wet again.',
    customerId,
    channel: 'phone',
  });
  return opened.caseId;
}
async function answer(caseId: string, html: string) {
  const said = await replyToCase(me(), caseId, { html, revision: 99, sendAnyway: true });
  await house.settle([spokenSubscription]);
  return said;
}

it('a draft is read for its promises, with what stands in their way', async () => {
  const { suggestions } = await recogniseSpoken(me(), {
    text: 'Hi Greta,\n\nI will call you on Sunday at three. Shall I bring a ladder?',
    caseId: await aCase(),
  });
  expect(suggestions).toHaveLength(1);
  expect(suggestions[0]).toMatchObject({ what: 'call you', strength: 'firm', condition: null });
  expect(suggestions[0]?.warnings.map(({ code }) => code)).toContain('outside-hours');
});

it('a reply and its promises are one transaction: a due hour in the past stops both', async () => {
  const caseId = await aCase();
  const count = async () =>
    Number(
      (
        await house.db
          .selectFrom('messages')
          .select((eb) => eb.fn.countAll().as('n'))
          .where('case_id', '=', caseId)
          .executeTakeFirstOrThrow()
      ).n,
    );
  const before = await count();
  const reply = { html: '<p>I will call you on Friday at three.</p>', revision: 99, sendAnyway: true };
  const promise = { what: 'call you', quote: 'I will call you on Friday at three.' };
  await expect(
    replyPromising(me(), caseId, { reply, promises: [{ ...promise, dueAt: '2020-01-01T10:00:00Z' }] }),
  ).rejects.toMatchObject({ code: 'due-not-ahead' });
  expect(await count()).toBe(before);

  const dueAt = new Date(house.system().now.getTime() + 86_400_000).toISOString();
  const { messageId, promiseIds } = await replyPromising(me(), caseId, { reply, promises: [{ ...promise, dueAt }] });
  await house.settle([spokenSubscription]);
  const made = await house.db
    .selectFrom('promises')
    .selectAll()
    .where('id', '=', promiseIds[0] ?? '')
    .executeTakeFirstOrThrow();
  expect(made).toMatchObject({
    message_id: messageId,
    spoken_words: promise.quote,
    keeper_id: agent.id,
    visible: true,
  });
  expect(
    (await listSpoken(me(), { case: caseId })).items,
    'what was confirmed before sending is not proposed again',
  ).toEqual([]);
});

it('a promise nobody confirmed is proposed from what was sent, and one press keeps it', async () => {
  const caseId = await aCase();
  const { messageId } = await answer(caseId, '<p>Thanks!</p><p>I will call you tomorrow. The office is yellow.</p>');
  const [proposal] = (await listSpoken(me(), { case: caseId, by: 'me' })).items;
  expect(proposal).toMatchObject({ what: 'call you', messageId, quote: 'I will call you tomorrow.' });
  const promiseId = await confirmSpoken(me(), proposal?.id ?? '', {});
  const made = await house.db.selectFrom('promises').selectAll().where('id', '=', promiseId).executeTakeFirstOrThrow();
  expect(made).toMatchObject({
    what: 'call you',
    message_id: messageId,
    spoken_words: 'I will call you tomorrow.',
    keeper_id: agent.id,
  });
  expect(made.due_at?.toISOString()).toBe(proposal?.dueAt);
  const events = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', 'in', [promiseId, proposal?.id ?? ''])
    .execute();
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    'promises.made',
    'promises.proposed',
    'promises.spoken-confirmed',
  ]);
  await expect(confirmSpoken(me(), proposal?.id ?? '', {})).rejects.toMatchObject({ code: 'spoken-decided' });
  expect((await listSpoken(me(), { case: caseId })).items).toEqual([]);
});

it('words dismissed twice as no promise are not proposed to the same person again, but to others', async () => {
  const words = '<p>I will keep an eye on the weather tomorrow.</p>';
  for (let turn = 0; turn < 2; turn += 1) {
    const caseId = await aCase();
    await answer(caseId, words);
    const [proposal] = (await listSpoken(me(), { case: caseId })).items;
    await dismissSpoken(me(), proposal?.id ?? '', { reason: 'no-promise' });
  }
  const caseId = await aCase();
  await answer(caseId, words);
  expect((await listSpoken(me(), { case: caseId })).items).toEqual([]);
  const text = 'I will keep an eye on the weather tomorrow.';
  expect((await recogniseSpoken(me(), { text })).suggestions).toEqual([]);
  expect((await recogniseSpoken(house.as(await house.staff('agent')), { text })).suggestions).toHaveLength(1);
});

it('a full day and another appointment are said before one more is promised', async () => {
  const caseId = await aCase();
  const other = await house.staff('agent');
  const ctx = house.as(other);
  const { suggestions: before } = await recogniseSpoken(ctx, { text: 'I will call you next Tuesday at 11.', caseId });
  const dueAt = before[0]?.dueAt ?? '';
  for (let index = 0; index < 6; index += 1) await makePromise(ctx, { what: `Call ${String(index)}`, caseId, dueAt });
  const { suggestions } = await recogniseSpoken(ctx, { text: 'I will call you next Tuesday at 11.', caseId });
  const codes = suggestions[0]?.warnings.map(({ code }) => code);
  expect(codes).toContain('load');
  expect(codes).toContain('collides');
});

it('proposals come in pages over the wire, and nonsense is refused clearly', async () => {
  const caseId = await aCase();
  await answer(caseId, '<p>I will call you on Monday.</p><p>We will send the plaster on Tuesday.</p>');
  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    house.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload === undefined ? {} : { payload }),
    });
  const first = (await ask('GET', `/promises/spoken?case=${caseId}&limit=1`)).json();
  expect(first.items).toHaveLength(1);
  const second = (await ask('GET', `/promises/spoken?case=${caseId}&limit=1&cursor=${String(first.next)}`)).json();
  expect(second.items).toHaveLength(1);
  expect(second.items[0].id).not.toBe(first.items[0].id);
  expect(
    (await ask('POST', '/promises/recognise', { text: 'I will call you tomorrow.' })).json().suggestions,
  ).toHaveLength(1);
  expect((await ask('POST', `/promises/spoken/${newId()}/confirmation`, {})).statusCode).toBe(404);
  expect((await ask('POST', `/promises/spoken/${newId()}/dismissal`, { reason: 'bored' })).statusCode).toBe(400);
  expect((await ask('POST', `/promises/recognise`, { text: 5 })).statusCode).toBe(400);
});

it('an hour into which an absence of the keeper falls is warned of, until he is back', async () => {
  const away = await house.staff('agent', 'Ben');
  const until = new Date(+house.now() + 5 * 86_400_000).toISOString();
  await planAbsence(house.as(away), { from: new Date(+house.now() + 86_400_000).toISOString(), until });
  const warned = async (days: number) => {
    const dueAt = new Date(+house.now() + days * 86_400_000).toISOString();
    return (await weighDue(me(), { dueAt, keeperId: away.id })).warnings.filter(({ code }) => code === 'keeper-away');
  };
  expect(await warned(2)).toEqual([{ code: 'keeper-away', values: { name: 'Ben', at: until } }]);
  expect(await warned(6)).toEqual([]);
});

it('words that move a promise are no further promise, whatever else they may promise', async () => {
  const caseId = await aCase();
  const ahead = (days: number) => {
    const at = new Date(house.system().now.getTime() + days * 86_400_000);
    at.setUTCHours(15, 0, 0, 0);
    return at;
  };
  const id = await makePromise(me(), { what: 'Send the quote', caseId, dueAt: ahead(2).toISOString() });
  const { timeZone } = await recogniseSpoken(me(), { text: 'Hello', caseId });
  const on = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone });
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const words = `You will have it by ${on.format(ahead(4))} at ${hour.format(ahead(4))}.\n\nI will call you tomorrow at noon.`;
  await renegotiatePromise(me(), id, { dueAt: ahead(4).toISOString(), why: 'She asked', tellCustomer: words });
  await house.settle([spokenSubscription]);
  const { items } = await listSpoken(me(), { case: caseId });
  expect(items.map(({ quote }) => quote)).toEqual(['I will call you tomorrow at noon.']);
});
