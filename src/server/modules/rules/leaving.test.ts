import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { subscriptions } from '../../subscriptions.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { addTask, changeCase, closeCase, openCase, reopenCase } from '../cases/index.ts';
import { createKey, createTeam } from '../people/index.ts';
import { changeUser } from '../people/staff.ts';
import { makePromise } from '../promises/index.ts';
import { handOverOfLeaver, handOverOfLeaverJob, readLeaving } from './leaving.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let boss: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner', 'Olga');
});
afterAll(() => house.close());

const opened = async (input: Partial<Parameters<typeof openCase>[1]> = {}) =>
  (
    await openCase(house.as(boss), {
      customer: { name: 'Carla', email: `c${newId()}@example.com` },
      subject: 'Broken pump',
      text: 'It leaks.',
      ...input,
    })
  ).caseId;
const assigneeOf = async (id: string) =>
  (await house.db.selectFrom('cases').select('assignee_id').where('id', '=', id).executeTakeFirstOrThrow()).assignee_id;
const keeperOf = async (id: string) =>
  (await house.db.selectFrom('promises').select('keeper_id').where('id', '=', id).executeTakeFirstOrThrow()).keeper_id;
const tasksOf = (userId: string) =>
  house.db.selectFrom('case_tasks').select('what').where('assignee_id', '=', userId).execute();

/** Everybody hears it, and the jobs that this asked for are done. */
async function lived(leaver: Staff, heir: string | null = null) {
  await house.settle(subscriptions);
  await handOverOfLeaverJob.work(house.system(), { userId: leaver.id, toId: heir });
  await house.settle(subscriptions);
}

const promised = (keeper: Staff, caseId: string) =>
  makePromise(house.as(keeper), {
    caseId,
    what: 'We call you back',
    dueAt: new Date(house.now().getTime() + 86_400_000).toISOString(),
  });

describe('whoever leaves', () => {
  test('leaves cases, promises and tasks to whoever takes over, and each case says so', async () => {
    const leaver = await house.staff('agent', 'Lena');
    const heir = await house.staff('agent', 'Hugo');
    const [his, hers] = [await opened({ assigneeId: leaver.id }), await opened({ assigneeId: boss.id })];
    const promise = await promised(leaver, hers);
    const script = await createKey(house.as(boss), { name: 'Script', role: 'agent' });
    await addTask(house.as(boss), hers, { what: 'Measure the pump', assigneeId: leaver.id });
    await house.db.updateTable('api_keys').set({ created_by: leaver.id }).where('id', '=', script.key.id).execute();
    await house.settle(subscriptions);
    expect(await readLeaving(house.as(boss), leaver.id)).toMatchObject({ cases: 1, tasks: 1, keys: 1 });
    expect((await readLeaving(house.as(boss), leaver.id)).promises).toBeGreaterThanOrEqual(1);

    await changeUser(house.as(boss), leaver.id, { active: false, handOverTo: heir.id, revokeKeys: true });
    await lived(leaver, heir.id);

    expect(await assigneeOf(his)).toBe(heir.id);
    expect(await assigneeOf(hers)).toBe(boss.id);
    expect(await keeperOf(promise)).toBe(heir.id);
    expect(await tasksOf(leaver.id)).toEqual([]);
    expect(await tasksOf(heir.id)).toEqual([{ what: 'Measure the pump' }]);
    expect(await readLeaving(house.as(boss), leaver.id)).toEqual({ cases: 0, promises: 0, tasks: 0, keys: 0 });
    const notes = await house.db
      .selectFrom('messages')
      .select('text')
      .where('case_id', '=', his)
      .where('kind', '=', 'note')
      .execute();
    expect(notes.map(({ text }) => text)).toEqual(['Lena has left; Hugo takes over.']);
    const [event] = await house.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'people.user-left')
      .where('subject_id', '=', leaver.id)
      .execute();
    expect(event!.data).toMatchObject({ handOverTo: heir.id });
  });

  test('without a name leaves nothing lying: the cases look for somebody', async () => {
    const leaver = await house.staff('agent', 'Leo');
    const his = await opened({ assigneeId: leaver.id });
    await changeUser(house.as(boss), leaver.id, { active: false });
    await lived(leaver);
    expect(await assigneeOf(his)).toBeNull();
  });

  test('leaves nothing of a private team to somebody outside it', async () => {
    const leaver = await house.staff('agent', 'Pia');
    const outside = await house.staff('agent', 'Otto');
    const team = await createTeam(house.as(boss), { name: 'Board', private: true, memberIds: [leaver.id] });
    const his = await opened({ teamId: team.id, assigneeId: leaver.id });
    const promise = await promised({ ...leaver, teamIds: [team.id] }, his);
    await changeUser(house.as(boss), leaver.id, { active: false, handOverTo: outside.id });
    await lived(leaver, outside.id);
    expect([await assigneeOf(his), await keeperOf(promise)]).toEqual([null, null]);
  });

  test('has no case again when a closed one is opened later', async () => {
    const leaver = await house.staff('agent', 'Lou');
    const his = await opened();
    await changeCase(house.as(boss), his, { assigneeId: leaver.id });
    await closeCase(house.as(boss), his, {});
    await changeUser(house.as(boss), leaver.id, { active: false });
    await lived(leaver);
    expect(await assigneeOf(his)).toBe(leaver.id);
    house.setClock(90 * 60_000);
    await reopenCase(house.as(boss), his);
    await lived(leaver);
    expect(await assigneeOf(his)).toBeNull();
  });

  test('keeps everything when he is back before it was handed on', async () => {
    const back = await house.staff('agent', 'Bea');
    const his = await opened({ assigneeId: back.id });
    await changeUser(house.as(boss), back.id, { active: false });
    await changeUser(house.as(boss), back.id, { active: true });
    await handOverOfLeaver(house.system(), back.id, null);
    expect(await assigneeOf(his)).toBe(back.id);
  });

  test('hands over to nobody unfit, and nobody hands over without leaving', async () => {
    const leaver = await house.staff('agent', 'Nina');
    const guest = await house.staff('colleague', 'Gus');
    const asked = (input: Parameters<typeof changeUser>[2]) => changeUser(house.as(boss), leaver.id, input);
    await expect(asked({ active: false, handOverTo: leaver.id })).rejects.toMatchObject({ code: 'heir-unfit' });
    await expect(asked({ active: false, handOverTo: guest.id })).rejects.toMatchObject({ code: 'heir-unfit' });
    await expect(asked({ handOverTo: boss.id })).rejects.toMatchObject({ code: 'not-leaving' });
    await expect(readLeaving(house.as(boss), newId())).rejects.toMatchObject({ code: 'user-not-found' });
  });
});
