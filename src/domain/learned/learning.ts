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
  const sets = examples.map(({ text, marks }) => [...marksOf(text, kind, language, marks)]);
  return stored(fitted(sets, examples, manner), manner);
}

/**
 * The same of several languages at once: what their words are about is weighed by the examples of all of them, the words
 * themselves by those of their own language.
 */
export function learnTogether<Taught extends Language>(
  examples: readonly (Example & { readonly language: Taught })[],
  manner: LearningManner,
  kind: Kind,
): Partial<Record<Taught, StoredWeights>> {
  const sets = examples.map(({ text, marks, language }) =>
    [...marksOf(text, kind, language, marks)].map((mark) => (isShared(mark) ? mark : `${language}:${mark}`)),
  );
  const { weights, bias } = fitted(sets, examples, manner);
  const languages = [...new Set(examples.map(({ language }) => language))];
  return Object.fromEntries(
    languages.map((language) => {
      const own = [...weights].flatMap(([mark, weight]): [string, number][] => {
        if (isShared(mark)) return [[mark, weight]];
        return mark.startsWith(`${language}:`) ? [[mark.slice(language.length + 1), weight]] : [];
      });
      return [language, stored({ weights: new Map(own), bias }, manner)];
    }),
  ) as Partial<Record<Taught, StoredWeights>>;
}

/** A mark of what words are about, without any word of a language in it. */
export function isShared(mark: string): boolean {
  return mark.startsWith('@') && !mark.includes(' ');
}

interface Fitted {
  readonly weights: ReadonlyMap<string, number>;
  readonly bias: number;
}

function fitted(sets: readonly (readonly string[])[], examples: readonly Example[], manner: LearningManner): Fitted {
  const counts = new Map<string, number>();
  for (const set of sets) for (const mark of set) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= manner.least).map(([mark]) => mark);
  const places = new Map(names.map((mark, place) => [mark, place]));
  const rows = sets.map((set) => set.flatMap((mark) => places.get(mark) ?? []));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-6);
  let bias = 0;
  let biasSquare = 1e-6;
  const order = shuffled(rows.length);
  for (let round = 0; round < manner.rounds; round += 1) {
    for (const index of order()) {
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
  return { weights: new Map(names.map((mark, place) => [mark, weights[place] ?? 0])), bias };
}

/** The places of so many examples in another order with every call, always the same orders. */
export function shuffled(many: number): () => readonly number[] {
  const order = Array.from({ length: many }, (_, index) => index);
  let seed = 7;
  return () => {
    for (let index = order.length - 1; index > 0; index -= 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const other = seed % (index + 1);
      [order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0];
    }
    return order;
  };
}

function stored({ weights, bias }: Fitted, manner: LearningManner): StoredWeights {
  const marks: Record<string, string> = {};
  const weighed = [...weights].map(([mark, weight]) => ({ mark, weight: Math.round(weight * 100) }));
  for (const { mark, weight } of weighed.toSorted(
    (one, other) => one.weight - other.weight || (one.mark < other.mark ? -1 : 1),
  ))
    if (Math.abs(weight) >= manner.smallest)
      marks[`${weight}`] = marks[`${weight}`] === undefined ? mark : `${marks[`${weight}`]}|${mark}`;
  return { bias: Math.round(bias * 100), marks };
}
