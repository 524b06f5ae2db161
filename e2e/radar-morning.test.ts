import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { look as inDatabase } from './hands.ts';
import { until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * The morning list of those who seem to go quiet: why each is on it, a person who takes one and says what came of it,
 * those the lot leaves alone and nobody sees, and a report that says no more than it knows.
 */
let desk: Desk;
const day = 86_400_000;
const quiet = 24;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** A customer who bought every week and then no more, or still does. */
async function buyer(name: string, silentDays: number): Promise<void> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@mail.example`;
  const { body, status } = await desk.hands.ask('POST', '/customers', { name, email });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  for (let turn = 0; turn < 6; turn++)
    await desk.hands.ask('POST', `/customers/${String(body['id'])}/purchases`, {
      at: new Date(Date.now() - (silentDays + turn * 7) * day).toISOString(),
      amount: 40,
    });
}

/** The job of the morning, as the clock would start it. */
async function morning(): Promise<void> {
  await inDatabase(desk.kept, `update radar_settings set last_run_on = null`);
  await inDatabase(desk.kept, `select graphile_worker.add_job('voice.radar', '{}'::json)`);
}
const counts = async () => {
  const [row] = await inDatabase<{ touch: number; held: number }>(
    desk.kept,
    `select count(*) filter (where arm = 'touch')::int as touch, count(*) filter (where arm = 'held')::int as held from radar_finds`,
  );
  return row!;
};

test('the list says why, names nobody whose rhythm holds, and shows nobody the lot left alone', async () => {
  const settings = await desk.hands.ask('PATCH', '/radar/settings', { daily: 50, heldOut: 0.5 });
  expect(settings.status, JSON.stringify(settings.body)).toBe(200);
  for (let nth = 0; nth < quiet; nth++) await buyer(`Quiet ${String.fromCharCode(65 + nth)}`, 90);
  for (let nth = 0; nth < 3; nth++) await buyer(`Usual ${String.fromCharCode(65 + nth)}`, 2);
  await morning();
  await until(
    async () => {
      const { touch, held } = await counts();
      return touch + held === quiet;
    },
    30_000,
    () => 'the radar found nobody',
  );
  const drawn = await counts();
  expect(drawn.touch).toBeGreaterThan(0);
  expect(drawn.held).toBeGreaterThan(0);
  const listed = (await desk.hands.ask('GET', '/radar?limit=200')).body['items'] as {
    id: string;
    customer: { name: string };
  }[];
  expect(listed).toHaveLength(drawn.touch);
  expect(listed.every(({ customer }) => customer.name.startsWith('Quiet'))).toBe(true);
  const [alone] = await inDatabase<{ id: string; name: string }>(
    desk.kept,
    `select f.id, c.name from radar_finds f join customers c on c.id = f.customer_id where f.arm = 'held' limit 1`,
  );
  expect((await desk.hands.ask('POST', `/radar/${alone!.id}/taking`, {})).status).toBe(404);

  const { page } = desk.ines;
  await page.goto('/voice?show=quiet');
  await page
    .getByText(/Used to be in touch every 7 days; silent for 9\d now/)
    .first()
    .waitFor();
  await expect.poll(() => page.getByText(alone!.name, { exact: true }).count()).toBe(0);
  await page.getByText('Nobody’s time is over yet, so nothing can be said.').waitFor();
  await accessible(page, 'the morning list');
  await takePictures(desk.ines.page, 'radar-list');
});

test('a person takes one, which becomes a promise, and notes what came of it; a problem opens a recovery', async () => {
  const { page } = desk.ines;
  const first = page.getByRole('article').first();
  const name = (await first.getAttribute('aria-label'))!;
  const one = page.getByRole('article', { name });
  await one.getByText('A beginning in their language').click();
  await one.getByText('we have not heard from you for a while').waitFor();
  await one.getByRole('button', { name: 'I speak to them' }).click();
  await one.getByText('Ines speaks to them').waitFor();
  const promises = (await desk.hands.ask('GET', '/promises?limit=50')).body['items'] as { what: string }[];
  expect(promises.some(({ what }) => what.includes(name))).toBe(true);
  await one.getByRole('radio', { name: 'Found a problem' }).check();
  await one.getByRole('textbox', { name: 'What they said' }).fill('The seals leak since spring.');
  await accessible(page, 'what came of it');
  await takePictures(desk.ines.page, 'radar-outcome');
  await one.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Noted, and a recovery is open.').first().waitFor();
  await page.goto('/voice?show=recoveries');
  await page.getByText('The seals leak since spring.').first().waitFor();
});

test('the report compares both groups as they were drawn and says that it is too early', async () => {
  // their time is over: two months later
  await inDatabase(
    desk.kept,
    `update radar_finds set found_at = found_at - interval '70 days', window_ends_at = now() - interval '1 day'`,
  );
  const drawn = await counts();
  await morning();
  await until(
    async () => {
      const { touched, left } = (await desk.hands.ask('GET', '/radar/report')).body as {
        touched: { judged: number };
        left: { judged: number };
      };
      return touched.judged === drawn.touch && left.judged === drawn.held;
    },
    30_000,
    () => 'nobody was judged',
  );
  const { page } = desk.ines;
  await page.goto('/voice?show=quiet');
  const report = page.getByRole('complementary', { name: 'Does it help?' });
  await report.getByText(new RegExp(`Too early to tell: ${drawn.held} of`)).waitFor();
  await report.getByText('Left alone').first().waitFor();
  await report.getByText('One in 2 is left alone by lot').waitFor();
  await page.getByRole('checkbox', { name: 'What came of earlier ones' }).check();
  await page.getByText('The seals leak since spring.').waitFor();
  await accessible(page, 'the report of the radar');
  await takePictures(desk.ines.page, 'radar-report');
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByText(/Switched off on/).waitFor();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'Switch off' }).waitFor();
  noComplaints(desk.ines);
});
