import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Context } from '../../../context.ts';
import { transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { addCase, addCustomer } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createStandard } from '../../charter/standards.ts';
import { cheer, commentOnBell, recentBells, ringBell, theBell } from './bell.ts';
import { winCandidates } from './candidates.ts';
import { claimWin, confirmWin, listWins, theWin, winFigures } from './claiming.ts';
import { practiceDay } from '../day.ts';
import { winEvidence } from './evidence.ts';
import { giveKudos, kudosByStandard, listKudos } from './kudos.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let ines: Staff;
let tom: Staff;

const days = (n: number) => n * 24 * 3_600_000;

beforeAll(async () => {
  house = await openTestHouse();
  ines = await house.staff('agent', 'Ines Okafor');
  tom = await house.staff('agent', 'Tom');
});
afterAll(() => house.close());

const customer = (name: string) => addCustomer(house, { name });

const openCase = (customerId: string, change: Parameters<typeof addCase>[2] = {}) =>
  addCase(house, customerId, { subject: 'Oak boards', ...change });

/** Something the customer did, as its room would record it. */
const customerDid = (customerId: string, type: string, data: Record<string, unknown>) =>
  happened({ ...house.system(), actor: { kind: 'customer', id: customerId, name: '' } }, type, { customerId, ...data });

async function happened(ctx: Context, type: string, data: Record<string, unknown>) {
  await transact(ctx, (ctx) => record(ctx, type, null, data));
  await house.settle([winEvidence]);
}

const wonEvents = () =>
  house.db.selectFrom('events').select('data').where('type', '=', 'practice.won').orderBy('id').execute();

test('twenty fake wins count as none', async () => {
  const hanne = await customer('Hanne de Wit');
  for (let n = 0; n < 20; n += 1) await claimWin(house.as(ines), { customerId: hanne, what: `Fake win ${n}` });
  await house.settle([winEvidence]);
  expect(await winFigures(house.as(ines), 30)).toMatchObject({ evidenced: 0, waiting: 20, onlyClaimed: 0 });
  // what colleagues type in themselves is no evidence
  await happened(house.as(tom), 'voice.answered', { customerId: hanne, answerId: newId(), rating: 5 });
  await happened(house.as(ines), 'cases.verdict-given', { customerId: hanne, caseId: null, verdict: 'confirmed' });
  expect((await winFigures(house.as(ines), 30)).evidenced).toBe(0);
  // and one happy customer carries one win, not twenty
  await customerDid(hanne, 'voice.answered', { answerId: newId(), rating: 5, servedBy: ines.id });
  expect(await winFigures(house.as(ines), 30)).toMatchObject({ evidenced: 1, waiting: 19 });
  house.setClock(days(15));
  expect(await winFigures(house.as(ines), 30)).toMatchObject({ evidenced: 1, waiting: 0, onlyClaimed: 19 });
  expect((await practiceDay(house.as(ines))).streak.wins).toBe(0);
});

test('evidence that comes later makes a claimed win count; after fourteen days it does not', async () => {
  const [niall, greta] = [await customer('Niall Costigan'), await customer('Greta Holm')];
  const caseId = await openCase(niall);
  const win = await claimWin(house.as(ines), {
    customerId: niall,
    caseId,
    what: 'Rang when I said',
    before: 'Waited twice',
  });
  const late = await claimWin(house.as(ines), { customerId: greta, what: 'Lime plaster' });
  expect(win).toMatchObject({ state: 'claimed', evidence: null, mayRing: false });
  await expect(ringBell(house.as(ines), { winId: win.id })).rejects.toMatchObject({ code: 'not-evidenced' });
  const before = (await wonEvents()).length;

  house.setClock(days(2));
  await customerDid(niall, 'voice.answered', { answerId: newId(), caseId, rating: 5, quote: 'To the minute.' });
  expect(await theWin(house.as(tom), win.id)).toMatchObject({
    state: 'evidenced',
    evidence: { kind: 'rating', rating: 5, quote: 'To the minute.' },
    mayRing: true,
  });
  expect((await wonEvents()).slice(before)).toMatchObject([
    { data: { winId: win.id, userId: ines.id, state: 'evidenced' } },
  ]);

  house.setClock(days(13));
  await customerDid(greta, 'cases.customer-wrote', { messageId: newId(), thanksOnly: true });
  expect((await theWin(house.as(ines), late.id)).state).toBe('claimed');
});

test('evidence that is there already counts at once, and one case carries one win per person', async () => {
  const piet = await customer('Piet de Wit');
  const caseId = await openCase(piet);
  await customerDid(piet, 'cases.verdict-given', { caseId, verdict: 'confirmed' });
  await customerDid(piet, 'voice.answered', { answerId: newId(), caseId, rating: 4 });
  expect(await claimWin(house.as(ines), { customerId: piet, caseId, what: 'Second floor' })).toMatchObject({
    state: 'evidenced',
    evidence: { kind: 'rating', rating: 4 },
  });
  expect((await claimWin(house.as(ines), { customerId: piet, caseId, what: 'Again' })).state).toBe('claimed');
  expect((await claimWin(house.as(tom), { customerId: piet, caseId, what: 'I cut the boards' })).state).toBe(
    'evidenced',
  );
});

test('a customer who takes his good word back takes the win back', async () => {
  const luis = await customer('Luis Arroyo');
  const answerId = newId();
  await customerDid(luis, 'voice.answered', { answerId, rating: 5 });
  const win = await claimWin(house.as(ines), { customerId: luis, what: 'Refund' });
  expect(win.state).toBe('evidenced');
  await customerDid(luis, 'voice.answered', { answerId, rating: 2 });
  expect(await theWin(house.as(ines), win.id)).toMatchObject({ state: 'claimed', evidence: null });
});

test('a purchase that was noted wrongly and is taken back takes the win back', async () => {
  const lotte = await customer('Lotte Bergström');
  const win = await claimWin(house.as(ines), { customerId: lotte, what: 'Showed her the larch' });
  const purchaseId = newId();
  await happened(house.as(tom), 'customers.purchased', { customerId: lotte, purchaseId });
  expect(await theWin(house.as(ines), win.id)).toMatchObject({ state: 'evidenced', evidence: { kind: 'purchase' } });
  await happened(house.as(tom), 'customers.purchase-removed', { customerId: lotte, purchaseId });
  expect(await theWin(house.as(ines), win.id)).toMatchObject({ state: 'claimed', evidence: null });
});

test('a win follows its customer into another record, and a case of another customer is refused', async () => {
  const [one, other] = [await customer('Aoife'), await customer('Aoife Brannigan')];
  const win = await claimWin(house.as(ines), { customerId: one, what: 'Slot confirmed' });
  await house.db.updateTable('customers').set({ merged_into: other }).where('id', '=', one).execute();
  await happened(house.as(tom), 'customers.merged', { from: one, into: other });
  await customerDid(other, 'cases.verdict-given', { caseId: await openCase(other), verdict: 'confirmed' });
  expect((await theWin(house.as(ines), win.id)).state).toBe('evidenced');
  const caseId = await openCase(other);
  await expect(
    claimWin(house.as(ines), { customerId: await customer('Piet'), caseId, what: 'x' }),
  ).rejects.toMatchObject({
    code: 'case-of-another',
  });
});

test('evidence that names a merged record carries the claim on the record it was merged into, and goes back with it', async () => {
  const [from, into] = [await customer('M. Laurent'), await customer('Marie Laurent')];
  const caseId = await openCase(from);
  await house.db.updateTable('customers').set({ merged_into: into }).where('id', '=', from).execute();
  const win = await claimWin(house.as(ines), { customerId: into, caseId, what: 'Third try held' });
  await customerDid(from, 'voice.recovery-ended', {
    recoveryId: newId(),
    caseId,
    recovered: true,
    quote: 'Now it holds.',
  });
  expect(await theWin(house.as(ines), win.id)).toMatchObject({
    state: 'evidenced',
    customer: { id: into },
    evidence: { kind: 'solution-confirmed', quote: 'Now it holds.' },
  });
  await house.db.updateTable('customers').set({ merged_into: null }).where('id', '=', from).execute();
  await happened(house.as(tom), 'customers.unmerged', { from, into });
  expect((await theWin(house.as(ines), win.id)).customer.id).toBe(from);
});

test('the bell rings once per win, with the words, who, and the customer’s first name and quote', async () => {
  const yusuf = await customer('Yusuf Demir');
  await customerDid(yusuf, 'voice.answered', { answerId: newId(), rating: 5, quote: 'I had the kettle on.' });
  const win = await claimWin(house.as(ines), { customerId: yusuf, what: 'Stair cut list' });
  await ringBell(house.as(ines), { winId: win.id, level: 'quiet' });
  expect((await recentBells(house.as(tom), {})).items).toEqual([]);
  const rings = await Promise.allSettled(
    [1, 2, 3].map(() => ringBell(house.as(ines), { winId: win.id, words: 'He was home!' })),
  );
  expect(rings.filter((ring) => ring.status === 'fulfilled')).toHaveLength(1);
  expect(rings.find((ring) => ring.status === 'rejected')).toMatchObject({ reason: { code: 'rung-already' } });
  const { data, subject_id } = await house.db
    .selectFrom('events')
    .select(['data', 'subject_id'])
    .where('type', '=', 'practice.bell-rang')
    .executeTakeFirstOrThrow();
  expect(data).toMatchObject({
    winId: win.id,
    userId: ines.id,
    words: 'He was home!',
    who: 'Ines Okafor',
    customer: 'Yusuf',
    quote: 'I had the kettle on.',
  });
  await cheer(house.as(tom), subject_id!);
  await cheer(house.as(tom), subject_id!);
  await commentOnBell(house.as(tom), subject_id!, 'Well kept');
  expect(await theBell(house.as(tom), subject_id!)).toMatchObject({
    customer: { firstName: 'Yusuf' },
    cheers: [{ name: 'Tom' }],
    iCheered: true,
    comments: [{ words: 'Well kept', by: { name: 'Tom' } }],
  });
  expect((await recentBells(house.as(tom), {})).items).toHaveLength(1);
  expect(await theWin(house.as(tom), win.id)).toMatchObject({ bellId: subject_id, mayRing: false });
});

test('a colleague’s word lets the bell ring but does not make the win count; nobody confirms his own', async () => {
  const win = await claimWin(house.as(ines), { customerId: await customer('Noor Haddad'), what: 'Floor fitted' });
  await expect(confirmWin(house.as(ines), win.id)).rejects.toMatchObject({ code: 'own-win' });
  expect(await confirmWin(house.as(tom), win.id)).toMatchObject({
    state: 'claimed',
    mayRing: true,
    confirmedBy: { name: 'Tom' },
  });
  expect(await ringBell(house.as(tom), { winId: win.id })).toMatchObject({
    rungBy: { name: 'Tom' },
    by: { name: 'Ines Okafor' },
  });
});

test('a win of a private team does not exist for strangers, nor does its bell', async () => {
  const team = newId();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Legal', private: true, created_at: house.now() })
    .execute();
  const insider = { ...(await house.staff('agent', 'Priya')), teamIds: [team] };
  const anna = await customer('Anna');
  const caseId = await openCase(anna, { team_id: team });
  await expect(claimWin(house.as(tom), { customerId: anna, caseId, what: 'x' })).rejects.toMatchObject({
    code: 'case-not-found',
  });
  const win = await claimWin(house.as(insider), { customerId: anna, caseId, what: 'Settled' });
  await expect(theWin(house.as(tom), win.id)).rejects.toMatchObject({ code: 'win-not-found' });
  await customerDid(anna, 'cases.verdict-given', { caseId, verdict: 'confirmed' });
  const bell = await ringBell(house.as(insider), { winId: win.id });
  await expect(theBell(house.as(tom), bell.id)).rejects.toMatchObject({ code: 'bell-not-found' });
  expect((await listWins(house.as(tom), { limit: 200 })).items.map((each) => each.id)).not.toContain(win.id);
});

test('the best candidate of the day is whoever came back after a lost moment', async () => {
  const dele = await house.staff('agent', 'Dele');
  const [happy, back] = [await customer('Camille Perrault'), await customer('Renate Vogel')];
  const caseOf = async (id: string) => openCase(id, { assignee_id: dele.id });
  const touchpoint = newId();
  await house.db
    .insertInto('touchpoints')
    .values({ id: touchpoint, name: 'Mail', channel: 'mail', created_at: house.now() })
    .execute();
  await house.db
    .insertInto('moments')
    .values({
      id: newId(),
      contact: `case:${newId()}`,
      at: new Date(house.now().getTime() - days(20)),
      customer_id: back,
      touchpoint_id: touchpoint,
      channel: 'mail',
      outcome: 'lost',
      evidence: 'answer',
      strength: 5,
      changed_at: house.now(),
    })
    .execute();
  const happyCase = await caseOf(happy);
  await customerDid(happy, 'voice.answered', {
    answerId: newId(),
    caseId: happyCase,
    rating: 5,
    servedBy: dele.id,
    quote: 'Lovely.',
  });
  await customerDid(back, 'cases.verdict-given', { caseId: await caseOf(back), verdict: 'confirmed' });
  const closed = await openCase(await customer('Eilidh Munro'), {
    assignee_id: dele.id,
    state: 'closed',
    closed_at: house.now(),
  });
  const candidates = await winCandidates(house.as(dele));
  expect(candidates.map((each) => [each.customer.name, each.reason, each.evidenced])).toEqual([
    ['Renate Vogel', 'won-back', true],
    ['Camille Perrault', 'praised', true],
    ['Eilidh Munro', 'ask-how-it-went', false],
  ]);
  expect(candidates[2]!.caseId).toBe(closed);
  await claimWin(house.as(dele), { customerId: back, what: 'Came back' });
  expect((await winCandidates(house.as(dele)))[0]!.customer.name).toBe('Camille Perrault');
  expect(await winCandidates(house.as(tom))).toEqual([]);
  expect((await practiceDay(house.as(dele))).streak.wins).toBe(1);
});

test('kudos thank for a standard and are counted by standard, never by person', async () => {
  const manager = await house.staff('manager');
  const standard = await createStandard(house.as(manager), { name: 'We say when' });
  await expect(
    giveKudos(house.as(ines), { toUserId: ines.id, standardId: standard.id, words: 'Me' }),
  ).rejects.toMatchObject({
    code: 'to-oneself',
  });
  await giveKudos(house.as(ines), { toUserId: tom.id, standardId: standard.id, words: 'You named the hour' });
  expect((await listKudos(house.as(tom), { mine: true })).items).toMatchObject([
    { from: { name: 'Ines Okafor' }, words: 'You named the hour' },
  ]);
  expect(await kudosByStandard(house.as(tom), 30)).toEqual({
    items: [{ standard: { id: standard.id, name: 'We say when' }, count: 1 }],
  });
});
