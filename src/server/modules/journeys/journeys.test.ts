import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { addCase, addCustomer, tell, toldOf } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { momentsFromEvents } from './deriving-moments.ts';
import { changeJourney, listJourneys, listLate, makeJourney, readJourney } from './journeys.ts';
import { notePosition, readPositions } from './positions.ts';
import { destinationsFromEvents } from './reaching.ts';
import { journeySeeds } from './seeding.ts';
import { takeBackPosition } from './taking-back.ts';
import { listTouchpoints } from './touchpoints.ts';

let house: TestHouse;
let manager: Context;
const day = 86_400_000;
const subscriptions = [journeySeeds, momentsFromEvents, destinationsFromEvents];

beforeAll(async () => {
  house = await openTestHouse();
  await tell(house.system(), 'people.company-set-up', null, { company: 'Tapworks', language: 'de' });
  await house.settle(subscriptions);
  const actor = await house.staff('manager');
  manager = house.as(actor);
});
afterAll(() => house.close());

async function defaultJourney() {
  const { items } = await listJourneys(manager, {});
  return readJourney({ ...manager, now: house.now() }, items[0]!.id);
}

describe('a new company', () => {
  it('has touchpoints and one journey in its language, once', async () => {
    await tell(house.system(), 'people.company-set-up', null, { company: 'Tapworks', language: 'de' });
    await house.settle(subscriptions);
    const touchpoints = (await listTouchpoints(manager, {})).items;
    expect(touchpoints.map(({ name }) => name)).toContain('Kundenseite');
    expect(touchpoints.every(({ health }) => health.unknown && health.won.say === 'unknown')).toBe(true);
    const journey = await defaultJourney();
    expect(journey.isDefault).toBe(true);
    expect(journey.destinations.map(({ name }) => name)[0]).toBe('Gehört');
    expect((await listJourneys(manager, {})).items).toHaveLength(1);
  });
});

describe('a customer on the way', () => {
  it('reaches destinations by what happens, once, and knows what is next by when', async () => {
    const customerId = await addCustomer(house);
    const caseId = await addCase(house, customerId);
    await tell(house.system(), 'cases.opened', caseId, { caseId, customerId, channel: 'mail' });
    await tell(house.system(), 'promises.made', newId(), { caseId, customerId });
    await tell(house.system(), 'cases.replied', caseId, { caseId, customerId });
    await tell(house.system(), 'cases.replied', caseId, { caseId, customerId });
    await house.settle(subscriptions);
    const [journey] = (await readPositions(house.as(manager.actor), customerId)).items;
    expect(journey!.destinations.map(({ reachedAt }) => reachedAt !== null)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(journey!.next).toMatchObject({ name: 'Geholfen', lateDays: 0 });

    house.setClock(7 * day);
    const [later] = (await readPositions(house.as(manager.actor), customerId)).items;
    expect(later!.next!.lateDays).toBe(2);
    const helped = (await defaultJourney()).destinations[3]!;
    expect(helped.counts).toEqual({ reached: 0, waiting: 1, late: 1 });
    expect(helped.daysToReach).toMatchObject({ n: 1, reached: 0, median: null });
    const late = await listLate(house.as(manager.actor), helped.id, {});
    expect(late.items[0]).toMatchObject({ customer: { id: customerId }, lateDays: 2 });

    await tell(house.system(), 'cases.closed', caseId, { caseId, customerId });
    await tell(house.system(), 'cases.verdict-given', caseId, { caseId, customerId, verdict: 'confirmed' });
    await house.settle(subscriptions);
    const journeyNow = await defaultJourney();
    expect(journeyNow.destinations[3]).toMatchObject({
      counts: { reached: 1, waiting: 0, late: 0 },
      acceptance: { k: 1, n: 1, say: 'count' },
      daysToReach: { n: 1, reached: 1 },
    });
    // confirming made the moment a won one, which is the last destination
    const [arrived] = (await readPositions(house.as(manager.actor), customerId)).items;
    expect(arrived!.next).toBeNull();
    const reached = await toldOf(house, 'journeys.reached', { subject: customerId });
    expect(reached).toHaveLength(6);
  });

  it('may be placed by hand; a changed mind about acceptance moves the count', async () => {
    const journey = await makeJourney(manager, {
      name: 'Onboarding',
      destinations: [
        { name: 'Signed', expectedDays: 1 },
        { name: 'Configured', expectedDays: 3 },
      ],
    });
    const customerId = await addCustomer(house, { name: 'Ole' });
    const [signed] = journey.destinations;
    const place = (accepted: boolean) =>
      notePosition(house.as(manager.actor), { customerId, destinationId: signed!.id, accepted });
    await place(true);
    const again = await place(false);
    expect(again.next).toMatchObject({ name: 'Configured' });
    const now = await readJourney(house.as(manager.actor), journey.id);
    expect(now.travellers).toBe(1);
    expect(now.destinations[0]).toMatchObject({ counts: { reached: 1 }, acceptance: { k: 0, n: 1 } });
    expect(now.destinations[1]!.counts).toMatchObject({ waiting: 1, reached: 0 });
    // what was noted wrongly can be taken back, and leaves no trace in the counts
    await takeBackPosition(house.as(manager.actor), customerId, signed!.id);
    const after = await readJourney(house.as(manager.actor), journey.id);
    expect(after.travellers).toBe(0);
    expect(after.destinations.map(({ counts, acceptance }) => [counts.reached, counts.waiting, acceptance.n])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    await expect(takeBackPosition(house.as(manager.actor), customerId, signed!.id)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('keeps his place when the journey changes, and an edit against an old version is refused', async () => {
    const journey = await makeJourney(manager, { name: 'Repair', destinations: [{ name: 'Sent' }, { name: 'Back' }] });
    const customerId = await addCustomer(house, { name: 'Pia' });
    await notePosition(house.as(manager.actor), { customerId, destinationId: journey.destinations[0]!.id });
    const change = {
      version: 1,
      name: 'Repair',
      destinations: [
        { id: journey.destinations[0]!.id, name: 'Sent in' },
        { name: 'Examined', expectedDays: 2 },
        { id: journey.destinations[1]!.id, name: 'Back' },
      ],
    };
    const changed = await changeJourney(house.as(manager.actor), journey.id, change);
    expect(changed).toMatchObject({ version: 2 });
    expect(changed.destinations.map(({ counts }) => [counts.reached, counts.waiting])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    await expect(changeJourney(house.as(manager.actor), journey.id, change)).rejects.toMatchObject({
      code: 'journey-changed',
    });
    await expect(
      changeJourney(house.as(manager.actor), journey.id, {
        version: 2,
        name: 'x',
        destinations: [{ id: newId(), name: 'y' }],
      }),
    ).rejects.toMatchObject({ code: 'destination-not-of-journey' });
  });
});
