/** What changed between two versions of the charter, word by word, so that a reader sees what was struck out and added. */
export interface CharterWords {
  readonly word: string;
  readonly meaning: string;
  readonly proofs: readonly string[];
  readonly motto: string;
  readonly synonyms: readonly string[];
}

export type CharterField = 'word' | 'meaning' | 'proofs' | 'motto' | 'synonyms';
export type Part = { change: 'same' | 'removed' | 'added'; text: string };

export interface Difference {
  field: CharterField;
  before: string;
  after: string;
  parts: Part[];
}

const fields: readonly CharterField[] = ['word', 'meaning', 'proofs', 'motto', 'synonyms'];

/** The fields that differ, in their order on the page; lists are compared as lines. Empty when nothing changed. */
export function differencesBetween(before: CharterWords, after: CharterWords): Difference[] {
  return fields
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }))
    .filter((each) => each.before !== each.after)
    .map((each) => ({ ...each, parts: partsBetween(each.before, each.after) }));
}

function textOf(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join('\n');
}

/**
 * The longest common subsequence of words (and the blanks between them), as runs. Joining what is not `added` gives
 * `before`; joining what is not `removed` gives `after`.
 */
export function partsBetween(before: string, after: string): Part[] {
  const old = before.match(/\s+|\S+/g) ?? [];
  const fresh = after.match(/\s+|\S+/g) ?? [];
  const common = lengthsOfCommon(old, fresh);
  const parts: Part[] = [];
  const add = (change: Part['change'], text: string) => {
    const last = parts.at(-1);
    if (last?.change === change) last.text += text;
    else parts.push({ change, text });
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      add('same', old[i]!);
      i += 1;
      j += 1;
    } else if (j >= fresh.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      add('removed', old[i]!);
      i += 1;
    } else {
      add('added', fresh[j]!);
      j += 1;
    }
  }
  return parts;
}

/** `[i][j]`: how many words the rest of `old` from i and the rest of `fresh` from j have in common, in order. */
function lengthsOfCommon(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from({ length: fresh.length + 1 }, () => 0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      lengths[i]![j] =
        old[i] === fresh[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}
