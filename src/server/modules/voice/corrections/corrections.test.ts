import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { replay } from '../../../store/draining.ts';
import { subscriptions } from '../../../subscriptions.ts';
import { addCustomer, openTestCompany, tell, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { listMoments, momentsFromEvents, readPositions } from '../../journeys/index.ts';
import { listHeard } from '../../needs/hearing.ts';
import { createNeed, readNeed } from '../../needs/needs.ts';
import { takeInWords } from '../../needs/taking-in.ts';
import { createTheme, listThemes, sortThemeWords } from '../../needs/themes.ts';
import { readListening } from '../listening.ts';
import { observe } from '../observing.ts';
import { readRecoveryFigures } from '../recoveries/recovery-figures.ts';
import { listRecoveries, moveOn, readRecovery } from '../recoveries/recoveries.ts';
import { addReview, importReviews, listReviews, readReviewFigures } from '../reviews.ts';
import { recordAnswer } from '../surveys/answering.ts';
import { askCustomer } from '../surveys/asks-on-pages.ts';
import { createSurvey } from '../surveys/surveys.ts';
import { tickVoice } from '../ticking.ts';
import { correctObservation, putBackObservation, removeObservation } from './correcting-observations.ts';
import { correctReview, putBackReview, removeReview } from './correcting-reviews.ts';
import { readHeardHistory } from './heard-history.ts';
import { listReviewImports, putBackReviewImport, removeReviewImport } from './review-imports.ts';

const minute = 60_000;
const start = new Date('2026-05-04T08:00:00Z');
let house: TestHouse;
let manager: TestStaff;
let mia: TestStaff;
let tom: TestStaff;
let lars: TestStaff;

beforeAll(async () => {
  ({ house, manager } = await openTestCompany());
  mia = await house.staff('agent', 'Mia');
  tom = await house.staff('agent', 'Tom');
  lars = await house.staff('lead', 'Lars');
  house.setClock(start);
  await tell(house.system(), 'people.company-set-up', null, { language: 'en' });
  await settle();
});
afterAll(() => house.close());
beforeEach(() => house.setClock(start));

const as = (who: TestStaff) => house.as(who);

const settle = () => house.settle(subscriptions);

async function customer(name?: string) {
  const id = await addCustomer(house, name === undefined ? {} : { name });
  return { id, email: `${id}@example.org` };
}

async function place() {
  return (await house.db.selectFrom('touchpoints').select('id').orderBy('name').limit(1).executeTakeFirstOrThrow()).id;
}

const momentsOf = async (customerId: string) =>
  (await listMoments(as(manager), { customerId })).items.map(({ outcome, quote, at }) => [
    outcome,
    quote,
    at.slice(0, 10),
  ]);
const wordsOf = async (customerId: string) =>
  (await listHeard(as(manager), { customerId })).items.map(({ words, feeling }) => [words, feeling]);

/** All that is derived of moments, also what measures count: to the last id. */
async function ledger() {
  const rows = async (table: string, order: string) =>
    (await sql`select * from ${sql.table(table)} order by ${sql.raw(order)}`.execute(house.db)).rows;
  return [
    await rows('contacts', 'contact'),
    await rows('moments', 'id'),
    await rows('moment_evidence', 'id'),
    await rows('touchpoint_days', 'touchpoint_id, day'),
    await rows('moment_totals', 'touchpoint_id, day'),
  ];
}

/** The counts of moments, kept as they happen and counted from the rows. */
async function countsAgree() {
  const { rows } = await sql<{ kept: number; measured: number; there: number }>`
    select (select coalesce(sum(won + neutral + lost), 0)::int from touchpoint_days) as kept,
      (select coalesce(sum(won + neutral + lost), 0)::int from moment_totals) as measured, (select count(*)::int from moments) as there`.execute(
    house.db,
  );
  expect([rows[0]!.kept, rows[0]!.measured]).toEqual([rows[0]!.there, rows[0]!.there]);
}

describe('what colleagues heard', () => {
  it('is corrected by whoever heard it, and moments, words and coverage follow', async () => {
    const [anna, ben] = [await customer('Anna'), await customer('Ben')];
    const touchpointId = await place();
    const noted = await observe(as(mia), { words: 'Slow again', customerId: anna.id, touchpointId, feeling: 'lost' });
    await settle();
    await takeInWords(house.system());
    expect([await momentsOf(anna.id), await wordsOf(anna.id)]).toEqual([
      [['lost', 'Slow again', '2026-05-04']],
      [['Slow again', 'lost']],
    ]);
    await expect(correctObservation(as(tom), noted.id, { words: 'Fast' })).rejects.toMatchObject({
      code: 'not-your-observation',
    });
    house.setClock(minute);
    const heardAt = '2026-05-02T10:00:00.000Z';
    const right = await correctObservation(as(mia), noted.id, {
      words: 'Quick this time',
      feeling: 'won',
      customerId: ben.id,
      heardAt,
    });
    expect(right).toMatchObject({
      words: 'Quick this time',
      heardAt,
      changedBy: { name: 'Mia' },
      customer: { name: 'Ben' },
    });
    await settle();
    expect([await momentsOf(anna.id), await wordsOf(anna.id)]).toEqual([[], []]);
    expect([await momentsOf(ben.id), await wordsOf(ben.id)]).toEqual([
      [['won', 'Quick this time', '2026-05-02']],
      [['Quick this time', 'won']],
    ]);
    const heard = await house.db.selectFrom('heard_customers').select(['customer_id', 'at']).execute();
    expect(heard.filter((one) => one.customer_id === anna.id)).toEqual([]);
    expect(heard.find((one) => one.customer_id === ben.id)?.at.toISOString()).toBe(heardAt);
    expect((await readHeardHistory(as(manager), noted.id)).items).toMatchObject([
      { what: 'noted', by: 'Mia', after: { words: 'Slow again', feeling: 'lost', customer: 'Anna' } },
      {
        what: 'corrected',
        by: 'Mia',
        before: { words: 'Slow again', feeling: 'lost', customer: 'Anna' },
        after: { words: 'Quick this time', feeling: 'won', customer: 'Ben' },
      },
    ]);
    // the same again is no change
    await correctObservation(as(lars), noted.id, { words: 'Quick this time' });
    expect((await readHeardHistory(as(manager), noted.id)).items).toHaveLength(2);
    // other words are no other moment: nobody counts it, and nobody arrives anywhere by it, once more
    const told = async () =>
      (
        await house.db
          .selectFrom('events')
          .select('id')
          .where('type', '=', 'moments.recorded')
          .where(sql<string>`data ->> 'contact'`, '=', `observation:${noted.id}`)
          .execute()
      ).length;
    const before = await told();
    await correctObservation(as(mia), noted.id, { words: 'Really quick this time' });
    await settle();
    expect(await told()).toBe(before);
    expect(await momentsOf(ben.id)).toEqual([['won', 'Really quick this time', '2026-05-02']]);
    await expect(correctObservation(as(mia), noted.id, { heardAt: '2027-01-01T00:00:00.000Z' })).rejects.toMatchObject({
      code: 'heard-later',
    });
    await countsAgree();
  });

  it('is no moment any more without its feeling, and one again with it', async () => {
    const anna = await customer();
    const touchpointId = await place();
    const { id } = await observe(as(mia), { words: 'Hm', customerId: anna.id, touchpointId, feeling: 'neutral' });
    await settle();
    await correctObservation(as(mia), id, { feeling: null });
    await settle();
    expect(await momentsOf(anna.id)).toEqual([]);
    await countsAgree();
    await correctObservation(as(lars), id, { feeling: 'won' });
    await settle();
    expect(await momentsOf(anna.id)).toMatchObject([['won', 'Hm', '2026-05-04']]);
    await countsAgree();
  });

  it('takes the customer back from where its moment had brought him, and there again', async () => {
    const bea = await customer('Bea');
    const reached = async () => {
      await settle();
      const [way] = (await readPositions(as(manager), bea.id)).items;
      return way?.destinations.filter(({ reachedAt }) => reachedAt !== null).map(({ name }) => name) ?? [];
    };
    const { id } = await observe(as(mia), {
      words: 'Lovely!',
      customerId: bea.id,
      touchpointId: await place(),
      feeling: 'won',
    });
    expect(await reached()).toEqual(['Delighted']);
    await correctObservation(as(mia), id, { feeling: 'neutral' });
    expect(await reached()).toEqual([]);
    await correctObservation(as(mia), id, { feeling: 'won' });
    expect(await reached()).toEqual(['Delighted']);
    await removeObservation(as(mia), id);
    expect(await reached()).toEqual([]);
    await putBackObservation(as(mia), id);
    expect(await reached()).toEqual(['Delighted']);
  });

  it('is taken back and put back, with the need and the theme people had put it under, and the ledger is the same when read anew', async () => {
    const anna = await customer();
    const touchpointId = await place();
    const { id } = await observe(as(mia), {
      words: 'I want a spare key',
      customerId: anna.id,
      touchpointId,
      feeling: 'lost',
    });
    await settle();
    await takeInWords(house.system());
    const [words] = (await listHeard(as(manager), { customerId: anna.id })).items;
    const need = await createNeed(as(manager), { statement: 'A spare key', wordsIds: [words!.id] });
    const theme = await createTheme(as(manager), { name: 'Locks', keywords: [], hated: true });
    await sortThemeWords(as(manager), theme.id, [words!.id], true);
    const standing = async () => {
      const { words, customers } = await readNeed(as(manager), need.id);
      const hated = (await listThemes(as(manager), { days: 90, hated: true })).items.find(({ id }) => id === theme.id);
      const { heard } = await readListening(as(manager));
      return [words, customers, hated?.words, (await momentsOf(anna.id)).length, heard.k];
    };
    const before = await standing();
    expect(before.slice(0, 4)).toEqual([1, 1, 1, 1]);
    await expect(removeObservation(as(tom), id)).rejects.toMatchObject({ code: 'not-your-observation' });
    await removeObservation(as(mia), id);
    await settle();
    await takeInWords(house.system());
    expect(await standing()).toEqual([0, 0, 0, 0, before[4]! - 1]);
    expect(await wordsOf(anna.id)).toEqual([]);
    await countsAgree();
    await expect(putBackObservation(as(tom), id)).rejects.toMatchObject({ code: 'not-your-observation' });
    house.setClock(14 * minute);
    await putBackObservation(as(mia), id);
    await settle();
    await takeInWords(house.system());
    expect(await standing()).toEqual(before);
    await expect(putBackObservation(as(mia), id)).rejects.toMatchObject({ code: 'not-taken-back' });
    expect((await readHeardHistory(as(manager), id)).items.map(({ what }) => what)).toEqual([
      'noted',
      'taken-back',
      'put-back',
    ]);
    const now = await ledger();
    await replay(house.system(), momentsFromEvents);
    await settle();
    expect(await ledger()).toEqual(now);
    await countsAgree();
  });

  it('cannot be put back after a quarter of an hour, and then nothing of it is kept but what the log tells', async () => {
    const { id } = await observe(as(mia), { words: 'Nobody said that' });
    await removeObservation(as(mia), id);
    house.setClock(16 * minute);
    await expect(putBackObservation(as(mia), id)).rejects.toMatchObject({ code: 'not-taken-back' });
    await tickVoice(house.system());
    expect(await house.db.selectFrom('voice_taken_back').select('id').where('id', '=', id).execute()).toEqual([]);
    expect((await readHeardHistory(as(manager), id)).items.at(-1)).toMatchObject({
      what: 'taken-back',
      before: { words: 'Nobody said that' },
    });
  });
});

describe('a review', () => {
  it('that was taken back leaves its recovery, which says so and may be called off; put back it opens another', async () => {
    const anna = await customer();
    const review = await addReview(as(manager), {
      source: 'Trustpilot',
      rating: 1,
      words: 'Never again',
      email: anna.email,
    });
    await settle();
    const opened = review.recoveryId!;
    await expect(moveOn(as(mia), opened, { move: 'call-off' })).rejects.toMatchObject({ code: 'recovery-move' });
    await removeReview(as(manager), review.id);
    await settle();
    expect(await momentsOf(anna.id)).toEqual([]);
    const left = await readRecovery(as(mia), opened);
    expect(left).toMatchObject({ state: 'open', causeRemovedAt: start.toISOString() });
    expect(left.allowed).toContain('call-off');
    expect(left.history.at(-1)).toMatchObject({ move: 'cause-removed' });
    const ended = async () => (await readRecoveryFigures(as(manager), {})).recovered.n;
    const before = await ended();
    expect(await moveOn(as(mia), opened, { move: 'call-off', words: 'Wrong file' })).toMatchObject({
      state: 'called-off',
      allowed: [],
    });
    expect(await ended()).toBe(before);
    const promises = await house.db
      .selectFrom('promises as p')
      .innerJoin('recoveries as r', (on) => on.onRef('p.id', 'in', sql`(r.contact_promise_id, r.close_promise_id)`))
      .select('p.state')
      .where('r.id', '=', opened)
      .execute();
    expect(promises.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
    house.setClock(5 * minute);
    const back = await putBackReview(as(manager), review.id);
    expect(back.recoveryId).not.toBeNull();
    expect(back.recoveryId).not.toBe(opened);
    await settle();
    expect(await momentsOf(anna.id)).toMatchObject([['lost', 'Never again', '2026-05-04']]);
  });

  it('whose recovery was not called off gives it its cause again', async () => {
    const anna = await customer();
    const review = await addReview(as(manager), { source: 'Google', rating: 1, email: anna.email });
    await removeReview(as(manager), review.id);
    house.setClock(minute);
    const back = await putBackReview(as(manager), review.id);
    expect(back.recoveryId).toBe(review.recoveryId);
    const recovery = await readRecovery(as(mia), back.recoveryId!);
    expect(recovery.causeRemovedAt).toBeNull();
    expect(recovery.history.map(({ move }) => move)).toEqual(['opened', 'cause-removed', 'cause-back']);
  });

  it('that was another’s moves with its moment, its words and a recovery of his own; a better rating takes the cause away', async () => {
    const [anna, ben] = [await customer('Anna'), await customer('Ben')];
    const review = await addReview(as(manager), { source: 'Google', rating: 2, words: 'Cold soup', email: anna.email });
    await settle();
    await takeInWords(house.system());
    await correctReview(as(manager), review.id, { customerId: ben.id, rating: 1 });
    await settle();
    expect([await momentsOf(anna.id), await wordsOf(anna.id)]).toEqual([[], []]);
    expect([await momentsOf(ben.id), await wordsOf(ben.id)]).toEqual([
      [['lost', 'Cold soup', '2026-05-04']],
      [['Cold soup', 'lost']],
    ]);
    const his = (await listRecoveries(as(mia), { customerId: ben.id })).items;
    expect(his).toMatchObject([{ causeRemovedAt: null, source: 'review' }]);
    expect((await listRecoveries(as(mia), { customerId: anna.id })).items).toMatchObject([
      { causeRemovedAt: start.toISOString() },
    ]);
    await correctReview(as(manager), review.id, {
      rating: 5,
      words: 'Good soup',
      source: 'Tripadvisor',
      at: '2026-04-30T12:00:00Z',
    });
    await settle();
    await takeInWords(house.system());
    expect(await momentsOf(ben.id)).toEqual([['won', 'Good soup', '2026-04-30']]);
    expect(await wordsOf(ben.id)).toEqual([['Good soup', 'won']]);
    expect(await readRecovery(as(mia), his[0]!.id)).toMatchObject({ causeRemovedAt: start.toISOString() });
    await expect(correctReview(as(manager), review.id, { rating: 7 })).rejects.toMatchObject({
      code: 'review-off-scale',
    });
    await countsAgree();
  });
});

describe('an answer that was changed', () => {
  it('from bad to good leaves its recovery without a cause, and back to bad gives it the cause again', async () => {
    const survey = await createSurvey(as(manager), {
      name: `Survey ${newId()}`,
      programme: 'custom',
      questions: [{ key: 'rating', texts: {}, optional: false }],
      quietDays: 0,
    });
    const { id } = await customer();
    const { url } = await askCustomer(as(manager), survey.id, { customerId: id, way: 'link' });
    const say = (rating: number) => recordAnswer(house.system(), { token: url!.split('/').at(-1)!, rating });
    // what the page kept while he was still choosing
    await say(1);
    const [opened] = (await listRecoveries(as(mia), { customerId: id })).items;
    await say(5);
    expect(await readRecovery(as(mia), opened!.id)).toMatchObject({
      state: 'open',
      causeRemovedAt: start.toISOString(),
    });
    await say(2);
    expect((await listRecoveries(as(mia), { customerId: id })).items).toMatchObject([
      { id: opened!.id, causeRemovedAt: null },
    ]);
  });
});

describe('a wrong table of reviews', () => {
  const table = (email: string) => `rating,words,author,email\n1,"Broken",Ada,${email}\n5,"Lovely",Bob,\n3,,Cid,`;

  it('is taken back in one press with all that hangs on it, and its rows may come again', async () => {
    const anna = await customer();
    const source = `Shop ${newId()}`;
    const read = await importReviews(as(manager), { source, csv: table(anna.email), fileName: 'wrong.csv' });
    await settle();
    const recovery = (await listRecoveries(as(mia), { customerId: anna.id })).items[0]!;
    expect((await listReviewImports(as(manager), {})).items[0]).toMatchObject({
      id: read.importId,
      fileName: 'wrong.csv',
      added: 3,
      left: 3,
      by: { name: 'Mara' },
      mayBePutBack: false,
    });
    const gone = await removeReviewImport(as(manager), read.importId!);
    expect(gone).toMatchObject({
      reviews: 3,
      recoveries: 1,
      import: { left: 0, mayBePutBack: true, takenBackBy: { name: 'Mara' } },
    });
    await settle();
    expect((await listReviews(as(manager), { source })).items).toEqual([]);
    expect((await readReviewFigures(as(manager))).items.filter((one) => one.source === source)).toEqual([]);
    expect(await momentsOf(anna.id)).toEqual([]);
    expect(await readRecovery(as(mia), recovery.id)).toMatchObject({
      causeRemovedAt: start.toISOString(),
      endedAt: null,
    });
    await expect(removeReviewImport(as(manager), read.importId!)).rejects.toMatchObject({ code: 'import-empty' });
    const back = await putBackReviewImport(as(manager), read.importId!);
    expect(back).toMatchObject({ reviews: 3, recoveries: 1, known: 0, import: { left: 3, takenBackAt: null } });
    await settle();
    expect(await momentsOf(anna.id)).toMatchObject([['lost', 'Broken', '2026-05-04']]);
    expect(await readRecovery(as(mia), recovery.id)).toMatchObject({ causeRemovedAt: null });
    // away once more, and the right file, which holds two of the same rows
    await removeReviewImport(as(manager), read.importId!);
    expect(await importReviews(as(manager), { source, csv: table(anna.email) })).toMatchObject({ added: 3, known: 0 });
    expect(await putBackReviewImport(as(manager), read.importId!)).toMatchObject({ reviews: 0, known: 3 });
    await settle();
    await countsAgree();
  });

  it('that brought nothing new leaves nothing to take back', async () => {
    const source = `Shop ${newId()}`;
    await importReviews(as(manager), { source, csv: 'rating\n4' });
    expect(await importReviews(as(manager), { source, csv: 'rating\n4' })).toMatchObject({ importId: null, known: 1 });
    expect((await listReviewImports(as(manager), {})).items.filter((one) => one.source === source)).toHaveLength(1);
  });
});

describe('whoever reads the log later', () => {
  it('finds the need of words that were taken back, put back and taken back before he read it', async () => {
    const { id } = await observe(as(mia), { words: 'I want it by Friday' });
    await settle();
    await takeInWords(house.system());
    const [words] = (await listHeard(as(manager), { q: 'by Friday' })).items;
    const need = await createNeed(as(manager), { statement: 'By Friday', wordsIds: [words!.id] });
    await removeObservation(as(mia), id);
    await putBackObservation(as(mia), id);
    await removeObservation(as(mia), id);
    await settle();
    expect((await readNeed(as(manager), need.id)).words).toBe(0);
    await putBackObservation(as(mia), id);
    await settle();
    expect((await readNeed(as(manager), need.id)).words).toBe(1);
  });
});
