import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openPerson, signInAs, takePictures } from './browser.ts';
import { look, owner } from './hands.ts';
import { type MovedClock, openMovedClock } from './moved-clock.ts';
import { sendMail, until } from './running.ts';
import { openShop, type Shop } from './shop.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * From detractor to won back, as people live it: somebody rates us badly by mail, and somebody else in the panel of a chat on a page
 * of somebody else; a colleague speaks to him, finds the cause, offers a remedy and promises it; he is asked nothing else
 * meanwhile, is asked again at the end, and only his own word makes him won back. A bad review opens one too, as soon as somebody
 * says whose it is. After thirty and ninety days he is asked whether it still is good, and managers see what came of it.
 */
let desk: Desk;
let clock: MovedClock;
let shop: Shop;
let renateId = '';
let surveyId = '';
let recoveryUrl = '';
const address = 'hello@larchandlime.example';

beforeAll(async () => {
  clock = await openMovedClock();
  desk = await openDesk(clock.env, async ({ kept, ines }) => {
    clock.begin(kept);
    await clock.follow(ines);
  });
  await desk.hands.ask('PATCH', '/voice/settings', { askAfterMinutes: 0 });
  shop = await openShop(desk);
});
afterAll(async () => {
  await clock?.close();
  await desk?.close();
  shop?.close();
});

type Found = { id: string; number: number; revision: number; subject: string; channel: string };

async function caseOf(fits: (one: Found) => boolean): Promise<Found> {
  let found: Found | undefined;
  await until(
    async () => {
      const list = await desk.hands.ask('GET', '/cases?limit=20');
      found = (list.body['items'] as Found[]).find(fits);
      return found !== undefined;
    },
    60_000,
    () => 'no case came of it',
  );
  return found!;
}

/** Answers and closes with one press, as the colleague who is signed in: only who was served by a person is asked how it was. */
async function answerAndClose(one: Found, html: string): Promise<void> {
  const { body } = await desk.hands.ask('GET', `/cases/${one.number}`);
  await desk.ines.api('POST', `/cases/${one.number}/messages`, {
    html,
    revision: Number(body['revision']),
    close: { valueCreated: 'An answer' },
  });
}

const surveyLink = (text: string) => /http:\/\/\S+\/s\/[A-Za-z0-9_-]{43}/.exec(text)![0];

/** The newest question mailed since so many mails. */
async function nextQuestion(after: number): Promise<string> {
  const fits = () => desk.sink.mails.slice(after).find((mail) => /\/s\/[A-Za-z0-9_-]{43}/.test(mail.text ?? ''));
  await until(
    () => fits() !== undefined,
    90_000,
    () => 'nobody was asked',
  );
  return surveyLink(fits()!.text!);
}

test('a bad answer by mail opens a recovery with an owner and two clocks', async () => {
  await sendMail(desk.kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: address,
    subject: 'Worktop arrived cracked',
    text: 'There is a crack from the sink cut-out to the edge.',
  });
  const one = await caseOf(({ subject }) => subject === 'Worktop arrived cracked');
  const before = desk.sink.mails.length;
  await answerAndClose(one, '<p>A new one is on its way.</p>');
  const link = await nextQuestion(before);
  const renate = await desk.another();
  await renate.page.goto(`${link}?rating=1`);
  await renate.page.getByRole('radio', { name: 'No', exact: true }).check();
  await renate.page.getByRole('textbox').last().fill('Nobody called back.');
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await renate.page.getByText('Somebody will be in touch').waitFor();
  await renate.context.close();

  const { page } = desk.ines;
  await page.goto('/voice?show=recoveries');
  await page.getByText('Nobody called back.').first().click();
  await page.getByRole('heading', { name: /has not heard from us yet/ }).waitFor();
  await page.getByText('a bad answer').first().waitFor();
  await page.getByText('severe').first().waitFor();
  await page.getByRole('link', { name: 'first contact' }).waitFor();
  await page.getByRole('link', { name: 'put right' }).waitFor();
  await accessible(page, 'a recovery');
  recoveryUrl = new URL(page.url()).pathname;
  const { body } = await desk.hands.ask('GET', `/recoveries/${recoveryUrl.split('/').at(-1)}`);
  expect(body['owner']).toMatchObject({ name: 'Ines' });
  renateId = (body['customer'] as { id: string }).id;
});

test('nothing else is asked of him meanwhile, and the dialog for asking him says why', async () => {
  const made = await desk.hands.ask('POST', '/surveys', {
    name: 'How are we?',
    programme: 'custom',
    questions: [{ key: 'likely', texts: {}, optional: false }],
    active: true,
    quietDays: 0,
  });
  surveyId = String(made.body['id']);
  const asked = await desk.hands.ask('POST', `/surveys/${surveyId}/invitations`, { customerId: renateId });
  expect(asked.body).toMatchObject({ state: 'withheld', withheldBecause: 'recovery_open' });

  const { page } = desk.ines;
  await page.goto(`/customers/${renateId}`);
  await page.getByRole('button', { name: 'Ask by survey …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask Renate Vogel now' });
  await dialog.getByRole('combobox', { name: 'What' }).selectOption({ label: 'How are we?' });
  await dialog.getByRole('region', { name: 'As they get it' }).getByRole('listitem').first().waitFor();
  await accessible(page, 'the dialog that asks one customer');
  // by keyboard alone: it has the focus, and Enter asks
  await dialog.getByRole('combobox', { name: 'Where' }).focus();
  await dialog.getByRole('button', { name: 'Ask now' }).press('Enter');
  const refused = dialog.getByRole('alert');
  await refused.getByText('Renate Vogel was not asked.').waitFor();
  await refused.getByRole('link', { name: 'To the recoveries' }).waitFor();
  await accessible(page, 'the dialog that says why somebody is not asked');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a survey shows what was asked before, what differed, and goes back to it', async () => {
  const { page } = desk.ines;
  await page.goto(`/voice/surveys/${surveyId}`);
  await page.getByRole('textbox', { name: /Would you recommend us/ }).fill('Would you send a friend to us?');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const versions = page.getByRole('region', { name: 'Wordings so far' });
  await versions.getByText('Version 2').click();
  await versions.getByText('Would you send a friend to us?').first().waitFor();
  await versions.getByText('Version 1').click();
  await accessible(page, 'the wordings of a survey');
  await versions.getByRole('button', { name: 'Ask in these words again' }).click();
  await versions.getByText('Version 3').waitFor();
  const { body } = await desk.hands.ask('GET', `/surveys/${surveyId}`);
  expect(body).toMatchObject({ version: 3, questions: [{ key: 'likely', texts: {} }] });
});

test('contact, loss, acknowledgement, cause, remedy and promise are noted on one screen', async () => {
  const { page } = desk.ines;
  await page.goto(recoveryUrl);
  const move = async (name: string, words: string, more: () => Promise<void> = () => Promise.resolve()) => {
    await page.getByRole('button', { name, exact: true }).click();
    const form = page.getByRole('form', { name });
    await form.getByRole('textbox').first().fill(words);
    await more();
    await form.getByRole('button', { name, exact: true }).click();
    await form.waitFor({ state: 'detached' });
  };
  await move('I have spoken to them', 'She waited in for nothing.', () =>
    page.getByRole('textbox', { name: 'What they lost' }).fill('A day of work'),
  );
  await page.getByRole('heading', { name: /waits for us to put it right/ }).waitFor();
  await page.getByRole('textbox', { name: 'How we acknowledged it' }).fill('We said we would call, and did not.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await move('Note the cause', 'The call list was lost at the hand-over.');
  await page.getByRole('combobox', { name: 'The cause in a word' }).selectOption('hand-over');
  await move('Offer a remedy', 'A new worktop, fitted on Thursday, and the day paid.');
  await page.getByRole('button', { name: 'Promise it' }).click();
  await page.getByRole('textbox', { name: 'What is promised' }).fill('the new worktop, fitted');
  const thursday = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('By when').fill(`${thursday}T15:00`);
  await page.getByRole('button', { name: 'Promise it' }).click();
  await page.getByRole('link', { name: 'the new worktop, fitted' }).waitFor();
  await move('They accept', 'She is glad.');
  await page.getByText('A day of work').first().waitFor();
  await accessible(page, 'a recovery that is being put right');
  const promises = (await desk.hands.ask('GET', `/promises?kind=personal`)).body['items'] as {
    id: string;
    what: string;
  }[];
  const promised = promises.find(({ what }) => what === 'the new worktop, fitted');
  // broken, it would open a recovery of its own, and nobody would ask whether it is still good
  expect((await desk.hands.ask('POST', `/promises/${String(promised?.id)}/keeping`, {})).status).toBeLessThan(300);
});

test('she is asked again, and only her own word makes her won back', async () => {
  const { page } = desk.ines;
  const before = desk.sink.mails.length;
  await page.getByRole('button', { name: 'Ask again', exact: true }).click();
  const form = page.getByRole('form', { name: 'Ask again' });
  await form.getByRole('textbox').fill('The fitter says that it sits well.');
  await form.getByRole('button', { name: 'Ask again', exact: true }).click();
  await page.getByText('Now it is for them to say.').waitFor();
  const id = recoveryUrl.split('/').at(-1)!;
  const forced = await desk.hands.ask('POST', `/recoveries/${id}/moves`, { move: 'remedy-accepted' });
  expect(forced.status).toBe(409);
  const link = await nextQuestion(before);
  expect(desk.sink.mails.at(-1)?.text).toContain('The fitter says that it sits well.');
  const renate = await desk.another({ width: 390, height: 844 });
  await renate.page.goto(link);
  await accessible(renate.page, 'the page that asks again');
  await renate.page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await renate.page.getByRole('radio', { name: /Very good/ }).check();
  await renate.page.getByRole('textbox').last().fill('You made it right.');
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await renate.page.getByText('A person reads this.').waitFor();
  noComplaints(renate);
  await renate.context.close();
  await page.getByRole('heading', { name: /says it is good again/ }).waitFor();
  await page.getByText('You made it right.').first().waitFor();
  // her "no" had opened the case again: left open, it would break its own promise some day
  await answerAndClose(await caseOf(({ subject }) => subject === 'Worktop arrived cracked'), '<p>We are glad.</p>');
});

const panelOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Larch & Lime' });

test('when a chat has ended its survey is asked in the panel itself, by keyboard, and a bad answer opens a recovery', async () => {
  const visitor = await openPerson(desk.browser, shop.url);
  const { page } = visitor;
  page.setDefaultTimeout(20_000);
  await page.goto('/');
  await page.getByRole('button', { name: 'Chat and help' }).click();
  await panelOf(page)
    .getByRole('button', { name: /Write to us now|Leave us a message/ })
    .click();
  const line = panelOf(page).getByRole('textbox', { name: 'Your message' });
  await line.fill('Do the green ones run small?');
  await line.press('Enter');
  const one = await caseOf(({ channel }) => channel === 'chat');
  await answerAndClose(one, '<p>They run true to size.</p>');
  const survey = panelOf(page).getByRole('region', { name: 'How did it go?' });
  await survey.waitFor();
  await accessible(page, 'a survey in the panel');
  // by keyboard alone: No, very poor, why, send
  await survey.getByRole('radio', { name: 'No', exact: true }).focus();
  await page.keyboard.press('Space');
  await survey.getByRole('radio', { name: /Very good/ }).focus();
  await survey.getByRole('radio', { name: /Very poor/ }).focus();
  await page.keyboard.press('Space');
  await survey.getByRole('textbox').last().focus();
  await page.keyboard.type('They did not fit.');
  await survey.getByRole('button', { name: /^Send/ }).focus();
  await page.keyboard.press('Enter');
  await panelOf(page).getByText('Somebody will be in touch').waitFor();
  await accessible(page, 'the thanks in the panel');
  await panelOf(page).getByRole('button', { name: 'Change my answer' }).waitFor();
  noComplaints(visitor);
  await visitor.context.close();
  const answers = (await desk.hands.ask('GET', '/answers')).body['items'] as {
    rating: number;
    why: string;
    caseId: string;
  }[];
  expect(answers.find(({ caseId }) => caseId === one.id)).toMatchObject({ rating: 1, why: 'They did not fit.' });
  await desk.ines.page.goto('/voice?show=recoveries');
  await desk.ines.page.getByText('They did not fit.').first().waitFor();
});

test('a bad review opens a recovery once somebody says whose it is', async () => {
  const { page } = desk.ines;
  expect((await desk.hands.ask('POST', '/customers', { name: 'Wanda Berg' })).status).toBe(201);
  const added = await desk.hands.ask('POST', '/reviews', {
    source: 'Town map',
    rating: 1,
    words: 'Waited three weeks for a worktop.',
    author: 'W. B.',
  });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  await page.goto('/voice?show=recoveries');
  await page.getByText('1 bad review waits for somebody to say whose it is.').waitFor();
  await page.getByRole('link', { name: 'Look' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Waited three weeks for a worktop.' });
  await item.getByRole('combobox').pressSequentially('Wanda Berg');
  await item.getByRole('button', { name: 'Say so' }).click();
  await page.goto('/voice?show=reviews');
  await page.getByRole('link', { name: 'Won back here' }).click();
  await page.getByRole('heading', { name: /has not heard from us yet/ }).waitFor();
  await page.getByText('a review').first().waitFor();
  noComplaints(desk.ines);
});

async function checkAfter(days: number) {
  const { body } = await desk.hands.ask('GET', `/recoveries/${recoveryUrl.split('/').at(-1)}/side`);
  return (body['checks'] as { days: number; state: string; because: string | null }[]).find(
    (check) => check.days === days,
  )!;
}

test('after thirty and ninety days she is asked whether it still is, and managers see how many say so', async () => {
  const { page } = desk.ines;
  const begun = Date.now();
  const said = page.getByRole('heading', { name: 'What they said' }).locator('..').getByRole('listitem');
  await page.goto(recoveryUrl);
  await said.filter({ hasText: 'After 30 days' }).getByText(/on/).waitFor();
  for (const [days, words] of [
    [30, 'It holds.'],
    [90, 'Not a scratch.'],
  ] as const) {
    const before = desk.sink.mails.length;
    await clock.goTo(begun + (days + 1) * 86_400_000, desk.ines);
    await look(desk.kept, `select graphile_worker.add_job('voice.recoveries', '{}')`);
    await until(
      async () => (await checkAfter(days)).state !== 'planned',
      60_000,
      () => 'it was not asked whether it is still good',
    );
    expect(await checkAfter(days)).toMatchObject({ state: 'asked', because: null });
    const link = await nextQuestion(before);
    // whoever is away for a month signs in again
    await desk.ines.context.clearCookies();
    await signInAs(page, owner);
    await page.goto(recoveryUrl);
    const check = said.filter({ hasText: `After ${days} days` });
    await check.getByText('asked, no answer yet').waitFor();
    const renate = await desk.another({ javaScriptEnabled: false, colorScheme: 'dark' });
    await renate.page.goto(`${link}?solved=yes&rating=5`);
    await renate.page.getByRole('textbox').last().fill(words);
    await renate.page.getByRole('button', { name: 'Send my answer' }).click();
    await renate.page.getByText('A person reads this.').waitFor();
    await renate.context.close();
    await check.getByText(words).waitFor();
    await page.getByText(`Still good after ${days} days`).first().waitFor();
  }
  await accessible(page, 'a recovery after ninety days');
  await takePictures(page, 'recovery-after-ninety-days');
  await page.goto('/voice?show=recoveries&figures=true');
  const figures = page.getByRole('region', { name: /How well we win back/ });
  for (const name of ['Still good after 30 days', 'Still good after 90 days'])
    await figures
      .locator('dt', { hasText: name })
      .locator('xpath=following-sibling::dd')
      .getByText(/1/)
      .first()
      .waitFor();
  await accessible(page, 'how well we win back');
  await takePictures(page, 'how-well-we-win-back');
  const counted = (await desk.hands.ask('GET', '/recovery-figures?days=180')).body;
  expect(counted).toMatchObject({ recovered: { k: 1 }, stillGood30: { k: 1, n: 1 }, stillGood90: { k: 1, n: 1 } });
  noComplaints(desk.ines);
});
