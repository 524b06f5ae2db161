import { describe, expect, it } from 'vitest';
import { transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { addCase, addCustomer } from '../../../testing/desk.ts';
import { likely, surveysOfFile } from '../../../testing/surveys.ts';
import { noteOpened, readInvitation, recordAnswer } from './answering.ts';
import { askCustomer, listWaitingAsks } from './asks-on-pages.ts';
import { asksFromCases } from '../following.ts';
import { listAnswers, listInvitations } from '../listening.ts';
import { readFunnel } from './survey-funnel.ts';
import { listSurveyVersions } from './survey-versions.ts';
import { changeSurvey } from './surveys.ts';
import { tickVoice } from '../ticking.ts';
import { callOffWave, listWaves, planWave } from './waves.ts';

const day = 86_400_000;
const start = new Date('2026-03-31T09:42:00Z');
const surveys = surveysOfFile(start);

describe('the frequency rule across programmes', () => {
  it('asks one person once within the quiet period, whatever asks, and explains each refusal', async () => {
    const [one, other] = [await surveys.make(), await surveys.make({ programme: 'relational' })];
    const customerId = await addCustomer(surveys.house);
    expect(await askCustomer(surveys.mara(), one.id, { customerId })).toMatchObject({ state: 'sent', url: null });
    expect(await askCustomer(surveys.mara(), other.id, { customerId })).toMatchObject({
      state: 'withheld',
      withheldBecause: 'quiet_period',
      withheldReason: 'They were asked something not long ago.',
      withheldUntil: '2026-04-07T09:42:00.000Z',
    });
    surveys.house.setClock(8 * day);
    expect(await askCustomer(surveys.mara(), other.id, { customerId })).toMatchObject({ state: 'sent' });
  });

  it('lets the less important one give way to what is about to be asked', async () => {
    const [low, high] = [await surveys.make({ priority: 7 }), await surveys.make({ priority: 2 })];
    const customerId = await addCustomer(surveys.house);
    await surveys.house.db
      .insertInto('survey_asks_due')
      .values({ id: newId(), survey_id: high.id, customer_id: customerId, due_at: new Date(start.getTime() + day) })
      .execute();
    expect(await askCustomer(surveys.mara(), low.id, { customerId })).toMatchObject({
      withheldBecause: 'more_important_due',
    });
    surveys.house.setClock(2 * day);
    await tickVoice(surveys.house.system());
    expect((await listInvitations(surveys.mara(), { surveyId: high.id })).items).toMatchObject([{ state: 'sent' }]);
  });

  it('never asks before helping, nor while data are held', async () => {
    const survey = await surveys.make();
    const waiting = await addCustomer(surveys.house);
    await addCase(surveys.house, waiting, { state: 'open' });
    expect(await askCustomer(surveys.mara(), survey.id, { customerId: waiting })).toMatchObject({
      withheldBecause: 'help_first',
    });
    const held = await addCustomer(surveys.house, { legal_hold: 'dispute' });
    expect(await askCustomer(surveys.mara(), survey.id, { customerId: held })).toMatchObject({
      withheldBecause: 'legal_hold',
    });
  });

  it('stops at its quotas: answers, asks in a week, answers of a segment', async () => {
    const weekly = await surveys.make({ quota: { perWeek: 1 } });
    await surveys.askedByLink(weekly);
    expect(
      await askCustomer(surveys.mara(), weekly.id, { customerId: await addCustomer(surveys.house) }),
    ).toMatchObject({
      withheldBecause: 'quota_full',
    });
    const segment = await surveys.make({ quota: { perSegment: [{ tag: 'gold', answers: 1 }] } });
    const token = await surveys.askedByLink(segment, await addCustomer(surveys.house, { tags: ['gold'] }));
    await recordAnswer(surveys.house.system(), { token, likely: 9 });
    const gold = await addCustomer(surveys.house, { tags: ['gold'] });
    expect(await askCustomer(surveys.mara(), segment.id, { customerId: gold })).toMatchObject({
      withheldBecause: 'quota_full',
    });
    await surveys.askedByLink(segment);
  });
});

describe('answering with branches', () => {
  it('keeps parts, knows when the path is complete, and drops what the path left behind', async () => {
    const survey = await surveys.make();
    const token = await surveys.askedByLink(survey);
    expect(await recordAnswer(surveys.house.system(), { token, likely: '3' })).toMatchObject({ complete: false });
    expect(await recordAnswer(surveys.house.system(), { token, hurt: ['wait', 'price'] })).toMatchObject({
      complete: true,
    });
    const read = async () => (await listAnswers(surveys.mara(), { surveyId: survey.id })).items;
    expect(await read()).toMatchObject([{ likely: 3, more: { hurt: ['wait', 'price'] }, version: 1 }]);
    // in words, as the version that was answered asked it, also when it is asked otherwise by now
    await changeSurvey(surveys.mara(), survey.id, { questions: [likely] });
    const [told] = (await listAnswers(surveys.mara(), { surveyId: survey.id, language: 'de' })).items;
    expect(told!.own).toEqual([
      { key: 'hurt', kind: 'multi', question: 'Was tat weh?', said: ['Waiting', 'The price'] },
    ]);
    await recordAnswer(surveys.house.system(), { token, likely: 9 });
    expect(await read()).toMatchObject([{ likely: 9, more: {}, complete: true }]);
    await expect(recordAnswer(surveys.house.system(), { token, hurt: ['colour'] })).rejects.toThrow(/offered/);
  });

  it('records nothing when the page is shown; that it was shown is counted once', async () => {
    const survey = await surveys.make();
    const token = await surveys.askedByLink(survey);
    for (let scan = 0; scan < 3; scan++) {
      await readInvitation(surveys.house.system(), token);
      await noteOpened(surveys.house.system(), token);
    }
    expect((await listAnswers(surveys.mara(), { surveyId: survey.id })).items).toEqual([]);
    expect(await readFunnel(surveys.mara(), survey.id, {})).toMatchObject({
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
    const survey = await surveys.make();
    const token = await surveys.askedByLink(survey);
    await recordAnswer(surveys.house.system(), { token, likely: 3 });
    const changed = await changeSurvey(surveys.mara(), survey.id, {
      questions: [{ key: 'easy', texts: {}, optional: false }],
    });
    expect(changed.version).toBe(2);
    expect((await readInvitation(surveys.house.system(), token))?.questions.map(({ key }) => key)).toEqual([
      'likely',
      'hurt',
    ]);
    expect(await recordAnswer(surveys.house.system(), { token, hurt: ['wait'] })).toMatchObject({ complete: true });
    expect((await listSurveyVersions(surveys.mara(), survey.id)).items).toMatchObject([
      { version: 2, answers: 0 },
      { version: 1, answers: 1 },
    ]);
  });
});

describe('the funnel', () => {
  it('tells every step with what it is of: eligible, withheld, asked, delivered, opened, started, answered, completed', async () => {
    const survey = await surveys.make();
    const tokens: string[] = [];
    for (let n = 0; n < 5; n++) tokens.push(await surveys.askedByLink(survey));
    const silent = await addCustomer(surveys.house);
    await surveys.house.db.updateTable('customers').set({ do_not_survey: true }).where('id', '=', silent).execute();
    await askCustomer(surveys.mara(), survey.id, { customerId: silent });
    const [opened, begun, sent, full] = tokens;
    await noteOpened(surveys.house.system(), opened!);
    // kept by the page itself: begun, not answered
    await recordAnswer(surveys.house.system(), { token: begun!, likely: 3, _kept: 'yes' });
    await recordAnswer(surveys.house.system(), { token: sent!, likely: 3 });
    await recordAnswer(surveys.house.system(), { token: full!, likely: 9 });
    const steps = async () =>
      Object.fromEntries(
        (await readFunnel(surveys.mara(), survey.id, {})).steps.map(({ step, n, of }) => [step, [n, of]]),
      );
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
    const funnel = await readFunnel(surveys.mara(), survey.id, {});
    expect(funnel.steps.find(({ step }) => step === 'answered')?.share).toMatchObject({ k: 2, n: 5 });
    expect(funnel.withheldBecause).toMatchObject([{ because: 'opted_out', n: 1 }]);
    // the press says again what the page had kept by itself
    await recordAnswer(surveys.house.system(), { token: begun!, likely: 3 });
    await recordAnswer(surveys.house.system(), { token: begun!, likely: 3 });
    expect((await steps())['answered']).toEqual([3, 'delivered']);
  });
});

describe('asking in waves', () => {
  it('is not planned of a survey that is switched off: it would draw people and ask nobody', async () => {
    const survey = await surveys.make({ programme: 'relational', active: false });
    const wave = { name: 'Spring', startsAt: start.toISOString(), share: 1 };
    await expect(planWave(surveys.mara(), survey.id, wave)).rejects.toMatchObject({ code: 'survey-off' });
    await changeSurvey(surveys.mara(), survey.id, { active: true });
    expect(await planWave(surveys.mara(), survey.id, { ...wave, tag: `nobody-${newId()}` })).toMatchObject({
      state: 'planned',
    });
  });

  it('draws the same people by the same seed, so many of each stratum, and nobody of a wave called off', async () => {
    const tag = `wave-${newId()}`;
    for (let n = 0; n < 6; n++) await addCustomer(surveys.house, { tags: [tag], language: n < 4 ? 'en' : 'de' });
    const survey = await surveys.make({ programme: 'relational' });
    const wave = { name: 'Spring', startsAt: start.toISOString(), share: 0.5, tag, seed: 'maple' };
    await planWave(surveys.mara(), survey.id, { ...wave, strata: 'language', everyDays: 90 });
    await tickVoice(surveys.house.system());
    const [next, drawn] = (await listWaves(surveys.mara(), survey.id, {})).items;
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
    const again = await surveys.make({ programme: 'relational' });
    const second = await planWave(surveys.mara(), again.id, { ...wave, strata: 'language' });
    await tickVoice(surveys.house.system());
    expect(await askedIn(second.id)).toEqual(first);
    expect(await callOffWave(surveys.mara(), next!.id)).toMatchObject({ state: 'called-off' });
  });
});

/** Whom a wave meant, the withheld included. */
async function askedIn(waveId: string) {
  const rows = await surveys.house.db
    .selectFrom('invitations')
    .select('customer_id')
    .where('wave_id', '=', waveId)
    .orderBy('customer_id')
    .execute();
  return rows.map(({ customer_id }) => customer_id);
}

describe('asking on our pages', () => {
  it('after a destination was reached, on /my, with the answer kept like any other', async () => {
    const survey = await surveys.make({ programme: 'destination', way: 'my', waitHours: 2 });
    const customerId = await addCustomer(surveys.house);
    const [journeyId, destinationId] = [newId(), newId()];
    await surveys.house.db.insertInto('journeys').values({ id: journeyId, name: 'In', created_at: start }).execute();
    await surveys.house.db
      .insertInto('destinations')
      .values({ id: destinationId, journey_id: journeyId, position: 1, name: 'There' })
      .execute();
    await changeSurvey(surveys.mara(), survey.id, { destinationId });
    await transact(surveys.house.system(), (ctx) =>
      record(ctx, 'journeys.reached', customerId, { customerId, destinationId, journeyId }),
    );
    await surveys.house.settle([asksFromCases]);
    await tickVoice(surveys.house.system());
    expect(await listWaitingAsks(surveys.house.system(), customerId, 'my', 'en')).toEqual([]);
    surveys.house.setClock(3 * 3_600_000);
    await tickVoice(surveys.house.system());
    const [waiting] = await listWaitingAsks(surveys.house.system(), customerId, 'my', 'en');
    expect(waiting).toMatchObject({ title: 'How are we doing?' });
    expect(await listWaitingAsks(surveys.house.system(), customerId, 'widget', 'en')).toEqual([]);
    await recordAnswer(surveys.house.system(), { token: waiting!.path.slice(3), likely: 10 });
    expect(await listWaitingAsks(surveys.house.system(), customerId, 'my', 'en')).toEqual([]);

    // the same passage is asked about once, however long ago; a further one is after the rest that everybody has
    const reach = async (passage: number) => {
      await transact(surveys.house.system(), (ctx) =>
        record(ctx, 'journeys.reached', customerId, { customerId, destinationId, journeyId, passage }),
      );
      await surveys.house.settle([asksFromCases]);
      surveys.house.setClock(3 * 3_600_000);
      await tickVoice(surveys.house.system());
      const made = await surveys.house.db
        .selectFrom('invitations')
        .select(['state', 'withheld_because'])
        .where('customer_id', '=', customerId)
        .where('passage', '=', passage)
        .orderBy('at', 'desc')
        .executeTakeFirst();
      return made?.withheld_because ?? made?.state;
    };
    expect(await reach(2)).toMatch(/quiet/);
    surveys.house.setClock(200 * 86_400_000);
    expect(await reach(1)).toBe('already_asked');
    expect(await reach(3)).toBe('sent');
  });
});
