import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTeam, planAbsence } from '../people/index.ts';
import { makePromise } from '../promises/index.ts';
import { openEscalations } from '../../testing/escalations.ts';
import { acknowledge } from './answering.ts';
import { readFigures } from './figures.ts';
import { createRota } from './rotas.ts';

/** Wednesday 15 April 2026; Berlin is two hours ahead of UTC: the office is open from 07:00 to 15:00 UTC. */
let desk: Awaited<ReturnType<typeof openEscalations>>;
const manager = { role: 'manager' } as const;

beforeAll(async () => {
  desk = await openEscalations(new Date('2026-04-14T08:00:00Z'));
});
afterAll(() => desk?.house.close());
beforeEach(async () => {
  await desk.house.db.deleteFrom('escalations').execute();
  await desk.house.db.updateTable('escalation_protocols').set({ active: false }).execute();
});
const at = (when: string) => desk.house.setClock(new Date(`${when.replace(' ', 'T')}:00Z`));
const rotaOf = (...people: string[]) =>
  createRota(desk.house.as(desk.boss), {
    name: `Nights ${people.length}`,
    zone: 'Europe/Berlin',
    startsOn: '2026-04-06',
    changesAt: '09:00',
    turnDays: 7,
    people,
  });

test('a promise that breaks at night calls the lead at the opening, and the manager only when his hour has run out', async () => {
  await desk.protocol([{}, manager], { triggers: [{ on: 'broken' }] });
  at('2026-04-14 19:00');
  const caseId = await desk.open();
  await makePromise(desk.house.as(desk.agent), {
    what: 'call back',
    caseId,
    dueAt: '2026-04-14T20:00:00.000Z',
    keeperId: desk.agent.id,
  });
  for (const when of ['14 20:01', '14 21:01', '15 00:30', '15 06:59']) await desk.tickAt(`2026-04-${when}`);
  const [one] = await desk.about(caseId);
  expect(one).toMatchObject({ state: 'calling', step: 0, nextAt: '2026-04-15T08:00:00.000Z' });
  expect(await desk.told(one!.id)).toEqual([]);
  for (const when of ['07:00', '07:01', '07:59']) await desk.tickAt(`2026-04-15 ${when}`);
  expect(await desk.told(one!.id)).toEqual(['Lee 2026-04-15 07:00']);
  await desk.tickAt('2026-04-15 08:00');
  expect(await desk.told(one!.id)).toEqual(['Lee 2026-04-15 07:00', 'Mia 2026-04-15 08:00']);
  await desk.tickAt('2026-04-15 09:00');
  expect(await desk.read(one!.id)).toMatchObject({ state: 'unheard' });
});

test('minutes that are left when the office closes are waited for in the morning', async () => {
  const { id } = await desk.protocol([{ waitMinutes: 30 }, manager]);
  at('2026-04-17 14:50');
  const one = await desk.escalate(id);
  for (const when of ['17 14:50', '17 15:20', '18 12:00', '20 07:19']) await desk.tickAt(`2026-04-${when}`);
  expect(await desk.told(one)).toEqual(['Lee 2026-04-17 14:50']);
  await desk.tickAt('2026-04-20 07:20');
  expect(await desk.told(one)).toEqual(['Lee 2026-04-17 14:50', 'Mia 2026-04-20 07:20']);
});

test('after an hour in which the program stood still one step is told, and its minutes begin then', async () => {
  const { id } = await desk.protocol([{}, manager, { role: 'owner' }]);
  at('2026-04-15 03:00');
  const one = await desk.escalate(id);
  await desk.tickAt('2026-04-15 03:00');
  // down from before the opening until after the lead's hour would have been over
  await desk.tickAt('2026-04-15 08:30');
  await desk.tickAt('2026-04-15 08:31');
  expect(await desk.told(one)).toEqual(['Lee 2026-04-15 08:30']);
  expect(await desk.read(one)).toMatchObject({ step: 0, nextAt: '2026-04-15T09:30:00.000Z' });
  // and down again past the end of two steps: only the one that is due is told
  await desk.tickAt('2026-04-15 11:45');
  await desk.tickAt('2026-04-15 12:44');
  expect(await desk.told(one)).toEqual(['Lee 2026-04-15 08:30', 'Mia 2026-04-15 11:45']);
  await desk.tickAt('2026-04-15 12:45');
  expect(await desk.told(one)).toHaveLength(3);
});

test('at night whoever is on call comes first, though a later step names him; the others follow in their hours', async () => {
  const sleeper = await desk.house.staff('agent', 'Nia');
  const rota = await rotaOf(sleeper.id);
  const { id } = await desk.protocol([{}, manager, { whom: 'on-call', rotaId: rota.id, waitMinutes: 15 }]);
  at('2026-04-15 00:00');
  const one = await desk.escalate(id);
  for (const when of ['00:00', '00:14', '00:15', '06:59', '07:00', '07:59', '08:00'])
    await desk.tickAt(`2026-04-15 ${when}`);
  expect(await desk.told(one)).toEqual(['Nia 2026-04-15 00:00', 'Lee 2026-04-15 07:00', 'Mia 2026-04-15 08:00']);
  const { definition, log } = await desk.read(one);
  expect(definition.steps.map(({ whom }) => whom)).toEqual(['on-call', 'role', 'role']);
  expect(log.filter(({ fact }) => fact === 'step').map(({ values }) => values['forward'])).toEqual([
    true,
    false,
    false,
  ]);
});

test('when the lead goes home before his time is over, whoever is on call takes over', async () => {
  const sleeper = await desk.house.staff('agent', 'Nora');
  const rota = await rotaOf(sleeper.id);
  const { id } = await desk.protocol([{}, manager, { whom: 'on-call', rotaId: rota.id, waitMinutes: 15 }]);
  at('2026-04-15 14:50');
  const one = await desk.escalate(id);
  for (const when of ['14:50', '14:59', '15:00']) await desk.tickAt(`2026-04-15 ${when}`);
  expect(await desk.told(one)).toEqual(['Lee 2026-04-15 14:50', 'Nora 2026-04-15 15:00']);
  // the lead was told: he may still take it, and nobody else is called
  await acknowledge(desk.house.as(desk.lead), one);
  await desk.tickAt('2026-04-16 09:00');
  expect(await desk.told(one)).toHaveLength(2);
});

test.each([
  ['summer', '2026-03-28 20:00', '2026-03-30 06:59', '2026-03-30 07:00', '2026-03-30 08:00'],
  ['winter', '2026-10-24 20:00', '2026-10-26 07:59', '2026-10-26 08:00', '2026-10-26 09:00'],
])(
  'over the night in which %s time begins, the office opens at nine by the wall',
  async (_, from, before, opens, next) => {
    const { id } = await desk.protocol([{}, manager]);
    at(from);
    const one = await desk.escalate(id);
    for (const when of [from, before, opens]) await desk.tickAt(when);
    expect(await desk.told(one)).toEqual([`Lee ${opens}`]);
    await desk.tickAt(next);
    expect(await desk.told(one)).toEqual([`Lee ${opens}`, `Mia ${next}`]);
  },
);

test('a step with nobody there is passed at once, and whoever goes away while he is called is not waited for', async () => {
  const [gone, off] = [await desk.house.staff('agent', 'Gus'), await desk.house.staff('agent', 'Ole')];
  await desk.house.db.updateTable('users').set({ active: false }).where('id', '=', gone.id).execute();
  const made = await desk.protocol([{ whom: 'person', userId: off.id }, manager]);
  await desk.house.db
    .updateTable('escalation_protocols')
    .set({ definition: JSON.stringify({ ...made, steps: [{ ...made.steps[0], userId: gone.id }, ...made.steps] }) })
    .where('id', '=', made.id)
    .execute();
  at('2026-04-15 08:00');
  const one = await desk.escalate(made.id);
  await desk.tickAt('2026-04-15 08:00');
  expect(await desk.told(one)).toEqual(['Ole 2026-04-15 08:00']);
  at('2026-04-15 08:10');
  await planAbsence(desk.house.as(desk.boss), { userId: off.id });
  await desk.tickAt('2026-04-15 09:00');
  expect(await desk.told(one)).toEqual(['Ole 2026-04-15 08:00', 'Mia 2026-04-15 09:00']);
});

test('the hours of his team hold before those of the company, less the quiet time he chose', async () => {
  const late = await desk.house.staff('agent', 'Tea');
  const early = await desk.house.staff('agent', 'Tim');
  const calendarId = await desk.calendar('Late', [{ from: '12:00', to: '22:00' }]);
  const team = await createTeam(desk.house.as(desk.boss), { name: 'Late', calendarId, memberIds: [late.id, early.id] });
  expect(team.calendarId).toBe(calendarId);
  await desk.house.db
    .insertInto('notification_choices')
    .values({ user_id: early.id, mail: [], quiet_from: '17:00', quiet_to: '08:00' })
    .execute();
  const { id } = await desk.protocol([
    { whom: 'person', userId: early.id, waitMinutes: 30 },
    { whom: 'person', userId: late.id, waitMinutes: 30 },
  ]);
  at('2026-04-15 16:50');
  const one = await desk.escalate(id);
  for (const when of ['15 16:50', '15 17:30', '16 08:00', '16 10:00', '16 10:19', '16 10:20'])
    await desk.tickAt(`2026-04-${when}`);
  expect(await desk.told(one)).toEqual(['Tim 2026-04-15 16:50', 'Tea 2026-04-16 10:20']);
});

test('how quickly somebody answers counts from when he was told, not the night that was waited for', async () => {
  const { id } = await desk.protocol([{}]);
  at('2026-04-21 19:00');
  const one = await desk.escalate(id);
  for (const when of ['21 19:00', '22 07:00', '22 07:05']) await desk.tickAt(`2026-04-${when}`);
  await acknowledge(desk.house.as(desk.lead), one);
  expect(await readFigures(desk.house.as(desk.boss), { from: '2026-04-21T18:00:00.000Z' })).toMatchObject({
    started: 1,
    acknowledged: { n: 1, medianSeconds: 300 },
  });
  // nobody was slow who took it before he was told
  at('2026-04-22 19:00');
  const early = await desk.escalate(id);
  await desk.tickAt('2026-04-22 19:00');
  await acknowledge(desk.house.as(desk.manager), early);
  expect(await readFigures(desk.house.as(desk.boss), { from: '2026-04-22T18:00:00.000Z' })).toMatchObject({
    acknowledged: { n: 1, medianSeconds: 0 },
  });
});
