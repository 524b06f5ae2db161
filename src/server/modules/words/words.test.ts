import { afterAll, beforeAll, expect, it } from 'vitest';
import planted from '../../../domain/words/labelled/recurrences.json' with { type: 'json' };
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { addCustomer, toldOf } from '../../testing/desk.ts';
import { changeCase, closeCase, giveVerdict, openCase, readCase } from '../cases/index.ts';
import { createKey } from '../people/index.ts';
import { checkWords } from './checking.ts';
import { listEffort, readEffort } from './effort.ts';
import { wordsSubscriptions } from './index.ts';
import { countMutes, mutePrompt, unmutePrompt } from './mutes.ts';
import { readCaseWords } from './reading.ts';
import { decideRecurrence, listRecurrences } from './recurrences.ts';
import { readResolution } from './resolution.ts';
import { changeSettings } from './settings.ts';

let house: TestApp;
type Staff = Awaited<ReturnType<TestApp['staff']>>;
let agent: Staff;
let other: Staff;

beforeAll(async () => {
  house = await buildTestApp();
  agent = await house.staff('agent');
  other = await house.staff('agent');
});
afterAll(() => house.close());

const me = () => house.as(agent);
const aCustomer = (name = 'Greta Holm', email: string | null = null) => addCustomer(house, { name, email });
async function aCase(customerId: string, subject: string, text: string): Promise<string> {
  const { caseId } = await openCase(me(), { subject, text, customerId, channel: 'mail' });
  return caseId;
}
const settle = () => house.settle(wordsSubscriptions);

it('a feeling is kept on message and case with its words, and told as an event', async () => {
  const id = await aCase(
    await aCustomer(),
    'Leak',
    'Hello,\nI am really worried about the crack in the wall. I would like it mended by Friday.',
  );
  await settle();
  const found = await readCase(me(), id);
  expect(found.emotion).toBe('worried');
  expect(found.messages.items[0]?.emotion).toBe('worried');
  const words = await readCaseWords(me(), id);
  expect(words.felt).toMatchObject([
    { feeling: 'worried', quote: 'worried', about: 'the crack in the wall', language: 'en' },
  ]);
  expect(words.wishProposed).toBe('I would like it mended by Friday.');
  const told = await toldOf(house, 'cases.felt', { subject: id });
  expect(told).toMatchObject([{ emotion: 'worried', strength: 2 }]);
});

it('what a person says of the feeling stands above what is read of earlier words', async () => {
  const id = await aCase(await aCustomer(), 'Leak', 'I am really worried about the crack.');
  await changeCase(me(), id, { emotion: 'angry' });
  await settle();
  const found = await readCase(me(), id);
  expect([found.emotion, found.messages.items[0]?.emotion]).toEqual(['angry', 'worried']);
  const opened = await openCase(me(), {
    subject: 'Roof',
    text: 'I am really worried about the roof.',
    customerId: found.customer.id,
    channel: 'phone',
    emotion: 'glad',
  });
  await settle();
  expect((await readCase(me(), opened.caseId)).emotion).toBe('glad');
});

it('words in a language without a lexicon stay unknown', async () => {
  const id = await aCase(await aCustomer(), 'Opóźnienie', 'Jestem bardzo zły z powodu opóźnienia mojej przesyłki.');
  await settle();
  expect((await readCase(me(), id)).emotion).toBeNull();
});

it('a draft is checked against the case: its feeling, name, files, and what belongs to others', async () => {
  await aCustomer('Otto Stranger', 'otto@stranger.example');
  const id = await aCase(await aCustomer('Greta Holm', 'greta@holm.example'), 'Crack', 'I am furious about the crack.');
  await settle();
  const check = await checkWords(me(), {
    caseId: id,
    attachments: 0,
    text: 'Hi Peter,\nas I already told you, the plan is attached. Otto (otto@stranger.example, not greta@holm.example) has the key.',
  });
  expect(check.prompts.map(({ code }) => code).toSorted()).toEqual(
    ['attachment-forgotten', 'feeling-unanswered', 'leak', 'passive-aggressive', 'wrong-name'].toSorted(),
  );
  expect(check.prompts.find(({ code }) => code === 'leak')?.quote).toBe('otto@stranger.example');
});

it('one person mutes for himself, the company for all, and only counts are seen', async () => {
  const text = 'As I already told you, it is on the way.';
  const codes = async (staff: Staff) => (await checkWords(house.as(staff), { text })).prompts.map(({ code }) => code);
  await mutePrompt(me(), 'passive-aggressive', 'my-style');
  expect(await codes(agent)).toEqual([]);
  expect(await codes(other)).toEqual(['passive-aggressive']);
  const counted = await countMutes(house.as(await house.staff('lead')));
  expect(counted.items).toEqual([{ prompt: 'passive-aggressive', people: 1, because: { 'my-style': 1 } }]);
  expect(JSON.stringify(counted)).not.toContain(agent.id);
  await unmutePrompt(me(), 'passive-aggressive');
  expect(await codes(agent)).toEqual(['passive-aggressive']);
  const owner = house.as(await house.staff('owner'));
  await changeSettings(owner, { off: ['passive-aggressive'] });
  expect(await codes(other)).toEqual([]);
  await changeSettings(owner, { off: [] });
});

it('of ten planted recurrences eight are linked, and at most one of fifty others', async () => {
  const pairs = planted as unknown as readonly { again: boolean; before: [string, string]; now: [string, string] }[];
  const made: { id: string; again: boolean; before: string }[] = [];
  for (const { again, before, now } of pairs) {
    const customerId = await aCustomer();
    const old = await aCase(customerId, ...before);
    await closeCase(me(), old, {});
    made.push({ id: await aCase(customerId, ...now), again, before: old });
  }
  await settle();
  const rows = await house.db.selectFrom('recurrences').selectAll().execute();
  const linked = (one: (typeof made)[number]) =>
    rows.some((row) => row.case_id === one.id && row.of_case_id === one.before);
  expect(made.filter((one) => one.again)).toHaveLength(10);
  expect(made.filter((one) => one.again && linked(one)).length).toBeGreaterThanOrEqual(8);
  expect(made.filter((one) => !one.again)).toHaveLength(50);
  const wrong = made.filter((one) => !one.again && linked(one)).map((one) => pairs[made.indexOf(one)]?.now[0]);
  expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(1);
});

it('a recurrence confirmed counts against the solution and adds to the effort of the need', async () => {
  const customerId = await aCustomer();
  const old = await aCase(customerId, 'Lamp flickers', 'The lamp in the hall flickers.');
  await closeCase(me(), old, {});
  await giveVerdict(me(), old, 'confirmed');
  const now = await aCase(customerId, 'Bulb', 'It does so again.');
  await settle();
  const before = await readResolution(me(), 30);
  await decideRecurrence(me(), now, { of: old, state: 'confirmed' });
  const after = await readResolution(me(), 30);
  expect(after.recurred).toBe(before.recurred + 1);
  expect(after.saidSolvedCustomerSaidNo.k).toBe(before.saidSolvedCustomerSaidNo.k + 1);
  expect((await readCaseWords(me(), old)).effort).toMatchObject({ contacts: 2, cases: 2 });
  expect((await readCaseWords(me(), old)).recurredAs).toMatchObject([{ state: 'confirmed' }]);
  await decideRecurrence(me(), now, { of: old, state: 'dismissed' });
  expect((await readCaseWords(me(), old)).effort).toMatchObject({ contacts: 1, cases: 1 });
  await expect(decideRecurrence(me(), old, { of: now, state: 'confirmed' })).rejects.toMatchObject({
    code: 'not-an-earlier-case',
  });
});

it('effort counts contacts, repeats and hand-offs, and its figure leads to its cases', async () => {
  const id = await aCase(await aCustomer(), 'Gate', 'As I already wrote, the gate does not open.');
  await changeCase(me(), id, { assigneeId: agent.id });
  await changeCase(me(), id, { assigneeId: other.id });
  await closeCase(me(), id, {});
  await settle();
  expect((await readCaseWords(me(), id)).effort).toMatchObject({
    contacts: 1,
    repeats: 1,
    handOffs: 1,
    channelSwitches: 0,
  });
  const figure = await readEffort(me(), 4);
  expect(figure.all.n).toBeGreaterThan(0);
  expect(figure.weeks.at(-1)?.week).toMatch(/^\d{4}-\d\d-\d\d$/);
  const { items } = await listEffort(me(), { limit: 200 });
  expect(items.find((one) => one.case.id === id)).toMatchObject({ handOffs: 1, repeats: 1 });
  const first = await listEffort(me(), { limit: 1 });
  expect((await listEffort(me(), { limit: 1, cursor: first.next ?? '' })).items[0]?.case.id).not.toBe(
    first.items[0]?.case.id,
  );
});

it('over HTTP every address answers', async () => {
  const { token } = await createKey(house.as(await house.staff('owner')), { name: 'key', role: 'owner' });
  const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    house.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload === undefined ? {} : { payload }),
    });
  const id = await aCase(await aCustomer(), 'Door', 'The door sticks.');
  for (const url of [
    '/words/settings',
    '/words/mutes',
    '/words/mute-counts',
    `/cases/${id}/words`,
    '/words/recurrences?limit=2',
    '/words/resolution',
    '/words/effort',
    '/words/effort/cases?week=2026-11-16',
  ]) {
    const answer = await ask('GET', url);
    expect(answer.statusCode, `${url} ${answer.body}`).toBe(200);
  }
  const checked = await ask('POST', '/words/check', { text: 'That is not our problem!' });
  expect(checked.json()).toMatchObject({ heated: true, language: 'en' });
  expect((await ask('PATCH', '/words/settings', { jargon: [{ word: 'RMA', plain: 'return' }] })).json()).toMatchObject({
    jargon: [{ word: 'RMA' }],
  });
  expect((await listRecurrences(me(), { limit: 5 })).items.length).toBeGreaterThan(0);
});
