import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDueJobs } from '../../../jobs/running.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { newId } from '../../../store/identity.ts';
import { promiseJobs } from '../jobs.ts';
import { changePolicy, createPolicy } from './policies.ts';
import { previewPolicy } from './policy-preview.ts';
import { clockOf, type Fixture, furnish } from '../testing/ledger-fixture.ts';

let house: TestHouse;
let fixture: Fixture;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-23T08:00:00Z'));
  fixture = await furnish(house);
});
afterAll(() => house.close());

test('a preview counts what would move, writes nothing, and comes true', async () => {
  const ids = [];
  for (let turn = 0; turn < 4; turn += 1) ids.push(await fixture.openCase());
  await fixture.openCase({ priority: 'urgent' });
  await fixture.settle();
  const before = await clockOf(house, ids[0]!, 'first-response');
  const change = { firstResponseMinutes: (before.target_minutes ?? 0) * 2 };
  const seen = await previewPolicy(house.system(), fixture.usual, change);
  expect(seen).toMatchObject({ moving: 4, later: 4, earlier: 0, brokenAtOnce: 0, pinned: 0, more: false });
  expect(seen.examples).toHaveLength(4);
  expect(await clockOf(house, ids[0]!, 'first-response')).toMatchObject({ due_at: before.due_at, policy_version: 1 });
  await changePolicy(house.system(), fixture.usual, change);
  await fixture.settle();
  await runDueJobs(house.pool, () => house.system(), promiseJobs);
  const after = await clockOf(house, ids[0]!, 'first-response');
  const example = seen.examples.find(({ promiseId }) => promiseId === after.id)!;
  expect(after.due_at).toEqual(new Date(example.to!));
});

test('promises of a policy that lets them keep their version are counted as kept', async () => {
  const seen = await previewPolicy(house.system(), fixture.usual, {
    firstResponseMinutes: 7,
    recomputeRunning: false,
  });
  expect(seen).toMatchObject({ moving: 0 });
  expect(seen.pinned).toBeGreaterThan(0);
});

test('a policy may ask for what a customer has bought in the last year', async () => {
  await createPolicy(house.system(), {
    name: 'Good customers',
    position: 1,
    conditions: { valueFrom: 1000 },
    firstResponseMinutes: 15,
  });
  const worth = (amount: number, at: string) =>
    house.db
      .insertInto('purchases')
      .values({ id: newId(), customer_id: fixture.customerId, at: new Date(at), amount, currency: 'EUR' })
      .execute();
  await worth(900, '2026-01-10T00:00:00Z');
  await worth(5000, '2024-01-10T00:00:00Z');
  const poor = await fixture.openCase();
  await fixture.settle();
  expect(await clockOf(house, poor, 'first-response')).not.toMatchObject({ target_minutes: 15 });
  await worth(100, '2026-03-01T00:00:00Z');
  const good = await fixture.openCase();
  await fixture.settle();
  expect(await clockOf(house, good, 'first-response')).toMatchObject({ target_minutes: 15 });
});
