import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Context } from '../../../context.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { newId } from '../../../store/identity.ts';
import { endAbsence, planAbsence, turnAbsences } from '../../people/index.ts';
import { createTeam, createCalendar } from '../../people/index.ts';
import { changeCase } from '../changing.ts';
import { pullNextCase, readNextCase } from './next-for-me.ts';
import { openCase } from '../opening.ts';
import { routeCase, routeNewCases, routeWaiting } from './routing.ts';
import {
  changeDeskSettings,
  changePersonRouting,
  changeTeamRouting,
  listRoutingQueue,
  readDeskSettings,
  setImpact,
} from './routing-settings.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let boss: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner', 'Olga');
  const day = [{ from: '00:00', to: '24:00' }];
  const week = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day };
  await createCalendar(house.as(boss), { name: 'Always', zone: 'UTC', week, isDefault: true } as never);
});
afterAll(() => house.close());

const opened = async (input: Partial<Parameters<typeof openCase>[1]> = {}) =>
  (
    await openCase(house.as(boss), {
      customer: { name: `C ${newId().slice(-6)}` },
      subject: 'Help',
      text: 'Please help.',
      ...input,
    })
  ).caseId;
const row = (id: string) =>
  house.db
    .selectFrom('cases')
    .select(['assignee_id', 'state', 'priority', 'team_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const events = (id: string, type: string) =>
  house.db
    .selectFrom('events')
    .select(['data', 'actor_kind'])
    .where('subject_id', '=', id)
    .where('type', '=', type)
    .execute();
async function team(method: 'manual' | 'round-robin' | 'least-load', people: Staff[], mostLoad: number | null = null) {
  const made = await createTeam(house.as(boss), {
    name: `Team ${newId().slice(-8)}`,
    memberIds: people.map((one) => one.id),
  });
  await changeTeamRouting(house.as(boss), made.id, { method, mostLoad, inHoursOnly: true });
  return made.id;
}
const run = async () => {
  await house.settle([routeNewCases]);
  house.setClock(61_000);
  return routeWaiting(house.system());
};

describe('routing', () => {
  it('goes round the team, says why in the history, and gives a case once', async () => {
    const people = [
      await house.staff('agent', 'Ana'),
      await house.staff('agent', 'Ben'),
      await house.staff('agent', 'Cem'),
    ];
    const teamId = await team('round-robin', people);
    const ids = [];
    for (let at = 0; at < 6; at++) ids.push(await opened({ teamId }));
    await run();
    const given = new Map<string | null, number>();
    for (const id of ids) given.set((await row(id)).assignee_id, (given.get((await row(id)).assignee_id) ?? 0) + 1);
    expect([...given.values()]).toEqual([2, 2, 2]);
    const [told] = await events(ids[0]!, 'cases.routed');
    expect(told!.data).toMatchObject({ method: 'round-robin', because: expect.stringContaining('turn') });
    expect(await run()).toBe(0);
  });

  it('gives to whoever carries least, never above the limit; the rest waits with the reason and is given when somebody is free', async () => {
    const [ana, ben] = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const teamId = await team('least-load', [ana!, ben!], 2);
    const ids = [];
    for (let at = 0; at < 5; at++) ids.push(await opened({ teamId }));
    await run();
    const left: string[] = [];
    for (const id of ids) if ((await row(id)).assignee_id === null) left.push(id);
    expect(left).toHaveLength(1);
    const queue = await listRoutingQueue(house.as(boss), {});
    expect(queue.items.find((one) => one.case.id === left[0])!.reason).toMatch(/carries as much/);
    expect(await events(left[0]!, 'cases.nobody-free')).toHaveLength(1);
    await run();
    expect(await events(left[0]!, 'cases.nobody-free')).toHaveLength(1);
    const given = ids.find((id) => id !== left[0])!;
    await changeCase(house.as(boss), given, { priority: 'low' });
    await changeCase(
      house.as(boss),
      ids.find((id) => id !== left[0] && id !== given)!,
      { priority: 'low' },
    );
    await changeCase(house.as(boss), given, { assigneeId: boss.id });
    await run();
    expect((await row(left[0]!)).assignee_id).not.toBeNull();
  });

  it('asks for the skill only where somebody is named for it, and passes over who is away', async () => {
    const [ana, ben] = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const teamId = await team('least-load', [ana!, ben!]);
    await changePersonRouting(house.as(boss), ben!.id, { skills: ['tag:billing'], mostLoad: null, takesCases: true });
    const billing = await opened({ teamId, tags: ['billing'] });
    await run();
    expect((await row(billing)).assignee_id).toBe(ben!.id);
    const away = await planAbsence(house.as(ben!), { handOver: false });
    const second = await opened({ teamId, tags: ['billing'] });
    const other = await opened({ teamId, tags: ['other'] });
    await run();
    expect((await row(second)).assignee_id).toBeNull();
    expect((await row(other)).assignee_id).toBe(ana!.id);
    await endAbsence(house.as(ben!), away.id);
    await run();
    expect((await row(second)).assignee_id).toBe(ben!.id);
  });

  it('two nodes looking at once give every case exactly once', async () => {
    const people = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const teamId = await team('round-robin', people, 5);
    const ids = [];
    for (let at = 0; at < 12; at++) ids.push(await opened({ teamId }));
    await house.settle([routeNewCases]);
    house.setClock(61_000);
    await Promise.all([
      routeWaiting(house.system()),
      routeWaiting(house.system()),
      routeCase(house.as(boss), ids[11]!),
    ]);
    let given = 0;
    for (const id of ids) {
      const routed = await events(id, 'cases.routed');
      expect(routed.length).toBeLessThanOrEqual(1);
      given += routed.length;
    }
    expect(given).toBe(10);
  });

  it('is refused nonsense', async () => {
    await expect(
      changeTeamRouting(house.as(boss), newId(), { method: 'manual', mostLoad: null, inHoursOnly: true }),
    ).rejects.toMatchObject({ code: 'team-not-found' });
    await expect(
      changePersonRouting(house.as(boss), newId(), { skills: [], mostLoad: null, takesCases: true }),
    ).rejects.toMatchObject({ code: 'user-not-found' });
  });
});

describe('absence', () => {
  it('is planned, begins and ends by the clock, and is one at a time', async () => {
    const ana = await house.staff('agent', 'Ana');
    const at = (ms: number) => new Date(house.now().getTime() + ms).toISOString();
    const planned = await planAbsence(house.as(ana), { from: at(3_600_000), until: at(7_200_000) });
    expect(planned.state).toBe('planned');
    await expect(planAbsence(house.as(ana), {})).rejects.toMatchObject({ code: 'absence-overlaps' });
    await expect(planAbsence(house.as(ana), { userId: boss.id })).rejects.toMatchObject({ code: 'not-your-absence' });
    await expect(planAbsence(house.as(boss), { delegateId: boss.id })).rejects.toMatchObject({ code: 'delegate-self' });
    house.setClock(3_600_000);
    await Promise.all([turnAbsences(house.system()), turnAbsences(house.system())]);
    expect(await events(planned.id, 'people.absence-began')).toHaveLength(1);
    house.setClock(3_600_000);
    await turnAbsences(house.system());
    expect(await events(planned.id, 'people.absence-ended')).toHaveLength(1);
  });
});

describe('the next case', () => {
  it('is the one that must be picked up first; it says why and is taken', async () => {
    const ana = await house.staff('agent', 'Ana');
    const teamId = await team('manual', [ana]);
    const me: Context = house.as({ ...ana, teamIds: [teamId] });
    await house.db.updateTable('cases').set({ state: 'closed' }).execute();
    const calm = await opened({ teamId });
    const urgent = await opened({ teamId, priority: 'urgent' });
    const seen = await readNextCase(me);
    expect([seen.case!.id, seen.reason]).toEqual([urgent, 'urgent']);
    expect((await row(urgent)).assignee_id).toBeNull();
    expect((await pullNextCase(me, {})).case!.id).toBe(urgent);
    expect((await row(urgent)).assignee_id).toBe(ana.id);
    expect((await events(urgent, 'cases.pulled'))[0]!.data).toMatchObject({ assigneeId: ana.id });
    expect((await pullNextCase(me, { skip: [urgent] })).case!.id).toBe(calm);
    const none = await pullNextCase(me, { skip: [urgent, calm] });
    expect([none.case, none.reason]).toEqual([null, 'none']);
  });

  it('is not one whose answer is written and goes out in a moment', async () => {
    const ana = await house.staff('agent');
    await house.db.updateTable('cases').set({ state: 'closed' }).execute();
    const caseId = await opened({ assigneeId: ana.id });
    expect((await readNextCase(house.as(ana))).case?.id).toBe(caseId);
    const reply = { id: newId(), case_id: caseId, user_id: ana.id, kind: 'undo', input: '{}', state: 'waiting' };
    await house.db
      .insertInto('later_replies')
      .values({ ...reply, send_at: house.now(), created_at: house.now() })
      .execute();
    expect((await readNextCase(house.as(ana))).case).toBeNull();
  });

  it('is never the same for two who ask at once', async () => {
    await house.db.updateTable('cases').set({ state: 'closed' }).execute();
    const people = [];
    for (let at = 0; at < 8; at++) people.push(await house.staff('agent'));
    const ids = new Set<string>();
    for (let at = 0; at < 8; at++) ids.add(await opened());
    const pulled = await Promise.all(people.map((one) => pullNextCase(house.as(one), {})));
    expect(new Set(pulled.map((one) => one.case!.id))).toEqual(ids);
  });

  it('leaves a private team alone, and cases that others are named for', async () => {
    await house.db.updateTable('cases').set({ state: 'closed' }).execute();
    const [ana, ben] = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const hidden = await createTeam(house.as(boss), { name: `P ${newId()}`, private: true });
    await opened({ teamId: hidden.id });
    await changePersonRouting(house.as(boss), ben.id, { skills: ['tag:pumps'], mostLoad: null, takesCases: true });
    const pumps = await opened({ tags: ['pumps'] });
    expect((await pullNextCase(house.as(ana), {})).case).toBeNull();
    expect((await pullNextCase(house.as(ben), {})).case!.id).toBe(pumps);
  });

  it('is nothing new for who carries enough, but for a promise at risk', async () => {
    await house.db.updateTable('cases').set({ state: 'closed' }).execute();
    const ana = await house.staff('agent', 'Ana');
    await changePersonRouting(house.as(boss), ana.id, { skills: [], mostLoad: 0.5, takesCases: true });
    const held = await opened({ assigneeId: ana.id });
    const other = await opened();
    expect((await pullNextCase(house.as(ana), { skip: [held] })).reason).toBe('full');
    await house.db.updateTable('cases').set({ promise_at_risk: true }).where('id', '=', other).execute();
    expect((await pullNextCase(house.as(ana), { skip: [held] })).case!.id).toBe(other);
  });
});

describe('impact and urgency', () => {
  it('make the priority by the matrix; a small shop sees a plain desk', async () => {
    const id = await opened();
    await setImpact(house.as(boss), id, { impact: 'many', urgency: 'now' });
    expect((await row(id)).priority).toBe('urgent');
    expect((await readDeskSettings(house.as(boss))).plain).toBe(false);
    expect((await changeDeskSettings(house.as(boss), { simple: 'on', impactUrgency: true })).plain).toBe(true);
  });
});
