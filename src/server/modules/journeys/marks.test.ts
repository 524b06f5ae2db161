import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, transact } from '../../context.ts';
import { replay } from '../../store/draining.ts';
import { newId } from '../../store/identity.ts';
import { addCustomer, tell, toldOf } from '../../testing/desk.ts';
import { drawJourney, stop, way } from '../../testing/drawing.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { readJourney } from './journeys.ts';
import { notePosition, readPositions } from './positions.ts';
import { destinationsFromEvents } from './reaching.ts';
import { takeBackPosition } from './taking-back.ts';

let house: TestHouse;
let manager: Context;
const day = 86_400_000;
const glad = stop('Glad', { reachedOnEvent: 'voice.observed', reachedWhen: { feeling: 'won' } });
const told = stop('Told others', { reachedOnEvent: 'voice.reviewed', expectedDays: 3 });
const won = stop('Won', { reachedOnEvent: 'moments.recorded', reachedWhen: { outcome: 'won' }, ends: true });
let journey: string;

beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
  const ways = [way(glad, told), way(told, won)];
  journey = await drawJourney(manager, { name: 'Praise', stops: [glad, told, won], ways });
});
afterAll(() => house.close());

const settle = () => house.settle([destinationsFromEvents]);
const on = (days: number): Context => ({ ...house.system(), now: new Date(house.now().getTime() + days * day) });

/** When he reached each stop, in days from now; null where he is not. */
async function reached(customerId: string, of = journey): Promise<(number | null)[]> {
  const his = (await readPositions(manager, customerId)).items.find(({ journeyId }) => journeyId === of);
  return (his?.destinations ?? []).map(({ reachedAt }) =>
    reachedAt === null ? null : Math.round((Date.parse(reachedAt) - house.now().getTime()) / day),
  );
}

async function says(type: string, days: number, data: Record<string, unknown>) {
  const { id, ...said } = data;
  const name = type.startsWith('moments.') ? 'momentId' : type.includes('review') ? 'reviewId' : 'observationId';
  await tell(on(days), type, id as string, { [name]: id, ...said });
  await settle();
}

async function takenBack(customerId: string) {
  const rows = await toldOf(house, 'journeys.taken-back', { subject: customerId });
  return rows.map(({ destinationId, because = null }) => [destinationId, because]);
}

describe('a destination that was marked by something taken back', () => {
  it('is reached no more, with its counts, and again since then when it is put back', async () => {
    const ann = await addCustomer(house);
    const id = newId();
    await says('voice.observed', 1, { id, customerId: ann, feeling: 'won' });
    expect(await reached(ann)).toEqual([1, null, null]);
    await says('voice.observation-removed', 2, { id, customerId: ann, feeling: 'won' });
    expect(await reached(ann)).toEqual([]);
    expect(await takenBack(ann)).toEqual([[glad.id, `observation:${id}`]]);
    const counts = async () => (await readJourney(manager, journey)).destinations.map(({ counts }) => counts);
    expect(await counts()).toMatchObject([{ reached: 0 }, { waiting: 0 }, {}]);
    await says('voice.observation-put-back', 3, { id, customerId: ann, feeling: 'won' });
    expect(await reached(ann)).toEqual([1, null, null]);
    expect(await counts()).toMatchObject([{ reached: 1 }, { waiting: 1 }, {}]);
  });

  it('follows a correction: of what was said, and of whom it was said', async () => {
    const [ben, cleo] = [await addCustomer(house), await addCustomer(house)];
    const id = newId();
    const heardAt = on(1).now.toISOString();
    await says('voice.observed', 1, { id, customerId: ben, feeling: 'lost', heardAt });
    expect(await reached(ben)).toEqual([]);
    // it had been heard on the first day, whenever that was put right
    await says('voice.observation-corrected', 4, { id, customerId: ben, feeling: 'won', heardAt });
    expect(await reached(ben)).toEqual([1, null, null]);
    await says('voice.observation-corrected', 5, { id, customerId: cleo, from: ben, feeling: 'won', heardAt });
    expect([await reached(ben), await reached(cleo)]).toEqual([[], [1, null, null]]);
    await says('voice.observation-corrected', 6, { id, customerId: cleo, feeling: 'neutral', heardAt });
    expect(await reached(cleo)).toEqual([]);
    await says('voice.observation-corrected', 7, { id, customerId: cleo, feeling: 'neutral', heardAt });
    expect(await takenBack(cleo)).toHaveLength(1);
  });

  it('stays reached where something else says so, since that', async () => {
    const dora = await addCustomer(house);
    const [one, two, three] = [newId(), newId(), newId()];
    await says('moments.recorded', 1, { id: one, customerId: dora, outcome: 'won' });
    await says('moments.recorded', 5, { id: two, customerId: dora, outcome: 'won' });
    await says('moments.recorded', 6, { id: three, customerId: dora, outcome: 'lost' });
    expect(await reached(dora)).toEqual([null, null, 1]);
    // the moment itself was decided otherwise by what was known later
    await says('moments.recorded', 7, { id: one, customerId: dora, outcome: 'lost', before: 'won' });
    expect(await reached(dora)).toEqual([null, null, 5]);
    await says('moments.withdrawn', 8, { id: two, customerId: dora, outcome: 'won' });
    expect(await reached(dora)).toEqual([]);
  });

  it('stays reached where a person said so, and what a person took back does not come again by it', async () => {
    const [emil, fay] = [await addCustomer(house), await addCustomer(house)];
    const [one, two, three] = [newId(), newId(), newId()];
    await says('voice.reviewed', -3, { id: one, customerId: emil });
    await notePosition(manager, { customerId: emil, destinationId: told.id });
    await says('voice.review-removed', 4, { id: one, customerId: emil });
    expect(await reached(emil)).toEqual([null, 0, null]);

    await says('voice.reviewed', 1, { id: two, customerId: fay });
    await says('voice.reviewed', 2, { id: three, customerId: fay });
    await takeBackPosition(manager, fay, told.id);
    await says('voice.review-removed', 3, { id: two, customerId: fay });
    expect(await reached(fay)).toEqual([]);
  });

  it('takes back the end of a journey that stands within another', async () => {
    const within = stop('Praised', { kind: 'journey', subJourneyId: journey });
    const outer = await drawJourney(manager, { name: 'Year', stops: [within, stop('Renewed', { ends: true })] });
    const gus = await addCustomer(house);
    const id = newId();
    await says('moments.recorded', 1, { id, customerId: gus, outcome: 'won' });
    expect(await reached(gus, outer)).toEqual([1, null]);
    await says('moments.withdrawn', 2, { id, customerId: gus, outcome: 'won' });
    expect([await reached(gus), await reached(gus, outer)]).toEqual([[], []]);
  });

  it('follows to the one record of a person known under two', async () => {
    const [hal, into] = [await addCustomer(house), await addCustomer(house)];
    const id = newId();
    await says('voice.reviewed', 1, { id, customerId: hal });
    await transact(house.system(), (ctx) =>
      ctx.trx.updateTable('customers').set({ merged_into: into }).where('id', '=', hal).execute(),
    );
    await tell(house.system(), 'customers.merged', hal, { from: hal, into });
    await settle();
    expect(await reached(into)).toEqual([null, 1, null]);
    await says('voice.review-removed', 3, { id, customerId: hal });
    expect(await reached(into)).toEqual([]);
  });

  it('is the same when the log is read again from zero, and goes on from there', async () => {
    const rows = async () =>
      (await house.db.selectFrom('positions').selectAll().execute()).map((row) => JSON.stringify(row)).toSorted();
    const ida = await addCustomer(house);
    const id = newId();
    await says('voice.reviewed', 1, { id, customerId: ida });
    const before = await rows();
    await replay(house.system(), destinationsFromEvents);
    await settle();
    expect(await rows()).toEqual(before);
    await says('voice.review-removed', 3, { id, customerId: ida });
    expect(await reached(ida)).toEqual([]);
  });

  it('in one batch ends as it was told last', async () => {
    const jon = await addCustomer(house);
    const id = newId();
    const then = (type: string, days: number) => tell(on(days), type, id, { reviewId: id, customerId: jon });
    await then('voice.reviewed', 1);
    await then('voice.review-removed', 2);
    await then('voice.review-put-back', 3);
    await then('voice.review-removed', 4);
    await settle();
    expect(await reached(jon)).toEqual([]);
    await then('voice.review-put-back', 5);
    await settle();
    expect(await reached(jon)).toEqual([null, 1, null]);
  });
});
