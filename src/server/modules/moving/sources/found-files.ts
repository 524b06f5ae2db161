import type { FileStore, StoredFile } from '../../../files/store.ts';

/** More of one file than this is not held in memory. */
const mostInHand = 32 * 1_048_576;

interface Piece {
  place: number;
  bytes: Buffer;
}

/** The bytes of files that a database keeps in rows, or in a folder beside it, by what its tables call them. */
export interface FoundFiles {
  whole: Map<string, StoredFile>;
  /** Pieces of the file whose rows are coming. */
  hand: { name: string; pieces: Piece[]; size: number } | undefined;
  /** Of files whose rows did not come in one go: what was put away of them, with its first piece's place. */
  runs: Map<string, { place: number; stored: StoredFile }[]>;
}

export function noFiles(): FoundFiles {
  return { whole: new Map(), hand: undefined, runs: new Map() };
}

/** Takes a row that holds a piece of a file; `place` is its order among the pieces, `octets` a character per byte. */
export async function keepPiece(
  store: FileStore,
  found: FoundFiles,
  name: string,
  place: number,
  octets: string,
): Promise<void> {
  if (found.hand !== undefined && (found.hand.name !== name || found.hand.size > mostInHand))
    await putAway(store, found);
  found.hand ??= { name, pieces: [], size: 0 };
  found.hand.pieces.push({ place, bytes: Buffer.from(octets, 'latin1') });
  found.hand.size += octets.length;
}

/**
 * Puts the pieces together, in their order, once all rows have come.
 * @returns the sums of what was put away on the way and is needed no more
 */
export async function joinPieces(store: FileStore, found: FoundFiles): Promise<string[]> {
  const joined: string[] = [];
  await putAway(store, found);
  for (const [name, runs] of found.runs) {
    if (runs.length === 1) {
      found.whole.set(name, runs[0]!.stored);
      continue;
    }
    const sums = runs.toSorted((one, other) => one.place - other.place).map(({ stored }) => stored.sha256);
    found.whole.set(name, await store.put(oneAfterTheOther(store, sums)));
    joined.push(...sums);
  }
  found.runs.clear();
  return joined;
}

async function putAway(store: FileStore, found: FoundFiles): Promise<void> {
  const { hand } = found;
  if (hand === undefined) return;
  const pieces = hand.pieces.toSorted((one, other) => one.place - other.place);
  const stored = await store.put(Buffer.concat(pieces.map(({ bytes }) => bytes)));
  found.runs.set(hand.name, [...(found.runs.get(hand.name) ?? []), { place: pieces[0]!.place, stored }]);
  found.hand = undefined;
}

async function* oneAfterTheOther(store: FileStore, sums: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const sum of sums) yield* (await store.open(sum))!;
}
