import { expect, it } from 'vitest';
import { phrases } from './feeling-lexicon.ts';
import { beginningsIn, blankedOut, lowered, phraseFinder } from './phrase-finder.ts';

const list = `so, sorry, so sorry, {not/never} again, {really /}sad, idiot*, told ~ twice, {un/in}fair, l'attente, {have /has /}been {waiting/left}, 2nd mail, a joke`;
const found = (text: string) => {
  const small = lowered(text);
  return phraseFinder(list)(small, beginningsIn(small)).map(({ text: words }) => words);
};

it.each([
  ['I am so sorry, so sad', ['so sorry', 'so', 'sad']],
  ['Never again! Such idiots, UNFAIR.', ['never again', 'idiots', 'unfair']],
  ['I told your nice colleague twice', ['told your nice colleague twice']],
  ['really sad, been waiting, has been left', ['really sad', 'been waiting', 'has been left']],
  ["C'est l'attente; the 2nd mail is a joke", ["l'attente", '2nd mail', 'a joke']],
  ['sofa, sorrow, again, jokes', []],
])('"%s" holds the phrases of the list and no parts of words', (text, wanted) => {
  expect(found(text)).toEqual(wanted);
  expect([...text.toLowerCase().matchAll(phrases(list, 'gu'))].map(([words]) => words)).toEqual(wanted);
});

it('what was found is blanked where it stood', () => {
  const small = 'so sorry for this';
  expect(blankedOut(small, phraseFinder(list)(small, beginningsIn(small)))).toBe(`${' '.repeat(8)} for this`);
});
