import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, noComplaints, selectWords, takePictures } from './browser.ts';
import { look as inDatabase } from './hands.ts';
import { sendMail } from './running.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * The brief as people fill it: words selected in a mail, in a note of a call and in the answer to a survey are kept with
 * one press, each with where and when it was said; they grow old; what is known is not asked again; and the customer says
 * on her own page how she wants to be served.
 */
let desk: Desk;
let anna: string;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const answers = async () => {
  const { body } = await desk.hands.ask('GET', `/customers/${anna}/brief`);
  type Slot = {
    question: string;
    answer: {
      statement: string;
      quote: string;
      source: string;
      caseNumber: number;
      stale: boolean;
      confidence: string;
    } | null;
  };
  return new Map((body['slots'] as Slot[]).map(({ question, answer }) => [question, answer]));
};

test('words of a mail are kept with one press of a digit, a note of a call with a press of the button', async () => {
  const { page } = desk.ines;
  await sendMail(desk.kept.smtpPort, {
    from: 'Anna Berg <anna@mail.example>',
    to: 'hello@larchandlime.example',
    subject: 'The gable',
    text: 'Hello,\n\nthe gable must be dry before winter, and I am afraid of the scaffold in my garden.\n\nKind regards\nAnna Berg',
  });
  await page.goto('/inbox?view=unassigned');
  await page.getByText('The gable').first().click();
  await page.locator('[data-message]').first().waitFor();
  anna = ((await desk.hands.ask('GET', '/customers?q=Anna')).body['items'] as { id: string }[])[0]!.id;
  await selectWords(page, 'must be dry before winter');
  const noter = page.getByRole('toolbar', { name: 'Keep these words in the brief' });
  await noter.waitFor();
  await takePictures(desk.ines.page, 'brief-noter');
  await selectWords(page, 'must be dry before winter');
  await noter.waitFor();
  await page.keyboard.press('1');
  await page.getByText('Kept in the brief: Needs.').first().waitFor();
  expect((await answers()).get('need')).toMatchObject({
    statement: 'must be dry before winter',
    source: 'message',
    confidence: 'heard',
    stale: false,
  });

  const cases = (await desk.hands.ask('GET', '/cases?limit=1')).body['items'] as { id: string; number: number }[];
  const noted = await desk.hands.ask('POST', `/cases/${cases[0]!.id}/notes`, {
    html: '<p>Rang her: she chose us for the slate.</p>',
  });
  expect(noted.status, JSON.stringify(noted.body)).toBeLessThan(300);
  await page.getByText('she chose us for the slate').first().waitFor();
  await selectWords(page, 'chose us for the slate');
  await noter.getByRole('button', { name: /^Why us/ }).click();
  await page.getByText('Kept in the brief: Why us.').first().waitFor();
  expect((await answers()).get('why-us')).toMatchObject({ source: 'case-note', caseNumber: cases[0]!.number });
});

test('marked words become what she wishes for in the case, and what she wishes for is kept in her brief', async () => {
  const { page } = desk.ines;
  const noter = page.getByRole('toolbar', { name: 'Keep these words in the brief' });
  await selectWords(page, 'dry before winter');
  await noter.getByRole('button', { name: /^The wish here/ }).waitFor();
  await page.keyboard.press('0');
  const wish = page.locator('[data-said="wish"]');
  await wish.getByText('dry before winter').waitFor();
  // the very words of the strip, not those of the message
  await wish.evaluate((element) => getSelection()!.selectAllChildren(element));
  await noter.getByRole('button', { name: /^Perfect/ }).click();
  await page
    .getByText(/^Kept in the brief: Perfect/)
    .first()
    .waitFor();
  expect((await answers()).get('perfect-outcome')).toMatchObject({ source: 'wish', quote: 'dry before winter' });
  await takePictures(page, 'brief-wish');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(async () => (await answers()).get('perfect-outcome')).toBeNull();
});

test('an answer to a survey is kept from Voice; where it was said stands with it and survives better words', async () => {
  const { page } = desk.ines;
  const surveys = (await desk.hands.ask('GET', '/surveys')).body['items'] as { id: string }[];
  await inDatabase(
    desk.kept,
    `insert into answers (id, survey_id, customer_id, at, changed_at, rating, why, complete)
     values (gen_random_uuid(), '${surveys[0]!.id}', '${anna}', now() - interval '2 days', now() - interval '2 days', 4, 'I would stay if somebody told me each Friday how it stands.', true)`,
  );
  await page.goto('/voice');
  await page.getByText('each Friday how it stands').first().waitFor();
  await selectWords(page, 'told me each Friday how it stands');
  await page
    .getByRole('toolbar', { name: 'Keep these words in the brief' })
    .getByRole('button', { name: /^Stays if/ })
    .click();
  await page.getByText('Kept in the brief: Stays if.').first().waitFor();
  expect((await answers()).get('will-keep')).toMatchObject({ source: 'answer' });
  await page.goto(`/customers/${anna}`);
  await page.getByText(/in an answer to a survey/).waitFor();
  await page.getByRole('button', { name: /told me each Friday/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/in an answer to a survey/).waitFor();
  await dialog.getByRole('textbox', { name: 'In a few words' }).fill('Word each Friday');
  await accessible(page, 'an answer of the brief');
  await takePictures(desk.ines.page, 'brief-answer');
  await dialog.getByRole('button', { name: 'Keep the answer' }).click();
  await page.getByText('Word each Friday').first().waitFor();
  expect((await answers()).get('will-keep')).toMatchObject({
    statement: 'Word each Friday',
    quote: 'told me each Friday how it stands',
    source: 'answer',
  });
  await takePictures(desk.ines.page, 'brief-customer');
});

test('what one of us heard and what she wrote in a review are kept where they stand', async () => {
  const { page } = desk.ines;
  const noter = page.getByRole('toolbar', { name: 'Keep these words in the brief' });
  await desk.hands.ask('POST', '/observations', {
    customerId: anna,
    words: 'She dreams of a quiet roof',
    feeling: 'neutral',
  });
  const words = 'Two others were cheaper, you were the ones who came when they said.';
  const review = await desk.hands.ask('POST', '/reviews', {
    source: 'Crafts Guide',
    email: 'anna@mail.example',
    author: 'Anna',
    rating: 5,
    scaleFrom: 1,
    scaleTo: 5,
    words,
  });
  expect(review.body['customer']).toMatchObject({ id: anna });
  await page.goto('/voice?show=observations');
  await selectWords(page, 'dreams of a quiet roof');
  await noter.getByRole('button', { name: /^Perfect/ }).click();
  const end = async () => (await answers()).get('perfect-outcome');
  await expect.poll(end).not.toBeNull();
  // a slip of the finger: pressed for the wrong question, and taken back from the corner
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(end).toBeNull();
  await noter.getByRole('button', { name: /^Perfect/ }).click();
  await expect.poll(end).not.toBeNull();
  await page.goto('/voice?show=reviews');
  await selectWords(page, 'Two others were cheaper');
  await noter.getByRole('button', { name: /^Compared/ }).click();
  await page
    .getByText(/^Kept in the brief: Compared/)
    .first()
    .waitFor();
  const known = await answers();
  expect(known.get('perfect-outcome')).toMatchObject({ source: 'observation', quote: 'dreams of a quiet roof' });
  expect(known.get('compared')).toMatchObject({ source: 'review', quote: 'Two others were cheaper' });
});

test('what was noted wrongly is put right or taken back, and a wrong file of reviews in one press', async () => {
  const { page } = desk.ines;
  await page.goto('/voice?show=observations');
  await page.getByLabel('What did you hear a customer say?').fill('She wants a loud roof');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByRole('button', { name: 'Correct “She wants a loud roof”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Words').fill('She wants a red roof');
  await dialog.getByLabel('How it felt for them').selectOption('won');
  await accessible(page, 'correcting what was heard');
  await takePictures(page, 'heard-correct');
  await dialog.getByRole('button', { name: 'Keep it so' }).click();
  await page.getByRole('button', { name: 'What was corrected in “She wants a red roof”' }).click();
  await dialog.getByText('She wants a loud roof').waitFor();
  await takePictures(page, 'heard-history');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take back “She wants a red roof”' }).click();
  await page.getByText('Taken back, with all that was counted of it.').first().waitFor();
  await expect.poll(() => page.getByText('She wants a red roof').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('She wants a red roof').first().waitFor();

  await page.goto('/voice?show=reviews');
  await page.getByText('Add reviews from elsewhere').click();
  const table = page.locator('form').filter({ hasText: 'A CSV file' });
  await table.getByLabel('Source').fill('Wrong shop');
  const csv = `rating,words,author,email\n1,Never came,Eve,anna@mail.example\n2,Late,Bob,\n`;
  await table
    .locator('input[type=file]')
    .setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect.poll(() => table.locator('textarea').inputValue()).toContain('Never came');
  await table.getByRole('button', { name: 'Add them' }).click();
  await page.getByText('Never came').first().waitFor();
  const recovery = page.getByRole('link', { name: 'Won back here' }).first();
  const way = (await recovery.getAttribute('href'))!;
  await takePictures(page, 'reviews-imports');
  await page.getByRole('button', { name: 'Take back all reviews of Wrong shop, wrong.csv' }).click();
  await page.getByText('2 reviews taken back. The recovery it opened stays and says so.').first().waitFor();
  await expect.poll(() => page.getByText('Never came').count()).toBe(0);
  await accessible(page, 'tables of reviews');
  await page.goto(way);
  await page.getByText('What opened this recovery was noted wrongly').waitFor();
  await takePictures(page, 'recovery-without-cause');
  await page.getByRole('button', { name: 'Call it off' }).click();
  await page.getByRole('button', { name: 'Call it off' }).click();
  await page.getByText('What opened it does not hold any more; it was called off.').waitFor();
});

test('words that are not hers are refused, and old ones say that they are old', async () => {
  const put = (question: string, body: object) => desk.hands.ask('PUT', `/customers/${anna}/brief/${question}`, body);
  const messages = await inDatabase<{ id: string }>(
    desk.kept,
    `select id from messages where author_kind = 'customer' limit 1`,
  );
  const lie = await put('worries', { statement: 'x', quote: 'I love to wait', messageId: messages[0]!.id });
  expect([lie.status, lie.body['code']]).toEqual([400, 'not-said']);
  const old = new Date(Date.now() - 200 * 86_400_000).toISOString();
  expect((await put('expects', { statement: 'A call', saidAt: old })).status).toBe(200);
  expect((await answers()).get('expects')).toMatchObject({ stale: true });
  const next = await desk.hands.ask('GET', `/customers/${anna}/brief/next?kind=complaint`);
  expect(next.body['next']).toMatchObject({ because: 'unknown' });
  const { page } = desk.ines;
  await page.goto(`/customers/${anna}`);
  await page.getByText('old, ask again').first().waitFor();
  const coverage = (await desk.hands.ask('GET', '/brief/coverage')).body as {
    customers: number;
    stale: number;
    known: { k: number; n: number };
  };
  expect(coverage).toMatchObject({ customers: 1, stale: 1, known: { k: 5, n: 8 } });
  const segment = await desk.hands.ask('POST', '/customers/segments', { name: 'Mail', shared: false, filter: {} });
  if (segment.status < 300)
    expect((await desk.hands.ask('GET', `/brief/coverage?segmentId=${String(segment.body['id'])}`)).status).toBe(200);
});

test('what she has answered is flagged in the composer, and she says herself how she wants to be served', async () => {
  const { page } = desk.ines;
  await page.goto('/inbox?view=unassigned');
  await page.getByText('The gable').first().click();
  await page.getByText(/^Ask next:/).waitFor();
  await page.getByRole('textbox', { name: 'Your answer' }).click();
  await page.getByRole('textbox', { name: 'Your answer' }).pressSequentially('Hello Anna. What do you need it for?');
  await page.getByText('The customer has answered this: must be dry before winter').waitFor();
  await takePictures(desk.ines.page, 'brief-asked-already');
  const acknowledged = await desk.sink.next((mail) => /\/my\/cases\//.test(mail.text ?? ''), 'the acknowledgement');
  const link = /http:\/\/\S+\/my\/cases\/\S+/.exec(acknowledged.text!)![0];
  const she = await desk.another({ javaScriptEnabled: false, width: 390, height: 844 });
  await she.page.goto(link);
  await she.page.goto('/my/expectations');
  await she.page.getByRole('combobox').first().selectOption({ index: 1 });
  await takePictures(she.page, 'brief-expectations');
  await she.page
    .getByRole('button', { name: /Keep|Save/ })
    .first()
    .click();
  await expect.poll(() => she.page.getByRole('status').count()).toBe(1);
  const said = (await desk.hands.ask('GET', `/customers/${anna}/expectations`)).body['items'] as {
    from: string | null;
  }[];
  expect(said.some(({ from }) => from === 'customer')).toBe(true);
  await she.context.close();
  // the draft is kept, and above it stands now what she wishes
  await page.reload();
  await page
    .getByRole('group', { name: 'How they want to be served' })
    .getByText('own word')
    .first()
    .waitFor({ state: 'attached' });
  noComplaints(desk.ines);
});
