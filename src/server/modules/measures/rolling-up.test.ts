import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seededRandom } from '../../../domain/measures/random.ts';
import { transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { replay } from '../../store/draining.ts';
import { registerSubscriptions, takeBatch } from '../../store/subscriptions.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { rollUpsFromEvents } from './rolling-up.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
});
afterAll(() => house.close());
beforeEach(async () => {
  await sql`truncate events, subscriptions restart identity cascade`.execute(house.db);
  await sql`truncate moment_days, moment_totals, duration_totals, promise_days, answer_days, word_days, case_days, case_durations, case_marks, promise_marks, moment_marks, answer_marks, measured_to`.execute(
    house.db,
  );
  house.setClock(new Date('2026-03-31T09:00:00Z'));
});

const happen = (type: string, data: Record<string, unknown>) =>
  transact(house.system(), (ctx) => record(ctx, type, null, data));
const settle = () => house.settle([rollUpsFromEvents]);
const all = async (table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)} as t order by t::text`.execute(house.db)).rows;

test('a case closed by a slip that was taken back at once counts as closed on no day, and not as opened again', async () => {
  const caseId = newId();
  await happen('cases.opened', { caseId, teamId: null, channel: 'mail', assigneeId: null });
  await happen('cases.closed', { caseId });
  const closedAt = house.now().toISOString();
  house.setClock(new Date('2026-03-31T22:05:00Z'));
  await happen('cases.reopened', { caseId, by: 'staff', because: '', slip: true, closedAt });
  await settle();
  expect(await all('case_days')).toEqual([
    expect.objectContaining({ day: '2026-03-31', opened: 1, closed: 0, reopened: 0 }),
  ]);
  expect(await all('case_durations')).toEqual([expect.objectContaining({ step: -1, n: 1 })]);
});

test('a moment counts on its own day in the company zone, and stronger evidence moves it', async () => {
  const moment = { momentId: newId(), touchpointId: newId(), channel: 'mail', momentAt: '2026-03-30T22:30:00Z' };
  await happen('moments.recorded', { ...moment, outcome: 'neutral', before: null });
  await settle();
  expect(await all('moment_days')).toEqual([
    expect.objectContaining({ day: '2026-03-31', won: 0, neutral: 1, lost: 0, channel: 'mail' }),
  ]);
  await happen('moments.recorded', { ...moment, outcome: 'lost', before: 'neutral' });
  const elsewhere = newId();
  await happen('moments.recorded', { ...moment, touchpointId: elsewhere, outcome: 'lost', before: 'lost' });
  await settle();
  expect(await all('moment_days')).toEqual([
    expect.objectContaining({ touchpoint_id: elsewhere, won: 0, neutral: 0, lost: 1 }),
  ]);
});

test('a case counts where it arrives, closes and opens again; its time to resolve follows its team', async () => {
  const [caseId, first, second] = [newId(), newId(), newId()];
  await happen('cases.opened', { caseId, teamId: first, channel: 'mail', assigneeId: null });
  house.setClock(90 * 60_000);
  await happen('cases.changed', { caseId, before: { teamId: first }, after: { teamId: second, assigneeId: newId() } });
  await happen('cases.closed', { caseId });
  await settle();
  const closed = { opened_day: '2026-03-31', team_id: second, channel: 'mail', step: 6, n: 1 };
  expect(await all('case_durations')).toEqual([closed]);
  await happen('cases.reopened', { caseId, by: 'customer' });
  await happen('cases.verdict-given', { caseId, verdict: 'silent' });
  await happen('cases.verdict-given', { caseId, verdict: 'refuted' });
  await settle();
  expect(await all('case_durations')).toEqual([{ ...closed, step: -1 }]);
  expect(await all('case_days')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ team_id: first, opened: 1, closed: 0 }),
      expect.objectContaining({ team_id: second, closed: 1, reopened: 1, silent: 0, refuted: 1 }),
    ]),
  );
});

test('a promise called broken and later found kept is taken back where it was counted', async () => {
  const promise = { promiseId: newId(), kind: 'policy', clock: 'first-response', caseId: null };
  await happen('promises.made', promise);
  await happen('promises.at-risk', promise);
  await settle();
  expect(await all('promise_marks')).toEqual([expect.objectContaining({ state: 'open', at_risk: true })]);
  await happen('promises.broken', { ...promise, silent: true, endedAt: '2026-03-30T10:00:00Z' });
  await settle();
  await happen('promises.kept', { ...promise, corrects: 'broken', endedAt: '2026-03-29T10:00:00Z' });
  await settle();
  expect(await all('promise_days')).toEqual([
    expect.objectContaining({ day: '2026-03-29', kept: 1, broken: 0 }),
    expect.objectContaining({ day: '2026-03-31', made: 1, kept: 0, broken: 0, broken_silently: 0 }),
  ]);
});

test('an answer said again with more counts as it stands now, and its word means ours when it does', async () => {
  await sql`insert into charters (id, version, word, synonyms, made_at) values (${newId()}, 1, 'Certain', '{sure}', '2026-01-01')`.execute(
    house.db,
  );
  const answer = { answerId: newId(), caseId: null, rating: 5 };
  await happen('voice.answered', answer);
  await happen('voice.answered', { ...answer, rating: 2, likely: 9, easy: 6, solved: true, word: 'surely' });
  await settle();
  expect(await all('answer_days')).toEqual([
    expect.objectContaining({
      answers: 1,
      rated: 1,
      satisfied: 0,
      promoters: 1,
      ease_sum: 6,
      easy: 1,
      solved: 1,
      worded: 1,
      our_word: 1,
    }),
  ]);
  expect(await all('word_days')).toEqual([expect.objectContaining({ example: 'surely', ours: true, n: 1 })]);
});

test('under concurrent writers and two readers nothing is counted twice, and a replay gives the same state', async () => {
  await registerSubscriptions(house.system(), [rollUpsFromEvents]);
  const teams = [newId(), newId(), null];
  const touchpoints = [newId(), newId()];
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    const random = seededRandom(writer);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    for (let turn = 0; turn < 12; turn += 1) {
      const caseId = newId();
      const promise = { promiseId: newId(), caseId, kind: 'policy', clock: 'resolution' };
      const moment = { momentId: newId(), caseId, channel: 'mail', momentAt: '2026-03-20T10:00:00Z' };
      const outcome = () => pick(['won', 'neutral', 'lost']);
      for (const [type, data] of [
        ['cases.opened', { caseId, teamId: pick(teams), channel: 'mail' }],
        ['promises.made', promise],
        ['moments.recorded', { ...moment, touchpointId: pick(touchpoints), outcome: outcome() }],
        ['cases.changed', { caseId, before: {}, after: { teamId: pick(teams) } }],
        [pick(['promises.kept', 'promises.broken']), promise],
        ['cases.closed', { caseId }],
        [pick(['cases.reopened', 'cases.merged', 'cases.verdict-given']), { caseId, verdict: 'confirmed' }],
        ['moments.recorded', { ...moment, touchpointId: pick(touchpoints), outcome: outcome() }],
        ['voice.answered', { answerId: newId(), caseId, rating: 4, word: pick(['fast', 'certain', 'slow']) }],
      ] as const)
        await happen(type, data);
    }
  });
  let writing = true;
  const readers = [0, 1].map(async () => {
    while (writing) {
      await takeBatch(house.system(), rollUpsFromEvents);
      await new Promise((done) => setTimeout(done, 2));
    }
  });
  await Promise.all(writers);
  writing = false;
  await Promise.all(readers);
  await settle();
  const tables = [
    'moment_days',
    'moment_totals',
    'duration_totals',
    'promise_days',
    'answer_days',
    'case_days',
    'case_durations',
    'case_marks',
  ];
  const live = await Promise.all(tables.map(all));
  expect(
    live[0]!.reduce((sum, row) => sum + Number(row['won']) + Number(row['neutral']) + Number(row['lost']), 0),
  ).toBe(72);
  expect(live[3]!.reduce((sum, row) => sum + Number(row['kept']) + Number(row['broken']), 0)).toBe(72);
  await replay(house.system(), rollUpsFromEvents);
  await settle();
  expect(await Promise.all(tables.map(all))).toEqual(live);
});
