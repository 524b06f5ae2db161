import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../e2e/chromium.ts';
import { asSystem } from '../src/server/context.ts';
import type { House } from '../src/server/house.ts';
import { createUser } from '../src/server/modules/people/index.ts';

/** When a person sees something, in milliseconds from the press of Enter: the middle of several openings. */
export interface FirstPaint {
  /** The place that was opened. */
  place: string;
  /** First contentful paint with nothing in the browser's cache. */
  cold: number;
  /** The same when the browser has been here before. */
  warm: number;
}

const openings = 7;
const screen = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' };
const places = ['/', '/inbox', '/measure'];

/** Opens Kept's places in a real browser on this machine, signed in as somebody who was made for it. */
export async function measureFirstPaint(url: string, house: House): Promise<FirstPaint[]> {
  const ctx = asSystem(house.context({ kind: 'system', name: 'bench' }), 'bench');
  const who = { email: `paint-${Date.now()}@bench.example`, password: randomBytes(12).toString('base64url') };
  await createUser(ctx, { ...who, name: 'First Paint', role: 'admin' });
  const browser = await openBrowser();
  try {
    const known = await signIn(browser, url, who);
    const results: FirstPaint[] = [];
    for (const place of places) {
      const cold: number[] = [];
      const warm: number[] = [];
      for (let opening = 0; opening < openings; opening++) {
        const context = await browser.newContext({ ...screen, storageState: known });
        cold.push(await paintOf(context, url + place));
        warm.push(await paintOf(context, url + place));
        await context.close();
      }
      results.push({ place, cold: middle(cold), warm: middle(warm) });
    }
    return results;
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, url: string, who: { email: string; password: string }) {
  const context = await browser.newContext();
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, { data: who, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`Nobody could sign in for the first paint: ${answer.status()}.`);
  const known = await context.storageState();
  await context.close();
  return known;
}

async function paintOf(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  try {
    await page.goto(address);
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
  } finally {
    await page.close();
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
