import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase32, totp, wrongCode } from '../src/server/testing/one-time-code.ts';
import { accessible, noComplaints, type Person, signInAs, takePicture, takePictures } from './browser.ts';
import { owner } from './hands.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * Ines lets Kept ask for a code as well, and comes in with one of her app, then with one that she kept on paper. Tom, whom she adds,
 * chooses his password by a mailed link, forgets it, changes it, and loses his phone.
 */
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

/** The token of the newest link that was mailed to Tom. */
async function linkMailed(subject: RegExp): Promise<string> {
  const mail = await desk.sink.next((one) => subject.test(one.subject ?? ''), `a mail about ${String(subject)}`);
  return /http:\/\/\S+\/choose-password#\S+/.exec(mail.text ?? '')![0];
}
const tom = { email: 'tom@example.org', password: 'a kettle of herring' };
let his: Person;

test('a colleague added without a password chooses one by the link he is mailed', async () => {
  const { page } = desk.ines;
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Add a colleague' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a colleague' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Tom Reed');
  await dialog.getByRole('textbox', { name: 'Work mail' }).fill(tom.email);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const link = await linkMailed(/^Choose your password/);
  his = await desk.another({ width: 390, height: 844 });
  await his.page.goto(link);
  await his.page.getByRole('heading', { name: 'Welcome, Tom Reed' }).waitFor();
  await accessible(his.page, 'choosing a password');
  await takePictures(his.page, 'choose-password');
  const field = his.page.getByRole('textbox', { name: 'New password' });
  await field.fill('tom@example.org');
  await his.page.keyboard.press('Enter');
  await his.page.getByText('This is too easy to guess.').waitFor();
  await field.fill(tom.password);
  await his.page.keyboard.press('Enter');
  await his.page.getByText('Your password is kept. Sign in with it.').first().waitFor();
  await signInAs(his.page, tom);
  await his.page.goto(link);
  await his.page.reload();
  await his.page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor();
});

test('he forgets it: the same is said for every address, and a mail goes to his', async () => {
  await his.context.clearCookies();
  const { page } = his;
  const ask = async (email: string) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Forgotten your password?' }).click();
    await page.getByRole('textbox', { name: 'Work mail' }).fill(email);
    await page.keyboard.press('Enter');
    await page.getByText(`If somebody works here under ${email}, a mail with a link is on its way.`).waitFor();
  };
  await ask('nobody@example.org');
  await accessible(page, 'a link asked for');
  await ask(tom.email);
  await takePictures(page, 'link-asked');
  await page.goto(await linkMailed(/^Choose a new password/));
  await page.getByRole('heading', { name: 'A new password' }).waitFor();
  tom.password = 'a ladder of cheese';
  await page.getByRole('textbox', { name: 'New password' }).fill(tom.password);
  await page.keyboard.press('Enter');
  await page.getByText('Your password is kept. Sign in with it.').first().waitFor();
  await signInAs(page, tom);
  expect(desk.sink.mails.filter(({ to }) => JSON.stringify(to).includes('nobody@example.org'))).toEqual([]);
});

test('he chooses his time zone, changes his password himself, knowing the present one, and stays in', async () => {
  const { page } = his;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/inbox');
  await page
    .getByRole('button', { name: /Tom Reed/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByRole('combobox', { name: 'Your time zone' }).selectOption('America/New_York');
  await accessible(page, 'one’s own name and time zone');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Tom Reed · America/New York').waitFor();
  await dialog.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('textbox', { name: 'Present password' }).fill('not the one');
  await dialog.getByRole('textbox', { name: 'New password' }).fill('an oven of snow');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not your present password.').waitFor();
  await accessible(page, 'one’s own password');
  await takePicture(page, 'own-password');
  await dialog.getByRole('textbox', { name: 'Present password' }).fill(tom.password);
  await dialog.getByRole('textbox', { name: 'New password' }).fill('an oven of snow');
  await page.keyboard.press('Enter');
  await page.getByText('Your password is changed. You are signed in only here.').first().waitFor();
  tom.password = 'an oven of snow';
  await desk.sink.next((mail) => /^Your password .* was changed$/.test(mail.subject ?? ''), 'word of the change');
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  noComplaints(his);
});

test('an admin hands over a link, which is shown once', async () => {
  const { page } = desk.ines;
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Change Tom Reed' }).click();
  await page.getByRole('button', { name: 'Password and code…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Signing in' });
  await dialog.getByRole('button', { name: 'Show a link to hand over' }).click();
  const link = dialog.getByRole('textbox', { name: 'Link to choose a password' });
  await expect.poll(() => link.inputValue()).toMatch(/\/choose-password#\S{43}$/);
  await accessible(page, 'a link to hand over');
  await takePictures(page, 'hand-over-link');
  await his.page.goto(await link.inputValue());
  await his.page.getByRole('heading', { name: 'A new password' }).waitFor();
  noComplaints(desk.ines);
});
