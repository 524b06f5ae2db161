import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stop } from '../../../domain/journeys/design.ts';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { addCase, addCustomer, tell } from '../../testing/desk.ts';
import { drawJourney, stop } from '../../testing/drawing.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { readDesign } from './designing.ts';
import { readJourney } from './journeys.ts';
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

const customers = (names: readonly string[]) => Promise.all(names.map((name) => addCustomer(house, { name })));

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
    const journeyId = await drawJourney(manager, { stops });
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
    await drawJourney(manager, { name: 'Delivery', stops });
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
    await drawJourney(manager, { name: 'Question', stops });
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
    const journeyId = await drawJourney(manager, { name: 'Visit', stops });
    const [anna] = (await customers(['Anna'])) as [string];
    const caseId = await addCase(house, anna, { subject: 'Visit', channel: 'form' });
    await tell(house.system(), 'forms.sent', caseId, { caseId, form: 'another' });
    await tell(house.system(), 'forms.sent', caseId, { caseId, form: 'book-a-visit', customerId: anna });
    await tell(house.system(), 'procedures.finished', caseId, { caseId, procedureId: newId() });
    await house.settle([destinationsFromEvents]);
    const mine = (await readPositions(manager, anna)).items.find((each) => each.journeyId === journeyId)!;
    expect(mine.destinations.map(({ reachedAt }) => reachedAt !== null)).toEqual([true, true, true]);
    expect(mine.next).toBeNull();
  });
});
