/**
 * The signals of the NHS "Making Data Count" rules. A point may carry several; each is named, so that a chart can say
 * why a point is coloured instead of leaving it to the eye.
 */
export type SignalRule =
  | 'outside limits'
  | 'seven on one side'
  | 'seven rising or falling'
  | 'two of three near a limit';

export type Signal = {
  readonly rule: SignalRule;
  readonly direction: 'high' | 'low';
  /** What that means, given which way is better; undefined when the chart was not told. */
  readonly meaning?: 'improvement' | 'concern';
};

export type BetterWhen = 'higher' | 'lower';

/** A point with its own limits, in the unit of the chart. Limits are those before clipping for drawing. */
export type LimitedPoint = {
  readonly value: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
};

const RUN = 7;

/**
 * Signals for each point of one phase, in order. Every member of a run carries the run's signal; of "two of three" the
 * two outer points do. A point exactly on the centre line ends a run on one side: it is evidence for neither.
 */
export function findSignals(points: readonly LimitedPoint[], better?: BetterWhen): Signal[][] {
  const found: Signal[][] = points.map(() => []);
  const add = (index: number, rule: SignalRule, side: number) => {
    const direction = side > 0 ? 'high' : 'low';
    const already = found[index]?.some((signal) => signal.rule === rule && signal.direction === direction);
    if (!already)
      found[index]?.push(better ? { rule, direction, meaning: meaningOf(direction, better) } : { rule, direction });
  };
  points.forEach((point, index) => {
    if (point.value > point.upper) add(index, 'outside limits', 1);
    if (point.value < point.lower) add(index, 'outside limits', -1);
  });
  for (const [side, members] of runs(points.map((point) => Math.sign(point.value - point.centre)))) {
    for (const index of members) add(index, 'seven on one side', side);
  }
  const steps = points.slice(1).map((point, index) => Math.sign(point.value - points[index]!.value));
  // Seven points in a row make six steps.
  for (const [side, members] of runs(steps, RUN - 1)) {
    for (const index of [members[0]!, ...members.map((step) => step + 1)]) add(index, 'seven rising or falling', side);
  }
  for (let last = 2; last < points.length; last += 1) {
    for (const side of [1, -1]) {
      const outer = [last - 2, last - 1, last].filter((index) => inOuterThird(points[index]!, side));
      if (outer.length >= 2) for (const index of outer) add(index, 'two of three near a limit', side);
    }
  }
  return found;
}

function meaningOf(direction: 'high' | 'low', better: BetterWhen): 'improvement' | 'concern' {
  return (direction === 'high') === (better === 'higher') ? 'improvement' : 'concern';
}

/** Stretches of at least `length` equal non-zero signs, each with the indexes of its members. */
function runs(signs: readonly number[], length = RUN): [number, number[]][] {
  const stretches: [number, number[]][] = [];
  signs.forEach((sign, index) => {
    const open = stretches.at(-1);
    if (open && open[0] === sign) open[1].push(index);
    else stretches.push([sign, [index]]);
  });
  return stretches.filter(([sign, members]) => sign !== 0 && members.length >= length);
}

/** Beyond two of the three thirds between centre and limit, on the given side. */
function inOuterThird(point: LimitedPoint, side: number): boolean {
  const limit = side > 0 ? point.upper : point.lower;
  return side * (point.value - point.centre) > (2 / 3) * side * (limit - point.centre) && limit !== point.centre;
}
