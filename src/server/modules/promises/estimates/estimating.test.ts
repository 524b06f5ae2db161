import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { estimateSubscription } from './estimate-following.ts';
import { fitEstimates } from './estimate-fitting.ts';
import { countEstimates, guardEstimates } from './estimate-guarding.ts';
import { readCalibration } from './estimate-calibration.ts';
import { readCaseEstimate } from './estimate-reading.ts';
import { listSimilarCases } from './similar-cases.ts';
import { type Fixture, furnish, hour, minute, subscriptionsUnderTest } from '../testing/ledger-fixture.ts';
import { tickPromises } from '../ticking.ts';
import type { Actor } from '../../../context.ts';

let house: TestHouse;
let fixture: Fixture;
let agent: Extract<Actor, { kind: 'staff' }>;

const settle = () => house.settle([...subscriptionsUnderTest, estimateSubscription]);

beforeAll(async () => {
  // Tuesday nine o'clock in Berlin
  house = await openTestHouse(new Date('2026-03-03T08:00:00Z'));
  fixture = await furnish(house);
  agent = await house.staff('agent', 'Ada');
});
afterAll(() => house.close());

async function estimateOf(caseId: string) {
  return readCaseEstimate(house.as(agent), caseId);
}

async function closeCase(caseId: string): Promise<void> {
  await house.db
    .updateTable('cases')
    .set({ state: 'closed', closed_at: house.now() })
    .where('id', '=', caseId)
    .execute();
  await fixture.happen(caseId, 'cases.closed', { userId: agent.id });
}

describe('an estimate', () => {
  it('is honestly unknown until enough similar cases were solved', async () => {
    for (let each = 0; each < 19; each += 1) {
      const id = await fixture.openCase({ assigneeId: agent.id });
      house.setClock((each + 1) * minute);
      await closeCase(id);
    }
    await settle();
    await fitEstimates(house.system());
    const id = await fixture.openCase();
    await settle();
    expect(await estimateOf(id)).toMatchObject({ quote: null, unknown: 'too few similar cases', n: 19, fewest: 20 });
    await closeCase(id);
  });

  it('stands within a minute of the arrival, in working time turned into dates, as a promise of its own kind', async () => {
    for (let each = 0; each < 130; each += 1) {
      house.setClock(new Date('2026-03-17T08:00:00Z'));
      const id = await fixture.openCase({ assigneeId: agent.id });
      house.setClock((((each * 7) % 60) + 1) * minute);
      await closeCase(id);
    }
    await settle();
    await fitEstimates(house.system());
    // Friday half past four: half an hour is left of the week
    house.setClock(new Date('2026-03-20T15:30:00Z'));
    const id = await fixture.openCase({ assigneeId: agent.id });
    await settle();
    const { quote, history } = await estimateOf(id);
    expect(quote).toMatchObject({ because: 'arrival', supersededAt: null, met: null });
    expect(quote!.basis).toMatchObject({ kind: 'question', resolved: 150 });
    expect(quote!.halfMinutes).toBeLessThan(quote!.likelyMinutes);
    expect(new Date(quote!.likelyAt).getUTCDay()).toBe(1);
    expect(history).toHaveLength(1);
    const promise = await house.db
      .selectFrom('promises')
      .selectAll()
      .where('id', '=', quote!.promiseId!)
      .executeTakeFirstOrThrow();
    expect(promise).toMatchObject({ kind: 'estimate', state: 'open', visible: true, at_risk: false });
    expect(promise.due_at?.toISOString()).toBe(quote!.likelyAt);
    const row = await house.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.estimate_likely_at?.toISOString()).toBe(quote!.likelyAt);
    // the next promise of the case is what somebody keeps, never an estimate
    expect(row.next_promise).not.toBe('estimate');
  });

  it('is given anew before it lapses, and the old one stays beside it', async () => {
    const id = await fixture.openCase({ assigneeId: agent.id });
    await settle();
    const first = (await estimateOf(id)).quote!;
    house.setClock(new Date(+new Date(first.likelyAt) - minute));
    await guardEstimates(house.system());
    await tickPromises(house.system());
    const after = await estimateOf(id);
    expect(+new Date(after.quote!.likelyAt)).toBeGreaterThan(+new Date(first.likelyAt));
    expect(after.history.map(({ because }) => because)).toEqual(['lapsing', 'arrival']);
    expect(after.history[1]!.supersededAt).not.toBeNull();
    expect(after.quote!.promiseId).toBe(first.promiseId);
    const facts = await house.db
      .selectFrom('promise_facts')
      .select(['fact'])
      .where('promise_id', '=', first.promiseId!)
      .execute();
    expect(facts.map(({ fact }) => fact)).toContain('renegotiated');
    await closeCase(id);
    await settle();
    const promise = await house.db
      .selectFrom('promises')
      .select('state')
      .where('id', '=', first.promiseId!)
      .executeTakeFirstOrThrow();
    expect(promise.state).toBe('kept');
    expect(await estimateOf(id)).toMatchObject({ quote: null, unknown: 'closed' });
  });

  it('begins again when the case is opened again, and is called off when the case becomes part of another', async () => {
    const id = await fixture.openCase();
    await settle();
    const first = (await estimateOf(id)).quote!;
    await closeCase(id);
    await settle();
    house.setClock(5 * minute);
    await house.db.updateTable('cases').set({ state: 'open', closed_at: null }).where('id', '=', id).execute();
    await fixture.happen(id, 'cases.reopened', { by: 'customer', because: 'refuted' });
    await settle();
    const again = (await estimateOf(id)).quote!;
    expect(again).toMatchObject({ because: 'reopened' });
    expect(again.promiseId).not.toBe(first.promiseId);
    const other = await fixture.openCase();
    await settle();
    await fixture.happen(id, 'cases.merged', { into: other });
    await settle();
    const ended = await house.db
      .selectFrom('promises')
      .select(['state', 'end_reason'])
      .where('id', '=', again.promiseId!)
      .executeTakeFirstOrThrow();
    expect(ended).toEqual({ state: 'withdrawn', end_reason: 'merged' });
  });

  it('is counted once its hour has come: what came true, by kind and level', async () => {
    house.setClock(400 * hour);
    await guardEstimates(house.system());
    await countEstimates(house.system());
    const found = await readCalibration(house.system(), {});
    expect(found.overall.met.n).toBeGreaterThan(2);
    expect(found.byKind.map(({ kind }) => kind)).toEqual(['question']);
    expect(found.levels).toHaveLength(8);
    expect(found.overall.band).toBe('unknown');
    const before = found.overall.met.n;
    await countEstimates(house.system());
    expect((await readCalibration(house.system(), {})).overall.met.n).toBe(before);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from estimate_quotes where likely_at < ${house.now()} and counted_at is null and void_at is null`.execute(
      house.db,
    );
    expect(rows[0]?.n).toBe(0);
  });
});

describe('similar cases', () => {
  it('are solved ones with the same words, and say what solved them', async () => {
    const solved = await house.db
      .selectFrom('cases')
      .select(['id', 'subject', 'created_at'])
      .where('state', '=', 'closed')
      .limit(1)
      .executeTakeFirstOrThrow();
    await house.db
      .updateTable('cases')
      .set({ value_created: 'Sent the breathable plaster' })
      .where('id', '=', solved.id)
      .execute();
    await sql`insert into search_entries (subject_kind, subject_id, case_id, title, at, words)
      values ('case', ${solved.id}, ${solved.id}, ${solved.subject}, ${solved.created_at}, to_tsvector('kept', ${solved.subject}))`.execute(
      house.db,
    );
    const id = await fixture.openCase();
    const { items } = await listSimilarCases(house.as(agent), id);
    expect(items[0]).toMatchObject({ id: solved.id, solvedBy: 'Sent the breathable plaster' });
    expect(items[0]!.words).toContain('plaster');
  });
});
