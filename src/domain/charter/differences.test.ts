import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween, partsBetween } from './differences.ts';

const first = { word: 'Certain', meaning: 'You know the day.', proofs: ['We name a day'], motto: '', synonyms: [] };

test('only fields that changed are listed, with what was struck out and what was added', () => {
  const differences = differencesBetween(first, { ...first, meaning: 'You know the hour.' });
  expect(differences).toEqual([
    {
      field: 'meaning',
      before: 'You know the day.',
      after: 'You know the hour.',
      parts: [
        { change: 'same', text: 'You know the ' },
        { change: 'removed', text: 'day.' },
        { change: 'added', text: 'hour.' },
      ],
    },
  ]);
  expect(differencesBetween(first, first)).toEqual([]);
});

test('both texts can be put together again from the parts', () => {
  const text = fc.array(fc.constantFrom('say', 'the', 'day', ' ', '\n', 'never', 'soon'), { maxLength: 25 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const parts = partsBetween(one.join(''), other.join(''));
      const of = (left: string) => parts.filter((part) => part.change !== left).map((part) => part.text);
      expect(of('added').join('')).toBe(one.join(''));
      expect(of('removed').join('')).toBe(other.join(''));
    }),
  );
});
