import { describe, expect, test } from 'vitest';
import { leftToGive, mayGive, raiseTo } from './authority.ts';
import { changesBetween } from './changes.ts';
import { lint } from './linting.ts';
import { alikeForAll, problemsOfSheet, rowsWorthReading, type SheetContent } from './option-sheets.ts';
import { fitOf } from './proposing.ts';
import { mayDoStep, standingsOf, type ProcedureContent, type Step } from './steps.ts';

const step = (key: string, more: Partial<Step> = {}): Step => ({
  key,
  title: `Do ${key}`,
  details: '',
  responsible: 'assignee',
  accountable: '',
  consulted: [],
  informed: [],
  doneWhen: 'It can be seen',
  customerWords: 'We did it',
  behindTheScenes: false,
  minutes: null,
  under: null,
  choices: [],
  ...more,
});
const yesNo = (yes: string | null, no: string | null) => [
  { key: 'yes', label: 'Yes', next: yes },
  { key: 'no', label: 'No', next: no },
];
const content = (steps: Step[]): ProcedureContent => ({
  name: 'P',
  purpose: '',
  kinds: [],
  tags: [],
  words: [],
  links: [],
  steps,
});
const done = (choice: string | null = null) => ({ state: 'done' as const, choice });

describe('a run', () => {
  const steps = [
    step('a'),
    step('ask', { choices: yesNo(null, 'end') }),
    step('b'),
    step('b1', { under: 'b' }),
    step('c'),
  ];

  test('opens everything up to the first unanswered question', () => {
    const { standings, finished } = standingsOf(steps, new Map());
    expect(Object.fromEntries(standings)).toEqual({ a: 'open', ask: 'open', b: 'ahead', b1: 'ahead', c: 'ahead' });
    expect(finished).toBe(false);
  });

  test('is finished when an answer ends it, and passes by what comes after', () => {
    const { standings, finished } = standingsOf(
      steps,
      new Map([
        ['a', done()],
        ['ask', done('no')],
      ]),
    );
    expect([standings.get('c'), standings.get('b1'), finished]).toEqual(['away', 'away', true]);
  });

  test('holds a step back until its parts are marked', () => {
    const marks = new Map([
      ['a', done()],
      ['ask', done('yes')],
    ]);
    expect(standingsOf(steps, marks).standings.get('b')).toBe('ahead');
    expect(standingsOf(steps, marks.set('b1', done())).standings.get('b')).toBe('open');
  });

  test('goes on in order when a question is skipped', () => {
    const marks = new Map<string, { state: 'done' | 'skipped'; choice: string | null }>([
      ['ask', { state: 'skipped', choice: null }],
    ]);
    expect(standingsOf(steps, marks).standings.get('c')).toBe('open');
  });

  test('of 500 steps is walked in a moment', () => {
    const many = Array.from({ length: 500 }, (_, at) => step(`s${String(at)}`));
    expect(standingsOf(many, new Map(many.slice(0, 499).map((one) => [one.key, done()]))).finished).toBe(false);
  }, 200);

  test('a step of a role is done by that role and those above, a team’s step by its members and leads', () => {
    const agent = { id: 'x', role: 'agent' as const, teamIds: ['t'] };
    expect([mayDoStep('lead', agent, null), mayDoStep('agent', agent, 'y'), mayDoStep('team:t', agent, null)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(mayDoStep('team:t', { ...agent, teamIds: [], role: 'manager' }, null)).toBe(true);
  });
});

describe('the linter', () => {
  const staffing = new Map([['assignee', 3]]);
  const codes = (steps: Step[]) =>
    lint(content(steps), staffing).map((finding) => `${finding.code}${finding.stops ? '!' : ''}`);

  test('is content with a clear step', () => expect(codes([step('a')])).toEqual([]));
  test('names what is unclear', () => {
    expect(codes([step('a', { doneWhen: 'Done.', responsible: '', customerWords: ' ' })])).toEqual([
      'no-responsible',
      'unclear-done',
      'no-customer-words',
    ]);
    expect(codes([step('a', { responsible: 'team:none' })])).toEqual(['nobody-there']);
  });
  test('stops turns that lead nowhere or back', () => {
    expect(codes([step('a', { choices: yesNo('x', null) })])).toEqual(['leads-nowhere!']);
    expect(codes([step('a'), step('b', { choices: yesNo('a', null) })])).toEqual(['leads-back!']);
    expect(codes([step('a'), step('a')])).toEqual(['same-key!']);
    expect(codes([step('a', { under: 'z' })])).toEqual(['no-parent!']);
    expect(codes([])).toEqual(['no-steps!']);
  });
  test('never complains of too many steps', () =>
    expect(codes(Array.from({ length: 300 }, (_, at) => step(`s${String(at)}`)))).toEqual([]));
});

test('versions are compared step by step: added, removed, moved, changed', () => {
  const before = content([step('a'), step('b'), step('c'), step('x')]);
  const after = content([step('b', { title: 'New' }), step('c'), step('a'), step('d')]);
  const { steps } = changesBetween(before, after);
  expect(steps.map((one) => `${one.key} ${one.what}`).sort()).toEqual(['a moved', 'b changed', 'd added', 'x removed']);
  expect(steps.find((one) => one.key === 'b')!.fields).toEqual([{ field: 'title', before: 'Do b', after: 'New' }]);
  expect(changesBetween(before, before)).toEqual({ fields: [], steps: [] });
});

test('a procedure fits by kind, tags and words; one that names words needs one of them', () => {
  const refund = { kinds: ['request'], tags: ['billing'], words: ['money back', 'Rückgabe'] };
  const found = { kind: 'request', tags: [], text: 'I want my MONEY back!' };
  expect(fitOf(refund, found)).toBe(4);
  expect(fitOf(refund, { ...found, text: 'Ruckgabe?' })).toBe(4);
  expect(fitOf(refund, { ...found, text: 'hello', tags: ['Billing'] })).toBe(5);
  expect(fitOf(refund, { ...found, text: 'hello' })).toBe(0);
  expect(fitOf(refund, { ...found, kind: 'incident' })).toBe(0);
});

describe('authority', () => {
  const limit = (span: 'case' | 'month', most: number | null) => ({ span, most, currency: 'EUR' });
  const given = { case: 10, customer: 10, month: 80 };

  test('the tightest of all limits counts, less what was given', () => {
    expect(leftToGive([limit('case', 50), limit('month', 100)], given)).toBe(20);
    expect(leftToGive([limit('case', null)], given)).toBeNull();
    expect(leftToGive([], given)).toBe(0);
  });
  test('money of another currency is never within a limit', () => {
    expect(mayGive([limit('case', 50)], given, 40, 'money', 'EUR')).toBe(true);
    expect(mayGive([limit('case', 50)], given, 40.01, 'money', 'EUR')).toBe(false);
    expect(mayGive([limit('case', 50)], given, 1, 'money', 'USD')).toBe(false);
  });
  test('asking proposes its own end from 20 answers and 95 % granted', () => {
    const sizes = Array.from({ length: 19 }, (_, at) => 51 + at);
    expect(raiseTo(sizes, 0, 50)).toBeUndefined();
    expect(raiseTo(sizes, 1, 50)).toBe(69);
    expect(raiseTo(sizes, 2, 50)).toBeUndefined();
    expect(raiseTo([...sizes, 900], 0, 50)).toBe(69);
    expect(raiseTo([...sizes, 900], 0, 70)).toBeUndefined();
  });
});

describe('an option sheet', () => {
  const option = (key: string, more = {}) => ({
    key,
    name: key.toUpperCase(),
    price: 0,
    minutes: 480,
    risk: '',
    notIncluded: 'Travel',
    promise: '',
    values: { colour: 'red', size: key },
    ...more,
  });
  const sheet = (more: Partial<SheetContent> = {}): SheetContent => ({
    title: 'T',
    intro: '',
    currency: 'EUR',
    criteria: [
      { key: 'colour', label: 'Colour', pinned: false },
      { key: 'size', label: 'Size', pinned: false },
    ],
    options: [option('a'), option('b')],
    recommended: null,
    because: '',
    ...more,
  });

  test('shows only rows that differ, pinned ones, and the price', () => {
    const names = (content: SheetContent) =>
      rowsWorthReading(content).map((row) => (row.kind === 'own' ? row.label : row.kind));
    expect(names(sheet())).toEqual(['price', 'Size']);
    expect(names(sheet({ criteria: [{ key: 'colour', label: 'Colour', pinned: true }] }))).toEqual(['price', 'Colour']);
    expect(names(sheet({ options: [option('a'), option('b', { minutes: 960 })] }))).toEqual(['price', 'time', 'Size']);
    expect(alikeForAll(sheet())).toEqual({ risk: '', notIncluded: 'Travel', minutes: 480 });
  });
  test('needs two options, and a reason for what it recommends', () => {
    expect(problemsOfSheet(sheet())).toEqual([]);
    expect(problemsOfSheet(sheet({ options: [option('a')], recommended: 'x' }))).toEqual([
      'two-options',
      'recommended-unknown',
      'reason-missing',
    ]);
  });
});
