import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { runDueJobs } from '../../../jobs/running.ts';
import { addCustomer } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { promiseJobs } from '../jobs.ts';
import { clockOf, type Fixture, furnish } from '../testing/ledger-fixture.ts';
import { createPolicy, deletePolicy, listPolicyVersions, restorePolicy } from './policies.ts';
import { previewNewPolicy } from './policy-preview.ts';
import { readCustomerTerms, readOrganisationTerms } from './promised-terms.ts';

let house: TestHouse;
let fixture: Fixture;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-23T08:00:00Z'));
  fixture = await furnish(house);
});
afterAll(() => house.close());

const recompute = async () => {
  await fixture.settle();
  await runDueJobs(house.pool, () => house.system(), promiseJobs);
};

test('a customer of whom nothing is said has the terms of everybody; one who is not there has none', async () => {
  const terms = await readCustomerTerms(house.system(), fixture.customerId);
  expect(terms).toMatchObject({ own: null, ofOrganisation: null });
  expect(terms.usual.map(({ priority }) => priority)).toEqual(['low', 'normal', 'high', 'urgent']);
  expect(terms.usual.find(({ priority }) => priority === 'urgent')?.policy?.id).toBe(fixture.urgent);
  expect(terms.usual.find(({ priority }) => priority === 'normal')?.policy?.id).toBe(fixture.usual);
  await expect(readCustomerTerms(house.system(), newId())).rejects.toMatchObject({ code: 'customer-not-found' });
  await expect(readOrganisationTerms(house.system(), newId())).rejects.toMatchObject({
    code: 'organisation-not-found',
  });
});

test('a new policy that leaves running promises alone moves none of them, now or with the next change', async () => {
  const caseId = await fixture.openCase({ priority: 'urgent' });
  await fixture.settle();
  const before = await clockOf(house, caseId, 'resolution');
  const made = await createPolicy(house.system(), {
    name: 'Later only',
    position: 1,
    conditions: { priorities: ['urgent'] },
    resolutionMinutes: 6000,
    recomputeRunning: false,
  });
  await recompute();
  expect(await clockOf(house, caseId, 'resolution')).toMatchObject({ due_at: before.due_at });
  await deletePolicy(house.system(), made.id);
});

test('an override is previewed, moves what runs as was said, is told, removed and taken up again at its place', async () => {
  const caseId = await fixture.openCase();
  await fixture.settle();
  const before = await clockOf(house, caseId, 'first-response');
  const override = {
    name: 'For Greta Holm',
    position: 1,
    conditions: { customerIds: [fixture.customerId] },
    firstResponseMinutes: 30,
  };
  const seen = await previewNewPolicy(house.system(), override);
  // the urgent case of before is hers, too
  expect(seen).toMatchObject({ moving: 2, earlier: 2, later: 0 });
  const other = { ...override, conditions: { customerIds: [newId()] } };
  expect(await previewNewPolicy(house.system(), other)).toMatchObject({ running: 0, moving: 0 });
  const left = await previewNewPolicy(house.system(), { ...override, recomputeRunning: false });
  expect(left.moving).toBe(0);
  expect(left.pinned).toBeGreaterThan(0);
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ due_at: before.due_at });

  const made = await createPolicy(house.system(), override);
  await recompute();
  const clock = await clockOf(house, caseId, 'first-response');
  const example = seen.examples.find(({ promiseId }) => promiseId === clock.id)!;
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({
    policy_id: made.id,
    target_minutes: 30,
    due_at: new Date(example.to!),
  });
  const terms = await readCustomerTerms(house.system(), fixture.customerId);
  expect(terms.own).toMatchObject({ id: made.id, firstResponseMinutes: 30 });
  expect(terms.usual.every(({ policy }) => policy?.id === made.id)).toBe(true);

  await deletePolicy(house.system(), made.id);
  expect((await readCustomerTerms(house.system(), fixture.customerId)).own).toBeNull();
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ target_minutes: 30 });
  expect(await restorePolicy(house.system(), made.id)).toMatchObject({ position: 1, active: true, version: 2 });
  expect((await readCustomerTerms(house.system(), fixture.customerId)).own).toMatchObject({ id: made.id });
  await expect(restorePolicy(house.system(), made.id)).rejects.toMatchObject({ code: 'policy-in-use' });
  await expect(restorePolicy(house.system(), newId())).rejects.toMatchObject({ code: 'policy-not-found' });
  expect((await listPolicyVersions(house.system(), made.id, {})).items.map(({ version }) => version)).toEqual([2, 1]);
});

test('an organisation has its own terms, which its people have too unless one has his own', async () => {
  const made = await createPolicy(house.system(), {
    name: 'For Holm Joinery',
    position: 2,
    conditions: { organisationIds: [fixture.organisationId] },
    firstResponseMinutes: 60,
  });
  const terms = await readOrganisationTerms(house.system(), fixture.organisationId);
  expect(terms.own?.id).toBe(made.id);
  expect(terms.usual.every(({ firstResponseMinutes }) => firstResponseMinutes === 60)).toBe(true);
  const person = await readCustomerTerms(house.system(), fixture.customerId);
  expect(person).toMatchObject({ ofOrganisation: { id: made.id } });
  expect(person.usual[0]!.firstResponseMinutes).toBe(30);
});

test('what was promised to a record that was merged into another is promised to that one', async () => {
  const { customerId } = fixture;
  const former = await addCustomer(house, { name: 'G. Holm', merged_into: customerId });
  const own = (await readCustomerTerms(house.system(), customerId)).own!;
  await deletePolicy(house.system(), own.id);
  const made = await createPolicy(house.system(), {
    name: 'For G. Holm',
    position: 1,
    conditions: { customerIds: [former] },
    firstResponseMinutes: 15,
  });
  const caseId = await fixture.openCase();
  await fixture.settle();
  expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ policy_id: made.id, target_minutes: 15 });
  expect((await readCustomerTerms(house.system(), customerId)).own?.id).toBe(made.id);
});
