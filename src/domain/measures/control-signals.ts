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
  const add = (index: number, rule: SignalRule, sign: number) => {
    const direction = sign > 0 ? 'high' : 'low';
    const already = found[index]?.some((signal) => signal.rule === rule && signal.direction === direction);
    if (!already)
      found[index]?.push(better ? { rule, direction, meaning: meaningOf(direction, better) } : { rule, direction });
  };
  points.forEach((point, index) => {
    if (side(point.value, point.upper) > 0) add(index, 'outside limits', 1);
    if (side(point.value, point.lower) < 0) add(index, 'outside limits', -1);
  });
  for (const [sign, members] of runs(points.map((point) => side(point.value, point.centre)))) {
    for (const index of members) add(index, 'seven on one side', sign);
  }
  const steps = points.slice(1).map((point, index) => side(point.value, points[index]!.value));
  // Seven points in a row make six steps.
  for (const [sign, members] of runs(steps, RUN - 1)) {
    for (const index of [members[0]!, ...members.map((step) => step + 1)]) add(index, 'seven rising or falling', sign);
  }
  for (let last = 2; last < points.length; last += 1) {
    for (const sign of [1, -1]) {
      const outer = [last - 2, last - 1, last].filter((index) => inOuterThird(points[index]!, sign));
      if (outer.length >= 2) for (const index of outer) add(index, 'two of three near a limit', sign);
    }
  }
  return found;
}

/**
 * 1 above the line, −1 below, 0 on it. On it includes the last digits of floating-point arithmetic: the mean of twelve
 * times 0.1 is not 0.1, and a series that never moves must not be full of signals.
 */
function side(value: number, line: number): number {
  return Math.abs(value - line) <= 1e-9 * Math.max(Math.abs(value), Math.abs(line)) ? 0 : Math.sign(value - line);
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
function inOuterThird(point: LimitedPoint, direction: number): boolean {
  const limit = direction > 0 ? point.upper : point.lower;
  return side(point.value, point.centre + (2 / 3) * (limit - point.centre)) === direction;
}
