import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { subscriptions } from '../../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { addCustomer } from '../../testing/desk.ts';
import { createKey } from '../people/index.ts';
import { recordAnswer } from '../voice/index.ts';
import { askCustomer } from '../voice/surveys/asks-on-pages.ts';
import { createSurvey } from '../voice/surveys/surveys.ts';

let house: TestApp;
let mara: Context;
let surveyId: string;
let authorization: string;

beforeAll(async () => {
  house = await buildTestCompany();
  await house.settle(subscriptions);
  mara = { ...house.as(await house.staff('manager', 'Mara')), now: new Date() };
  const likely = { key: 'likely', texts: {}, optional: true };
  const where = { key: 'place', kind: 'text' as const, texts: { en: '=Where?', de: 'Wo?' }, optional: true };
  const why = { key: 'why', texts: {}, optional: true };
  const more = { quietDays: 0, programme: 'custom' as const, active: true };
  const [shop, other] = [
    await createSurvey(mara, { ...more, name: 'In the shop', questions: [likely, where, why] }),
    await createSurvey(mara, { ...more, name: '@home', questions: [likely, where] }),
  ];
  surveyId = shop.id;
  const answer = async (survey: { id: string }, name: string, said: Record<string, unknown>) => {
    const customerId = await addCustomer(house, { name, first_seen_at: new Date() });
    const { url } = await askCustomer(mara, survey.id, { customerId, way: 'link' });
    await recordAnswer(mara, { ...said, token: url!.split('/').at(-1)! });
  };
  await answer(shop, '=HYPERLINK("http://evil")', { likely: 9, place: 'Köln, "Süd"', why: '+cmd|x\nsecond line' });
  await answer(other, '山田', { likely: 0, place: '@SUM(A1)' });
  authorization = `Bearer ${(await createKey(house.system(), { name: 'table', role: 'agent' })).token}`;
});
afterAll(() => house?.close());

/** The table as a spreadsheet reads it. */
async function table(query: string): Promise<string[][]> {
  const { body, headers } = await house.app.inject({
    url: `/api/v1/exports/answers.csv${query}`,
    headers: { authorization },
  });
  expect(headers['content-disposition']).toContain('answers.csv');
  return parse(body, { bom: true });
}

test('answers of one survey are a table with a column for each question of its own, and nothing in it is a formula', async () => {
  const [head, ...rows] = await table(`?surveyId=${surveyId}`);
  expect(head?.join(' | ')).toBe(
    "answered | survey | version | customer | solved | satisfaction 1–5 | recommendation 0–10 | ease 1–7 | word | why | complete | '=Where? | other answers",
  );
  const name = `'=HYPERLINK("http://evil")`;
  expect(rows.map((row) => row.slice(1))).toEqual([
    ['In the shop', '1', name, '', '', '9', '', '', "'+cmd|x\nsecond line", 'yes', 'Köln, "Süd"', ''],
  ]);
});

test('answers of all surveys stand together, newest first, and are filtered as their list is', async () => {
  const rows = (await table('')).slice(1);
  expect(rows.map((row) => [row[1], row[3], row[6], row.at(-1)])).toEqual([
    ["'@home", '山田', '0', "'=Where?: @SUM(A1)"],
    ['In the shop', `'=HYPERLINK("http://evil")`, '9', '\'=Where?: Köln, "Süd"'],
  ]);
  expect((await table('?bad=true')).slice(1).map((row) => row[6])).toEqual(['0']);
  expect((await table('?to=2020-01-01')).slice(1)).toEqual([]);
  const nowhere = await house.app.inject({
    url: '/api/v1/exports/answers.csv?surveyId=00000000-0000-7000-8000-000000000000',
    headers: { authorization },
  });
  expect(nowhere.statusCode).toBe(404);
});
