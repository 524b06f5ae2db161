import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { planAbsence } from '../people/index.ts';
import { changeUser } from '../people/staff.ts';
import { openEscalations, type Staff } from '../../testing/escalations.ts';
import { changeProtocol } from './protocols.ts';
import { readToday } from './reading.ts';
import { addOverride, changeRota, createRota, listRotas } from './rotas.ts';
import { startDrill } from './starting.ts';

let desk: Awaited<ReturnType<typeof openEscalations>>;
let [ada, ben]: Staff[] = [];
const noon = new Date('2026-04-15T10:00:00Z');

beforeAll(async () => {
  desk = await openEscalations(noon);
});
afterAll(() => desk?.house.close());
beforeEach(async () => {
  desk.house.setClock(noon);
  await desk.house.db.updateTable('escalation_protocols').set({ active: false }).execute();
  [ada, ben] = [await desk.house.staff('agent', 'Ada'), await desk.house.staff('agent', 'Ben')];
});
const boss = () => desk.house.as(desk.boss);
const rotaOf = (people: Staff[], startsOn = '2026-04-13') =>
  createRota(boss(), {
    name: 'Nights',
    zone: 'Europe/Berlin',
    startsOn,
    changesAt: '09:00',
    turnDays: 7,
    people: people.map(({ id }) => id),
  });
const calling = (rotaId: string) => desk.protocol([{ whom: 'on-call', rotaId, waitMinutes: 15 }, { role: 'lead' }]);
const leaves = (who: Staff) => changeUser(boss(), who.id, { active: false });
const gaps = async () => (await readToday(desk.house.as(desk.lead))).gaps;
const toldOf = async (who: Staff) =>
  (
    await desk.house.db
      .selectFrom('notifications')
      .select('subject')
      .where('user_id', '=', who.id)
      .where('link', '=', '/settings/escalation')
      .execute()
  ).map(({ subject }) => subject);

test('a rota without people is refused at its people, new or changed', async () => {
  const refusal = { kind: 'invalid', code: 'rota-needs-people', detail: { field: 'people' } };
  await expect(rotaOf([])).rejects.toMatchObject(refusal);
  const rota = await rotaOf([ada!]);
  await expect(changeRota(boss(), rota.id, { people: [] })).rejects.toMatchObject(refusal);
  expect((await listRotas(boss(), {})).items.find(({ id }) => id === rota.id)?.people).toMatchObject([{ id: ada!.id }]);
});

test('a rota in which somebody has left can still be changed, his turns fall to whoever comes next, and he is named as gone', async () => {
  const rota = await rotaOf([ada!, ben!]);
  await leaves(ada!);
  const saved = await changeRota(boss(), rota.id, { name: 'Late nights', people: [ada!.id, ben!.id, desk.agent.id] });
  expect(saved).toMatchObject({
    name: 'Late nights',
    onCall: { id: ben!.id },
    people: [
      { id: ada!.id, left: true },
      { id: ben!.id, left: false },
      { id: desk.agent.id, left: false },
    ],
  });
  // but nobody who has left is added, and not only they are left
  await expect(changeRota(boss(), rota.id, { people: [ada!.id] })).rejects.toMatchObject({ code: 'rota-needs-people' });
  const fresh = await rotaOf([ben!]);
  await expect(changeRota(boss(), fresh.id, { people: [ada!.id, ben!.id] })).rejects.toMatchObject({
    code: 'colleague-not-found',
  });
});

test('when the last one leaves whoever leads is told and sees it on Today, and no protocol can be made to use it', async () => {
  const rota = await rotaOf([ada!, ben!]);
  const protocol = await calling(rota.id);
  expect(await gaps()).toEqual([]);
  await leaves(ada!);
  await desk.tickAt('2026-04-15 10:01');
  expect(await gaps()).toEqual([]);
  expect(await toldOf(desk.lead)).toEqual([]);
  // whoever becomes a colleague who works on no cases has left, too
  await changeUser(boss(), ben!.id, { role: 'colleague' });
  await desk.tickAt('2026-04-15 10:02');
  await desk.tickAt('2026-04-15 10:03');
  expect(await gaps()).toMatchObject([
    { protocol: { id: protocol.id }, step: 0, because: 'nobody', rota: { name: 'Nights' }, until: null },
  ]);
  expect(await toldOf(desk.lead)).toEqual([expect.stringContaining(protocol.name)]);
  expect(await toldOf(desk.agent)).toEqual([]);
  expect((await readToday(desk.house.as(desk.agent))).gaps).toEqual([]);
  await expect(calling(rota.id)).rejects.toMatchObject({ code: 'step-rota-empty', detail: { field: 'steps/0' } });
  // what runs passes the step at once and says so
  const one = await desk.escalate(protocol.id);
  await desk.tickAt('2026-04-15 10:04');
  expect(await desk.told(one)).toEqual(['Lee 2026-04-15 10:04']);
  // it may be switched off and given another name, but not switched on again
  await changeProtocol(boss(), protocol.id, { active: false, name: 'Resting' });
  expect(await gaps()).toEqual([]);
  await expect(changeProtocol(boss(), protocol.id, { active: true })).rejects.toMatchObject({
    code: 'step-rota-empty',
  });
  // somebody else takes turns: all is well
  await changeRota(boss(), rota.id, { people: [ada!.id, desk.agent.id] });
  await changeProtocol(boss(), protocol.id, { active: true });
  expect(await gaps()).toEqual([]);
});

test('days before a rota begins, and days on which whoever is on call is away with nobody standing in, are gaps', async () => {
  const later = await rotaOf([ada!, ben!], '2026-04-20');
  const protocol = await calling(later.id);
  expect(await gaps()).toMatchObject([
    { because: 'nobody', from: noon.toISOString(), until: '2026-04-20T07:00:00.000Z' },
  ]);
  await addOverride(boss(), later.id, {
    userId: desk.agent.id,
    from: noon.toISOString(),
    until: '2026-04-20T07:00:00.000Z',
  });
  expect(await gaps()).toEqual([]);
  const [from, until] = ['2026-04-22T00:00:00.000Z', '2026-04-24T00:00:00.000Z'];
  await planAbsence(boss(), { userId: ada!.id, from, until });
  expect(await gaps()).toMatchObject([
    { protocol: { id: protocol.id }, because: 'away', person: { name: 'Ada' }, rota: { id: later.id }, from, until },
  ]);
  await addOverride(boss(), later.id, { userId: ben!.id, from, until });
  expect(await gaps()).toEqual([]);
});

test('somebody on call who is away is replaced by whoever stands in for him; with nobody, he is called all the same', async () => {
  const rota = await rotaOf([ada!]);
  const protocol = await calling(rota.id);
  await planAbsence(boss(), { userId: ada!.id, delegateId: ben!.id, until: '2026-04-16T10:00:00.000Z' });
  expect(await gaps()).toEqual([]);
  desk.house.setClock(new Date('2026-04-15T22:00:00Z'));
  const first = await desk.escalate(protocol.id);
  await desk.tickAt('2026-04-15 22:00');
  expect(await desk.told(first)).toEqual(['Ben 2026-04-15 22:00']);
  await desk.house.db.updateTable('absences').set({ delegate_id: null }).execute();
  const second = await desk.escalate(protocol.id);
  await desk.tickAt('2026-04-15 22:01');
  expect(await desk.told(second)).toEqual(['Ada 2026-04-15 22:01']);
});

test('a person who has left is a gap; a role that nobody has falls to the next above', async () => {
  const protocol = await desk.protocol([
    { whom: 'person', userId: ada!.id },
    { whom: 'role', role: 'admin' },
  ]);
  expect(await gaps()).toEqual([]);
  await leaves(ada!);
  await desk.tickAt('2026-04-15 10:01');
  expect(await gaps()).toMatchObject([{ step: 0, because: 'person', person: { name: 'Ada' } }]);
  expect(await toldOf(desk.lead)).toContainEqual(expect.stringContaining(protocol.name));
  // there is no admin: the owner is called instead
  const drill = await startDrill(desk.house.as(desk.lead), { protocolId: protocol.id, waitMinutes: 5 });
  await desk.tickAt('2026-04-15 10:02');
  expect(await desk.told(drill.id)).toEqual(['Olga 2026-04-15 10:02']);
  await changeProtocol(boss(), protocol.id, { active: false });
  expect(await gaps()).toEqual([]);
});
