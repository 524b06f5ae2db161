import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, transact } from '../../context.ts';
import { replay } from '../../store/draining.ts';
import { record } from '../../store/events.ts';
import { addCase, addCustomer, tell, toldOf } from '../../testing/desk.ts';
import { drawJourney, stop, way } from '../../testing/drawing.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { publishDraft, readDesign, saveDraft } from './designing.ts';
import { listLate, listStalled, readJourney } from './journeys.ts';
import { notePosition, readPositions } from './positions.ts';
import { endPassagesJob } from './placing.ts';
import { destinationsFromEvents } from './reaching.ts';
import { takeBackPosition } from './taking-back.ts';
import { acceptAsCustomer, readMyTrails } from './trails.ts';

let house: TestHouse;
let manager: Context;
const day = 86_400_000;

beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
});
afterAll(() => house.close());

/** Ordered → delivered → inspected → done, and from inspected back to delivered; a purchase starts it. */
async function delivery(name: string) {
  const mark = (event: string) => ({ reachedOnEvent: `practice.${event}-${name}` });
  const stops = [
    stop('Ordered', { ...mark('ordered'), acceptanceQuestion: 'Is it what you wanted?' }),
    stop('Delivered', { ...mark('delivered'), expectedDays: 5, acceptanceQuestion: 'Did it come whole?' }),
    stop('Inspected', { ...mark('inspected'), expectedDays: 2 }),
    stop('Done', { ...mark('done'), ends: true }),
  ] as const;
  const [ordered, delivered, inspected, done] = stops;
  const id = await drawJourney(manager, {
    name,
    stops,
    ways: [
      way(ordered, delivered),
      way(delivered, inspected),
      way(inspected, done, 'all is well'),
      way(inspected, delivered, 'something is broken'),
    ],
  });
  let last = house.now().getTime();
  /** What happens on a day, in order; the clock of the log follows. */
  const goes = async (customerId: string, what: string, onDay: number, caseId?: string) => {
    last = Math.max(last, house.now().getTime());
    const then = { ...house.system(), now: new Date(last + onDay * day) };
    const about = { customerId, ...(caseId === undefined ? {} : { caseId }) };
    await tell(then, `practice.${what}-${name}`, customerId, about);
  };
  return { id, stops, goes };
}

const positions = async (customerId: string, journeyId: string) =>
  (await readPositions(manager, customerId)).items.find((each) => each.journeyId === journeyId)!;
const times = (way: Awaited<ReturnType<typeof positions>>) => way.destinations.map((each) => each.times);
const reachedNow = (way: Awaited<ReturnType<typeof positions>>) =>
  way.destinations.map(({ reachedAt }) => (reachedAt === null ? 0 : 1));

/** Everything that positions consist of, without the marks of a replay. */
async function state() {
  const rows = (table: 'positions' | 'travellers' | 'destination_tallies' | 'moved_positions') =>
    house.db.selectFrom(table).selectAll().execute();
  const sorted = (all: object[]) => all.map((row) => JSON.stringify(row)).toSorted();
  return {
    positions: sorted(await rows('positions')),
    travellers: sorted(await rows('travellers')),
    tallies: sorted((await rows('destination_tallies')).filter((row) => 'reached' in row && row.reached > 0)),
    moved: sorted(await rows('moved_positions')),
    journeys: sorted(await house.db.selectFrom('journeys').select(['id', 'travellers']).execute()),
    told: (
      await house.db
        .selectFrom('events')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('type', 'like', 'journeys.%')
        .executeTakeFirstOrThrow()
    ).n,
  };
}

describe('a customer who comes round again', () => {
  it('is counted each time, is on his way from where he came in, and each passage has its time', async () => {
    const { id, stops, goes } = await delivery('loops');
    const anna = await addCustomer(house, { name: 'Anna' });
    await goes(anna, 'ordered', 0);
    await goes(anna, 'delivered', 3);
    await goes(anna, 'delivered', 3.5);
    await goes(anna, 'inspected', 4);
    await goes(anna, 'delivered', 10);
    await goes(anna, 'inspected', 11);
    await goes(anna, 'delivered', 20);
    await house.settle([destinationsFromEvents]);
    const way = await positions(anna, id);
    expect(times(way)).toEqual([1, 3, 2, 0]);
    expect(way.passages).toBe(3);
    // where he stands: ordered lies behind him, inspected is to come again
    expect(reachedNow(way)).toEqual([1, 1, 0, 0]);
    expect(way.next).toMatchObject({ name: 'Inspected', lateDays: 0 });
    expect(way.destinations[1]!.arrivals.map(({ passage }) => passage)).toEqual([3, 2, 1]);
    const journey = await readJourney({ ...manager, now: new Date(house.now().getTime() + 40 * day) }, id);
    expect(journey.travellers).toBe(1);
    expect(journey.destinations.map(({ counts }) => [counts.reached, counts.waiting])).toEqual([
      [1, 0],
      [3, 0],
      [2, 1],
      [0, 0],
    ]);
    // three passages; only the first was on its way to where the others came in
    expect(journey.destinations.map(({ daysToReach }) => [daysToReach.reached, daysToReach.n])).toEqual([
      [1, 1],
      [1, 1],
      [2, 3],
      [0, 3],
    ]);
    const told = await toldOf(house, 'journeys.reached', { subject: anna });
    expect(told).toHaveLength(6);
    const back = await takeBackPosition(manager, anna, stops[1].id);
    expect(times(back.items[0]!)).toEqual([1, 2, 2, 0]);
    expect(back.items[0]!.next).toMatchObject({ name: 'Done' });
  });

  it('sets out anew when he starts again, and two cases are walked side by side', async () => {
    const { id, goes } = await delivery('cases');
    const ben = await addCustomer(house, { name: 'Ben' });
    const [one, two] = [await addCase(house, ben), await addCase(house, ben)];
    await goes(ben, 'ordered', 0, one);
    await goes(ben, 'ordered', 1, two);
    await goes(ben, 'delivered', 2, two);
    await goes(ben, 'delivered', 4, one);
    await goes(ben, 'inspected', 5, one);
    await goes(ben, 'done', 6, one);
    await house.settle([destinationsFromEvents]);
    const way = await positions(ben, id);
    expect(times(way)).toEqual([2, 2, 1, 1]);
    expect(reachedNow(way)).toEqual([1, 1, 0, 0]);
    expect(way.destinations[0]!.arrivals.map(({ caseId }) => caseId)).toEqual([two, one]);
    expect(way.next).toMatchObject({ name: 'Inspected' });
    const journey = await readJourney({ ...manager, now: new Date(house.now().getTime() + 40 * day) }, id);
    // the case beside it ended nothing: both waited for what they had not reached
    expect(journey.destinations.map(({ daysToReach }) => [daysToReach.reached, daysToReach.n])).toEqual([
      [1, 1],
      [2, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('is late in each of two cases on its own, while the case is open and for a while after', async () => {
    const { id, stops, goes } = await delivery('beside');
    const ida = await addCustomer(house, { name: 'Ida' });
    const [one, two] = [await addCase(house, ida), await addCase(house, ida)];
    await goes(ida, 'ordered', 0, one);
    await goes(ida, 'ordered', 1, two);
    await goes(ida, 'delivered', 2, two);
    await house.settle([destinationsFromEvents]);
    const later: Context = { ...manager, now: new Date(house.now().getTime() + 30 * day) };
    const stalled = async (limit?: number, cursor?: string) => await listStalled(later, id, { limit, cursor });
    const late = async () => (await stalled()).items.map((each) => [each.caseId, each.next.name, each.passage]);
    expect(await late()).toEqual([
      [two, 'Inspected', 2],
      [one, 'Delivered', 1],
    ]);
    const first = await stalled(1);
    expect((await stalled(1, first.next!)).items.map(({ caseId }) => caseId)).toEqual([one]);
    expect((await listLate(later, stops[1].id, {})).items.map(({ caseId }) => caseId)).toEqual([one]);
    const counts = async () => {
      const read = await readJourney(later, id);
      return [read.travellers, ...read.destinations.map(({ counts: { waiting, late } }) => `${waiting} ${late}`)];
    };
    expect(await counts()).toEqual([1, '0 0', '1 1', '1 1', '0 0']);
    const [his] = (await readPositions(later, ida)).items;
    expect(his!.next).toMatchObject({ name: 'Inspected' });
    expect(his!.beside).toMatchObject([{ passage: 1, caseId: one, next: { name: 'Delivered', lateDays: 25 } }]);

    const turn = (type: string, state: string) =>
      transact(house.system(), async (ctx) => {
        await ctx.trx.updateTable('cases').set({ state }).where('id', '=', one).execute();
        await record(ctx, type, one, { caseId: one, customerId: ida });
      });
    await turn('cases.closed', 'closed');
    await house.settle([destinationsFromEvents]);
    // closed, it is waited for as long again as was expected, and then no more
    expect(await late()).toHaveLength(2);
    expect((await readPositions(later, ida)).items[0]!.beside).toMatchObject([
      { passage: 1, next: { name: 'Delivered' }, waitedUntil: expect.any(String) as string },
    ]);
    await endPassagesJob.work({ ...house.system(), now: later.now }, {});
    expect(await late()).toEqual([[two, 'Inspected', 2]]);
    expect(await counts()).toEqual([1, '0 0', '0 0', '1 1', '0 0']);
    expect((await readPositions(later, ida)).items[0]!.beside).toEqual([]);
    await turn('cases.reopened', 'open');
    await house.settle([destinationsFromEvents]);
    expect(await late()).toHaveLength(2);
    // whoever goes on in the older case is waited for there, at the next
    await goes(ida, 'delivered', 3, one);
    await house.settle([destinationsFromEvents]);
    expect(await late()).toEqual([
      [two, 'Inspected', 2],
      [one, 'Inspected', 1],
    ]);
    const before = await state();
    await replay(house.system(), destinationsFromEvents);
    await house.settle([destinationsFromEvents]);
    expect(await state()).toEqual(before);
    // everything of the case taken back: he is late in the other alone
    await takeBackPosition(manager, ida, stops[1].id, 1);
    await takeBackPosition(manager, ida, stops[0].id, 1);
    expect(await late()).toEqual([[two, 'Inspected', 2]]);
    expect(await counts()).toEqual([1, '0 0', '0 0', '1 1', '0 0']);
  });

  it('is noted by hand when it is said, and saying the same twice is once', async () => {
    const { id, stops } = await delivery('hand');
    const cleo = await addCustomer(house, { name: 'Cleo' });
    const at = (days: number) => new Date(house.now().getTime() - days * day).toISOString();
    const note = (nth: number, days: number, again?: boolean) =>
      notePosition(manager, { customerId: cleo, destinationId: stops[nth]!.id, reachedAt: at(days), again });
    await note(0, 9);
    await note(1, 8);
    await note(2, 7);
    expect(times(await note(1, 6))).toEqual([1, 1, 1, 0]);
    expect(times(await note(1, 6, true))).toEqual([1, 2, 1, 0]);
    expect(times(await note(1, 6, true))).toEqual([1, 2, 1, 0]);
    const way = await positions(cleo, id);
    expect(way.next).toMatchObject({ name: 'Inspected', expectedAt: at(4) });
    expect(way.next!.lateDays).toBe(4);
  });

  it('is asked each time whether he accepts it, after a rest, and his last word counts once', async () => {
    const { id, stops, goes } = await delivery('asked');
    const dora = await addCustomer(house, { name: 'Dora' });
    await goes(dora, 'ordered', 0);
    await goes(dora, 'delivered', 1);
    await house.settle([destinationsFromEvents]);
    const on = (days: number): Context => ({ ...manager, now: new Date(house.now().getTime() + days * day) });
    await acceptAsCustomer(on(1), dora, stops[1].id, false);
    const share = async () => (await readJourney(on(60), id)).destinations[1]!.acceptance;
    expect(await share()).toMatchObject({ k: 0, n: 1 });
    await goes(dora, 'inspected', 2);
    await goes(dora, 'delivered', 20);
    await house.settle([destinationsFromEvents]);
    const trail = async (days: number, rest: number) => (await readMyTrails(on(days), dora, rest))[0]!;
    const first = await trail(20, 0);
    expect(first.here).toMatchObject({ words: 'Delivered it is.', question: 'Did it come whole?' });
    expect(first.here!.before).toHaveLength(1);
    expect(first.reached.map(({ words }) => words)).toEqual(['Ordered it is.']);
    // he answered nineteen days ago: with a rest of thirty he is left alone, with fourteen he is asked
    expect((await trail(20, 30)).here!.question).toBe('');
    expect((await trail(20, 14)).here!.question).toBe('Did it come whole?');
    await acceptAsCustomer(on(20), dora, stops[1].id, true);
    expect(await share()).toMatchObject({ k: 1, n: 1 });
    await takeBackPosition(on(21), dora, stops[1].id, 2);
    expect(await share()).toMatchObject({ k: 0, n: 1 });
  });

  it('goes on where he was before, when the stop he came round to is taken out of the journey', async () => {
    const { id, stops, goes } = await delivery('shortened');
    const hal = await addCustomer(house, { name: 'Hal' });
    for (const [nth, what] of ['ordered', 'delivered', 'inspected', 'delivered'].entries()) await goes(hal, what, nth);
    await house.settle([destinationsFromEvents]);
    expect((await positions(hal, id)).next).toMatchObject({ name: 'Inspected' });
    const [ordered, , inspected, done] = stops;
    const design = {
      stages: [],
      stops: [ordered, inspected, done],
      ways: [way(ordered, inspected), way(inspected, done)],
    };
    const saved = await saveDraft(manager, id, { revision: 0, name: 'shortened', design });
    await publishDraft(manager, id, saved.revision);
    const after = await positions(hal, id);
    expect(after.next).toMatchObject({ name: 'Done' });
    expect(times(after)).toEqual([1, 1, 0]);
  });

  it('finishes a journey within another each time', async () => {
    const within = [
      stop('Measured', { reachedOnEvent: 'practice.measured' }),
      stop('Fitted', { reachedOnEvent: 'practice.fitted', ends: true }),
    ];
    const inner = await drawJourney(manager, { name: 'Fitting', stops: within });
    const [chosen, fitting, paid] = [
      stop('Chosen', { reachedOnEvent: 'practice.chosen' }),
      stop('Fitting', { kind: 'journey', subJourneyId: inner }),
      stop('Paid', { ends: true }),
    ];
    const outer = await drawJourney(manager, {
      stops: [chosen, fitting, paid],
      ways: [way(chosen, fitting), way(fitting, chosen, 'another room'), way(fitting, paid)],
    });
    const emil = await addCustomer(house, { name: 'Emil' });
    for (const [nth, what] of ['chosen', 'measured', 'fitted', 'chosen', 'measured', 'fitted'].entries()) {
      const then = { ...house.system(), now: new Date(house.now().getTime() + nth * day) };
      await tell(then, `practice.${what}`, emil, { customerId: emil });
    }
    await house.settle([destinationsFromEvents]);
    expect(times(await positions(emil, inner))).toEqual([2, 2]);
    const way2 = await positions(emil, outer);
    expect(times(way2)).toEqual([2, 2, 0]);
    expect(way2.destinations[1]!.arrivals.map(({ reachedAt }) => reachedAt)).toEqual(
      [5, 2].map((days) => new Date(house.now().getTime() + days * day).toISOString()),
    );
  });
});

describe('two records of one person', () => {
  it('walk as one when they are merged, and apart again when that is taken back', async () => {
    const { id, goes } = await delivery('merged');
    const [from, into] = [await addCustomer(house, { name: 'Fay' }), await addCustomer(house, { name: 'Fay B.' })];
    const [one, two] = [await addCase(house, from), await addCase(house, into)];
    await goes(from, 'ordered', 0, one);
    await goes(from, 'delivered', 1, one);
    await goes(into, 'ordered', 2, two);
    await house.settle([destinationsFromEvents]);
    const before = await state();
    const merge = (type: string, merged: string | null) =>
      transact(house.system(), async (ctx) => {
        await ctx.trx.updateTable('customers').set({ merged_into: merged }).where('id', '=', from).execute();
        await record(ctx, type, from, { from, into });
      });
    await merge('customers.merged', into);
    await house.settle([destinationsFromEvents]);
    const way = await positions(into, id);
    expect(times(way)).toEqual([2, 1, 0, 0]);
    expect(way.next).toMatchObject({ name: 'Delivered' });
    // what happens in the older case goes on in its passage
    await goes(from, 'inspected', 4, one);
    await house.settle([destinationsFromEvents]);
    expect(times(await positions(into, id))).toEqual([2, 1, 1, 0]);
    await takeBackPosition(manager, into, way.destinations[2]!.id);
    await merge('customers.unmerged', null);
    await house.settle([destinationsFromEvents]);
    const after = await state();
    expect({ ...after, told: 0 }).toEqual({ ...before, told: 0 });
  });
});

describe('the log read again from zero', () => {
  it('gives the same positions, tells nothing twice, and goes on where it was', async () => {
    const { id, goes } = await delivery('again');
    const gus = await addCustomer(house, { name: 'Gus' });
    await goes(gus, 'ordered', 0);
    await goes(gus, 'delivered', 1);
    await house.settle([destinationsFromEvents]);
    const before = await state();
    await replay(house.system(), destinationsFromEvents);
    await house.settle([destinationsFromEvents]);
    expect(await state()).toEqual(before);
    await goes(gus, 'inspected', 2);
    await goes(gus, 'delivered', 3);
    await house.settle([destinationsFromEvents]);
    expect(times(await positions(gus, id))).toEqual([1, 2, 1, 0]);
    // a new version works everything out anew, and comes to the same
    const worked = await state();
    const drawn = await readDesign(manager, id);
    const saved = await saveDraft(manager, id, { revision: 0, name: 'again', design: drawn.design });
    await publishDraft(manager, id, saved.revision);
    await house.settle([destinationsFromEvents]);
    expect({ ...(await state()), told: 0 }).toEqual({ ...worked, told: 0 });
    const later = await state();
    await replay(house.system(), destinationsFromEvents);
    await replay(house.system(), destinationsFromEvents);
    await house.settle([destinationsFromEvents]);
    expect(await state()).toEqual(later);
  });
});
