import { describe, expect, it } from 'vitest';
import {
  decidesOver,
  evidenceKinds,
  outcomeOfAnswer,
  outcomeOfEmotion,
  outcomeOfVerdict,
  strengthOf,
} from './moment-evidence.ts';

describe('the order of evidence', () => {
  it('is written from strong to weak: what a customer says himself over what we infer', () => {
    const sorted = evidenceKinds.toSorted((one, two) => strengthOf(two) - strengthOf(one));
    expect(sorted).toEqual([...evidenceKinds]);
    expect(new Set(evidenceKinds.map(strengthOf)).size).toBe(evidenceKinds.length);
  });

  const written = [
    'answer',
    'review',
    'verdict',
    'emotion',
    'broken-promise',
    'reopened',
    'repeat-contact',
    'complaint',
    'recovery',
    'observation',
    'closed',
  ] as const;

  it('is the one that was agreed on, to the last kind', () => {
    expect(evidenceKinds).toEqual(written);
  });

  it.each(written.slice(1).map((weaker, at) => [written[at]!, weaker] as const))(
    '%s decides over %s, whichever comes first',
    (stronger, weaker) => {
      expect(decidesOver(stronger, weaker)).toBe(true);
      expect(decidesOver(weaker, stronger)).toBe(false);
    },
  );

  it('lets the later of two equal kinds decide', () => {
    expect(decidesOver('verdict', 'verdict')).toBe(true);
    expect(decidesOver('closed', undefined)).toBe(true);
  });
});

describe('what evidence says', () => {
  it.each([
    [{ rating: 5 }, 'won'],
    [{ rating: 4 }, 'won'],
    [{ rating: 3 }, 'neutral'],
    [{ rating: 2 }, 'lost'],
    [{ rating: 2, likely: 10 }, 'lost'],
    [{ likely: 9 }, 'won'],
    [{ likely: 7 }, 'neutral'],
    [{ likely: 6 }, 'lost'],
    [{ easy: 5 }, 'won'],
    [{ easy: 3 }, 'lost'],
  ] as const)('scores %j are %s', (scores, outcome) => {
    expect(outcomeOfAnswer(scores)?.outcome).toBe(outcome);
  });

  it('takes no side without a score, in silence, or when calm', () => {
    expect(outcomeOfAnswer({})).toBeUndefined();
    expect(outcomeOfVerdict('silent')).toBeUndefined();
    expect(outcomeOfEmotion('calm')).toBeUndefined();
  });
});
