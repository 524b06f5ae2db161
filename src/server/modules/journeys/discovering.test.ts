import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { decideCandidate, findCandidates, listCandidates } from './discovering-touchpoints.ts';
import { addTouchpoint } from './touchpoints.ts';
import { listProblemSpots, readPerception } from './where-it-hurts.ts';

let house: TestHouse;
let manager: Context;
beforeAll(async () => {
  house = await openTestHouse();
  manager = house.as(await house.staff('manager'));
});
afterAll(() => house.close());

/** A case with one message; the first answer after so many hours. */
async function write(texts: { text: string }[], hours = 2) {
  const at = house.now();
  const rows = texts.map(({ text }) => ({ text, customer: newId(), case: newId(), message: newId() }));
  await house.db
    .insertInto('customers')
    .values(rows.map((row) => ({ id: row.customer, name: 'Anna', first_seen_at: at, created_at: at })))
    .execute();
  await house.db
    .insertInto('cases')
    .values(
      rows.map((row) => ({
        id: row.case,
        customer_id: row.customer,
        subject: 'Tap',
        channel: 'mail',
        created_at: at,
        updated_at: at,
        first_replied_at: new Date(at.getTime() + hours * 3_600_000),
      })),
    )
    .execute();
  await house.db
    .insertInto('messages')
    .values(
      rows.map((row) => ({
        id: row.message,
        case_id: row.case,
        at,
        kind: 'message',
        direction: 'in',
        channel: 'mail',
        author_kind: 'customer',
        author_customer_id: row.customer,
        author_name: 'Anna',
        text: row.text,
      })),
    )
    .execute();
  return rows;
}

it('proposes places customers mention, with who says so, and remembers what was decided', async () => {
  const goods = ['kettle', 'hose', 'basin', 'seal', 'boiler', 'shower', 'valve', 'pump'];
  const meetings = [
    'Your {x} never came',
    'The {x} said otherwise',
    'I tried it through your {x} first',
    'Nothing in the {x}',
  ];
  const chatter = (nth: number) => `My ${goods[nth % 8]} is broken and another ${goods[(nth + 3) % 8]} drips.`;
  await write(
    Array.from({ length: 80 }, (_, nth) => {
      const place = nth % 8 === 0 ? 'courier' : nth % 8 === 1 ? 'app' : undefined;
      const met = meetings[Math.floor(nth / 8) % 4]!;
      return {
        text:
          chatter(nth) +
          (place === undefined ? '' : ` ${met.replace('{x}', place)}. See https://track.parcelrun.example/8`),
      };
    }),
  );
  const { messages, found } = await findCandidates(manager);
  expect([messages, found]).toEqual([80, 3]);
  const { items } = await listCandidates(manager, {});
  const courier = items.find(({ key }) => key === 'courier')!;
  expect(courier.customers).toBeGreaterThanOrEqual(5);
  expect(courier.examples[0]).toMatch(/courier/);

  const taken = await decideCandidate(manager, courier.id, { accept: true, name: 'The courier', party: 'partner' });
  expect(taken.touchpoint).toMatchObject({ name: 'The courier', party: 'partner' });
  const app = items.find(({ key }) => key === 'app')!;
  await decideCandidate(manager, app.id, { accept: false });
  await expect(decideCandidate(manager, courier.id, { accept: true })).rejects.toMatchObject({
    code: 'candidate-accepted',
  });
  await findCandidates(manager);
  const keys = (await listCandidates(manager, {})).items.map(({ key }) => key);
  expect(keys).not.toContain('courier');
  expect(keys).not.toContain('app');
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', courier.id).execute();
  expect(events.map(({ type }) => type)).toEqual(['journeys.candidate-accepted']);
});

it('sets what they say about waiting beside the clock', async () => {
  const [slowly, quick] = [
    await addTouchpoint(manager, { name: 'Desk', channel: 'mail' }),
    await addTouchpoint(manager, { name: 'Counter', channel: 'mail' }),
  ];
  const place = async (id: string, texts: { text: string }[], hours: number) =>
    house.db
      .insertInto('contacts')
      .values(
        (await write(texts, hours)).map((row) => ({
          contact: `case:${row.case}`,
          customer_id: row.customer,
          case_id: row.case,
          channel: 'mail',
          touchpoint_id: id,
        })),
      )
      .execute();
  const texts = (slow: number, fine: number) => [
    ...Array.from({ length: slow }, () => ({ text: 'I have been waiting far too long.' })),
    ...Array.from({ length: fine }, () => ({ text: 'Thank you, all is well.' })),
  ];
  await place(quick.id, texts(6, 14), 2);
  await place(slowly.id, texts(6, 14), 30);
  expect(await readPerception(manager, quick.id)).toMatchObject({
    slow: { k: 6, n: 20 },
    halfHours: 2,
    elsewhereHalfHours: 30,
    verdict: 'apart',
  });
  expect((await readPerception(manager, slowly.id)).verdict).toBe('agree');
});

it('names the spot that loses more than the others, and none where chance explains it', async () => {
  const make = (name: string) => addTouchpoint(manager, { name, channel: 'phone' });
  const spots = [await make('A'), await make('B'), await make('C')];
  const day = house.now().toISOString().slice(0, 10);
  const days = (lost: number[]) =>
    house.db
      .insertInto('touchpoint_days')
      .values(spots.map(({ id }, nth) => ({ touchpoint_id: id, day, won: 100 - lost[nth]!, lost: lost[nth]! })))
      .onConflict((conflict) =>
        conflict.columns(['touchpoint_id', 'day']).doUpdateSet((eb) => ({ lost: eb.ref('excluded.lost') })),
      )
      .execute();
  await days([11, 9, 10]);
  expect((await listProblemSpots(manager)).items).toEqual([]);
  await days([40, 9, 10]);
  expect((await listProblemSpots(manager)).items.map(({ touchpoint }) => touchpoint.name)).toEqual(['A']);
  // forty moments lost by the same two, who are never pleased, are no defect of the place
  const two = [newId(), newId()];
  const others = Array.from({ length: 60 }, () => newId());
  await house.db
    .insertInto('customers')
    .values(
      [...two, ...others].map((id) => ({ id, name: 'Anna', first_seen_at: house.now(), created_at: house.now() })),
    )
    .execute();
  const moment = (customer_id: string, outcome: 'won' | 'lost') => ({
    id: newId(),
    contact: newId(),
    at: house.now(),
    customer_id,
    touchpoint_id: spots[0]!.id,
    channel: 'phone',
    outcome,
    evidence: 'answer',
    strength: 1,
    changed_at: house.now(),
  });
  await house.db
    .insertInto('moments')
    .values([
      ...two.flatMap((id) => Array.from({ length: 20 }, () => moment(id, 'lost'))),
      ...others.map((id) => moment(id, 'won')),
    ])
    .execute();
  expect((await listProblemSpots(manager)).items).toEqual([]);
});
