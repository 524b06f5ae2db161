/**
 * Learns the weights of `mood-weights.ts` from labelled messages of several languages at once: all feelings and none against each
 * other (multinomial logistic regression), by the steps of `learning.ts` in an order that is always the same.
 */
import type { Language } from '../languages.ts';
import type { StoredMoods } from './mood-weights.ts';
import { isShared, shuffled } from './learning.ts';
import { marksOf } from './weighing.ts';

/** A message, and the feelings in it; none for a calm one. */
export interface ToldMessage {
  readonly text: string;
  readonly language: Language;
  readonly told: readonly string[];
  /** What might be seen in it as well: the message says nothing for or against it. */
  readonly may: readonly string[];
  readonly marks: readonly string[];
}

export interface MoodManner {
  readonly penalty: number;
  readonly rounds: number;
  /** In how many messages a mark must stand. */
  readonly least: number;
  /** Marks all of whose weights are smaller are left out of the table. */
  readonly smallest: number;
}

const STEP = 0.3;

/** The weights that tell the names apart; the last name is that of calm messages. */
export function learnMoods(
  messages: readonly ToldMessage[],
  names: readonly string[],
  manner: MoodManner,
): StoredMoods {
  const sets = messages.map(({ text, language, marks }) =>
    [...marksOf(text, 'feeling', language, marks)].map((mark) =>
      isShared(mark) ? `shared:${mark}` : `${language}:${mark}`,
    ),
  );
  const counts = new Map<string, number>();
  for (const set of sets) for (const mark of set) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= manner.least).map(([mark]) => mark);
  const places = new Map(known.map((mark, place) => [mark, place * names.length]));
  const rows = sets.map((set) => Int32Array.from(set.flatMap((mark) => places.get(mark) ?? [])));
  const { weights, bias } = fitted(
    rows,
    messages.map((one) => aimOf(one, names)),
    known.length,
    manner,
  );
  // only how the names stand to each other counts
  const fifths = (from: Float64Array, at: number) => {
    const row = Array.from(from.subarray(at, at + names.length));
    const middle = row.reduce((sum, each) => sum + each, 0) / row.length;
    return row.map((each) => Math.round((each - middle) * 5));
  };
  const marks: Record<string, Record<string, string>> = {};
  for (const [index, mark] of known.entries()) {
    const row = fifths(weights, index * names.length);
    if (Math.max(...row.map(Math.abs)) < manner.smallest * 5) continue;
    const [kind = '', ...rest] = mark.split(':');
    (marks[kind] ??= {})[rest.join(':')] = rowOf(row);
  }
  return { names: names.join(','), bias: rowOf(fifths(bias, 0)), shared: {}, en: {}, de: {}, ...marks };
}

/** As it is stored: nought is left out. */
const rowOf = (row: readonly number[]) => row.map((each) => (each === 0 ? '' : String(each))).join(',');

/** What a message is to be told as: a share for each name, or null where it says nothing. */
type Aim = readonly (number | null)[];

function aimOf({ told, may }: ToldMessage, names: readonly string[]): Aim {
  return names.map((name, index) => {
    if (told.includes(name)) return 1 / told.length;
    if (may.includes(name)) return null;
    return index === names.length - 1 && told.length === 0 ? 1 : 0;
  });
}

function fitted(rows: readonly Int32Array[], aims: readonly Aim[], size: number, { penalty, rounds }: MoodManner) {
  const many = aims[0]?.length ?? 0;
  const weights = new Float64Array(size * many);
  const squares = new Float64Array(size * many).fill(1e-6);
  const bias = new Float64Array(many);
  const biasSquares = new Float64Array(many).fill(1e-6);
  const order = shuffled(rows.length);
  const chances = new Float64Array(many);
  for (let round = 0; round < rounds; round += 1)
    for (const index of order()) {
      const row = rows[index] ?? new Int32Array();
      const aim = aims[index] ?? [];
      const length = Math.sqrt(row.length + 1);
      chancesOf(chances, row, aim, weights, bias);
      for (const [name, wanted] of aim.entries()) {
        if (wanted === null) continue;
        const slope = (chances[name] ?? 0) - wanted;
        for (const place of row) {
          const at = place + name;
          const step = slope / length + penalty * (weights[at] ?? 0);
          const square = (squares[at] ?? 0) + step * step;
          squares[at] = square;
          weights[at] = (weights[at] ?? 0) - (STEP * step) / Math.sqrt(square);
        }
        biasSquares[name] = (biasSquares[name] ?? 0) + slope * slope;
        bias[name] = (bias[name] ?? 0) - (STEP * slope) / Math.sqrt(biasSquares[name]);
      }
    }
  return { weights, bias };
}

function chancesOf(into: Float64Array, row: Int32Array, aim: Aim, weights: Float64Array, bias: Float64Array): void {
  into.fill(0);
  for (const place of row)
    for (let name = 0; name < into.length; name += 1) into[name] = (into[name] ?? 0) + (weights[place + name] ?? 0);
  const length = Math.sqrt(row.length + 1);
  let most = -Infinity;
  for (let name = 0; name < into.length; name += 1) {
    const lean = (into[name] ?? 0) / length + (bias[name] ?? 0);
    into[name] = lean;
    if (aim[name] !== null) most = Math.max(most, lean);
  }
  let sum = 0;
  for (let name = 0; name < into.length; name += 1) {
    const share = aim[name] === null ? 0 : Math.exp((into[name] ?? 0) - most);
    into[name] = share;
    sum += share;
  }
  for (let name = 0; name < into.length; name += 1) into[name] = (into[name] ?? 0) / sum;
}
