import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, openEmptyDesk, type Person } from './browser.ts';
import { type MovedClock, openMovedClock } from './moved-clock.ts';
import { sendMail, until } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * The life of two promises, over a week. "I'll call you Friday at three": a chip, one press, and the customer sees it; the clock
 * stands still over a holiday and says so day by day; a warning comes in time; another hour is proposed in drafted words and
 * stands beside the old one; it is kept. The other one breaks in silence: the reason, an apology that the customer reads, a
 * recovery, and only her own word ends it.
 */
let stage: Stage;
let clock: MovedClock;
const london = 'Europe/London';
const today = Temporal.Now.zonedDateTimeISO(london);
/** The Monday to come, half past nine: whichever day the test runs on, its week is the same. */
const monday = today
  .add({ days: 8 - today.dayOfWeek })
  .with({ hour: 9, minute: 30, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
const on = (days: number, hour: number, minute = 0) => monday.add({ days }).with({ hour, minute });
const holiday = monday.add({ days: 2 }).toPlainDate().toString();

beforeAll(async () => {
  clock = await openMovedClock(monday.epochMilliseconds);
  stage = await openStage(clock.env);
  await clock.follow(stage.ines);
  clock.begin(stage.kept);
});
afterAll(async () => {
  await clock?.close();
  await stage?.close();
});

/** Days go by: Kept rests meanwhile, and has to catch up by itself. */
const goTo = (to: Temporal.ZonedDateTime) => clock.goTo(to.epochMilliseconds, stage.ines);

interface Row {
  id: string;
  what: string;
  state: string;
  atRisk: boolean;
  dueAt: string;
  firstDueAt: string | null;
  remainingMinutes: number;
}

async function promiseOf(words: string): Promise<Row> {
  const { items } = await stage.ines.api<{ items: Row[] }>('GET', '/promises?kind=personal&state=all');
  const found = items.find(({ what }) => what.includes(words));
  if (found === undefined) throw new Error(`no promise of “${words}”: ${items.map(({ what }) => what).join(', ')}`);
  return found;
}

async function promiseWhen(words: string, so: (row: Row) => boolean): Promise<Row> {
  let row = await promiseOf(words);
  await until(
    async () => so((row = await promiseOf(words))),
    30_000,
    () => `the promise is ${JSON.stringify(row)}`,
  );
  return row;
}

/** What the customer's page says, without scripts, by the link of her newest mail. */
async function herPage(read: (page: Person['page']) => Promise<void>): Promise<void> {
  const mail = stage.sink.mails.findLast((one) => one.text?.includes('/my/cases/') === true);
  const link = /http:\/\/\S+\/my\/cases\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  const renate = await stage.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await renate.page.goto(link);
  await read(renate.page);
  await renate.context.close();
}

let number = 0;

async function openCase(): Promise<void> {
  const { page } = stage.ines;
  await page.goto(`/inbox/${String(number)}`);
  await page.getByText('There is a crack from the sink').first().waitFor();
}

async function answer(words: string, promised: string): Promise<void> {
  const { page } = stage.ines;
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.click();
  await box.pressSequentially(words);
  const chips = page.getByRole('list', { name: 'Promises in this reply' });
  await chips.getByText(promised).waitFor();
  await page.keyboard.press('Alt+p');
  await chips.getByText('Promised with this reply').waitFor();
  await page.keyboard.press('Control+Enter');
}

test('a company is set up, a holiday is planted in its calendar, and a mail comes in', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  await page.goto('/settings/hours');
  const calendars = page.getByRole('region', { name: 'Calendars' });
  await calendars.getByRole('button', { name: 'Change' }).first().click();
  await page.locator('textarea[name=exceptions]').fill(`${holiday} Founders' day`);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await calendars.getByText('1 special day').waitFor();
  await sendMail(stage.kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: 'hello@larchandlime.example',
    subject: 'Worktop arrived cracked',
    text: 'There is a crack from the sink cut-out to the edge.',
  });
  await until(
    async () => {
      number = (await stage.ines.api<{ items: { number: number }[] }>('GET', '/cases')).items[0]?.number ?? 0;
      return number > 0;
    },
    30_000,
    () => 'the mail made no case',
  );
  await openCase();
});

test('she writes "I\'ll call you Friday at three", keeps the chip, and the customer sees it', async () => {
  await answer("I am sorry. I'll call you Friday at three.", 'call you');
  await stage.sink.next((mail) => mail.text?.includes('Friday at three') === true, 'the answer');
  const { dueAt } = await promiseOf('call you');
  expect(Date.parse(dueAt)).toBe(on(4, 15).epochMilliseconds);
  await herPage(async (page) => {
    const text = await page.locator('main').innerText();
    expect(text).toContain('call you');
    expect(text).toMatch(/call you\s+by Fri .*15:00/);
  });
});

test('its clock stands still over the holiday, and says so day by day', async () => {
  const { page } = stage.ines;
  const { id } = await promiseOf('call you');
  await page.goto(`/promises/${id}`);
  const days = page.getByRole('list', { name: 'Day by day: what counted and why' });
  const row = days.getByRole('listitem').filter({ hasText: "Holiday: Founders' day." });
  await row.waitFor();
  await expect.poll(() => row.locator('.num').first().innerText()).toMatch(/counted\s*0$/);
  await expect.poll(() => days.getByRole('listitem').count()).toBe(5);
  await accessible(page, 'a promise with its clock');
  await goTo(on(2, 10));
  const inTheMorning = await promiseWhen('call you', () => true);
  await goTo(on(2, 16));
  expect((await promiseOf('call you')).remainingMinutes).toBe(inTheMorning.remainingMinutes);
  await goTo(on(3, 10));
  expect((await promiseOf('call you')).remainingMinutes).toBeLessThan(inTheMorning.remainingMinutes);
});

test('she is warned before it is due', async () => {
  const { page } = stage.ines;
  await goTo(on(4, 10));
  await promiseWhen('call you', ({ atRisk }) => atRisk);
  await page.goto('/notifications');
  await page.getByText(/You promised Renate Vogel: “call you”, by Friday/).waitFor();
  await accessible(page, 'notifications');
});

test('another hour is proposed in drafted words, sent with one press, and stands beside the old one', async () => {
  const { page } = stage.ines;
  await page.getByText(/You promised Renate Vogel: “call you”/).click();
  await page.waitForURL(/\/promises\//);
  await page.getByText(/^Propose /).click();
  const words = page.getByRole('textbox', { name: 'What the customer reads' });
  await expect.poll(() => words.inputValue()).toMatch(/Hello Renate Vogel,[^]*we promised: call you, by Friday/);
  await accessible(page, 'a drafted renegotiation');
  await page.getByRole('button', { name: 'Send and move' }).click();
  await page.getByText('Sent, and the new hour stands beside the old.').first().waitFor();
  await page.getByText(/first promised for.*15:00/).waitFor();
  await stage.sink.next((mail) => mail.text?.includes('We will not make that hour') === true, 'the new hour');
  const moved = await promiseOf('call you');
  expect(Date.parse(moved.dueAt)).toBeGreaterThan(on(4, 15).epochMilliseconds);
  expect(Date.parse(moved.firstDueAt ?? '')).toBe(on(4, 15).epochMilliseconds);
  await herPage(async (page) => {
    await expect.poll(() => page.locator('main').innerText()).toMatch(/moved from Fri.*15:00/s);
  });
});

test('it is kept, and the customer sees that', async () => {
  const { page } = stage.ines;
  await goTo(on(4, 16));
  expect((await promiseOf('call you')).state).toBe('open');
  await openCase();
  const open = page.getByRole('list', { name: 'Open promises' }).last();
  await open.getByRole('button', { name: 'Kept' }).click();
  await promiseWhen('call you', ({ state }) => state === 'kept');
  await herPage(async (page) => {
    await expect.poll(() => page.locator('main').innerText()).toMatch(/call you[^]*kept/);
  });
});

test('another one breaks in silence; the reason and the apology reach the customer', async () => {
  const { page } = stage.ines;
  await answer("I'll send you the drawing on Monday at eleven.", 'send you the drawing');
  await stage.sink.next((mail) => mail.text?.includes('Monday at eleven') === true, 'the second answer');
  await goTo(on(7, 12));
  const { id } = await promiseWhen('send you the drawing', ({ state }) => state === 'broken');
  await page.goto(`/promises/${id}`);
  await page.getByRole('button', { name: 'Say why it broke' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Why can it not be kept?' }).fill('The draughtsman was ill.');
  await dialog
    .getByRole('textbox', { name: 'What Renate Vogel hears' })
    .fill('I am sorry: you waited for the drawing and nobody told you. It is with you this afternoon.');
  await dialog.getByRole('textbox', { name: 'How we make it good' }).fill('Drawing today, delivery without charge.');
  await accessible(page, 'saying why a promise broke');
  await dialog.getByRole('button', { name: 'Break the promise' }).click();
  await stage.sink.next((mail) => mail.text?.includes('you waited for the drawing') === true, 'the apology');
  await herPage(async (page) => {
    const text = await page.locator('main').innerText();
    expect(text).toContain('not kept');
    expect(text).toContain('you waited for the drawing');
  });
});

interface Recovery {
  id: string;
  state: string;
  source: string;
}

test('a recovery is opened by it, followed to the end, and only the customer’s word ends it', async () => {
  const { page } = stage.ines;
  let recovery: Recovery | undefined;
  const read = async () => {
    const path = recovery === undefined ? '/recoveries' : `/recoveries/${recovery.id}`;
    const found = await stage.ines.api<Recovery & { items?: Recovery[] }>('GET', path);
    recovery = found.items === undefined ? found : found.items[0];
    return recovery;
  };
  await until(
    async () => (await read())?.state === 'contacted',
    30_000,
    () => `the recovery is ${JSON.stringify(recovery)}`,
  );
  expect(recovery).toMatchObject({ source: 'promise' });
  await page.goto(`/voice/recoveries/${recovery!.id}`);
  await accessible(page, 'a recovery');
  const move = async (name: string, words: string, ask: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    if (words !== '') await page.getByRole('textbox', { name: ask }).fill(words);
    await page.getByRole('form', { name }).getByRole('button', { name, exact: true }).click();
    await page.getByRole('form', { name }).waitFor({ state: 'detached' });
  };
  await move('Note the cause', 'Nobody stood in while the draughtsman was ill.', 'Why it happened');
  await move('Offer a remedy', 'Drawing today, delivery without charge.', 'What we offer');
  await move('They accept', '', '');
  await move('Ask again', '', '');
  await page.getByText('Renate Vogel was asked whether it is good again.').waitFor();
  const asked = await stage.sink.next((mail) => /Did we put it right/.test(mail.subject ?? ''), 'the question');
  const link = /http:\/\/\S+\/s\/[A-Za-z0-9_-]+/.exec(asked.text ?? '')?.[0] ?? '';
  const renate = await stage.another();
  await renate.page.goto(link);
  // who only looks has said nothing
  expect((await read())?.state).toBe('asked-again');
  await renate.page.getByRole('radio', { name: 'Yes', exact: true }).check();
  await renate.page.getByRole('button', { name: 'Send my answer' }).click();
  await until(
    async () => (await read())?.state === 'recovered',
    30_000,
    () => `the recovery is ${JSON.stringify(recovery)}`,
  );
  await page.reload();
  await page.getByText('Renate Vogel says it is good again.').waitFor();
  noComplaints(stage.ines, renate);
  await renate.context.close();
});
