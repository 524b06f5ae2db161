import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zendeskExport } from '../simulator/zendesk-export.ts';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { look } from './hands.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * A team moves in from Zendesk: looks first, sees what becomes of what, watches it come in, stops and goes on, and finds its cases.
 * `TICKETS=20000` brings a large account along.
 */
let desk: Desk;
let folder: string;
const tickets = Number(process.env['TICKETS'] ?? '400');
const patience = Math.max(60_000, tickets * 60);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-e2e-export-'));
  await writeFile(join(folder, 'zendesk.json'), zendeskExport({ tickets, seed: 11, until: new Date() }));
  desk = await openDesk();
});
afterAll(async () => {
  await desk?.close();
  await rm(folder, { recursive: true, force: true });
});

test('an export is looked at before anything is written', { timeout: patience }, async () => {
  const { page } = desk.ines;
  await page.goto('/settings/import');
  await page.getByText('Nothing has been brought along yet.').waitFor();
  await accessible(page, 'moving in before anything came');
  await page.getByRole('button', { name: 'Bring another desk along' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('From').selectOption({ label: 'Zendesk' });
  await dialog.locator('input[type=file]').setInputFiles(join(folder, 'zendesk.json'));
  await accessible(page, 'the dialog of moving in');
  await dialog.getByRole('button', { name: 'Look first' }).click();
  const card = page.getByRole('article', { name: 'Zendesk' });
  await card.getByText('As it will look').waitFor({ timeout: patience });
  await card.getByText(tickets.toLocaleString('en-GB'), { exact: true }).first().waitFor();
  await accessible(page, 'what an export holds');
  await takePictures(page, 'moving-in-plan');
  expect(await look(desk.kept, 'select 1 from cases limit 1')).toEqual([]);
});

test('it comes in, and the team finds its cases; nobody is mailed', { timeout: patience * 2 }, async () => {
  const { page } = desk.ines;
  const card = page.getByRole('article', { name: 'Zendesk' });
  await card.getByRole('button', { name: /^Bring .* records in$/ }).click();
  const from = Date.now();
  await card.getByText('The whole report (CSV)').waitFor({ timeout: patience });
  process.stdout.write(`${tickets} tickets came in within ${Math.round((Date.now() - from) / 1000)} s.\n`);
  await accessible(page, 'an import that is done');
  await takePictures(page, 'moving-in-done');
  const [counted] = await look<{ cases: number; stayed: number; mails: number }>(
    desk.kept,
    `select (select count(*)::int from cases) as cases, (select skipped from imports) as stayed,
      (select count(*)::int from outbox) as mails`,
  );
  expect(counted!.cases).toBeGreaterThan(tickets * 0.95);
  expect(counted!.cases + counted!.stayed).toBeGreaterThanOrEqual(tickets);
  expect(counted!.mails).toBe(0);
  const [one] = await look<{ number: number; subject: string }>(
    desk.kept,
    `select number, subject from cases where state <> 'closed' order by number limit 1`,
  );
  await page.goto(`/search?q=${String(one!.number)}`);
  await page.getByText(one!.subject).first().waitFor();
  noComplaints(desk.ines);
});
