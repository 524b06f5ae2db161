import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyStop, type Stop } from '../../../domain/journeys/design.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { publishDraft, readDesign, saveDraft } from './designing.ts';
import { makeJourney, readJourney } from './journeys.ts';
import { notePosition, readPositions } from './positions.ts';
import { destinationsFromEvents } from './reaching.ts';
import { acceptAsCustomer, readMyTrails } from './trails.ts';

let house: TestHouse;
let manager: Context;
const day = 86_400_000;

beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
});
afterAll(() => house.close());

async function customers(names: readonly string[]) {
  const rows = names.map((name) => ({ id: newId(), name, first_seen_at: house.now(), created_at: house.now() }));
  await house.db.insertInto('customers').values(rows).execute();
  return rows.map(({ id }) => id);
}

const stop = (name: string, more: Partial<Stop> = {}): Stop => ({
  ...emptyStop(newId(), name),
  customerWording: `${name} it is.`,
  ...more,
});

async function draw(stops: Stop[], name = 'Kitchen') {
  const { id } = await makeJourney(manager, { name, destinations: [{ name: 'Start' }] });
  const saved = await saveDraft(manager, id, { revision: 0, name, design: { stages: [], stops, ways: [] } });
  await publishDraft(manager, id, saved.revision);
  return id;
}

const at = (when: Date): Context => ({ ...house.as(manager.actor), now: when });
const reach = (customerId: string, { id }: Stop, when: Date) =>
  notePosition(at(new Date(Math.max(when.getTime(), house.now().getTime()))), {
    customerId,
    destinationId: id,
    reachedAt: when.toISOString(),
  });
const daysAgo = (days: number) => new Date(house.now().getTime() - days * day);

describe('the trail of a customer on his own page', () => {
  it('speaks in the words for him, asks what the steps on the way ask, and hides what has no words', async () => {
    const stops = [
      stop('Chosen', { acceptanceQuestion: 'Is it the kitchen you wanted?' }),
      stop('Ask for the plan', {
        kind: 'step',
        customerWording: '',
        customerTask: 'Send us the plan of your kitchen.',
      }),
      stop('Credit checked', { customerWording: '', customerTask: ' ' }),
      stop('Measured', { customerTask: 'Be at home for an hour.', expectedDays: 3 }),
      stop('Fitted', { ends: true }),
    ];
    const journeyId = await draw(stops);
    expect((await readDesign(manager, journeyId)).design.stops[1]!.customerTask).toMatch('plan of your kitchen');
    expect((await readJourney(manager, journeyId)).destinations.map(({ customerTasks }) => customerTasks)).toEqual([
      [],
      ['Send us the plan of your kitchen.'],
      ['Be at home for an hour.'],
      [],
    ]);
    const [anna, ben] = (await customers(['Anna', 'Ben'])) as [string, string];
    await reach(anna, stops[0]!, daysAgo(2));
    const [trail] = await readMyTrails(at(house.now()), anna);
    expect(trail).toMatchObject({
      name: 'Kitchen',
      here: { words: 'Chosen it is.', question: 'Is it the kitchen you wanted?' },
      next: { words: 'Measured it is.' },
      tasks: ['Send us the plan of your kitchen.', 'Be at home for an hour.'],
      by: undefined,
      late: false,
    });
    expect(trail!.later.map(({ words }) => words)).toEqual(['Fitted it is.']);
    expect(await readMyTrails(at(house.now()), ben)).toEqual([]);

    // he answers for himself, once for all, and only where he is
    await acceptAsCustomer(at(house.now()), anna, stops[0]!.id, true);
    expect((await readMyTrails(at(house.now()), anna))[0]!.here!.question).toBe('');
    expect((await readJourney(manager, journeyId)).destinations[0]!.acceptance).toMatchObject({ k: 1, n: 1 });
    await expect(acceptAsCustomer(at(house.now()), ben, stops[0]!.id, true)).rejects.toMatchObject({
      code: 'destination-not-found',
    });
    await expect(acceptAsCustomer(at(house.now()), anna, stops[3]!.id, true)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('says by when only where enough went before him, and that it is late when it is', async () => {
    const stops = [stop('Ordered'), stop('Delivered', { expectedDays: 10, ends: true })];
    await draw(stops, 'Delivery');
    const [late, ...others] = (await customers(['Late', ...Array.from({ length: 40 }, (_, n) => `C${n}`)])) as [
      string,
      ...string[],
    ];
    await reach(late, stops[0]!, daysAgo(12));
    const trail = async () => (await readMyTrails(at(house.now()), late))[0]!;
    for (const [nth, id] of others.entries()) {
      await reach(id, stops[0]!, daysAgo(100));
      if (nth < 29) await reach(id, stops[1]!, daysAgo(100 - (nth + 1)));
    }
    expect(await trail()).toMatchObject({ late: true, by: undefined });
    for (const [nth, id] of others.entries()) if (nth >= 29) await reach(id, stops[1]!, daysAgo(100 - (nth + 1)));
    // of the 28 who waited more than 12 days, 23 (eight in ten) were there by day 35
    const by = (await trail()).by!;
    expect(by.n).toBe(28);
    expect(Math.round((by.at.getTime() - daysAgo(12).getTime()) / day)).toBe(35);
  });

  it('ends thirty days after he arrived', async () => {
    const stops = [stop('Asked'), stop('Answered', { ends: true })];
    await draw(stops, 'Question');
    const [soon, long] = (await customers(['Soon', 'Long'])) as [string, string];
    for (const [id, days] of [
      [soon, 3],
      [long, 40],
    ] as const)
      for (const each of stops) await reach(id, each, daysAgo(days));
    expect((await readMyTrails(at(house.now()), soon))[0]).toMatchObject({
      next: undefined,
      here: { words: 'Answered it is.' },
    });
    expect(await readMyTrails(at(house.now()), long)).toEqual([]);
  });
});

describe('a rule over events', () => {
  it('also holds for what happens to a case of his, such as a form or a procedure', async () => {
    const stops = [
      stop('Booked', { reachedOnEvent: 'forms.sent', reachedWhen: { form: 'book-a-visit' } }),
      stop('Checked', { reachedOnEvent: 'procedures.finished' }),
      stop('Told', { reachedOnEvent: 'journeys.reached', reachedWhen: {} }),
    ];
    stops[2] = { ...stops[2]!, reachedWhen: { destinationId: stops[1]!.id } };
    const journeyId = await draw(stops, 'Visit');
    const [anna] = (await customers(['Anna'])) as [string];
    const caseId = newId();
    await house.db
      .insertInto('cases')
      .values({
        id: caseId,
        customer_id: anna,
        subject: 'Visit',
        channel: 'form',
        created_at: house.now(),
        updated_at: house.now(),
      })
      .execute();
    const tell = (type: string, data: Record<string, unknown>) =>
      transact(house.system(), (ctx) => record(ctx, type, caseId, data));
    await tell('forms.sent', { caseId, form: 'another' });
    await tell('forms.sent', { caseId, form: 'book-a-visit', customerId: anna });
    await tell('procedures.finished', { caseId, procedureId: newId() });
    await house.settle([destinationsFromEvents]);
    const mine = (await readPositions(manager, anna)).items.find((each) => each.journeyId === journeyId)!;
    expect(mine.destinations.map(({ reachedAt }) => reachedAt !== null)).toEqual([true, true, true]);
    expect(mine.next).toBeNull();
  });
});
