import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question, Survey } from '../../contract/voice-surveys.ts';
import { readOutboxMail } from '../modules/channels/outbox.ts';
import { askCustomer } from '../modules/voice/surveys/asks-on-pages.ts';
import { openedAnswer } from '../modules/voice/surveys/sealed-answers.ts';
import { createSurvey, type SurveyText } from '../modules/voice/surveys/surveys.ts';
import { readFunnel } from '../modules/voice/index.ts';
import { newId } from '../store/identity.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { addCustomer } from '../testing/desk.ts';

let house: TestApp;
/** As the company was set up. */
const owner = { email: 'ines@example.org', password: 'long enough' };
const rating: Question = { key: 'rating', texts: {}, optional: false };
const always: Question = {
  key: 'hurt',
  kind: 'multi',
  texts: { en: 'What hurt?', de: 'Was tat weh?' },
  optional: true,
  choices: [
    { key: 'wait', texts: { en: 'Waiting', de: 'Warten' } },
    { key: 'price', texts: { en: 'The price', de: 'Der Preis' } },
  ],
};
const hurt: Question = { ...always, showWhen: { question: 'rating', atMost: 2 } };

beforeAll(async () => {
  house = await buildTestCompany();
  await house.settle(subscriptions);
});
afterAll(() => house.close());

const boss = async () => ({ ...house.as(await house.staff('manager', 'Mara')), now: new Date() });

async function make(input: SurveyText = {}): Promise<Survey> {
  return createSurvey(await boss(), {
    name: `Survey ${newId()}`,
    programme: 'custom',
    questions: [rating, hurt, { key: 'why', texts: {}, optional: true }],
    quietDays: 0,
    ...input,
  });
}

async function asked(survey: Survey, language = 'en', way: 'link' | 'mail' = 'link') {
  const id = await addCustomer(house, { name: 'נועה לוי', language, first_seen_at: new Date() });
  const outcome = await askCustomer(await boss(), survey.id, { customerId: id, way });
  return { id, path: outcome.url === null ? '' : new URL(outcome.url).pathname };
}

const get = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  house.app.inject({ url, method, headers: { accept: 'text/html', ...headers } });
const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  house.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const answersTo = (survey: Survey) =>
  house.db.selectFrom('answers').select(['rating', 'more', 'why']).where('survey_id', '=', survey.id).execute();
const againIn = (body: string) => /name="_again" value="([\w-]{43})"/.exec(body)![1]!;

describe('the page of a survey', () => {
  test('records nothing for scanners, looks ahead and HEAD, not even that it was opened', async () => {
    const survey = await make();
    const { path } = await asked(survey);
    const before = (await house.db.selectFrom('events').select('id').orderBy('id', 'desc').executeTakeFirst())!.id;
    for (const query of ['', '?rating=1', '?rating=5', '?thanks=yes'])
      for (const [name, value] of [
        ['accept-language', 'en'],
        ['sec-purpose', 'prefetch;prerender'],
        ['user-agent', 'Mail scanner'],
      ] as const)
        expect((await get(`${path}${query}`, { [name]: value })).statusCode).toBe(200);
    expect((await get(`${path}?rating=1`, {}, 'HEAD')).statusCode).toBe(200);
    expect(await answersTo(survey)).toEqual([]);
    const system = { ...house.system(), now: new Date() };
    expect(await readFunnel(system, survey.id, {})).toMatchObject({ sent: 1, opened: 0, started: 0 });
    const after = (await house.db.selectFrom('events').select('id').orderBy('id', 'desc').executeTakeFirst())!.id;
    expect(after).toBe(before);
    // the script of the page says that a browser shows it
    expect((await post(`${path}/seen`, {})).statusCode).toBe(204);
    expect((await post(`${path}/seen`, {})).statusCode).toBe(204);
    expect(await readFunnel(system, survey.id, {})).toMatchObject({ opened: 1, started: 0 });
  });

  test('pressed twice is one answer; pressed with nothing chosen it says so in the language of the customer', async () => {
    const survey = await make();
    const { path } = await asked(survey, 'de');
    const nothing = await post(path, {});
    expect(nothing.statusCode).toBe(400);
    expect(nothing.body).toContain('Noch ist nichts gewählt');
    const wrong = await post(path, { rating: '9', why: 'Zu <b>spät</b>' });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('Zu &lt;b&gt;spät');
    const both = await Promise.all([
      post(path, { rating: '2', 'hurt.wait': 'wait', 'hurt.price': 'price' }),
      post(path, { rating: '2', 'hurt.wait': 'wait', 'hurt.price': 'price' }),
    ]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await answersTo(survey)).toEqual([{ rating: 2, more: { hurt: ['wait', 'price'] }, why: null }]);
    // an answer of days ago stays as it is, and says so; what was left open may still be added
    const old = new Date(Date.now() - 3 * 86_400_000);
    await house.db.updateTable('answers').set({ at: old }).where('survey_id', '=', survey.id).execute();
    const late = await post(path, { rating: '5' });
    expect([late.statusCode, late.body.includes('einen Tag lang ändern')]).toEqual([409, true]);
    expect((await post(path, { why: 'Der Preis' })).statusCode).toBe(303);
    expect(await answersTo(survey)).toMatchObject([{ rating: 2, why: 'Der Preis' }]);
  });

  test('lets no colleague who is signed in answer for a customer, nor rate himself, unless he is the customer', async () => {
    const signed = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'http://localhost:80', host: 'localhost:80' },
      payload: owner,
    });
    const cookie = signed.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
    const survey = await make();
    const { path, id } = await asked(survey, 'de');
    expect((await get(path, { cookie })).body).toContain('nur der Kunde');
    const refused = await post(path, { rating: '5', why: 'Ich war gut' }, { cookie });
    expect([refused.statusCode, refused.body.includes('nur der Kunde')]).toEqual([403, true]);
    await post(`${path}/seen`, {}, { cookie });
    expect(await answersTo(survey)).toEqual([]);
    expect(await readFunnel({ ...house.system(), now: new Date() }, survey.id, {})).toMatchObject({ opened: 0 });
    // whoever is asked under his own address is a customer like others, as are those in whose browser nobody is signed in
    await house.db.updateTable('identities').set({ value: owner.email }).where('customer_id', '=', id).execute();
    expect((await post(path, { rating: '4' }, { cookie })).statusCode).toBe(303);
    const other = await asked(survey);
    expect((await get(other.path)).body).not.toContain('signed in to Kept');
    expect((await post(other.path, { rating: '2' }, { cookie: 'kept.session_token=made.up' })).statusCode).toBe(303);
    expect((await answersTo(survey)).map(({ rating }) => rating).toSorted()).toEqual([2, 4]);
  });

  test('says what the ends of its scales mean, on the page and in the mail, in the language of the customer', async () => {
    const likely: Question = { key: 'likely', texts: {}, optional: true };
    const easy: Question = { key: 'easy', texts: {}, optional: true, low: { de: 'mühsam' } };
    const survey = await make({ questions: [likely, easy] });
    const page = (await get((await asked(survey, 'de')).path)).body;
    expect(page).toContain('aria-describedby="ends-likely"');
    for (const end of [
      '0: überhaupt nicht wahrscheinlich',
      '10: äußerst wahrscheinlich',
      '1: mühsam',
      '7: trifft voll zu',
    ])
      expect(page).toContain(end);
    const { id } = await asked(survey, 'en', 'mail');
    const { raw } = await house.db
      .selectFrom('outbox')
      .select('raw')
      .where('customer_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(raw.toString('utf8').replaceAll(/=\r\n/g, '')).toContain('(0: not at all likely, 10: extremely likely)');
  });

  test('is small, and turns with the direction of what customers write', async () => {
    const survey = await make({
      questions: Array.from({ length: 40 }, (_, at) => ({ ...always, key: `hurt${at}` })),
      theme: { title: { en: 'איך היה?' } },
    });
    const { path } = await asked(survey);
    const page = await get(path);
    expect(Buffer.byteLength(page.body)).toBeLessThan(45_000);
    expect(page.body).toContain('<h1 dir="auto">איך היה?</h1>');
    const usual = await get((await asked(await make())).path);
    expect(Buffer.byteLength(usual.body)).toBeLessThan(30_000);
    expect(usual.body).toContain('dir="auto"');
  });

  test('without a name: two presses are one answer, and a link that was used says so before anybody fills it in', async () => {
    const survey = await make({ anonymous: true, openLink: true });
    const { path } = await asked(survey);
    const again = againIn((await get(path)).body);
    const pressed = [
      await post(path, { rating: '4', _again: again }),
      await post(path, { rating: '4', _again: again }),
    ];
    expect(pressed.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
      [303, `/s/again/${again}?thanks=yes`],
      [303, `/s/again/${again}?thanks=yes`],
    ]);
    const used = await get(path);
    expect(used.body).toContain('This link was used.');
    expect(used.body).not.toContain('<form');
    const second = await post(path, { rating: '1' });
    expect([second.statusCode, second.body.includes('This link was used.')]).toEqual([409, true]);
    const open = new URL(survey.link!).pathname;
    const page = againIn((await get(open)).body);
    for (let press = 0; press < 3; press++) await post(open, { rating: '5', _again: page });
    expect(againIn((await get(open)).body)).not.toBe(page);
    // an empty press keeps the secret of its page
    const other = page.replace(/^./, (first) => (first === 'Q' ? 'R' : 'Q'));
    const empty = await post(open, { _again: other });
    expect([empty.statusCode, againIn(empty.body)]).toEqual([400, other]);
    const kept = await house.db
      .selectFrom('anonymous_answers')
      .select(['id', 'version', 'way', 'answers', 'complete', 'sealed'])
      .where('survey_id', '=', survey.id)
      .execute();
    const said = kept.map((row) => openedAnswer(house.system().secret, row)?.answers['rating']);
    expect(said.toSorted()).toEqual([4, 5]);
  });
});

test('whoever may read the mail that goes out does not get the link with which only the customer answers', async () => {
  const { id } = await asked(await make(), 'en', 'mail');
  const mail = await house.db.selectFrom('outbox').select('id').where('customer_id', '=', id).executeTakeFirstOrThrow();
  const shown = JSON.stringify(await readOutboxMail(house.system(), mail.id));
  expect(shown).toContain('/s/…');
  expect(shown).not.toMatch(/\/s\/[\w-]{10}/);
  expect(shown).toContain('Message-ID');
});
