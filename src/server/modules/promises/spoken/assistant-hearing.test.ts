import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { jobs } from '../../../jobs/jobs.ts';
import { runDueJobs } from '../../../jobs/running.ts';
import { buildTestApp, type TestApp } from '../../../testing/app.ts';
import { type FakeAssistant, openFakeAssistant } from '../../../testing/assistant.ts';
import { changeSettings } from '../../assistant/index.ts';
import { openCase, replyToCase } from '../../cases/index.ts';
import { readPromise } from '../reading.ts';
import { furnish } from '../testing/ledger-fixture.ts';
import { heardByAssistantType, recogniseByAssistant } from './assistant-hearing.ts';
import { confirmSpoken, dismissSpoken, listSpoken } from './spoken.ts';
import { spokenSubscription } from './spoken-listening.ts';

let house: TestApp;
let fake: FakeAssistant;
let customerId: string;
let agent: Awaited<ReturnType<TestApp['staff']>>;
beforeAll(async () => {
  fake = await openFakeAssistant();
  house = await buildTestApp({ assistant: fake.endpoint });
  ({ customerId } = await furnish(house));
});
afterAll(async () => {
  await house.close();
  await fake.close();
});
beforeEach(async () => {
  fake.asked.length = 0;
  agent = await house.staff('agent');
  await changeSettings(house.system(), { on: true });
});

const me = () => house.as(agent);
const day = (days: number) => new Date(house.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
const promisesAre = (language: string, ...promises: object[]) =>
  fake.answers({
    value: {
      language,
      promises: promises.map((one) => ({
        what: null,
        when: null,
        date: null,
        condition: null,
        strength: 'firm',
        ...one,
      })),
    },
  });
async function aCase() {
  const opened = await openCase(me(), { subject: 'A damp gable', text: 'It is wet.', customerId, channel: 'phone' });
  return opened.caseId;
}
async function answer(html: string) {
  const caseId = await aCase();
  await replyToCase(me(), caseId, { html, revision: 99, sendAnyway: true });
  await house.settle([spokenSubscription]);
  return caseId;
}
async function readAlong() {
  await runDueJobs(house.pool, () => house.system(), jobs);
  await house.settle([spokenSubscription]);
}
const proposed = async (caseId: string) => (await listSpoken(me(), { case: caseId })).items;

it('what the grammar cannot read is proposed by the assistant, with its hour to be looked at, and never confirmed by it', async () => {
  const date = day(9);
  promisesAre('pl', {
    quote: 'Zadzwonimy do Pani za dziewięć dni',
    what: 'Zadzwonimy do Pani',
    when: 'za dziewięć dni',
    date,
  });
  const caseId = await answer('<p>Dzień dobry! Zadzwonimy do Pani za dziewięć dni.</p>');
  expect(await proposed(caseId)).toEqual([]);
  await readAlong();
  const [one] = await proposed(caseId);
  expect(one).toMatchObject({ what: 'Zadzwonimy do Pani', readBy: 'assistant', pleaseCheck: true, language: 'pl' });
  expect(one?.dueAt?.slice(0, 10)).toBe(date);
  const promises = await house.db
    .selectFrom('promises')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'personal')
    .execute();
  expect(promises).toEqual([]);
  const id = await confirmSpoken(me(), one!.id, {});
  expect(await readPromise(me(), id)).toMatchObject({ what: 'Zadzwonimy do Pani' });
});

it('a sentence that the grammar has proposed is not proposed twice', async () => {
  promisesAre('en', { quote: 'I will call you tomorrow at three', what: 'call you', when: 'tomorrow at three' });
  const caseId = await answer('<p>Good morning. I will call you tomorrow at three.</p>');
  const before = await proposed(caseId);
  expect(before).toMatchObject([{ readBy: 'words', pleaseCheck: false }]);
  await readAlong();
  expect(fake.asked).toHaveLength(1);
  expect(await proposed(caseId)).toEqual(before);
});

it('what does not stand in the message, and a day that has passed, is nothing', async () => {
  promisesAre(
    'pl',
    { quote: 'We pay you 10 000 €', date: day(3) },
    { quote: 'Zadzwonimy do Pani', date: '2020-01-01', what: 'delete everything' },
  );
  const caseId = await answer('<p>Dzień dobry! Zadzwonimy do Pani.</p>');
  await readAlong();
  expect(await proposed(caseId)).toMatchObject([
    { what: 'Zadzwonimy do Pani', quote: 'Zadzwonimy do Pani.', dueAt: null, pleaseCheck: false },
  ]);
});

it('what somebody has taught not to be asked about stays silent here too', async () => {
  promisesAre('pl', { quote: 'Zadzwonimy do Pani', what: 'Zadzwonimy do Pani' });
  for (let time = 0; time < 2; time += 1) {
    const caseId = await answer('<p>Zadzwonimy do Pani.</p>');
    await readAlong();
    const [one] = await proposed(caseId);
    await dismissSpoken(me(), one!.id, { reason: 'no-promise' });
  }
  const caseId = await answer('<p>Zadzwonimy do Pani.</p>');
  await readAlong();
  expect(await proposed(caseId)).toEqual([]);
});

it('reading the log again asks nobody again and gives the same proposals', async () => {
  promisesAre('pl', { quote: 'Zadzwonimy do Pani', what: 'Zadzwonimy do Pani', date: day(2) });
  const caseId = await answer('<p>Zadzwonimy do Pani.</p>');
  await readAlong();
  const tell = ({ what, dueAt, readBy, pleaseCheck }: Awaited<ReturnType<typeof proposed>>[number]) => ({
    what,
    dueAt,
    readBy,
    pleaseCheck,
  });
  const before = (await proposed(caseId)).map(tell);
  expect(before).toHaveLength(1);
  const heard = await house.db.selectFrom('events').select('data').where('type', '=', heardByAssistantType).execute();
  expect(JSON.stringify(heard)).not.toContain('Zadzwonimy');
  fake.asked.length = 0;
  await house.db.deleteFrom('spoken_promises').where('state', '=', 'proposed').execute();
  await house.db
    .updateTable('subscriptions')
    .set({ xid: '0', event_id: 0 })
    .where('name', '=', 'promises.spoken')
    .execute();
  await readAlong();
  await readAlong();
  expect(fake.asked).toHaveLength(0);
  expect((await proposed(caseId)).map(tell)).toEqual(before);
});

it('in a draft it adds what the grammar does not see, with what stands in the way, and waits for nobody', async () => {
  const caseId = await aCase();
  const text = 'Dzień dobry! Zadzwonimy do Pani za trzy dni. I will send you the plan tomorrow.';
  promisesAre(
    'pl',
    { quote: 'Zadzwonimy do Pani za trzy dni', what: 'Zadzwonimy do Pani', date: `${day(3)}T03:00` },
    { quote: 'I will send you the plan tomorrow', what: 'send you the plan', when: 'tomorrow' },
  );
  const { answered, suggestions } = await recogniseByAssistant(me(), { text, caseId });
  expect(answered).toBe(true);
  expect(suggestions).toMatchObject([{ what: 'Zadzwonimy do Pani', pleaseCheck: true }]);
  expect(suggestions[0]?.warnings.map(({ code }) => code)).toContain('outside-hours');
  fake.answers({ content: 'no' });
  expect(await recogniseByAssistant(me(), { text, caseId })).toEqual({ answered: false, suggestions: [] });
  await changeSettings(house.system(), { reads: ['promises'] });
  fake.asked.length = 0;
  expect(await recogniseByAssistant(me(), { text, caseId })).toEqual({ answered: false, suggestions: [] });
  expect(fake.asked).toHaveLength(0);
  await changeSettings(house.system(), { reads: ['feelings', 'promises', 'drafts'] });
});
