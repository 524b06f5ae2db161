import { expect, test } from 'vitest';
import { briefQuestions, isStale, nextQuestion } from './brief.ts';

const now = new Date('2026-03-31T09:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test('the first question never answered is asked next', () => {
  expect(nextQuestion([], now)).toBe('need');
  expect(nextQuestion([{ question: 'need', saidAt: daysAgo(400) }], now)).toBe('why');
});

test('when all is known, the stalest is asked again, and nothing while all is fresh', () => {
  const fresh = briefQuestions.map((question) => ({ question, saidAt: daysAgo(10) }));
  expect(nextQuestion(fresh, now)).toBeNull();
  const aged = fresh.map((answer) =>
    answer.question === 'worries'
      ? { ...answer, saidAt: daysAgo(200) }
      : answer.question === 'compared'
        ? { ...answer, saidAt: daysAgo(300) }
        : answer,
  );
  expect(nextQuestion(aged, now)).toBe('compared');
});

test('an answer is stale after 180 days, not on them', () => {
  expect(isStale(daysAgo(180), now)).toBe(false);
  expect(isStale(daysAgo(181), now)).toBe(true);
});
