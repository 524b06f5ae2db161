import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../domain/measures/random.ts';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { improvementNight } from './nightly.ts';
import { readPower } from './planning.ts';
import { changeProblem, linkCase, listProblemCases, listProblems, openProblem, unlinkCase } from './problems.ts';
import { readImprovement } from './reading.ts';
import { changeImprovement, listImprovements, registerImprovement } from './registering.ts';
import { abandonImprovement, closeImprovement, spendOnImprovement, startImprovement } from './running.ts';
import { judgeImprovement } from './judging.ts';

const start = new Date('2026-01-05T09:00:00Z');
const week = 7 * 86_400_000;
let house: TestHouse;
let lead: Actor;

beforeAll(async () => {
  house = await openTestHouse(start);
  lead = await house.staff('lead');
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
});
afterAll(() => house.close());

async function makeTouchpoint(name: string): Promise<string> {
  const id = newId();
  await sql`insert into touchpoints (id, name, channel, created_at) values (${id}, ${name}, 'mail', ${start})`.execute(
    house.db,
  );
  return id;
}

async function makeCustomer(name: string): Promise<string> {
  const id = newId();
  await sql`insert into customers (id, name, first_seen_at, created_at) values (${id}, ${name}, ${start}, ${start})`.execute(
    house.db,
  );
  return id;
}

/** So many moments a week around a day, the share lost changing there from `before` to `after`. */
async function plantMoments(touchpointId: string, change: Date, before: number, after: number, seed: number) {
  const random = seededRandom(seed);
  const customer = await makeCustomer(`Customer ${seed}`);
  const rows = Array.from({ length: 52 * 40 }, (_, index) => {
    const at = new Date(change.getTime() + (index / 40 - 26) * week + 3_600_000);
    const lost = random() < (at < change ? before : after);
    return {
      id: newId(),
      contact: newId(),
      at,
      customer_id: customer,
      touchpoint_id: touchpointId,
      channel: 'mail',
      outcome: lost ? 'lost' : 'won',
      evidence: 'answer',
      strength: 3,
      changed_at: at,
    };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await house.db
      .insertInto('moments')
      .values(rows.slice(from, from + 1000))
      .execute();
  return customer;
}

const plan = (touchpointId: string) => ({
  hypothesis: 'If every stone top travels upright, fewer arrive broken.',
  metric: 'moments-lost' as const,
  touchpointId,
  channel: null,
  expectedEffect: 0.08,
  promptedOn: null,
});
const lastEvent = async (subject: string) =>
  await house.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('subject_id', '=', subject)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
const rise = (weeks: number) => house.setClock(new Date(start.getTime() + weeks * week + 3_600_000));

describe('did it work', () => {
  test('planted: a real fall after the change is better, closed with its verdict; without one there is no detectable change', async () => {
    const real = await makeTouchpoint('Unpacking');
    const none = await makeTouchpoint('Quote');
    await plantMoments(real, start, 0.2, 0.09, 1);
    await plantMoments(none, start, 0.2, 0.2, 2);
    const verdicts = [];
    for (const touchpointId of [real, none]) {
      rise(0);
      const power = await readPower(house.as(lead), plan(touchpointId));
      expect(power.state).toBe('known');
      const made = await registerImprovement(house.as(lead), { title: 'Padded crates', ...plan(touchpointId) });
      expect(made.plan.weeks).toBe(power.weeks);
      expect(made.ranking.momentsPerYear).toBeGreaterThan(100);
      await startImprovement(house.as(lead), made.id, {});
      expect((await lastEvent(made.id)).type).toBe('improvement.change-started');
      rise(2);
      expect((await judgeImprovement(house.as(lead), made.id)).verdict).toBe('too-early');
      await expect(closeImprovement(house.as(lead), made.id, {})).rejects.toMatchObject({ code: 'no-verdict-yet' });
      rise(24);
      const report = await judgeImprovement(house.as(lead), made.id);
      verdicts.push(report.verdict);
      expect(report.weeksBefore).toBe(12);
      expect(report.after.n).toBe(made.plan.weeks * 40);
      expect(await lastEvent(made.id)).toMatchObject({
        type: 'improvement.verdict-reached',
        data: { verdict: report.verdict },
      });
      const closed = await closeImprovement(house.as(lead), made.id, { words: 'It held.' });
      expect(closed).toMatchObject({ state: 'closed', verdict: report.verdict });
      const page = await readImprovement(house.as(lead), made.id);
      expect(page.chart.phases).toHaveLength(2);
      expect(page.chart.phases[1]!.cause).toBe('Padded crates');
      expect(page.chart.points).toHaveLength(24 + 24);
    }
    expect(verdicts).toEqual(['better', 'no-detectable-change']);
  });

  test('the plan stands from the start on, in the verb and in the database', async () => {
    rise(0);
    const touchpointId = await makeTouchpoint('Booking');
    const made = await registerImprovement(house.as(lead), { title: 'One named day', ...plan(touchpointId) });
    const changed = await changeImprovement(house.as(lead), made.id, {
      plan: { ...plan(touchpointId), expectedEffect: 0.1 },
    });
    expect(changed.plan).toMatchObject({ expectedEffect: 0.1, weeks: 12 });
    expect(changed.power.state).toBe('no-baseline');
    await expect(startImprovement(house.as(lead), made.id, { on: '2026-01-01' })).rejects.toMatchObject({
      code: 'start-before-plan',
    });
    await startImprovement(house.as(lead), made.id, {});
    await expect(
      changeImprovement(house.as(lead), made.id, { plan: { ...plan(touchpointId), expectedEffect: 0.01 } }),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'plan-fixed' });
    for (const change of [
      { expected_effect: 0.01 },
      { hypothesis: 'else' },
      { weeks: 5 },
      { started_on: '2026-02-01' },
    ])
      await expect(
        house.db.updateTable('improvements').set(change).where('id', '=', made.id).execute(),
      ).rejects.toThrow('the plan of a started improvement stands');
    await expect(
      house.db
        .updateTable('improvements')
        .set({ state: 'closed', closed_at: start })
        .where('id', '=', made.id)
        .execute(),
    ).rejects.toThrow('check constraint');
    expect(await changeImprovement(house.as(lead), made.id, { budget: 7500 })).toMatchObject({ budget: 7500 });
    const spent = await spendOnImprovement(house.as(lead), made.id, { amount: 6240.1, what: '312 crates' });
    expect(spent.spent).toBe(6240.1);
    expect(await abandonImprovement(house.as(lead), made.id, { because: 'The maker closed' })).toMatchObject({
      state: 'abandoned',
      closingWords: 'The maker closed',
    });
  });

  test('every night running changes are judged, and the register is in order of worth', async () => {
    rise(0);
    const touchpointId = await makeTouchpoint('Door');
    const customer = await plantMoments(touchpointId, start, 0.3, 0.1, 5);
    await sql`insert into purchases (id, customer_id, at, amount, currency)
      values (${newId()}, ${customer}, '2025-12-01', 50000, 'EUR')`.execute(house.db);
    const made = await registerImprovement(house.as(lead), { title: 'Ring ahead', ...plan(touchpointId), weeks: 6 });
    expect(made.ranking.valueAtStake).toBe(50_000);
    expect(made.ranking.worth).toBeGreaterThan(5000);
    await startImprovement(house.as(lead), made.id, {});
    rise(7);
    await improvementNight.work(house.system(), {});
    await improvementNight.work(house.system(), {});
    const list = await listImprovements(house.as(lead), {});
    expect(list.items[0]).toMatchObject({ id: made.id, verdict: 'better' });
    const worths = list.items.map((item) => item.ranking.worth ?? 0);
    expect(worths).toEqual(worths.toSorted((one, two) => two - one));
    const events = await house.db
      .selectFrom('events')
      .select('id')
      .where('subject_id', '=', made.id)
      .where('type', '=', 'improvement.verdict-reached')
      .execute();
    expect(events).toHaveLength(1);
    const first = await listImprovements(house.as(lead), { limit: 1 });
    const second = await listImprovements(house.as(lead), { limit: 1, cursor: first.next ?? '' });
    expect(second.items[0]!.id).toBe(list.items[1]!.id);
  });
});

describe('problems', () => {
  test('count the customers of linked cases and lost moments once, and what they bought', async () => {
    rise(0);
    const touchpointId = await makeTouchpoint('Van');
    const [one, two] = [await makeCustomer('Imogen'), await makeCustomer('Piet')];
    const [open, hidden, team] = [newId(), newId(), newId()];
    await sql`insert into teams (id, name, private, created_at) values (${team}, 'Legal', true, ${start})`.execute(
      house.db,
    );
    await sql`insert into cases (id, subject, customer_id, channel, created_at, updated_at, team_id)
      values (${open}, 'Broken', ${one}, 'mail', ${start}, ${start}, null), (${hidden}, 'Suit', ${two}, 'mail', ${start}, ${start}, ${team})`.execute(
      house.db,
    );
    for (const customer of [one, two])
      await sql`insert into moments (id, contact, at, customer_id, touchpoint_id, channel, outcome, evidence, strength, changed_at)
        values (${newId()}, ${newId()}, ${new Date(start.getTime() - week)}, ${customer}, ${touchpointId}, 'mail', 'lost', 'answer', 3, ${start})`.execute(
        house.db,
      );
    await sql`insert into purchases (id, customer_id, at, amount, currency) values (${newId()}, ${one}, '2025-11-01', 900.5, 'EUR')`.execute(
      house.db,
    );
    const problem = await openProblem(house.as(lead), { title: 'Stone breaks', touchpointId, caseIds: [open] });
    expect(problem.affected).toMatchObject({ customers: 2, moments: 2, cases: 1, value: 900.5 });
    expect(await lastEvent(problem.id)).toMatchObject({ type: 'improvement.problem-opened' });
    await expect(linkCase(house.as(lead), problem.id, hidden)).rejects.toMatchObject({ kind: 'not_found' });
    const owner = await house.staff('owner');
    await linkCase(house.as(owner), problem.id, hidden);
    expect((await listProblemCases(house.as(owner), problem.id, {})).items).toHaveLength(2);
    expect((await listProblemCases(house.as(lead), problem.id, {})).items.map((item) => item.id)).toEqual([open]);
    await unlinkCase(house.as(lead), problem.id, open);
    await expect(unlinkCase(house.as(lead), problem.id, open)).rejects.toMatchObject({ code: 'case-not-linked' });
    await expect(changeProblem(house.as(lead), problem.id, { state: 'known-error' })).rejects.toMatchObject({
      code: 'known-error-incomplete',
    });
    expect(
      await changeProblem(house.as(lead), problem.id, { state: 'known-error', cause: 'Frost', workaround: 'Blankets' }),
    ).toMatchObject({ state: 'known-error' });
    // whoever serves such a case reads what helps, and nobody hears of a case that he may not see
    await linkCase(house.as(lead), problem.id, open);
    const agent = house.as(await house.staff('agent'));
    expect((await listProblems(agent, { caseId: open })).items).toMatchObject([
      { id: problem.id, state: 'known-error', workaround: 'Blankets' },
    ]);
    await expect(listProblems(agent, { caseId: hidden })).rejects.toMatchObject({ code: 'case-not-found' });
    expect(await changeProblem(house.as(lead), problem.id, { state: 'solved', solution: 'Crates' })).toMatchObject({
      state: 'solved',
      solvedAt: expect.any(String),
    });
  });
});
