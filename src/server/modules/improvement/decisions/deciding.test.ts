import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { changeDecision, decide, draftDecision, sayOpinion } from './deciding.ts';
import { improvementNight } from '../nightly.ts';
import { scoreDecision } from '../scoring.ts';
import { readSeat } from './seat.ts';
import { listDecisions, readDecision } from './showing-decisions.ts';

const start = new Date('2026-03-31T09:00:00Z');
const day = 86_400_000;
let house: TestHouse;
let manager: Extract<Actor, { kind: 'staff' }>;
let touchpoint: string;

beforeAll(async () => {
  house = await openTestHouse(start);
  manager = await house.staff('manager');
  touchpoint = newId();
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
  await sql`insert into touchpoints (id, name, channel, created_at) values (${touchpoint}, 'Delivery to the door', 'mail', ${start})`.execute(
    house.db,
  );
  const quotes = [
    ['A window means I take a whole day off work.', 'lost'],
    ['I lost a day of work waiting for your window.', 'lost'],
    ['The box was scratched.', 'lost'],
    ['The window suited my work.', 'won'],
  ] as const;
  for (const [index, [quote, outcome]] of quotes.entries()) await plant(outcome, index + 1, quote);
});
afterAll(() => house.close());

async function plant(outcome: string, daysAgo: number, quote: string | null = null, privately = false) {
  const [customer, caseId, team] = [newId(), newId(), newId()];
  const at = new Date(start.getTime() - daysAgo * day);
  await sql`insert into customers (id, name, first_seen_at, created_at) values (${customer}, 'Imogen', ${at}, ${at})`.execute(
    house.db,
  );
  if (privately)
    await sql`insert into teams (id, name, private, created_at) values (${team}, ${team}, true, ${at})`.execute(
      house.db,
    );
  await sql`insert into cases (id, subject, customer_id, channel, created_at, updated_at, team_id)
    values (${caseId}, 'x', ${customer}, 'mail', ${at}, ${at}, ${privately ? team : null})`.execute(house.db);
  await sql`insert into moments (id, contact, at, customer_id, touchpoint_id, case_id, channel, outcome, evidence, strength, quote, changed_at)
    values (${newId()}, ${newId()}, ${at}, ${customer}, ${touchpoint}, ${caseId}, 'mail', ${outcome}, 'answer', 3, ${quote}, ${at})`.execute(
    house.db,
  );
}

test('the seat holds who is affected, the strongest objection as it was said, and those who disagree; private words stay private', async () => {
  await plant('lost', 5, 'Your lawyers write me letters about the window and my work.', true);
  const { seat } = await readSeat(house.as(manager), { touchpointId: touchpoint });
  expect(seat).toMatchObject({ affected: 4, lost: { k: 4, n: 5 }, value: null, openPromises: 0 });
  expect(seat.objection).toMatchObject({ quote: 'A window means I take a whole day off work.', saidBy: 2, of: 3 });
  expect(seat.voices.map((voice) => voice.feeling)).toContain('won');
  expect(JSON.stringify(seat)).not.toContain('lawyers');
  const cited = await house.db
    .selectFrom('moments')
    .select('quote')
    .where('id', '=', seat.objection!.sourceId)
    .executeTakeFirst();
  expect(cited?.quote).toBe(seat.objection!.quote);
});

test('nobody decides over an unheard seat, without a choice, or while a decider is reading; 90 days later it is scored', async () => {
  const drafted = await draftDecision(house.as(manager), {
    question: 'One named day, or two-hour windows?',
    touchpointId: touchpoint,
    restsOn: { title: 'Delivery to the door, March', link: '/measure/touchpoints' },
    options: [
      { title: 'One day, ring ahead', points: [{ label: 'Cost a year', text: '£14,000' }] },
      { title: 'Two-hour window', points: [] },
    ],
    expectation: { metric: 'moments-lost', expectedEffect: 0.1 },
    deciderIds: [manager.id],
  });
  expect(drafted.missing).toEqual(['seat-answer', 'choice', 'opinions']);
  await expect(decide(house.as(manager), drafted.id)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'not-ready',
    detail: { missing: ['seat-answer', 'choice', 'opinions'] },
  });
  await changeDecision(house.as(manager), drafted.id, { chosen: 0 });
  await sayOpinion(house.as(manager), drafted.id, 'agrees');
  await expect(decide(house.as(manager), drafted.id)).rejects.toMatchObject({ code: 'not-ready' });
  await expect(
    sql`update decisions set state = 'decided', decided_at = now(), review_on = '2026-06-29', seat = '{}' where id = ${drafted.id}`.execute(
      house.db,
    ),
  ).rejects.toThrow('check constraint');
  await expect(sayOpinion(house.as(await house.staff('lead')), drafted.id, 'agrees')).rejects.toMatchObject({
    code: 'not-a-decider',
  });
  await changeDecision(house.as(manager), drafted.id, { seatAnswer: 'You name the day, Imogen; we keep it.' });
  const decided = await decide(house.as(manager), drafted.id);
  expect(decided).toMatchObject({ state: 'decided', reviewOn: '2026-06-29', missing: [] });
  const event = await house.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'improvement.decided')
    .executeTakeFirstOrThrow();
  expect(event.data).toMatchObject({ decisionId: drafted.id, restsOn: '/measure/touchpoints', chosen: 0 });
  await expect(changeDecision(house.as(manager), drafted.id, { chosen: 1 })).rejects.toMatchObject({
    code: 'not-a-draft',
  });
  await expect(scoreDecision(house.as(manager), drafted.id, { outcome: 'held', words: 'Fine' })).rejects.toMatchObject({
    code: 'too-early-to-score',
  });
  expect((await listDecisions(house.as(manager), { link: '/measure/touchpoints' })).items).toHaveLength(1);

  for (let turn = 0; turn < 60; turn += 1) {
    await plant(turn < 30 ? 'lost' : 'won', 10 + turn);
    await plant('won', -(10 + turn));
  }
  house.setClock(new Date(start.getTime() + 91 * day));
  await improvementNight.work(house.system(), {});
  const scored = await readDecision(house.as(manager), drafted.id);
  expect(scored).toMatchObject({ state: 'scored', score: { outcome: 'held', by: null, after: { k: 0, n: 60 } } });
  const told = await scoreDecision(house.as(manager), drafted.id, { outcome: 'held', words: 'The calls stopped.' });
  expect(told.score).toMatchObject({ words: 'The calls stopped.', by: { id: manager.id } });
  expect((await readSeat(house.as(manager), {})).record).toMatchObject({ k: 1, n: 1 });
});
