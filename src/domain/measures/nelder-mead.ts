/** The lowest point a search found; `converged` is false when it ran out of rounds, and then the point must not be used. */
export type Minimum = { readonly point: readonly number[]; readonly value: number; readonly converged: boolean };

type Corner = { readonly point: readonly number[]; readonly value: number };

/**
 * Minimises a function of a few unbounded variables without derivatives (Nelder & Mead 1965, the usual 1, 2, ½, ½).
 * A value that is not a number counts as infinitely high. Deterministic: the same start gives the same answer.
 * After the first convergence it starts once more from there, since a simplex can collapse before it has arrived.
 */
export function nelderMead(
  height: (point: readonly number[]) => number,
  start: readonly number[],
  mostRounds = 2000,
): Minimum {
  const first = descend(height, start, mostRounds);
  const second = descend(height, first.point, mostRounds);
  return { ...second, converged: first.converged && second.converged };
}

function descend(height: (point: readonly number[]) => number, start: readonly number[], mostRounds: number): Minimum {
  const cornerAt = (point: readonly number[]): Corner => {
    const value = height(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const corners = [
    start,
    ...start.map((_, axis) => start.map((value, index) => (index === axis ? value + 0.5 : value))),
  ].map(cornerAt);
  for (let round = 0; round < mostRounds; round += 1) {
    corners.sort((one, two) => one.value - two.value);
    const best = corners[0]!;
    const worst = corners.at(-1)!;
    if (worst.value - best.value <= 1e-9 * (Math.abs(best.value) + 1e-9) && reachOf(corners) < 1e-5)
      return { ...best, converged: true };
    const centre = start.map(
      (_, axis) => corners.slice(0, -1).reduce((sum, corner) => sum + corner.point[axis]!, 0) / start.length,
    );
    const towards = (factor: number) =>
      cornerAt(centre.map((value, axis) => value + factor * (value - worst.point[axis]!)));
    const next = step(corners, towards);
    if (next) corners[corners.length - 1] = next;
    else
      corners.forEach(
        (corner, index) => (corners[index] = index === 0 ? corner : cornerAt(halfway(best.point, corner.point))),
      );
  }
  return { ...corners[0]!, converged: false };
}

/** The corner that replaces the worst one, or undefined when the whole simplex must shrink. */
function step(corners: readonly Corner[], towards: (factor: number) => Corner): Corner | undefined {
  const worst = corners.at(-1)!;
  const reflected = towards(1);
  if (reflected.value < corners[0]!.value) {
    const expanded = towards(2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < corners.at(-2)!.value) return reflected;
  const contracted = towards(reflected.value < worst.value ? 0.5 : -0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}

function halfway(one: readonly number[], two: readonly number[]): number[] {
  return one.map((value, axis) => (value + two[axis]!) / 2);
}

/** Largest distance of a corner from the best, along any axis. */
function reachOf(corners: readonly Corner[]): number {
  return Math.max(
    ...corners.flatMap((corner) => corner.point.map((value, axis) => Math.abs(value - corners[0]!.point[axis]!))),
  );
}
