import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accessible,
  noComplaints,
  openBrowser,
  openEmptyDesk,
  openPerson,
  type Person,
  takePicture,
} from './browser.ts';
import { type RunningKept, sendMail, startKept } from './running.ts';

/**
 * Words: a worried mail shows its feeling in list and case; a heated draft is told so in the margin and goes out with the second
 * press; a prompt is muted with a reason; a need that comes back under a new number is seen.
 */
let kept: RunningKept;
let browser: Browser;
let ines: Person;
let theCase = '';

beforeAll(async () => {
  kept = await startKept({ NODE_ENV: 'production' });
  browser = await openBrowser();
  ines = await openPerson(browser, kept.url);
  ines.page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  await kept?.close();
});

const mail = (subject: string, text: string) =>
  sendMail(kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: 'hello@larchandlime.example',
    subject,
    text,
  });
test('a worried mail shows its feeling, its words and its wish', async () => {
  const { page } = ines;
  await openEmptyDesk(page, kept.url);
  await page.goto('/inbox?view=unassigned');
  await mail(
    'Worktop cracked',
    'I am really worried about the crack in the worktop. I would like a new worktop before Friday. When can you come?',
  );
  await page.getByText('Worktop cracked').first().click();
  const told = page.getByRole('list', { name: 'What the words tell' });
  await told.getByText('about the crack in the worktop').waitFor();
  theCase = new URL(page.url()).pathname;
  await page.getByRole('article').getByText('worried', { exact: false }).first().waitFor();
  await told.getByRole('button', { name: 'That is it' }).click();
  await told.getByText('Solved would be').waitFor({ state: 'detached' });
  await accessible(page, 'the words of a case');
});

test('a heated draft is told so, goes out with the second press, and a prompt can be muted', async () => {
  const { page } = ines;
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.click();
  await box.pressSequentially('Hi Peter, as I already told you, that is not our problem! See the attached list.');
  const margin = page.getByRole('list', { name: 'Before you send' });
  await margin.getByText('This sounds angry').waitFor();
  await margin.getByRole('button', { name: /more/ }).click();
  await margin.getByText('No file is attached').waitFor();
  await accessible(page, 'the margin of the composer');
  await takePicture(ines.page, 'margin');
  await page.keyboard.press('Escape');
  await margin.getByRole('combobox', { name: /Forgotten file/ }).selectOption('wrong-too-often');
  await margin.getByText('No file is attached').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await page.getByRole('alert').getByText('Press send again').waitFor();
  await takePicture(ines.page, 'second-press');
  expect(await box.textContent()).toContain('not our problem');
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await margin.waitFor({ state: 'detached' });
  await page.goto('/settings/words');
  await page.getByRole('button', { name: 'Ask me again' }).click();
  await page.getByText('You have muted nothing.').waitFor();
  await accessible(page, 'the settings of words');
  await takePicture(ines.page, 'settings');
});

test('on a phone and in the dark it is the same', async () => {
  const { page } = ines;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings/words');
  await page.getByText('You have muted nothing.').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await accessible(page, 'the settings of words on a phone in the dark');
  // by its address: whether it still waits for somebody depends on whether the answer has left by now
  await page.goto(theCase);
  await page.getByRole('list', { name: 'What the words tell' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await accessible(page, 'the words of a case on a phone in the dark');
  await takePicture(ines.page, 'phone');
  noComplaints(ines);
});
