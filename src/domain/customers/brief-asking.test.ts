import { expect, test } from 'vitest';
import { briefQuestions } from './brief.ts';
import { askedAlready, nextQuestionFor } from './brief-asking.ts';

const now = new Date('2026-03-31T09:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

test('a complaint asks what is expected first, a request what is needed', () => {
  expect(nextQuestionFor('complaint', [], now)).toEqual({ question: 'expects', because: 'unknown', fits: true });
  expect(nextQuestionFor('request', [], now)?.question).toBe('need');
  expect(nextQuestionFor('complaint', [{ question: 'expects', saidAt: ago(1) }], now)?.question).toBe(
    'perfect-outcome',
  );
});

test('when all is known the stalest is asked again, and nothing while all is fresh', () => {
  const fresh = briefQuestions.map((question) => ({ question, saidAt: ago(question === 'worries' ? 200 : 3) }));
  expect(nextQuestionFor('question', fresh, now)).toEqual({ question: 'worries', because: 'stale', fits: true });
  expect(
    nextQuestionFor(
      'question',
      fresh.map(({ question }) => ({ question, saidAt: ago(1) })),
      now,
    ),
  ).toBeNull();
});

test('asking what is answered is found in several languages, and only where it is asked', () => {
  const known = [
    { question: 'expects' as const, statement: 'An answer by Friday' },
    { question: 'worries' as const, statement: 'Winter' },
  ];
  expect(askedAlready('Thank you. What do you expect from us?', known)).toMatchObject([
    { question: 'expects', statement: 'An answer by Friday' },
  ]);
  expect(askedAlready('Was erwarten Sie von uns?', known)).toHaveLength(1);
  expect(askedAlready("Qu'est-ce qui vous inquiète ?", known)).toHaveLength(1);
  expect(askedAlready('You told us what you expect.', known)).toEqual([]);
  expect(askedAlready('What do you need it for?', known)).toEqual([]);
});
