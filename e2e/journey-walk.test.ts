import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePictures } from './browser.ts';
import { sendMail, until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * A journey from the first word to a customer who walks it: begun in the app, drawn in the list with the keyboard and on
 * the map, published; a mail, a form and a script bring customers along; staff see who reached what, what is next and who
 * is late; the customer sees the same in his words, without a script, and says whether he accepts it.
 */
let desk: Desk;
let journeyId: string;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

/** Presses Tab until the one named is reached: what cannot be reached so is not there for many. */
async function tabTo(name: RegExp, most = 80): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await desk.ines.page.keyboard.press('Tab');
    const label = await desk.ines.page.evaluate(() => {
      const focused = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      return focused?.getAttribute('aria-label') ?? focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '';
    });
    if (name.test(label.trim())) return;
  }
  throw new Error(`The keyboard does not reach ${String(name)}.`);
}

async function place(name: string) {
  const { body } = await desk.hands.ask('GET', `/journeys/${journeyId}`);
  const found = (body as { destinations: { id: string; name: string; counts: object; acceptance: object }[] })
    .destinations;
  return found.find((one) => one.name === name)!;
}
const customer = async (name: string) => {
  const { body } = await desk.hands.ask('GET', `/customers?q=${name}`);
  return (body as { items: { id: string; name: string }[] }).items[0];
};

test('a journey is begun in the app and drawn in the list without a mouse', async () => {
  const { page } = desk.ines;
  await page.goto('/journeys');
  await page.getByRole('button', { name: 'New journey' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'What it is called' }).waitFor();
  await accessible(page, 'the dialog of a new journey');
  await page.keyboard.type('Kitchen');
  await tabTo(/^Where it begins/);
  await page.keyboard.type('Asked');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/journeys\/[0-9a-f-]+\/edit/);
  journeyId = /journeys\/([0-9a-f-]+)\/edit/.exec(page.url())![1]!;
  await page.getByRole('button', { name: 'As a list' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'The journey as a list' }).waitFor();

  /** A stop behind the one chosen, with what is said about it, field by field. */
  const say = async (label: RegExp, words: string) => {
    const field = page.getByRole('textbox', { name: label }).first();
    await field.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words);
  };
  await say(/^In the customer’s words/, 'We have your question.');
  await say(/^Done when/, 'We have the first message');
  await page.getByRole('combobox', { name: /^Reached by itself on/ }).fill('cases.opened');
  for (const [name, kind, words] of [
    ['Ask for the plan', 'Step', { task: 'Send us the plan of your kitchen.' }],
    ['Measured', 'Destination', { told: 'Your kitchen is measured.', days: '2', asks: 'Was the fitter kind?' }],
    ['Fitted', 'Destination', { told: 'Your kitchen is fitted.', days: '10' }],
  ] as const) {
    await page.getByRole('button', { name: 'Add a stop' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('stop-name');
    await page.keyboard.type(name);
    await page.getByRole('radio', { name: kind, exact: true }).focus();
    await page.keyboard.press('Space');
    if ('told' in words) await say(/^In the customer’s words/, words.told);
    if ('task' in words) await say(/^What the customer does/, words.task);
    if ('asks' in words) await say(/^What we ask there/, words.asks);
    if ('days' in words) await page.getByRole('spinbutton', { name: /^Days after/ }).fill(words.days);
  }
  // earlier and later again, by the arrows of the list, and taken back
  await page.getByRole('button', { name: 'Move Fitted earlier' }).focus();
  await page.keyboard.press('Enter');
  const order = () => page.locator('.stop-list .what b').allTextContents();
  await expect.poll(order).toEqual(['Asked', 'Ask for the plan', 'Fitted', 'Measured']);
  await page.getByRole('button', { name: 'Undo', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(order).toEqual(['Asked', 'Ask for the plan', 'Measured', 'Fitted']);
  await page.getByText('saved', { exact: true }).waitFor();
  await accessible(page, 'the drawing as a list');
  await takePictures(desk.ines.page, 'walk-list');
});

test('on the map a way is drawn, the unclear steps are named, what changed is told, and it is published', async () => {
  const { page } = desk.ines;
  await page.getByRole('button', { name: 'As a map' }).click();
  await page.locator('.stop-card', { hasText: 'Measured' }).click();
  await page.getByRole('combobox', { name: 'Draw a way to …' }).selectOption({ label: 'Ask for the plan' });
  await page.getByRole('textbox', { name: 'When one goes to Ask for the plan' }).fill('the plan was wrong');
  await page.getByRole('textbox', { name: 'When one goes to Fitted' }).fill('the plan was right');
  await page.getByText('saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: /unclear step/ }).click();
  await page.getByText('Nobody takes care of it.').first().waitFor();
  await accessible(page, 'what is unclear');
  await takePictures(desk.ines.page, 'walk-map-unclear');
  await page.getByRole('button', { name: 'What changed' }).click();
  await page.getByText('New stop:').first().waitFor();
  await takePictures(desk.ines.page, 'walk-map-changes');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 2 is in force.').first().waitFor();
});

test('a mail, a form and a script bring customers along the way', async () => {
  const form = await desk.hands.ask('POST', '/forms', {
    language: 'en',
    texts: { en: { title: 'Book the measuring' } },
    slug: 'book-measuring',
    state: 'live',
  });
  expect(form.status, JSON.stringify(form.body)).toBeLessThan(300);
  // the rule by form is written as people write it: an event, and what it has to hold
  const { page } = desk.ines;
  await page.goto(`/journeys/${journeyId}/edit?view=list`);
  await page.getByRole('button', { name: /^Measured/ }).click();
  await page.getByRole('combobox', { name: /^Reached by itself on/ }).fill('forms.sent');
  await page.getByRole('textbox', { name: /if it holds/ }).fill('form = book-measuring');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.getByText('saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 3 is in force.').first().waitFor();

  await sendMail(desk.kept.smtpPort, {
    from: 'Anna Berg <anna@mail.example>',
    to: 'hello@larchandlime.example',
    subject: 'A kitchen of oak',
    text: 'Hello, we would like a kitchen of oak. What do you need from us?',
  });
  await until(
    async () => (await customer('Anna')) !== undefined,
    20_000,
    () => 'the mail made no customer',
  );
  const anna = (await customer('Anna'))!;
  const reached = async (id: string) => {
    const { body } = await desk.hands.ask('GET', `/customers/${id}/positions`);
    const ways = (
      body as { items: { journeyId: string; destinations: { name: string; reachedAt: string | null }[] }[] }
    ).items;
    const mine = ways.find((way) => way.journeyId === journeyId);
    return mine?.destinations.filter(({ reachedAt }) => reachedAt !== null).map(({ name }) => name) ?? [];
  };
  await expect.poll(() => reached(anna.id)).toEqual(['Asked']);
  await page.goto(`/customers/${anna.id}`);
  const way = page.getByRole('region', { name: 'On the way' });
  await way.getByText('Kitchen', { exact: true }).waitFor();
  await expect.poll(() => way.getByText('Measured').count()).toBeGreaterThan(0);
  await accessible(page, 'the customer on the way');

  // the form, as its public page sends it
  const ben = await desk.another({ javaScriptEnabled: false });
  await ben.page.goto('/help/forms/book-measuring');
  await ben.page.getByLabel(/^Your name|^Name/).fill('Ben Frost');
  await ben.page.getByLabel(/mail/i).first().fill('ben@mail.example');
  await ben.page.locator('textarea').first().fill('Please come on a Monday.');
  await ben.page.waitForTimeout(2600);
  await ben.page.locator('main form button[type=submit]').last().click();
  await ben.page.waitForURL(/sent/);
  await ben.context.close();
  await until(
    async () => (await customer('Ben')) !== undefined,
    20_000,
    () => 'the form made no customer',
  );
  const { id: benId } = (await customer('Ben'))!;
  await expect.poll(() => reached(benId)).toEqual(['Asked', 'Measured']);

  // a script, for what happened elsewhere; and one who waits for too long
  const cleo = await desk.hands.ask('POST', '/customers', { name: 'Cleo Late', email: 'cleo@mail.example' });
  const cleoId = String(cleo.body['id']);
  const noted = await desk.hands.ask('POST', '/positions', {
    customerId: cleoId,
    destinationId: (await place('Asked')).id,
    reachedAt: new Date(Date.now() - 6 * 86_400_000).toISOString(),
  });
  expect(noted.body).toMatchObject({ next: { name: 'Measured', lateDays: 4 } });
  expect((await place('Measured')).counts).toMatchObject({ reached: 1, waiting: 2, late: 1 });
});

test('who is late stands in the queue, and a person notes by hand what was reached', async () => {
  const { page } = desk.ines;
  await page.goto(`/journeys?journey=${journeyId}`);
  await page.getByRole('button', { name: 'Everybody who is late' }).click();
  const queue = page.getByRole('region', { name: 'Everybody who is late' });
  await queue.getByRole('link', { name: 'Cleo Late' }).waitFor();
  await expect.poll(() => queue.getByText('4 days late').count()).toBe(1);
  await accessible(page, 'the journey with its queue');
  await takePictures(desk.ines.page, 'walk-road');
  await queue.getByRole('link', { name: 'Cleo Late' }).click();
  const way = page.getByRole('region', { name: 'On the way' });
  await way.getByText('4 days late').waitFor();
  await takePictures(desk.ines.page, 'walk-customer');
  await way.getByRole('button', { name: 'Note that it is reached' }).click();
  await way.getByRole('combobox', { name: 'Journey' }).selectOption({ label: 'Kitchen' });
  await way.getByRole('combobox', { name: 'What was reached?' }).selectOption({ label: 'Measured' });
  await way.getByRole('button', { name: 'Note that it is reached' }).click();
  await page.getByText('Noted: Measured').first().waitFor();
  await expect.poll(async () => (await place('Measured')).counts).toMatchObject({ reached: 2, late: 0 });

  // she comes once more, which is a passage of its own
  await way.getByRole('button', { name: 'Note that it is reached' }).click();
  await way.getByRole('combobox', { name: 'Journey' }).selectOption({ label: 'Kitchen' });
  await way.getByRole('combobox', { name: 'What was reached?' }).selectOption({ label: 'Asked' });
  await way.getByRole('button', { name: 'Note that it is reached' }).click();
  await way.getByText('here 2 times').waitFor();
  await page.goto(`/journeys/${journeyId}`);
  await page.getByRole('button', { name: 'As a curve: How long it takes to “Measured”' }).click();
  const curve = page.getByRole('region', { name: 'How long it takes to “Measured”' });
  await curve.getByText('Still on the way after so many days').waitFor();
  await curve.getByRole('combobox', { name: 'Compare' }).selectOption({ label: 'The first time and again' });
  await curve.getByText('Too few have arrived to compare.').waitFor();
  await accessible(page, 'the times to a destination');
  await takePictures(page, 'walk-curve');
});

test('the customer sees where she stands on a page without scripts, and says whether she accepts it', async () => {
  const acknowledged = await desk.sink.next(
    (mail) => JSON.stringify(mail.to ?? '').includes('anna@mail.example') && /\/my\/cases\//.test(mail.text ?? ''),
    'the acknowledgement',
  );
  const link = /http:\/\/\S+\/my\/cases\/\S+/.exec(acknowledged.text!)![0];
  const anna = await desk.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await anna.page.goto(link);
  await anna.page.goto('/my');
  const trail = anna.page.getByRole('list', { name: 'Kitchen' });
  await expect.poll(() => trail.getByText('You are here').count()).toBe(1);
  await expect.poll(() => trail.getByText('We have your question.').count()).toBe(1);
  await expect.poll(() => trail.getByText('Your kitchen is measured.').count()).toBe(1);
  await expect.poll(() => trail.getByText('Send us the plan of your kitchen.').count()).toBe(1);
  // nobody went before her: no day is promised
  await expect.poll(() => trail.getByText(/Probably by/).count()).toBe(0);
  await expect.poll(() => anna.page.getByText('Cleo').count()).toBe(0);
  await desk.hands.ask('POST', '/positions', {
    customerId: (await customer('Anna'))!.id,
    destinationId: (await place('Measured')).id,
  });
  await anna.page.reload();
  await takePictures(anna.page, 'walk-my');
  await anna.page.getByRole('button', { name: 'No, not yet' }).click();
  await expect.poll(() => anna.page.getByText('Thank you for being frank.').count()).toBe(1);
  await expect.poll(() => anna.page.getByText('Was the fitter kind?').count()).toBe(0);
  expect((await place('Measured')).acceptance).toMatchObject({ k: 0, n: 1 });
  await desk.hands.ask('POST', '/positions', {
    customerId: (await customer('Anna'))!.id,
    destinationId: (await place('Measured')).id,
    again: true,
  });
  await anna.page.reload();
  // she has come round again, and was asked there a moment ago
  await expect.poll(() => anna.page.getByText(/You were here before, on/).count()).toBe(1);
  await expect.poll(() => anna.page.getByText('Was the fitter kind?').count()).toBe(0);
  const scripted = await desk.another();
  await scripted.context.addCookies(await anna.context.cookies());
  await scripted.page.goto('/my');
  await accessible(scripted.page, 'the customer’s page with her way');
  noComplaints(scripted, desk.ines);
  await scripted.context.close();
  await anna.context.close();
});
