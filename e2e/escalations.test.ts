import { afterAll, beforeAll, test } from 'vitest';
import { accessible, noComplaints, openEmptyDesk, type Person } from './browser.ts';
import { look, strike } from './hands.ts';
import { until } from './running.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * A lead's day: a promise breaks, she is called on Today and by mail, has it with one key, and says what she did. Then a fire
 * drill, seen by both as it runs, which ends by naming who did not answer.
 */
let stage: Stage;
let lena: Person;
const password = 'correct horse battery';
const neverQuiet = { mail: [], quietFrom: '00:00', quietTo: '00:00' };

beforeAll(async () => {
  stage = await openStage();
  lena = await stage.another();
});
afterAll(() => stage?.close());

const heardInDrill = `select 1 from escalation_alerts a join escalations e on e.id = a.escalation_id
  where e.drill and a.acknowledged_at is not null`;

/** A minute of the drill goes by: what was to follow `step` (from 0) in a minute follows now, unless the real minute was quicker. */
async function minutePasses(step: number): Promise<void> {
  const here = `e.drill and e.step = ${step} and e.next_at > now()`;
  await look(
    stage.kept,
    `update escalation_alerts a set told_at = a.told_at - interval '1 minute' from escalations e where e.id = a.escalation_id and a.step = e.step and ${here}`,
  );
  await look(stage.kept, `update escalations e set next_at = now() where ${here}`);
  await strike(stage.kept, 'escalations.tick');
}

test('a company with an owner and a lead', async () => {
  const { page } = stage.ines;
  await openEmptyDesk(page, stage.kept.url);
  await stage.ines.api('PUT', '/notifications/choices', neverQuiet);
  // at whatever hour this runs, the company is at work
  const [calendar] = (await stage.ines.api<{ items: { id: string }[] }>('GET', '/calendars')).items;
  const day = [{ from: '00:00', to: '24:00' }];
  const week = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': day, '7': day };
  await stage.ines.api('PATCH', `/calendars/${calendar!.id}`, { week });
  const lead = { name: 'Lena Brandt', email: 'lena@larchandlime.example', role: 'lead', password };
  await stage.ines.api('POST', '/users', lead);
  await lena.page.goto('/');
  await lena.page.getByRole('textbox', { name: /mail/i }).fill(lead.email);
  await lena.page
    .getByLabel(/Password/)
    .first()
    .fill(password);
  await lena.page.keyboard.press('Enter');
  await lena.page.getByRole('heading', { level: 1 }).waitFor();
  await until(
    async () => (await lena.page.request.get(`${stage.kept.url}/api/v1/notifications/choices`)).ok(),
    10_000,
    () => '',
  );
  await lena.api('PUT', '/notifications/choices', neverQuiet);
});

test('a broken promise calls her; A takes it, and the task ends with a word', async () => {
  const { page } = lena;
  const made = await stage.ines.api<{ id: string }>('POST', '/cases', {
    customer: { name: 'Renate Vogel', email: 'renate@mail.example' },
    subject: 'Worktop arrived cracked',
    text: 'There is a crack from the sink to the edge.',
  });
  const dueAt = new Date(Date.now() + 1500).toISOString();
  await stage.ines.api('POST', '/promises', { what: 'Call Renate back', caseId: made.id, dueAt });
  await page.goto('/');
  const called = page.getByRole('region', { name: 'Escalations' });
  await called.getByText('calls you').waitFor();
  await accessible(page, 'Today with an escalation');
  await until(
    () => stage.sink.mails.some((mail) => mail.text?.includes('/alert/') === true),
    30_000,
    () => 'no alert was mailed',
  );
  await page.keyboard.press('a');
  await called.getByText('Lena Brandt has it', { exact: true }).waitFor();
  await called.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('textbox', { name: 'What did you do?' }).fill('Called her; a new worktop comes Tuesday.');
  await page.getByRole('button', { name: 'It is done' }).click();
  await called.getByText('Asked of you who lead').waitFor({ state: 'detached' });
});

test('a fire drill runs before their eyes, touches no customer, and names who did not answer', async () => {
  const { page } = stage.ines;
  await page.goto('/settings/escalation');
  await page.getByText('Promise broken').first().waitFor();
  await accessible(page, 'settings of escalation');
  const step = { mail: false, waitMinutes: 1 };
  await stage.ines.api('POST', '/escalation-protocols', {
    name: 'Night shift',
    way: 'hierarchical',
    triggers: [],
    conditions: {},
    steps: [
      { ...step, whom: 'role', role: 'lead' },
      { ...step, whom: 'role', role: 'owner' },
    ],
    task: null,
  });
  await page.getByLabel('Protocol').selectOption({ label: 'Night shift' });
  await page.getByRole('button', { name: 'Start the drill' }).click();
  await page.getByText('Lena Brandt was told').waitFor();
  await lena.page.goto('/');
  await lena.page.getByRole('link', { name: 'Night shift' }).click();
  await lena.page.getByRole('button', { name: /I have it/ }).waitFor();
  await lena.page.keyboard.press('a');
  await until(
    async () => (await look(stage.kept, heardInDrill)).length === 1,
    20_000,
    () => 'her key was not heard',
  );
  await minutePasses(0);
  await page.getByText('The drill is at step 2 of 2.').waitFor();
  await minutePasses(1);
  await page.getByText('Who did not answer').waitFor();
  await page.getByRole('heading', { name: '1 did not answer.' }).waitFor();
  await accessible(page, 'a drill that is over');
  noComplaints(stage.ines, lena);
});
