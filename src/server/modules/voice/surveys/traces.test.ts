import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../../contract/voice-surveys.ts';
import { newId } from '../../../store/identity.ts';
import { addCustomer } from '../../../testing/desk.ts';
import { likely, surveysOfFile } from '../../../testing/surveys.ts';
import { noteOpened, recordAnswer } from './answering.ts';
import { answerAgain, answerOpenSurvey, readAgain, readOpenSurvey } from './anonymous-answering.ts';
import { readWords } from '../listening.ts';
import { listHeard } from '../../needs/hearing.ts';
import { takeInWords } from '../../needs/taking-in.ts';
import { createTheme, listThemes } from '../../needs/themes.ts';
import { readFunnel } from './survey-funnel.ts';
import { readResults } from './survey-results.ts';
import { changeSurvey } from './surveys.ts';
import { tickVoice } from '../ticking.ts';

const day = 86_400_000;
const start = new Date('2026-03-31T09:42:00Z');
const surveys = surveysOfFile(start);

describe('anonymous surveys', () => {
  it('keep nothing that leads from an answer to whoever gave it, not even the transaction', async () => {
    const survey = await surveys.make({ anonymous: true });
    const people = await Promise.all(Array.from({ length: 5 }, () => addCustomer(surveys.house)));
    const secrets: string[] = [];
    for (const id of people) {
      const token = await surveys.askedByLink(survey, id);
      await noteOpened(surveys.house.system(), token);
      const { path } = await recordAnswer(surveys.house.system(), { token, likely: 8 });
      secrets.push(path.split('/').at(-1)!);
      await expect(recordAnswer(surveys.house.system(), { token, likely: 1 })).rejects.toThrow(/used/);
    }
    await answerAgain(surveys.house.system(), secrets[0]!, 'en', { likely: 4, hurt: ['wait'] });
    expect((await readResults(surveys.mara(), survey.id, {})).n).toBe(0);
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    expect(await readAgain(surveys.house.system(), secrets[0]!, 'en')).toBeUndefined();
    expect(await readResults(surveys.mara(), survey.id, {})).toMatchObject({ n: 5, held: 0 });
    expect(await traces(survey.id, people)).toEqual([]);
    const asks = await surveys.house.db
      .selectFrom('invitations')
      .select(['state', 'answered_at'])
      .where('survey_id', '=', survey.id)
      .execute();
    expect(asks).toEqual(people.map(() => ({ state: 'answered', answered_at: null })));
    const funnel = await readFunnel(surveys.mara(), survey.id, {});
    expect(funnel).toMatchObject({ started: 5, answered: null });
    expect(funnel.steps.at(-1)).toEqual({ step: 'completed', n: null, of: 'delivered', share: null });
    await expect(changeSurvey(surveys.mara(), survey.id, { anonymous: false })).rejects.toThrow(/answers already/);
  });

  it('are not shown while fewer wait than the smallest group', async () => {
    const survey = await surveys.make({ anonymous: true, openLink: true });
    const key = survey.link!.split('/').at(-1)!;
    expect(await readOpenSurvey(surveys.house.system(), key, 'de')).toMatchObject({ language: 'de', anonymous: true });
    for (const value of [9, 10]) await answerOpenSurvey(surveys.house.system(), key, 'de', { likely: value });
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    expect(await readResults(surveys.mara(), survey.id, {})).toMatchObject({ n: 0, held: 2 });
    await changeSurvey(surveys.mara(), survey.id, { active: false });
    expect(await readOpenSurvey(surveys.house.system(), key, 'de')).toBeUndefined();
  });
});

/**
 * Every value of every table that stands in a row of one of these people or their asks, and in an answer of the survey too; and
 * rows of both that one transaction wrote.
 */
async function traces(surveyId: string, people: readonly string[]): Promise<string[]> {
  const { rows: answers } = await sql<{ row: string; xmin: string }>`
    select to_jsonb(a)::text as row, a.xmin::text as xmin from anonymous_answers a where survey_id = ${surveyId}`.execute(
    surveys.house.db,
  );
  const { rows: asks } = await sql<{ id: string; token_hash: string }>`
    select id, token_hash from invitations where survey_id = ${surveyId}`.execute(surveys.house.db);
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    surveys.house.db,
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
        or (t.xmin::text = any(${written}) and to_jsonb(t)::text ~ ${tellTales.join('|')})`.execute(surveys.house.db);
    if (rows[0]!.n > 0) found.push(name);
  }
  return found;
}

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
    const survey = await surveys.make({ questions: [likely, story, pick] });
    const customerId = await addCustomer(surveys.house);
    const token = await surveys.askedByLink(survey, customerId);
    await recordAnswer(surveys.house.system(), { token, likely: 2, story: 'The lift was broken again', pick: 'lift' });
    await takeInWords(surveys.house.system());
    const { items } = await listHeard(surveys.mara(), { customerId });
    expect(items).toMatchObject([
      { source: 'answer', detail: 'story', words: 'The lift was broken again', feeling: 'lost' },
    ]);
    surveys.house.setClock(60_000);
    await recordAnswer(surveys.house.system(), { token, story: 'The lift was broken all week' });
    await takeInWords(surveys.house.system());
    expect((await listHeard(surveys.mara(), { customerId })).items.map(({ words }) => words)).toEqual([
      'The lift was broken all week',
    ]);
  });

  it('without a name come there too, under themes and for needs, and no table leads from them to anybody', async () => {
    const why: Question = { key: 'why', texts: {}, optional: true };
    const word: Question = { key: 'word', texts: {}, optional: true };
    const survey = await surveys.make({ anonymous: true, questions: [likely, why, word, story] });
    const theme = await createTheme(surveys.mara(), { name: `Parking ${newId()}`, keywords: ['parking garage'] });
    const people = await Promise.all(Array.from({ length: 5 }, () => addCustomer(surveys.house)));
    const said = ['The parking garage is dark', 'The parking garage floods', '', '', ''];
    for (const [at, id] of people.entries()) {
      const token = await surveys.askedByLink(survey, id);
      await recordAnswer(surveys.house.system(), {
        token,
        likely: 2,
        why: said[at],
        word: 'gloomy',
        story: at === 2 ? 'I park in the street now' : '',
      });
    }
    await takeInWords(surveys.house.system());
    expect((await listHeard(surveys.mara(), { q: 'garage' })).items).toEqual([]);
    surveys.house.setClock(day);
    await tickVoice(surveys.house.system());
    await takeInWords(surveys.house.system());
    await takeInWords(surveys.house.system());
    const heard = [
      ...(await listHeard(surveys.mara(), { q: 'garage' })).items,
      ...(await listHeard(surveys.mara(), { q: 'street now' })).items,
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
    expect((await listThemes(surveys.mara(), {})).items.find(({ id }) => id === theme.id)).toMatchObject({
      words: 2,
      customers: 2,
    });
    expect((await readWords(surveys.mara())).words.find((one) => one.word === 'gloomy')).toMatchObject({ count: 5 });

    // the answers, and the words taken out of them, stand beside nobody, in no table
    expect(await traces(survey.id, people)).toEqual([]);
    const { rows } = await sql<{ row: string; xmin: string; source_id: string }>`
      select to_jsonb(h)::text as row, xmin::text as xmin, source_id::text from heard_words h where words like '%garage%' or words like '%street now%'`.execute(
      surveys.house.db,
    );
    const { rows: asks } = await sql<{
      id: string;
      token_hash: string;
    }>`select id, token_hash from invitations where survey_id = ${survey.id}`.execute(surveys.house.db);
    const tellTales = [...people, ...asks.flatMap(({ id, token_hash }) => [id, token_hash])];
    for (const { row } of rows) for (const tale of tellTales) expect(row).not.toContain(tale);
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      surveys.house.db,
    );
    const told: string[] = [];
    for (const { name } of tables) {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t where
        (to_jsonb(t)::text ~ 'parking garage (is|floods)|park in the street' and to_jsonb(t)::text ~ ${tellTales.join('|')})
        or (t.xmin::text = any(${rows.map(({ xmin }) => xmin)}) and to_jsonb(t)::text ~ ${tellTales.join('|')})
        or to_jsonb(t)::text ~ ${rows.map(({ source_id }) => source_id).join('|')}`.execute(surveys.house.db);
      if (found.rows[0]!.n > 0) told.push(name);
    }
    // the words' own row names itself, and nothing else does
    expect(told).toEqual(['heard_words']);
  });
});
