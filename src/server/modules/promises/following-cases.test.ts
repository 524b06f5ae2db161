import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { clockOf, eventsOf, type Fixture, furnish, hour, minute, promisesOf } from './testing/ledger-fixture.ts';
import { tickPromises } from './ticking.ts';

let house: TestHouse;
let fixture: Fixture;
let agent: string;

/** A Monday, nine o'clock in Berlin. */
const monday = new Date('2026-03-23T08:00:00Z');
const at = (text: string) => house.setClock(new Date(text));

beforeAll(async () => {
  house = await openTestHouse(monday);
  fixture = await furnish(house);
  agent = (await house.staff('agent', 'Dele Adeyemi')).id;
});
afterAll(() => house.close());

describe('clocks of a case', () => {
  it('the opening message starts the first response and the resolution; lunch does not count', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.settle();
    const first = await clockOf(house, id, 'first-response');
    // 09:00 to 12:30 are 3 h 30, half an hour after lunch is 13:30
    expect(first.due_at).toEqual(new Date('2026-03-23T12:30:00Z'));
    expect((await clockOf(house, id, 'resolution')).target_minutes).toBe(2400);
    expect(await eventsOf(house, first.id)).toEqual(['promises.made']);
    const row = await house.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.next_promise_id).toBe(first.id);
    expect(row.next_promise_at).toEqual(first.due_at);
  });

  it('a case opened by staff has no first response until the customer writes', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase({ silent: true });
    await fixture.settle();
    expect((await promisesOf(house, id)).map(({ clock }) => clock)).toEqual(['resolution']);
    await fixture.reply(id, agent);
    at('2026-03-23T09:00:00Z');
    await fixture.customerWrites(id);
    await fixture.settle();
    expect((await clockOf(house, id, 'next-response')).made_at).toEqual(new Date('2026-03-23T09:00:00Z'));
  });

  it('what is read after something later of the same case neither fails nor falls silent', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.reply(id, agent);
    await fixture.change(id, { state: 'waiting' });
    await fixture.settle();
    // two at the same moment: the later began to write first, and is read first
    at('2026-03-23T10:00:05Z');
    await fixture.customerWrites(id);
    await fixture.settle();
    at('2026-03-23T10:00:00Z');
    await fixture.change(id, { state: 'open' });
    await fixture.settle();
    expect(await clockOf(house, id, 'resolution')).toMatchObject({ state: 'open', paused: false });
    const next = await clockOf(house, id, 'next-response');
    expect(next).toMatchObject({ state: 'open', made_at: new Date('2026-03-23T10:00:05Z') });
    expect(next.next_at).not.toBeNull();
    expect(await house.db.selectFrom('subscription_failures').select('error').execute()).toEqual([]);
  });

  it('an answer meets the first response; a change of state or a note never does', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    await fixture.change(id, { state: 'open', assigneeId: agent });
    await fixture.happen(id, 'cases.noted', { userId: agent });
    await fixture.settle();
    expect((await clockOf(house, id, 'first-response')).state).toBe('open');
    at('2026-03-23T10:00:00Z');
    await fixture.reply(id, agent);
    await fixture.settle();
    const first = await clockOf(house, id, 'first-response');
    expect(first).toMatchObject({
      state: 'kept',
      end_reason: 'answered',
      keeper_id: agent,
      ended_at: new Date('2026-03-23T10:00:00Z'),
    });
    expect(await eventsOf(house, first.id)).toEqual(['promises.made', 'promises.handed-over', 'promises.kept']);
  });

  it.each([
    ['thanks', { thanksOnly: true }],
    ['an automatic reply', { mailClass: 'auto-reply' }],
    ['a bounce', { mailClass: 'permanent-bounce' }],
    ['spam', { mailClass: 'spam' }],
    ['a calendar mail', { mailClass: 'calendar' }],
  ])('%s starts nothing', async (_name, data) => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.reply(id, agent);
    await fixture.customerWrites(id, data);
    await fixture.settle();
    expect((await promisesOf(house, id)).filter(({ clock }) => clock === 'next-response')).toEqual([]);
  });

  it('the earliest unanswered message counts, not the newest', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.reply(id, agent);
    at('2026-03-23T09:00:00Z');
    await fixture.customerWrites(id);
    at('2026-03-23T10:00:00Z');
    await fixture.customerWrites(id);
    await fixture.settle();
    const next = (await promisesOf(house, id)).filter(({ clock }) => clock === 'next-response');
    expect(next).toHaveLength(1);
    expect(next[0]?.made_at).toEqual(new Date('2026-03-23T09:00:00Z'));
  });

  it('each later message after an answer starts a new next response', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.reply(id, agent);
    for (const time of ['09:00', '10:00', '11:00']) {
      at(`2026-03-23T${time}:00Z`);
      await fixture.customerWrites(id);
      house.setClock(10 * minute);
      await fixture.reply(id, agent);
    }
    await fixture.settle();
    const next = (await promisesOf(house, id)).filter(({ clock }) => clock === 'next-response');
    expect(next.map(({ state }) => state)).toEqual(['kept', 'kept', 'kept']);
  });

  it('waiting for the customer stops the resolution clock, and only that', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    await fixture.change(id, { state: 'waiting' });
    await fixture.settle();
    expect(await clockOf(house, id, 'resolution')).toMatchObject({
      paused: true,
      due_at: null,
      remaining_ms: 39 * hour,
    });
    expect((await clockOf(house, id, 'first-response')).paused).toBe(false);
    at('2026-03-24T08:00:00Z');
    await fixture.change(id, { state: 'open' });
    await fixture.settle();
    const resolution = await clockOf(house, id, 'resolution');
    // 39 h from Tuesday 09:00 at 7.5 h a day: five days and an hour and a half
    expect(resolution).toMatchObject({ paused: false, due_at: new Date('2026-03-31T08:30:00Z') });
    expect(await eventsOf(house, resolution.id)).toEqual(['promises.made', 'promises.paused', 'promises.resumed']);
  });

  it('a pause survives a change of priority, and the new target counts the whole round', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    await fixture.change(id, { state: 'waiting' });
    at('2026-03-23T10:00:00Z');
    await fixture.change(id, { priority: 'urgent' });
    await fixture.settle();
    expect(await clockOf(house, id, 'resolution')).toMatchObject({
      paused: true,
      remaining_ms: 7 * hour,
      target_minutes: 480,
    });
    at('2026-03-23T12:00:00Z');
    await fixture.change(id, { state: 'open' });
    await fixture.settle();
    // 7 h from 13:00: four today, three tomorrow
    expect((await clockOf(house, id, 'resolution')).due_at).toEqual(new Date('2026-03-24T11:00:00Z'));
  });

  it('a target that the past has already used up breaks at once, and says so', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T10:00:00Z');
    await fixture.change(id, { priority: 'urgent' });
    await fixture.settle();
    const first = await clockOf(house, id, 'first-response');
    expect(first).toMatchObject({
      state: 'broken',
      broke_in_silence: true,
      ended_at: new Date('2026-03-23T09:00:00Z'),
    });
    expect(await eventsOf(house, first.id)).toContain('promises.broken');
  });

  it('closing meets the resolution, and withdraws an answer that nobody waits for any more', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    await fixture.happen(id, 'cases.closed', { userId: agent });
    await fixture.change(id, { state: 'closed' });
    await fixture.settle();
    expect(await clockOf(house, id, 'resolution')).toMatchObject({
      state: 'kept',
      end_reason: 'closed',
      keeper_id: agent,
    });
    expect(await clockOf(house, id, 'first-response')).toMatchObject({
      state: 'withdrawn',
      end_reason: 'closed-unanswered',
    });
    const row = await house.db
      .selectFrom('cases')
      .select('next_promise_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.next_promise_id).toBeNull();
  });

  it('a refuted closing lets the same clock run on instead of starting afresh', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.reply(id, agent);
    at('2026-03-23T09:00:00Z');
    await fixture.happen(id, 'cases.closed', { userId: agent });
    at('2026-03-25T08:00:00Z');
    await fixture.happen(id, 'cases.reopened', { by: 'customer', because: 'refuted' });
    await fixture.change(id, { state: 'open' });
    await fixture.settle();
    const all = (await promisesOf(house, id)).filter(({ clock }) => clock === 'resolution');
    expect(all).toHaveLength(1);
    // an hour was used before closing: 39 h from Wednesday 09:00 are five days of 7.5 h and 1 h 30, in summer time
    expect(all[0]).toMatchObject({ state: 'open', due_at: new Date('2026-04-01T08:30:00Z') });
    expect(await eventsOf(house, all[0]?.id ?? '')).toEqual(['promises.made', 'promises.kept', 'promises.reopened']);
  });

  it('reopening brings back the very answer that closing withdrew', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    await fixture.happen(id, 'cases.closed', { userId: agent });
    at('2026-03-23T10:00:00Z');
    await fixture.happen(id, 'cases.reopened', { by: 'customer', because: 'wrote' });
    await fixture.customerWrites(id);
    await fixture.settle();
    const responses = (await promisesOf(house, id)).filter(({ clock }) => clock !== 'resolution');
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({ state: 'open', due_at: new Date('2026-03-23T13:30:00Z') });
  });

  it('a broken resolution is not made whole by reopening', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase({ priority: 'urgent' });
    await fixture.settle();
    at('2026-03-25T08:00:00Z');
    await tickPromises(house.system());
    await fixture.happen(id, 'cases.closed', { userId: agent });
    await fixture.happen(id, 'cases.reopened', { by: 'staff', because: 'mistake' });
    await fixture.settle();
    expect(await clockOf(house, id, 'resolution')).toMatchObject({ state: 'broken', broke_in_silence: true });
  });

  it('an answer given in time keeps its promise even when the log is read after the tick', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.settle();
    at('2026-03-23T12:29:00Z');
    await fixture.reply(id, agent);
    at('2026-03-23T12:31:00Z');
    await tickPromises(house.system());
    expect((await clockOf(house, id, 'first-response')).state).toBe('open');
    await fixture.settle();
    expect((await clockOf(house, id, 'first-response')).state).toBe('kept');
  });

  it('an answer after the hour leaves it broken, and shows how late it came', async () => {
    at('2026-03-23T08:00:00Z');
    const id = await fixture.openCase();
    await fixture.settle();
    at('2026-03-23T14:00:00Z');
    await tickPromises(house.system());
    await fixture.reply(id, agent);
    await fixture.settle();
    const first = await clockOf(house, id, 'first-response');
    expect(first).toMatchObject({ state: 'broken', ended_at: new Date('2026-03-23T12:30:00Z') });
    const facts = await house.db
      .selectFrom('promise_facts')
      .select('fact')
      .where('promise_id', '=', first.id)
      .orderBy('id')
      .execute();
    expect(facts.map(({ fact }) => fact)).toEqual(['made', 'lapsed', 'met']);
  });

  it('of two merged cases the promise that is due first stays', async () => {
    at('2026-03-23T08:00:00Z');
    const early = await fixture.openCase();
    at('2026-03-23T09:00:00Z');
    const late = await fixture.openCase();
    await fixture.happen(early, 'cases.merged', { into: late });
    await fixture.settle();
    const open = (await promisesOf(house, late)).filter(({ state }) => state === 'open');
    expect(Object.fromEntries(open.map(({ clock, due_at }) => [clock, due_at?.toISOString()]))).toEqual({
      'first-response': '2026-03-23T12:30:00.000Z',
      resolution: '2026-03-30T09:30:00.000Z',
    });
    expect(
      (await promisesOf(house, late)).filter(({ state }) => state === 'withdrawn').map(({ end_reason }) => end_reason),
    ).toEqual(['merged', 'merged']);
    expect((await promisesOf(house, early)).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('a whole batch of the log is read as if event by event', async () => {
    const script = async () => {
      at('2026-03-23T08:00:00Z');
      const id = await fixture.openCase();
      return id;
    };
    const steps = async (id: string, between: () => Promise<void>) => {
      at('2026-03-23T09:00:00Z');
      await fixture.change(id, { state: 'waiting' });
      await between();
      at('2026-03-23T10:00:00Z');
      await fixture.reply(id, agent);
      await between();
      at('2026-03-23T11:00:00Z');
      await fixture.change(id, { priority: 'urgent', state: 'open' });
      await between();
      await fixture.customerWrites(id);
      await between();
    };
    const one = await script();
    await steps(one, fixture.settle);
    const two = await script();
    await steps(two, () => Promise.resolve());
    await fixture.settle();
    const shape = async (id: string) =>
      (await promisesOf(house, id)).map(({ clock, state, due_at, paused, target_minutes }) => ({
        clock,
        state,
        due_at,
        paused,
        target_minutes,
      }));
    expect(await shape(two)).toEqual(await shape(one));
  });

  it('what the log tells after a merge, though it was said at the same moment, is promised where the conversation goes on', async () => {
    const [source, target] = [await fixture.openCase(), await fixture.openCase()];
    await fixture.reply(source, agent);
    await fixture.reply(target, agent);
    await fixture.settle();
    await fixture.happen(source, 'cases.merged', { into: target });
    await fixture.settle();
    await fixture.customerWrites(source);
    await fixture.happen(source, 'cases.reopened', { by: 'staff', because: '' });
    await fixture.settle();
    expect(await clockOf(house, target, 'next-response')).toMatchObject({ state: 'open' });
    expect((await promisesOf(house, source)).filter(({ state }) => state === 'open')).toEqual([]);
  });
});
