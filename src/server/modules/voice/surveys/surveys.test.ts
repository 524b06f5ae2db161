import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Question, Survey } from '../../../../contract/voice-surveys.ts';
import { transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { addCase, addCustomer, openTestCompany, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { noteOpened, readInvitation, recordAnswer } from './answering.ts';
import { answerAgain, answerOpenSurvey, readAgain, readOpenSurvey } from './anonymous-answering.ts';
import { askCustomer, listWaitingAsks } from './asks-on-pages.ts';
import { asksFromCases } from '../following.ts';
import { listAnswers, listInvitations, readWords } from '../listening.ts';
import { addReview, importReviews, listReviews, nameReviewer } from '../reviews.ts';
import { listRecoveries } from '../recoveries/recoveries.ts';
import { changeSettings } from '../settings.ts';
import { saveSegment } from '../../customers/listing/segments.ts';
import { addTouchpoint } from '../../journeys/index.ts';
import { listHeard } from '../../needs/hearing.ts';
import { takeInWords } from '../../needs/taking-in.ts';
import { createTheme, listThemes } from '../../needs/themes.ts';
import { readFunnel } from './survey-funnel.ts';
import { readNonResponse } from './survey-non-response.ts';
import { readResults } from './survey-results.ts';
import { listSurveyVersions } from './survey-versions.ts';
import { changeSurvey, createSurvey, type SurveyText } from './surveys.ts';
import { tickVoice } from '../ticking.ts';
import { callOffWave, listWaves, planWave } from './waves.ts';

const day = 86_400_000;
const start = new Date('2026-03-31T09:42:00Z');
const likely: Question = { key: 'likely', texts: {}, optional: false };
const hurt: Question = {
  key: 'hurt',
  kind: 'multi',
  texts: { en: 'What hurt?', de: 'Was tat weh?' },
  optional: false,
  choices: [
    { key: 'wait', texts: { en: 'Waiting' } },
    { key: 'price', texts: { en: 'The price' } },
  ],
  showWhen: { question: 'likely', atMost: 6 },
};

let house: TestHouse;
let manager: TestStaff;

beforeAll(async () => {
  ({ house, manager } = await openTestCompany());
});
afterAll(() => house.close());
beforeEach(() => house.setClock(start));

const mara = () => house.as(manager);

function make(input: SurveyText & { programme?: 'relational' | 'destination' | 'custom' } = {}): Promise<Survey> {
  const { programme = 'custom', questions = [likely, hurt], ...rest } = input;
  return createSurvey(mara(), { name: `Survey ${newId()}`, programme, questions, quietDays: 0, ...rest });
}

async function askedByLink(survey: Survey, customerId?: string) {
  const asked = await askCustomer(mara(), survey.id, {
    customerId: customerId ?? (await addCustomer(house)),
    way: 'link',
  });
  expect(asked).toMatchObject({ state: 'sent' });
  return asked.url!.split('/s/')[1]!;
}

describe('the frequency rule across programmes', () => {
  it('asks one person once within the quiet period, whatever asks, and explains each refusal', async () => {
    const [one, other] = [await make(), await make({ programme: 'relational' })];
    const customerId = await addCustomer(house);
    expect(await askCustomer(mara(), one.id, { customerId })).toMatchObject({ state: 'sent', url: null });
    expect(await askCustomer(mara(), other.id, { customerId })).toMatchObject({
      state: 'withheld',
      withheldBecause: 'quiet_period',
      withheldReason: 'They were asked something not long ago.',
      withheldUntil: '2026-04-07T09:42:00.000Z',
    });
    house.setClock(8 * day);
    expect(await askCustomer(mara(), other.id, { customerId })).toMatchObject({ state: 'sent' });
  });

  it('lets the less important one give way to what is about to be asked', async () => {
    const [low, high] = [await make({ priority: 7 }), await make({ priority: 2 })];
    const customerId = await addCustomer(house);
    await house.db
      .insertInto('survey_asks_due')
      .values({ id: newId(), survey_id: high.id, customer_id: customerId, due_at: new Date(start.getTime() + day) })
      .execute();
    expect(await askCustomer(mara(), low.id, { customerId })).toMatchObject({ withheldBecause: 'more_important_due' });
    house.setClock(2 * day);
    await tickVoice(house.system());
    expect((await listInvitations(mara(), { surveyId: high.id })).items).toMatchObject([{ state: 'sent' }]);
  });

  it('never asks before helping, nor while data are held', async () => {
    const survey = await make();
    const waiting = await addCustomer(house);
    await addCase(house, waiting, { state: 'open' });
    expect(await askCustomer(mara(), survey.id, { customerId: waiting })).toMatchObject({
      withheldBecause: 'help_first',
    });
    const held = await addCustomer(house, { legal_hold: 'dispute' });
    expect(await askCustomer(mara(), survey.id, { customerId: held })).toMatchObject({ withheldBecause: 'legal_hold' });
  });

  it('stops at its quotas: answers, asks in a week, answers of a segment', async () => {
    const weekly = await make({ quota: { perWeek: 1 } });
    await askedByLink(weekly);
    expect(await askCustomer(mara(), weekly.id, { customerId: await addCustomer(house) })).toMatchObject({
      withheldBecause: 'quota_full',
    });
    const segment = await make({ quota: { perSegment: [{ tag: 'gold', answers: 1 }] } });
    const token = await askedByLink(segment, await addCustomer(house, { tags: ['gold'] }));
    await recordAnswer(house.system(), { token, likely: 9 });
    const gold = await addCustomer(house, { tags: ['gold'] });
    expect(await askCustomer(mara(), segment.id, { customerId: gold })).toMatchObject({
      withheldBecause: 'quota_full',
    });
    await askedByLink(segment);
  });
});

describe('answering with branches', () => {
  it('keeps parts, knows when the path is complete, and drops what the path left behind', async () => {
    const survey = await make();
    const token = await askedByLink(survey);
    expect(await recordAnswer(house.system(), { token, likely: '3' })).toMatchObject({ complete: false });
    expect(await recordAnswer(house.system(), { token, hurt: ['wait', 'price'] })).toMatchObject({ complete: true });
    const read = async () => (await listAnswers(mara(), { surveyId: survey.id })).items;
    expect(await read()).toMatchObject([{ likely: 3, more: { hurt: ['wait', 'price'] }, version: 1 }]);
    // in words, as the version that was answered asked it, also when it is asked otherwise by now
    await changeSurvey(mara(), survey.id, { questions: [likely] });
    const [told] = (await listAnswers(mara(), { surveyId: survey.id, language: 'de' })).items;
    expect(told!.own).toEqual([
      { key: 'hurt', kind: 'multi', question: 'Was tat weh?', said: ['Waiting', 'The price'] },
    ]);
    await recordAnswer(house.system(), { token, likely: 9 });
    expect(await read()).toMatchObject([{ likely: 9, more: {}, complete: true }]);
    await expect(recordAnswer(house.system(), { token, hurt: ['colour'] })).rejects.toThrow(/offered/);
  });

  it('records nothing when the page is shown; that it was shown is counted once', async () => {
    const survey = await make();
    const token = await askedByLink(survey);
    for (let scan = 0; scan < 3; scan++) {
      await readInvitation(house.system(), token);
      await noteOpened(house.system(), token);
    }
    expect((await listAnswers(mara(), { surveyId: survey.id })).items).toEqual([]);
    expect(await readFunnel(mara(), survey.id, {})).toMatchObject({
      invited: 1,
      sent: 1,
      delivered: 1,
      opened: 1,
      started: 0,
      complete: 0,
      responseRate: { k: 0, n: 1 },
    });
  });

  it('keeps the version an answer was given to', async () => {
    const survey = await make();
    const token = await askedByLink(survey);
    await recordAnswer(house.system(), { token, likely: 3 });
    const changed = await changeSurvey(mara(), survey.id, { questions: [{ key: 'easy', texts: {}, optional: false }] });
    expect(changed.version).toBe(2);
    expect((await readInvitation(house.system(), token))?.questions.map(({ key }) => key)).toEqual(['likely', 'hurt']);
    expect(await recordAnswer(house.system(), { token, hurt: ['wait'] })).toMatchObject({ complete: true });
    expect((await listSurveyVersions(mara(), survey.id)).items).toMatchObject([
      { version: 2, answers: 0 },
      { version: 1, answers: 1 },
    ]);
  });
});

describe('the funnel', () => {
  it('tells every step with what it is of: eligible, withheld, asked, delivered, opened, started, answered, completed', async () => {
    const survey = await make();
    const tokens: string[] = [];
    for (let n = 0; n < 5; n++) tokens.push(await askedByLink(survey));
    const silent = await addCustomer(house);
    await house.db.updateTable('customers').set({ do_not_survey: true }).where('id', '=', silent).execute();
    await askCustomer(mara(), survey.id, { customerId: silent });
    const [opened, begun, sent, full] = tokens;
    await noteOpened(house.system(), opened!);
    // kept by the page itself: begun, not answered
    await recordAnswer(house.system(), { token: begun!, likely: 3, _kept: 'yes' });
    await recordAnswer(house.system(), { token: sent!, likely: 3 });
    await recordAnswer(house.system(), { token: full!, likely: 9 });
    const steps = async () =>
      Object.fromEntries((await readFunnel(mara(), survey.id, {})).steps.map(({ step, n, of }) => [step, [n, of]]));
    expect(await steps()).toEqual({
      eligible: [6, null],
      withheld: [1, 'eligible'],
      asked: [5, 'eligible'],
      bounced: [0, 'asked'],
      delivered: [5, 'asked'],
      opened: [4, 'delivered'],
      started: [3, 'delivered'],
      answered: [2, 'delivered'],
      completed: [1, 'delivered'],
    });
    const funnel = await readFunnel(mara(), survey.id, {});
    expect(funnel.steps.find(({ step }) => step === 'answered')?.share).toMatchObject({ k: 2, n: 5 });
    expect(funnel.withheldBecause).toMatchObject([{ because: 'opted_out', n: 1 }]);
    // the press says again what the page had kept by itself
    await recordAnswer(house.system(), { token: begun!, likely: 3 });
    await recordAnswer(house.system(), { token: begun!, likely: 3 });
    expect((await steps())['answered']).toEqual([3, 'delivered']);
  });
});

describe('anonymous surveys', () => {
  it('keep nothing that leads from an answer to whoever gave it, not even the transaction', async () => {
    const survey = await make({ anonymous: true });
    const people = await Promise.all(Array.from({ length: 5 }, () => addCustomer(house)));
    const secrets: string[] = [];
    for (const id of people) {
      const token = await askedByLink(survey, id);
      await noteOpened(house.system(), token);
      const { path } = await recordAnswer(house.system(), { token, likely: 8 });
      secrets.push(path.split('/').at(-1)!);
      await expect(recordAnswer(house.system(), { token, likely: 1 })).rejects.toThrow(/used/);
    }
    await answerAgain(house.system(), secrets[0]!, 'en', { likely: 4, hurt: ['wait'] });
    expect((await readResults(mara(), survey.id, {})).n).toBe(0);
    house.setClock(day);
    await tickVoice(house.system());
    expect(await readAgain(house.system(), secrets[0]!, 'en')).toBeUndefined();
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 5, held: 0 });
    expect(await traces(survey.id, people)).toEqual([]);
    const asks = await house.db
      .selectFrom('invitations')
      .select(['state', 'answered_at'])
      .where('survey_id', '=', survey.id)
      .execute();
    expect(asks).toEqual(people.map(() => ({ state: 'answered', answered_at: null })));
    const funnel = await readFunnel(mara(), survey.id, {});
    expect(funnel).toMatchObject({ started: 5, answered: null });
    expect(funnel.steps.at(-1)).toEqual({ step: 'completed', n: null, of: 'delivered', share: null });
    await expect(changeSurvey(mara(), survey.id, { anonymous: false })).rejects.toThrow(/answers already/);
  });

  it('are not shown while fewer wait than the smallest group', async () => {
    const survey = await make({ anonymous: true, openLink: true });
    const key = survey.link!.split('/').at(-1)!;
    expect(await readOpenSurvey(house.system(), key, 'de')).toMatchObject({ language: 'de', anonymous: true });
    for (const value of [9, 10]) await answerOpenSurvey(house.system(), key, 'de', { likely: value });
    house.setClock(day);
    await tickVoice(house.system());
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 0, held: 2 });
    await changeSurvey(mara(), survey.id, { active: false });
    expect(await readOpenSurvey(house.system(), key, 'de')).toBeUndefined();
  });
});

/**
 * Every value of every table that stands in a row of one of these people or their asks, and in an answer of the survey too; and
 * rows of both that one transaction wrote.
 */
async function traces(surveyId: string, people: readonly string[]): Promise<string[]> {
  const { rows: answers } = await sql<{ row: string; xmin: string }>`
    select to_jsonb(a)::text as row, a.xmin::text as xmin from anonymous_answers a where survey_id = ${surveyId}`.execute(
    house.db,
  );
  const { rows: asks } = await sql<{ id: string; token_hash: string }>`
    select id, token_hash from invitations where survey_id = ${surveyId}`.execute(house.db);
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    house.db,
  );
  const found: string[] = [];
  const tellTales = [...people, ...asks.flatMap(({ id, token_hash }) => [id, token_hash])];
  for (const { row } of answers) for (const value of tellTales) if (row.includes(value)) found.push(value);
  const ids = answers.map(({ row }) => String(JSON.parse(row).id));
  const written = answers.map(({ xmin }) => xmin);
  for (const { name } of tables) {
    if (name === 'anonymous_answers') continue;
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(name)} t where to_jsonb(t)::text ~ ${ids.join('|')}
        or (t.xmin::text = any(${written}) and to_jsonb(t)::text ~ ${tellTales.join('|')})`.execute(house.db);
    if (rows[0]!.n > 0) found.push(name);
  }
  return found;
}

describe('asking in waves', () => {
  it('draws the same people by the same seed, so many of each stratum, and nobody of a wave called off', async () => {
    const tag = `wave-${newId()}`;
    for (let n = 0; n < 6; n++) await addCustomer(house, { tags: [tag], language: n < 4 ? 'en' : 'de' });
    const survey = await make({ programme: 'relational' });
    const wave = { name: 'Spring', startsAt: start.toISOString(), share: 0.5, tag, seed: 'maple' };
    await planWave(mara(), survey.id, { ...wave, strata: 'language', everyDays: 90 });
    await tickVoice(house.system());
    const [next, drawn] = (await listWaves(mara(), survey.id, {})).items;
    expect(drawn).toMatchObject({
      state: 'drawn',
      eligible: 6,
      drawn: 3,
      counts: [
        { stratum: 'en', eligible: 4, drawn: 2 },
        { stratum: 'de', eligible: 2, drawn: 1 },
      ],
    });
    expect(next).toMatchObject({ state: 'planned', startsAt: '2026-06-29T09:42:00.000Z' });
    const first = await askedIn(drawn!.id);
    expect(first).toHaveLength(3);
    const again = await make({ programme: 'relational' });
    const second = await planWave(mara(), again.id, { ...wave, strata: 'language' });
    await tickVoice(house.system());
    expect(await askedIn(second.id)).toEqual(first);
    expect(await callOffWave(mara(), next!.id)).toMatchObject({ state: 'called-off' });
  });
});

/** Whom a wave meant, the withheld included. */
async function askedIn(waveId: string) {
  const rows = await house.db
    .selectFrom('invitations')
    .select('customer_id')
    .where('wave_id', '=', waveId)
    .orderBy('customer_id')
    .execute();
  return rows.map(({ customer_id }) => customer_id);
}

describe('asking on our pages', () => {
  it('after a destination was reached, on /my, with the answer kept like any other', async () => {
    const survey = await make({ programme: 'destination', way: 'my', waitHours: 2 });
    const customerId = await addCustomer(house);
    const [journeyId, destinationId] = [newId(), newId()];
    await house.db.insertInto('journeys').values({ id: journeyId, name: 'In', created_at: start }).execute();
    await house.db
      .insertInto('destinations')
      .values({ id: destinationId, journey_id: journeyId, position: 1, name: 'There' })
      .execute();
    await changeSurvey(mara(), survey.id, { destinationId });
    await transact(house.system(), (ctx) =>
      record(ctx, 'journeys.reached', customerId, { customerId, destinationId, journeyId }),
    );
    await house.settle([asksFromCases]);
    await tickVoice(house.system());
    expect(await listWaitingAsks(house.system(), customerId, 'my', 'en')).toEqual([]);
    house.setClock(3 * 3_600_000);
    await tickVoice(house.system());
    const [waiting] = await listWaitingAsks(house.system(), customerId, 'my', 'en');
    expect(waiting).toMatchObject({ title: 'How are we doing?' });
    expect(await listWaitingAsks(house.system(), customerId, 'widget', 'en')).toEqual([]);
    await recordAnswer(house.system(), { token: waiting!.path.slice(3), likely: 10 });
    expect(await listWaitingAsks(house.system(), customerId, 'my', 'en')).toEqual([]);

    // the same passage is asked about once, however long ago; a further one is after the rest that everybody has
    const reach = async (passage: number) => {
      await transact(house.system(), (ctx) =>
        record(ctx, 'journeys.reached', customerId, { customerId, destinationId, journeyId, passage }),
      );
      await house.settle([asksFromCases]);
      house.setClock(3 * 3_600_000);
      await tickVoice(house.system());
      const made = await house.db
        .selectFrom('invitations')
        .select(['state', 'withheld_because'])
        .where('customer_id', '=', customerId)
        .where('passage', '=', passage)
        .orderBy('at', 'desc')
        .executeTakeFirst();
      return made?.withheld_because ?? made?.state;
    };
    expect(await reach(2)).toMatch(/quiet/);
    house.setClock(200 * 86_400_000);
    expect(await reach(1)).toBe('already_asked');
    expect(await reach(3)).toBe('sent');
  });
});

describe('results', () => {
  it('carry n and interval, and compare those who answered with those who did not', async () => {
    const survey = await make();
    for (let n = 0; n < 24; n++) {
      const token = await askedByLink(survey, await addCustomer(house, { language: n < 12 ? 'de' : 'en' }));
      if (n < 10) await recordAnswer(house.system(), { token, likely: n < 6 ? 10 : 3 });
    }
    const results = await readResults(mara(), survey.id, {});
    expect(results).toMatchObject({ n: 10, trend: { key: 'likely', months: [{ month: '2026-03-01' }] } });
    expect(results.questions[0]).toMatchObject({ key: 'likely', n: 10, share: { k: 6, n: 10 } });
    const bias = await readNonResponse(mara(), survey.id, {});
    expect(bias).toMatchObject({ responders: 10, others: 14 });
    expect(bias.fields[0]).toMatchObject({
      field: 'language',
      flagged: true,
      responders: { n: 10 },
      others: { n: 14 },
    });
  });
});

describe('results by group', () => {
  it('stand per touchpoint and per saved segment, small groups unseen, and can be narrowed to a segment', async () => {
    const survey = await make();
    const gold = await saveSegment(mara(), { name: 'Gold', filter: { tag: 'gold' }, shared: true });
    const touchpoint = await addTouchpoint(mara(), { name: `Counter ${newId()}`, channel: 'phone' });
    for (let n = 0; n < 12; n++) {
      const customerId = await addCustomer(house, { tags: n < 6 ? ['gold'] : n < 8 ? ['new'] : [] });
      const token = await askedByLink(survey, customerId);
      if (n === 11) continue;
      await recordAnswer(house.system(), { token, likely: n < 6 ? 10 : 2 });
      if (n >= 6) continue;
      const caseId = await addCase(house, customerId, { channel: 'phone', state: 'closed' });
      await house.db
        .insertInto('contacts')
        .values({
          contact: `case:${caseId}`,
          customer_id: customerId,
          case_id: caseId,
          channel: 'phone',
          touchpoint_id: touchpoint.id,
        })
        .execute();
      await house.db
        .updateTable('answers')
        .set({ case_id: caseId })
        .where('survey_id', '=', survey.id)
        .where('customer_id', '=', customerId)
        .execute();
    }
    const small = await saveSegment(mara(), { name: 'New', filter: { tag: 'new' }, shared: true });
    const results = await readResults(mara(), survey.id, {});
    expect(results.touchpoints).toMatchObject([{ id: touchpoint.id, figure: { k: 6, n: 6 } }]);
    expect(results.segments).toMatchObject([{ id: gold.id, name: 'Gold', figure: { k: 6, n: 6 } }]);
    expect(results.segmentsTooSmall).toBe(1);
    expect(await readResults(mara(), survey.id, { segment: gold.id })).toMatchObject({ n: 6 });
    expect(await readResults(mara(), survey.id, { segment: small.id })).toMatchObject({ n: 0 });
    expect(await readResults(mara(), survey.id, { touchpointId: touchpoint.id })).toMatchObject({ n: 6 });
    const stranger = house.as(await house.staff('manager'));
    const own = await saveSegment(mara(), { name: 'Mine', filter: { tag: 'gold' } });
    await expect(readResults(stranger, survey.id, { segment: own.id })).rejects.toMatchObject({
      code: 'segment-not-found',
    });
    const bias = (await readNonResponse(mara(), survey.id, {})).fields.find(({ field }) => field === 'segment');
    expect(bias).toMatchObject({ value: 'Gold', responders: { k: 6, n: 11 }, others: { k: 0, n: 1 } });
    expect(bias!.low).toBeLessThan(bias!.high!);
  });
});

describe('words of answers', () => {
  const story: Question = { key: 'story', kind: 'text', texts: { en: 'Tell us more' }, optional: true };
  const pick: Question = {
    key: 'pick',
    kind: 'choice',
    texts: { en: 'What?' },
    optional: true,
    choices: [
      { key: 'lift', texts: { en: 'The lift' } },
      { key: 'stairs', texts: { en: 'The stairs' } },
    ],
  };

  it('to questions of the company’s own come among customers’ words with their customer, choices do not', async () => {
    const survey = await make({ questions: [likely, story, pick] });
    const customerId = await addCustomer(house);
    const token = await askedByLink(survey, customerId);
    await recordAnswer(house.system(), { token, likely: 2, story: 'The lift was broken again', pick: 'lift' });
    await takeInWords(house.system());
    const { items } = await listHeard(mara(), { customerId });
    expect(items).toMatchObject([
      { source: 'answer', detail: 'story', words: 'The lift was broken again', feeling: 'lost' },
    ]);
    house.setClock(60_000);
    await recordAnswer(house.system(), { token, story: 'The lift was broken all week' });
    await takeInWords(house.system());
    expect((await listHeard(mara(), { customerId })).items.map(({ words }) => words)).toEqual([
      'The lift was broken all week',
    ]);
  });

  it('without a name come there too, under themes and for needs, and no table leads from them to anybody', async () => {
    const why: Question = { key: 'why', texts: {}, optional: true };
    const word: Question = { key: 'word', texts: {}, optional: true };
    const survey = await make({ anonymous: true, questions: [likely, why, word, story] });
    const theme = await createTheme(mara(), { name: `Parking ${newId()}`, keywords: ['parking garage'] });
    const people = await Promise.all(Array.from({ length: 5 }, () => addCustomer(house)));
    const said = ['The parking garage is dark', 'The parking garage floods', '', '', ''];
    for (const [at, id] of people.entries()) {
      const token = await askedByLink(survey, id);
      await recordAnswer(house.system(), {
        token,
        likely: 2,
        why: said[at],
        word: 'gloomy',
        story: at === 2 ? 'I park in the street now' : '',
      });
    }
    await takeInWords(house.system());
    expect((await listHeard(mara(), { q: 'garage' })).items).toEqual([]);
    house.setClock(day);
    await tickVoice(house.system());
    await takeInWords(house.system());
    await takeInWords(house.system());
    const heard = [
      ...(await listHeard(mara(), { q: 'garage' })).items,
      ...(await listHeard(mara(), { q: 'street now' })).items,
    ];
    expect(heard.map(({ words }) => words).toSorted()).toEqual(
      ['I park in the street now', ...said.slice(0, 2)].toSorted(),
    );
    for (const one of heard)
      expect(one).toMatchObject({
        customer: null,
        case: null,
        messageId: null,
        // the day on which all of them are first counted
        at: '2026-04-01T00:00:00.000Z',
        feeling: 'lost',
      });
    expect((await listThemes(mara(), {})).items.find(({ id }) => id === theme.id)).toMatchObject({
      words: 2,
      customers: 2,
    });
    expect((await readWords(mara())).words.find((one) => one.word === 'gloomy')).toMatchObject({ count: 5 });

    // the answers, and the words taken out of them, stand beside nobody, in no table
    expect(await traces(survey.id, people)).toEqual([]);
    const { rows } = await sql<{ row: string; xmin: string; source_id: string }>`
      select to_jsonb(h)::text as row, xmin::text as xmin, source_id::text from heard_words h where words like '%garage%' or words like '%street now%'`.execute(
      house.db,
    );
    const { rows: asks } = await sql<{
      id: string;
      token_hash: string;
    }>`select id, token_hash from invitations where survey_id = ${survey.id}`.execute(house.db);
    const tellTales = [...people, ...asks.flatMap(({ id, token_hash }) => [id, token_hash])];
    for (const { row } of rows) for (const tale of tellTales) expect(row).not.toContain(tale);
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      house.db,
    );
    const told: string[] = [];
    for (const { name } of tables) {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t where
        (to_jsonb(t)::text ~ 'parking garage (is|floods)|park in the street' and to_jsonb(t)::text ~ ${tellTales.join('|')})
        or (t.xmin::text = any(${rows.map(({ xmin }) => xmin)}) and to_jsonb(t)::text ~ ${tellTales.join('|')})
        or to_jsonb(t)::text ~ ${rows.map(({ source_id }) => source_id).join('|')}`.execute(house.db);
      if (found.rows[0]!.n > 0) told.push(name);
    }
    // the words' own row names itself, and nothing else does
    expect(told).toEqual(['heard_words']);
  });
});

describe('reviews', () => {
  it('that are bad open a recovery once, when their author is known or is named later; an old one does not', async () => {
    const customerId = await addCustomer(house);
    const bad = {
      source: 'Town',
      key: newId(),
      rating: 1,
      words: 'Never again',
      email: `${customerId}@example.org`,
      at: start.toISOString(),
    };
    const review = await addReview(mara(), bad);
    expect(review.recoveryId).not.toBeNull();
    expect((await addReview(mara(), bad)).recoveryId).toBe(review.recoveryId);
    await nameReviewer(mara(), review.id, customerId);
    const opened = (await listRecoveries(mara(), { customerId })).items;
    expect(opened).toMatchObject([
      { id: review.recoveryId, source: 'review', severity: 'severe', words: 'Never again', state: 'open' },
    ]);
    expect(await askCustomer(mara(), (await make()).id, { customerId })).toMatchObject({
      withheldBecause: 'recovery_open',
    });

    const stranger = await addReview(mara(), { source: 'Town', key: newId(), rating: 2, words: 'Slow', author: 'B.' });
    expect(stranger).toMatchObject({ customer: null, recoveryId: null });
    expect((await listReviews(mara(), { bad: true, named: false })).items.map(({ id }) => id)).toContain(stranger.id);
    const other = await addCustomer(house);
    await takeInWords(house.system());
    const named = await nameReviewer(mara(), stranger.id, other);
    await takeInWords(house.system());
    expect((await listHeard(mara(), { customerId: other })).items).toMatchObject([{ source: 'review', words: 'Slow' }]);
    expect(named.customer).toMatchObject({ id: other });
    expect((await listRecoveries(mara(), { customerId: other })).items).toMatchObject([
      { id: named.recoveryId, source: 'review' },
    ]);
    await expect(nameReviewer(mara(), stranger.id, customerId)).rejects.toMatchObject({ code: 'review-has-author' });

    const [old, good, off] = [await addCustomer(house), await addCustomer(house), await addCustomer(house)];
    const csv = `rating,words,at,email,key\n1,Bad,2024-01-05,${old}@example.org,a1\n5,Good,2026-03-01,${good}@example.org,a2\n`;
    expect(await importReviews(mara(), { source: 'List', csv })).toMatchObject({ added: 2 });
    await changeSettings(mara(), { reviewsOpenRecovery: false });
    await addReview(mara(), { source: 'Town', key: newId(), rating: 1, email: `${off}@example.org` });
    await changeSettings(mara(), { reviewsOpenRecovery: true });
    for (const id of [old, good, off]) expect((await listRecoveries(mara(), { customerId: id })).items).toEqual([]);
  });

  it('stand on one scale, are linked where the customer is known, and the same one twice is one', async () => {
    const customerId = await addCustomer(house);
    const review = {
      source: 'Shop',
      rating: 8,
      scaleFrom: 0,
      scaleTo: 10,
      words: 'Fine',
      email: `${customerId}@example.org`,
    };
    const added = await addReview(mara(), review);
    expect(added).toMatchObject({ score: 0.8, customer: { id: customerId } });
    expect((await addReview(mara(), review)).id).toBe(added.id);
    const csv =
      'rating;words;at;author\n4;Sehr nett und schnell, ich komme gerne wieder zu Ihnen;2026-03-01;Jo\n9;off;;\nx;y;;\n';
    expect(await importReviews(mara(), { source: 'Map', csv })).toMatchObject({
      added: 1,
      known: 0,
      refused: [{ line: 3 }, { line: 4 }],
    });
    expect((await listReviews(mara(), { source: 'Map' })).items).toMatchObject([{ score: 0.75, language: 'de' }]);
    await expect(importReviews(mara(), { source: 'Map', csv: 'a,b\n1,2' })).rejects.toThrow(/table/);
  });
});
