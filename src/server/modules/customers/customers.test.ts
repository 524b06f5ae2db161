import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { answerBrief, readBrief } from './brief/brief.ts';
import { addIdentity, createCustomer } from './changing.ts';
import { findOrAddCustomer } from './finding.ts';
import { mergeCustomer, unmergeCustomer } from './merging/merging.ts';
import { readMyKey, signMyKey, signMyLink } from './my-link.ts';
import { createOrganisation, readOrganisation } from './organisations/organisations.ts';
import { listCustomers } from './listing/listing.ts';
import { readCustomer } from './reading.ts';

let house: TestHouse;
let ctx: Context;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.as(await house.staff('agent'));
});
afterAll(() => house.close());

test('one person is one record however the address is written, and belongs to the organisation of his domain', async () => {
  const first = await findOrAddCustomer(ctx, { email: 'Renate@Vogel.example', name: 'Renate Vogel' }, true);
  const again = await findOrAddCustomer(ctx, { email: ' renate@vogel.example ' });
  expect(again).toMatchObject({ id: first.id, name: 'Renate Vogel', added: false });
  const colleague = await findOrAddCustomer(ctx, { email: 'kurt@vogel.example' });
  expect(colleague.organisationId).toBe(first.organisationId);
  expect((await findOrAddCustomer(ctx, { email: 'kurt@gmail.com' })).organisationId).toBeNull();
  const events = await house.db
    .selectFrom('events')
    .select('subject_id')
    .where('type', '=', 'customers.added')
    .execute();
  expect(events.map((event) => event.subject_id)).toContain(first.id);
});

test('twenty mails from a new address at once make one customer and one organisation', async () => {
  const found = await Promise.all(
    Array.from({ length: 20 }, () => findOrAddCustomer(ctx, { email: 'busy@crowd.example' }, true)),
  );
  expect(new Set(found.map((customer) => customer.id)).size).toBe(1);
  expect(found.filter((customer) => customer.added)).toHaveLength(1);
  const organisations = await house.db
    .selectFrom('organisations')
    .select('id')
    .where('name', '=', 'crowd.example')
    .execute();
  expect(organisations).toHaveLength(1);
});

test('a record made by hand belongs to the organisation of its address, unless another is said', async () => {
  const { id: firm } = await createOrganisation(ctx, { name: 'Byhand', domains: ['byhand.example'] });
  const { id: other } = await createOrganisation(ctx, { name: 'Other' });
  const made = await createCustomer(ctx, { name: 'Una', email: 'Una@ByHand.example' });
  expect(made.organisation?.id).toBe(firm);
  const said = await createCustomer(ctx, { name: 'Ugo', email: 'ugo@byhand.example', organisationId: other });
  expect(said.organisation?.id).toBe(other);
  expect((await createCustomer(ctx, { name: 'Uli', email: 'uli@nobodyknows.example' })).organisation).toBeNull();
});

test('an address that belongs to somebody cannot be given to another', async () => {
  await createCustomer(ctx, { name: 'Niall', email: 'niall@one.example' });
  const other = await createCustomer(ctx, { name: 'Not Niall' });
  await expect(addIdentity(ctx, other.id, { kind: 'email', value: 'NIALL@one.example' })).rejects.toMatchObject({
    code: 'identity-taken',
  });
});

test('a merge is followed by addresses and lists, and undone completely', async () => {
  const home = await findOrAddCustomer(ctx, { email: 'aoife@gmail.com', name: 'Aoife' });
  const work = await findOrAddCustomer(ctx, { email: 'aoife@oak.example', name: 'Aoife Brannigan' });
  await mergeCustomer(ctx, work.id, home.id);
  expect((await findOrAddCustomer(ctx, { email: 'aoife@gmail.com' })).id).toBe(work.id);
  const merged = await readCustomer(ctx, work.id);
  expect(merged.identities.map((identity) => identity.value)).toEqual(['aoife@gmail.com', 'aoife@oak.example']);
  expect(merged.merged).toEqual([{ id: home.id, name: 'Aoife' }]);
  expect((await listCustomers(ctx, { q: 'aoife' })).items.map((item) => item.id)).toEqual([work.id]);
  await expect(mergeCustomer(ctx, home.id, work.id)).rejects.toMatchObject({ code: 'already-merged' });
  await unmergeCustomer(ctx, work.id, home.id);
  expect((await findOrAddCustomer(ctx, { email: 'aoife@gmail.com' })).id).toBe(home.id);
});

test('the brief keeps the customer’s words, replaces an answer without losing it, and says what to ask next', async () => {
  const { id, organisationId } = await findOrAddCustomer(ctx, { email: 'greta@holm.example', name: 'Greta Holm' });
  expect(await readBrief(ctx, id)).toMatchObject({ known: 0, of: 8, next: 'need' });
  await answerBrief(ctx, id, 'need', {
    statement: 'A dry gable',
    quote: 'it comes through the wall',
    saidAt: '2025-01-01T00:00:00Z',
  });
  const brief = await answerBrief(ctx, id, 'need', { statement: 'A dry gable before winter', confidence: 'confirmed' });
  expect(brief).toMatchObject({ known: 1, stale: 0, next: 'why' });
  expect(brief.slots[0]).toMatchObject({
    question: 'need',
    answer: { statement: 'A dry gable before winter', confidence: 'confirmed', stale: false },
    history: [{ statement: 'A dry gable', quote: 'it comes through the wall', stale: true }],
  });
  expect((await readOrganisation(ctx, organisationId!)).coverage).toEqual({ customers: 1, known: 1, of: 8 });
});

test('pages of customers hold everybody once', async () => {
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await listCustomers(ctx, { limit: 3, cursor });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  const all = await house.db.selectFrom('customers').select('id').where('merged_into', 'is', null).execute();
  expect(seen.toSorted()).toEqual(all.map((row) => row.id).toSorted());
});

test('a key to one’s own pages cannot be forged and expires', async () => {
  const { id } = await findOrAddCustomer(ctx, { email: 'luis@arroyo.example' });
  const key = signMyKey(ctx, id);
  expect(readMyKey(ctx, key)).toEqual({ customerId: id });
  expect(signMyLink(ctx, id, 1001)).toBe(`http://127.0.0.1:3000/my/cases/1001?key=${key}`);
  expect(
    readMyKey(
      ctx,
      key.replace(/^./, (sign) => (sign === '0' ? '1' : '0')),
    ),
  ).toBeUndefined();
  expect(readMyKey({ ...ctx, now: new Date('2026-09-01') }, key)).toBeUndefined();
});
