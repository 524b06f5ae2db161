import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePicture } from './browser.ts';
import { owner } from './hands.ts';
import { until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/*
 * Another program hears of everything, signed and under one id for each thing, although Kept is killed in the middle; and a
 * person sets it up, tests it and reads its log in the browser.
 */

let desk: Desk;
let receiver: Server;
let address: string;
let refuses = false;
const got: { headers: Record<string, string>; body: string }[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      // some answers are slow, so that a kill finds one on its way
      setTimeout(() => {
        if (!refuses) got.push({ headers: request.headers as Record<string, string>, body });
        response.writeHead(refuses ? 503 : 200).end(refuses ? 'not now' : 'thank you');
      }, 60);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
  desk = await openDesk({ KEPT_PRIVATE_HOSTS: '127.0.0.1' });
});
afterAll(async () => {
  await desk?.close();
  receiver.closeAllConnections();
  receiver.close();
});

test('everything arrives although Kept is killed while it sends, each thing under one id', async () => {
  const made = await desk.hands.ask('POST', '/webhooks', { name: 'Shop', url: address, events: ['cases.opened'] });
  expect(made.status).toBe(201);
  const verifier = new Verifier(String(made.body['secret']));
  const numbers = new Set<number>();
  const open = async (n: number) => {
    const customer = { name: `Aruna ${String(n)}`, email: `aruna-${String(n)}@example.com` };
    const opened = await desk.hands.ask('POST', '/cases', { subject: `Pump ${String(n)}`, text: 'It drips', customer });
    numbers.add(Number(opened.body['number']));
  };
  for (let n = 0; n < 12; n++) await open(n);
  await until(
    () => got.length > 2,
    60_000,
    () => 'nothing was sent',
  );
  await desk.kept.kill();
  await desk.kept.restart();
  for (let n = 12; n < 15; n++) await open(n);
  const told = () =>
    got.map(
      ({ body, headers }) =>
        (verifier.verify(body, headers) as { data: { case: { number: number } } }).data.case.number,
    );
  await until(
    () => new Set(told()).size === numbers.size,
    150_000,
    () => `${String(new Set(told()).size)} of ${String(numbers.size)} arrived. ${desk.kept.output().slice(-1000)}`,
  );
  const ids = new Map(got.map(({ headers, body }) => [headers['webhook-id'], body]));
  expect(ids.size).toBe(numbers.size);
}, 240_000);

test('a person adds a webhook and a limited key, tests it and reads the log, in light, dark and on a phone', async () => {
  for (const [colorScheme, width] of [
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
  ] as const) {
    const person = await desk.another({ colorScheme, width });
    const { page } = person;
    await person.context.request.post('/api/auth/sign-in/email', { data: owner, headers: { origin: desk.kept.url } });
    await page.goto('/settings/webhooks');
    await page.getByRole('heading', { name: 'Webhooks' }).waitFor();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const name = `Chat ${colorScheme} ${String(width)}`;
    await page.getByLabel('Who is told?').fill(name);
    await page.getByLabel('Address').fill(address);
    await accessible(page, `the form of a webhook, ${colorScheme} ${String(width)}`);
    await takePicture(page, `hook-form-${colorScheme}-${String(width)}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Add the webhook' }).click();
    await expect.poll(() => page.getByLabel('Secret').inputValue()).toMatch(/^whsec_/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `Test ${name}`, exact: true }).click();
    await page.getByText('It arrived: 200').first().waitFor();
    await accessible(page, `the list of webhooks, ${colorScheme} ${String(width)}`);
    await takePicture(page, `hooks-${colorScheme}-${String(width)}`);
    await page.getByRole('button', { name: `Log of ${name}` }).click();
    await page.getByRole('button', { name: /webhooks\.ping/ }).click();
    await page.getByText('thank you').first().waitFor();
    await accessible(page, `the log of a webhook, ${colorScheme} ${String(width)}`);
    await takePicture(page, `hook-log-${colorScheme}-${String(width)}`);
    await page.keyboard.press('Escape');
    await page.goto('/settings/keys');
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByLabel('What is it for?').fill(name);
    await page.getByText('Only for some rooms').click();
    await accessible(page, `the form of a key, ${colorScheme} ${String(width)}`);
    await takePicture(page, `key-form-${colorScheme}-${String(width)}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Make the key' }).click();
    await expect.poll(() => page.getByLabel('The token').inputValue()).toMatch(/^kept_/);
    await page.keyboard.press('Escape');
    await page.getByText('cases:read').first().waitFor();
    await accessible(page, `the list of keys, ${colorScheme} ${String(width)}`);
    await takePicture(page, `keys-${colorScheme}-${String(width)}`);
    noComplaints(person);
    await person.context.close();
  }
}, 240_000);
