import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Progress } from '../../../contract/measures.ts';
import { dayIn, shiftDay } from '../../../domain/measures/days.ts';
import { newId } from '../../store/identity.ts';
import { buildTestCompany, type TestApp } from '../../testing/app.ts';
import { createKey } from '../people/index.ts';

let house: TestApp;
let token: string;
const touchpoint = newId();

beforeAll(async () => {
  house = await buildTestCompany();
  token = (await createKey(house.system(), { name: 'script', role: 'manager' })).token;
  await sql`insert into touchpoints (id, name, channel, created_at) values (${touchpoint}, 'Door', 'mail', now())`.execute(
    house.db,
  );
  const today = dayIn('Europe/London', new Date());
  const days = Array.from({ length: 300 }, (_, back) => ({
    day: shiftDay(today, -back),
    touchpoint_id: touchpoint,
    won: 8,
    neutral: 1,
    lost: 2,
  }));
  await house.db.insertInto('moment_totals').values(days).execute();
});
afterAll(() => house.close());

async function ask<T>(method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object): Promise<T> {
  const answer = await house.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<T>();
}

test('what leaves the house is what the contract says: headlines with their values, charts, links', async () => {
  const progress = await ask<Progress>('GET', '/measures/progress');
  expect(progress.moments.headline).toMatchObject({
    code: 'counts-then-and-now',
    values: { lost: expect.any(Number) },
  });
  expect(progress.trend.headline.code).toBe('no-detectable-change');
  expect(progress.trend.chart.points[0]).toMatchObject({ centre: 2 / 11, signals: expect.any(Array) });
  expect(progress.hurts.places[0]).toMatchObject({ name: 'Door', link: { filter: { touchpointId: touchpoint } } });
  expect(progress.stays.headline).toMatchObject({ code: 'unknown', values: { kept: null } });
  const { charts } = await ask<{ charts: unknown[] }>('GET', '/measures/charts?measure=moments-lost&by=touchpoint');
  expect(charts).toHaveLength(1);
  const { places } = await ask<{ places: unknown[] }>('GET', '/measures/touchpoints');
  expect(places).toHaveLength(1);
});

test('a script goes from problem to plan, start, page and decision', async () => {
  const problem = await ask<{ id: string }>('POST', '/problems', { title: 'Stone breaks', touchpointId: touchpoint });
  const where = {
    metric: 'moments-lost',
    touchpointId: touchpoint,
    channel: null,
    expectedEffect: 0.07,
    promptedOn: null,
  };
  expect(await ask('POST', '/improvements/power', where)).toMatchObject({ state: 'no-baseline', weeks: null });
  const made = await ask<{ id: string }>('POST', '/improvements', {
    title: 'Padded crates',
    hypothesis: 'Fewer arrive broken.',
    problemId: problem.id,
    ...where,
  });
  await ask('POST', `/improvements/${made.id}/start`, {});
  await ask('POST', `/improvements/${made.id}/spendings`, { amount: 20, what: 'A crate' });
  expect(await ask('POST', `/improvements/${made.id}/judge`)).toMatchObject({ verdict: 'too-early' });
  const decision = await ask<{ id: string }>('POST', '/decisions', {
    question: 'Crates for all?',
    improvementId: made.id,
    options: [{ title: 'Yes', points: [] }],
  });
  expect(await ask('GET', `/improvements/${made.id}`)).toMatchObject({
    problem: { title: 'Stone breaks' },
    spent: 20,
    report: { verdict: 'too-early', because: 'baseline-too-short' },
    chart: { points: [], changes: [{ title: 'Padded crates' }] },
    decisions: [{ id: decision.id }],
  });
  await ask('PATCH', `/decisions/${decision.id}`, { chosen: 0, seatAnswer: 'It goes back with the van.' });
  expect(await ask('POST', `/decisions/${decision.id}/decide`)).toMatchObject({
    state: 'decided',
    seat: { affected: 0 },
  });
  expect(await ask('GET', '/seat')).toMatchObject({ record: { n: 0, say: 'unknown' } });
  expect(await ask('GET', '/improvements?state=running')).toMatchObject({ items: [{ id: made.id }] });
});
