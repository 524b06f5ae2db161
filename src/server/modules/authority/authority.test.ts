import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestCase } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { mergeCase } from '../cases/index.ts';
import { mergeCustomer } from '../customers/index.ts';
import { listNotifications } from '../notifications/listing.ts';
import {
  askApproval,
  decideApproval,
  listApprovals,
  readCaseAuthority,
  tickApprovals,
  withdrawApproval,
} from './asking.ts';
import { readEarnings } from './earnings.ts';
import { give, listGestures, undoGesture } from './giving.ts';
import { addKind, readAuthority, setLimit } from './limits.ts';
import { answerProposal, readAskingReport } from './reporting.ts';
import { authoritySeeds } from './seeding.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let tom: Staff;
let lea: Staff;
let max: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
  lea = await house.staff('lead', 'Lea');
  max = await house.staff('manager', 'Max');
});
afterAll(() => house.close());

const aCase = async () => (await openTestCase(house.as(tom))).caseId;
const aKind = async () => {
  const { id } = await addKind(house.as(max), { name: `Refund ${newId().slice(-5)}`, unit: 'money' });
  const limit = (role: 'agent' | 'lead', most: number) =>
    setLimit(house.as(max), { kindId: id, role, span: 'case', most });
  await limit('agent', 50);
  await limit('lead', 200);
  return id;
};
const leftOf = async (kindId: string, caseId: string) =>
  (await readCaseAuthority(house.as(tom), caseId)).allowed.find((one) => one.kind.id === kindId)!.left;

test('within his limit somebody gives at once, and what was given counts; beyond it he is told what is left', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  expect(await leftOf(kindId, caseId)).toBe(50);
  const gesture = await give(house.as(tom), caseId, { kindId, size: 30, why: 'Waited a week' });
  expect(gesture).toMatchObject({ size: 30, cost: 30, givenBy: { name: 'Tom' }, approved: false });
  expect(await leftOf(kindId, caseId)).toBe(20);
  await expect(give(house.as(tom), caseId, { kindId, size: 20.01, why: 'More' })).rejects.toMatchObject({
    code: 'beyond-authority',
    detail: { extension: { left: 20 } },
  });
  await undoGesture(house.as(tom), gesture.id);
  expect(await leftOf(kindId, caseId)).toBe(50);
  expect((await listGestures(house.as(tom), { caseId })).items[0]!.undoneAt).not.toBeNull();
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', gesture.id).execute();
  expect(events.map((one) => one.type)).toEqual(['authority.gesture-given', 'authority.gesture-undone']);
});

test('two gestures at once never pass a limit together', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  const both = await Promise.allSettled([1, 2].map(() => give(house.as(tom), caseId, { kindId, size: 40, why: 'x' })));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a request goes to whoever may give it; granted it is given, the asker hears of it, and the wait is kept', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  const asked = await askApproval(house.as(tom), caseId, { kindId, size: 120, why: 'Third time' });
  await expect(askApproval(house.as(tom), caseId, { kindId, size: 1, why: 'x' })).rejects.toMatchObject({
    code: 'already-asked',
  });
  expect((await listNotifications(house.as(lea), {})).items[0]!.subject).toContain('120.00 EUR');
  await expect(decideApproval(house.as(tom), asked.id, { decision: 'granted' })).rejects.toMatchObject({
    code: 'not-yours-to-decide',
  });
  expect((await listApprovals(house.as(lea), { mine: true })).items.map((one) => one.id)).toContain(asked.id);
  house.setClock(20 * 60_000);
  await decideApproval(house.as(lea), asked.id, { decision: 'granted', word: 'Of course' });
  expect((await listGestures(house.as(tom), { caseId })).items[0]).toMatchObject({
    size: 120,
    approved: true,
    givenBy: { name: 'Tom' },
  });
  const told = (await listNotifications(house.as(tom), {})).items[0]!;
  expect([told.subject.startsWith('Granted'), told.text]).toEqual([true, 'Of course']);
  const line = (await readAskingReport(house.as(max))).items.find((one) => one.kind.id === kindId)!;
  expect([line.medianWaitMinutes, line.granted.k, line.granted.n, line.proposal]).toEqual([20, 1, 1, null]);
  const later = await askApproval(house.as(tom), caseId, { kindId, size: 900, why: 'All of it' });
  await expect(decideApproval(house.as(lea), later.id, { decision: 'granted' })).rejects.toMatchObject({
    code: 'not-yours-to-decide',
  });
  expect((await withdrawApproval(house.as(tom), later.id)).state).toBe('withdrawn');
});

test('what a lead may not give at once he does not grant in pieces either; somebody above does', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  const ask = (size: number) => askApproval(house.as(tom), caseId, { kindId, size, why: 'Once more' });
  const first = await ask(150);
  expect((await decideApproval(house.as(lea), first.id, { decision: 'granted' })).state).toBe('granted');
  const second = await ask(60);
  expect((await listApprovals(house.as(lea), { mine: true })).items.map(({ id }) => id)).not.toContain(second.id);
  await expect(decideApproval(house.as(lea), second.id, { decision: 'granted' })).rejects.toMatchObject({
    code: 'not-yours-to-decide',
  });
  const owner = house.as(await house.staff('owner'));
  expect((await decideApproval(owner, second.id, { decision: 'declined' })).state).toBe('declined');
  const third = await ask(50);
  expect((await decideApproval(house.as(lea), third.id, { decision: 'granted' })).state).toBe('granted');
});

test('whoever may decide is reminded, and what nobody decides expires', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  const asked = await askApproval(house.as(tom), caseId, { kindId, size: 120, why: 'x' });
  const told = async () =>
    (await listNotifications(house.as(lea), { limit: 200 })).items.filter((one) => one.caseId === caseId).length;
  await tickApprovals(house.system());
  expect(await told()).toBe(1);
  house.setClock(2 * 3_600_000);
  await tickApprovals(house.system());
  await tickApprovals(house.system());
  expect(await told()).toBe(2);
  house.setClock(71 * 3_600_000);
  await tickApprovals(house.system());
  expect((await readCaseAuthority(house.as(tom), caseId)).approvals[0]).toMatchObject({
    id: asked.id,
    state: 'expired',
  });
});

test('when at least 20 were answered and 95 % granted, asking proposes its own end, once', async () => {
  const kindId = await aKind();
  house.setClock(60_000);
  for (let at = 0; at < 20; at++) {
    const asked = await askApproval(house.as(tom), await aCase(), { kindId, size: 80, why: 'x' });
    await decideApproval(house.as(lea), asked.id, { decision: at === 0 ? 'declined' : 'granted' });
  }
  const line = async () => (await readAskingReport(house.as(max))).items.find((one) => one.kind.id === kindId)!;
  expect((await line()).proposal).toEqual({ most: 80, currency: 'EUR', n: 20, granted: 19 });
  const answer = (accept: boolean) => answerProposal(house.as(max), { kindId, role: 'agent', accept });
  expect(await answer(true)).toMatchObject({ most: 80, span: 'case', role: 'agent' });
  expect((await line()).proposal).toBeNull();
  await expect(answer(false)).rejects.toMatchObject({ code: 'no-proposal' });
});

test('what gestures earned back is told with its n, beside cases without one', async () => {
  const kindId = await aKind();
  const caseId = await aCase();
  await give(house.as(tom), caseId, { kindId, size: 10, why: 'x' });
  house.setClock(40 * 86_400_000);
  const earned = await readEarnings(house.as(max), { kindId });
  expect(earned).toMatchObject({ given: 1, customers: 1, cost: 10, old: 1, cameBack: { k: 0, n: 1, say: 'count' } });
  expect(earned.confirmed.say).toBe('unknown');
});

test('a new company’s people may help from the first day', async () => {
  const event = { data: { language: 'en' } } as never;
  const seed = () =>
    house.db.transaction().execute((trx) => authoritySeeds.handle({ ...house.system(), db: trx, trx }, [event]));
  await seed();
  await seed();
  const { kinds, limits } = await readAuthority(house.as(tom));
  expect(kinds.filter((one) => one.name === 'Visit on site').length).toBe(1);
  expect(limits.find((one) => one.kind.name === 'Refund' && one.role === 'agent')).toMatchObject({
    most: 50,
    span: 'case',
  });
});

test('of a month everybody has his own account: what was granted is not on it, and programs share one', async () => {
  const kindId = (await addKind(house.as(max), { name: `Voucher ${newId().slice(-5)}`, unit: 'money' })).id;
  await setLimit(house.as(max), { kindId, role: 'agent', span: 'month', most: 50 });
  await setLimit(house.as(max), { kindId, role: 'lead', span: 'month', most: 500 });
  const asked = await askApproval(house.as(tom), await aCase(), { kindId, size: 120, why: 'x' });
  await decideApproval(house.as(lea), asked.id, { decision: 'granted' });
  await give(house.as(tom), await aCase(), { kindId, size: 50, why: 'x' });
  const beyond = { code: 'beyond-authority' };
  await expect(give(house.as(tom), await aCase(), { kindId, size: 1, why: 'x' })).rejects.toMatchObject(beyond);
  house.setClock(30 * 86_400_000 - 1000);
  await expect(give(house.as(tom), await aCase(), { kindId, size: 1, why: 'x' })).rejects.toMatchObject(beyond);
  house.setClock(1000);
  await give(house.as(tom), await aCase(), { kindId, size: 50, why: 'x' });
  const key = { kind: 'key', id: newId(), name: 'Shop', role: 'agent', teamIds: [], scopes: null } as unknown as Actor;
  await give(house.as(key), await aCase(), { kindId, size: 40, why: 'x' });
  await expect(give(house.as(key), await aCase(), { kindId, size: 20, why: 'x' })).rejects.toMatchObject(beyond);
});

test('merging cases or customers wins nobody another limit', async () => {
  const [kindId, one, two] = [await aKind(), await aCase(), await aCase()];
  await setLimit(house.as(max), { kindId, role: 'agent', span: 'customer', most: 60 });
  await give(house.as(tom), one, { kindId, size: 50, why: 'x' });
  expect(await leftOf(kindId, two)).toBe(50);
  const customerOf = async (caseId: string) =>
    (await house.db.selectFrom('cases').select('customer_id').where('id', '=', caseId).executeTakeFirstOrThrow())
      .customer_id;
  await mergeCustomer(house.as(max), await customerOf(two), await customerOf(one));
  expect(await leftOf(kindId, two)).toBe(10);
  await mergeCase(house.as(tom), one, two);
  expect(await leftOf(kindId, two)).toBe(0);
});

test('the limit is proposed that made people ask, also where each request was small', async () => {
  const kindId = (await addKind(house.as(max), { name: `Parts ${newId().slice(-5)}`, unit: 'money' })).id;
  await setLimit(house.as(max), { kindId, role: 'agent', span: 'case', most: 100 });
  await setLimit(house.as(max), { kindId, role: 'agent', span: 'month', most: 30 });
  await setLimit(house.as(max), { kindId, role: 'lead', span: 'case', most: 100 });
  house.setClock(60_000);
  await give(house.as(tom), await aCase(), { kindId, size: 30, why: 'x' });
  for (let at = 0; at < 20; at++) {
    house.setClock(1000);
    const asked = await askApproval(house.as(tom), await aCase(), { kindId, size: 10, why: 'x' });
    await decideApproval(house.as(lea), asked.id, { decision: 'granted' });
  }
  const line = (await readAskingReport(house.as(max))).items.find((one) => one.kind.id === kindId)!;
  expect(line).toMatchObject({ present: { span: 'month', most: 30 }, proposal: { most: 220, n: 20, granted: 20 } });
  expect(await answerProposal(house.as(max), { kindId, role: 'agent', accept: true })).toMatchObject({
    span: 'month',
    most: 220,
  });
});

test('asked twice at once is asked once, and of two who decide at once one does', async () => {
  const [kindId, caseId] = [await aKind(), await aCase()];
  const asks = await Promise.allSettled(
    [1, 2].map(() => askApproval(house.as(tom), caseId, { kindId, size: 120, why: 'x' })),
  );
  expect(asks.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const { id } = (await listApprovals(house.as(lea), { mine: true })).items[0]!;
  const answers = await Promise.allSettled([
    decideApproval(house.as(lea), id, { decision: 'granted' }),
    decideApproval(house.as(await house.staff('owner', 'Olga')), id, { decision: 'declined' }),
    withdrawApproval(house.as(tom), id),
  ]);
  expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});
