import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { type Actor, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { changeCase, closeCase, openCase } from '../cases/index.ts';
import { createMailbox } from '../channels/index.ts';
import { createCalendar, planAbsence } from '../people/index.ts';
import { makePromise, promiseSubscriptions, tickPromises } from '../promises/index.ts';
import { acknowledge, acknowledgeByKey, deEscalate, handOver } from './answering.ts';
import { readFeed } from './feed.ts';
import { readFigures } from './figures.ts';
import { signKey } from './keys.ts';
import { changeProtocol, createProtocol } from './protocols.ts';
import { listEscalations, readEscalation, readToday } from './reading.ts';
import { addOverride, createRota, removeRota } from './rotas.ts';
import { startDrill, startEscalation } from './starting.ts';
import { finishTask, listTasks } from './tasks.ts';
import { tickEscalations } from './ticking.ts';
import { escalationTriggers, watchRunning } from './watching.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let boss: Staff;
let agent: Staff;
let lead: Staff;
let manager: Staff;
const minute = 60_000;
const subscriptions = [...promiseSubscriptions, escalationTriggers];
const firstId = '00000000-0000-0000-0000-000000000000';

beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner', 'Olga');
  await createMailbox(house.as(boss), { name: 'Help', address: 'help@example.org' } as never);
  agent = await house.staff('agent', 'Ann');
  lead = await house.staff('lead', 'Lee');
  manager = await house.staff('manager', 'Mia');
  for (const person of [agent, lead, manager, boss])
    await house.db
      .insertInto('notification_choices')
      .values({ user_id: person.id, mail: [], quiet_from: '00:00', quiet_to: '00:00' })
      .execute();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.db.updateTable('escalation_protocols').set({ active: false }).execute();
  await house.db.updateTable('escalation_tasks').set({ next_at: null }).execute();
  house.setClock(3_600_000);
});

const opened = async (input: Partial<Parameters<typeof openCase>[1]> = {}) => {
  const { caseId } = await openCase(house.as(boss), {
    customer: { name: 'Carla', email: `c${newId()}@example.com` },
    subject: 'Broken pump',
    text: 'It leaks.',
    ...input,
  });
  await changeCase(house.as(boss), caseId, { assigneeId: agent.id });
  await house.settle(subscriptions);
  return caseId;
};
const step = (given: Partial<ProtocolDefinition['steps'][number]>): ProtocolDefinition['steps'][number] => ({
  whom: 'role',
  role: 'lead',
  mail: false,
  waitMinutes: 30,
  ...given,
});
const protocol = (given: Partial<ProtocolDefinition> = {}) =>
  createProtocol(house.as(boss), {
    name: 'Broken promise',
    way: 'hierarchical',
    triggers: [{ on: 'broken' }],
    conditions: {},
    steps: [step({}), step({ role: 'manager' })],
    task: null,
    ...given,
  });
const promised = (caseId: string, minutes = 60) =>
  makePromise(house.as(agent), { what: 'call back', caseId, minutes, keeperId: agent.id });
const tick = async () => {
  await tickPromises(house.system());
  await house.settle(subscriptions);
  await tickEscalations(house.system());
};
const running = async (caseId: string) => (await listEscalations(house.as(boss), { case: caseId })).items;
const toldTo = (user: Staff) =>
  house.db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('kind', '=', 'alert')
    .orderBy('at')
    .execute();
const mailsTo = async (user: Staff) => {
  const { email } = await house.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow();
  return (await house.db.selectFrom('outbox').selectAll().execute()).filter((mail) =>
    JSON.stringify(mail).includes(email),
  );
};

test('a broken promise calls the lead, then the manager, and stays in sight when nobody answers', async () => {
  await protocol();
  const caseId = await opened();
  await promised(caseId);
  const before = [(await toldTo(lead)).length, (await toldTo(manager)).length];
  house.setClock(61 * minute);
  await tick();
  const [one] = await running(caseId);
  expect(one).toMatchObject({ state: 'calling', step: 0, because: { on: 'broken' } });
  expect((await toldTo(lead)).length).toBe(before[0]! + 1);
  expect((await toldTo(manager)).length).toBe(before[1]);
  await tick();
  expect((await running(caseId))[0]!.step).toBe(0);
  house.setClock(30 * minute);
  await tick();
  expect((await running(caseId))[0]!.step).toBe(1);
  expect((await toldTo(manager)).length).toBe(before[1]! + 1);
  house.setClock(30 * minute);
  await tick();
  expect((await running(caseId))[0]!.state).toBe('unheard');
  // it can still be taken, and the log says everything
  await acknowledge(house.as(manager), one!.id);
  const detail = await readEscalation(house.as(boss), one!.id);
  expect(detail.log.map(({ fact }) => fact)).toEqual([
    'started',
    'step',
    'told',
    'step',
    'told',
    'unheard',
    'acknowledged',
  ]);
  const { type } = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', one!.id)
    .where('type', 'like', 'escalations.%')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(type).toBe('escalations.acknowledged');
});

test('whoever has it stops the calling, keeps the task, and ends it only with a word', async () => {
  await protocol({ task: { action: 'call-customer', minutes: 60 } });
  const caseId = await opened();
  await promised(caseId);
  house.setClock(61 * minute);
  await tick();
  const [one] = await running(caseId);
  const [task] = (await listTasks(house.as(lead), {})).items.filter((task) => task.case?.id === caseId);
  expect(task).toMatchObject({ action: 'call-customer', keeper: null, overdue: false });
  expect((await readToday(house.as(lead))).mine.map(({ id }) => id)).toContain(one!.id);
  await expect(acknowledge(house.as(agent), one!.id)).rejects.toMatchObject({ code: 'not-called' });
  await acknowledge(house.as(lead), one!.id);
  expect((await readToday(house.as(lead))).mine.map(({ id }) => id)).not.toContain(one!.id);
  house.setClock(90 * minute);
  await tick();
  expect((await running(caseId))[0]).toMatchObject({ state: 'acknowledged', step: 0 });
  const done = await finishTask(house.as(lead), task!.id, ' Called her, she is fine. ');
  expect(done).toMatchObject({ keeper: { id: lead.id }, word: 'Called her, she is fine.', overdue: true });
  await expect(finishTask(house.as(lead), task!.id, 'again')).rejects.toMatchObject({ code: 'task-done' });
  await deEscalate(house.as(lead), one!.id, 'She has what she needs.');
  expect((await running(caseId))[0]).toMatchObject({ state: 'ended', endReason: 'She has what she needs.' });
  const figures = await readFigures(house.as(boss), {});
  expect(figures.acknowledged.n).toBeGreaterThanOrEqual(1);
  expect(figures.tasks).toMatchObject({ done: 1, inTime: 0 });
});

test('a task that is overdue calls somebody itself, once, and makes no further task', async () => {
  await protocol({ triggers: [{ on: 'broken' }], task: { action: 'apologise', minutes: 30 }, steps: [step({})] });
  await protocol({
    triggers: [{ on: 'task-overdue' }],
    steps: [step({ role: 'owner' })],
    task: { action: 'note-cause', minutes: 5 },
  });
  const caseId = await opened();
  await promised(caseId);
  house.setClock(61 * minute);
  await tick();
  house.setClock(31 * minute);
  await tick();
  await tick();
  const both = await running(caseId);
  expect(both.map(({ because }) => because['on']).toSorted()).toEqual(['broken', 'task-overdue']);
  expect((await listTasks(house.as(boss), {})).items.filter((task) => task.case?.id === caseId)).toHaveLength(1);
});

test('at night only whoever is on call hears it; the others when they are at work', async () => {
  const hours = [{ from: '09:00', to: '17:00' }];
  const calendar = await createCalendar(house.as(boss), {
    name: `Office ${newId()}`,
    zone: 'UTC',
    week: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': [], '7': [] },
    exceptions: [],
  } as never);
  const sleeper = await house.staff('manager', 'Sam');
  await house.db.updateTable('users').set({ calendar_id: calendar.id }).where('id', '=', sleeper.id).execute();
  house.setClock(new Date('2026-04-15T00:30:00Z'));
  const rota = await createRota(house.as(boss), {
    name: 'Night',
    zone: 'Europe/Berlin',
    startsOn: '2026-04-13',
    changesAt: '09:00',
    turnDays: 7,
    people: [lead.id, agent.id],
  });
  expect(rota).toMatchObject({ onCall: { id: lead.id }, until: '2026-04-20T07:00:00.000Z' });
  const made = await protocol({
    steps: [
      step({ whom: 'person', userId: sleeper.id, waitMinutes: 15 }),
      step({ whom: 'on-call', rotaId: rota.id, mail: true, waitMinutes: 15 }),
    ],
  });
  await expect(removeRota(house.as(boss), rota.id)).rejects.toMatchObject({ code: 'rota-in-use' });
  const caseId = await opened();
  await promised(caseId);
  house.setClock(61 * minute);
  await tick();
  // nobody can hear the first step, so whoever is on call comes before it
  const [one] = await running(caseId);
  expect(one).toMatchObject({ step: 0, protocol: { id: made.id } });
  const detail = await readEscalation(house.as(boss), one!.id);
  const told = Object.fromEntries(detail.alerts.map((alert) => [alert.person.name, alert]));
  expect(told['Lee']).toMatchObject({ onCall: true, mailed: true });
  expect(told['Sam']).toBeUndefined();
  // the link in the mail: looking takes nothing, a forged key opens nothing
  expect(await mailsTo(lead)).not.toHaveLength(0);
  const key = signKey(house.system().secret, 'alert', told['Lee']!.id);
  expect(await acknowledgeByKey(house.system(), `${told['Lee']!.id}.forged`)).toBeUndefined();
  expect(await acknowledgeByKey(house.system(), key)).toBe('done');
  expect(await acknowledgeByKey(house.system(), key)).toBe('done');
  expect((await running(caseId))[0]).toMatchObject({ state: 'acknowledged', acknowledgedBy: { id: lead.id } });
  // in the morning Sam is not troubled with what somebody has
  house.setClock(new Date('2026-04-15T09:01:00Z'));
  await tick();
  expect(await toldTo(sleeper)).toHaveLength(0);
  // somebody stands in, and the calendar says so
  const until = '2026-04-18T07:00:00.000Z';
  await expect(
    addOverride(house.as(agent), rota.id, { userId: lead.id, from: until, until: '2026-04-19T07:00:00.000Z' }),
  ).rejects.toMatchObject({ code: 'only-oneself' });
  const covered = await addOverride(house.as(agent), rota.id, {
    userId: agent.id,
    from: house.now().toISOString(),
    until,
  });
  expect(covered.onCall).toMatchObject({ id: agent.id });
  const feed = await readFeed(house.system(), signKey(house.system().secret, 'rota', rota.id));
  expect(feed).toContain('SUMMARY:Night: Ann');
  expect(feed!.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

test('by time: it strikes before the due hour, follows the clock when it moves, and not when the promise is kept', async () => {
  await protocol({
    triggers: [
      { on: 'before-due', n: 20 },
      { on: 'after-due', n: 30 },
    ],
    steps: [step({})],
  });
  const caseId = await opened();
  await promised(caseId);
  await house.settle(subscriptions);
  house.setClock(39 * minute);
  await tick();
  expect(await running(caseId)).toHaveLength(0);
  house.setClock(minute);
  await tick();
  const [one] = await running(caseId);
  expect(one!.because).toMatchObject({ on: 'before-due', n: 20 });
  await acknowledge(house.as(lead), one!.id);
  await deEscalate(house.as(lead), one!.id, 'on it');
  house.setClock(51 * minute);
  await tick();
  expect((await running(caseId)).map(({ because }) => because['on'])).toEqual(['after-due', 'before-due']);
});

test('nobody is on call in vain: whoever comes next takes the turns of somebody who has left', async () => {
  const [tom, eva] = [await house.staff('agent', 'Tom'), await house.staff('agent', 'Eva')];
  const rota = await createRota(house.as(manager), {
    name: `Nights ${newId().slice(-4)}`,
    zone: 'UTC',
    startsOn: '2026-03-01',
    changesAt: '00:00',
    turnDays: 7,
    people: [tom.id, eva.id],
  });
  const leaver = rota.onCall!.id;
  await house.db.updateTable('users').set({ active: false }).where('id', '=', leaver).execute();
  const protocol = await createProtocol(house.as(manager), {
    name: `Drill ${newId().slice(-4)}`,
    way: 'functional',
    triggers: [],
    conditions: {},
    steps: [step({ whom: 'on-call', rotaId: rota.id })],
    task: null,
  });
  const drill = await startDrill(house.as(manager), { protocolId: protocol.id });
  await tickEscalations(house.system());
  const called = await house.db
    .selectFrom('escalation_alerts')
    .select('user_id')
    .where('escalation_id', '=', drill.id)
    .execute();
  expect(called).toEqual([{ user_id: leaver === tom.id ? eva.id : tom.id }]);
});

test('heat, value and repeats: words, unanswered messages, a VIP, a third case; conditions are minded', async () => {
  await protocol({ triggers: [{ on: 'words', words: ['lawyer'] }], steps: [step({})] });
  const hot = await opened({ text: 'You will hear from my lawyer.' });
  expect((await running(hot)).map(({ because }) => because)).toEqual([{ on: 'words', word: 'lawyer' }]);
  const calm = await opened({ text: 'All is well.' });
  expect(await running(calm)).toEqual([]);
  await house.db.updateTable('escalation_protocols').set({ active: false }).execute();
  await protocol({ triggers: [{ on: 'anger' }], steps: [step({})] });
  await transact(house.system(), (ctx) =>
    record(ctx, 'cases.felt', calm, { caseId: calm, emotion: 'angry', strength: 3 }),
  );
  await house.settle(subscriptions);
  expect((await running(calm))[0]!.because).toEqual({ on: 'anger', emotion: 'angry' });
  await house.db.updateTable('escalation_protocols').set({ active: false }).execute();
  await protocol({ triggers: [{ on: 'repeats', n: 3, days: 30 }], steps: [step({})] });
  const customer = { name: 'Rita', email: `r${newId()}@example.com` };
  const cases = [await opened({ customer }), await opened({ customer }), await opened({ customer })];
  expect((await running(cases[1]!)).length).toBe(0);
  expect((await running(cases[2]!))[0]!.because).toEqual({ on: 'repeats', cases: 3, days: 30 });
  await protocol({
    triggers: [{ on: 'words', words: ['lawyer'] }],
    conditions: { kinds: ['complaint'] },
    steps: [step({})],
  });
  expect(await running(await opened({ text: 'My lawyer!' }))).toEqual([]);
});

test('by hand with a note; handed over, the note stands in the case; a closed case ends it', async () => {
  const made = await protocol({ triggers: [], steps: [step({})] });
  const caseId = await opened();
  const started = await startEscalation(house.as(agent), { caseId, protocolId: made.id, note: 'Wants the boss.' });
  expect(started).toMatchObject({ note: 'Wants the boss.', startedBy: { id: agent.id } });
  await tick();
  await handOver(house.as(lead), started.id, { userId: manager.id, note: 'She <has> called twice.\nOffer a refund.' });
  const note = await house.db
    .selectFrom('messages')
    .select(['text', 'kind'])
    .where('case_id', '=', caseId)
    .where('kind', '=', 'note')
    .executeTakeFirstOrThrow();
  expect(note.text).toContain('She <has> called twice.');
  const row = await house.db
    .selectFrom('cases')
    .select('assignee_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  expect(row.assignee_id).toBe(manager.id);
  expect(await readEscalation(house.as(boss), started.id)).toMatchObject({
    state: 'acknowledged',
    handedTo: { id: manager.id },
  });
  await closeCase(house.as(boss), caseId, {} as never);
  await house.settle(subscriptions);
  expect((await running(caseId))[0]).toMatchObject({ state: 'ended', endReason: 'case-closed' });
});

test('whoever is away is not called; whoever stands in for him is', async () => {
  const away = await house.staff('manager', 'Gone');
  const delegate = await house.staff('agent', 'Dora');
  for (const person of [delegate, away])
    await house.db
      .insertInto('notification_choices')
      .values({ user_id: person.id, mail: [], quiet_from: '00:00', quiet_to: '00:00' })
      .execute();
  await planAbsence(house.as(boss), { userId: away.id, delegateId: delegate.id });
  const made = await protocol({ triggers: [], steps: [step({ whom: 'person', userId: away.id })] });
  const caseId = await opened();
  const { id } = await startEscalation(house.as(agent), { caseId, protocolId: made.id, note: 'help' });
  await tick();
  const { alerts } = await readEscalation(house.as(boss), id);
  expect(alerts.map(({ person }) => person.name)).toEqual(['Dora']);
});

test('a fire drill takes every step, ends by itself, touches no case and says who did not answer', async () => {
  const made = await protocol({ steps: [step({}), step({ role: 'manager', whom: 'person', userId: manager.id })] });
  const events = await house.db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('type', 'like', 'cases.%')
    .executeTakeFirstOrThrow();
  house.setClock(minute);
  const from = house.now().toISOString();
  const { id } = await startDrill(house.as(lead), { protocolId: made.id, waitMinutes: 5 });
  await tick();
  house.setClock(minute);
  await acknowledge(house.as(lead), id);
  await tick();
  // everyone of the first step answered: the second does not wait
  expect(await readEscalation(house.as(boss), id)).toMatchObject({ drill: true, step: 1, state: 'calling' });
  house.setClock(5 * minute);
  await tick();
  const over = await readEscalation(house.as(boss), id);
  expect(over).toMatchObject({ state: 'ended', endReason: 'drill-over', case: null });
  expect(over.alerts.map(({ person, tookSeconds }) => [person.name, tookSeconds])).toEqual([
    ['Lee', 60],
    ['Mia', null],
  ]);
  const after = await house.db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('type', 'like', 'cases.%')
    .executeTakeFirstOrThrow();
  expect(after.n).toBe(events.n);
  expect((await readFigures(house.as(boss), { from })).drills).toMatchObject({
    run: 1,
    alerts: 2,
    answered: 1,
    medianSeconds: 60,
  });
});

test('who was off during a drill is not called to it once it is over, and never stands among those who did not answer', async () => {
  const off = await house.staff('agent', 'Otto');
  const quiet = { user_id: off.id, mail: [], quiet_from: '00:00', quiet_to: '23:59' };
  await house.db.insertInto('notification_choices').values(quiet).execute();
  const made = await protocol({ steps: [step({ whom: 'person', userId: off.id })] });
  const { id } = await startDrill(house.as(lead), { protocolId: made.id, waitMinutes: 5 });
  await tick();
  const over = await readEscalation(house.as(boss), id);
  expect(over).toMatchObject({ state: 'ended', alerts: [] });
  expect(over.log).toContainEqual(
    expect.objectContaining({ fact: 'step', values: expect.objectContaining({ called: 1, later: 1 }) }),
  );
  house.setClock(24 * 60 * minute);
  await tick();
  expect((await readEscalation(house.as(boss), id)).alerts).toEqual([]);
  expect(await toldTo(off)).toEqual([]);
});

test('two nodes share the steps: each is taken once, and a stop in the middle loses none', async () => {
  const made = await protocol({ triggers: [], steps: [step({}), step({ role: 'manager' })] });
  const ids = [];
  for (let turn = 0; turn < 8; turn += 1) {
    const caseId = await opened();
    ids.push((await startEscalation(house.as(agent), { caseId, protocolId: made.id, note: 'help' })).id);
  }
  await Promise.all([
    tickEscalations(house.system()),
    tickEscalations(house.system()),
    tickEscalations(house.system()),
  ]);
  const { rows } = await house.pool.query<{ n: number; facts: number }>(
    `select (select count(*)::int from escalation_alerts where escalation_id = any($1) and step = 0 and told_at is not null) as n,
      (select count(*)::int from escalation_facts where escalation_id = any($1) and fact = 'step') as facts`,
    [ids],
  );
  expect(rows[0]).toEqual({ n: 8, facts: 8 });
  // many at once are one line
  const lines = (await toldTo(lead)).filter(({ at }) => +at === +house.now());
  expect(lines.length).toBeLessThanOrEqual(3);
});

test('after a standstill each person hears once of everything that broke, and nobody is called for each', async () => {
  await protocol({ task: { action: 'call-customer', minutes: 60 } });
  const caseId = await opened();
  for (let turn = 0; turn < 60; turn += 1) await promised(caseId, 10 + turn);
  await house.settle(subscriptions);
  const before = [(await toldTo(agent)).length, (await toldTo(lead)).length];
  house.setClock(5 * 60 * minute);
  await tick();
  await tick();
  expect(await running(caseId)).toEqual([]);
  expect([(await toldTo(agent)).length, (await toldTo(lead)).length]).toEqual([before[0]! + 1, before[1]! + 1]);
  expect((await toldTo(lead)).at(-1)!.subject).toContain('60');
  const [task] = (await listTasks(house.as(lead), {})).items.filter(({ standsFor }) => standsFor === 60);
  expect(task).toMatchObject({ action: 'note-cause' });
});

test('a node that joins a standstill in the middle makes no second line of it, nor calls anybody for what is left', async () => {
  await protocol({ triggers: [{ on: 'after-due', n: 20 }], task: { action: 'call-customer', minutes: 60 } });
  const caseId = await opened();
  for (let turn = 0; turn < 80; turn += 1) await promised(caseId, 10);
  await house.settle(subscriptions);
  const before = (await toldTo(lead)).length;
  house.setClock(5 * 60 * minute);
  // thirty are in the hands of another node, while this one does all that is left
  await house.db.transaction().execute(async (trx) => {
    await sql`select 1 from promises where case_id = ${caseId} order by id limit 30 for update`.execute(trx);
    await tickPromises(house.system());
  });
  await house.settle(subscriptions);
  await tickEscalations(house.system());
  expect((await toldTo(lead)).length).toBe(before);
  await Promise.all([tickPromises(house.system()), tickPromises(house.system())]);
  // what the tick found is not read yet: nobody is told of a part
  await tickEscalations(house.system());
  expect((await toldTo(lead)).length).toBe(before);
  await house.settle(subscriptions);
  await Promise.all([tickEscalations(house.system()), tickEscalations(house.system())]);
  await tickEscalations(house.system());
  expect(await running(caseId)).toEqual([]);
  const lines = (await toldTo(lead)).slice(before);
  expect(lines.map(({ subject }) => subject)).toEqual([expect.stringContaining('80')]);
});

test('what still has time after a standstill is called for, in one line to each', async () => {
  const made = await protocol({ triggers: [{ on: 'clock-used', n: 50 }] });
  const caseId = await opened();
  for (let turn = 0; turn < 60; turn += 1) await promised(caseId, 600);
  await house.settle(subscriptions);
  const before = (await toldTo(lead)).length;
  house.setClock(6 * 60 * minute);
  await tick();
  await tick();
  const begun = await house.db.selectFrom('escalations').select('id').where('protocol_id', '=', made.id).execute();
  expect(begun.length).toBe(60);
  const lines = (await toldTo(lead)).slice(before);
  expect(lines.map(({ subject }) => subject)).toEqual([expect.stringContaining('60')]);
});

test('a protocol that changes winds what runs; what it cannot mean is refused with its place', async () => {
  const made = await protocol({ triggers: [] });
  const caseId = await opened();
  await promised(caseId, 120);
  await house.settle(subscriptions);
  await changeProtocol(house.as(boss), made.id, { triggers: [{ on: 'clock-used', n: 50 }] });
  await watchRunning(house.system(), firstId);
  house.setClock(61 * minute);
  await tick();
  expect((await running(caseId))[0]!.because).toMatchObject({ on: 'clock-used', n: 50 });
  for (const [given, code] of [
    [{ triggers: [{ on: 'clock-used' as const }] }, 'trigger-needs-number'],
    [{ triggers: [{ on: 'words' as const, words: [] }] }, 'trigger-needs-words'],
    [{ steps: [step({ whom: 'on-call' })] }, 'step-needs-rota'],
    [{ steps: [step({ whom: 'person', userId: newId() })] }, 'step-needs-person'],
  ] as const)
    await expect(changeProtocol(house.as(boss), made.id, given as never)).rejects.toMatchObject({ code });
});
