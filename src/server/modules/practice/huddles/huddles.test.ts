import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { addCase, addCustomer } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { adoptCharter } from '../../charter/index.ts';
import { claimWin } from '../wins/claiming.ts';
import { huddleRhythm, listHuddles, nextHuddle, setHuddleTime } from './huddle-rhythm.ts';
import { actInHuddle, changeHuddle, changeHuddleAction, noteInHuddle, readHuddle, startHuddle } from './huddles.ts';
import { practiceSeeds } from '../subscriptions.ts';
import { today } from '../today.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let ines: Staff;
let tom: Staff;
const team = newId();
const legal = newId();

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-30T07:20:00Z'));
  const at = house.now();
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Oak', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
  await sql`insert into events (at, actor_kind, type, data) values (now(), 'system', 'people.company-set-up', '{"language":"en"}')`.execute(
    house.db,
  );
  await house.settle([practiceSeeds]);
  const office = [{ from: '09:00', to: '17:00' }];
  await house.db
    .insertInto('calendars')
    .values({
      id: newId(),
      name: 'Office',
      zone: 'Europe/Berlin',
      week: JSON.stringify({ 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] }),
      exceptions: JSON.stringify([{ date: '2026-04-03', name: 'Good Friday', intervals: [] }]),
      is_default: true,
      changed_at: at,
    })
    .execute();
  await house.db
    .insertInto('teams')
    .values([
      { id: team, name: 'Homeowners', created_at: at },
      { id: legal, name: 'Legal', private: true, created_at: at },
    ])
    .execute();
  const join = async (name: string): Promise<Staff> => {
    const person = await house.staff('agent', name);
    await house.db.updateTable('users').set({ time_zone: 'Europe/Berlin' }).where('id', '=', person.id).execute();
    await house.db.insertInto('team_members').values({ team_id: team, user_id: person.id }).execute();
    return { ...person, teamIds: [team] };
  };
  ines = await join('Ines');
  tom = await join('Tom');
  await adoptCharter(house.as(await house.staff('manager')), { word: 'Certain', motto: 'Right piece, right day.' });
});
afterAll(() => house.close());

/** A customer who was let down yesterday and is owed something today, in a case of `teamId`. */
async function letDown(name: string, teamId: string, quote: string) {
  const touchpointId = newId();
  const at = house.now();
  const yesterday = new Date(at.getTime() - 20 * 3_600_000);
  const customerId = await addCustomer(house, { name });
  const caseId = await addCase(house, customerId, { subject: `Case of ${name}`, team_id: teamId });
  await house.db
    .insertInto('touchpoints')
    .values({ id: touchpointId, name: 'Delivery', channel: 'visit', created_at: at })
    .execute();
  await house.db
    .insertInto('moments')
    .values({
      id: newId(),
      contact: `case:${caseId}`,
      at: yesterday,
      customer_id: customerId,
      touchpoint_id: touchpointId,
      case_id: caseId,
      channel: 'mail',
      outcome: 'lost',
      evidence: 'answer',
      strength: 5,
      quote,
      changed_at: at,
    })
    .execute();
  const promise = { kind: 'personal', case_id: caseId, customer_id: customerId, made_at: yesterday };
  await house.db
    .insertInto('promises')
    .values([
      {
        id: newId(),
        ...promise,
        what: `Call ${name}`,
        due_at: new Date(at.getTime() + 3_600_000),
        at_risk: true,
        next_at: new Date(at.getTime() + 3_600_000),
      },
      {
        id: newId(),
        ...promise,
        what: `Deliver to ${name}`,
        state: 'broken',
        ended_at: yesterday,
        end_reason: 'silent',
        due_at: yesterday,
      },
    ])
    .execute();
  return { customerId, caseId };
}

test('a huddle writes its own agenda, runs on every screen, and is over once', async () => {
  const hanne = await letDown('Hanne de Wit', team, 'Nobody rang. I would rather have heard a no at one o’clock.');
  await letDown('Secret', legal, 'This stays in the legal team, whoever is looking.');
  await claimWin(house.as(ines), { customerId: hanne.customerId, what: 'She took the second slot' });
  expect(await nextHuddle(house.as(tom))).toMatchObject({
    team: { name: 'Homeowners' },
    day: '2026-03-30',
    time: '09:15',
    runningId: null,
  });

  const huddle = await startHuddle(house.as(ines), team);
  const { agenda } = huddle;
  expect(agenda.cards.reduce((sum, card) => sum + card.minutes, 0)).toBe(10);
  expect(agenda.charter).toMatchObject({ word: 'Certain', motto: 'Right piece, right day.' });
  expect(agenda.wins).toMatchObject([{ what: 'She took the second slot', by: { name: 'Ines' }, evidenced: false }]);
  expect(agenda.misses.map((miss) => [miss.kind, miss.customer.name]).toSorted()).toEqual([
    ['broken-promise', 'Hanne de Wit'],
    ['lost-moment', 'Hanne de Wit'],
  ]);
  expect(agenda.words).toMatchObject({ customer: { name: 'Hanne de Wit' }, outcome: 'lost', lastMoments: ['lost'] });
  expect(agenda.behaviours.map((each) => each.kind)).toEqual(['do', 'do', 'stop']);
  expect(agenda.promises).toMatchObject({
    dueToday: 1,
    atRisk: 1,
    items: [{ what: 'Call Hanne de Wit', atRisk: true }],
  });
  expect(JSON.stringify(agenda)).not.toContain('legal team');

  const second = await startHuddle(house.as(tom), team);
  expect(second.id).toBe(huddle.id);
  expect(second.attendance.filter((each) => each.here).map((each) => each.person.name)).toEqual(['Ines', 'Tom']);
  expect((await nextHuddle(house.as(tom))).runningId).toBe(huddle.id);
  expect(Date.parse(huddle.endsAt) - Date.parse(huddle.startedAt)).toBe(600_000);

  await changeHuddle(house.as(ines), huddle.id, { card: 3 });
  expect((await readHuddle(house.as(tom), huddle.id)).card).toBe(3);
  await expect(changeHuddle(house.as(ines), huddle.id, { card: 7 })).rejects.toMatchObject({ code: 'no-such-card' });
  await noteInHuddle(house.as(tom), huddle.id, { words: 'Ring before noon', card: 'words' });
  const withAction = await actInHuddle(house.as(tom), huddle.id, {
    what: 'Call list for noon',
    ownerId: ines.id,
    dueOn: '2026-03-31',
  });
  await changeHuddle(house.as(ines), huddle.id, { away: [tom.id] });

  house.setClock(9 * 60_000 + 30_000);
  const over = await changeHuddle(house.as(ines), huddle.id, { finished: true });
  expect(over).toMatchObject({
    seconds: 570,
    here: 1,
    notes: [{ words: 'Ring before noon', card: 'words', by: { name: 'Tom' } }],
  });
  await expect(changeHuddle(house.as(ines), huddle.id, { card: 1 })).rejects.toMatchObject({ code: 'huddle-finished' });
  const events = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', huddle.id)
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.type.replace('practice.huddle-', ''))).toEqual([
    'started',
    'moved',
    'noted',
    'action-taken',
    'attended',
    'finished',
  ]);
  // what was taken on comes back tomorrow until it is done
  house.setClock(new Date('2026-03-31T07:20:00Z'));
  const tomorrow = await startHuddle(house.as(tom), team);
  expect(tomorrow.agenda.openActions).toMatchObject([{ what: 'Call list for noon', owner: { name: 'Ines' } }]);
  expect(tomorrow.agenda.behaviours.map((each) => each.id)).not.toContain(agenda.behaviours[0]!.id);
  expect((await changeHuddleAction(house.as(ines), withAction.actions[0]!.id, true)).doneAt).not.toBeNull();
});

test('two who start at the same moment are in the same huddle', async () => {
  house.setClock(new Date('2026-04-01T07:20:00Z'));
  const started = await Promise.all([ines, tom, ines, tom].map((who) => startHuddle(house.as(who), team)));
  expect(new Set(started.map((huddle) => huddle.id)).size).toBe(1);
});

test('history shows length and the working days that were missed', async () => {
  house.setClock(new Date('2026-04-07T05:00:00Z'));
  expect((await listHuddles(house.as(tom), { teamId: team })).items.map((each) => [each.day, each.seconds])).toEqual([
    ['2026-04-01', null],
    ['2026-03-31', null],
    ['2026-03-30', 570],
  ]);
  // Good Friday and the weekend are nobody's miss
  expect(await huddleRhythm(house.as(tom), { teamId: team })).toMatchObject({
    held: 3,
    missed: ['2026-04-02', '2026-04-06'],
    medianSeconds: 570,
  });
});

test('the next huddle follows the team’s time, zone and working days', async () => {
  await setHuddleTime(house.as(ines), { teamId: team, time: '08:45' });
  house.setClock(new Date('2026-04-03T06:00:00Z'));
  expect(await nextHuddle(house.as(ines))).toMatchObject({
    day: '2026-04-06',
    time: '08:45',
    at: '2026-04-06T06:45:00.000Z',
  });
});

test('the huddle of a private team does not exist for strangers', async () => {
  const insider = { ...(await house.staff('agent', 'Priya')), teamIds: [legal] };
  const huddle = await startHuddle(house.as(insider), legal);
  await expect(readHuddle(house.as(tom), huddle.id)).rejects.toMatchObject({ code: 'huddle-not-found' });
  await expect(startHuddle(house.as(tom), legal)).rejects.toMatchObject({ code: 'team-not-found' });
  expect((await listHuddles(house.as(tom), {})).items.map((each) => each.id)).not.toContain(huddle.id);
});

test('Today has my three, our wins, a customer’s words and the next huddle', async () => {
  house.setClock(new Date('2026-03-31T08:00:00Z'));
  const answer = await today(house.as(tom));
  expect(answer).toMatchObject({
    day: '2026-03-31',
    charter: { word: 'Certain' },
    wins: { today: 0, yesterday: 1, items: [{ what: 'She took the second slot' }] },
    words: { customer: { name: 'Hanne de Wit' } },
    nextHuddle: { day: '2026-03-31' },
  });
  expect(answer.practice.proposed).toHaveLength(3);
  expect(JSON.stringify(answer)).not.toContain('legal team');
});
