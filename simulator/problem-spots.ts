import { designEffect, problemSpots, type Spot } from '../src/domain/measures/multiple-comparisons.ts';
import type { Tally } from '../src/domain/measures/proportions.ts';
import { betaDraw, binomialDraw, type Random, seededRandom } from '../src/domain/measures/random.ts';

/** What is planted in one company. */
export interface PlantedSpots {
  readonly touchpoints: number;
  /** Touchpoints that truly lose more. */
  readonly defects: number;
  /** How much more they lose, in shares of one. */
  readonly worse: number;
  /** Share lost where nothing is wrong. */
  readonly usual: number;
  /**
   * How much alike the moments of one customer are, 0 to 1: some are never pleased. Each customer has several moments at
   * several touchpoints.
   */
  readonly alike: number;
}

/** What the list of problem spots made of many companies. */
export interface SpotsReport {
  readonly simulations: number;
  /** Of all planted defects, those named. */
  readonly found: number;
  /** Of all companies, those with a defect at the top of the list. */
  readonly onTop: number;
  /** Of all companies, those where anything was named at which nothing was planted. */
  readonly alarmed: number;
  /** Of all spots named, those at which nothing was planted. */
  readonly wrongly: number;
}

/** Plays so many companies, each of a seed of its own, and counts what was named. */
export function simulateSpots(planted: PlantedSpots, simulations = 100, seed = 1): SpotsReport {
  let [found, onTop, alarmed, named, wrong] = [0, 0, 0, 0, 0];
  for (let turn = 0; turn < simulations; turn += 1) {
    const spots = problemSpots(companyWith(planted, seededRandom(seed * 10_007 + turn)));
    const ill = spots.filter(({ id }) => isDefect(id));
    found += ill.length;
    named += spots.length;
    wrong += spots.length - ill.length;
    if (spots[0] !== undefined && isDefect(spots[0].id)) onTop += 1;
    if (ill.length < spots.length) alarmed += 1;
  }
  const defects = planted.defects * simulations;
  return {
    simulations,
    found: defects === 0 ? 0 : found / defects,
    onTop: onTop / simulations,
    alarmed: alarmed / simulations,
    wrongly: named === 0 ? 0 : wrong / named,
  };
}

const isDefect = (id: string) => id.startsWith('defect');

/**
 * One company over ninety days: touchpoints from a few dozen moments to a few hundred, customers who come back to the
 * places they use, and each with a share of moments of his own that go wrong. Defects stand at touchpoints of every size;
 * the others are nothings, some of which look bad by chance.
 */
function companyWith({ touchpoints, defects, worse, usual, alike }: PlantedSpots, random: Random): Spot[] {
  const ill = new Set(Array.from({ length: defects }, (_, nth) => Math.floor(((nth + 0.5) * touchpoints) / defects)));
  const places = Array.from({ length: touchpoints }, (_, nth) => ({
    id: `${ill.has(nth) ? 'defect' : 'nothing'} ${nth}`,
    worse: ill.has(nth) ? worse : 0,
    size: 40 + 10 * nth,
    byCustomer: [] as Tally[],
  }));
  const all = places.reduce((sum, { size }) => sum + size, 0);
  const [pleased, never] = [((1 - usual) * (1 - alike)) / alike, (usual * (1 - alike)) / alike];
  for (let left = all; left > 0;) {
    const own = alike === 0 ? usual : betaDraw(random, never, pleased);
    // he uses two places, each from once to four times
    for (let visit = 0; visit < 2; visit += 1) {
      const place = places[pick(places, all, random)]!;
      const trials = 1 + Math.floor(random() * 4);
      place.byCustomer.push({ hits: binomialDraw(random, trials, Math.min(1, own + place.worse)), trials });
      left -= trials;
    }
  }
  return places.map(({ id, byCustomer }) => ({
    id,
    lost: {
      hits: byCustomer.reduce((sum, { hits }) => sum + hits, 0),
      trials: byCustomer.reduce((sum, { trials }) => sum + trials, 0),
    },
    alike: designEffect(byCustomer),
  }));
}

/** A touchpoint, the larger the likelier. */
function pick(places: readonly { size: number }[], all: number, random: Random): number {
  let rest = random() * all;
  const at = places.findIndex(({ size }) => (rest -= size) < 0);
  return at === -1 ? places.length - 1 : at;
}
