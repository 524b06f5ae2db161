import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openPerson, type Person, selectWords } from './browser.ts';
import { bringForward } from './hands.ts';
import { freePort, sendMail, until } from './running.ts';
import { openShop, type Shop } from './shop.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * The widget on a page of somebody else, with a policy of its own that is as strict as such policies get: no inline script, no inline
 * style, no eval, Trusted Types required. A visitor and an agent talk; the page is loaded anew, the network goes and comes back,
 * the visitor leaves, and the conversation goes on by mail.
 */
let desk: Desk;
let shop: Shop;
let visitor: Person;
let number: number;
let caseId: string;

beforeAll(async () => {
  desk = await openDesk();
  shop = await openShop(desk, { pages: true, mailAfter: 1, colour: '#7a3b12' });
  visitor = await openPerson(desk.browser, shop.url);
});
afterAll(async () => {
  await desk?.close();
  shop?.close();
});

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
  expect(asked.filter((url) => url.startsWith(desk.kept.url)).map((url) => new URL(url).pathname)).toEqual([
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
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-kept-widget'))).toBe(true);
  await page.keyboard.press('Escape');
  await panelOf(page).waitFor({ state: 'detached' });
  await expect
    .poll(() => launcher.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button))
    .toBe(true);
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
      const list = await desk.hands.ask('GET', '/cases?limit=5');
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
  await desk.ines.page.goto(`/inbox/${number}`);
  await desk.ines.page.getByText('The visitor is here').waitFor();
  await desk.ines.page.getByText(`on ${shop.url.replace('http://', '')}/socks`).waitFor();
  await expect.poll(() => desk.ines.page.getByText('session=secret').count()).toBe(0);
  await panelOf(page).getByRole('textbox', { name: 'Your message' }).pressSequentially('Hm', { delay: 50 });
  await desk.ines.page
    .locator('.chat-strip')
    .getByText(/is writing/)
    .waitFor();
  const editor = desk.ines.page.locator('[contenteditable=true]').first();
  await editor.click();
  await editor.pressSequentially('They run true to size.', { delay: 10 });
  await panelOf(page).getByText('Ines is writing …').waitFor();
  await desk.ines.page.keyboard.press('Control+Enter');
  await logOf(page).getByText('They run true to size.').waitFor();
  await accessible(page, 'an open chat');
  expect(desk.sink.mails).toHaveLength(0);
  await selectWords(desk.ines.page, 'green');
  await desk.ines.page
    .getByRole('toolbar', { name: 'Keep these words in the brief' })
    .getByRole('button', { name: /^Needs/ })
    .click();
  await desk.ines.page.getByText('Kept in the brief: Needs.').first().waitFor();
});

test('a reload and a dead network lose nothing, and nothing is said twice', async () => {
  const { page, context } = visitor;
  await page.reload();
  await logOf(page).getByText('They run true to size.').waitFor();
  await context.setOffline(true);
  await panelOf(page).getByRole('textbox', { name: 'Your message' }).fill('');
  await writeIn(page, 'Then I take two.');
  await logOf(page).getByText('Not sent yet').waitFor();
  await desk.hands.ask('POST', `/cases/${caseId}/messages`, { html: '<p>And the blue ones, too?</p>', revision: 99 });
  await new Promise((done) => setTimeout(done, 1500));
  await context.setOffline(false);
  await logOf(page).getByText('Not sent yet').waitFor({ state: 'detached' });
  await logOf(page).getByText('And the blue ones, too?').waitFor();
  const said = await desk.hands.ask('GET', `/cases/${caseId}/messages?limit=50`);
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
  await desk.ines.page.getByText('The visitor has left').waitFor({ timeout: 30_000 });
  await desk.hands.ask('POST', `/cases/${caseId}/messages`, { html: '<p>Two are on their way.</p>', revision: 99 });
  const isAnswer = (one: { text?: string | undefined }) => (one.text ?? '').includes('Two are on their way.');
  // a minute after the last tab was closed, as the widget says; the minute is not waited for
  await until(
    async () => {
      await bringForward(desk.kept, 'chat.mail-unseen');
      return desk.sink.mails.some(isAnswer);
    },
    60_000,
    () => 'the answer did not come by mail',
  );
  const mail = desk.sink.mails.find(isAnswer)!;
  expect(mail.text).not.toContain('/my/');
  await sendMail(desk.kept.smtpPort, {
    from: 'ada@example.net',
    to: String(mail.replyTo?.value[0]?.address),
    subject: `Re: ${mail.subject ?? ''}`,
    text: 'Lovely, thank you for the quick answer, when will they be here?',
    inReplyTo: String(mail.messageId),
  });
  await until(
    async () =>
      JSON.stringify((await desk.hands.ask('GET', `/cases/${caseId}/messages?limit=50`)).body).includes(
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
      `<!doctype html><title>Evil</title><script src="${desk.kept.url}/widget.js" data-key="${shop.tag.key}" async></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const evil = await openPerson(desk.browser, `http://127.0.0.1:${port}`);
  const warned: string[] = [];
  evil.page.on('console', (message) => warned.push(message.text()));
  await evil.page.goto('/');
  await until(
    () => warned.some((text) => text.includes('[Kept widget]') && text.includes(`http://127.0.0.1:${port}`)),
    10_000,
    () => `the console said only: ${warned.join(' | ')}`,
  );
  await expect.poll(() => evil.page.locator('[data-kept-widget]').count()).toBe(0);
  await evil.context.close();
  server.close();
});

test('on a phone the panel fills the screen, and nobody’s console complained', async () => {
  const phone = await openPerson(desk.browser, shop.url, { width: 390, height: 780 });
  await phone.page.goto('/');
  await phone.page.getByRole('button', { name: 'Chat and help' }).click();
  const box = await panelOf(phone.page).boundingBox();
  expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, 390, 780]);
  await accessible(phone.page, 'the widget on a phone');
  noComplaints(phone, desk.ines);
  expect(visitor.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|network/i.test(one))).toEqual([]);
});
