import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stop } from '../../../domain/journeys/design.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { addCase, addCustomer } from '../../testing/desk.ts';
import { drawJourney, stop } from '../../testing/drawing.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { listStalled, readJourney } from './journeys.ts';
import { endPassagesJob } from './placing.ts';
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

const on = (days: number): Context => ({ ...manager, now: new Date(house.now().getTime() + days * day) });
const reach = (customerId: string, { id }: Stop, days: number, caseId?: string) =>
  notePosition(on(days), {
    customerId,
    destinationId: id,
    reachedAt: on(days).now.toISOString(),
    ...(caseId === undefined ? {} : { caseId }),
  });
const close = async (caseId: string, customerId: string, days: number) => {
  await transact({ ...house.system(), now: on(days).now }, async (ctx) => {
    await ctx.trx.updateTable('cases').set({ state: 'closed', closed_at: ctx.now }).where('id', '=', caseId).execute();
    await record(ctx, 'cases.closed', caseId, { caseId, customerId, userId: null, valueCreated: null });
  });
  await house.settle([destinationsFromEvents]);
};
const sweep = (days: number) => endPassagesJob.work({ ...house.system(), now: on(days).now }, {});
const purchase = (name: string) => {
  const stops = [
    stop('Ordered'),
    stop('Delivered', { expectedDays: 5, acceptanceQuestion: 'Did it come whole?' }),
    stop('Accepted', { expectedDays: 10, ends: true }),
  ] as const;
  return drawJourney(manager, { name, stops }).then((id) => ({ id, stops }));
};

describe('an earlier passage whose case is closed', () => {
  it('is waited for as long again as was expected, late from its hour on, and has a clear end', async () => {
    const { id, stops } = await purchase('ends');
    const anna = await addCustomer(house, { name: 'Anna' });
    const [one, two] = [await addCase(house, anna), await addCase(house, anna)];
    await reach(anna, stops[0], 0, one);
    await reach(anna, stops[1], 1, one);
    await reach(anna, stops[0], 2, two);
    await close(one, anna, 4);
    // accepted is expected by day 11; the case was closed before that: waited for until day 21
    const beside = async (days: number) => (await readPositions(on(days), anna)).items[0]!.beside;
    expect(await beside(5)).toMatchObject([
      { passage: 1, next: { name: 'Accepted', lateDays: 0 }, waitedUntil: on(21).now.toISOString() },
    ]);
    const late = async (days: number) => (await listStalled(on(days), id, {})).items.map(({ passage }) => passage);
    expect(await late(6)).toEqual([]);
    expect(await late(12)).toEqual([2, 1]);
    await sweep(20);
    expect(await beside(20)).toHaveLength(1);
    await sweep(22);
    expect(await beside(22)).toEqual([]);
    expect(await late(22)).toEqual([2]);
    expect((await readJourney(on(22), id)).destinations.map(({ counts }) => counts.waiting)).toEqual([0, 1, 0]);
    // reached after that: it is entered where it belongs, and nobody waits
    await reach(anna, stops[2], 23, one);
    expect((await readPositions(on(23), anna)).items[0]!.destinations[2]!.arrivals).toMatchObject([{ passage: 1 }]);
    expect(await late(23)).toEqual([2]);
  });

  it('is waited for no more at once where nothing is expected of what is ahead', async () => {
    const stops = [stop('Asked'), stop('Answered', { ends: true })];
    await drawJourney(manager, { name: 'no days', stops });
    const ben = await addCustomer(house, { name: 'Ben' });
    const [one, two] = [await addCase(house, ben), await addCase(house, ben)];
    await reach(ben, stops[0]!, 0, one);
    await reach(ben, stops[0]!, 1, two);
    expect((await readPositions(on(2), ben)).items[0]!.beside).toHaveLength(1);
    await close(one, ben, 3);
    expect((await readPositions(on(3), ben)).items[0]!.beside).toEqual([]);
  });

  it('finishes a journey within another, also late', async () => {
    const within = [stop('Measured'), stop('Fitted', { ends: true })];
    const inner = await drawJourney(manager, { name: 'Fitting', stops: within });
    const fitting = stop('Fitting', { kind: 'journey', subJourneyId: inner });
    await drawJourney(manager, { name: 'Kitchen', stops: [stop('Chosen'), fitting, stop('Paid', { ends: true })] });
    const cleo = await addCustomer(house, { name: 'Cleo' });
    const [one, two] = [await addCase(house, cleo), await addCase(house, cleo)];
    await reach(cleo, within[0]!, 0, one);
    await reach(cleo, within[0]!, 1, two);
    await close(one, cleo, 2);
    await reach(cleo, within[1]!, 9, one);
    const outer = (await readPositions(on(9), cleo)).items.find(({ name }) => name === 'Kitchen');
    expect(outer?.destinations.map(({ reachedAt }) => reachedAt)).toEqual([null, on(9).now.toISOString(), null]);
  });
});

describe('a customer with several passages', () => {
  it('sees each: those under way first, the newest first, then what ended lately, with its day', async () => {
    const { stops } = await purchase('several');
    const dora = await addCustomer(house, { name: 'Dora' });
    const cases = [await addCase(house, dora), await addCase(house, dora), await addCase(house, dora)] as const;
    await reach(dora, stops[0], 0, cases[0]);
    await reach(dora, stops[1], 1, cases[0]);
    await reach(dora, stops[0], 2, cases[1]);
    await reach(dora, stops[1], 3, cases[1]);
    await reach(dora, stops[0], 4, cases[2]);
    const seen = async (days: number) =>
      (await readMyTrails(on(days), dora)).map(({ passage, here, next, late, ended, arrived }) => ({
        passage,
        here: here!.words,
        next: ended === undefined ? next?.words : undefined,
        late,
        arrived,
        ended: ended === undefined ? undefined : Math.round((ended.getTime() - house.now().getTime()) / day),
      }));
    const [third, second, first] = [
      { passage: 3, here: 'Ordered it is.', next: 'Delivered it is.', late: false, arrived: false, ended: undefined },
      { passage: 2, here: 'Delivered it is.', next: 'Accepted it is.', late: false, arrived: false, ended: undefined },
      { passage: 1, here: 'Delivered it is.', next: 'Accepted it is.', late: false, arrived: false, ended: undefined },
    ];
    expect(await seen(5)).toEqual([third, second, first]);
    // the ways of other cases are told by themselves
    expect((await readMyTrails(on(5), dora)).flatMap(({ here }) => here!.before)).toEqual([]);
    // each is late by its own clock
    expect((await seen(12)).map(({ late }) => late)).toEqual([true, false, true]);
    // each is asked on its own
    await acceptAsCustomer(on(5), dora, stops[1].id, true, 1);
    expect((await readMyTrails(on(5), dora)).map(({ here }) => here!.question)).toEqual(['', 'Did it come whole?', '']);
    await expect(acceptAsCustomer(on(5), dora, stops[1].id, true, 3)).rejects.toMatchObject({ kind: 'not_found' });
    // one arrives, one is closed and waited for until day 21
    await reach(dora, stops[2], 6, cases[1]);
    await close(cases[0], dora, 7);
    expect(await seen(8)).toEqual([
      third,
      first,
      { ...second, here: 'Accepted it is.', next: undefined, arrived: true, ended: 6 },
    ]);
    await sweep(22);
    expect((await seen(22)).map(({ passage, arrived, ended }) => [passage, arrived, ended])).toEqual([
      [3, false, undefined],
      [2, true, 6],
      [1, false, 21],
    ]);
    expect((await seen(45)).map(({ passage }) => passage)).toEqual([3, 1]);
    expect((await seen(60)).map(({ passage }) => passage)).toEqual([3]);
  });
});
