import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stop } from '../../../domain/journeys/design.ts';
import type { Context } from '../../context.ts';
import { addCustomer, tell } from '../../testing/desk.ts';
import { drawJourney, stop, way } from '../../testing/drawing.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { compareVersions, listVersions, publishDraft, readDesign, saveDraft } from './designing.ts';
import { changeJourney, listStalled, makeJourney, readJourney } from './journeys.ts';
import { notePosition, readPositions } from './positions.ts';
import { destinationsFromEvents } from './reaching.ts';

let house: TestHouse;
let manager: Context;
const day = 86_400_000;

beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
});
afterAll(() => house.close());

const stand = async (customerId: string, journeyId: string) => {
  const { items } = await readPositions(house.as(manager.actor), customerId);
  const one = items.find((each) => each.journeyId === journeyId)!;
  return {
    reached: one.destinations.filter(({ reachedAt }) => reachedAt !== null).map(({ name }) => name),
    next: one.next?.name,
  };
};
const place = (customerId: string, { id }: Stop) =>
  notePosition(house.as(manager.actor), { customerId, destinationId: id });

describe('a drawing', () => {
  it('is in force only once published, and nobody overwrites what he has not seen', async () => {
    const { id, destinations } = await makeJourney(manager, { name: 'Kitchen', destinations: [{ name: 'Chosen' }] });
    const drawn = await readDesign(manager, id);
    expect(drawn).toMatchObject({ draft: false, revision: 0, version: 1 });
    const [chosen] = drawn.design.stops;
    const more = stop('Ring the customer', { kind: 'step', ownerRole: 'Nobody knows' });
    const design = { ...drawn.design, stops: [{ ...chosen!, name: 'Picked' }, more] };
    const saved = await saveDraft(manager, id, { revision: 0, name: 'Kitchen', design });
    expect(saved).toMatchObject({ draft: true, revision: 1 });
    expect(saved.unclear.filter(({ stopId }) => stopId === more.id).map(({ kind }) => kind)).toContain(
      'nobody-in-role',
    );
    expect((await readJourney(manager, id)).destinations[0]!.name).toBe('Chosen');
    await expect(saveDraft(manager, id, { revision: 0, name: 'x', design })).rejects.toMatchObject({
      code: 'journey-changed',
    });

    expect((await compareVersions(manager, id, { from: 1 })).changes).toMatchObject([
      { kind: 'changed', name: 'Picked', fields: [{ field: 'name', before: 'Chosen', after: 'Picked' }] },
      { kind: 'added', what: 'stop', name: 'Ring the customer' },
    ]);
    await publishDraft(manager, id, 1);
    const now = await readJourney(manager, id);
    expect(now.destinations.map(({ name }) => name)).toEqual(['Picked']);
    expect(now.destinations[0]!.id).toBe(destinations[0]!.id);
    expect((await listVersions(manager, id, {})).items.map(({ version, stops }) => [version, stops])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    // the short form of the journey keeps the steps
    await changeJourney(manager, id, {
      version: 2,
      name: 'Kitchen',
      destinations: [{ id: chosen!.id, name: 'Again' }],
    });
    expect((await readDesign(manager, id)).design.stops.map(({ name }) => name)).toEqual([
      'Again',
      'Ring the customer',
    ]);
    await expect(
      saveDraft(manager, id, { revision: 0, name: 'x', design: { ...design, ways: [way(more, stop('elsewhere'))] } }),
    ).rejects.toMatchObject({ code: 'drawing-does-not-hold' });
  });

  it('of 500 steps is saved, checked and published whole', async () => {
    const stops = Array.from({ length: 500 }, (_, nth) =>
      stop(`Stop ${nth}`, {
        customerWording: '',
        ownerRole: `Role ${nth % 40}`,
        kind: nth % 10 === 0 ? 'destination' : 'step',
      }),
    );
    const ways = stops.slice(1).map((each, nth) => way(stops[nth]!, each));
    const id = await drawJourney(manager, { stops, ways });
    const { unclear, design } = await readDesign(manager, id);
    expect([design.stops.length, design.ways.length]).toEqual([500, 499]);
    expect(unclear.length).toBeGreaterThan(1000);
  });
});

describe('a customer on a drawn way', () => {
  it('goes where the branch leads him, and is not sent back by a loop', async () => {
    const [start, repair, replaced, done] = [
      stop('Start'),
      stop('Repaired'),
      stop('Replaced'),
      stop('Done', { ends: true }),
    ];
    const check = stop('Look at it', { kind: 'step' });
    const ways = [way(start, check), way(check, repair, 'it can be mended'), way(check, replaced, 'it cannot')];
    ways.push(way(repair, done), way(replaced, done), way(repair, start, 'it broke again'));
    const id = await drawJourney(manager, { stops: [start, check, repair, replaced, done], ways });
    const anna = await addCustomer(house, { name: 'Anna' });
    await place(anna, start);
    expect((await stand(anna, id)).next).toBe('Repaired');
    await place(anna, replaced);
    expect((await stand(anna, id)).next).toBe('Done');
    const ole = await addCustomer(house, { name: 'Ole' });
    await place(ole, start);
    await place(ole, repair);
    expect((await stand(ole, id)).next).toBe('Done');
  });

  it('who finished a journey has reached the place that stands for it in another', async () => {
    const last = stop('Delivered', { ends: true });
    const inner = await drawJourney(manager, { name: 'Delivery', stops: [last] });
    const [within, after] = [stop('Delivery', { kind: 'journey', subJourneyId: inner }), stop('At home')];
    const outer = await drawJourney(manager, { name: 'Move', stops: [within, after] });
    const pia = await addCustomer(house, { name: 'Pia' });
    await place(pia, last);
    expect(await stand(pia, outer)).toEqual({ reached: ['Delivery'], next: 'At home' });
    await expect(
      saveDraft(manager, inner, {
        revision: 0,
        name: 'x',
        design: { stages: [], stops: [stop('x', { kind: 'journey', subJourneyId: outer })], ways: [] },
      }).then(({ revision }) => publishDraft(manager, inner, revision)),
    ).rejects.toMatchObject({ code: 'journey-in-a-ring' });
  });

  it('keeps what two merged records reached, and gets it back when the merge is taken back', async () => {
    const stops = [stop('One'), stop('Two', { expectedDays: 1 }), stop('Three', { expectedDays: 1 })];
    const id = await drawJourney(manager, { stops });
    const [from, into] = [
      await addCustomer(house, { name: 'A. Berg' }),
      await addCustomer(house, { name: 'Anna Berg' }),
    ];
    await place(from, stops[0]!);
    await place(from, stops[1]!);
    await place(into, stops[0]!);
    const counts = async () =>
      (await readJourney(house.as(manager.actor), id)).destinations.map(({ counts }) => [
        counts.reached,
        counts.waiting,
      ]);
    const apart = await counts();
    expect(apart).toEqual([
      [2, 0],
      [1, 1],
      [0, 1],
    ]);
    const merge = async (type: string) => {
      await tell(house.system(), type, into, { from, into });
      await house.settle([destinationsFromEvents]);
    };
    await merge('customers.merged');
    expect(await stand(into, id)).toEqual({ reached: ['One', 'Two'], next: 'Three' });
    expect(await counts()).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect((await readJourney(manager, id)).travellers).toBe(1);
    await merge('customers.unmerged');
    expect(await stand(from, id)).toEqual({ reached: ['One', 'Two'], next: 'Three' });
    expect(await stand(into, id)).toEqual({ reached: ['One'], next: 'Two' });
    expect(await counts()).toEqual(apart);

    house.setClock(3 * day);
    const late = await listStalled(house.as(manager.actor), id, { limit: 1 });
    expect(late.items[0]).toMatchObject({ next: { name: expect.any(String) as string }, lateDays: 2 });
    expect((await listStalled(house.as(manager.actor), id, { limit: 1, cursor: late.next! })).items).toHaveLength(1);
  });
});
