import type { SimilarCase } from '../src/domain/measures/estimate.ts';
import { quoteFromCurves, QUOTED_LEVELS } from '../src/domain/measures/estimate-curve.ts';
import { type CaseTraits, fitGroups, groupKeys, teamKey } from '../src/domain/measures/estimate-groups.ts';
import { normalDraw, type Random, seededRandom } from '../src/domain/measures/random.ts';

/** How long each kind of case takes in the simulated desk, in working minutes: lognormal, so with a long tail. */
const planted: Readonly<Record<string, { median: number; spread: number; share: number }>> = {
  question: { median: 180, spread: 0.9, share: 0.45 },
  request: { median: 900, spread: 0.7, share: 0.3 },
  incident: { median: 420, spread: 1.3, share: 0.15 },
  complaint: { median: 2400, spread: 1, share: 0.1 },
};
const hurry: Readonly<Record<string, number>> = { low: 1.5, normal: 1, high: 0.7, urgent: 0.4 };
const teams = ['north', 'south', null];
/** Working minutes between two arrivals of the desk, and of half a year. */
const betweenArrivals = 12;
const halfYear = 125 * 480;

interface Planted extends CaseTraits {
  readonly at: number;
  readonly takes: number;
}

export interface EstimateReport {
  readonly quotes: number;
  /** Share of the cases that were still open when the curves were fitted, at the most. */
  readonly mostOpen: number;
  /** Estimates at 80 %, and how many came true: overall and by kind. */
  readonly met: Readonly<Record<string, { met: number; of: number }>>;
  /** The same by level. */
  readonly levels: readonly { promised: number; met: number; of: number }[];
}

/**
 * Half a year of arrivals. Curves are fitted every working day from what is known then, each later arrival is given its
 * estimate, and what it really took decides. Nothing of the future is known to an estimate.
 * @param options `open`: the share of cases that nobody ever closes (they stay open, and say so), besides those in work
 */
export function simulateEstimates(seed: number, options: { open?: number; days?: number } = {}): EstimateReport {
  const random = seededRandom(seed);
  const cases = arrivals(random, options.days === undefined ? halfYear : options.days * 480, options.open ?? 0);
  const met: Record<string, { met: number; of: number }> = {};
  const levels = QUOTED_LEVELS.map((promised) => ({ promised, met: 0, of: 0 }));
  const warm = cases.at(-1)!.at / 4;
  let fitted = new Map<string, ReturnType<typeof fitGroups>[number]>();
  let fittedAt = Number.NEGATIVE_INFINITY;
  let mostOpen = 0;
  let quotes = 0;
  for (const one of cases) {
    if (one.at < warm) continue;
    if (one.at - fittedAt >= 5 * 480) {
      const known = knownAt(cases, one.at);
      mostOpen = Math.max(mostOpen, known.filter(({ resolved }) => !resolved).length / known.length);
      fitted = new Map(fitGroups(known).map((curve) => [curve.key, curve]));
      fittedAt = one.at;
    }
    const quote = quoteFromCurves(groupKeys(one, fitted.get(teamKey(one))?.busyOver).map((key) => fitted.get(key)));
    if (!quote.known) continue;
    quotes += 1;
    for (const [place, level] of levels.entries()) {
      level.of += 1;
      if (one.takes <= quote.levels[place]!) level.met += 1;
    }
    const isMet = one.takes <= quote.levels.at(-1)!;
    for (const key of ['all', one.kind]) {
      const line = (met[key] ??= { met: 0, of: 0 });
      line.of += 1;
      if (isMet) line.met += 1;
    }
  }
  return { quotes, mostOpen, met, levels };
}

function knownAt(cases: readonly Planted[], now: number): (CaseTraits & SimilarCase)[] {
  return cases
    .filter(({ at }) => at < now)
    .map(({ at, takes, kind, priority, team, load }) => {
      const resolved = at + takes <= now;
      return { kind, priority, team, load, resolved, businessMinutes: resolved ? takes : now - at };
    });
}

function arrivals(random: Random, until: number, open: number): Planted[] {
  const cases: Planted[] = [];
  const working: number[] = [];
  for (let at = 0; at < until; at += -Math.log(1 - random()) * betweenArrivals) {
    const kind = pick(random, planted);
    const priority = pick(random, {
      low: { share: 0.1 },
      normal: { share: 0.7 },
      high: { share: 0.15 },
      urgent: { share: 0.05 },
    });
    const team = teams[Math.floor(random() * teams.length)]!;
    const { median, spread } = planted[kind]!;
    const load = working.filter((end) => end > at).length;
    const busy = load > 60 ? 1.15 : 1;
    const slow = team === 'south' ? 1.25 : 1;
    const takes = Math.exp(normalDraw(random, Math.log(median * hurry[priority]! * busy * slow), spread));
    cases.push({ kind, priority, team, load, at, takes: Math.max(1, takes) });
    working.push(at + takes);
    if (working.length > 400) working.shift();
  }
  return open === 0 ? cases : crowd(cases, random, open);
}

/**
 * Brings arrivals so close together that a share of them is still in work at any time, as in a desk that grows: what an
 * open case will take is as long as ever, and only "at least this long" is known of it.
 */
function crowd(cases: readonly Planted[], random: Random, open: number): Planted[] {
  const end = cases.at(-1)!.at;
  // the open share of a window of length w is about the mean duration over w: the window shrinks until it fits
  const mean = cases.reduce((sum, { takes }) => sum + takes, 0) / cases.length;
  const squeeze = Math.min(1, mean / open / (end / 2));
  return cases
    .map((one) => ({ ...one, at: one.at * squeeze * (0.999 + random() * 0.002) }))
    .sort((one, two) => one.at - two.at);
}

function pick<K extends string>(random: Random, shares: Readonly<Record<K, { share: number }>>): K {
  let left = random();
  for (const [key, { share }] of Object.entries(shares) as [K, { share: number }][]) {
    left -= share;
    if (left < 0) return key;
  }
  return Object.keys(shares)[0] as K;
}
