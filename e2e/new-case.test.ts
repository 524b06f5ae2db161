import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, type Person, signInAs } from './browser.ts';
import { owner } from './hands.ts';
import { type Desk, openDesk } from './stage.ts';

/** A case opened for a customer: fields as they apply, words that follow their writer to another device, a form filled in on the phone. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  const field = { appliesTo: 'case', kind: 'choice' };
  await desk.hands.ask('POST', '/fields', {
    ...field,
    name: 'Device',
    choices: ['Phone', 'Laptop'],
    kinds: ['incident'],
  });
  await desk.hands.ask('POST', '/fields', {
    appliesTo: 'case',
    name: 'Serial number',
    kind: 'text',
    required: true,
    requiredAt: 'opening',
    showWhen: { field: 'device', is: ['Laptop'] },
  });
  await desk.hands.ask('POST', '/fields', { appliesTo: 'case', name: 'Under warranty', kind: 'yes-no' });
  await desk.hands.ask('POST', '/forms', {
    language: 'en',
    state: 'live',
    kind: 'request',
    texts: { en: { title: 'A new laptop', intro: 'Ordered within two days.' } },
    questions: [{ field: 'under_warranty', required: true, showWhen: null }],
    asks: { subject: true, text: 'required', wish: true, files: true },
  });
});
afterAll(() => desk?.close());

async function atDesk(size: { width?: number; height?: number } = {}): Promise<Person> {
  const person = await desk.another(size);
  const { page } = person;
  page.setDefaultTimeout(20_000);
  await signInAs(page, owner);
  await page.goto('/inbox');
  await page
    .getByRole('button', { name: /New case/ })
    .first()
    .waitFor();
  return person;
}
const newCase = ({ page }: Person) => page.getByRole('dialog', { name: 'New case' });
const opened = async ({ page }: Person) => {
  await page.waitForURL(/\/inbox\/\d+/);
  return (await desk.hands.ask('GET', `/cases/${/\d+$/.exec(new URL(page.url()).pathname)![0]}`)).body;
};

test('what was begun at the desk is finished on the phone, with the fields that apply', async () => {
  const wide = await atDesk();
  await wide.page.keyboard.press('c');
  const here = newCase(wide);
  await here.getByLabel('Who?').fill('Nina Novak');
  await here.getByLabel('What is it about?').fill('My laptop is broken');
  await here.getByLabel(/customer’s words/).fill('It does not start any more.');
  await expect.poll(() => here.getByLabel('Device').count()).toBe(0);
  await here.getByLabel('Kind').selectOption('incident');
  await here.getByLabel('Device').selectOption('Laptop');
  await here.getByLabel(/Serial number/).waitFor();
  const photo = { name: 'broken.txt', mimeType: 'text/plain', buffer: Buffer.from('a photo') };
  await here.locator('input[type=file]').setInputFiles(photo);
  await here.getByText('broken.txt').waitFor();
  await here.getByText('Kept as your draft').waitFor();
  await accessible(wide.page, 'a new case');

  const phone = await atDesk({ width: 390, height: 844 });
  await phone.page.goto('/inbox?view=drafts');
  await phone.page.getByRole('button', { name: /Nina Novak New case, not opened yet/ }).click();
  const there = newCase(phone);
  await expect.poll(() => there.getByLabel('What is it about?').inputValue()).toBe('My laptop is broken');
  await there.getByText('broken.txt').waitFor();
  await there.getByRole('button', { name: 'Open the case' }).click();
  await there.getByLabel(/Serial number/).fill('SN-1');
  await there.getByRole('button', { name: 'Open the case' }).click();
  expect(await opened(phone)).toMatchObject({
    kind: 'incident',
    customer: { name: 'Nina Novak' },
    fields: { device: 'Laptop', serial_number: 'SN-1' },
    messages: { items: [{ attachments: [{ name: 'broken.txt' }] }] },
  });
  noComplaints(wide, phone);
});

test('a form is filled in for a customer on the phone and held to what it needs', async () => {
  const wide = await atDesk();
  await wide.page.keyboard.press('c');
  const form = newCase(wide);
  await form.getByLabel('Start from').selectOption({ label: 'A new laptop' });
  await form.getByText('Ordered within two days.').waitFor();
  await form.getByLabel('Who?').fill('Pavel Reyes');
  await form.getByLabel('What is it about?').fill('A laptop, please');
  await form.getByLabel(/customer’s words/).fill('Mine is nine years old.');
  await form.getByRole('button', { name: 'Open the case' }).click();
  await expect.poll(() => form.isVisible()).toBe(true);
  await form.getByLabel(/Under warranty/).selectOption('no');
  await form.getByRole('button', { name: 'Open the case' }).click();
  expect(await opened(wide)).toMatchObject({
    kind: 'request',
    subject: 'A laptop, please',
    channel: 'phone',
    fields: { under_warranty: false },
  });
  noComplaints(wide);
});
