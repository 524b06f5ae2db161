import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * Saying it first: a known error proposes who will meet it and in which words; what stands in the fields is what is sent,
 * half by lot, once; the page says what is known of its use, and no more.
 */
let desk: Desk;
const buyers = 24;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

test('a known error drafts a notice with a rule, examples and words', async () => {
  for (let nth = 0; nth < buyers; nth++) {
    const name = `Buyer ${String.fromCharCode(65 + nth)}`;
    const made = await desk.hands.ask('POST', '/customers', { name, email: `buyer${nth}@mail.example` });
    await desk.hands.ask('POST', `/customers/${String(made.body['id'])}/purchases`, {
      at: new Date(Date.now() - 86_400_000).toISOString(),
      amount: 90,
      description: 'Oak worktop',
    });
  }
  const problem = await desk.hands.ask('POST', '/problems', {
    title: 'Oil does not dry on oak',
    cause: 'A batch of oil',
    workaround: 'Wipe it off within an hour.',
  });
  expect(problem.status, JSON.stringify(problem.body)).toBeLessThan(300);
  const id = String(problem.body['id']);
  await desk.hands.ask('PATCH', `/problems/${id}`, { state: 'known-error' });
  const { page } = desk.ines;
  await page.goto('/improve?show=notices');
  await page.getByText('Nobody has been told of a difficulty before meeting it.').waitFor();
  await accessible(page, 'no notice yet');
  await takePictures(desk.ines.page, 'notice-none');
  await page.goto(`/improve/problems/${id}`);
  await page.getByRole('button', { name: 'Tell those who will meet it next' }).click();
  await page.waitForURL(/\/improve\/notices\//);
  await page.getByRole('textbox', { name: 'Bought something called' }).fill('oak worktop');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`${buyers} people by this rule`).waitFor();
  await accessible(page, 'the draft of a notice');
  await takePictures(desk.ines.page, 'notice-draft');
});

test('what stands in the fields is what half of them get, and nobody twice', async () => {
  const { page } = desk.ines;
  await page.getByRole('textbox', { name: 'Subject' }).fill('Before you oil your oak');
  await page
    .getByRole('textbox', { name: 'Words' })
    .fill('Please wipe the oil off within an hour. We send you new oil.');
  // not saved: pressed at once
  await page.getByRole('button', { name: 'Draw and send' }).click();
  const sure = page.getByRole('dialog');
  await sure.getByText(/Send it to about 12 people\?/).waitFor();
  await sure.getByRole('button', { name: 'Draw and send' }).click();
  await page.getByText('Drawn; the mails are on their way.').first().waitFor();
  await until(
    () => desk.sink.mails.filter((mail) => mail.subject === 'Before you oil your oak').length === buyers / 2,
    60_000,
    () => `there are: ${desk.sink.mails.map((mail) => mail.subject).join(' | ')}`,
  );
  const told = desk.sink.mails.filter((mail) => mail.subject === 'Before you oil your oak');
  expect(new Set(told.map((mail) => JSON.stringify(mail.to))).size).toBe(buyers / 2);
  expect(told.every((mail) => mail.text?.includes('We send you new oil.') === true)).toBe(true);
  await page.getByText('Too early to tell: there are too few people or contacts.').first().waitFor();
  await page.getByRole('rowheader', { name: 'Left alone' }).waitFor();
  await accessible(page, 'a notice that is being sent');
  await takePictures(desk.ines.page, 'notice-running');
  await page.getByRole('button', { name: 'Send no more' }).click();
  await page.getByText('Stopped by hand.').waitFor();
  await page.goto('/improve?show=notices');
  await page.getByText(/12 told, 12 left alone/).waitFor();
  await takePictures(desk.ines.page, 'notice-list');
  noComplaints(desk.ines);
});
