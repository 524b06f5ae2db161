import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shiftDay } from '../../../domain/measures/days.ts';
import { binomialDraw, seededRandom } from '../../../domain/measures/random.ts';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { registerImprovement, startImprovement } from '../improvement/index.ts';
import { readCharts } from './charts.ts';
import { readProgress, readSpots } from './progress.ts';
import { countStays } from './staying.ts';

let house: TestHouse;
let agent: Actor;
const today = '2026-03-31';

beforeAll(async () => {
  house = await openTestHouse();
  agent = await house.staff('lead');
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
});
afterAll(() => house.close());
beforeEach(async () => {
  await sql`truncate moment_days, moment_totals, duration_totals, promise_days, answer_days, word_days, case_days, case_durations, case_marks, promise_marks, stay_counts, improvements, moments, purchases cascade`.execute(
    house.db,
  );
  house.setClock(new Date('2026-03-31T09:42:00Z'));
});

async function makeTouchpoint(name: string): Promise<string> {
  const id = newId();
  await sql`insert into touchpoints (id, name, channel, created_at) values (${id}, ${name}, 'mail', now())`.execute(
    house.db,
  );
  return id;
}

/** A year of days, `share` telling how many of `n` are lost that day. */
async function plantDays(
  touchpoint: string,
  n: number,
  share: (day: string) => number,
  seed: number,
  channel = 'mail',
) {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 365 }, (_, back) => {
    const day = shiftDay(today, -back);
    const lost = binomialDraw(random, n, share(day));
    return { day, touchpoint_id: touchpoint, channel, lost, won: n - lost };
  });
  await house.db.insertInto('moment_days').values(rows).execute();
  const totals = rows.map(({ day, touchpoint_id, lost, won }) => ({ day, touchpoint_id, lost, won }));
  await house.db.insertInto('moment_totals').values(totals).execute();
}

describe('the progress page', () => {
  test('with nothing counted yet every answer says so, and nothing is green', async () => {
    const progress = await readProgress(house.as(agent), {});
    expect(progress).toMatchObject({
      from: '2025-04-01',
      to: today,
      moments: { headline: { code: 'nothing-yet' }, last: null },
      trend: { headline: { code: 'too-early' } },
      typical: { headline: { code: 'nothing-yet' }, half: null, bars: [] },
      promises: { headline: { code: 'nothing-yet' }, total: { say: 'unknown' } },
      hurts: { headline: { code: 'nothing-yet' } },
      fixes: { headline: { code: 'none' } },
      stays: { headline: { code: 'unknown' } },
      leading: { openCases: 0, medianAgeOfOpenCases: null },
      lagging: { satisfied: { say: 'unknown' }, netPromoter: { say: 'unknown' } },
    });
  });

  test('planted: a fall in the share lost is seen, the touchpoint that hurts is named and the others are not', async () => {
    const door = await makeTouchpoint('Delivery to the door');
    const others = [await makeTouchpoint('Quote'), await makeTouchpoint('Booking'), await makeTouchpoint('Visit')];
    await plantDays(door, 6, (day) => (day < '2026-01-05' ? 0.4 : 0.2), 1);
    for (const [index, other] of others.entries()) await plantDays(other, 6, () => 0.06, index + 2);
    const { moments, trend, hurts } = await readProgress(house.as(agent), {});
    expect(moments.headline.code).toBe('counts-then-and-now');
    expect(moments.series).toHaveLength(12);
    expect(moments.last).toMatchObject({ from: '2026-03-01', won: { n: 31 * 24 } });
    expect(trend.headline.code).toBe('better');
    expect(trend.after!.share!).toBeLessThan(trend.before!.share!);
    expect(trend.high!).toBeLessThan(0);
    expect(trend.chart.points).toHaveLength(51);
    expect(hurts.headline).toMatchObject({ code: 'one-place', values: { first: 'Delivery to the door', named: 1 } });
    expect(hurts.places[0]!.excessMoments).toBeGreaterThan(200);
    expect(hurts.places[0]!.link).toEqual({
      to: 'moments',
      filter: { from: '2025-04-01', to: today, outcome: 'lost', touchpointId: door },
    });
    const spots = await readSpots(house.as(agent), { channel: 'chat' });
    expect(spots.places).toEqual([]);
  });

  test('planted: without any difference no place is named in at least eight of ten companies, and no trend is seen', async () => {
    const { problemSpots } = await import('../../../domain/measures/multiple-comparisons.ts');
    let alarms = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const spots = Array.from({ length: 17 }, (_, id) => ({
        id: String(id),
        lost: { hits: binomialDraw(random, 150, 0.12), trials: 150 },
      }));
      if (problemSpots(spots).length > 0) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(6);
    await plantDays(await makeTouchpoint('Same'), 20, () => 0.12, 9);
    expect((await readProgress(house.as(agent), {})).trend.headline.code).toBe('no-detectable-change');
  });

  test('half of all cases are solved within the median, open ones counted as at least so long', async () => {
    const row = (step: number, n: number, opened_day = '2026-03-02') => ({ opened_day, step, n });
    await house.db
      .insertInto('duration_totals')
      .values([row(8, 20), row(10, 30), row(20, 30), row(-1, 20, '2026-03-30'), row(-1, 3, '2026-02-01')])
      .execute();
    const { typical, leading } = await readProgress(house.as(agent), {});
    expect(typical).toMatchObject({
      headline: { code: 'half-within' },
      n: 103,
      stillOpen: 23,
      minutesPerWorkingDay: 480,
    });
    expect(typical.half!).toBeGreaterThan(240);
    expect(typical.bars.reduce((sum, bar) => sum + bar.n, 0)).toBe(80);
    expect(leading).toMatchObject({ openCases: 23, openOverWeek: 3, openOverMonth: 3, medianAgeOfOpenCases: 1 });
  });

  test('promises, scores and words come from their days, by team and channel', async () => {
    const team = newId();
    await house.db
      .insertInto('promise_days')
      .values([
        { day: '2026-03-10', kind: 'policy', clock: 'resolution', channel: 'mail', team_id: team, kept: 90, broken: 4 },
        { day: '2026-02-10', kind: 'personal', clock: 'none', channel: 'chat', kept: 30, broken: 0, renegotiated: 2 },
        // what the house owes itself and what it guesses are no word to a customer
        { day: '2026-03-11', kind: 'internal', clock: 'none', channel: 'mail', team_id: team, kept: 0, broken: 9 },
        { day: '2026-03-11', kind: 'estimate', clock: 'none', channel: 'mail', team_id: team, kept: 40, broken: 10 },
      ])
      .execute();
    await house.db
      .insertInto('answer_days')
      .values({
        day: '2026-03-10',
        channel: 'mail',
        answers: 100,
        rated: 100,
        satisfied: 81,
        promoters: 50,
        passives: 33,
        detractors: 17,
        worded: 40,
        our_word: 10,
      })
      .execute();
    await house.db
      .insertInto('word_days')
      .values([
        { day: '2026-03-10', stem: 'fast', example: 'Fast', ours: false, n: 30 },
        { day: '2026-03-10', stem: 'certain', example: 'Certain', ours: true, n: 10 },
      ])
      .execute();
    const all = await readProgress(house.as(agent), {});
    expect(all.promises).toMatchObject({
      headline: { code: 'kept-and-broken', values: { month: '2026-03-01', kept: 90, n: 94, broken: 4 } },
      total: { k: 120, n: 124 },
      apart: [
        { kind: 'policy', kept: { k: 90, n: 94 } },
        { kind: 'personal', kept: { k: 30, n: 30 } },
        { kind: 'internal', kept: { k: 0, n: 9 } },
      ],
      renegotiated: 2,
      series: [
        { from: '2026-02-01', personal: { n: 30 }, policy: { n: 0 } },
        { from: '2026-03-01', personal: { n: 0 }, policy: { n: 94 } },
      ],
      byKind: [
        { kind: 'estimate', clock: null },
        { kind: 'internal', clock: null },
        { kind: 'personal', clock: null },
        { kind: 'policy', clock: 'resolution' },
      ],
    });
    expect(all.lagging.netPromoter.value).toBeCloseTo(32.04, 1);
    expect(all.lagging.satisfied).toMatchObject({ k: 81, n: 100, say: 'share' });
    expect(all.typical.words[0]).toEqual({ word: 'Fast', n: 30, ours: false });
    expect(all.typical.wordMatch).toMatchObject({ k: 10, n: 40 });
    expect((await readProgress(house.as(agent), { team })).promises.total).toMatchObject({ k: 90, n: 94 });
    expect((await readProgress(house.as(agent), { channel: 'chat' })).promises.headline.code).toBe('all-kept');
  });

  test('planted: customers with a broken promise leave more often, and the log-rank test says so', async () => {
    const random = seededRandom(3);
    for (let turn = 0; turn < 160; turn += 1) {
      const [id, broken] = [newId(), turn % 2 === 0];
      const stays = random() < (broken ? 0.4 : 0.85);
      const first = new Date('2024-01-15');
      const last = stays ? new Date('2026-02-01') : new Date(first.getTime() + random() * 300 * 86_400_000);
      await sql`insert into customers (id, name, first_seen_at, created_at) values (${id}, 'x', ${first}, ${first})`.execute(
        house.db,
      );
      await sql`insert into purchases (id, customer_id, at, amount, currency)
        values (${newId()}, ${id}, ${first}, 10, 'EUR'), (${newId()}, ${id}, ${last}, 10, 'EUR')`.execute(house.db);
      if (broken)
        await sql`insert into promises (id, kind, what, customer_id, made_at, state, ended_at, end_reason)
          values (${newId()}, 'personal', 'call back', ${id}, ${first}, 'broken', ${first}, 'said')`.execute(house.db);
    }
    await countStays(house.system());
    await countStays(house.system());
    const { stays } = await readProgress(house.as(agent), {});
    expect(stays).toMatchObject({ headline: { code: 'kept-and-broken' }, allKept: { n: 80 }, oneBroken: { n: 80 } });
    expect(stays.pValue!).toBeLessThan(0.001);
    expect(stays.oneBroken.points.at(-1)!.share).toBeLessThan(stays.allKept.points.at(-1)!.share);
    expect(stays.allKept.points[0]).toMatchObject({ month: 0, share: 1 });
  });

  test('a period that ends before it begins, or is endless, is refused', async () => {
    await expect(readProgress(house.as(agent), { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(readProgress(house.as(agent), { from: '1990-01-01' })).rejects.toMatchObject({
      code: 'period-too-long',
    });
  });
});

describe('control charts', () => {
  test('limits begin anew at the change of that touchpoint, and only there', async () => {
    const [door, quote] = [await makeTouchpoint('Door'), await makeTouchpoint('Mail quote')];
    await plantDays(door, 10, (day) => (day < '2026-01-05' ? 0.3 : 0.1), 4);
    await plantDays(quote, 5, () => 0.1, 5);
    house.setClock(new Date('2026-01-05T09:00:00Z'));
    const plan = {
      hypothesis: 'Ring ahead',
      metric: 'moments-lost',
      touchpointId: door,
      channel: null,
      expectedEffect: 0.1,
      promptedOn: null,
    } as const;
    const { id } = await registerImprovement(house.as(agent), { title: 'Ring ahead', ...plan, weeks: 8 });
    await startImprovement(house.as(agent), id, {});
    house.setClock(new Date('2026-03-31T09:42:00Z'));
    const { charts } = await readCharts(house.as(agent), { measure: 'moments-lost', by: 'touchpoint' });
    expect(charts.map((chart) => chart.name)).toEqual(['Door', 'Mail quote']);
    expect(charts[0]!.chart.phases.map((phase) => [phase.from, phase.cause])).toEqual([
      ['2025-04-07', null],
      ['2026-01-05', 'Ring ahead'],
    ]);
    expect(charts[1]!.chart.phases).toHaveLength(1);
    expect(charts[1]!.chart.changes).toEqual([]);
    const { fixes } = await readProgress(house.as(agent), {});
    expect(fixes).toMatchObject({
      headline: { code: 'counts' },
      tooEarly: 1,
      fixes: [{ title: 'Ring ahead', verdict: 'too-early' }],
    });
    await expect(readCharts(house.as(agent), { measure: 'satisfied', by: 'touchpoint' })).rejects.toMatchObject({
      code: 'not-kept-by',
    });
    const months = await readCharts(house.as(agent), { measure: 'moments-won', every: 'month', touchpointId: door });
    expect(months.charts[0]!.chart.points).toHaveLength(12);
  });
});
