import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, type Person } from './browser.ts';
import { sendMail, until } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * The first turn of the loop, as people live it: a stranger sets Kept up, a real mail arrives, a promise ticks, an agent answers
 * in the browser, the customer gets the mail, sees what was promised, confirms and rates; a bad rating opens a recovery; the
 * progress page answers; somebody rings the bell and the other browser hears it.
 */
let stage: Stage;
let maja: Person;
const address = 'hello@larchandlime.example';
const password = 'correct horse battery';

beforeAll(async () => {
  stage = await openStage();
  maja = await stage.another();
});
afterAll(() => stage?.close());

test('a stranger answers the set-up page and lands on Today, under the word', async () => {
  const { page } = stage.ines;
  await page.goto('/');
  await accessible(page, 'the set-up page');
  await page.getByRole('textbox', { name: 'Your word' }).fill('Certain');
  await page.getByRole('textbox', { name: 'Company' }).fill('Larch & Lime');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ines Okafor');
  await page.getByRole('textbox', { name: 'Work mail' }).fill('ines@larchandlime.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('radio', { name: /An empty desk/ }).check();
  await page.getByRole('button', { name: 'Open Kept' }).click();
  await page.waitForURL(`${stage.kept.url}/`);
  await expect.poll(() => page.getByText('Certain').first().isVisible()).toBe(true);
  await accessible(page, 'an empty Today');
});

test('a colleague is added and signs in', async () => {
  await stage.ines.api('POST', '/users', {
    name: 'Maja Lindqvist',
    email: 'maja@larchandlime.example',
    role: 'agent',
    password,
  });
  // asked at once after closing, so that the story need not wait for half an hour
  await stage.ines
    .api('PATCH', '/voice/settings', { askAfterMinutes: 0 })
    .catch(() => stage.ines.api('PUT', '/voice/settings', { askAfterMinutes: 0 }));
  const { page } = maja;
  await page.goto('/');
  await page.waitForURL(/sign-in/);
  await accessible(page, 'the sign-in page');
  await page.getByRole('textbox', { name: 'Work mail' }).fill('maja@larchandlime.example');
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${stage.kept.url}/`);
});

test('a real mail arrives over SMTP, appears by itself, and its promise ticks', async () => {
  const { page } = maja;
  await page.goto('/inbox?view=unassigned');
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await sendMail(stage.kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: address,
    subject: 'Worktop arrived cracked',
    text: 'The worktop came today, thank you, but there is a crack from the sink cut-out to the edge.\n\nThe fitter comes on Thursday.',
  });
  await page.getByText('Worktop arrived cracked').first().waitFor();
  await page.getByText('Worktop arrived cracked').first().click();
  await page.getByText('First answer').first().waitFor();
  await page.getByText('The fitter comes on Thursday.').first().waitFor();
  await accessible(page, 'the inbox with a case');
  const acknowledged = await stage.sink.next(
    (mail) => mail.to !== undefined && JSON.stringify(mail.to).includes('renate@mail.example'),
    'the acknowledgement',
  );
  expect(acknowledged.headers.get('auto-submitted')).toBeDefined();
  expect(acknowledged.text).toContain('/my/cases/');
});

test('she answers in the browser, promises a day, and the customer gets the mail', async () => {
  const { page } = maja;
  await page
    .getByRole('textbox', { name: 'Your answer' })
    .fill('That is the last thing you need with the fitter booked. I have asked our stone yard for a new one.');
  await page.keyboard.press('Control+Enter');
  const reply = await stage.sink.next((mail) => mail.text?.includes('stone yard') === true, 'the answer');
  expect(reply.from?.text).toContain('Larch');
  expect(reply.inReplyTo).toBeDefined();
  await page.getByRole('button', { name: 'Promise', exact: true }).first().click();
  await page.getByRole('textbox', { name: /What\?/ }).fill('the day of the new worktop');
  const when = page.getByLabel(/By when\?/).first();
  const tomorrow = new Date(Date.now() + 30 * 3_600_000);
  await when.fill(`${tomorrow.toISOString().slice(0, 10)}T15:00`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Promise/ })
    .click();
  await until(
    async () => (await maja.api<{ items: unknown[] }>('GET', '/promises?kind=personal')).items.length === 1,
    20_000,
    () => 'no personal promise was made',
  );
});

test('the customer sees on a page without scripts what was promised, and says that it works', async () => {
  const acknowledged = stage.sink.mails.find((mail) => mail.text?.includes('/my/cases/') === true)!;
  const link = /http:\/\/\S+\/my\/cases\/\S+/.exec(acknowledged.text!)![0];
  const renate = await stage.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await renate.page.goto(link);
  await expect.poll(() => renate.page.getByText('the day of the new worktop').count()).toBeGreaterThan(0);
  await expect.poll(() => renate.page.getByText('kept').count()).toBeGreaterThan(0);
  await renate.page.getByRole('button', { name: 'That works' }).click();
  await expect.poll(() => renate.page.getByText('You said this works.').count()).toBeGreaterThan(0);
  const scripted = await stage.another();
  await scripted.page.goto(link);
  await accessible(scripted.page, 'the customer’s case page');
  // nothing was written: the page opens where that is said, beside the field
  await scripted.page.getByRole('button', { name: 'Send', exact: true }).click();
  await scripted.page.getByRole('link', { name: /^Write your message first/ }).waitFor();
  await expect.poll(() => scripted.page.evaluate('document.activeElement.id')).toBe('problems');
  await accessible(scripted.page, 'the customer’s case page with what was wrong');
  await scripted.context.close();
  await renate.context.close();
});

test('she closes; the customer is asked, looks without recording anything, and rates badly: a recovery opens', async () => {
  const { page } = maja;
  await page.getByRole('button', { name: /^Close…/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('A whole worktop before the fitter came');
  await accessible(page, 'the closing dialog');
  await dialog.getByRole('button', { name: /Close/ }).last().click();
  const asked = await stage.sink.next(
    (mail) => /\/s\/[A-Za-z0-9_-]{20,}/.test(mail.text ?? ''),
    'the question after closing',
  );
  const link = /http:\/\/\S+\/s\/[A-Za-z0-9_-]+/.exec(asked.text!)![0];
  const renate = await stage.another();
  await renate.page.goto(`${link}?rating=1`);
  await accessible(renate.page, 'the survey page');
  expect((await maja.api<{ items: unknown[] }>('GET', '/answers')).items).toEqual([]);
  await renate.page.getByRole('radio', { name: 'No', exact: true }).check();
  await renate.page.getByRole('textbox').last().fill('Waited in for nothing.');
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await renate.page.getByText('Somebody will be in touch').waitFor();
  expect((await maja.api<{ items: { rating: number }[] }>('GET', '/answers')).items).toMatchObject([{ rating: 1 }]);
  await until(
    async () => (await maja.api<{ items: unknown[] }>('GET', '/recoveries')).items.length === 1,
    20_000,
    () => 'no recovery opened',
  );
  noComplaints(renate);
  await renate.context.close();
  await page.goto('/voice');
  await page.getByText('Waited in for nothing.').first().waitFor();
  await accessible(page, 'Voice');
});

test('a second customer is served well and says so', async () => {
  await sendMail(stage.kept.smtpPort, {
    from: 'Eilidh Munro <eilidh@mail.example>',
    to: address,
    subject: 'Oak boards: morning or afternoon?',
    text: 'Either is grand, I only need to know which so I can tell my mother.',
  });
  let number = 0;
  await until(
    async () => {
      const cases = await maja.api<{ items: { number: number; subject: string }[] }>('GET', '/cases?sort=newest');
      number = cases.items.find((one) => one.subject.startsWith('Oak boards'))?.number ?? 0;
      return number > 0;
    },
    20_000,
    () => 'the second mail made no case',
  );
  const { revision } = await maja.api<{ revision: number }>('GET', `/cases/${number}`);
  const before = stage.sink.mails.length;
  await maja.api('POST', `/cases/${number}/messages`, {
    html: '<p>The afternoon it is: Thursday between one and three.</p>',
    revision,
    close: { valueCreated: 'A two-hour window' },
  });
  await until(
    () => stage.sink.mails.slice(before).some((mail) => /\/s\//.test(mail.text ?? '')),
    90_000,
    () => 'the second question did not come',
  );
  const asked = stage.sink.mails.slice(before).find((mail) => /\/s\//.test(mail.text ?? ''))!;
  const link = /http:\/\/\S+\/s\/[A-Za-z0-9_-]+/.exec(asked.text!)![0];
  const eilidh = await stage.another({ javaScriptEnabled: false });
  await eilidh.page.goto(`${link}?rating=5&solved=yes`);
  await eilidh.page.getByRole('button', { name: 'Send my answer' }).click();
  await expect.poll(() => eilidh.page.getByText('A person reads this.').count()).toBe(1);
  await eilidh.context.close();
});

test('she rings the bell for it, and the other browser hears', async () => {
  const heard = stage.ines.page;
  await heard.goto('/measure');
  await heard.waitForLoadState('networkidle').catch(() => undefined);
  const { page } = maja;
  const customers = await maja.api<{ items: { id: string; name: string }[] }>('GET', '/customers?q=Eilidh');
  const win = await maja.api<{ id: string; state: string }>('POST', '/practice/wins', {
    customerId: customers.items[0]!.id,
    what: 'Named the day before she asked',
  });
  await until(
    async () => (await maja.api<{ state: string }>('GET', `/practice/wins/${win.id}`)).state === 'evidenced',
    20_000,
    () => 'the win found no evidence',
  );
  await page.goto('/');
  await page.getByRole('button', { name: 'Ring the bell' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().check();
  await accessible(page, 'the dialog of the bell');
  await dialog.getByRole('button', { name: 'Ring the bell' }).click();
  await heard.getByText('Eilidh').first().waitFor();
});

test('the progress page answers, with counts and what is not known yet', async () => {
  const { page } = stage.ines;
  await page.goto('/measure');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const progress = await stage.ines.api<object>('GET', '/measures/progress');
  expect(JSON.stringify(progress)).toContain('"n"');
  await accessible(page, 'the progress page');
});

test('its answers come by mail when she wishes for them, who follows a link there has read them, and what she decides after one stands beside it', async () => {
  const { page } = stage.ines;
  await page.goto('/measure#mail');
  const part = page.getByRole('region', { name: 'Figures by mail' });
  await part.getByRole('button', { name: 'Mail them to me' }).click();
  await part.getByText(/^Every Monday at 08:00/).waitFor();
  await part.getByRole('button', { name: 'Send me one now' }).click();
  await part.getByText('unread').waitFor();
  const own = await stage.ines.api<{ latest: { id: string; state: string }[] }>('GET', '/reports/own');
  expect(own.latest[0]!.state).toBe('sent');
  await page.goto(`/measure/mailed/${own.latest[0]!.id}?figure=promises`);
  await page.waitForURL(/\/measure\/promises/);
  await page.goto(`/measure/decided/promises?mail=${own.latest[0]!.id}`);
  await page.getByRole('textbox', { name: 'We decided …' }).fill('Two people on Mondays');
  await page.getByRole('textbox', { name: /what do you say/ }).fill('You wait no longer on Mondays.');
  await accessible(page, 'the page of a decision after a figure');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByRole('link', { name: /“Two people on Mondays”/ }).waitFor();
  await page.goto('/measure');
  await page
    .getByRole('link', { name: /^Decided last: “Two people on Mondays”/ })
    .first()
    .click();
  await page.getByText('You wait no longer on Mondays.').waitFor();
  // a figure that is none of the seven questions has its decision where it stands
  const decided = { decided: 'One more on Tuesdays', seatAnswer: 'You wait no longer on Tuesdays.' };
  await stage.ines.api('POST', '/reports/figures/kept/decisions', decided);
  await page.goto('/measure/promises');
  await page.getByRole('link', { name: /^Decided last: “One more on Tuesdays”/ }).waitFor();
  await page.goto('/measure/reports');
  await page.getByText('read by Ines').waitFor();
  await accessible(page, 'who reads the figures that are mailed');
});

test('every place of the map opens without an error, light and dark, wide and on a phone', async () => {
  const dark = await stage.another({ colorScheme: 'dark', width: 390, height: 844 });
  await dark.context.addCookies(await stage.ines.context.cookies());
  for (const place of [
    '/',
    '/inbox',
    '/customers',
    '/knowledge',
    '/journeys',
    '/voice',
    '/improve',
    '/measure',
    '/culture',
    '/huddle',
    '/settings',
  ]) {
    for (const person of [stage.ines, dark]) {
      await person.page.goto(place);
      await person.page.getByRole('heading', { level: 1 }).first().waitFor();
      await accessible(person.page, `${place} ${person === dark ? 'dark on a phone' : 'wide'}`);
    }
  }
  noComplaints(stage.ines, maja, dark);
  await dark.context.close();
});
