import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { addNote, mergeCustomer, recordPurchase } from '../customers/index.ts';
import { noteOnCase } from './answering/noting.ts';
import { openCase } from './opening.ts';
import { listOrganisationCases, listOrganisationPromises } from './organisation-work.ts';
import { readTimeline } from './timeline.ts';

let house: TestHouse;
let ctx: Context;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.as(await house.staff('agent'));
});
afterAll(() => house.close());

test('the timeline holds what happened over every channel once, in pages, and only what is asked for', async () => {
  const opened = await openCase(ctx, {
    subject: 'A leak',
    text: 'It leaks',
    channel: 'mail',
    customer: { name: 'Ida', email: 'ida@leak.example' },
  });
  const phoned = await openCase(ctx, {
    subject: 'Again',
    text: 'It leaks again',
    channel: 'phone',
    customer: { name: 'Ida', email: 'ida.two@leak.example' },
  });
  const ownerOf = async (caseId: string) =>
    (await house.db.selectFrom('cases').select('customer_id').where('id', '=', caseId).executeTakeFirstOrThrow())
      .customer_id;
  const customerId = await ownerOf(opened.caseId);
  await noteOnCase(ctx, opened.caseId, { html: '<p>wet wall</p>' });
  await addNote(ctx, customerId, 'prefers mornings');
  await recordPurchase(ctx, customerId, {
    at: '2026-01-05T10:00:00Z',
    amount: 120,
    currency: 'EUR',
    externalRef: 'o-1',
    description: 'Seal',
  });
  await mergeCustomer(ctx, customerId, await ownerOf(phoned.caseId));
  const all = await readTimeline(ctx, customerId, { limit: 200 });
  expect(all.items.map((item) => item.kind).toSorted()).toEqual([
    'case',
    'case',
    'merge',
    'message',
    'message',
    'message',
    'note',
    'purchase',
  ]);
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await readTimeline(ctx, customerId, { limit: 3, cursor });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  expect(seen).toEqual(all.items.map((item) => item.id));
  const by = async (query: object) => (await readTimeline(ctx, customerId, query)).items.map((item) => item.title);
  expect(await by({ kinds: 'purchase,note' })).toEqual(['prefers mornings', '120.00 EUR · Seal']);
  expect((await readTimeline(ctx, customerId, { kinds: 'case', channel: 'phone' })).items).toMatchObject([
    { title: 'Again', channel: 'phone' },
  ]);
  await expect(by({ kinds: 'weather' })).rejects.toMatchObject({ code: 'timeline-kind' });
  const { organisation_id: organisationId } = await house.db
    .selectFrom('customers')
    .select('organisation_id')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  expect((await listOrganisationCases(ctx, organisationId!, {})).items.map((item) => item.subject)).toEqual([
    'Again',
    'A leak',
  ]);
  expect(await listOrganisationPromises(ctx, organisationId!)).toEqual([]);
});
