import { expect, test } from 'vitest';
import type { Question } from '../../../contract/voice-surveys.ts';
import { differencesOf } from './version-differences.ts';

const rating: Question = { key: 'rating', texts: { en: 'How was it?' }, optional: false };
const why: Question = { key: 'why', texts: {}, optional: true };
const own: Question = { key: 'own', kind: 'scale', texts: { en: 'The tour?' }, optional: true, from: 0, to: 5 };

test('the same questions do not differ, in whatever order their parts are kept', () => {
  const scale: Question = { ...own, low: { de: 'nie', en: 'never' } };
  const turned: Question = { low: { en: 'never', de: 'nie' }, ...own };
  expect(differencesOf([rating, scale], [rating, turned])).toEqual([]);
});

test('a question is added where it is read, and what is gone is told last', () => {
  expect(differencesOf([rating, why], [own, rating])).toEqual([
    { kind: 'added', question: own },
    { kind: 'dropped', question: why },
  ]);
});

test('other words are told per language, the standard wording as nothing', () => {
  const said = { ...rating, texts: { en: 'How did it go?', de: 'Wie war es?' } };
  expect(differencesOf([rating], [said])).toEqual([
    { kind: 'reworded', question: said, language: 'de', from: '', to: 'Wie war es?' },
    { kind: 'reworded', question: said, language: 'en', from: 'How was it?', to: 'How did it go?' },
  ]);
});

test('other answers, other conditions and whether it may be left out are told apart', () => {
  const other: Question = { ...own, to: 10, optional: false, showWhen: { question: 'rating', atMost: 2 } };
  expect(differencesOf([rating, own], [rating, other]).map(({ kind }) => kind)).toEqual([
    'answers',
    'condition',
    'needed',
  ]);
});

test('only questions that both have can change their order', () => {
  expect(differencesOf([rating, why], [why, rating])).toEqual([{ kind: 'order' }]);
  expect(differencesOf([rating, own, why], [rating, why]).map(({ kind }) => kind)).toEqual(['dropped']);
});
