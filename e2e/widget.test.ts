import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openBrowser, openPerson, type Person, selectWords, signInAs } from './browser.ts';
import { bringForward, type Hands, moveIn, owner } from './hands.ts';
import { freePort, openSink, type RunningKept, sendMail, type Sink, startKept, until } from './running.ts';

/**
 * The widget on a page of somebody else, with a policy of its own that is as strict as such policies get: no inline script, no inline
 * style, no eval, Trusted Types required. A visitor and an agent talk; the page is loaded anew, the network goes and comes back,
 * the visitor leaves, and the conversation goes on by mail.
 */
let sink: Sink;
let kept: RunningKept;
let hands: Hands;
let shop: { url: string; server: Server };
let browser: Browser;
let agent: Person;
let visitor: Person;
let number: number;
let caseId: string;
const tag = { key: '', secret: '' };

beforeAll(async () => {
  sink = await openSink();
  kept = await startKept({ KEPT_MAIL_URL: sink.url });
  hands = await moveIn(kept.url);
  shop = await openShop();
  await hands.ask('POST', '/calendars', {
    name: 'Always',
    zone: 'Europe/London',
    week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
    isDefault: true,
  });
  const made = await hands.ask('POST', '/widgets', {
    name: 'Shop',
    origins: [shop.url],
    settings: { pages: true, mailAfter: 1, colour: '#7a3b12' },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  tag.key = (made.body['widget'] as { key: string }).key;
  tag.secret = String(made.body['secret']);
  browser = await openBrowser();
  agent = await openPerson(browser, kept.url);
  visitor = await openPerson(browser, shop.url);
  for (const { page } of [agent, visitor]) page.setDefaultTimeout(20_000);
  await signInAs(agent.page, owner);
});
afterAll(async () => {
  await browser?.close();
  await kept?.close();
  await sink?.close();
  shop?.server.close();
});

/** A shop of somebody else, on an origin of its own. Its policy lets in scripts and requests of Kept and nothing else. */
async function openShop() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = createServer((request, response) => {
    const bare = request.url?.startsWith('/bare') === true;
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${kept.url}; connect-src ${kept.url}; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><title>Socks</title></head><body><main><h1>Green socks</h1><button>Buy</button></main>${bare ? '' : `<script src="${kept.url}/widget.js" data-key="${tag.key}" async></script>`}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url, server };
}

const panelOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Larch & Lime' });
const logOf = (page: Page): Locator => panelOf(page).getByRole('log');
const writeIn = async (page: Page, text: string) => {
  const line = panelOf(page).getByRole('textbox', { name: 'Your message' });
  await line.fill(text);
  await line.press('Enter');
};

test('the tag weighs under 15 KB compressed, leaves no name behind, and waits until it is asked', async () => {
  const script = readFileSync(join(import.meta.dirname, '../dist/widget/widget.js'));
  const bytes = gzipSync(script, { level: 9 }).length;
  expect(bytes).toBeLessThan(15_000);
  const { page } = visitor;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/bare');
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.goto('/socks?session=secret');
  await page.getByRole('button', { name: 'Chat and help' }).waitFor();
  const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
  expect(asked.filter((url) => url.startsWith(kept.url)).map((url) => new URL(url).pathname)).toEqual([
    '/widget.js',
    '/api/v1/widget/start',
  ]);
  expect(await page.context().cookies()).toEqual([]);
});

test('it opens by keyboard, is accessible, keeps the focus and closes by Escape', async () => {
  const { page } = visitor;
  const launcher = page.getByRole('button', { name: 'Chat and help' });
  await launcher.focus();
  await page.keyboard.press('Enter');
  await panelOf(page).getByText('How can we help?').waitFor();
  await accessible(page, 'the open widget');
  for (let presses = 0; presses < 12; presses++) await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-kept-widget'))).toBe(true);
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'detached' });
  expect(await launcher.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(true);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.keyboard.press('Enter');
  await panelOf(page).waitFor();
  await accessible(page, 'the open widget by night');
  await page.emulateMedia({ colorScheme: 'light' });
});

test('visitor and agent talk live; each sees that the other writes', async () => {
  const { page } = visitor;
  await panelOf(page).getByRole('button', { name: 'Write to us now' }).click();
  await writeIn(page, 'Do the <b>green</b> ones run small? https://shop.example/socks');
  await logOf(page).getByText('Do the <b>green</b> ones run small?').waitFor();
  await until(
    async () => {
      const list = await hands.ask('GET', '/cases?limit=5');
      const found = (list.body['items'] as { id: string; number: number; channel: string }[]).find(
        (one) => one.channel === 'chat',
      );
      if (found === undefined) return false;
      ({ number, id: caseId } = found);
      return true;
    },
    10_000,
    () => 'no case came of it',
  );
  await agent.page.goto(`/inbox/${number}`);
  await agent.page.getByText('The visitor is here').waitFor();
  await agent.page.getByText(`on ${shop.url.replace('http://', '')}/socks`).waitFor();
  expect(await agent.page.getByText('session=secret').count()).toBe(0);
  await panelOf(page).getByRole('textbox', { name: 'Your message' }).pressSequentially('Hm', { delay: 50 });
  await agent.page
    .locator('.chat-strip')
    .getByText(/is writing/)
    .waitFor();
  const editor = agent.page.locator('[contenteditable=true]').first();
  await editor.click();
  await editor.pressSequentially('They run true to size.', { delay: 10 });
  await panelOf(page).getByText('Ines is writing …').waitFor();
  await agent.page.keyboard.press('Control+Enter');
  await logOf(page).getByText('They run true to size.').waitFor();
  await accessible(page, 'an open chat');
  expect(sink.mails).toHaveLength(0);
  await selectWords(agent.page, 'green');
  await agent.page
    .getByRole('toolbar', { name: 'Keep these words in the brief' })
    .getByRole('button', { name: /^Needs/ })
    .click();
  await agent.page.getByText('Kept in the brief: Needs.').first().waitFor();
});

test('a reload and a dead network lose nothing, and nothing is said twice', async () => {
  const { page, context } = visitor;
  await page.reload();
  await logOf(page).getByText('They run true to size.').waitFor();
  await context.setOffline(true);
  await panelOf(page).getByRole('textbox', { name: 'Your message' }).fill('');
  await writeIn(page, 'Then I take two.');
  await logOf(page).getByText('Not sent yet').waitFor();
  await hands.ask('POST', `/cases/${caseId}/messages`, { html: '<p>And the blue ones, too?</p>', revision: 99 });
  await new Promise((done) => setTimeout(done, 1500));
  await context.setOffline(false);
  await logOf(page).getByText('Not sent yet').waitFor({ state: 'detached' });
  await logOf(page).getByText('And the blue ones, too?').waitFor();
  const said = await hands.ask('GET', `/cases/${caseId}/messages?limit=50`);
  const texts = (said.body['items'] as { text: string }[]).map((one) => one.text);
  expect(texts.filter((text) => text.includes('Then I take two.'))).toHaveLength(1);
});

test('another tab goes on with the same conversation', async () => {
  const tab = await visitor.context.newPage();
  await tab.goto('/other');
  await logOf(tab).getByText('Then I take two.').waitFor();
  await writeIn(tab, 'From the other tab');
  await logOf(visitor.page).getByText('From the other tab').waitFor();
  await tab.close();
});

test('who leaves gets the answer by mail, and answers by mail in the same case', async () => {
  const { page } = visitor;
  await panelOf(page)
    .getByRole('button', { name: /Leaving\?/ })
    .click();
  await panelOf(page).getByRole('textbox', { name: 'Your mail address' }).fill('ada@example.net');
  await panelOf(page).getByRole('button', { name: 'Save' }).click();
  await panelOf(page).getByText('Answers follow you to ada@example.net.').waitFor();
  await page.goto('/bare');
  await agent.page.getByText('The visitor has left').waitFor({ timeout: 30_000 });
  await hands.ask('POST', `/cases/${caseId}/messages`, { html: '<p>Two are on their way.</p>', revision: 99 });
  const isAnswer = (one: { text?: string | undefined }) => (one.text ?? '').includes('Two are on their way.');
  // a minute after the last tab was closed, as the widget says; the minute is not waited for
  await until(
    async () => {
      await bringForward(kept, 'chat.mail-unseen');
      return sink.mails.some(isAnswer);
    },
    60_000,
    () => 'the answer did not come by mail',
  );
  const mail = sink.mails.find(isAnswer)!;
  expect(mail.text).not.toContain('/my/');
  await sendMail(kept.smtpPort, {
    from: 'ada@example.net',
    to: String(mail.replyTo?.value[0]?.address),
    subject: `Re: ${mail.subject ?? ''}`,
    text: 'Lovely, thank you for the quick answer, when will they be here?',
    inReplyTo: String(mail.messageId),
  });
  await until(
    async () =>
      JSON.stringify((await hands.ask('GET', `/cases/${caseId}/messages?limit=50`)).body).includes(
        'when will they be here',
      ),
    30_000,
    () => 'the mail did not reach the case',
  );
}, 240_000);

test('pages that are not listed see nothing, and their console says why', async () => {
  const port = await freePort();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Evil</title><script src="${kept.url}/widget.js" data-key="${tag.key}" async></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const evil = await openPerson(browser, `http://127.0.0.1:${port}`);
  const warned: string[] = [];
  evil.page.on('console', (message) => warned.push(message.text()));
  await evil.page.goto('/');
  await until(
    () => warned.some((text) => text.includes('[Kept widget]') && text.includes(`http://127.0.0.1:${port}`)),
    10_000,
    () => `the console said only: ${warned.join(' | ')}`,
  );
  expect(await evil.page.locator('[data-kept-widget]').count()).toBe(0);
  await evil.context.close();
  server.close();
});

test('on a phone the panel fills the screen, and nobody’s console complained', async () => {
  const phone = await openPerson(browser, shop.url, { width: 390, height: 780 });
  await phone.page.goto('/');
  await phone.page.getByRole('button', { name: 'Chat and help' }).click();
  const box = await panelOf(phone.page).boundingBox();
  expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, 390, 780]);
  await accessible(phone.page, 'the widget on a phone');
  noComplaints(phone, agent);
  expect(visitor.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|network/i.test(one))).toEqual([]);
});
