import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openEmptyDesk } from './browser.ts';
import { sendMail } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * A promise in plain words: an agent types it, a chip appears, one press keeps it, reply and promise leave together, and the
 * customer's page shows it. What she did not press is proposed afterwards and kept with one press, too.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test('a company is set up and a mail comes in', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  await page.goto('/inbox?view=unassigned');
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await sendMail(stage.kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: 'hello@larchandlime.example',
    subject: 'Worktop arrived cracked',
    text: 'There is a crack from the sink cut-out to the edge.',
  });
  await page.getByText('Worktop arrived cracked').first().click();
  await page.getByText('There is a crack from the sink').first().waitFor();
});

test('what she types shows as a chip, Alt+P keeps it, and it is sent with the reply', async () => {
  const { page } = stage.ines;
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.click();
  await box.pressSequentially(
    "I am sorry. I'll call you Friday at three. Our warehouse will send the new worktop within two working days.",
  );
  const chips = page.getByRole('list', { name: 'Promises in this reply' });
  await chips.getByText('call you').waitFor();
  await expect.poll(() => chips.getByRole('listitem').count()).toBe(2);
  await accessible(page, 'chips in the composer');
  await page.keyboard.press('Alt+p');
  await chips.getByText('Promised with this reply').waitFor();
  await page.keyboard.press('Control+Enter');
  await stage.sink.next((mail) => mail.text?.includes('Friday at three') === true, 'the answer');
  const proposals = page.getByRole('list', { name: 'Promises found in what was sent' });
  await proposals.getByText(/Our warehouse will send/).waitFor();
  await expect.poll(() => proposals.getByRole('listitem').count()).toBe(1);
  await page.goto('/');
  await page.getByText('One sentence may be a promise').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('One sentence may be a promise').waitFor({ state: 'detached' });
});

test('the customer’s page shows both', async () => {
  const mail = stage.sink.mails.find((one) => one.text?.includes('/my/cases/') === true);
  const link = /http:\/\/\S+\/my\/cases\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const renate = await stage.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await renate.page.goto(link);
  await expect.poll(() => renate.page.getByText('call you', { exact: false }).count()).toBeGreaterThan(0);
  await expect.poll(() => renate.page.getByText(/send the new worktop/).count()).toBeGreaterThan(0);
  noComplaints(stage.ines, renate);
  await renate.context.close();
});
