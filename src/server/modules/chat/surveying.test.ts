import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat } from '../../../contract/widget.ts';
import type { WidgetSurvey } from '../../../contract/widget-survey.ts';
import { subscriptions } from '../../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { closeCase, replyToCase } from '../cases/index.ts';
import { listRecoveries, readFunnel, tickVoice } from '../voice/index.ts';
import { createWidget } from './widgets.ts';

let house: TestApp;
let key: string;
const origin = 'https://shop.example';
let n = 0;

beforeAll(async () => {
  house = await buildTestCompany();
  await house.settle(subscriptions);
  key = (await createWidget(house.system(), { name: 'Shop', origins: [origin], settings: {} })).widget.key;
});
afterAll(() => house.close());

async function ask(
  method: 'GET' | 'POST',
  path: string,
  visitor: string | undefined,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const answer = await house.app.inject({
    method,
    url: `/api/v1/widget${path}`,
    remoteAddress: `10.9.${n++ % 250}.1`,
    headers: { origin, 'x-kept-widget': key, ...(visitor === undefined ? {} : { 'x-kept-visitor': visitor }) },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json<unknown>() };
}

async function newVisitor() {
  return ((await ask('POST', '/visitors', undefined, {})).body as { token: string }).token;
}

/** A conversation that was answered and closed. */
async function closedChat(visitor: string): Promise<Chat> {
  const chat = (
    await ask('POST', '/chats', visitor, {
      clientId: `client-${n++}-00000000`,
      text: 'Which size?',
    })
  ).body as Chat;
  const agent = house.as(await house.staff('agent', 'Tomás Oliveira'));
  await replyToCase({ ...agent, now: new Date(Date.now() + 5) }, chat.id, { html: '<p>Size 4.</p>', revision: 99 });
  await closeCase({ ...agent, now: new Date(Date.now() + 10) }, chat.id, { withOpenTasks: true });
  await house.settle(subscriptions);
  return chat;
}

const surveyOf = async (visitor: string, chatId: string) =>
  ((await ask('POST', '/surveys', visitor, { chatId })).body as { survey: WidgetSurvey | null }).survey;

test('a conversation that has ended is asked about in the panel, once, and its answer counts like any other', async () => {
  const visitor = await newVisitor();
  const open = (
    await ask('POST', '/chats', visitor, {
      clientId: `client-${n++}-00000000`,
      text: 'Hello?',
    })
  ).body as Chat;
  expect(await surveyOf(visitor, open.id)).toBeNull();

  const asker = await newVisitor();
  const chat = await closedChat(asker);
  const survey = await surveyOf(asker, chat.id);
  expect(survey).toMatchObject({ subject: 'Which size?', anonymous: false, answered: false });
  expect(survey!.questions.map(({ key }) => key)).toContain('rating');
  expect((await surveyOf(asker, chat.id))?.id).toBe(survey!.id);

  const answers = (visitor: string, body: object) => ask('POST', `/surveys/${survey!.id}/answers`, visitor, body);
  expect((await answers(visitor, { answers: { rating: 5 } })).status).toBe(404);
  expect((await answers(asker, { answers: { rating: 9 } })).status).toBe(400);
  expect((await answers(asker, { answers: {} })).status).toBe(400);
  expect((await answers(asker, { answers: { solved: false }, unfinished: true })).body).toMatchObject({
    complete: false,
  });
  expect((await answers(asker, { answers: { solved: false, rating: 1, why: 'Wrong size' } })).body).toMatchObject({
    complete: true,
    bad: true,
  });
  const answer = await house.db
    .selectFrom('answers')
    .select(['rating', 'solved', 'why', 'case_id', 'sent', 'survey_id', 'customer_id'])
    .where('case_id', '=', chat.id)
    .execute();
  expect(answer).toMatchObject([{ rating: 1, solved: false, why: 'Wrong size', sent: true }]);
  const system = house.system();
  expect((await listRecoveries(system, { customerId: answer[0]!.customer_id! })).items).toMatchObject([
    { source: 'answer' },
  ]);
  expect(await readFunnel(system, answer[0]!.survey_id, {})).toMatchObject({ started: 1, answered: 1, opened: 1 });
  // nobody is asked by mail about what he was asked in the panel
  await tickVoice({ ...system, now: new Date(Date.now() + 3_600_000) });
  const asks = await house.db.selectFrom('invitations').select('way').where('case_id', '=', chat.id).execute();
  expect(asks).toEqual([{ way: 'widget' }]);
  // that it is not solved has opened the conversation again: there is nothing to ask about now
  expect(await surveyOf(asker, chat.id)).toBeNull();
});

test('the frequency rule holds in the panel, too', async () => {
  const visitor = await newVisitor();
  const first = await closedChat(visitor);
  expect(await surveyOf(visitor, first.id)).not.toBeNull();
  const second = await closedChat(visitor);
  expect(await surveyOf(visitor, second.id)).toBeNull();
  const asks = await house.db
    .selectFrom('invitations')
    .select(['state', 'withheld_because'])
    .where('case_id', '=', second.id)
    .execute();
  expect(asks).toMatchObject([{ state: 'withheld' }]);
  expect((await ask('POST', '/surveys', undefined, { chatId: first.id })).status).toBe(401);
});

test('a visitor who has proved nothing is asked only about his own conversations', async () => {
  const visitor = await newVisitor();
  expect(((await ask('POST', '/surveys', visitor, {})).body as { survey: null }).survey).toBeNull();
  const chat = await closedChat(await newVisitor());
  expect((await ask('POST', '/surveys', visitor, { chatId: chat.id })).status).toBe(404);
});
