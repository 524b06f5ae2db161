import { expect, test } from 'vitest';
import { clusterWords, distinctCustomers, keywordFinder, nearestGroup } from './themes.ts';
import { needStanding } from './themes-needs.ts';

const said = [
  ['a', 'The delivery came a week late', 'anna'],
  ['b', 'Late delivery again, nobody told me', 'ben'],
  ['c', 'Deliveries are always late', 'cleo'],
  ['d', 'I had to repeat my story to three people', 'anna'],
  ['e', 'Why must I repeat the whole story every time?', 'dora'],
  ['f', 'The invoice was in English', 'emil'],
].map(([id, words, customer]) => ({ id: id!, words: words!, customer: customer! }));

test('what is said in similar words is one group, the most customers first, and what stands alone is none', () => {
  const clusters = clusterWords(said);
  expect(clusters.map(({ ids }) => ids.toSorted())).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  expect(clusters[0]?.customers).toBe(3);
  expect(clusters[0]?.keywords).toEqual(expect.arrayContaining(['late', 'delivery']));
});

test('one customer who says it ten times is one customer', () => {
  const loud = Array.from({ length: 10 }, (_, at) => ({ id: `${at}`, words: 'The portal is slow', customer: 'anna' }));
  expect(clusterWords(loud)[0]?.customers).toBe(1);
  expect(distinctCustomers([...loud, { customer: null }, { customer: null }])).toBe(3);
});

test('new words are proposed for the group they are like, and for none when they are like none', () => {
  const groups = [
    { id: 'late', words: ['The delivery came late', 'Late delivery again'] },
    { id: 'repeat', words: ['I had to repeat my story'] },
  ];
  expect(nearestGroup('my delivery was late', groups)?.id).toBe('late');
  expect(nearestGroup('the colour is nice', groups)).toBeNull();
});

test('a keyword is met at the beginning of a word, without accents or case, and short ones only whole', () => {
  const mentions = (words: string, keywords: string[]) => keywordFinder([{ id: 'it', keywords }])(words).has('it');
  expect(mentions('Völlig UNFREUNDLICHER Mann am Telefon', ['unfreundlich'])).toBe(true);
  expect(mentions('Tres lent', ['très lent'])).toBe(true);
  expect(mentions('I appreciate it', ['app'])).toBe(false);
  expect(mentions('anything', [' '])).toBe(false);
  expect(mentions('The app. Broke!', ['app'])).toBe(true);
  expect(mentions('app', ['app'])).toBe(true);
  expect(mentions('no reply at all', ['reply at'])).toBe(true);
  expect(mentions('replay at noon', ['reply at'])).toBe(false);
  expect(mentions('', ['app'])).toBe(false);
});

test('ten thousand themes are found in a thousand texts before the test runs out of time, each exactly where its keyword stands', () => {
  const themes = Array.from({ length: 10_000 }, (_, at) => ({
    id: `${at}`,
    keywords: [`topic${at} end`, `subject${at}x`, `the end of it${at}`],
  }));
  const themesIn = keywordFinder(themes);
  for (let at = 0; at < 1000; at += 1) {
    const words = `They said that Topic${at * 7} end, and then subject${at * 9}x, would never come to subject of anything at all. `;
    expect([...themesIn(words.repeat(4))].toSorted()).toEqual(
      [...new Set([`${at * 7}`, `${at * 9}`])].filter((id) => Number(id) < 10_000).toSorted(),
    );
  }
});

test('eight hundred texts are grouped before the test runs out of time', () => {
  const topics = ['late delivery', 'wrong invoice', 'rude answer', 'broken gable', 'slow portal'];
  const many = Array.from({ length: 800 }, (_, at) => ({
    id: `${at}`,
    words: `${topics[at % 5]!} number ${at} on street ${at * 7}`,
    customer: `c${at}`,
  }));
  expect(clusterWords(many).length).toBeGreaterThan(0);
});

test('an important need badly met ranks above one equally important and well met, and one bad answer moves little', () => {
  const counts = { customers: 40, ofCustomers: 50, stated: null };
  const bad = needStanding({ ...counts, good: 2, judged: 20 });
  const fine = needStanding({ ...counts, good: 19, judged: 20 });
  expect(bad.opportunity).toBeGreaterThan(fine.opportunity);
  expect(bad).toMatchObject({ importance: 8, satisfaction: 1 });
  expect(needStanding({ ...counts, good: 0, judged: 0 }).satisfaction).toBeNull();
  const one = needStanding({ ...counts, good: 0, judged: 1 });
  expect(one.opportunity).toBeLessThan(bad.opportunity);
});
