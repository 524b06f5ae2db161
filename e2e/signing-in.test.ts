import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase32, totp, wrongCode } from '../src/server/testing/one-time-code.ts';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { owner } from './hands.ts';
import { type Desk, openDesk } from './stage.ts';

/** Ines lets Kept ask for a code as well, and comes in with one of her app, then with one that she kept on paper. */
let desk: Desk;
let secret: Buffer;
let kept: string[];

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function signOut(): Promise<void> {
  await desk.ines.context.clearCookies();
}

/** Mail and password, which now open nothing; the second step stands there afterwards. */
async function firstStep(): Promise<void> {
  const { page } = desk.ines;
  await page.goto('/inbox');
  await page.getByRole('textbox', { name: 'Work mail' }).fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
}

test('a code is switched on with the password and the first code of the app', async () => {
  const { page } = desk.ines;
  await page.getByRole('button', { name: /Ines/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Set up/ }).click();
  await dialog.getByRole('textbox', { name: 'Your password' }).fill('not the one');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not your password.').waitFor();
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(owner.password);
  await page.keyboard.press('Enter');
  await dialog.getByRole('img', { name: /QR code/ }).waitFor();
  secret = fromBase32(await dialog.locator('code').innerText());
  await dialog.getByRole('textbox', { name: 'Code' }).fill(totp(secret, Date.now()));
  await page.keyboard.press('Enter');
  const codes = dialog.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
  await expect.poll(() => codes.count()).toBe(10);
  kept = await codes.allInnerTexts();
  await accessible(page, 'the backup codes');
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
});

test('from then on the password alone stands before one more step, and comes where it was going', async () => {
  await signOut();
  await firstStep();
  const { page } = desk.ines;
  await accessible(page, 'the second step of signing in');
  await takePictures(page, 'second-step');
  const code = page.getByRole('textbox', { name: 'Code', exact: true });
  await code.fill(wrongCode(secret, Date.now()));
  await page.keyboard.press('Enter');
  await page.getByText('This code is wrong or too old.').waitFor();
  await code.fill(totp(secret, Date.now()));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox/);
});

test('without the phone a kept code opens once', async () => {
  const { page } = desk.ines;
  const give = async () => {
    await firstStep();
    await page.getByRole('button', { name: 'Use a backup code' }).click();
    const field = page.getByRole('textbox', { name: 'Backup code' });
    // the step that asks for another kind of code begins empty
    await expect.poll(() => field.inputValue()).toBe('');
    await field.fill(kept[0]!);
    await page.keyboard.press('Enter');
  };
  await signOut();
  await give();
  await page.waitForURL(/\/inbox/);
  await signOut();
  await give();
  await page.getByText('This backup code is wrong or was used already.').waitFor();
  await page.getByRole('button', { name: 'Use the code from the app' }).click();
  await page.getByRole('textbox', { name: 'Code', exact: true }).fill(totp(secret, Date.now()));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox/);
  noComplaints(desk.ines);
});
