import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { uploadFile } from '../cases/index.ts';
import { createField } from '../fields/index.ts';
import { createForm } from './defining.ts';
import { sendForm } from './sending.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
let formId: string;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
  const boss = house.as(await house.staff('owner'));
  await createField(boss, { appliesTo: 'case', name: 'Device', kind: 'choice', choices: ['Phone', 'Laptop'] });
  await createField(boss, { appliesTo: 'case', name: 'Serial', kind: 'text' });
  const form = await createForm(boss, {
    language: 'en',
    texts: { en: { title: 'New laptop' } },
    state: 'live',
    kind: 'request',
    tags: ['hardware'],
    questions: [
      { field: 'device', required: true, showWhen: null },
      { field: 'serial', required: true, showWhen: { field: 'device', is: ['Laptop'] } },
    ],
    asks: { subject: true, text: 'required', wish: true, files: true },
  });
  formId = form.id;
});
afterAll(() => house.close());

const customer = { name: 'Carla', email: 'carla@example.com' };
const complete = { customer, subject: 'A laptop', text: 'Mine is old.', fields: { device: 'Laptop', serial: 'S1' } };

test('a form filled in on the phone is held to what the public form asks', async () => {
  const send = (change: object) => sendForm(house.as(tom), formId, { ...complete, ...change });
  for (const [change, code, field] of [
    [{ fields: {} }, 'field-value', 'fields.device'],
    [{ fields: { device: 'Laptop' } }, 'field-value', 'fields.serial'],
    [{ fields: { device: 'Abacus' } }, 'field-value', 'fields.device'],
    [{ fields: { device: 'Phone', colour: 'red' } }, 'field-value', 'fields.colour'],
    [{ subject: ' ' }, 'subject-missing', 'subject'],
    [{ text: '' }, 'text-missing', 'text'],
  ] as const)
    await expect(send(change)).rejects.toMatchObject({ code, detail: { field } });
  expect(await house.db.selectFrom('cases').select('id').execute()).toEqual([]);
});

test('it opens the case that the form asks for, with the files that were sent up', async () => {
  async function* photo() {
    yield Buffer.from('png');
  }
  const { id: upload } = await uploadFile(house.as(tom), {
    name: 'photo.png',
    contentType: 'image/png',
    content: photo(),
  });
  const caseId = await sendForm(house.as(tom), formId, { ...complete, wish: 'It works', attachmentIds: [upload] });
  const row = await house.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    kind: 'request',
    subject: 'A laptop',
    tags: ['hardware'],
    channel: 'phone',
    success_wish: 'It works',
    fields: { device: 'Laptop', serial: 'S1' },
  });
  const file = await house.db
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .select('messages.case_id')
    .where('attachments.id', '=', upload)
    .executeTakeFirst();
  expect(file?.case_id).toBe(caseId);
  const sent = await house.db.selectFrom('events').select('data').where('type', '=', 'forms.sent').execute();
  expect(sent).toMatchObject([{ data: { formId, caseId } }]);
});
