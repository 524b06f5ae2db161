import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../domain/measures/random.ts';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { addCompany, addCustomer } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { judgeRadar } from './radar-judging.ts';
import { changeRadarSettings, readRadarReport } from './radar-report.ts';
import { scanRadar } from './radar-scanning.ts';
import { endFind, leaveFind, listRadar, takeFind } from './radar-touching.ts';
import { listRecoveries } from '../recoveries/recoveries.ts';

const day = 86_400_000;
let house: TestHouse;
let agent: Extract<Actor, { kind: 'staff' }>;
let other: Extract<Actor, { kind: 'staff' }>;
let manager: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  agent = await house.staff('agent', 'Mia');
  other = await house.staff('agent', 'Tom');
  manager = await house.staff('manager', 'Karl');
  await addCompany(house);
});
afterAll(() => house.close());

/** A customer who bought every so many days, last so many days ago. */
async function buyer(name: string, everyDays: number, silentDays: number, times = 8) {
  const last = new Date(house.now().getTime() - silentDays * day);
  const id = await addCustomer(house, { name, first_seen_at: last });
  await house.db
    .insertInto('purchases')
    .values(
      Array.from({ length: times }, (_, at) => ({
        id: newId(),
        customer_id: id,
        at: new Date(last.getTime() - at * everyDays * day),
        amount: 40,
        currency: 'EUR',
        description: 'Seals',
      })),
    )
    .execute();
  return id;
}

describe('the radar', () => {
  it('lists who broke the usual rhythm, not who was never often here, and only as many as a team can speak to', async () => {
    const quiet = await buyer('Quiet Quinn', 7, 90);
    await buyer('Rare Rita', 150, 90, 5);
    await buyer('Usual Uma', 7, 5);
    for (let n = 0; n < 10; n++) await buyer(`Gone ${n}`, 7, 80);
    await scanRadar(house.system());
    const { items } = await listRadar(house.as(agent), {});
    // five at most; fewer only where the lot has left many of the eleven alone
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect(items.length).toBeLessThanOrEqual(5);
    const all = await house.db.selectFrom('radar_finds').select('arm').execute();
    if (items.length < 5) expect(all).toHaveLength(11);
    expect(items.every(({ customer }) => /Quiet|Gone/.test(customer.name))).toBe(true);
    expect(items[0]!.reasons[0]).toMatchObject({ because: 'rhythm', contacts: 8 });
    expect(items[0]!.reasons[0]!.chance).toBeLessThan(0.1);
    expect(items[0]!.draft.text).toContain('we have not heard from you');
    expect(quiet).toBeTruthy();
    // a second run on the same day adds nobody
    expect(await scanRadar(house.system())).toEqual({ shown: 0, held: 0 });
  });

  it('never shows whom the lot left alone, nor takes him', async () => {
    const held = await house.db.selectFrom('radar_finds').select('id').where('arm', '=', 'held').execute();
    const shown = (await listRadar(house.as(manager), { limit: 200 })).items.map(({ id }) => id);
    expect(shown.some((id) => held.some((one) => one.id === id))).toBe(false);
    for (const { id } of held)
      await expect(takeFind(house.as(agent), id)).rejects.toMatchObject({ code: 'find-not-found' });
  });

  it('makes a promise of taking one, tells who has it, gives it back, and opens a recovery for a problem', async () => {
    const [first, second] = (await listRadar(house.as(agent), {})).items;
    const taken = await takeFind(house.as(agent), first!.id);
    expect(taken).toMatchObject({ state: 'taken', takenBy: { name: 'Mia' } });
    const promise = await house.db
      .selectFrom('promises')
      .select(['state', 'keeper_id', 'visible'])
      .where('id', '=', taken.promiseId)
      .executeTakeFirst();
    expect(promise).toEqual({ state: 'open', keeper_id: agent.id, visible: false });
    await expect(takeFind(house.as(other), first!.id)).rejects.toMatchObject({ code: 'find-taken' });
    expect((await leaveFind(house.as(agent), first!.id)).state).toBe('waiting');
    await takeFind(house.as(other), first!.id);
    await leaveFind(house.as(other), first!.id);
    await expect(takeFind(house.as(agent), first!.id, { touch: 'task' })).rejects.toMatchObject({ code: 'task-words' });
    const dueAt = new Date(house.now().getTime() + 3 * day).toISOString();
    const task = await takeFind(house.as(agent), first!.id, {
      touch: 'task',
      words: 'Bring them the new seals',
      keeperId: other.id,
      dueAt,
    });
    expect(task).toMatchObject({
      touch: 'task',
      taskWords: 'Bring them the new seals',
      takenBy: { name: 'Tom' },
      dueAt,
    });
    const promised = await house.db
      .selectFrom('promises')
      .select(['what', 'keeper_id', 'due_at'])
      .where('id', '=', task.promiseId)
      .executeTakeFirstOrThrow();
    expect(promised).toMatchObject({ keeper_id: other.id, due_at: new Date(dueAt) });
    expect(promised.what).toContain('Bring them the new seals');
    const ended = await endFind(house.as(other), first!.id, { outcome: 'problem', words: 'The seals leak' });
    expect(ended).toMatchObject({ state: 'problem', outcomeWords: 'The seals leak' });
    expect((await listRecoveries(house.as(agent), { customerId: first!.customer.id })).items).toMatchObject([
      { source: 'manual', words: 'The seals leak', owner: { name: 'Tom' } },
    ]);
    await endFind(house.as(agent), second!.id, { outcome: 'glad' });
    await expect(endFind(house.as(agent), second!.id, { outcome: 'glad' })).rejects.toMatchObject({
      code: 'find-done',
    });
  });

  it('compares both arms as they were drawn, and switches itself off with a word to managers when it is of no use', async () => {
    const random = seededRandom(5);
    const then = new Date(house.now().getTime() - 70 * day);
    for (let n = 0; n < 320; n++) {
      const id = await addCustomer(house, {
        name: `Person ${n}`,
        first_seen_at: then,
        last_heard_at: null,
        email: null,
      });
      await house.db
        .insertInto('radar_finds')
        .values({
          id: newId(),
          customer_id: id,
          found_on: '2026-01-20',
          found_at: then,
          score: 0.5,
          reasons: '[]',
          touch: 'mail',
          arm: n % 3 === 0 ? 'held' : 'touch',
          state: n % 3 === 0 ? 'waiting' : 'reached',
          window_ends_at: new Date(then.getTime() + 60 * day),
        })
        .execute();
      // planted: nobody comes back more often for being spoken to
      if (random() < 0.05)
        await house.db
          .insertInto('purchases')
          .values({
            id: newId(),
            customer_id: id,
            at: new Date(then.getTime() + 20 * day),
            amount: 10,
            currency: 'EUR',
            description: 'Seal',
          })
          .execute();
    }
    await judgeRadar(house.system());
    const report = await readRadarReport(house.as(manager));
    expect(report.left.judged).toBe(107);
    expect(report.touched.judged).toBe(213);
    expect(report.returned!.low).toBeLessThan(0);
    expect(report).toMatchObject({ say: 'no-useful-effect', stoppedBecause: 'no-useful-effect' });
    expect(report.settings.active).toBe(false);
    const told = await house.db
      .selectFrom('notifications')
      .select('user_id')
      .where('user_id', '=', manager.id)
      .execute();
    expect(told).toHaveLength(1);
    house.setClock(day);
    expect(await scanRadar(house.system())).toEqual({ shown: 0, held: 0 });
    expect(await changeRadarSettings(house.as(manager), { active: true, daily: 3 })).toMatchObject({
      active: true,
      daily: 3,
    });
  });
});
