import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { listBehaviours } from './behaviours/behaviours.ts';
import { practiceDay } from './day.ts';
import { answerPassedOn, passOn } from './behaviours/passing-on.ts';
import { changePick, pickBehaviour, putBackPick, takeProposed } from './behaviours/picking.ts';
import { listRelays, practiceTotals } from './behaviours/relays.ts';
import { practiceSeeds } from './subscriptions.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let ines: Staff;
let dos: string[];
let stops: string[];

const tuesday = new Date('2026-03-31T09:42:00Z');

beforeAll(async () => {
  house = await openTestHouse();
  await sql`insert into events (at, actor_kind, type, data) values (now(), 'system', 'people.company-set-up', '{"language":"de"}')`.execute(
    house.db,
  );
  await house.settle([practiceSeeds]);
  await house.settle([practiceSeeds]);
  const { items } = await listBehaviours(house.system(), { limit: 200 });
  dos = items.filter((each) => each.kind === 'do').map((each) => each.id);
  stops = items.filter((each) => each.kind === 'stop').map((each) => each.id);
});
beforeEach(async () => {
  house.setClock(tuesday);
  ines = await house.staff('agent', 'Ines');
});
afterAll(() => house.close());

test('a company starts with twelve behaviours to do and six to stop, in its language, tied to standards', async () => {
  const { items } = await listBehaviours(house.as(ines), { limit: 200 });
  expect([dos.length, stops.length]).toEqual([12, 6]);
  expect(items[0]).toMatchObject({
    title: 'Den Tag nennen, nie „bald“.',
    standard: { name: 'Wir sagen wann und halten es' },
  });
});

test('two to do and one to stop, and a third is refused', async () => {
  const ctx = house.as(ines);
  expect((await practiceDay(ctx)).proposed.map((each) => each.kind)).toEqual(['do', 'do', 'stop']);
  await pickBehaviour(ctx, dos[0]!);
  await expect(pickBehaviour(ctx, dos[0]!)).rejects.toMatchObject({ code: 'taken-already' });
  const second = await pickBehaviour(ctx, dos[1]!);
  await expect(pickBehaviour(ctx, dos[2]!)).rejects.toMatchObject({ code: 'two-already', kind: 'conflict' });
  await pickBehaviour(ctx, stops[0]!);
  await expect(pickBehaviour(ctx, stops[1]!)).rejects.toMatchObject({ code: 'one-stop-already' });
  await putBackPick(ctx, second.id);
  await pickBehaviour(ctx, dos[2]!);
  const { picks, proposed } = await practiceDay(ctx);
  expect(picks.map((pick) => pick.behaviour.id)).toEqual([dos[0], dos[2], stops[0]]);
  expect(proposed).toEqual([]);
});

test('twelve requests at once make two to do, and the database itself refuses a third', async () => {
  const answers = await Promise.allSettled(dos.map((id) => pickBehaviour(house.as(ines), id)));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(2);
  const raw = (place: number) =>
    sql`insert into picks (id, user_id, day, kind, place, behaviour_id, picked_at)
      values (${newId()}, ${ines.id}, '2026-03-31', 'do', ${place}, ${dos[11]}, now())`.execute(house.db);
  await expect(raw(3)).rejects.toThrow(/two_to_do_one_to_stop/);
  const { picks } = await practiceDay(house.as(ines));
  if (!picks.some((pick) => pick.behaviour.id === dos[11]))
    await expect(raw(1)).rejects.toThrow(/one_behaviour_per_place/);
});

test('a day is the day of the person’s own zone', async () => {
  house.setClock(new Date('2026-03-31T22:30:00Z'));
  await house.db.updateTable('users').set({ time_zone: 'Europe/Berlin' }).where('id', '=', ines.id).execute();
  const tom = await house.staff('agent', 'Tom');
  expect((await practiceDay(house.as(ines))).day).toBe('2026-04-01');
  expect((await practiceDay(house.as(tom))).day).toBe('2026-03-31');
});

test('nothing repeats until the library is through', async () => {
  const seen: string[] = [];
  for (let day = 0; day < 6; day += 1) {
    const { picks } = await takeProposed(house.as(ines));
    seen.push(...picks.map((pick) => pick.behaviour.id));
    house.setClock(24 * 3_600_000);
  }
  expect(new Set(seen).size).toBe(18);
  expect((await takeProposed(house.as(ines))).picks).toHaveLength(3);
});

test('what is passed on waits for the colleague’s next working day, and the chain is kept as a tree', async () => {
  house.setClock(new Date('2026-04-03T10:00:00Z'));
  const [dele, maja] = [await house.staff('agent', 'Dele'), await house.staff('agent', 'Maja')];
  const pick = await pickBehaviour(house.as(ines), dos[3]!);
  await changePick(house.as(ines), pick.id, { state: 'done', evidence: 'Told Hanne Thursday, three o’clock' });
  const passed = await passOn(house.as(ines), pick.id, { toUserId: dele.id, note: 'Works like a charm' });
  expect(passed.passedOn).toEqual([
    { to: { id: dele.id, name: 'Dele' }, state: 'waiting', forDay: '2026-04-06', done: false },
  ]);
  await expect(passOn(house.as(ines), pick.id, { toUserId: dele.id })).rejects.toMatchObject({
    code: 'passed-already',
  });
  await expect(passOn(house.as(ines), pick.id, { toUserId: ines.id })).rejects.toMatchObject({ code: 'to-oneself' });
  await expect(passOn(house.as(dele), pick.id, { toUserId: maja.id })).rejects.toMatchObject({
    code: 'pick-not-found',
  });
  expect((await practiceDay(house.as(dele))).waiting).toEqual([]);

  house.setClock(new Date('2026-04-06T08:00:00Z'));
  const { waiting, proposed } = await practiceDay(house.as(dele));
  expect(waiting).toMatchObject([{ from: { name: 'Ines' }, note: 'Works like a charm', behaviour: { id: dos[3] } }]);
  expect(proposed.map((each) => each.id)).not.toContain(dos[3]);
  const day = await answerPassedOn(house.as(dele), waiting[0]!.id, true);
  expect(day.picks).toMatchObject([{ passedBy: { name: 'Ines' } }]);
  await passOn(house.as(dele), day.picks[0]!.id, { toUserId: maja.id });
  house.setClock(new Date('2026-04-07T08:00:00Z'));
  const atMaja = (await practiceDay(house.as(maja))).waiting;
  await answerPassedOn(house.as(maja), atMaja[0]!.id, false);
  await expect(answerPassedOn(house.as(maja), atMaja[0]!.id, true)).rejects.toMatchObject({ code: 'answered-already' });

  const [relay] = (await listRelays(house.as(ines), {})).items;
  expect(relay).toMatchObject({ depth: 2, reached: 1, behaviour: { id: dos[3] } });
  expect(relay!.nodes.map((node) => [node.depth, node.from?.name, node.to?.name, node.state])).toEqual([
    [1, 'Ines', 'Dele', 'accepted'],
    [2, undefined, undefined, 'declined'],
  ]);
  expect(relay!.nodes[1]!.parentId).toBe(relay!.nodes[0]!.id);
  const events = await house.db
    .selectFrom('events')
    .select('type')
    .where('type', 'like', 'practice.pass%')
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.type)).toEqual(['practice.pass-on-accepted', 'practice.pass-on-declined']);
});

test('accepting with no place free is refused and goes on waiting', async () => {
  const dele = await house.staff('agent', 'Dele');
  const pick = await pickBehaviour(house.as(ines), dos[4]!);
  await passOn(house.as(ines), pick.id, { toUserId: dele.id });
  house.setClock(new Date('2026-04-01T08:00:00Z'));
  await pickBehaviour(house.as(dele), dos[0]!);
  await pickBehaviour(house.as(dele), dos[1]!);
  const { waiting } = await practiceDay(house.as(dele));
  await expect(answerPassedOn(house.as(dele), waiting[0]!.id, true)).rejects.toMatchObject({ code: 'two-already' });
  expect((await practiceDay(house.as(dele))).waiting).toHaveLength(1);
});

test('another’s pick does not exist, and totals are of a group or hidden', async () => {
  const team = newId();
  await house.db.insertInto('teams').values({ id: team, name: 'Homeowners', created_at: house.now() }).execute();
  const people = [ines, ...(await Promise.all(['a', 'b', 'c'].map((name) => house.staff('agent', name))))];
  for (const person of people)
    await house.db.insertInto('team_members').values({ team_id: team, user_id: person.id }).execute();
  const pick = await pickBehaviour(house.as(ines), dos[5]!);
  await expect(changePick(house.as(people[1]!), pick.id, { state: 'done' })).rejects.toMatchObject({
    code: 'pick-not-found',
  });
  expect(await practiceTotals(house.as(ines), { teamId: team })).toMatchObject({
    people: 4,
    hidden: true,
    picked: null,
  });
  const fifth = await house.staff('agent', 'd');
  await house.db.insertInto('team_members').values({ team_id: team, user_id: fifth.id }).execute();
  await changePick(house.as(ines), pick.id, { state: 'done' });
  expect(await practiceTotals(house.as(ines), { teamId: team })).toMatchObject({
    people: 5,
    hidden: false,
    tookPart: 1,
    picked: 1,
    done: 1,
  });
  expect((await practiceDay(house.as(ines))).streak.practice).toBe(1);
});
