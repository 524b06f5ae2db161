import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { openTestCase } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { acceptPromise } from '../accepting.ts';
import { breakPromise } from '../breaking.ts';
import { askToMove } from '../asking-to-move.ts';
import { learnRisk } from './at-risk-learning.ts';
import { warningSubscription } from './at-risk-warning.ts';
import { readPromiseRisk } from './at-risk-reading.ts';
import { scoreRisks } from './at-risk-scoring.ts';
import { keepPromise } from '../keeping.ts';
import { makePromise } from '../making.ts';
import { readPromise } from '../reading.ts';
import { listRegister, readRegisterFigures } from '../register.ts';
import { renegotiatePromise } from '../renegotiating.ts';
import { tickPromises } from '../ticking.ts';
import { furnish, hour } from '../testing/ledger-fixture.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
let maja: Extract<Actor, { kind: 'staff' }>;
let lead: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-03T08:00:00Z'));
  await furnish(house);
  [tom, maja, lead] = [
    await house.staff('agent', 'Tom'),
    await house.staff('agent', 'Maja'),
    await house.staff('lead', 'Lea'),
  ];
});
afterAll(() => house.close());

const ahead = (hours: number) => new Date(+house.now() + hours * hour).toISOString();
async function aCase() {
  const { caseId } = await openTestCase(house.as(tom));
  const { customer_id } = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  return { caseId, customerId: customer_id };
}

/** The same every time: by its id a promise tells of one moment of its life or another. */
const placed = (place: number) => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`;

/**
 * Ended promises as a desk leaves them: those of nobody break far more often. Busy weeks and quiet ones both occur, so that
 * what a keeper has to do cannot be mistaken for having one.
 */
async function history(n: number): Promise<void> {
  const { customerId } = await aCase();
  const rows = Array.from({ length: n }, (_, place) => {
    const nobody = place % 4 === 0;
    const broke = (place * 7919) % 100 < (nobody ? 80 : 10);
    const made = new Date(+house.now() - (10 + 80 * (((place * 31) % n) / n) ** 3) * 24 * hour);
    const due = new Date(+made + 30 * hour);
    return {
      id: placed(place), kind: 'personal', what: 'Send the quote', customer_id: customerId, keeper_id: nobody ? null : tom.id,
      made_at: made, due_at: due, first_due_at: due, state: broke ? 'broken' : 'kept', broke_in_silence: broke,
      ended_at: new Date(+due - (broke ? 0 : hour)), end_reason: broke ? 'silence' : 'met', pause_in: [],
    };
  }); // prettier-ignore
  await house.db.insertInto('promises').values(rows).execute();
}

describe('the risk of a promise', () => {
  it('is unknown while too few promises have ended, and the simple rule stands in', async () => {
    const { caseId } = await aCase();
    const id = await makePromise(house.as(tom), { what: 'Call you', caseId, dueAt: ahead(40) });
    expect(await learnRisk(house.system())).toBe(false);
    expect(await readPromiseRisk(house.as(tom), id)).toMatchObject({ probability: null, word: 'unknown', fewest: 200 });
  });

  it('is learned from what ended, said with its reasons, and the keeper is warned once', async () => {
    await history(800);
    expect(await learnRisk(house.system(), true)).toBe(true);
    const model = await house.db
      .selectFrom('promise_risk_models')
      .selectAll()
      .orderBy('fitted_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(model.brier).toBeLessThan(model.brier_base);
    const { caseId } = await aCase();
    const mine = await makePromise(house.as(tom), { what: 'Call you', caseId, dueAt: ahead(40) });
    const nobodys = await makePromise(house.as(lead), { what: 'Send it', caseId, dueAt: ahead(40), keeperId: null });
    expect(await scoreRisks(house.system())).toBeGreaterThanOrEqual(2);
    const low = await readPromiseRisk(house.as(tom), mine);
    const high = await readPromiseRisk(house.as(tom), nobodys);
    expect(high.probability).toBeGreaterThan(low.probability! + 0.3);
    expect(high.reasons).toContainEqual(expect.objectContaining({ code: 'no-keeper', raises: true }));
    const told = await house.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', nobodys)
      .where('type', '=', 'promises.likely-to-break')
      .execute();
    expect(told).toHaveLength(1);
    const plan = await sql<{
      'QUERY PLAN': string;
    }>`explain select 1 from promise_risks where again_at <= now() order by again_at limit 5`.execute(house.db);
    expect(plan.rows.length).toBeGreaterThan(0);
  });
});

describe('another hour', () => {
  it('is drafted in the customer’s language, sent as an answer by one press, and stands beside the old one', async () => {
    const { caseId, customerId } = await aCase();
    await house.db
      .updateTable('customers')
      .set({ language: 'de', time_zone: 'Europe/Berlin' })
      .where('id', '=', customerId)
      .execute();
    const id = await makePromise(house.as(tom), { what: 'Das Angebot', caseId, dueAt: ahead(6) });
    const { draft } = await readPromiseRisk(house.as(tom), id);
    expect(draft).toMatchObject({ language: 'de', from: 'same time again' });
    expect(draft!.message).toContain('Guten Tag Renate Vogel');
    expect(+new Date(draft!.dueAt)).toBeGreaterThan(+new Date(ahead(6)));
    await renegotiatePromise(house.as(tom), id, { dueAt: draft!.dueAt, why: draft!.why, tellCustomer: draft!.message });
    const said = await house.db
      .selectFrom('messages')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('direction', '=', 'out')
      .execute();
    expect(said).toHaveLength(1);
    expect(said[0]!.text).toContain('tut uns leid');
    const mail = await house.db
      .selectFrom('outbox')
      .select(['purpose', 'to_addresses'])
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(mail.purpose).toBe('reply');
    const now = await readPromise(house.as(tom), id);
    expect(now).toMatchObject({ dueAt: draft!.dueAt, firstDueAt: ahead(6) });
    expect(now.earlierDues).toHaveLength(1);
  });

  it('is asked for by the customer: a task for the keeper, until somebody agrees on one', async () => {
    const { caseId, customerId } = await aCase();
    const id = await makePromise(house.as(tom), { what: 'Call you', caseId, dueAt: ahead(30) });
    const customer: Actor = { kind: 'customer', id: customerId, name: 'Renate Vogel' };
    await askToMove(house.as(customer), id, 'Friday after lunch');
    await expect(askToMove(house.as({ ...customer, id: newId() }), id, 'Now')).rejects.toMatchObject({
      code: 'promise-not-found',
    });
    const { asked, draft } = await readPromiseRisk(house.as(tom), id);
    expect(asked).toMatchObject({ words: 'Friday after lunch' });
    // the hour she asked for is proposed, and nobody says sorry for what she wished herself
    expect(draft).toMatchObject({ from: 'asked', why: 'The customer asked for another time: Friday after lunch' });
    expect(new Date(draft!.dueAt).getUTCDay()).toBe(5);
    expect(draft!.message).toMatch(/you asked for another time for: Call you/);
    expect(draft!.message).not.toContain('sorry');
    await askToMove(house.as(customer), id, 'whenever you like');
    const unread = (await readPromiseRisk(house.as(tom), id)).draft;
    expect(unread).toMatchObject({ from: 'same time again' });
    expect(unread!.message).toContain('If another time suits you better');
    const task = await house.db
      .selectFrom('case_tasks')
      .selectAll()
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(task).toMatchObject({ assignee_id: tom.id, done_at: null });
    await renegotiatePromise(house.as(tom), id, { dueAt: ahead(50), why: 'As she asked' });
    expect((await readPromiseRisk(house.as(tom), id)).asked).toBeNull();
    // asked twice it was one task, in her newest words, and agreed on it is done: the case can be closed
    const tasks = () =>
      house.db
        .selectFrom('case_tasks')
        .select(['what', 'done_at'])
        .where('case_id', '=', caseId)
        .orderBy('id')
        .execute();
    expect(await tasks()).toEqual([
      { what: expect.stringContaining('whenever you like') as string, done_at: expect.any(Date) as Date },
    ]);
    await askToMove(house.as(customer), id, 'Sunday');
    expect((await tasks()).map(({ done_at }) => done_at === null)).toEqual([false, true]);
    await acceptPromise(house.as(customer), id);
    await askToMove(house.as(customer), id, 'Sunday');
    await keepPromise(house.as(tom), id);
    expect((await tasks()).map(({ done_at }) => done_at === null)).toEqual([false, false, false]);
  });
});

describe('the register', () => {
  it('shows what was due in a period by every filter, page by page', async () => {
    const first = await listRegister(house.as(lead), { state: 'broken', limit: 20 });
    expect(first.items).toHaveLength(20);
    expect(first.items.every(({ outcome }) => outcome === 'broken-silent')).toBe(true);
    const second = await listRegister(house.as(lead), { state: 'broken', limit: 20, cursor: first.next! });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(40);
    expect(
      (await listRegister(house.as(lead), { outcome: 'kept-first-time', kind: 'personal', limit: 5 })).items,
    ).toHaveLength(5);
    expect((await listRegister(house.as(lead), { kind: 'estimate' })).items).toHaveLength(0);
  });

  it('shows the promises of a colleague to him and to who leads, and nobody’s share but one’s own', async () => {
    await expect(listRegister(house.as(maja), { keeper: tom.id })).rejects.toMatchObject({ code: 'keeper-not-yours' });
    expect((await listRegister(house.as(tom), { keeper: tom.id, limit: 3 })).items).toHaveLength(3);
    expect((await listRegister(house.as(lead), { keeper: tom.id, limit: 3 })).items).toHaveLength(3);
    const mine = await readRegisterFigures(house.as(tom), {});
    expect(mine.own.n).toBeGreaterThan(500);
    expect((await readRegisterFigures(house.as(maja), {})).own.n).toBe(0);
    const owed = mine.byKind.filter(({ name }) => name === 'policy' || name === 'personal');
    expect(mine.all.n).toBe(owed.reduce((sum, { kept }) => sum + kept.n, 0));
  });
});

describe('a word that is about to break, and one that broke', () => {
  it('is told to whoever gave it while there is time, once for each hour', async () => {
    const { caseId } = await aCase();
    const id = await makePromise(house.as(maja), { what: 'Send the drawing', caseId, dueAt: ahead(20) });
    const within = await makePromise(house.as(maja), {
      what: 'Ask the yard',
      caseId,
      dueAt: ahead(20),
      kind: 'internal',
    });
    const told = () =>
      house.db
        .selectFrom('notifications')
        .select(['subject', 'link', 'user_id'])
        .where('link', 'in', [`/promises/${id}`, `/promises/${within}`])
        .execute();
    house.setClock(17 * hour);
    for (let turn = 0; turn < 2; turn += 1) {
      await tickPromises(house.system());
      await house.settle([warningSubscription]);
    }
    expect(await told()).toEqual([
      { subject: expect.stringContaining('“Send the drawing”'), link: `/promises/${id}`, user_id: maja.id },
    ]);
    await renegotiatePromise(house.as(maja), id, { dueAt: ahead(30), why: 'The yard is slow' });
    house.setClock(26 * hour);
    await tickPromises(house.system());
    await house.settle([warningSubscription]);
    expect(await told()).toHaveLength(2);
  });

  it('its apology is sent as an answer in the case, and what was broken stays broken', async () => {
    const { caseId } = await aCase();
    const id = await makePromise(house.as(tom), { what: 'Call you', caseId, dueAt: ahead(2) });
    house.setClock(3 * hour);
    await tickPromises(house.system());
    await breakPromise(house.as(tom), id, { reason: 'Ill', apology: 'We are sorry.\n\nIt is with you today.' });
    const said = await house.db
      .selectFrom('messages')
      .select(['text', 'author_user_id'])
      .where('case_id', '=', caseId)
      .where('direction', '=', 'out')
      .execute();
    expect(said).toEqual([{ text: expect.stringContaining('It is with you today.'), author_user_id: tom.id }]);
    expect(await readPromise(house.as(tom), id)).toMatchObject({
      state: 'broken',
      brokeInSilence: true,
      customerSees: { apology: expect.stringContaining('We are sorry.') },
    });
    const quiet = await makePromise(house.as(tom), { what: 'Call again', caseId, dueAt: ahead(2) });
    await breakPromise(house.as(tom), quiet, { reason: 'Ill' });
    expect(
      await house.db
        .selectFrom('messages')
        .select('id')
        .where('case_id', '=', caseId)
        .where('direction', '=', 'out')
        .execute(),
    ).toHaveLength(1);
  });
});
