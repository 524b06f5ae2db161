import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImprovementMetric } from '../../../domain/improvement/metrics.ts';
import { newId } from '../../store/identity.ts';
import { addCustomer } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { findTally, findWeeks } from './metric-queries.ts';

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-20T08:00:00Z'));
  const at = new Date('2026-03-11T10:00:00Z');
  const customer_id = await addCustomer(house, { first_seen_at: at });
  const planted = { policy: [8, 2], personal: [3, 1], internal: [0, 7], estimate: [1, 9] } as const;
  const rows = Object.entries(planted).flatMap(([kind, [kept, broken]]) =>
    Array.from({ length: kept + broken }, (_, place) => ({
      id: newId(), kind, what: 'Planted', customer_id, made_at: at, due_at: at, first_due_at: at,
      state: place < kept ? 'kept' : 'broken', broke_in_silence: place >= kept, ended_at: at, end_reason: 'planted', pause_in: [],
    })),
  ); // prettier-ignore
  await house.db.insertInto('promises').values(rows).execute();
});
afterAll(() => house.close());

test.each<[ImprovementMetric, number, number]>([
  ['promises-kept', 11, 14],
  ['policy-promises-kept', 8, 10],
  ['personal-promises-kept', 3, 4],
])('%s counts neither estimates nor tasks of the house', async (metric, hits, trials) => {
  const measured = { metric, touchpointId: null, channel: null };
  const days = { zone: 'Europe/Berlin', from: '2026-03-01', to: '2026-04-01' };
  expect(await findTally(house.db, measured, days)).toEqual({ hits, trials });
  const weeks = await findWeeks(house.db, measured, {
    zone: 'Europe/Berlin',
    anchor: '2026-03-16',
    before: 2,
    after: 1,
  });
  expect(weeks.map((week) => [week.hits, week.trials])).toEqual([
    [0, 0],
    [hits, trials],
    [0, 0],
  ]);
});
