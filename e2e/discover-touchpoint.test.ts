import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { sendMail, until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * A place nobody wrote down: customers speak of a courier and of a page that follows parcels; both are proposed with who
 * says so, one is taken over as a partner's, taken apart on its sheet, and not proposed again.
 */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const goods = ['kettle', 'hose', 'basin', 'seal', 'boiler', 'shower', 'valve', 'pump'];
const meetings = [
  'Your courier never came.',
  'The courier said he would not carry it up.',
  'I was told by your courier to wait.',
  'The courier left it in the rain, see https://track.parcelrun.example/8',
];

test('customers write of a courier, and two places are proposed with their words', async () => {
  const people = 36;
  for (let nth = 0; nth < people; nth++) {
    const met = nth % 3 === 0 ? ` ${meetings[Math.floor(nth / 3) % meetings.length]!}` : '';
    const also = nth % 4 === 0 ? ' I looked at https://track.parcelrun.example/7 first.' : '';
    await sendMail(desk.kept.smtpPort, {
      from: `Person ${nth} <person${nth}@mail.example>`,
      to: 'hello@larchandlime.example',
      subject: `About my ${goods[nth % 8]!}`,
      text: `My ${goods[nth % 8]!} is broken and another ${goods[(nth + 3) % 8]!} drips.${met}${also}`,
    });
  }
  await until(
    async () => {
      const { body } = await desk.hands.ask('GET', '/cases?limit=50');
      return (body['items'] as unknown[]).length === people;
    },
    60_000,
    () => 'not every mail made a case',
  );
  const { page } = desk.ines;
  await page.goto('/journeys');
  await page.getByRole('button', { name: 'Look now' }).click();
  const found = page.getByRole('region', { name: 'Places customers speak of that nobody wrote down' });
  await found.getByText('Courier', { exact: true }).waitFor();
  await found.getByText('track.parcelrun.example', { exact: true }).waitFor();
  await expect.poll(() => found.locator('.voice').first().textContent()).toMatch(/courier|track/i);
  // the goods they sell and complain of are no places
  for (const one of goods) await expect.poll(() => found.getByText(new RegExp(`^${one}$`, 'i')).count()).toBe(0);
  await accessible(page, 'what was found');
  await takePictures(desk.ines.page, 'discover-found');
});

test('one is taken over as a partner’s and taken apart, the other set aside, and neither is proposed again', async () => {
  const { page } = desk.ines;
  const found = page.getByRole('region', { name: 'Places customers speak of that nobody wrote down' });
  await found.getByRole('button', { name: 'It is none: track.parcelrun.example' }).click();
  await found.getByText('track.parcelrun.example', { exact: true }).waitFor({ state: 'detached' });
  await found.getByRole('button', { name: 'It is a touchpoint: Courier' }).click();
  await page.getByText('Courier is a touchpoint now.').first().waitFor();
  await page
    .getByRole('link', { name: /Courier/ })
    .first()
    .click();
  await page.waitForURL(/\/journeys\/touchpoints\//);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Whose it is' }).selectOption({ label: 'a partner’s' });
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill('Brings the parcel to the door');
  await dialog.getByRole('textbox', { name: 'How people come to it' }).fill('looking forward to it');
  await dialog.getByRole('textbox', { name: 'How they leave it' }).fill('let down, and wet');
  await dialog.getByRole('spinbutton', { name: /Effort/ }).fill('6');
  await dialog.getByRole('spinbutton', { name: /handed on/ }).fill('2');
  await dialog.getByRole('spinbutton', { name: /matters/ }).fill('5');
  await dialog.getByRole('textbox', { name: 'How it goes wrong' }).fill('Does not ring. Leaves it outside.');
  await accessible(page, 'the sheet being filled in');
  await takePictures(desk.ines.page, 'discover-sheet-form');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('let down, and wet').waitFor();
  await expect.poll(() => page.getByText('a partner’s').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Improved today' }).click();
  await accessible(page, 'the sheet');
  await takePictures(desk.ines.page, 'discover-sheet');
  const registry = (await desk.hands.ask('GET', '/touchpoints?limit=200')).body['items'] as Record<string, unknown>[];
  expect(registry.find(({ name }) => name === 'Courier')).toMatchObject({
    party: 'partner',
    effort: 6,
    handOffs: 2,
    importance: 5,
    feelingAfter: 'let down, and wet',
  });
  await page.goto('/journeys');
  await page.getByRole('button', { name: 'Look now' }).click();
  await page
    .getByText(/messages read, 0 places proposed/)
    .first()
    .waitFor();
  const { items } = (await desk.hands.ask('GET', '/touchpoint-candidates')).body as { items: { key: string }[] };
  expect(items.map(({ key }) => key)).not.toContain('courier');
  expect(items.map(({ key }) => key)).not.toContain('track.parcelrun.example');
  noComplaints(desk.ines);
});
