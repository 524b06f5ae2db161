import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noComplaints } from './browser.ts';
import { sendMail, until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * An agent's morning: twenty cases arrived by mail and are worked off by keyboard alone. Keys pressed are counted apart from the words typed;
 * the morning may not cost more than five keys a case.
 */
let desk: Desk;
const address = 'hello@larchandlime.example';
const cases = 20;
const mostKeysPerCase = 5;
let keys = 0;

beforeAll(async () => {
  desk = await openDesk({}, async ({ hands, kept }) => {
    await hands.ask('POST', '/mailboxes', { name: 'Hello', address, isDefault: true });
    for (let n = 1; n <= cases; n++)
      await sendMail(kept.smtpPort, {
        from: `Customer ${String(n)} <customer${String(n)}@example.net>`,
        to: address,
        subject: `Matter ${String(n)}`,
        text: `The drawer of my cabinet sticks, number ${String(n)}. What can I do?`,
      });
    await until(
      async () => ((await hands.ask('GET', '/cases?limit=50')).body['items'] as object[]).length === cases,
      30_000,
      () => 'not all mails became cases',
    );
  });
});
afterAll(() => desk?.close());

/** One key, or one chord, as a person presses it. */
async function press(page: Page, key: string): Promise<void> {
  keys += 1;
  await page.keyboard.press(key);
}

/** Asks for the next case and waits until it is open; answers its number. */
async function takeNext(page: Page, before: number | undefined): Promise<number> {
  await press(page, before === undefined ? 'n' : 'Shift+N');
  await page.waitForURL((url) => /\/inbox\/\d+/.test(url.pathname) && !url.pathname.endsWith(`/${String(before)}`));
  const number = Number(/\d+$/.exec(new URL(page.url()).pathname)![0]);
  await page
    .getByText(`#${String(number)}`)
    .first()
    .waitFor();
  await page.getByRole('textbox', { name: 'Your answer' }).waitFor();
  return number;
}

/** Sends what was written and waits until the program has taken it, as a person glances at the answer before going on. */
async function sendIt(page: Page): Promise<void> {
  await press(page, 'Control+Enter');
  await page.getByRole('button', { name: 'Send now' }).waitFor();
}

test('twenty cases are worked off by keyboard alone', { timeout: 240_000 }, async () => {
  const { page } = desk.ines;
  await page
    .getByRole('link', { name: /^Inbox/ })
    .first()
    .waitFor();
  await page.getByText('Mine to keep').first().waitFor();
  // from here on no mouse
  await press(page, 'g');
  await press(page, 'i');
  await page.waitForURL(/\/inbox/);
  await page.getByRole('button', { name: /Next for me/ }).waitFor();
  const answered: number[] = [];
  let number: number | undefined;
  for (let n = 1; n <= cases; n++) {
    number = await takeNext(page, number);
    if (n % 5 === 0) {
      await press(page, 's');
      await page.getByRole('menuitem', { name: /Tomorrow/ }).waitFor();
      await press(page, 'ArrowDown');
      await press(page, 'ArrowDown');
      await press(page, 'Enter');
      await page
        .getByText(/Snoozed|asleep|sleeps/i)
        .first()
        .waitFor();
    } else if (n % 2 === 0) {
      await press(page, 'm');
      await page.getByPlaceholder(/macro/i).waitFor();
      await page.keyboard.type('details');
      await page
        .getByRole('button', { name: /ask for details/i })
        .first()
        .waitFor();
      await press(page, 'Enter');
      await page.getByRole('textbox', { name: 'Your answer' }).getByText(/\w/).first().waitFor();
      await sendIt(page);
      answered.push(number);
    } else {
      await press(page, 'r');
      await page.keyboard.type(`Loosen both screws below and push it back, matter ${String(number)}.`);
      await sendIt(page);
      answered.push(number);
    }
  }
  for (const one of answered)
    await desk.sink.next(
      (mail) => (mail.subject ?? '').startsWith('Re:') && (mail.subject ?? '').includes(`#${String(one)}`),
      `the answer in ${String(one)}`,
    );
  const { items } = (await desk.hands.ask('GET', '/cases?state=snoozed&limit=50')).body as { items: object[] };
  expect(items).toHaveLength(cases / 5);
  process.stdout.write(
    `An agent's morning: ${String(keys)} keys for ${String(cases)} cases, ${(keys / cases).toFixed(1)} a case.\n`,
  );
  expect(keys / cases).toBeLessThanOrEqual(mostKeysPerCase);
  noComplaints(desk.ines);
});
