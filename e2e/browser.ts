import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

export { openBrowser } from './chromium.ts';

/** A person at a screen. Whatever the page says on the console as an error fails the test in `noComplaints`. */
export interface Person {
  page: Page;
  context: BrowserContext;
  complaints: string[];
  /** The API with the session of this person, as the staff app calls it. @throws when it refuses */
  api<T>(method: string, path: string, data?: unknown): Promise<T>;
}

export async function openPerson(
  browser: Browser,
  baseURL: string,
  options: { javaScriptEnabled?: boolean; colorScheme?: 'light' | 'dark'; width?: number; height?: number } = {},
): Promise<Person> {
  const { width = 1440, height = 900, ...rest } = options;
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    ...rest,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // a refused request is the test's own doing or is asserted elsewhere
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  async function api<T>(method: string, path: string, data?: unknown): Promise<T> {
    const answer = await context.request.fetch(`/api/v1${path}`, {
      method,
      ...(data === undefined ? {} : { data }),
      headers: { origin: new URL(baseURL).origin },
    });
    const text = await answer.text();
    expect(answer.status(), `${method} ${path}: ${text}`).toBeLessThan(300);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
  return { page, context, complaints, api };
}

/** Answers the set-up page: an empty desk of Larch & Lime, whose owner is Ines; she is signed in afterwards. */
export async function openEmptyDesk(page: Page, url: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Your word' }).fill('Certain');
  await page.getByRole('textbox', { name: 'Company' }).fill('Larch & Lime');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ines Okafor');
  await page.getByRole('textbox', { name: 'Work mail' }).fill('ines@larchandlime.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery');
  await page.getByRole('radio', { name: /An empty desk/ }).check();
  await page.getByRole('button', { name: 'Open Kept' }).click();
  await page.waitForURL(`${url}/`);
}

/** Signs in somebody of the desk by mail and password; the staff app stands there afterwards. */
export async function signInAs(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: /mail/i }).fill(who.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(who.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** A picture of the page as it stands, for people who look at them: only when the folder for them is named by LOOK. */
export async function takePicture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env['LOOK'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
}

/** Two pictures: light and wide, then dark and on a phone. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (process.env['LOOK'] === undefined) return;
  await takePicture(page, name, true);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await takePicture(page, `${name}-dark-phone`, true);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

export function noComplaints(...people: Person[]): void {
  for (const person of people) expect(person.complaints).toEqual([]);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** No serious or critical accessibility finding on the page as it stands. */
export async function accessible(page: Page, what: string): Promise<void> {
  // through the debugger, so that the page's own policy against foreign scripts stays as it is
  await page.evaluate(axeSource);
  const findings = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )) as Finding[];
  const serious = findings.filter((finding) => finding.impact === 'serious' || finding.impact === 'critical');
  expect(
    serious.map(
      (finding) =>
        `${finding.id}: ${finding.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 5)
          .join(', ')}`,
    ),
    `accessibility of ${what}`,
  ).toEqual([]);
}

/** Selects words of a customer where they stand, as a mouse does. */
export async function selectWords(page: Page, words: string): Promise<void> {
  // also in the list stand first words of it: those are not the customer's message
  await page.locator('[data-message], [data-said]').filter({ hasText: words }).first().waitFor();
  await page.evaluate((wanted) => {
    for (const place of document.querySelectorAll('[data-message], [data-said]')) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        document.getSelection()!.removeAllRanges();
        document.getSelection()!.addRange(range);
        return;
      }
    }
    throw new Error(`Nobody says: ${wanted}`);
  }, words);
}
