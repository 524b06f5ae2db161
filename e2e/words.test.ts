import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeAssistant, openFakeAssistant } from '../src/server/testing/assistant.ts';
import { accessible, noComplaints, openEmptyDesk, takePicture } from './browser.ts';
import { sendMail } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Words: a worried mail shows its feeling in list and case; a heated draft is told so in the margin and goes out with the second
 * press; a prompt is muted with a reason; a language model, once it is switched on, reads along in a language that the rules do not know.
 */
let stage: Stage;
let model: FakeAssistant;
let theCase = '';

beforeAll(async () => {
  model = await openFakeAssistant();
  stage = await openStage({
    KEPT_ASSISTANT_URL: model.url,
    KEPT_ASSISTANT_MODEL: 'reader-1',
  });
});
afterAll(async () => {
  await stage?.close();
  await model?.close();
});

const mail = (subject: string, text: string) =>
  sendMail(stage.kept.smtpPort, {
    from: 'Renate Vogel <renate@mail.example>',
    to: 'hello@larchandlime.example',
    subject,
    text,
  });
test('a worried mail shows its feeling, its words and its wish', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  await page.goto('/inbox?view=unassigned');
  await mail(
    'Worktop cracked',
    'I am really worried about the crack in the worktop. I would like a new worktop before Friday. When can you come?',
  );
  await page.getByText('Worktop cracked').first().click();
  const told = page.getByRole('list', { name: 'What the words tell' });
  await told.getByText('about the crack in the worktop').waitFor();
  theCase = new URL(page.url()).pathname;
  await page.getByRole('article').getByText('worried', { exact: false }).first().waitFor();
  await told.getByRole('button', { name: 'That is it' }).click();
  await told.getByText('Solved would be').waitFor({ state: 'detached' });
  await accessible(page, 'the words of a case');
});

test('a heated draft is told so, goes out with the second press, and a prompt can be muted', async () => {
  const { page } = stage.ines;
  const box = page.getByRole('textbox', { name: 'Your answer' });
  await box.click();
  await box.pressSequentially('Hi Peter, as I already told you, that is not our problem! See the attached list.');
  const margin = page.getByRole('list', { name: 'Before you send' });
  await margin.getByText('This sounds angry').waitFor();
  await margin.getByRole('button', { name: /more/ }).click();
  await margin.getByText('No file is attached').waitFor();
  await accessible(page, 'the margin of the composer');
  await takePicture(stage.ines.page, 'margin');
  await page.keyboard.press('Escape');
  await margin.getByRole('combobox', { name: /Forgotten file/ }).selectOption('wrong-too-often');
  await margin.getByText('No file is attached').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await page.getByRole('alert').getByText('Press send again').waitFor();
  await takePicture(stage.ines.page, 'second-press');
  await expect.poll(() => box.textContent()).toContain('not our problem');
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await margin.waitFor({ state: 'detached' });
  await page.goto('/settings/words');
  await page.getByRole('button', { name: 'Ask me again' }).click();
  await page.getByText('You have muted nothing.').waitFor();
  await accessible(page, 'the settings of words');
  await takePicture(stage.ines.page, 'settings');
});

test('an assistant is asked nothing until it is switched on; then it reads along, and says so', async () => {
  const { page } = stage.ines;
  expect(model.asked).toEqual([]);
  model.answers(({ body }) => {
    const { text } = JSON.parse(body.messages[1]!.content) as { text: string };
    const system = body.messages[0]!.content;
    if (system.includes('one message that a customer wrote'))
      return {
        value: {
          language: 'pl',
          feelings: text.includes('zły') ? [{ feeling: 'angry', strength: 3, quote: 'bardzo zły', about: null }] : [],
        },
      };
    if (system.includes('is about to send')) return { value: { prompts: [] } };
    const quote = /Zadzwonimy[^.]*/u.exec(text)?.[0];
    const told = { what: 'Zadzwonimy do Pani', when: null, date: null, condition: null, strength: 'firm' };
    return { value: { language: 'pl', promises: quote === undefined ? [] : [{ ...told, quote }] } };
  });
  await page.goto('/settings/words');
  await page.getByText(/go to reader-1 at 127\.0\.0\.1/).waitFor();
  await page.getByRole('checkbox', { name: 'Let the assistant read along' }).check();
  await page.getByRole('checkbox', { name: 'Drafts, when somebody rests while writing' }).waitFor();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page
    .getByRole('status')
    .getByText(/answered|read/)
    .waitFor();
  await accessible(page, 'the assistant in settings');
  await takePicture(stage.ines.page, 'assistant');
  await page.goto('/inbox?view=unassigned');
  await mail('Przesyłka', 'Jestem bardzo zły z powodu opóźnienia mojej przesyłki.');
  await page.getByText('Przesyłka').first().click();
  await page.getByRole('list', { name: 'What the words tell' }).getByText('read by the assistant').waitFor();
  await page.getByRole('textbox', { name: 'Your answer' }).click();
  await page.keyboard.type('Dzień dobry! Zadzwonimy do Pani w piątek po południu.');
  const chips = page.getByRole('list', { name: 'Promises in this reply' });
  await chips.getByText('found by the assistant').waitFor();
  await accessible(page, 'a promise that the assistant found');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await chips.waitFor({ state: 'detached' });
});

test('on a phone and in the dark it is the same', async () => {
  const { page } = stage.ines;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings/words');
  await page.getByText('You have muted nothing.').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
  await accessible(page, 'the settings of words on a phone in the dark');
  // by its address: whether it still waits for somebody depends on whether the answer has left by now
  await page.goto(theCase);
  await page.getByRole('list', { name: 'What the words tell' }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
  await accessible(page, 'the words of a case on a phone in the dark');
  await takePicture(stage.ines.page, 'phone');
  noComplaints(stage.ines);
});
