import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact } from '../context.ts';
import { addParty, mergeCase, openConversation } from '../modules/cases/index.ts';
import { signMyLink } from '../modules/customers/index.ts';
import { handOverPromise, makePromise } from '../modules/promises/index.ts';
import { newId } from '../store/identity.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestApp, type TestApp } from '../testing/app.ts';
import { addCompany, addCustomer } from '../testing/desk.ts';
import type { TestStaff } from '../testing/desk.ts';

let house: TestApp;
let tom: TestStaff;
/** Ann asks; Bob of the same organisation sees its cases; Cem, of none, is in copy. */
let ann: string;
let bob: string;
let cem: string;
const organisation = newId();
const hour = 3_600_000;

beforeAll(async () => {
  house = await buildTestApp();
  tom = await house.staff('agent', 'Tom');
  const { db } = house;
  await addCompany(house, { name: 'Larch', time_zone: 'Europe/London' });
  await db.insertInto('organisations').values({ id: organisation, name: 'Holm', created_at: house.now() }).execute();
  const person = (name: string, organisation_id: string | null, portal_role = 'own') =>
    addCustomer(house, { name, organisation_id, portal_role });
  ann = await person('Ann', organisation);
  bob = await person('Bob', organisation, 'organisation');
  cem = await person('Cem', null);
});
afterAll(() => house.close());

const openedBy = async (customerId: string, subject: string, more: object = {}) => {
  const organisationId = customerId === cem ? null : organisation;
  return transact(house.system(), (ctx) =>
    openConversation(ctx, {
      customer: { id: customerId, name: 'x', organisationId },
      subject,
      text: 'words',
      channel: 'portal',
      ...more,
    }),
  );
};
const promised = (what: string, to: { caseId: string } | { customerId: string }, hours = 5) =>
  makePromise(house.as(tom), { what, dueAt: new Date(Date.now() + hours * hour).toISOString(), ...to });
const cookieOf = (id: string) => `kept_my=${new URL(signMyLink(house.system(), id)).searchParams.get('key')!}`;
const page = async (who: string, path: string) =>
  (await house.app.inject({ url: path, headers: { accept: 'text/html', cookie: cookieOf(who) } })).body;
const say = (who: string, path: string, form: Record<string, string> = {}) =>
  house.app.inject({
    method: 'POST',
    url: path,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookieOf(who) },
  });

test('a colleague who sees a case sees what was promised in it, in the list and on its page, and leaves the hour to whom it was promised', async () => {
  const { caseId, number } = await openedBy(ann, 'The stair');
  const id = await promised('Send the cut list', { caseId });
  for (const who of [ann, bob]) {
    expect(await page(who, '/my')).toContain('Send the cut list by');
    expect(await page(who, `/my/cases/${String(number)}`)).toContain('Send the cut list');
  }
  expect(await page(ann, `/my/cases/${String(number)}`)).toContain('That works');
  expect(await page(bob, `/my/cases/${String(number)}`)).not.toContain('That works');
  const path = `/my/cases/${String(number)}/promises/${id}`;
  expect((await say(bob, `${path}/acceptance`)).statusCode).toBe(404);
  expect((await say(bob, `${path}/another-time`, { when: 'Monday' })).statusCode).toBe(404);
  expect((await say(ann, `${path}/acceptance`)).statusCode).toBe(303);
  expect(await page(bob, `/my/cases/${String(number)}`)).toContain('You said this works.');
});

test('what is for one pair of eyes, and what was promised to somebody else, is in neither', async () => {
  const hers = await openedBy(ann, 'Her salary', { onlyHis: true });
  await promised('Send the figures', { caseId: hers.caseId });
  const { caseId, number } = await openedBy(ann, 'The gate');
  await promised('Measure the gate', { caseId });
  await addParty(house.as(tom), caseId, { role: 'customer', customerId: cem });
  expect(await page(bob, '/my')).not.toContain('Send the figures');
  // in copy one reads along; the word was given to Ann
  expect(await page(cem, '/my')).toContain('The gate');
  expect(await page(cem, '/my')).not.toContain('Measure the gate');
  expect(await page(cem, `/my/cases/${String(number)}`)).not.toContain('Measure the gate');
});

test('a word given in a case that became part of another is in the list of whom it was given to, and of nobody else', async () => {
  const his = await openedBy(cem, 'The bench');
  await promised('Oil the bench', { caseId: his.caseId });
  const hers = await openedBy(ann, 'The table');
  await promised('Oil the table', { caseId: hers.caseId });
  await mergeCase(house.as(tom), his.caseId, hers.caseId);
  await house.settle(subscriptions);
  expect(await page(cem, '/my')).toContain('Oil the bench by');
  expect(await page(cem, `/my/cases/${String(his.number)}`)).toContain('Oil the bench');
  expect(await page(cem, `/my/cases/${String(his.number)}`)).not.toContain('Oil the table');
  for (const who of [ann, bob]) {
    expect(await page(who, '/my')).toContain('Oil the table by');
    expect(await page(who, `/my/cases/${String(hers.number)}`)).not.toContain('Oil the bench');
  }
});

test('what was promised without a case stands in the list of whom it was promised to, who answers it there', async () => {
  const id = await promised('Send the brochure', { customerId: ann });
  const hidden = await promised('Think of her birthday', { customerId: ann });
  await house.db.updateTable('promises').set({ visible: false }).where('id', '=', hidden).execute();
  const list = await page(ann, '/my');
  expect(list).toContain('What we promised you');
  expect(list).toContain('Send the brochure');
  expect(list).not.toContain('birthday');
  expect(await page(bob, '/my')).not.toContain('brochure');
  expect((await say(bob, `/my/promises/${id}/acceptance`)).statusCode).toBe(404);
  expect((await say(ann, '/my/promises/none/acceptance')).statusCode).toBe(404);
  const accepted = await say(ann, `/my/promises/${id}/acceptance`);
  expect([accepted.statusCode, accepted.headers.location]).toEqual([303, '/my?done=promise-accepted']);
  expect(await page(ann, '/my?done=promise-accepted')).toContain('You said this works.');
  const empty = await say(ann, `/my/promises/${id}/another-time`, { when: ' ' });
  expect([empty.statusCode, empty.body.includes('Say when it would be better.')]).toEqual([400, true]);
  expect((await say(ann, `/my/promises/${id}/another-time`, { when: 'On Monday' })).statusCode).toBe(303);
  // what she asked for stands there instead of her earlier yes, until somebody agrees or she does
  expect(await page(ann, '/my')).toMatch(/You asked for another time: On Monday\.[^]*That works/);
  expect((await say(ann, `/my/promises/${id}/acceptance`)).statusCode).toBe(303);
  expect(await page(ann, '/my')).not.toMatch(/On Monday|That works/);
  const told = await house.db
    .selectFrom('notifications')
    .select(['user_id', 'subject'])
    .where('link', '=', `/promises/${id}`)
    .execute();
  expect(told).toEqual([{ user_id: tom.id, subject: expect.stringContaining('On Monday') as string }]);
});

test('a wish about what nobody keeps reaches whoever leads', async () => {
  const lea = await house.staff('lead', 'Lea');
  const id = await promised('Call about the door', { customerId: ann });
  await house.db.updateTable('promises').set({ keeper_id: null }).where('id', '=', id).execute();
  expect((await say(ann, `/my/promises/${id}/another-time`, { when: 'Tuesday' })).statusCode).toBe(303);
  await house.settle(subscriptions);
  const told = await house.db
    .selectFrom('notifications')
    .select(['user_id'])
    .where('link', '=', `/promises/${id}`)
    .execute();
  expect(told).toEqual([{ user_id: lea.id }]);
  await handOverPromise(house.as(lea), id, { keeperId: tom.id });
});

test('all that is open is on the page of a case, however much was promised there before', async () => {
  const { caseId, number } = await openedBy(ann, 'The long one');
  await promised('Paint it', { caseId });
  const at = house.now();
  const row = {
    kind: 'personal',
    case_id: caseId,
    customer_id: ann,
    state: 'kept',
    ended_at: at,
    end_reason: 'done',
  } as const;
  const old = Array.from({ length: 120 }, (_, n) => ({
    ...row,
    id: newId(),
    what: `Old ${String(n)}`,
    made_at: new Date(at.getTime() - (n + 1) * hour),
  }));
  await house.db.insertInto('promises').values(old).execute();
  const body = await page(ann, `/my/cases/${String(number)}`);
  expect(body).toContain('Paint it');
  expect(body).toContain('Old 0<');
  expect(body).not.toContain('Old 119');
});
