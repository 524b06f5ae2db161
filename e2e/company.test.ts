import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, takePicture } from './browser.ts';
import { sendMail, until } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * Everybody in one conversation, with real mail both ways: a supplier is brought in, written to alone, answers by mail and on his page,
 * and sees nothing of the customer; two cases are merged and the merge is taken back.
 */
let desk: Desk;
const address = 'hello@larchandlime.example';

beforeAll(async () => {
  desk = await openDesk();
  await desk.hands.ask('POST', '/mailboxes', { name: 'Hello', address, isDefault: true });
});
afterAll(() => desk?.close());

const conversationOf = async (number: number) =>
  (await desk.hands.ask('GET', `/cases/${String(number)}`)).body as {
    id: string;
    messages: { items: { text: string; author: { kind: string; name: string }; audience: { to: string } }[] };
  };
async function caseFrom(subject: string, text: string, from = 'Renate Vogel <renate@vogel.example>'): Promise<number> {
  await sendMail(desk.kept.smtpPort, { from, to: address, subject, text });
  let number = 0;
  await until(
    async () => {
      const { items } = (await desk.hands.ask('GET', '/cases?state=all')).body as {
        items: { number: number; subject: string }[];
      };
      number = items.find((one) => one.subject === subject)?.number ?? 0;
      return number > 0;
    },
    20_000,
    () => `no case came from ${subject}`,
  );
  return number;
}

test('a supplier is brought in, written to alone, and answers by mail and on his page without seeing the customer', async () => {
  const number = await caseFrom('Worktop SECRETLY cracked', 'PRIVATEWORDS of the customer');
  const { page } = desk.ines;
  await page.goto(`/inbox/${String(number)}`);
  await page.getByRole('button', { name: /Merge, link, people/ }).click();
  await page.getByRole('menuitem', { name: /People in this case/ }).click();
  await page.getByRole('button', { name: 'Bring somebody in' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Stone Yard');
  await page.getByRole('textbox', { name: 'Mail address' }).fill('yard@stone.example');
  await page.getByRole('textbox', { name: 'Subject they see' }).fill('A worktop to cut');
  await page.getByRole('textbox', { name: 'Their part' }).fill('Cut a new worktop');
  await accessible(page, 'bringing somebody in');
  await page.getByRole('button', { name: 'Bring in', exact: true }).click();
  await page.getByText('Stone Yard').first().waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Only Stone Yard', { exact: true }).click();
  await page.getByText('Only Stone Yard reads this. Renate Vogel does not.').waitFor();
  await page.getByRole('textbox', { name: 'Message to Stone Yard only' }).fill('Can you cut it by Friday?');
  await accessible(page, 'writing to one party');
  await takePicture(page, 'party');
  await page.getByRole('button', { name: 'Send to Stone Yard only' }).click();
  const mail = await desk.sink.next(
    (one) => one.subject === `A worktop to cut [#${String(number)}]`,
    'the mail to the yard',
  );
  expect(JSON.stringify([mail.text, mail.html, mail.headerLines])).not.toMatch(/SECRETLY|PRIVATEWORDS|renate/i);
  expect(mail.text).toContain('Your part: Cut a new worktop.');
  await sendMail(desk.kept.smtpPort, {
    from: 'yard@stone.example',
    to: mail.replyTo!.value[0]!.address!,
    subject: `Re: ${mail.subject!}`,
    text: 'YARDWORDS: Friday is fine.',
  });
  await page.getByText('YARDWORDS: Friday is fine.').waitFor();
  const outside = await desk.another({ width: 390, height: 844 });
  await outside.page.goto(/http:\/\/127\.0\.0\.1:\d+\/party\/\S+/.exec(mail.text!)![0]);
  await expect.poll(() => outside.page.locator('main').innerText()).not.toMatch(/SECRETLY|PRIVATEWORDS|Renate/);
  await accessible(outside.page, 'the page of a party');
  await takePicture(outside.page, 'party-page', true);
  await outside.page.getByRole('textbox', { name: 'Your answer' }).fill('And the edges are polished.');
  await outside.page.getByRole('button', { name: 'Send' }).click();
  await outside.page.getByRole('button', { name: 'It is done' }).click();
  await outside.page.getByText('You said that it is done.').waitFor();
  const { messages } = await conversationOf(number);
  expect(messages.items.map((one) => [one.author.kind, one.audience.to])).toEqual([
    ['customer', 'customer'],
    ['staff', 'parties'],
    ['party', 'parties'],
    ['party', 'parties'],
  ]);
  noComplaints(desk.ines, outside);
}, 120_000);

test('a supplier is shown what the customer said and sent a file; what he promises is in the ledger, on his page, and kept there', async () => {
  const number = await caseFrom('Shower door', 'SHOWNWORDS: it does not close');
  await desk.hands.ask('POST', `/cases/${String(number)}/parties`, {
    role: 'supplier',
    name: 'Glass Works',
    email: 'glass@works.example',
    topic: 'A shower door',
    task: 'Bring a new hinge',
    dueAt: new Date(Date.now() + 48 * 3_600_000).toISOString(),
  });
  const { page } = desk.ines;
  await page.goto(`/inbox/${String(number)}`);
  await page.getByRole('button', { name: 'Show it to others…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Glass Works' }).check();
  await accessible(page, 'showing a message to others');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Also seen by Glass Works').waitFor();
  await page.locator('body').press('b');
  await page.keyboard.press('p');
  const people = page.getByRole('dialog', { name: 'People in this case' });
  await people.getByRole('link', { name: 'Bring a new hinge' }).waitFor();
  await people.getByRole('button', { name: 'Note a promise by or to Glass Works' }).click();
  await people.getByLabel('What?').fill('Name a day');
  await people.getByRole('button', { name: 'Note it' }).click();
  await people.getByRole('link', { name: 'Name a day' }).waitFor();
  await accessible(page, 'promises of those who take part');
  await people.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Only Glass Works', { exact: true }).click();
  const composer = page.getByRole('region', { name: 'Message to Glass Works only' });
  await composer
    .locator('input[type=file]')
    .setInputFiles({ name: 'hinge.txt', mimeType: 'text/plain', buffer: Buffer.from('12 mm') });
  await composer.getByText('hinge.txt').waitFor();
  await composer.getByRole('button', { name: 'Send to Glass Works only' }).click();
  const mail = await desk.sink.next(
    (one) => one.subject === `A shower door [#${String(number)}]`,
    'the mail to the glazier',
  );
  expect(mail.attachments.map((file) => file.filename)).toEqual(['hinge.txt']);
  const outside = await desk.another();
  await outside.page.goto(/http:\/\/127\.0\.0\.1:\d+\/party\/\S+/.exec(mail.text!)![0]);
  await outside.page.getByText('SHOWNWORDS: it does not close').waitFor();
  await expect.poll(() => outside.page.locator('main').innerText()).not.toMatch(/Renate|Shower door$/);
  await accessible(outside.page, 'the page of a party with promises');
  await outside.page
    .getByRole('listitem')
    .filter({ hasText: 'You promised: Name a day' })
    .getByRole('button', { name: 'It is done' })
    .click();
  await outside.page.waitForURL(/done=finished/);
  const { id } = await conversationOf(number);
  const { items } = (await desk.hands.ask('GET', `/promises?case=${id}&kind=internal&state=all`)).body as {
    items: { what: string; state: string; party: { name: string; side: string } }[];
  };
  expect(items.map((one) => [one.what, one.state, one.party.name, one.party.side])).toEqual([
    ['Name a day', 'kept', 'Glass Works', 'by'],
    ['Bring a new hinge', 'open', 'Glass Works', 'by'],
  ]);
  noComplaints(desk.ines, outside);
}, 120_000);

test('a case is merged by keyboard, a late mail follows, and the banner takes it back', async () => {
  const first = await caseFrom('The tap drips', 'It drips since Monday');
  const second = await caseFrom('Tap again', 'It still drips');
  const { page } = desk.ines;
  await page.goto(`/inbox/${String(second)}`);
  await page.getByText('It still drips').last().waitFor();
  await page.getByRole('button', { name: /Merge, link, people/ }).waitFor();
  await page.locator('body').press('b');
  await page.keyboard.press('m');
  await page.getByRole('textbox', { name: 'Which case?' }).fill(String(first));
  await page.getByRole('button', { name: `#${String(first)} The tap drips` }).click();
  await accessible(page, 'merging');
  await takePicture(page, 'merge');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.waitForURL(new RegExp(`/inbox/${String(first)}`));
  await page.getByText('Merged into this one:').waitFor();
  await accessible(page, 'a case with a merged one');
  await takePicture(page, 'merged');
  await desk.hands.ask('POST', `/cases/${String(first)}/messages`, { html: '<p>We come today.</p>', revision: 99 });
  const answer = await desk.sink.next((one) => (one.text ?? '').includes('We come today.'), 'our answer');
  await sendMail(desk.kept.smtpPort, {
    from: 'renate@vogel.example',
    to: answer.replyTo!.value[0]!.address!,
    subject: 'Re: Tap again',
    text: 'I am at home.',
  });
  await until(
    async () => (await conversationOf(first)).messages.items.some((one) => one.text === 'I am at home.'),
    20_000,
    () => 'the late mail did not follow',
  );
  expect((await conversationOf(first)).messages.items.map((one) => one.text)).toEqual([
    'It drips since Monday',
    'It still drips',
    'We come today.',
    'I am at home.',
  ]);
  await page.goto(`/inbox/${String(second)}`);
  await page.getByText('This case goes on in').waitFor();
  await takePicture(page, 'banner');
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByText('This case goes on in').waitFor({ state: 'detached' });
  expect((await conversationOf(second)).messages.items.map((one) => one.text)).toEqual(['It still drips']);
  noComplaints(desk.ines);
}, 120_000);

test('several cases are marked, merged by keyboard after a word of warning, and taken back from the corner', async () => {
  const first = await caseFrom('Grout crumbles', 'It crumbles');
  const second = await caseFrom('Grout again', 'Still crumbling');
  const other = await caseFrom('My grout too', 'Mine as well', 'Otto Berg <otto@berg.example>');
  const { page } = desk.ines;
  await page.goto('/inbox?view=open&sort=newest');
  const row = (number: number) => page.locator('.cases [data-row]', { hasText: `#${String(number)}` });
  await row(other).focus();
  await page.keyboard.press('x');
  await page.getByText('1 marked').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Merge…/ }).count()).toBe(0);
  for (const number of [first, second]) await row(number).click();
  await page.getByText('3 marked').waitFor();
  await page.getByRole('button', { name: /^Merge…/ }).waitFor();
  await page.keyboard.press('Shift+M');
  const dialog = page.getByRole('dialog', { name: 'Merge 3 cases into one' });
  await dialog.getByText(/2 different customers/).waitFor();
  await expect.poll(() => dialog.getByRole('radio', { name: new RegExp(`#${String(first)}`) }).isChecked()).toBe(true);
  const go = dialog.getByRole('button', { name: 'Merge', exact: true });
  await expect.poll(() => go.isDisabled()).toBe(true);
  await accessible(page, 'merging several');
  await takePicture(page, 'merge-several');
  await dialog.getByRole('checkbox', { name: 'Yes, they belong together' }).check();
  await go.press('Enter');
  await page.waitForURL(new RegExp(`/inbox/${String(first)}`));
  await page
    .getByText(`2 cases are part of case ${String(first)} now.`)
    .first()
    .waitFor();
  await until(
    async () => (await conversationOf(first)).messages.items.length === 3,
    20_000,
    () => 'the cases were not merged',
  );
  await takePicture(page, 'merged-several');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('2 cases stand alone again.').first().waitFor();
  expect((await conversationOf(first)).messages.items.map((one) => one.text)).toEqual(['It crumbles']);
  expect((await conversationOf(other)).messages.items.map((one) => one.text)).toEqual(['Mine as well']);
  noComplaints(desk.ines);
}, 120_000);

test('a view holds the cases of one customer that came to one mailbox', async () => {
  const mine = await caseFrom('Skirting of Viola', 'It is loose', 'Viola Kern <viola@kern.example>');
  await desk.hands.ask('POST', '/mailboxes', { name: 'Shop', address: 'shop@larchandlime.example' });
  const { page } = desk.ines;
  await page.goto('/inbox?view=open');
  await page.getByRole('button', { name: 'New view' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Viola');
  await dialog.getByRole('textbox', { name: 'Customer' }).fill('viola@kern');
  await dialog.getByRole('button', { name: /Viola Kern/ }).waitFor();
  await dialog.getByRole('textbox', { name: 'Customer' }).press('Enter');
  await dialog.getByRole('button', { name: 'Viola Kern ×' }).waitFor();
  await dialog.getByRole('combobox', { name: 'Mailbox' }).selectOption({ label: `Hello (${address})` });
  await dialog.getByText('1 cases fit now').waitFor();
  await accessible(page, 'a view of one customer');
  await takePicture(page, 'view-whose');
  await dialog.getByRole('button', { name: 'Keep view' }).click();
  await page.getByText('Viola: 1').waitFor();
  await page.getByRole('button', { name: 'Change this view' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Viola Kern ×' }).waitFor();
  await page.keyboard.press('Escape');
  const rows = page.locator('.cases [data-row]');
  await rows.filter({ hasText: `#${String(mine)}` }).waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  noComplaints(desk.ines);
}, 120_000);
