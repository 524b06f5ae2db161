import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { listDecisions, readDecision } from '../improvement/decisions/showing-decisions.ts';
import { scoreDecision } from '../improvement/index.ts';
import { decidedAfter, listDecided, listDecidedAfter, noteDecided, readFigure, takeBack } from './deciding.ts';
import { sendWaitingReports } from './sending.ts';
import { mailsTo, plantYear } from './testing/a-year.ts';
import { sendNow } from './wishing.ts';

let house: TestApp;
const words = { decided: 'Padded crates for every delivery', seatAnswer: 'You were right: it broke because of us.' };

beforeAll(async () => {
  house = await buildTestApp();
  house.setClock(new Date('2026-03-18T10:00:00Z'));
  await plantYear(house, '2026-03-31');
});
afterAll(() => house.close());

const events = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from events where type like 'improvement.%'`.execute(house.db))
    .rows[0]!.n;

async function mailed(who: Awaited<ReturnType<TestApp['staff']>>) {
  await sendNow(house.as(who), { figures: ['kept', 'hurts'] });
  await sendWaitingReports(house.system());
  return (await mailsTo(house, `${who.id}@example.org`)).at(-1)!;
}

test('what was decided after a figure stands beside it, among the decisions and in the next mail of everybody', async () => {
  const [ann, ben] = [await house.staff('agent', 'Ann'), await house.staff('lead', 'Ben')];
  const before = await mailed(ben);
  expect(before.text).toContain('We decided …: ');
  expect(before.text).toMatch(/\/measure\/decided\/kept\?mail=[0-9a-f-]{36}/);
  expect(before.text).not.toContain('Decided last');
  const figure = await readFigure(house.as(ann), 'kept');
  expect(figure).toMatchObject({ key: 'kept', to: '2026-03-17', ask: 'Are promises kept, week after week?' });
  expect(figure.table!.rows.length).toBeGreaterThan(3);
  const noted = await noteDecided(house.as(ann), 'kept', words);
  expect(noted).toMatchObject({ decided: words.decided, by: { id: ann.id, name: 'Ann' }, outcome: null });
  expect((await listDecidedAfter(house.as(ben), 'kept', {})).items).toEqual([noted]);
  expect((await listDecided(house.as(ben))).items).toEqual([{ key: 'kept', title: figure.ask, latest: noted }]);
  const { items } = await listDecisions(house.as(ben), { link: '/measure/decided/kept' });
  expect(items).toMatchObject([{ id: noted.id, state: 'decided', chosen: words.decided, reviewOn: '2026-06-16' }]);
  expect(await readDecision(house.as(ben), noted.id)).toMatchObject({ seatAnswer: words.seatAnswer, missing: [] });
  const { rows } = await sql<{ data: object }>`
    select data from events where type = 'improvement.decided' and subject_id = ${noted.id}`.execute(house.db);
  expect(rows).toMatchObject([{ data: { decisionId: noted.id, restsOn: '/measure/decided/kept', chosen: 0 } }]);
  const after = await mailed(ben);
  const line = 'Decided last: “Padded crates for every delivery” (Ann, 18 March 2026)';
  expect(after.text).toContain(line);
  expect(after.html).toContain(line);
  expect(after.text!.split('Decided last')).toHaveLength(2);
});

test('reading a figure notes nothing, and the newest decision comes first with what became of it', async () => {
  const [mara, ann] = [await house.staff('manager', 'Mara'), await house.staff('agent', 'Ann')];
  const was = await events();
  for (const key of ['hurts', 'moments', 'satisfied', 'recoveries', 'touchpoints', 'stays'])
    await readFigure(house.as(mara), key);
  expect(await events()).toBe(was);
  const first = await noteDecided(house.as(ann), 'hurts', { ...words, decided: 'One' });
  house.setClock(60_000);
  const second = await noteDecided(house.as(mara), 'hurts', { ...words, decided: 'Two <b>bold</b>' });
  const page = await listDecidedAfter(house.as(ann), 'hurts', { limit: 1 });
  expect(page.items).toEqual([second]);
  expect((await listDecidedAfter(house.as(ann), 'hurts', { limit: 1, cursor: page.next! })).items).toEqual([first]);
  expect((await mailed(mara)).html).toContain('Two &lt;b&gt;bold&lt;/b&gt;');
  house.setClock(91 * 86_400_000);
  await scoreDecision(house.as(mara), second.id, { outcome: 'held', words: 'Fewer broke.' });
  expect((await listDecidedAfter(house.as(ann), 'hurts', {})).items[0]).toMatchObject({
    id: second.id,
    outcome: 'held',
  });
});

test('whoever noted it takes it back within a quarter of an hour, and nobody else does', async () => {
  const [ann, ben] = [await house.staff('agent', 'Ann'), await house.staff('owner', 'Ben')];
  const noted = await noteDecided(house.as(ann), 'trend', words);
  const none = { code: 'not-yours-to-take-back' };
  await expect(takeBack(house.as(ben), 'trend', noted.id)).rejects.toMatchObject(none);
  await expect(takeBack(house.as(ann), 'kept', noted.id)).rejects.toMatchObject(none);
  expect(await takeBack(house.as(ann), 'trend', noted.id)).toEqual({ takenBack: true });
  await expect(takeBack(house.as(ann), 'trend', noted.id)).rejects.toMatchObject(none);
  expect((await listDecidedAfter(house.as(ann), 'trend', {})).items).toEqual([]);
  expect((await decidedAfter(house.as(ann), ['trend'])).size).toBe(0);
  const late = await noteDecided(house.as(ann), 'trend', words);
  house.setClock(16 * 60_000);
  await expect(takeBack(house.as(ann), 'trend', late.id)).rejects.toMatchObject(none);
});

test('over HTTP: only signed-in readers of figures note one, with words for both, and a survey that is gone is none', async () => {
  const colleague = await house.staff('colleague');
  expect(mayRole('colleague', 'measures.read')).toBe(false);
  await expect(readFigure(house.as(colleague), 'recoveries')).rejects.toMatchObject({ code: 'figure-not-yours' });
  const ann = await house.staff('agent');
  const gone = `survey:${newId()}`;
  await expect(readFigure(house.as(ann), gone)).rejects.toMatchObject({ code: 'figure-not-found' });
  await expect(noteDecided(house.as(ann), gone, words)).rejects.toMatchObject({ code: 'figure-not-found' });
  const key = { kind: 'key', id: newId(), role: 'owner', name: 'key', teamIds: [] } as const;
  await expect(noteDecided(house.as(key), 'kept', words)).rejects.toMatchObject({ code: 'not-a-person' });
  const url = '/api/v1/reports/figures/kept/decisions';
  expect((await house.app.inject({ method: 'POST', url, payload: words })).statusCode).toBe(401);
  expect((await house.app.inject({ url: '/api/v1/reports/decided' })).statusCode).toBe(401);
});
