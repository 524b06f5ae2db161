import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePicture } from './browser.ts';
import { type Desk, openDesk } from './stage.ts';

/** What stands beside a conversation and is changed there: a promise taken back, where it happened, what the customer bought. */
let desk: Desk;
let opened: { id: string; number: number; customer: { id: string } };

beforeAll(async () => {
  desk = await openDesk();
  const customer = await desk.hands.ask('POST', '/customers', { name: 'Renate Vogel' });
  const body = { customerId: customer.body['id'], subject: 'The tap drips', text: 'It drips since Monday.' };
  opened = (await desk.hands.ask('POST', '/cases', { ...body, channel: 'phone' })).body as unknown as typeof opened;
});
afterAll(() => desk?.close());

const dueAt = () => new Date(Date.now() + 2 * 86_400_000).toISOString();
const promised = async (what: string, kind: 'personal' | 'internal') =>
  (await desk.hands.ask('POST', '/promises', { what, kind, caseId: opened.id, dueAt: dueAt() })).body as unknown as {
    id: string;
  };

test('a promise is taken back from its case with a reason, and that is said of it ever after', async () => {
  const { page } = desk.ines;
  const { id } = await promised('A call with the day', 'personal');
  await page.goto(`/inbox/${String(opened.number)}`);
  await page.getByRole('button', { name: 'Take back… A call with the day' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back what Renate Vogel was promised' });
  await dialog.getByText('It goes from Renate Vogel’s page').waitFor();
  // somebody else made it: it can be no mistake of hers
  await expect.poll(() => dialog.getByText('I promised it by mistake').count()).toBe(0);
  await expect.poll(() => dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true);
  await accessible(page, 'taking a promise back');
  await page.keyboard.type('She has found another day.');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await desk.hands.ask('GET', `/promises/${id}`)).body).toMatchObject({
    state: 'withdrawn',
    customerSees: null,
  });
  await page.goto(`/promises/${id}`);
  await page.getByText('She has found another day.').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Take back/ }).count()).toBe(0);
});

test('options are laid out, compared and chosen online without scripts, asked about, printed, and the choice is promised', async () => {
  const { page } = desk.ines;
  const customer = await desk.hands.ask('POST', '/customers', { name: 'Bea Quill', email: 'bea@mail.example' });
  const body = { customerId: customer.body['id'], subject: 'The hood rattles', text: 'On every level.' };
  const made = (await desk.hands.ask('POST', '/cases', body)).body as unknown as typeof opened;
  await page.goto(`/inbox/${String(made.number)}`);
  await page.getByRole('button', { name: 'Options', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Options' });
  await dialog.getByRole('button', { name: 'Repair, replace or money back' }).click();
  await dialog.getByLabel('Title').fill('Your hood');
  // closed without a word it stays as a draft
  await dialog.getByLabel('Title').press('Escape');
  await page.getByRole('button', { name: 'Options: draft' }).click();
  await dialog.getByText('Your hood').waitFor();
  await dialog.getByRole('button', { name: 'Write', exact: true }).click();
  await accessible(page, 'an option sheet as it is written');
  await dialog.getByRole('button', { name: 'Send to the customer' }).click();
  const mail = await desk.sink.next((one) => one.text?.includes('/options/') === true, 'the options');
  const bea = await desk.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await bea.page.goto(/http:\/\/\S+\/options\/[\w.-]+/.exec(mail.text!)![0]);
  await bea.page.getByLabel('Was anything unclear?').fill('Who pays the courier?');
  await bea.page.getByRole('button', { name: 'Choose this' }).click();
  await bea.page.getByRole('alert').getByText('Choose one of the options.').waitFor();
  await expect.poll(() => bea.page.getByLabel('Was anything unclear?').inputValue()).toBe('Who pays the courier?');
  await bea.page.getByLabel('We replace it').check();
  await bea.page.getByRole('button', { name: 'Choose this' }).click();
  await bea.page.getByText(/We promise it by /).waitFor();
  await bea.page.emulateMedia({ media: 'print' });
  await expect.poll(() => bea.page.getByText('Send the old one back within 14 days').isVisible()).toBe(true);
  await expect.poll(() => bea.page.getByRole('button', { name: 'Change my choice' }).isVisible()).toBe(false);
  await takePicture(bea.page, 'option-sheet-on-paper', true);
  await bea.context.close();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Options: chosen' }).waitFor();
  await page.getByText('My question: Who pays the courier?').first().waitFor();
  await page.getByRole('list', { name: 'Open promises' }).last().getByText('Send the replacement').waitFor();
});

test('the problem behind a case is linked beside it, and what helps stands above the reply', async () => {
  const { page } = desk.ines;
  const problem = (await desk.hands.ask('POST', '/problems', { title: 'Taps drip after a week' })).body['id'] as string;
  await page.goto(`/inbox/${String(opened.number)}`);
  await page.getByRole('button', { name: 'Link a problem' }).click();
  await page.getByRole('searchbox', { name: 'Find a problem by its name' }).fill('drip');
  await accessible(page, 'linking the problem behind a case');
  await page.getByRole('button', { name: 'Taps drip after a week', exact: true }).click();
  await page.getByRole('link', { name: 'Taps drip after a week' }).waitFor();
  const known = { state: 'known-error', cause: 'A soft seal', workaround: 'Turn the valve below off.' };
  await desk.hands.ask('PATCH', `/problems/${problem}`, known);
  await page.getByText('What helps until then: Turn the valve below off.').waitFor();
  await takePicture(page, 'known-error-above-the-reply');
  await page.getByRole('button', { name: 'Take the link to “Taps drip after a week” away' }).click();
  await page.getByText('What helps until then').waitFor({ state: 'detached' });
  await page.getByText('No problem is linked.').waitFor();
});

test('where a case happened is chosen beside it and taken back from the corner', async () => {
  const { page } = desk.ines;
  await page.goto(`/inbox/${String(opened.number)}`);
  const place = page.getByRole('combobox', { name: 'Touchpoint of this case' });
  await place.waitFor();
  const at = () => place.evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.textContent);
  const before = await at();
  const other = (await place.locator('option').allTextContents()).find((name) => name !== before)!;
  await place.selectOption({ label: other });
  await page.getByText('Chosen by Ines').waitFor();
  const said = async () => {
    const { body } = await desk.hands.ask('GET', `/cases/${opened.id}/touchpoint`);
    return (body['touchpoint'] as { name: string }).name;
  };
  expect(await said()).toBe(other);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(said).toBe(before);
  await expect.poll(at).toBe(before);
  await place.selectOption({ label: other });
  await page.getByText('Chosen by Ines').waitFor();
  await page.getByRole('button', { name: 'By its channel again' }).click();
  await page.getByText('By its channel.', { exact: true }).waitFor();
  expect(await said()).toBe(before);
});

test('purchases of a customer are noted by hand, summed by currency, and a number counts once', async () => {
  const { page } = desk.ines;
  await page.goto(`/customers/${opened.customer.id}`);
  const purchases = page.getByRole('region', { name: 'Purchases' });
  await purchases.getByText('Nothing noted yet.').waitFor();
  const note = async (what: string, amount: string, currency: string, number: string, said: RegExp) => {
    await purchases.getByRole('button', { name: 'Note a purchase' }).click();
    const dialog = page.getByRole('dialog', { name: 'Note a purchase' });
    await dialog.getByRole('textbox', { name: 'What was bought?' }).fill(what);
    await dialog.getByRole('spinbutton', { name: 'Amount' }).fill(amount);
    await dialog.getByRole('textbox', { name: 'Currency' }).fill(currency);
    await dialog.getByRole('textbox', { name: 'Number of the order or invoice' }).fill(number);
    if (number === 'R-1') await accessible(page, 'noting a purchase');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(said).first().waitFor();
  };
  await note('Oak worktop', '349.90', 'EUR', 'R-1', /^Noted\.$/);
  await note('Spare lid', '-19.50', 'eur', 'R-2', /^Noted\.$/);
  await note('A visit', '80', 'CHF', '', /^Noted\.$/);
  await note('Told again', '1', 'EUR', 'R-1', /^Number R-1 is noted already/);
  await purchases.getByText('€330.40').waitFor();
  await purchases.getByText('2 purchases').waitFor();
  await expect.poll(() => purchases.getByRole('listitem').count()).toBe(3);
  await purchases.getByRole('button', { name: 'Take back: A visit' }).click();
  await purchases.getByRole('button', { name: 'Take back: A visit' }).waitFor({ state: 'detached' });
  await expect.poll(() => purchases.getByText('CHF').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await purchases.getByRole('button', { name: 'Take back: A visit' }).waitFor();
  await accessible(page, 'purchases of a customer');
});

test('what is owed within the house stands apart from what is owed to the customer', async () => {
  const { page } = desk.ines;
  await promised('The day of the visit', 'personal');
  await promised('Ring the workshop', 'internal');
  await page.goto(`/customers/${opened.customer.id}`);
  const inside = page.getByRole('list', { name: 'Owed within the house' });
  await inside.getByText('Ring the workshop').waitFor();
  await expect.poll(() => inside.getByRole('listitem').count()).toBe(1);
  noComplaints(desk.ines);
});
