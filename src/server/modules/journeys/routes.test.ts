import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { addCase, addCustomer, tell } from '../../testing/desk.ts';
import { destinationsFromEvents, journeySeeds, momentsFromEvents } from './index.ts';

let house: TestApp;
const customerId = newId();
const caseId = newId();

beforeAll(async () => {
  house = await buildTestApp();
  await addCustomer(house, { id: customerId });
  await addCase(house, customerId, { id: caseId });
  await tell(house.system(), 'people.company-set-up', caseId, { caseId, customerId, language: 'en' });
  await tell(house.system(), 'cases.opened', caseId, { caseId, customerId, channel: 'mail', kind: 'question' });
  await tell(house.system(), 'cases.closed', caseId, { caseId, customerId });
  await house.settle([journeySeeds, momentsFromEvents, destinationsFromEvents]);
});
afterAll(() => house.close());

const ask: TestApp['askAs'] = (...given) => house.askAs(...given);

describe('the addresses of journeys', () => {
  it('list touchpoints page by page, make and change them', async () => {
    const first = await ask('agent', 'GET', '/touchpoints?limit=3');
    expect(first.body.items).toHaveLength(3);
    const second = await ask('agent', 'GET', `/touchpoints?limit=3&cursor=${first.body.next}`);
    expect(second.body.items[0].name > first.body.items[2].name).toBe(true);
    expect((await ask('agent', 'POST', '/touchpoints', { name: 'Fitter', channel: 'partner' })).status).toBe(403);
    const made = await ask('manager', 'POST', '/touchpoints', { name: 'Fitter', channel: 'partner', party: 'partner' });
    expect(made).toMatchObject({ status: 201, body: { party: 'partner', health: { unknown: true } } });
    const changed = await ask('manager', 'PATCH', `/touchpoints/${made.body.id}`, { handOffs: 2, retired: true });
    expect(changed.body).toMatchObject({ handOffs: 2, retiredAt: expect.any(String) });
    expect((await ask('agent', 'GET', `/touchpoints/${made.body.id}`)).status).toBe(200);
    expect((await ask('agent', 'GET', `/touchpoints/${newId()}`)).body.code).toBe('touchpoint-not-found');
    expect((await ask('agent', 'GET', '/touchpoints?retired=true')).body.items).toHaveLength(1);
  });

  it('show the ledger by every filter, to those who serve customers', async () => {
    const { body } = await ask('agent', 'GET', '/moments?outcome=neutral&channel=mail');
    expect(body.items).toMatchObject([{ caseId, outcome: 'neutral', evidence: 'closed' }]);
    const moment = body.items[0];
    for (const filter of [
      `customerId=${customerId}`,
      `touchpointId=${moment.touchpoint.id}`,
      `caseId=${caseId}`,
      'from=2020-01-01&to=2099-01-01',
    ])
      expect((await ask('agent', 'GET', `/moments?${filter}`)).body.items).toHaveLength(1);
    expect((await ask('agent', 'GET', '/moments?to=2020-01-01')).body.items).toEqual([]);
    expect((await ask('agent', 'GET', '/moments?outcome=great')).status).toBe(400);
    expect((await ask('agent', 'GET', '/moments?cursor=nonsense')).status).toBe(400);
    expect((await ask('agent', 'GET', `/customers/${customerId}/moments`)).body.items).toHaveLength(1);
    const full = await ask('agent', 'GET', `/moments/${moment.id}`);
    expect(full.body.allEvidence).toMatchObject([{ kind: 'closed', outcome: 'neutral' }]);
    expect((await ask('colleague', 'GET', '/moments')).status).toBe(403);
  });

  it('move a case to another touchpoint', async () => {
    const { body } = await ask('agent', 'GET', '/touchpoints');
    const phone = body.items.find(({ key }: { key: string }) => key === 'phone');
    const chosen = await ask('agent', 'PUT', `/cases/${caseId}/touchpoint`, { touchpointId: phone.id });
    expect(chosen).toMatchObject({ status: 200, body: { caseId, touchpointId: phone.id } });
    expect((await ask('agent', 'PUT', `/cases/${newId()}/touchpoint`, { touchpointId: phone.id })).status).toBe(404);
  });

  it('show journeys, make new versions, and place customers', async () => {
    const { body } = await ask('agent', 'GET', '/journeys');
    expect(body.items).toMatchObject([{ isDefault: true, destinations: 6, travellers: 1, version: 1 }]);
    const journey = (await ask('agent', 'GET', `/journeys/${body.items[0].id}`)).body;
    expect(journey.destinations[3]).toMatchObject({ counts: { reached: 1 }, acceptance: { say: 'unknown' } });
    const made = await ask('manager', 'POST', '/journeys', { name: 'Repair', destinations: [{ name: 'Sent in' }] });
    expect(made.status).toBe(201);
    const changed = await ask('manager', 'PUT', `/journeys/${made.body.id}`, {
      version: 1,
      name: 'Repair',
      destinations: [
        { id: made.body.destinations[0].id, name: 'Sent in' },
        { name: 'Back', expectedDays: 2 },
      ],
    });
    expect(changed.body).toMatchObject({ version: 2, destinations: [{}, { expectedDays: 2 }] });
    const placed = await ask('agent', 'POST', '/positions', {
      customerId,
      destinationId: changed.body.destinations[0].id,
      reachedAt: '2026-01-01T00:00:00Z',
      accepted: true,
    });
    expect(placed.body.next).toMatchObject({ name: 'Back', lateDays: expect.any(Number) });
    const positions = await ask('agent', 'GET', `/customers/${customerId}/positions`);
    expect(positions.body.items).toHaveLength(2);
    const late = await ask('agent', 'GET', `/destinations/${changed.body.destinations[1].id}/late`);
    expect(late.body.items).toMatchObject([{ customer: { name: 'Anna Berg' } }]);
  });
});
