import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { adoptCharter, agreeToCharter, changeReview } from './adopting.ts';
import { agreeToProposal, decideProposal, proposeCharter } from './proposing.ts';
import { charterVersions, currentCharter, wordMatchFigure } from './reading.ts';
import { changeStandard, createStandard, listStandards } from './standards.ts';
import { charterSeeds } from './subscriptions.ts';

let house: TestHouse;
let manager: Extract<Actor, { kind: 'staff' }>;
let lead: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  manager = await house.staff('manager', 'Hanne');
  lead = await house.staff('lead', 'Ines');
});
afterAll(() => house.close());

const lastEvent = async (type: string) =>
  (await house.db.selectFrom('events').selectAll().where('type', '=', type).orderBy('id', 'desc').executeTakeFirst())!;

test('a new version keeps the older one, with what changed, why and who agreed', async () => {
  const ctx = house.as(manager);
  await adoptCharter(ctx, { word: 'Fast', meaning: 'You wait no longer than needed.', proofs: ['We answer today'] });
  await adoptCharter(ctx, {
    word: 'Certain',
    motto: 'Right piece, right day.',
    whyChanged: 'Fast was not what they said.',
  });
  expect(await lastEvent('charter.adopted')).toMatchObject({
    data: { version: 2, word: 'Certain' },
    actor_id: manager.id,
  });
  const { items } = await charterVersions(ctx, {});
  expect(items.map((each) => [each.version, each.word, each.meaning])).toEqual([
    [2, 'Certain', 'You wait no longer than needed.'],
    [1, 'Fast', 'You wait no longer than needed.'],
  ]);
  expect(items[0]).toMatchObject({ whyChanged: 'Fast was not what they said.', agreedBy: [{ name: 'Hanne' }] });
  expect(items[0]!.differences.map((each) => each.field)).toEqual(['word', 'motto']);
  expect(items[0]!.differences[0]!.parts).toEqual([
    { change: 'removed', text: 'Fast' },
    { change: 'added', text: 'Certain' },
  ]);
  expect(items[1]!.differences).toEqual([]);
  const page = await charterVersions(ctx, { limit: 1 });
  expect(page.items[0]!.differences).toHaveLength(2);
  expect((await charterVersions(ctx, { limit: 1, cursor: page.next! })).items[0]!.version).toBe(1);
});

test('a word is one word of at most thirty letters, and a version must change something', async () => {
  const ctx = house.as(manager);
  await expect(adoptCharter(ctx, { word: 'very certain' })).rejects.toMatchObject({ code: 'charter-word' });
  await expect(adoptCharter(ctx, { word: 'x'.repeat(31) })).rejects.toMatchObject({ code: 'charter-word' });
  await expect(adoptCharter(ctx, { word: 'Certain' })).rejects.toMatchObject({ code: 'charter-unchanged' });
});

test('versions adopted at the same moment follow one another', async () => {
  const made = await Promise.all(
    ['Calm', 'Clear', 'Close'].map((word) => adoptCharter(house.as(manager), { word, whyChanged: 'vote' })),
  );
  expect(made.map((each) => each.version).toSorted()).toEqual([3, 4, 5]);
});

test('a proposal becomes a version with the names of all who agreed, once', async () => {
  const proposal = await proposeCharter(house.as(lead), { word: 'Kept', whyChanged: 'It is what we do' });
  expect(proposal.differences[0]).toMatchObject({ field: 'word', after: 'Kept' });
  const agent = await house.staff('agent', 'Tom');
  await agreeToProposal(house.as(agent), proposal.id);
  await agreeToProposal(house.as(agent), proposal.id);
  const decided = await decideProposal(house.as(manager), proposal.id, 'adopt');
  expect(decided.state).toBe('adopted');
  const charter = await currentCharter(house.as(agent));
  expect(charter).toMatchObject({ word: 'Kept', iAgree: true });
  expect(charter.agreedBy.map((each) => each.name).toSorted()).toEqual(['Hanne', 'Ines', 'Tom']);
  await expect(decideProposal(house.as(manager), proposal.id, 'decline')).rejects.toMatchObject({
    code: 'proposal-decided',
  });
});

test('agreeing later adds a name, and a review that is due says so', async () => {
  const agent = await house.staff('agent', 'Priya');
  expect((await agreeToCharter(house.as(agent))).iAgree).toBe(true);
  await changeReview(house.as(manager), '2026-03-31');
  expect(await currentCharter(house.as(agent))).toMatchObject({ reviewOn: '2026-03-31', reviewDue: true });
  await changeReview(house.as(manager), '2026-04-01');
  expect((await currentCharter(house.as(agent))).reviewDue).toBe(false);
});

test("customers' words are held against ours and its synonyms, with the interval", async () => {
  await adoptCharter(house.as(manager), { word: 'Certain', synonyms: ['sure'], whyChanged: 'back' });
  expect((await wordMatchFigure(house.as(lead), 90)).figure).toMatchObject({ n: 0, say: 'unknown' });
  await sql`insert into surveys (id, programme, name, questions, created_at) values (${newId()}, 'after-case', 's', '[]', now())`.execute(
    house.db,
  );
  const { id: surveyId } = await house.db.selectFrom('surveys').select('id').executeTakeFirstOrThrow();
  const words = [...Array(30).fill('certainly'), ...Array(10).fill('very sure'), ...Array(10).fill('slow')];
  for (const word of words)
    await house.db
      .insertInto('answers')
      .values({ id: newId(), survey_id: surveyId, at: house.now(), changed_at: house.now(), word, complete: true })
      .execute();
  const match = await wordMatchFigure(house.as(lead), 90);
  expect(match.figure).toMatchObject({ k: 40, n: 50, share: 0.8 });
  expect(match.figure.low).toBeGreaterThan(0.66);
  expect(match.words.map((each) => [each.count, each.ours])).toEqual([
    [30, true],
    [10, false],
    [10, true],
  ]);
});

test('standards are seeded once in the company’s language and stay in their order', async () => {
  await sql`insert into events (at, actor_kind, type, data) values
    (now(), 'system', 'people.company-set-up', '{"language":"de"}'), (now(), 'system', 'people.company-set-up', '{"language":"de"}')`.execute(
    house.db,
  );
  await house.settle([charterSeeds]);
  const first = await createStandard(house.as(manager), { name: 'We rang first' });
  const { items } = await listStandards(house.as(lead), {});
  expect(items).toHaveLength(6);
  expect(items[0]!.name).toBe('Wir sagen wann und halten es');
  expect(items[5]).toEqual(first);
  await changeStandard(house.as(manager), first.id, { retired: true });
  expect((await listStandards(house.as(lead), {})).items).toHaveLength(5);
  expect((await listStandards(house.as(lead), { retired: true })).items).toMatchObject([
    { id: first.id, retired: true },
  ]);
});
