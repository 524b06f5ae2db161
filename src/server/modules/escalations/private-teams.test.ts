import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeCase } from '../cases/index.ts';
import { openEscalations, type Staff } from '../../testing/escalations.ts';
import { acknowledge, acknowledgeByKey, handOver, readAlertByKey } from './answering.ts';
import { signKey } from './keys.ts';
import { listEscalations, readEscalation, readToday } from './reading.ts';
import { listTasks, takeTask } from './tasks.ts';

/** Nobody sees a case that he may not see through an escalation: the lead and the manager are not in the private team, Pia is. */
let desk: Awaited<ReturnType<typeof openEscalations>>;
let pia: Staff;
let team: string;
const noon = new Date('2026-04-15T10:00:00Z');

beforeAll(async () => {
  desk = await openEscalations(noon);
  pia = await desk.house.staff('lead', 'Pia');
  team = await desk.privateTeam(pia);
  pia = { ...pia, teamIds: [team] };
});
afterAll(() => desk?.house.close());
beforeEach(() => desk.house.setClock(noon));

const words = async (who: Staff) =>
  JSON.stringify(
    await desk.house.db.selectFrom('notifications').select(['subject', 'text']).where('user_id', '=', who.id).execute(),
  );
const mails = async () => JSON.stringify(await desk.house.db.selectFrom('outbox').selectAll().execute());
const caseOf = async (id: string) => (await desk.read(id)).case!.id;

test('a step calls of its people only those who may see the case; where none may, whoever owns the house', async () => {
  const { id } = await desk.protocol([{ mail: true }, { role: 'manager', mail: true }]);
  const one = await desk.escalate(id, team);
  await desk.tickAt('2026-04-15 10:00');
  expect(await desk.told(one)).toEqual(['Pia 2026-04-15 10:00']);
  await desk.tickAt('2026-04-15 11:00');
  // no manager is in the team
  expect(await desk.told(one)).toEqual(['Pia 2026-04-15 10:00', 'Olga 2026-04-15 11:00']);
  for (const who of [desk.lead, desk.manager]) expect(await words(who)).not.toContain('Broken pump');
  const outside = await desk.house.db
    .selectFrom('users')
    .select('email')
    .where('id', 'in', [desk.lead.id, desk.manager.id])
    .execute();
  for (const { email } of outside) expect(await mails()).not.toContain(email);
  expect(
    (await desk.read(one)).log.filter(({ fact }) => fact === 'step').map(({ values }) => values['unseen']),
  ).toEqual([1, 1]);
});

test('on call, too: whoever may not see the case is not woken for it', async () => {
  const { createRota } = await import('./rotas.ts');
  const rota = await createRota(desk.house.as(desk.boss), {
    name: 'Nights',
    zone: 'UTC',
    startsOn: '2026-04-06',
    changesAt: '09:00',
    turnDays: 7,
    people: [desk.agent.id],
  });
  const { id } = await desk.protocol([{}, { whom: 'on-call', rotaId: rota.id }]);
  desk.house.setClock(new Date('2026-04-15T20:00:00Z'));
  const one = await desk.escalate(id, team);
  await desk.tickAt('2026-04-15 20:00');
  await desk.tickAt('2026-04-16 07:00');
  await desk.tickAt('2026-04-16 08:00');
  expect(await desk.told(one)).toEqual(['Pia 2026-04-16 07:00', 'Olga 2026-04-16 08:00']);
});

test('a case that becomes private after the call is gone for whoever was called, in Kept and behind the link of his mail', async () => {
  const { id } = await desk.protocol([{ mail: true }, { whom: 'person', userId: desk.agent.id }]);
  const one = await desk.escalate(id);
  await desk.tickAt('2026-04-15 10:00');
  const called = (await desk.read(one)).alerts.find(({ person }) => person.name === 'Lee')!;
  const key = signKey(desk.house.system().secret, 'alert', called.id);
  expect(await readAlertByKey(desk.house.system(), key)).toMatchObject({ number: expect.any(Number) });
  await changeCase(desk.house.as(desk.boss), await caseOf(one), { assigneeId: null, teamId: team });
  for (const who of [desk.lead, desk.manager, desk.agent]) {
    const ctx = desk.house.as(who);
    await expect(readEscalation(ctx, one)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(acknowledge(ctx, one)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(handOver(ctx, one, { userId: who.id, note: 'mine' })).rejects.toMatchObject({ kind: 'not_found' });
    const today = await readToday(ctx);
    expect([...today.mine, ...today.running].map((row) => row.id)).not.toContain(one);
    expect((await listEscalations(ctx, {})).items.map((row) => row.id)).not.toContain(one);
  }
  expect(await readAlertByKey(desk.house.system(), key)).toBeUndefined();
  expect(await acknowledgeByKey(desk.house.system(), key)).toBeUndefined();
  expect(await desk.read(one)).toMatchObject({ state: 'calling' });
  expect(await readEscalation(desk.house.as(pia), one)).toMatchObject({ id: one });
});

test('a case that becomes private before the morning is not told to whoever was to hear of it then', async () => {
  const { id } = await desk.protocol([{ mail: true }]);
  desk.house.setClock(new Date('2026-04-15T20:00:00Z'));
  const one = await desk.escalate(id);
  await desk.tickAt('2026-04-15 20:00');
  await changeCase(desk.house.as(desk.boss), await caseOf(one), { assigneeId: null, teamId: team });
  await desk.tickAt('2026-04-16 07:00');
  expect(await desk.told(one)).toEqual(['Pia 2026-04-16 07:00']);
});

test('a task about it is given to nobody who may not see it', async () => {
  const { id } = await desk.protocol([{}], { task: { action: 'call-customer', minutes: 60 } });
  const one = await desk.escalate(id, team);
  const [task] = (await listTasks(desk.house.as(pia), {})).items.filter(({ escalationId }) => escalationId === one);
  expect((await listTasks(desk.house.as(desk.lead), {})).items.map((row) => row.id)).not.toContain(task!.id);
  await expect(takeTask(desk.house.as(pia), task!.id, desk.manager.id)).rejects.toMatchObject({
    code: 'colleague-outside-team',
    detail: { field: 'userId' },
  });
  await expect(handOver(desk.house.as(pia), one, { userId: desk.manager.id, note: 'yours' })).rejects.toMatchObject({
    code: 'assignee-outside-team',
  });
  expect(await takeTask(desk.house.as(pia), task!.id, pia.id)).toMatchObject({ keeper: { name: 'Pia' } });
});
