import { netPromoter, type PromoterCounts } from '../domain/voice/net-promoter.ts';
import { proportionFigure, type FigureDisplay } from '../domain/measures/figure.ts';
import type { ShareFigure } from './shapes.ts';

/** `k` of `n` as it travels: with its interval, and with how much may be said of it. Nothing of nothing is unknown, not zero. */
export function shareFigure(k: number, n: number): ShareFigure {
  if (n === 0) return { k: 0, n: 0, share: null, low: null, high: null, say: 'unknown' };
  const figure = proportionFigure(k, n);
  return {
    k,
    n,
    share: figure.value ?? null,
    low: figure.interval?.low ?? null,
    high: figure.interval?.high ?? null,
    say: saying[figure.display],
  };
}

/** A net promoter score as it travels: points from −100 to 100, with its interval, or why there is none. */
export function promoterFigure(counts: PromoterCounts) {
  const { n, figure } = netPromoter(counts);
  if (n === 0) return { n, value: null, low: null, high: null, say: 'unknown' as const };
  return {
    n,
    value: figure.value ?? null,
    low: figure.interval?.low ?? null,
    high: figure.interval?.high ?? null,
    say:
      figure.display === 'count'
        ? ('count' as const)
        : figure.display === 'not enough to tell'
          ? ('not-enough' as const)
          : ('score' as const),
  };
}

const saying: Record<FigureDisplay, ShareFigure['say']> = {
  count: 'count',
  'k of n': 'k-of-n',
  share: 'share',
  score: 'share',
  mean: 'share',
  'not enough to tell': 'not-enough',
};
