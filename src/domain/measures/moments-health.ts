import { FEWEST_FOR_INTERVAL, WIDEST_SHARE_INTERVAL } from './figure.ts';
import type { Share } from './proportions.ts';
import { shareOf, widthOf } from './proportions.ts';

/** How the moments at a touchpoint went. Moments nobody knows the outcome of are not among them. */
export type MomentCounts = { readonly won: number; readonly neutral: number; readonly lost: number };

/**
 * Healthy, ailing or undecided against what the company tolerates; unknown under five moments or where the interval is
 * wider than 0.30. Unknown is grey, never green.
 */
export type Health = 'unknown' | 'healthy' | 'undecided' | 'ailing';

export type TouchpointHealth = {
  readonly health: Health;
  readonly n: number;
  /** Lost moments over all moments, with Wilson interval; undefined without any. */
  readonly lost: Share | undefined;
  readonly won: Share | undefined;
  /** Further moments needed before the interval can be narrow enough at the present share; 0 once it is known. */
  readonly momentsToKnow: number;
};

/**
 * Health of a touchpoint from its moments. `tolerated` is the share of lost moments the company accepts here: healthy
 * when the whole interval lies at or under it, ailing when all of it lies over, undecided in between.
 */
export function touchpointHealth({ won, neutral, lost }: MomentCounts, tolerated: number): TouchpointHealth {
  const n = won + neutral + lost;
  const lostShare = shareOf(lost, n);
  const measured = { n, lost: lostShare, won: shareOf(won, n) };
  if (!isKnown(lostShare)) return { health: 'unknown', ...measured, momentsToKnow: momentsToKnow(lost, n) };
  const { low, high } = lostShare.interval;
  let health: Health = 'undecided';
  if (high <= tolerated) health = 'healthy';
  else if (low > tolerated) health = 'ailing';
  return { health, ...measured, momentsToKnow: 0 };
}

function isKnown(share: Share | undefined): share is Share {
  return share !== undefined && share.trials >= FEWEST_FOR_INTERVAL && widthOf(share.interval) <= WIDEST_SHARE_INTERVAL;
}

/** Smallest addition after which the figure would be known if the share stayed; an unseen share is taken as one half. */
function momentsToKnow(lost: number, n: number): number {
  const share = n === 0 ? 0.5 : lost / n;
  let more = 1;
  while (!isKnown(shareOf(share * (n + more), n + more))) more += 1;
  return more;
}
