import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../domain/measures/random.ts';
import { type Context, transact } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { readTimes } from './comparing-times.ts';
import { changeJourney, makeJourney } from './journeys.ts';
import { recomputeTravellers } from './placing-queries.ts';
import { notePosition } from './positions.ts';

let house: TestHouse;
let manager: Context;
let journeyId: string;
let [start, end] = ['', ''];
const day = 86_400_000;

/** Sixty came in long ago and took ten days each, sixty since then took two; forty of another organisation are on their way. */
beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
  const first = await makeJourney(
    { ...manager, now: daysAgo(300) },
    { name: 'Delivery', destinations: [{ name: 'Ordered' }, { name: 'Delivered' }] },
  );
  journeyId = first.id;
  [start, end] = first.destinations.map(({ id }) => id) as [string, string];
  const organisation = newId();
  await house.db
    .insertInto('organisations')
    .values({ id: organisation, name: 'Larch', created_at: house.now() })
    .execute();
  const random = seededRandom(4);
  const plant = async (n: number, began: number, mean: number | undefined, organisationId: string | null) => {
    const rows = Array.from({ length: n }, (_, nth) => ({
      id: newId(),
      name: `C${nth}`,
      organisation_id: organisationId,
      first_seen_at: house.now(),
      created_at: house.now(),
    }));
    await house.db.insertInto('customers').values(rows).execute();
    const passages = rows.map(({ id }) => ({ id, from: began - random() * 20 }));
    const at = (customer: string, destination: string, ago: number) => ({
      customer_id: customer,
      destination_id: destination,
      journey_id: journeyId,
      reached_at: daysAgo(ago),
    });
    await house.db
      .insertInto('positions')
      .values(
        passages.flatMap(({ id, from }) => [
          at(id, start, from),
          ...(mean === undefined ? [] : [at(id, end, Math.max(0, from + Math.log(1 - random()) * mean))]),
        ]),
      )
      .execute();
  };
  await plant(60, 200, 10, null);
  await plant(60, 60, 2, null);
  await plant(40, 100, undefined, organisation);
  await transact(manager, (ctx) => recomputeTravellers(ctx.trx, journeyId, ctx.now));
});
afterAll(() => house.close());

function daysAgo(days: number): Date {
  return new Date(house.now().getTime() - days * day);
}
const dayAgo = (days: number) => daysAgo(days).toISOString().slice(0, 10);

describe('the time it takes to a destination', () => {
  it('is drawn with the numbers still on the way, and alone where nothing is compared', async () => {
    const found = await readTimes(manager, end, {});
    expect(found).toMatchObject({ by: 'none', passages: 160, verdict: { code: 'alone', pValue: null } });
    const [all] = found.groups;
    expect(all).toMatchObject({ key: 'all', n: 160, reached: 120 });
    expect(all!.atRisk[0]).toBe(160);
    expect(all!.atRisk).toHaveLength(found.times.length);
    expect(all!.points.at(-1)!.share).toBeGreaterThan(0.7);
  });

  it('differs before and after a day at which it changed, and does not where it stayed as it was', async () => {
    const changed = await readTimes(manager, end, { by: 'day', day: dayAgo(150) });
    expect(changed.groups.map(({ key, compared }) => [key, compared])).toEqual([
      ['before', true],
      ['after', true],
    ]);
    const same = await readTimes(manager, end, { by: 'day', day: dayAgo(190) });
    expect(changed.verdict.pValue).toBeLessThan(0.05);
    expect(changed.verdict.code).toBe('different');
    // among those of one kind, cut in the middle of when they came
    const [one, two] = same.groups;
    expect(one!.n + two!.n).toBe(160);
    expect((await readTimes(manager, end, { by: 'day', day: dayAgo(400) })).verdict.code).toBe('unknown');
  });

  it('is compared by organisation, segment and version, and says so where too few arrived', async () => {
    const by = (grouping: 'organisation' | 'segment' | 'version' | 'channel' | 'passage') =>
      readTimes(manager, end, { by: grouping });
    expect(await by('organisation')).toMatchObject({
      choices: [{ name: 'Larch', n: 40 }],
      groups: [{ name: 'Larch', n: 40, reached: 0, median: null, compared: false }],
      verdict: { code: 'unknown' },
    });
    expect(await by('segment')).toMatchObject({ choices: [], groups: [] });
    expect(await by('channel')).toMatchObject({ groups: [], verdict: { code: 'unknown' } });
    expect((await by('passage')).groups.map(({ key, n }) => [key, n])).toEqual([
      ['first', 160],
      ['again', 0],
    ]);
    await changeJourney({ ...manager, now: daysAgo(150) }, journeyId, {
      version: 1,
      name: 'Delivery',
      destinations: [
        { id: start, name: 'Ordered' },
        { id: end, name: 'Delivered' },
      ],
    });
    const versions = await by('version');
    expect(versions.groups.map(({ key, n }) => [key, n])).toEqual([
      ['2', 100],
      ['1', 60],
    ]);
    expect(versions.verdict.code).toBe('different');
    // only what is asked for is beside each other
    expect((await readTimes(manager, end, { by: 'version', keys: '1' })).groups).toHaveLength(1);
  });

  it('is of a destination that is there', async () => {
    await expect(readTimes(manager, newId(), {})).rejects.toMatchObject({ kind: 'not_found' });
    const { id } = (await house.db.selectFrom('customers').select('id').limit(1).execute())[0]!;
    const noted = await notePosition(manager, { customerId: id, destinationId: start });
    expect(noted.destinations[0]!.times).toBe(1);
  });
});
