import type { ShareFigure } from '../contract/shapes.ts';
import { numberWords } from './day-words.ts';
import { percent } from './figure-words.ts';
import type { Say } from './told.ts';

/** A share in words, with n and interval, as far as it may be said: unknown and too little are said to be so. */
export function saidShare(figure: ShareFigure, say: Say, language: string): string {
  const values = {
    k: numberWords(figure.k, language),
    n: numberWords(figure.n, language),
    share: percent(figure.share, language),
    low: percent(figure.low, language),
    high: percent(figure.high, language),
  };
  return say(`reports:figure.${keys[figure.say]}`, values);
}

const keys = { unknown: 'unknown', count: 'few', 'k-of-n': 'kOfN', share: 'share', 'not-enough': 'notEnough' } as const;

/** A score in words, with n and interval; decimals as its scale asks for. */
export function saidScore(
  score: { n: number; value: number | null; low: number | null; high: number | null; say: string },
  say: Say,
  language: string,
  decimals = 0,
): string {
  const number = (value: number | null) => numberWords(value ?? 0, language, decimals);
  const n = numberWords(score.n, language);
  if (score.n === 0) return say('reports:figure.unknown');
  if (score.say !== 'score') return say(`reports:figure.${score.say === 'count' ? 'few' : 'scoreOpen'}`, { n });
  return say('reports:figure.score', {
    value: number(score.value),
    low: number(score.low),
    high: number(score.high),
    n,
  });
}
