import type { ShareFigure } from '../contract/shapes.ts';

/** What may honestly be said of a share, ready for the catalogue: the key and the numbers in the person's language. */
export interface FigureWords {
  readonly key: 'figure.unknown' | 'figure.count' | 'figure.kOfN' | 'figure.notEnough' | 'figure.share';
  readonly values: { k: string; n: string; share: string; low: string; high: string; count: number };
  /** Grey: nothing may be concluded from it. */
  readonly grey: boolean;
}

const keys = {
  unknown: 'figure.unknown',
  count: 'figure.count',
  'k-of-n': 'figure.kOfN',
  share: 'figure.share',
  'not-enough': 'figure.notEnough',
} as const;

/**
 * Words for a share. The server has decided in `say` how much the numbers carry; this only words it: never a share
 * without its n, never a share where only a count is known.
 */
export function figureWords(figure: ShareFigure, language: string): FigureWords {
  const whole = new Intl.NumberFormat(language);
  const values = {
    k: whole.format(figure.k),
    n: whole.format(figure.n),
    share: percent(figure.share, language),
    low: percent(figure.low, language),
    high: percent(figure.high, language),
    count: figure.n,
  };
  return { key: keys[figure.say], values, grey: !['share', 'k-of-n'].includes(figure.say) };
}

/**
 * A share as whole percent, with a narrow space before the sign in every language; one decimal below 1 % and above
 * 99 %, where whole ones would say "never" or "always".
 */
export function percent(share: number | null, language: string): string {
  if (share === null) return '';
  const edge = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: edge ? 1 : 0 }).format(share * 100);
  return `${number}\u202F%`;
}

/** How much it hurts, 0 (paper) to 4 (darkest): under 5, 10, 15, 20 % lost, and over. */
export function heatOf(share: number): 0 | 1 | 2 | 3 | 4 {
  if (share < 0.05) return 0;
  if (share < 0.1) return 1;
  if (share < 0.15) return 2;
  return share < 0.2 ? 3 : 4;
}
