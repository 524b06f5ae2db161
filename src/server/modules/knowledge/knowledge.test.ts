import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../context.ts';
import { replay } from '../../store/draining.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { searchEntries } from '../cases/index.ts';
import {
  judgeArticle,
  listArticles,
  listPublicArticles,
  readArticle,
  readPublicArticle,
  suggestArticles,
} from './reading.ts';
import { slugOf } from './slugs.ts';
import { knowledgeSeeds } from './subscriptions.ts';
import { changeArticle, writeArticle } from './writing.ts';

let house: TestHouse;
let agent: Extract<Actor, { kind: 'staff' }>;
let colleague: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  agent = await house.staff('agent');
  colleague = await house.staff('colleague');
  await sql`insert into events (at, actor_kind, type, data) values
    (now(), 'system', 'people.company-set-up', '{"language":"en"}'), (now(), 'system', 'people.company-set-up', '{"language":"en"}')`.execute(
    house.db,
  );
  await house.settle([knowledgeSeeds, searchEntries]);
});
afterAll(() => house.close());

const searchable = async () =>
  (await house.db.selectFrom('search_entries').select('title').where('subject_kind', '=', 'article').execute())
    .map((row) => row.title)
    .toSorted();

test('a company starts with two published articles, once, and finds them in the search over everything', async () => {
  const { items } = await listPublicArticles(house.system(), {});
  expect(items.map((each) => each.slug)).toEqual(['how-to-reach-us', 'what-we-promise']);
  expect((await readPublicArticle(house.system(), 'what-we-promise')).html).toContain('<h2>If we do not keep it</h2>');
  expect(await searchable()).toHaveLength(2);
  await replay(house.system(), searchEntries);
  await house.settle([searchEntries]);
  expect(await searchable()).toHaveLength(2);
});

test('a draft exists for writers only; published it is everybody’s; retired it is nobody’s', async () => {
  const draft = await writeArticle(house.as(agent), {
    title: 'Changing the size of your desk',
    html: '<p onclick="x()">Turn the <b>screws</b>.</p><script>alert(1)</script>',
  });
  expect(draft).toMatchObject({ slug: 'changing-the-size-of-your-desk', state: 'draft', author: { id: agent.id } });
  expect(draft.html).toBe('<p>Turn the <b>screws</b>.</p>');
  await expect(readArticle(house.as(colleague), draft.id)).rejects.toMatchObject({ code: 'article-not-found' });
  expect(
    (await listArticles(house.as(colleague), { state: 'draft' })).items.every((each) => each.state === 'published'),
  ).toBe(true);
  await expect(readPublicArticle(house.system(), draft.slug)).rejects.toMatchObject({ code: 'article-not-found' });

  await changeArticle(house.as(agent), draft.id, { state: 'published' });
  await house.settle([searchEntries]);
  expect((await readPublicArticle(house.system(), draft.slug)).title).toBe('Changing the size of your desk');
  expect(await searchable()).toContain('Changing the size of your desk');
  const event = await house.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'knowledge.published')
    .where('subject_id', '=', draft.id)
    .executeTakeFirst();
  expect(event?.data).toMatchObject({ slug: draft.slug, audience: 'public' });

  await changeArticle(house.as(agent), draft.id, { state: 'retired' });
  await house.settle([searchEntries]);
  await expect(readPublicArticle(house.system(), draft.slug)).rejects.toMatchObject({ code: 'article-not-found' });
  expect(await searchable()).not.toContain('Changing the size of your desk');
});

test('an article for staff is not on the public pages', async () => {
  const { id, slug } = await writeArticle(house.as(agent), {
    title: 'Refund limits',
    html: '<p>Sixty-four pounds</p>',
    audience: 'staff',
  });
  await changeArticle(house.as(agent), id, { state: 'published' });
  await expect(readPublicArticle(house.system(), slug)).rejects.toMatchObject({ code: 'article-not-found' });
  expect((await listPublicArticles(house.system(), { q: 'refund limits' })).items).toEqual([]);
  expect((await readArticle(house.as(colleague), id)).title).toBe('Refund limits');
});

test('two articles of one title get two addresses; an address that is asked for is refused when taken', async () => {
  const slugs = await Promise.all(
    [1, 2, 3].map(async () => (await writeArticle(house.as(agent), { title: 'Größe ändern!', html: '<p>x</p>' })).slug),
  );
  expect(slugs.toSorted()).toEqual(['groesse-aendern', 'groesse-aendern-2', 'groesse-aendern-3']);
  await expect(writeArticle(house.as(agent), { title: 'x', html: '', slug: 'groesse-aendern' })).rejects.toMatchObject({
    code: 'slug-taken',
  });
  expect(slugOf('家具')).toBe('');
  expect((await writeArticle(house.as(agent), { title: '家具', html: '<p>x</p>' })).slug).toMatch(/^article-/);
});

test('a text brings the article that answers it, in any inflection; a text about something else brings none', async () => {
  const text = 'Hello, I was promised a call last Friday and nobody kept it. How do I follow what you promised me?';
  expect((await suggestArticles(house.as(agent), text))[0]).toMatchObject({ slug: 'what-we-promise' });
  expect(await suggestArticles(house.as(agent), 'The oak veneer blistered near the radiator.')).toEqual([]);
  expect(await suggestArticles(house.as(agent), `'); drop table articles; -- & | ! <->`)).toEqual([]);
  expect((await listPublicArticles(house.system(), { q: 'promises' })).items[0]).toMatchObject({
    slug: 'what-we-promise',
  });
});

test('what helped and what did not is counted', async () => {
  await Promise.all([true, true, false].map((helped) => judgeArticle(house.system(), 'how-to-reach-us', helped)));
  const { items } = await listArticles(house.as(agent), { q: 'reach' });
  expect(items[0]).toMatchObject({ slug: 'how-to-reach-us', helped: 2, notHelped: 1 });
  await expect(judgeArticle(house.system(), 'nothing-here', true)).rejects.toMatchObject({ code: 'article-not-found' });
});
