import { expect, test } from 'vitest';
import { type Candidate, rankCandidates, reasonOf } from './candidates.ts';

test.each([
  ['a good word after a lost moment', { kind: 'rating', rating: 4, quote: null, lostBefore: true }, 'won-back'],
  ['a five with words', { kind: 'rating', rating: 5, quote: 'To the minute.', lostBefore: false }, 'praised'],
  ['a four with words', { kind: 'rating', rating: 4, quote: 'Fine.', lostBefore: false }, 'rated'],
  ['a five without words', { kind: 'rating', rating: 5, quote: ' ', lostBefore: false }, 'rated'],
  ['a confirmed solution', { kind: 'solution-confirmed', rating: null, quote: null, lostBefore: false }, 'confirmed'],
] as const)('%s', (_name, piece, reason) => expect(reasonOf(piece)).toBe(reason));

test('the strongest reason leads, then the newest, and nobody appears twice', () => {
  const of = (id: string, reason: Candidate['reason'], hour: number): Candidate => ({
    customer: { id, name: id },
    caseId: null,
    reason,
    evidenced: true,
    at: new Date(Date.UTC(2026, 2, 1, hour)),
    what: null,
    quote: null,
  });
  const ranked = rankCandidates(
    [of('a', 'rated', 5), of('b', 'praised', 1), of('c', 'praised', 2), of('a', 'won-back', 1)],
    3,
  );
  expect(ranked.map((each) => `${each.customer.id} ${each.reason}`)).toEqual(['a won-back', 'c praised', 'b praised']);
});
