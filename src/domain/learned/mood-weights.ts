/**
 * What is stored of how feelings are told: for each mark of a message its weight for every feeling and for none, in fifths. Marks of
 * what words are about are shared by both languages, words are of one.
 */
import type { Language } from '../languages.ts';

export interface StoredMoods {
  /** The feelings in the order of the weights; the last is none. */
  readonly names: string;
  readonly bias: string;
  /** The weights of each mark, nought left out: "3,,-12,,5,1,-4". */
  readonly shared: StoredMarks;
  readonly en: StoredMarks;
  readonly de: StoredMarks;
}
type StoredMarks = Readonly<Record<string, string>>;

/** The same as it is weighed by: one row of weights for each mark. */
export interface MoodWeights {
  readonly names: readonly string[];
  readonly bias: Float32Array;
  readonly rows: ReadonlyMap<string, number>;
  readonly weights: Float32Array;
}

const numbersIn = (row: string): number[] => row.split(',').map((each) => Number(each) / 5);

/** Reads what was stored for one language; null when nothing was learned of it. */
export function moodWeightsFrom(stored: StoredMoods, language: Language): MoodWeights | null {
  if (language !== 'en' && language !== 'de') return null;
  const names = stored.names.split(',');
  const all = [...Object.entries(stored.shared), ...Object.entries(stored[language])];
  const rows = new Map(all.map(([mark], index) => [mark, index * names.length]));
  return {
    names,
    bias: Float32Array.from(numbersIn(stored.bias)),
    rows,
    weights: Float32Array.from(all.flatMap(([, row]) => numbersIn(row))),
  };
}

/** How far the marks of a message lean to each of the names, as logarithms of odds. */
export function leaningsOf(present: Iterable<string>, { names, bias, rows, weights }: MoodWeights): Float32Array {
  const sum = new Float32Array(names.length);
  let known = 1;
  for (const mark of present) {
    const row = rows.get(mark);
    if (row === undefined) continue;
    known += 1;
    for (let name = 0; name < sum.length; name += 1) sum[name] = (sum[name] ?? 0) + (weights[row + name] ?? 0);
  }
  const length = Math.sqrt(known);
  return sum.map((each, name) => (bias[name] ?? 0) + each / length);
}
