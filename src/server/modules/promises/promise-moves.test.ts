import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { breakPromise } from './breaking.ts';
import { handOverPromise } from './handing-over.ts';
import { keepPromise } from './keeping.ts';
import { readKeptRate } from './kept-rate.ts';
import { clockOf, eventsOf, type Fixture, furnish, hour, minute } from './testing/ledger-fixture.ts';
import { makePromise } from './making.ts';
import { listPromises, readPromise } from './reading.ts';
import { renegotiatePromise } from './renegotiating.ts';
import { tickPromises } from './ticking.ts';
import { readPromisesToday } from './today.ts';
import { withdrawPromise } from './withdrawing.ts';

let house: TestHouse;
let fixture: Fixture;
let dele: Extract<Actor, { kind: 'staff' }>;
let ines: Extract<Actor, { kind: 'staff' }>;
const monday = new Date('2026-03-23T08:00:00Z');
const due = '2026-03-23T15:00:00.000Z';

beforeAll(async () => {
  house = await openTestHouse(monday);
  fixture = await furnish(house);
  dele = await house.staff('agent', 'Dele Adeyemi');
  ines = await house.staff('lead', 'Ines Okafor');
});
beforeEach(() => house.setClock(monday));
afterAll(() => house.close());

const me = () => house.as(dele);
const make = (input: Partial<Parameters<typeof makePromise>[1]> = {}) =>
  makePromise(me(), { what: 'Call about the stair cut list', customerId: fixture.customerId, dueAt: due, ...input });
const row = (id: string) => house.db.selectFrom('promises').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a promise made by hand', () => {
  it('says whether the customer sees it, and never that he sees what he does not', async () => {
    const [seen, hidden, inside] = [await make(), await make({ visible: false }), await make({ kind: 'internal' })];
    const shown = await Promise.all([seen, hidden, inside].map((id) => readPromise(me(), id)));
    expect(shown.map(({ visible, customerSees }) => [visible, customerSees !== null])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ]);
    await withdrawPromise(me(), seen, { because: 'released' });
    expect((await readPromise(me(), seen)).visible).toBe(false);
  });

  it('is kept by its keeper and says so in the log', async () => {
    const id = await make();
    house.setClock(hour);
    await keepPromise(me(), id, { note: 'called' });
    expect(await row(id)).toMatchObject({ state: 'kept', keeper_id: dele.id, end_reason: 'done', next_at: null });
    expect(await eventsOf(house, id)).toEqual(['promises.made', 'promises.kept']);
  });

  it('within open minutes is due by the calendar, and a later calendar does not move it', async () => {
    const id = await make({ dueAt: undefined, minutes: 240 });
    expect((await row(id)).due_at).toEqual(new Date('2026-03-23T12:30:00Z'));
  });

  it.each([
    ['to nobody', { customerId: undefined }, 'promise-to-whom'],
    ['without an hour', { dueAt: undefined }, 'promise-by-when'],
    ['with an hour and a length', { minutes: 5 }, 'promise-by-when'],
    ['for the past', { dueAt: '2026-03-23T07:00:00Z' }, 'due-not-ahead'],
    ['for the next century', { dueAt: '2096-03-23T07:00:00Z' }, 'due-too-far'],
    ['of an unknown keeper', { keeperId: '018f0000-0000-7000-8000-000000000000' }, 'keeper-unknown'],
    ['about an unknown case', { caseId: '018f0000-0000-7000-8000-000000000000' }, 'case-not-found'],
    ['to an unknown customer', { customerId: '018f0000-0000-7000-8000-000000000000' }, 'customer-not-found'],
    ['by an unknown calendar', { calendarId: '018f0000-0000-7000-8000-000000000000' }, 'calendar-not-found'],
  ])('%s is refused', async (_name, input, code) => {
    await expect(make(input as never)).rejects.toMatchObject({ code });
  });

  it('moves to another hour before it is due; the old hour stands beside the new', async () => {
    const id = await make();
    house.setClock(hour);
    await renegotiatePromise(me(), id, {
      dueAt: '2026-03-24T15:00:00Z',
      why: 'The saw is broken',
      tellCustomer: 'Tuesday at four',
    });
    expect(await readPromise(me(), id)).toMatchObject({
      state: 'open',
      dueAt: '2026-03-24T15:00:00.000Z',
      firstDueAt: due,
      earlierDues: [{ dueAt: due, reason: 'The saw is broken' }],
      customerSees: { told: 'Tuesday at four', firstDueAt: due },
    });
    expect(await eventsOf(house, id)).toEqual(['promises.made', 'promises.renegotiated']);
  });

  it('cannot be renegotiated, kept or withdrawn once it is due; silence has broken it', async () => {
    const id = await make();
    house.setClock(new Date('2026-03-23T15:00:01Z'));
    const late = { code: 'promise_past_due' };
    await expect(renegotiatePromise(me(), id, { dueAt: '2026-03-25T15:00:00Z', why: 'x' })).rejects.toMatchObject(late);
    await expect(keepPromise(me(), id)).rejects.toMatchObject(late);
    await expect(withdrawPromise(me(), id, { because: 'released' })).rejects.toMatchObject(late);
    await tickPromises(house.system());
    expect(await row(id)).toMatchObject({
      state: 'broken',
      broke_in_silence: true,
      ended_at: new Date(due),
      end_reason: 'silence',
    });
  });

  it('at its very hour it is still kept in time', async () => {
    const id = await make();
    house.setClock(new Date(due));
    await keepPromise(me(), id);
    expect((await row(id)).state).toBe('kept');
  });

  it('is broken with a reason, an apology and a recovery; or explained after silence, once', async () => {
    const said = await make();
    await breakPromise(me(), said, { reason: 'Out of stock', apology: 'I am sorry', recovery: 'Courier tomorrow' });
    expect(await row(said)).toMatchObject({
      state: 'broken',
      broke_in_silence: false,
      break_reason: 'Out of stock',
      recovery: 'Courier tomorrow',
    });
    const silent = await make();
    house.setClock(new Date('2026-03-23T16:00:00Z'));
    await tickPromises(house.system());
    expect((await readPromise(me(), silent)).moves).toEqual(['explain-break']);
    await breakPromise(me(), silent, { reason: 'I was on site' });
    await expect(breakPromise(me(), silent, { reason: 'again' })).rejects.toMatchObject({
      code: 'break_already_explained',
    });
    expect(await eventsOf(house, silent)).toEqual(['promises.made', 'promises.broken', 'promises.break-explained']);
  });

  it('is withdrawn as a fresh mistake by its maker only, and stays in the ledger', async () => {
    const id = await make();
    await expect(withdrawPromise(house.as(ines), id)).rejects.toMatchObject({ code: 'withdrawal_not_yours' });
    house.setClock(16 * minute);
    await expect(withdrawPromise(me(), id)).rejects.toMatchObject({ code: 'withdrawal_too_late' });
    await withdrawPromise(me(), id, { because: 'released' });
    expect(await row(id)).toMatchObject({ state: 'withdrawn', end_reason: 'released' });
  });

  it('survives closing, transfer, merging and its keeper leaving', async () => {
    const caseId = await fixture.openCase({ assigneeId: ines.id });
    const other = await fixture.openCase();
    await fixture.settle();
    const leaver = await house.staff('agent', 'Tom Fern');
    const id = await makePromise(house.as(leaver), { what: 'Post two samples', caseId, dueAt: '2026-03-24T15:00:00Z' });
    await fixture.change(caseId, { assigneeId: dele.id });
    await fixture.settle();
    expect((await row(id)).keeper_id).toBe(leaver.id);
    await fixture.happen(caseId, 'cases.closed', { userId: ines.id });
    await fixture.settle();
    const shown = await house.db
      .selectFrom('cases')
      .select('next_promise_id')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(shown.next_promise_id).toBe(id);
    await fixture.happen(caseId, 'cases.merged', { into: other });
    await fixture.happen(leaver.id, 'people.user-left');
    await fixture.settle();
    expect(await row(id)).toMatchObject({ state: 'open', case_id: other, keeper_id: null });
    expect(await eventsOf(house, leaver.id)).toContain('promises.left-without-keeper');
    await handOverPromise(house.as(ines), id, { keeperId: dele.id });
    expect(await row(id)).toMatchObject({ keeper_id: dele.id, due_at: new Date('2026-03-24T15:00:00Z') });
    expect(await eventsOf(house, id)).toEqual(['promises.made', 'promises.handed-over', 'promises.handed-over']);
  });

  it('is kept by deed when a policy made it', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    const first = await clockOf(house, caseId, 'first-response');
    await expect(keepPromise(me(), first.id)).rejects.toMatchObject({ code: 'kept-by-deed' });
    await expect(withdrawPromise(me(), first.id)).rejects.toMatchObject({ code: 'policy-stands' });
    await renegotiatePromise(me(), first.id, { dueAt: '2026-03-23T16:00:00Z', why: 'Agreed on the phone' });
    await fixture.change(caseId, { priority: 'low' });
    await fixture.settle();
    expect((await row(first.id)).due_at).toEqual(new Date('2026-03-23T16:00:00Z'));
  });
});

describe('reading the ledger', () => {
  it('does not show promises of a private team to strangers', async () => {
    const teamId = '018f0000-0000-7000-8000-00000000aaaa';
    await house.db
      .insertInto('teams')
      .values({ id: teamId, name: 'Board', private: true, created_at: monday })
      .execute();
    const caseId = await fixture.openCase({ teamId });
    await fixture.settle();
    const { id } = await clockOf(house, caseId, 'resolution');
    await expect(readPromise(me(), id)).rejects.toMatchObject({ code: 'promise-not-found' });
    await expect(breakPromise(me(), id, { reason: 'x' })).rejects.toMatchObject({ code: 'promise-not-found' });
    expect((await listPromises(me(), { case: caseId })).items).toEqual([]);
    expect((await readPromise(house.as({ ...dele, teamIds: [teamId] }), id)).id).toBe(id);
  });

  it('pages through open promises by due hour, those that stand still last, and misses none', async () => {
    const caseId = await fixture.openCase();
    await fixture.change(caseId, { state: 'waiting' });
    await fixture.settle();
    const whole = (await listPromises(me(), { limit: 200 })).items;
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPromises(me(), { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual(whole.map(({ id }) => id));
    expect(whole.at(-1)?.dueAt).toBeNull();
    expect(
      (await listPromises(me(), { state: 'ended', limit: 200 })).items.every(({ endedAt }) => endedAt !== null),
    ).toBe(true);
    expect((await listPromises(me(), { state: 'all', limit: 5 })).items).toHaveLength(5);
  });

  it('explains a deadline day by day', async () => {
    const caseId = await fixture.openCase({ priority: 'urgent' });
    await fixture.settle();
    const detail = await readPromise(me(), (await clockOf(house, caseId, 'resolution')).id);
    expect(detail.explanation?.days.map(({ date, countedMinutes }) => [date, countedMinutes])).toEqual([
      ['2026-03-23', 450],
      ['2026-03-24', 30],
    ]);
    expect(detail).toMatchObject({
      policy: { name: 'Urgent', version: 1 },
      calendar: { name: 'Showroom', zone: 'Europe/Berlin' },
    });
  });

  it('shows today: mine, the team’s, what slips, what was kept and broken', async () => {
    const ada = await house.staff('agent', 'Ada Novak');
    const ctx = () => house.as(ada);
    const kept = await makePromise(ctx(), { what: 'A', customerId: fixture.customerId, dueAt: due });
    await keepPromise(ctx(), kept);
    const open = await makePromise(ctx(), { what: 'B', customerId: fixture.customerId, dueAt: due });
    await makePromise(ctx(), { what: 'C', customerId: fixture.customerId, dueAt: '2026-03-27T15:00:00Z' });
    const broken = await makePromise(ctx(), { what: 'D', customerId: fixture.customerId, dueAt: due });
    await breakPromise(ctx(), broken, { reason: 'No' });
    await makePromise(ctx(), { what: 'E', customerId: fixture.customerId, dueAt: due, keeperId: null });
    const today = await readPromisesToday(ctx());
    expect(today.mine).toMatchObject({ openCount: 1, keptCount: 1, brokenCount: 1, slipCount: 0 });
    expect(today.mine.open[0]?.id).toBe(open);
    expect(today.later.map(({ what }) => what)).toEqual(['C']);
    expect(today).toMatchObject({
      day: '2026-03-23',
      opensAt: '2026-03-23T08:00:00.000Z',
      closesAt: '2026-03-23T16:00:00.000Z',
    });
    expect(today.team.open.find(({ what }) => what === 'E')?.slip).toMatchObject({
      code: 'nobody-has-it',
      suggested: { name: 'Ada Novak' },
    });
    // its hour has just passed and no clock was looked at yet: whoever is at work is not called off
    const late = await readPromisesToday({ ...ctx(), now: new Date(Date.parse(due) + 60_000) });
    expect(late.mine.open.find(({ id }) => id === open)?.slip ?? null).toBeNull();
    const rate = await readKeptRate(ctx(), { to: '2026-03-24T00:00:00Z' });
    expect(rate.own.personal).toMatchObject({ k: 1, n: 2 });
    expect(rate.own.policy).toMatchObject({ n: 0, say: 'unknown' });
  });
});
