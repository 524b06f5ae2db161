import { describe, expect, it } from 'vitest';
import {
  alongPath,
  checkQuestions,
  isComplete,
  readAnswers,
  shownQuestions,
  type SurveyQuestion,
} from './questions.ts';

const questions: SurveyQuestion[] = [
  { key: 'likely', texts: {}, optional: false },
  {
    key: 'hurt',
    kind: 'choice',
    texts: { en: 'What hurt?' },
    optional: false,
    choices: [
      { key: 'wait', texts: { en: 'Waiting' } },
      { key: 'price', texts: { en: 'The price' } },
    ],
    showWhen: { question: 'likely', atMost: 6 },
  },
  {
    key: 'days',
    kind: 'scale',
    from: 0,
    to: 10,
    texts: { en: 'How many days?' },
    optional: false,
    showWhen: { question: 'hurt', is: ['wait'] },
  },
  { key: 'why', texts: {}, optional: true },
];

describe('branching', () => {
  it('shows what the answers lead to, and nothing that hangs on a hidden question', () => {
    const keys = (given: Record<string, string | number>) => shownQuestions(questions, given).map(({ key }) => key);
    expect(keys({})).toEqual(['likely', 'why']);
    expect(keys({ likely: 9, hurt: 'wait' })).toEqual(['likely', 'why']);
    expect(keys({ likely: 3 })).toEqual(['likely', 'hurt', 'why']);
    expect(keys({ likely: 3, hurt: 'wait' })).toEqual(['likely', 'hurt', 'days', 'why']);
  });

  it('is complete along the path only, and forgets what the path left behind', () => {
    expect(isComplete(questions, { likely: 9 })).toBe(true);
    expect(isComplete(questions, { likely: 3 })).toBe(false);
    expect(alongPath(questions, { likely: 9, hurt: 'wait', days: 3 })).toEqual({ likely: 9 });
  });
});

describe('reading answers', () => {
  it('leaves out what was left empty and refuses what is not offered', () => {
    expect(readAnswers(questions, { likely: '10', hurt: '', why: '  ' })).toEqual({ likely: 10 });
    expect(() => readAnswers(questions, { likely: '11' })).toThrow(/0 to 10/);
    expect(() => readAnswers(questions, { hurt: 'colour' })).toThrow(/offered/);
  });
});

describe('checking questions', () => {
  it.each([
    ['twice the same', [questions[0]!, questions[0]!], /once/],
    ['a condition on what comes later', [questions[1]!, questions[0]!], /before/],
    [
      'a choice of one',
      [{ ...questions[1]!, showWhen: undefined, choices: [{ key: 'a', texts: {} }] }],
      /two different/,
    ],
    ['no words', [{ key: 'own', kind: 'text' as const, texts: {}, optional: true }], /no words/],
  ])('refuses %s', (_name, asked, words) => {
    expect(() => checkQuestions(asked)).toThrow(words);
  });
});
