import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openEmptyDesk, takePicture } from './browser.ts';
import { until } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * What a company promises by its own terms: a clock of its own, tried on what was and made, changed and removed with a way back;
 * and one customer who is promised something else than everybody. Then a case says what to do, and one press begins it.
 */
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** What was done last is taken back from the corner; what was done before it has left the corner by then. */
async function undo(): Promise<void> {
  const ways = stage.ines.page.getByRole('region', { name: 'News' }).getByRole('button', { name: 'Undo' });
  await expect.poll(() => ways.count()).toBe(1);
  await ways.click();
}

async function cornerIsEmpty(): Promise<void> {
  const ways = stage.ines.page.getByRole('region', { name: 'News' }).getByRole('button', { name: 'Undo' });
  await ways.first().waitFor();
  // what is pointed at stays
  await stage.ines.page.mouse.move(5, 5);
  await expect.poll(() => ways.count()).toBe(0);
}

interface Made {
  id: string;
  number: number;
}
let renate = '';
let made: Made;

async function openCase(): Promise<Made> {
  return stage.ines.api<Made>('POST', '/cases', {
    customer: { name: 'Renate Vogel', email: 'renate@mail.example' },
    subject: 'Complaint: worktop arrived cracked',
    text: 'There is a crack from the sink to the edge. I am not happy with that.',
    kind: 'complaint',
  });
}

test('a company, and a case in which an engineer has been', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  made = await openCase();
  renate = (await stage.ines.api<{ customer: { id: string } }>('GET', `/cases/${made.number}`)).customer.id;
  await stage.ines.api('PATCH', `/cases/${made.number}`, { tags: ['onsite'] });
  await stage.ines.api('PATCH', `/cases/${made.number}`, { tags: ['onsite', 'visited'] });
});

test('a clock of its own is tried on what was, made, and taken back or up again from the corner', async () => {
  const { page } = stage.ines;
  await page.goto('/settings/policies');
  const clocks = page.getByRole('region', { name: 'Clocks of your own' });
  await clocks.getByText('No clock of your own yet.').waitFor();
  await clocks.getByRole('button', { name: 'Make a clock' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Engineer on site');
  await dialog.getByLabel('Within open hours').fill('16');
  await dialog.getByRole('group', { name: 'Starts when' }).getByRole('textbox', { name: 'Tag' }).fill('onsite');
  await dialog.getByRole('group', { name: 'Kept when' }).getByRole('textbox', { name: 'Tag' }).fill('visited');
  await dialog.getByText(/it would have started 1 times: 1 kept, 0 late/).waitFor();
  await dialog.getByText('worktop arrived cracked').waitFor();
  await accessible(page, 'a clock of its own');
  await takePicture(stage.ines.page, 'own-clock');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await clocks.getByText('Within 16 h from when it is tagged onsite until it is tagged visited').waitFor();
  await cornerIsEmpty();
  await clocks.getByRole('button', { name: 'Change: Engineer on site' }).click();
  await dialog.getByLabel('Within open hours').fill('8');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await clocks.getByText(/^Within 8 h/).waitFor();
  await undo();
  await clocks.getByText(/^Within 16 h/).waitFor();
  await clocks.getByRole('button', { name: 'Change: Engineer on site' }).click();
  await dialog.getByText('What it was before').click();
  await expect.poll(() => dialog.getByText(/^Within \d+ h from/).count()).toBe(3);
  await page.keyboard.press('Escape');
  await clocks.getByRole('button', { name: 'Remove: Engineer on site' }).click();
  await clocks.getByText('No clock of your own yet.').waitFor();
  await undo();
  await clocks.getByText('Engineer on site').waitFor();
  await accessible(page, 'settings of promises');
  await takePicture(stage.ines.page, 'settings');
});

test('one customer is promised otherwise, with what moves said before, and back to usual', async () => {
  const { page } = stage.ines;
  await page.goto(`/customers/${renate}`);
  const terms = page.getByRole('region', { name: 'What we promise' });
  await terms.getByText('The same as everybody.').waitFor();
  await accessible(page, 'a customer with usual terms');
  await terms.getByRole('button', { name: 'Promise otherwise' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First answer').fill('1');
  await dialog.getByLabel('Solved').fill('20');
  await dialog.getByText(/of \d running promises get another hour/).waitFor();
  await accessible(page, 'terms of one customer');
  await takePicture(stage.ines.page, 'override');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await terms.getByText('Terms of their own: For Renate Vogel.').waitFor();
  await terms.getByText(/first answer in 1 h/).waitFor();
  await takePicture(stage.ines.page, 'customer');
  const ofCase = () =>
    stage.ines.api<{ items: { clock: string | null; targetMinutes: number }[] }>(
      'GET',
      `/promises?case=${made.id}&kind=policy`,
    );
  await until(
    async () => (await ofCase()).items.find(({ clock }) => clock === 'resolution')?.targetMinutes === 1200,
    30_000,
    () => 'what runs was not counted again',
  );
  await cornerIsEmpty();
  await terms.getByRole('button', { name: 'Back to usual' }).click();
  await terms.getByText('The same as everybody.').waitFor();
  await undo();
  await terms.getByText('Terms of their own: For Renate Vogel.').waitFor();
  await page.goto('/settings/policies');
  const policies = page.getByRole('region', { name: 'Policies' });
  await policies.getByText('For Renate Vogel').waitFor();
  await expect.poll(() => policies.getByRole('listitem').first().innerText()).toContain('1 named');
});

test('a case says what to do and how long it takes; one press begins it, and it can be taken back', async () => {
  const { page } = stage.ines;
  await page.goto(`/inbox/${String(made.number)}`);
  const course = page.getByRole('region', { name: 'Course of action and how long' });
  await course.getByRole('button', { name: /^Begin / }).waitFor();
  await accessible(page, 'a case with its course of action');
  await takePicture(stage.ines.page, 'course');
  await course.getByRole('button', { name: /^Begin / }).click();
  await course.getByText('under way').waitFor();
  await undo();
  await course.getByText('under way').waitFor({ state: 'detached' });
  noComplaints(stage.ines);
});
