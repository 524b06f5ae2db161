import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Question, Survey } from '../../../../contract/voice-surveys.ts';
import { newId } from '../../../store/identity.ts';
import { addCustomer } from '../../../testing/desk.ts';
import { likely, surveysOfFile, type TestSurveys } from '../../../testing/surveys.ts';
import { readInvitation, recordAnswer } from './answering.ts';
import { answerOpenSurvey, readOpenSurvey } from './anonymous-answering.ts';
import { askCustomer } from './asks-on-pages.ts';
import { openedAnswer } from './sealed-answers.ts';
import { readResults } from './survey-results.ts';
import { newSurveyToken } from './survey-tokens.ts';
import { changeSurvey, previewSurvey } from './surveys.ts';
import { tickVoice } from '../ticking.ts';

const day = 86_400_000;
const start = new Date('2026-05-04T08:00:00Z');
const surveys = surveysOfFile(start);

const mara = () => surveys.mara();
const tokenOf = (url: string | null) => url!.split('/').at(-1)!;
const make: TestSurveys['make'] = (input) => surveys.make({ questions: [likely], anonymous: true, ...input });

/** What waits of a survey, as only the installation can read it. */
async function opened(surveyId: string) {
  const rows = await surveys.house.db
    .selectFrom('anonymous_answers')
    .select(['id', 'version', 'way', 'answers', 'complete', 'sealed'])
    .where('survey_id', '=', surveyId)
    .execute();
  return rows.map((row) => openedAnswer(surveys.house.system().secret, row)!.answers);
}

async function asked(survey: Survey) {
  const { url } = await askCustomer(mara(), survey.id, {
    customerId: await addCustomer(surveys.house, { email: null }),
    way: 'link',
  });
  return tokenOf(url);
}

describe('an answer without a name', () => {
  it('cannot be told on its own day from the others by the transaction that wrote it', async () => {
    const survey = await make();
    for (const value of [2, 9, 7])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    const { rows } = await sql<{ pairs: number }>`
      select count(*)::int as pairs from invitations i join anonymous_answers a on a.xmin = i.xmin
      where i.survey_id = ${survey.id} and a.survey_id = ${survey.id}`.execute(surveys.house.db);
    // each of the three asks stands beside each of the three answers
    expect(rows[0]!.pairs).toBe(9);
  });

  it('is the same answer however often its page is pressed, and no other page finds it', async () => {
    const survey = await make({ openLink: true });
    const key = tokenOf(survey.link);
    const [mine, other] = [newSurveyToken(), newSurveyToken()];
    const press = (likely: number, again?: string) =>
      answerOpenSurvey(surveys.house.system(), key, 'en', {
        likely,
        ...(again === undefined ? {} : { _again: again }),
      });
    const presses = await Promise.all([press(3, mine), press(3, mine), press(3, mine), press(8, other)]);
    expect(new Set(presses.map(({ answerId }) => answerId)).size).toBe(2);
    const token = await asked(survey);
    const own = newSurveyToken();
    const first = await recordAnswer(surveys.house.system(), { token, likely: 4, _again: own });
    const second = await recordAnswer(surveys.house.system(), { token, likely: 5, _again: own });
    expect(second).toMatchObject({ answerId: first.answerId, path: `/s/again/${own}` });
    await expect(recordAnswer(surveys.house.system(), { token, likely: 1, _again: newSurveyToken() })).rejects.toThrow(
      /used/,
    );
    // what another has answered on the open page is not opened by the link of an ask
    await expect(recordAnswer(surveys.house.system(), { token, likely: 1, _again: 'x'.repeat(43) })).rejects.toThrow(
      /used/,
    );
    expect((await opened(survey.id)).map(({ likely }) => likely).toSorted()).toEqual([3, 5, 8]);
  });

  it('never holds the secret of the ask, whatever a question is called', async () => {
    const called = (key: string): Question => ({ key, kind: 'text', texts: { en: 'Well?' }, optional: true });
    for (const key of ['token', 'language', 'thanks', 'constructor'])
      await expect(make({ questions: [likely, called(key)] })).rejects.toMatchObject({ code: 'question-reserved' });
    // as a survey from before may have it
    const survey = await make();
    const questions = JSON.stringify([likely, called('token')]);
    await surveys.house.db.updateTable('surveys').set({ questions }).where('id', '=', survey.id).execute();
    const token = await asked(survey);
    await recordAnswer(surveys.house.system(), { token, likely: 7 });
    expect(await opened(survey.id)).toEqual([{ likely: 7 }]);
  });

  it('alone on its day says nothing to whoever has the database, a dump of it, or all dumps of all days, until four others wait with it', async () => {
    const why: Question = { key: 'why', texts: {}, optional: true };
    const survey = await make({ questions: [likely, why] });
    const secrets = ['the boss shouts', 'my desk is by the door'];
    const everything = async () => {
      const { rows } = await sql<{ name: string }>`
        select c.relname as name from pg_class c where c.relkind in ('r', 'm') and c.relnamespace = 'public'::regnamespace`.execute(
        surveys.house.db,
      );
      const parts: string[] = [];
      for (const { name } of rows)
        parts.push(
          (
            await sql<{
              t: string;
            }>`select coalesce(string_agg(t::text, ''), '') as t from ${sql.table(name)} t`.execute(surveys.house.db)
          ).rows[0]!.t,
        );
      return parts.join('\n');
    };
    const lengths = async () =>
      (
        await sql<{
          n: number;
        }>`select length(sealed) as n from anonymous_answers where survey_id = ${survey.id} and not shown`.execute(
          surveys.house.db,
        )
      ).rows.map(({ n }) => n);
    const rows = () =>
      surveys.house.db
        .selectFrom('anonymous_answers')
        .select(['id', 'version', 'way', 'answers', 'complete', 'sealed', 'day', 'shown'])
        .where('survey_id', '=', survey.id)
        .execute();
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 1, why: secrets[0] });
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 10 });
    const first = await rows();
    expect(first.map(({ version, way, answers, complete }) => ({ version, way, answers, complete }))).toEqual(
      Array.from({ length: 2 }, () => ({ version: 0, way: '', answers: {}, complete: false })),
    );
    // whether somebody wrote much or nothing is not seen either
    expect(new Set(await lengths()).size).toBe(1);
    expect(await everything()).not.toContain(secrets[0]);
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 0, held: 2, heldUntil: 5 });
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    const second = await rows();
    expect(second.every(({ sealed, shown }) => sealed !== null && !shown)).toBe(true);
    expect(await everything()).not.toContain(secrets[0]);
    for (const value of [7, 8])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(2 * day);
    await tickVoice(surveys.house.system());
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 0, held: 4 });
    expect(
      (
        await surveys.house.db
          .selectFrom('events')
          .select('id')
          .where('type', '=', 'voice.answered-anonymously')
          .where('subject_id', '=', survey.id)
          .execute()
      ).length,
    ).toBe(0);
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 2, why: secrets[1] });
    surveys.house.setClock(3 * day);
    const before = [...first, ...second, ...(await rows())];
    await tickVoice(surveys.house.system());
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 5, held: 0 });
    const open = await rows();
    // nothing leads from an open answer back to a sealed one: neither name, nor day, nor way, nor the transaction of an ask
    expect(open.filter(({ id }) => before.some((one) => one.id === id))).toEqual([]);
    expect(
      new Set(open.map((one) => `${String(one.day)} ${one.way} ${String(one.complete)} ${String(one.sealed)}`)).size,
    ).toBe(1);
    const { rows: joined } =
      await sql`select from invitations i join anonymous_answers a on a.xmin = i.xmin where a.survey_id = ${survey.id}`.execute(
        surveys.house.db,
      );
    expect(joined).toEqual([]);
  });

  it('is not chosen by a link of the mail, whose address would tell it to every proxy beside whose it is', async () => {
    const named = await previewSurvey(mara(), (await make({ anonymous: false })).id, 'en');
    const nameless = await previewSurvey(mara(), (await make()).id, 'en');
    expect([named, nameless].map(({ text }) => text.includes('?likely='))).toEqual([true, false]);
    expect(nameless.text).toContain('/s/preview');
    expect([named, nameless].map(({ text }) => /answer this mail/.test(text))).toEqual([true, false]);
  });

  it('that waited before answers were sealed is sealed with the next turn, and counts with the others', async () => {
    const survey = await make();
    const plain = (value: number, mixed: boolean) => ({
      id: newId(),
      survey_id: survey.id,
      version: 1,
      day: '2026-05-03',
      way: 'link',
      answers: JSON.stringify({ likely: value }),
      complete: true,
      mixed,
    });
    await surveys.house.db
      .insertInto('anonymous_answers')
      .values([plain(1, true), plain(2, true), plain(3, false)])
      .execute();
    await tickVoice(surveys.house.system());
    const rows = await surveys.house.db
      .selectFrom('anonymous_answers')
      .select(['answers', 'sealed'])
      .where('survey_id', '=', survey.id)
      .execute();
    expect(rows.map(({ answers, sealed }) => [answers, sealed === null])).toEqual(
      Array.from({ length: 3 }, () => [{}, false]),
    );
    for (const value of [4, 5])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    expect((await readResults(mara(), survey.id, {})).n).toBe(5);
  });

  it('that nobody can open under this secret waits, and is opened when that other secret is back', async () => {
    const survey = await make();
    for (const value of [1, 2, 3, 4, 5])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(day);
    await tickVoice({ ...surveys.house.system(), secret: 'another secret of thirty-two letters' });
    expect((await readResults(mara(), survey.id, {})).n).toBe(0);
    // the turn that could not open them has let go of what only their browsers knew
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 6 });
    surveys.house.setClock(2 * day);
    await tickVoice(surveys.house.system());
    expect((await readResults(mara(), survey.id, {})).n).toBe(6);
  });

  it('to an earlier version counts with the newest where that asks the same, else with enough of its own', async () => {
    const survey = await make();
    for (const value of [1, 2, 3])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    await changeSurvey(mara(), survey.id, { questions: [likely, { key: 'why', texts: {}, optional: true }] });
    for (const value of [8, 9])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    expect((await readResults(mara(), survey.id, { version: 2 })).n).toBe(5);
    // of what the newest does not ask any more, five are needed by themselves
    for (const why of ['a', 'b', 'c', 'd'])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 5, why });
    await changeSurvey(mara(), survey.id, { questions: [likely] });
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 6 });
    surveys.house.setClock(2 * day);
    await tickVoice(surveys.house.system());
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 5, held: 5 });
    // asked again, the four stand beside the one
    await changeSurvey(mara(), survey.id, { questions: [likely, { key: 'why', texts: {}, optional: true }] });
    expect(await readResults(mara(), survey.id, {})).toMatchObject({ n: 10, held: 0 });
    const larger = await make({ fewest: 7 });
    for (const value of [1, 2, 3, 4, 5])
      await recordAnswer(surveys.house.system(), { token: await asked(larger), likely: value });
    surveys.house.setClock(3 * day);
    await tickVoice(surveys.house.system());
    expect((await readResults(mara(), larger.id, {})).n).toBe(0);
    await changeSurvey(mara(), larger.id, { fewest: 5 });
    expect((await readResults(mara(), larger.id, {})).n).toBe(5);
  });

  it('is not found by asking for periods or versions that differ by it alone', async () => {
    await expect(make({ fewest: 4 })).rejects.toMatchObject({ code: 'fewest-too-few' });
    const survey = await make();
    await expect(changeSurvey(mara(), survey.id, { fewest: 1 })).rejects.toMatchObject({ code: 'fewest-too-few' });
    const n = async (query: { from?: string; to?: string; version?: number } = {}) =>
      (await readResults(mara(), survey.id, query)).n;
    for (const value of [9, 9, 9, 9, 9, 9])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    expect(await n()).toBe(6);
    // one alone on the next day, of another version: it waits until four more have come
    await changeSurvey(mara(), survey.id, { questions: [likely, { key: 'why', texts: {}, optional: true }] });
    await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: 1 });
    surveys.house.setClock(2 * day);
    await tickVoice(surveys.house.system());
    expect(await n()).toBe(6);
    surveys.house.setClock(9 * day);
    for (const value of [5, 6, 6, 7])
      await recordAnswer(surveys.house.system(), { token: await asked(survey), likely: value });
    surveys.house.setClock(10 * day);
    await tickVoice(surveys.house.system());
    expect(await n()).toBe(11);
    const days = Array.from({ length: 40 }, (_, at) => new Date(start.getTime() + at * day).toISOString().slice(0, 10));
    const sums: number[] = [];
    for (const to of days) sums.push(await n({ from: days[0]!, to }));
    // every step is none, or as many as may be shown together
    expect(sums.map((sum, at) => sum - (sums[at - 1] ?? 0)).filter((step) => step !== 0)).toEqual([6, 5]);
    expect([await n({ version: 1 }), await n({ version: 2 })]).toEqual([6, 5]);
    await changeSurvey(mara(), survey.id, { questions: [likely] });
    await surveys.house.db
      .updateTable('anonymous_answers')
      .set({ version: 3 })
      .where('id', '=', (eb) =>
        eb
          .selectFrom('anonymous_answers')
          .select('id')
          .where('survey_id', '=', survey.id)
          .where('version', '=', 1)
          .limit(1),
      )
      .execute();
    // five of the first version are enough, six others too; the one of the third is not
    expect([await n({ version: 1 }), await n({ version: 3 })]).toEqual([5, 0]);
  });
});

describe('a public page with a quota', () => {
  it('closes after exactly as many answers as were wanted, however many press at once', async () => {
    const survey = await make({ openLink: true, quota: { answers: 3 } });
    const key = tokenOf(survey.link);
    const pressed = await Promise.allSettled(
      Array.from({ length: 8 }, () => answerOpenSurvey(surveys.house.system(), key, 'en', { likely: 8 })),
    );
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await readOpenSurvey(surveys.house.system(), key, 'en')).toBeUndefined();
  });

  it('asks no more in a week than it may, however many ask at once', async () => {
    const survey = await make({ quota: { perWeek: 3 } });
    const people = await Promise.all(Array.from({ length: 8 }, () => addCustomer(surveys.house, { email: null })));
    const outcomes = await Promise.all(
      people.map((customerId) => askCustomer(mara(), survey.id, { customerId, way: 'link' })),
    );
    expect(outcomes.filter(({ state }) => state === 'sent')).toHaveLength(3);
    expect(outcomes.filter(({ withheldBecause }) => withheldBecause === 'quota_full')).toHaveLength(5);
  });

  it('asks one person once, whatever asks him at the same moment', async () => {
    const several = await Promise.all(Array.from({ length: 4 }, () => make()));
    const customerId = await addCustomer(surveys.house, { email: null });
    const outcomes = await Promise.all(several.map(({ id }) => askCustomer(mara(), id, { customerId, way: 'link' })));
    expect(outcomes.filter(({ state }) => state === 'sent')).toHaveLength(1);
    expect(outcomes.filter(({ withheldBecause }) => withheldBecause === 'quiet_period')).toHaveLength(3);
  });
});

describe('words of one’s own', () => {
  it('are said in any language that has them, else in the closest; the standard ones are never replaced by a stranger’s', async () => {
    const survey = await make({
      anonymous: false,
      questions: [
        { key: 'rating', texts: { en: 'How was the tap?' }, optional: false },
        { key: 'colour', kind: 'text', texts: { en: 'Which colour?', it: 'Quale colore?' }, optional: true },
      ],
    });
    const read = async (language: string) => {
      const { url } = await askCustomer(mara(), survey.id, {
        customerId: await addCustomer(surveys.house, { email: null }),
        way: 'link',
      });
      return (await readInvitation(surveys.house.system(), tokenOf(url), language))!.questions.map(({ text }) => text);
    };
    expect(await read('it-CH')).toEqual(['How was the tap?', 'Quale colore?']);
    expect(await read('de')).toEqual([expect.not.stringMatching(/tap/), 'Which colour?']);
  });
});
