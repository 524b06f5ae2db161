import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SheetContent } from '../../../contract/options.ts';
import type { Actor } from '../../context.ts';
import { openTestCase } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { createMailbox } from '../channels/index.ts';
import { askAboutSheet, chooseOption, readSheetPage } from './choosing.ts';
import { addSheet, changeSheet, confirmSheet, listSheets, readSheet, sendSheet, withdrawSheet } from './sheets.ts';
import { addTemplate, dropTemplate, listTemplates, optionSeeds } from './templates.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
  await createMailbox(house.system(), { name: 'Help', address: 'help@example.org' } as never);
});
afterAll(() => house.close());

const content: SheetContent = {
  title: 'Repair or replace',
  intro: '',
  currency: 'EUR',
  criteria: [],
  options: ['repair', 'replace'].map((key, at) => ({
    key,
    name: key,
    price: at * 10,
    minutes: 600 * (at + 1),
    risk: '',
    notIncluded: '',
    promise: `${key} it`,
    values: {},
  })),
  recommended: 'replace',
  because: 'It is quicker.',
};
const aCase = async () => (await openTestCase(house.as(tom))).caseId;
const sent = async () => {
  const caseId = await aCase();
  const { id } = await addSheet(house.as(tom), caseId, { content });
  const sheet = await sendSheet(house.as(tom), id, {});
  return { caseId, id, key: sheet.link!.split('/options/')[1]! };
};
const promisesOf = (caseId: string) =>
  house.db
    .selectFrom('promises')
    .select(['what', 'state'])
    .where('case_id', '=', caseId)
    .where('kind', '=', 'personal')
    .orderBy('made_at')
    .execute();

test('a sheet goes out as a link in the conversation, and is not changed after that', async () => {
  const { caseId, id, key } = await sent();
  const message = await house.db
    .selectFrom('messages')
    .select('html')
    .where('case_id', '=', caseId)
    .where('direction', '=', 'out')
    .executeTakeFirstOrThrow();
  expect(message.html).toContain(`/options/${key}`);
  await expect(changeSheet(house.as(tom), id, { content })).rejects.toMatchObject({ code: 'sheet-sent' });
  expect((await listSheets(house.as(tom), caseId, {})).items[0]).toMatchObject({ state: 'sent', seenAt: null });
});

test('a choice is said in the conversation and becomes a promise; a change of mind moves it; confirmed it stands', async () => {
  const { caseId, id, key } = await sent();
  await chooseOption(house.system(), key, { option: 'repair', unclear: 'Who pays the courier?' });
  const [first] = await promisesOf(caseId);
  expect(first).toMatchObject({ what: 'repair it', state: 'open' });
  const words = await house.db
    .selectFrom('messages')
    .select('text')
    .where('case_id', '=', caseId)
    .where('author_kind', '=', 'customer')
    .orderBy('at', 'desc')
    .execute();
  expect(words.some((one) => one.text.includes('Who pays the courier?'))).toBe(true);
  await chooseOption(house.system(), key, { option: 'repair' });
  expect(await promisesOf(caseId)).toHaveLength(1);
  await chooseOption(house.system(), key, { option: 'replace' });
  const now = await promisesOf(caseId);
  expect(now.map((one) => [one.what, one.state]).sort()).toEqual([
    ['repair it', 'withdrawn'],
    ['replace it', 'open'],
  ]);
  expect(await confirmSheet(house.as(tom), id)).toMatchObject({
    state: 'confirmed',
    chosen: 'replace',
    changedMind: 1,
  });
  await expect(chooseOption(house.system(), key, { option: 'repair' })).rejects.toMatchObject({ code: 'sheet-ended' });
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', caseId).execute();
  expect(events.filter((one) => one.type === 'options.chosen')).toHaveLength(2);
});

test('a page shows its own sheet only: another key, a changed one, and a draft lead nowhere', async () => {
  const [one, other] = [await sent(), await sent()];
  const draft = await addSheet(house.as(tom), await aCase(), { content });
  const swapped = `${other.id.replaceAll('-', '')}.${one.key.split('.')[1]!}`;
  for (const key of [swapped, `${one.key.slice(0, -1)}${one.key.endsWith('A') ? 'B' : 'A'}`, draft.id, ''])
    expect(await readSheetPage(house.system(), key)).toBeUndefined();
  const shown = await readSheetPage(house.system(), one.key);
  expect(Object.keys(shown!).sort()).toEqual([
    'chosen',
    'content',
    'expiresAt',
    'language',
    'promisedFor',
    'state',
    'unclear',
  ]);
  await expect(chooseOption(house.system(), swapped, { option: 'repair' })).rejects.toMatchObject({
    code: 'sheet-not-found',
  });
  expect((await readSheet(house.as(tom), one.id)).seenAt).not.toBeNull();
});

test('after it expired or was withdrawn nothing can be chosen; a question can still be asked', async () => {
  const { id, key } = await sent();
  house.setClock(15 * 86_400_000);
  expect((await readSheetPage(house.system(), key))!.state).toBe('expired');
  await expect(chooseOption(house.system(), key, { option: 'repair' })).rejects.toMatchObject({ code: 'sheet-ended' });
  await askAboutSheet(house.system(), key, 'May I still choose?');
  await withdrawSheet(house.as(tom), id);
  expect((await readSheetPage(house.system(), key))!.state).toBe('withdrawn');
});

test('templates make the next sheet; a sheet with a gap is not sent', async () => {
  const template = await addTemplate(house.as(tom), { name: 'Usual', content });
  expect((await addSheet(house.as(tom), await aCase(), { templateId: template.id })).content).toEqual(content);
  await dropTemplate(house.as(tom), template.id);
  expect((await listTemplates(house.as(tom), {})).items).toEqual([]);
  const { id } = await addSheet(house.as(tom), await aCase(), { content: { ...content, because: '' } });
  await expect(sendSheet(house.as(tom), id, {})).rejects.toMatchObject({ code: 'sheet-unfit' });
});

test.each(['en', 'de', 'fr'])('a new company has a template that can be sent as it is (%s)', async (language) => {
  const event = { data: { language } } as never;
  await house.db.deleteFrom('option_templates').execute();
  await house.db.transaction().execute((trx) => optionSeeds.handle({ ...house.system(), db: trx, trx }, [event]));
  const [template] = (await listTemplates(house.as(tom), {})).items;
  const { id } = await addSheet(house.as(tom), await aCase(), { templateId: template!.id });
  expect((await sendSheet(house.as(tom), id, {})).state).toBe('sent');
});
