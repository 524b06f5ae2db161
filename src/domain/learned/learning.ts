/**
 * Learns the weights of `weighing.ts` from labelled sentences: logistic regression with a penalty for large weights, by
 * adaptive gradient steps (Duchi, Hazan and Singer, 2011) in an order that is always the same.
 */
import type { Language } from '../languages.ts';
import type { Kind } from './concepts.ts';
import { marksOf, type StoredWeights } from './weighing.ts';

/** A sentence, and whether it is one of what is to be told. */
export interface Example {
  readonly text: string;
  readonly is: boolean;
  /** Marks beside those of its words. */
  readonly marks?: readonly string[];
}

export interface LearningManner {
  /** How strongly large weights are pulled to nought. */
  readonly penalty: number;
  readonly rounds: number;
  /** In how many sentences a mark must stand. */
  readonly least: number;
  /** Whether it must also stand in one of those that are to be told: fewer marks, of what is rare among much else. */
  readonly onlyOfTold: boolean;
  /** How much more a missed sentence costs than one made up. */
  readonly cost: number;
  /** Weights below, in hundredths, are left out of the table. */
  readonly smallest: number;
}

/** The weights that tell the examples apart. */
export function learn(
  examples: readonly Example[],
  manner: LearningManner,
  kind: Kind,
  language: Language,
): StoredWeights {
  const sets = examples.map(({ text, marks }) => marksOf(text, kind, language, marks));
  const counts = new Map<string, number>();
  const told = new Set<string>();
  for (const [index, set] of sets.entries())
    for (const mark of set) {
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
      if (!manner.onlyOfTold || examples[index]?.is === true) told.add(mark);
    }
  const names = [...counts].filter(([mark, count]) => count >= manner.least && told.has(mark)).map(([mark]) => mark);
  const places = new Map(names.map((mark, place) => [mark, place]));
  const rows = sets.map((set) => [...set].flatMap((mark) => places.get(mark) ?? []));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  let bias = 0;
  let biasSquare = 1e-6;
  const order = rows.map((_, index) => index);
  let seed = 7;
  for (let round = 0; round < manner.rounds; round += 1) {
    for (let index = order.length - 1; index > 0; index -= 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const other = seed % (index + 1);
      [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
    }
    for (const index of order) {
      const row = rows[index] ?? [];
      const length = Math.sqrt(row.length + 1);
      let sum = 0;
      for (const place of row) sum += weights[place] ?? 0;
      const is = examples[index]?.is === true;
      const chance = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum / length + bias))));
      const slope = (chance - (is ? 1 : 0)) * (is ? manner.cost : 1);
      for (const place of row) {
        const step = slope / length + manner.penalty * (weights[place] ?? 0);
        squares[place] = (squares[place] ?? 0) + step * step;
        weights[place] = (weights[place] ?? 0) - (0.3 * step) / Math.sqrt(squares[place] ?? 1);
      }
      biasSquare += slope * slope;
      bias -= (0.3 * slope) / Math.sqrt(biasSquare);
    }
  }
  const marks: Record<string, string> = {};
  const weighed = names.map((mark, place) => ({ mark, weight: Math.round((weights[place] ?? 0) * 100) }));
  for (const { mark, weight } of weighed.toSorted(
    (one, other) => one.weight - other.weight || (one.mark < other.mark ? -1 : 1),
  ))
    if (Math.abs(weight) >= manner.smallest)
      marks[`${weight}`] = marks[`${weight}`] === undefined ? mark : `${marks[`${weight}`]}|${mark}`;
  return { bias: Math.round(bias * 100), marks };
}
