import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openEmptyDesk, takePictures } from './browser.ts';
import { strike } from './hands.ts';
import { sendMail, until } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Knowing the customer: whoever is next is shown large, what is answered is not asked again, wishes of two customers become a
 * need, and what they hate is handed to Culture.
 */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const mail = (who: string, subject: string, text: string) =>
  sendMail(stage.kept.smtpPort, {
    from: `${who} <${who.toLowerCase()}@mail.example>`,
    to: 'hello@larchandlime.example',
    subject,
    text,
  });
test('the brief of whoever is next is shown large, and what is answered is not asked again', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  await stage.ines.api('POST', '/observations', { words: 'Nobody answers, I was ignored for weeks', feeling: 'lost' });
  await stage.ines.api('POST', '/observations', {
    words: 'I want to know the day my kitchen is delivered',
    feeling: 'neutral',
  });
  await page.goto('/inbox?view=unassigned');
  await mail('Anna', 'Delivery day', 'Hi, please tell me asap on which day the delivery of the kitchen arrives.');
  await mail('Ben', 'When is it delivered', 'Dear Sir, please explain in detail when the kitchen delivery arrives.');
  await page.getByText('Delivery day').first().click();
  await page.getByText(/^Ask next:/).waitFor();
  const list = await stage.ines.api<Record<string, unknown>>('GET', '/cases?limit=10');
  for (const one of list['items'] as { id: string; customer: { id: string; name: string } }[]) {
    await stage.ines.api('PATCH', `/cases/${one.id}`, {
      successWish: `Know the day the kitchen delivery arrives, ${one.customer.name}`,
    });
    if (one.customer.name !== 'Anna') continue;
    await stage.ines.api('PUT', `/customers/${one.customer.id}/brief/expects`, { statement: 'An answer by Friday' });
  }
  await page.getByText('An answer by Friday').first().waitFor();
  await page.keyboard.press('w');
  const next = page.getByRole('dialog');
  await next.getByText('An answer by Friday').waitFor();
  await accessible(page, 'who is next');
  await takePictures(stage.ines.page, 'needs-next-person');
  await next.getByRole('button', { name: 'To the conversation' }).click();
  await page.getByRole('textbox', { name: 'Your answer' }).click();
  await page.getByRole('textbox', { name: 'Your answer' }).pressSequentially('Hello Anna. What do you expect from us?');
  await page.getByText('The customer has answered this: An answer by Friday').waitFor();
  await takePictures(stage.ines.page, 'needs-asked-already');
});

test('wishes of two customers become a need, and what they hate a behaviour to stop', async () => {
  const { page } = stage.ines;
  await until(
    async () => {
      await strike(stage.kept, 'needs.take-in');
      return (
        ((await stage.ines.api<Record<string, unknown>>('GET', '/heard?source=wish'))['items'] as unknown[]).length ===
        2
      );
    },
    60_000,
    () => 'their wishes were not heard',
  );
  await page.goto('/voice/needs?show=suggested');
  await page.getByRole('button', { name: 'Keep as a need' }).first().click();
  await page.getByText('Nothing alike is waiting.').waitFor();
  await page.goto('/voice/needs');
  await page
    .getByRole('button', { name: /Their words/ })
    .first()
    .click();
  await page
    .getByRole('link', { name: /Case \d+/ })
    .first()
    .waitFor();
  await accessible(page, 'needs');
  await takePictures(stage.ines.page, 'needs-catalogue');
  await page.goto('/voice/themes');
  await page.getByRole('button', { name: 'Make it a behaviour to stop' }).first().click();
  await page
    .getByText(/^To stop:/)
    .first()
    .waitFor();
  await accessible(page, 'what they hate');
  await takePictures(stage.ines.page, 'needs-hated');
  await page.goto('/voice/themes?show=words');
  await page.getByText('Nobody answers, I was ignored for weeks').first().waitFor();
  await accessible(page, 'words');
  await takePictures(stage.ines.page, 'needs-words');
  await page.goto('/voice?show=silent');
  await page.getByRole('heading', { name: 'What we know of them' }).waitFor();
  await takePictures(stage.ines.page, 'needs-unheard');
  noComplaints(stage.ines);
  expect(stage.ines.complaints).toEqual([]);
});
