import { describe, expect, it } from 'vitest';
import {
  alongPath,
  checkQuestions,
  isComplete,
  missingWords,
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

  it('tells how many wordings a language lacks, beside those that have standard words', () => {
    const questions: SurveyQuestion[] = [
      { key: 'rating', texts: { en: 'How was it?' }, optional: false },
      {
        key: 'colour',
        kind: 'choice',
        texts: { en: 'Which?', de: 'Welche?' },
        optional: true,
        choices: [
          { key: 'a', texts: { en: 'Red', de: ' ' } },
          { key: 'b', texts: {} },
        ],
      },
    ];
    expect([missingWords(questions, [{ en: 'Title' }, undefined], 'de'), missingWords(questions, [], 'en')]).toEqual([
      2, 0,
    ]);
    expect(missingWords(questions, [], 'fr')).toBe(2);
  });

  it('refuses a condition that no answer meets, or on what is said in words of one’s own', () => {
    const own = (key: string, more: object = {}): SurveyQuestion => ({
      key,
      texts: { en: 'Well?' },
      optional: true,
      ...more,
    });
    const choices = [
      { key: 'a', texts: {} },
      { key: 'b', texts: {} },
    ];
    const asked = (showWhen: SurveyQuestion['showWhen']) => () =>
      checkQuestions([
        own('rating'),
        own('pick', { kind: 'choice', choices }),
        own('why'),
        own('yes', { kind: 'yes-no' }),
        own('next', { showWhen }),
      ]);
    for (const fine of [
      { question: 'rating', atMost: 2 },
      { question: 'rating', is: ['1', '5'] },
      { question: 'rating' },
      { question: 'pick', is: ['a'] },
      { question: 'yes', is: ['no'] },
    ])
      expect(asked(fine)).not.toThrow();
    for (const never of [
      { question: 'rating', atLeast: 4, atMost: 2 },
      { question: 'rating', atLeast: 6 },
      { question: 'rating', is: ['9'] },
      { question: 'pick', is: ['c'] },
      { question: 'pick', is: [] },
      { question: 'pick', atLeast: 1 },
      { question: 'yes', is: ['maybe'] },
      { question: 'why', is: ['x'] },
    ])
      expect(asked(never)).toThrow(/does not offer/);
    // a ring of questions, or one that hangs on itself, hangs on what does not come before
    expect(asked({ question: 'next', is: ['1'] })).toThrow(/before it/);
    expect(() =>
      checkQuestions([own('one', { showWhen: { question: 'two' } }), own('two', { showWhen: { question: 'one' } })]),
    ).toThrow(/before it/);
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
    // blanks are no answer, and above all no nought
    // nothing that somebody wrote is cut off in silence
    expect(readAnswers(questions, { why: ` ${'x'.repeat(4000)} ` })['why']).toHaveLength(4000);
    expect(() => readAnswers(questions, { why: 'x'.repeat(4001) })).toThrow(/At most 4000/);
    expect(readAnswers(questions, { likely: ' ', hurt: '\t' })).toEqual({});
    for (const odd of ['0x1', '1e1', '٣', '1 0', ' 7'])
      expect(() => readAnswers(questions, { likely: odd }), odd).toThrow(/0 to 10/);
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
