import { describe, expect, it } from 'vitest';
import type { AskingSituation } from './frequency-rule.ts';
import { mayAsk } from './frequency-rule.ts';
import { normaliseAnswer, wordMatch } from './one-word.ts';

const day = (date: string) => new Date(`${date}T12:00:00Z`);
const calm: AskingSituation = {
  now: day('2026-06-30'),
  programme: 'after a case',
  past: [],
  quietDays: 30,
  programmeQuietDays: 90,
  openRecovery: false,
  bounced: false,
  optedOut: [],
};

describe('the frequency rule', () => {
  it('allows a first question', () => {
    expect(mayAsk(calm)).toEqual({ allowed: true });
  });

  it.each([
    ['opted out of everything', { optedOut: 'all' }, 'opted_out', null],
    ['opted out of this programme', { optedOut: ['after a case'] }, 'opted_out', null],
    ['a bounced address', { bounced: true }, 'address_bounced', null],
    ['an open recovery', { openRecovery: true }, 'recovery_open', null],
    [
      'another programme 10 days ago',
      { past: [{ programme: 'relationship', askedAt: day('2026-06-20') }] },
      'quiet_period',
      day('2026-07-20'),
    ],
    [
      'this programme 60 days ago',
      { past: [{ programme: 'after a case', askedAt: day('2026-05-01') }] },
      'programme_quiet_period',
      day('2026-07-30'),
    ],
    [
      'an answer that came later than the ask',
      { past: [{ programme: 'relationship', askedAt: day('2026-05-01'), answeredAt: day('2026-06-10') }] },
      'quiet_period',
      day('2026-07-10'),
    ],
    [
      'the same case long ago',
      { subject: 'case 7', past: [{ programme: 'after a case', subject: 'case 7', askedAt: day('2024-05-01') }] },
      'already_asked',
      null,
    ],
  ] as const)('refuses after %s', (_name, change, code, until) => {
    expect(mayAsk({ ...calm, ...change })).toMatchObject({ allowed: false, code, until });
  });

  it('allows again at the very end of the quiet period', () => {
    const past = [{ programme: 'relationship', askedAt: day('2026-05-31') }];
    expect(mayAsk({ ...calm, past })).toEqual({ allowed: true });
  });

  it('lets another programme be asked after an opt-out of one', () => {
    expect(mayAsk({ ...calm, optedOut: ['relationship'] })).toEqual({ allowed: true });
  });
});

describe('one word', () => {
  it.each([
    ['Reliable!', 'reliability', 'en'],
    ['very helpful', ' Helpfully ', 'en'],
    ['it was easy', 'easily', 'en'],
    ['happy', 'happiness', 'en'],
    ['friendly', 'friendliness', 'en'],
    ['Zuverlässig', 'Zuverlässigkeit', 'de'],
    ['sehr freundlich', 'freundliche', 'de'],
  ] as const)('“%s” and “%s” are one word', (one, two, language) => {
    expect(normaliseAnswer(one, language)).toBe(normaliseAnswer(two, language));
  });

  it('keeps a negation apart from the word', () => {
    expect(normaliseAnswer('not reliable', 'en')).not.toBe(normaliseAnswer('reliable', 'en'));
    expect(normaliseAnswer('nicht freundlich', 'de')).not.toBe(normaliseAnswer('freundlich', 'de'));
  });

  it('counts ours and its synonyms, and leaves empty answers out of the denominator', () => {
    const answers = [
      'Reliable',
      'reliably',
      'dependable',
      'slow',
      '  ',
      'not reliable',
      'RELIABLE.',
      'fast and reliable',
    ];
    const match = wordMatch(answers, { word: 'reliable', synonyms: ['dependable'], language: 'en' });
    expect(match.figure).toMatchObject({ k: 5, n: 7 });
    expect(match.words[0]).toMatchObject({ example: 'Reliable', count: 3, ours: true });
  });
});
