import type { ShareFigure } from '../../../contract/shapes.ts';
import type { Touchpoint } from './journeys.data.ts';

/** Whether anything may be concluded about the share lost there. */
export function isKnown(figure: ShareFigure): boolean {
  return figure.say === 'share' || figure.say === 'k-of-n';
}

/**
 * The place where the road hurts most: the largest share that is lost at least (lower end of the interval), so that a
 * few unlucky moments do not make a place the worst. Undefined while nothing is known or nothing is lost.
 */
export function worstOf(touchpoints: readonly Touchpoint[]): Touchpoint | undefined {
  const known = touchpoints.filter(({ health }) => isKnown(health.lost) && health.lost.k > 0);
  return known.toSorted((one, two) => (two.health.lost.low ?? 0) - (one.health.lost.low ?? 0))[0];
}

/** Known ones first, the most lost first; what is unknown comes last. */
export function byHurt(touchpoints: readonly Touchpoint[]): Touchpoint[] {
  const rank = ({ health }: Touchpoint) => (isKnown(health.lost) ? (health.lost.low ?? 0) : -1);
  return touchpoints.toSorted((one, two) => rank(two) - rank(one));
}
