import { createServer, type Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openBrowser, openPerson, type Person, signInAs } from './browser.ts';
import { type Hands, look, moveIn, owner } from './hands.ts';
import { freePort, openSink, type RunningKept, sendMail, type Sink, startKept, until } from './running.ts';

/**
 * From detractor to won back, as people live it: somebody rates us badly by mail, and somebody else in the panel of a chat on a page
 * of somebody else; a colleague speaks to him, finds the cause, offers a remedy and promises it; he is asked nothing else
 * meanwhile, is asked again at the end and after thirty days, and only his own word makes him won back. A bad review opens one too,
 * as soon as somebody says whose it is.
 */
let sink: Sink;
let kept: RunningKept;
let hands: Hands;
let browser: Browser;
let agent: Person;
let shop: { url: string; server: Server };
let tagKey = '';
let renateId = '';
let recoveryUrl = '';
const desk = 'hello@larchandlime.example';

beforeAll(async () => {
  sink = await openSink();
  kept = await startKept({ KEPT_MAIL_URL: sink.url });
  hands = await moveIn(kept.url);
  await hands.ask('PATCH', '/voice/settings', { askAfterMinutes: 0 });
  await hands.ask('POST', '/calendars', {
    name: 'Always',
    zone: 'Europe/London',
    week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
    isDefault: true,
  });
  shop = await openShop();
  const made = await hands.ask('POST', '/widgets', { name: 'Shop', origins: [shop.url], settings: {} });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  tagKey = (made.body['widget'] as { key: string }).key;
  browser = await openBrowser();
  agent = await openPerson(browser, kept.url);
  agent.page.setDefaultTimeout(20_000);
  await signInAs(agent.page, owner);
});
afterAll(async () => {
  await browser?.close();
  await kept?.close();
  await sink?.close();
  shop?.server.close();
});

/** A shop of somebody else with a policy as strict as such policies get. */
async function openShop() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = createServer((_request, response) => {
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${kept.url}; connect-src ${kept.url}; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><title>Socks</title></head><body><main><h1>Green socks</h1></main><script src="${kept.url}/widget.js" data-key="${tagKey}" async></script></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url, server };
}

type Found = { id: string; number: number; revision: number; subject: string; channel: string };

async function caseOf(fits: (one: Found) => boolean): Promise<Found> {
  let found: Found | undefined;
  await until(
    async () => {
      const list = await hands.ask('GET', '/cases?limit=20');
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
  const { body } = await hands.ask('GET', `/cases/${one.number}`);
  const status = await agent.page.evaluate(
    async ([path, said]) => {
      const reply = await fetch(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(said),
      });
      return reply.status;
    },
    [
      `/cases/${one.number}/messages`,
      { html, revision: Number(body['revision']), close: { valueCreated: 'An answer' } },
    ] as const,
  );
  expect(status).toBeLessThan(300);
}

const surveyLink = (text: string) => /http:\/\/\S+\/s\/[A-Za-z0-9_-]{43}/.exec(text)![0];

/** The newest question mailed since so many mails. */
async function nextQuestion(after: number): Promise<string> {
  const fits = () => sink.mails.slice(after).find((mail) => /\/s\/[A-Za-z0-9_-]{43}/.test(mail.text ?? ''));
  await until(
    () => fits() !== undefined,
    90_000,
    () => 'nobody was asked',
  );
  return surveyLink(fits()!.text!);
}

test('a bad answer by mail opens a recovery with an owner and two clocks', async () => {
  await sendMail(kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: desk,
    subject: 'Worktop arrived cracked',
    text: 'There is a crack from the sink cut-out to the edge.',
  });
  const one = await caseOf(({ subject }) => subject === 'Worktop arrived cracked');
  const before = sink.mails.length;
  await answerAndClose(one, '<p>A new one is on its way.</p>');
  const link = await nextQuestion(before);
  const renate = await openPerson(browser, kept.url);
  await renate.page.goto(`${link}?rating=1`);
  await renate.page.getByRole('radio', { name: 'No', exact: true }).check();
  await renate.page.getByRole('textbox').last().fill('Nobody called back.');
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await renate.page.getByText('Somebody will be in touch').waitFor();
  await renate.context.close();

  const { page } = agent;
  await page.goto('/voice?show=recoveries');
  await page.getByText('Nobody called back.').first().click();
  await page.getByRole('heading', { name: /has not heard from us yet/ }).waitFor();
  await page.getByText('a bad answer').first().waitFor();
  await page.getByText('severe').first().waitFor();
  await page.getByRole('link', { name: 'first contact' }).waitFor();
  await page.getByRole('link', { name: 'put right' }).waitFor();
  await accessible(page, 'a recovery');
  recoveryUrl = new URL(page.url()).pathname;
  const { body } = await hands.ask('GET', `/recoveries/${recoveryUrl.split('/').at(-1)}`);
  expect(body['owner']).toMatchObject({ name: 'Ines' });
  renateId = (body['customer'] as { id: string }).id;
});

test('nothing else is asked of him meanwhile, and it says why', async () => {
  const made = await hands.ask('POST', '/surveys', {
    name: 'How are we?',
    programme: 'custom',
    questions: [{ key: 'likely', texts: {}, optional: false }],
    active: true,
    quietDays: 0,
  });
  const asked = await hands.ask('POST', `/surveys/${String(made.body['id'])}/invitations`, { customerId: renateId });
  expect(asked.body).toMatchObject({ state: 'withheld', withheldBecause: 'recovery_open' });
});

test('contact, loss, acknowledgement, cause, remedy and promise are noted on one screen', async () => {
  const { page } = agent;
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
  const promises = (await hands.ask('GET', `/promises?kind=personal`)).body['items'] as { what: string }[];
  expect(promises.map(({ what }) => what)).toContain('the new worktop, fitted');
});

test('she is asked again, and only her own word makes her won back', async () => {
  const { page } = agent;
  const before = sink.mails.length;
  await page.getByRole('button', { name: 'Ask again', exact: true }).click();
  const form = page.getByRole('form', { name: 'Ask again' });
  await form.getByRole('textbox').fill('The fitter says that it sits well.');
  await form.getByRole('button', { name: 'Ask again', exact: true }).click();
  await page.getByText('Now it is for them to say.').waitFor();
  const id = recoveryUrl.split('/').at(-1)!;
  const forced = await hands.ask('POST', `/recoveries/${id}/moves`, { move: 'remedy-accepted' });
  expect(forced.status).toBe(409);
  const link = await nextQuestion(before);
  expect(sink.mails.at(-1)?.text).toContain('The fitter says that it sits well.');
  const renate = await openPerson(browser, kept.url, { width: 390, height: 844 });
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
});

test('after thirty days she is asked whether it still is, and the screen says what she answered', async () => {
  const before = sink.mails.length;
  await look(
    kept,
    `update recovery_checks set due_at = now() - interval '1 minute' where days = 30 and state = 'planned'`,
  );
  await look(kept, `select graphile_worker.add_job('voice.recoveries', '{}')`);
  const link = await nextQuestion(before);
  const renate = await openPerson(browser, kept.url, { javaScriptEnabled: false });
  await renate.page.goto(`${link}?solved=yes&rating=5`);
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await renate.context.close();
  const { page } = agent;
  await page.goto(recoveryUrl);
  await page.getByText('Still good after 30 days').first().waitFor();
  const figures = (await hands.ask('GET', '/recovery-figures?days=180')).body;
  expect(figures).toMatchObject({ recovered: { k: 1, n: 1 }, stillGood30: { k: 1, n: 1 } });
});

const panelOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Larch & Lime' });

test('when a chat has ended its survey is asked in the panel itself, by keyboard, and a bad answer opens a recovery', async () => {
  const visitor = await openPerson(browser, shop.url);
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
  const answers = (await hands.ask('GET', '/answers')).body['items'] as {
    rating: number;
    why: string;
    caseId: string;
  }[];
  expect(answers.find(({ caseId }) => caseId === one.id)).toMatchObject({ rating: 1, why: 'They did not fit.' });
  await agent.page.goto('/voice?show=recoveries');
  await agent.page.getByText('They did not fit.').first().waitFor();
});

test('a bad review opens a recovery once somebody says whose it is', async () => {
  const { page } = agent;
  const added = await hands.ask('POST', '/reviews', {
    source: 'Town map',
    rating: 1,
    words: 'Waited three weeks for a worktop.',
    author: 'R. V.',
  });
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  await page.goto('/voice?show=recoveries');
  await page.getByText('1 bad review waits for somebody to say whose it is.').waitFor();
  await page.getByRole('link', { name: 'Look' }).click();
  const item = page.getByRole('listitem').filter({ hasText: 'Waited three weeks for a worktop.' });
  await item.getByRole('combobox').pressSequentially('Renate Vogel');
  await item.getByRole('button', { name: 'Say so' }).click();
  await page.goto('/voice?show=reviews');
  await page.getByRole('link', { name: 'Won back here' }).click();
  await page.getByRole('heading', { name: /has not heard from us yet/ }).waitFor();
  await page.getByText('a review').first().waitFor();
  noComplaints(agent);
});
