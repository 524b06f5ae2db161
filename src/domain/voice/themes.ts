/**
 * What many say in different words: short texts grouped by the words they share. Each text is a vector of TF-IDF weights
 * (Salton and Buckley, 1988, "Term-weighting approaches in automatic text retrieval"); two texts are as alike as the cosine
 * between them, and groups grow from the most alike pair on while their centres stay close. A proposal, edited by people.
 */
import { wordsIn } from '../words/reading-ease.ts';

export interface Verbatim {
  readonly id: string;
  readonly words: string;
  /** Whose words they are; null where nobody knows. */
  readonly customer: string | null;
}

export interface Cluster {
  /** The words that hold it together, strongest first, as somebody wrote them. */
  readonly keywords: readonly string[];
  /** The most typical first. */
  readonly ids: readonly string[];
  /** How many different customers speak; unknown ones count one each. */
  readonly customers: number;
}

type Vector = ReadonlyMap<string, number>;

/** Two centres at least this alike are one group. */
const alikeFrom = 0.34;
/** More texts than this are not compared; the caller gives the newest. */
export const mostTexts = 800;

/**
 * Groups of at least `fewest` texts, the one with most customers first.
 * @param fewest how many texts make a group
 */
export function clusterWords(verbatims: readonly Verbatim[], fewest = 2): Cluster[] {
  const texts = verbatims.slice(0, mostTexts);
  const spellings = new Map<string, string>();
  const vectors = vectorsOf(
    texts.map(({ words }) => words),
    spellings,
  );
  const groups: ({ members: number[]; sum: Map<string, number> } | undefined)[] = vectors.map((vector, at) => ({
    members: [at],
    sum: new Map(vector),
  }));
  const home = texts.map((_, at) => at);
  for (const [one, other] of closestPairs(vectors)) {
    const [to, from] = [home[one]!, home[other]!];
    const [into, gone] = [groups[to], groups[from]];
    if (to === from || into === undefined || gone === undefined) continue;
    if (cosine(into.sum, gone.sum) < alikeFrom) continue;
    for (const member of gone.members) home[member] = to;
    into.members.push(...gone.members);
    for (const [stem, weight] of gone.sum) into.sum.set(stem, (into.sum.get(stem) ?? 0) + weight);
    groups[from] = undefined;
  }
  return groups
    .filter((group) => group !== undefined && group.members.length >= fewest)
    .map((group) => {
      const { members, sum } = group!;
      const typical = members.toSorted((a, b) => cosine(vectors[b]!, sum) - cosine(vectors[a]!, sum));
      return {
        keywords: sharedWords(members, vectors, sum, spellings),
        ids: typical.map((at) => texts[at]!.id),
        customers: distinctCustomers(members.map((at) => texts[at]!)),
      };
    })
    .toSorted((a, b) => b.customers - a.customers || b.ids.length - a.ids.length);
}

/**
 * Which of the groups a text belongs to most, with how alike they are (0 to 1); null when it is like none of them.
 * Each group is given by texts that are in it already.
 */
export function nearestGroup(
  words: string,
  groups: readonly { readonly id: string; readonly words: readonly string[] }[],
): { id: string; likeness: number } | null {
  const vectors = vectorsOf([words, ...groups.map((group) => group.words.join(' '))], new Map());
  let best: { id: string; likeness: number } | null = null;
  for (const [at, group] of groups.entries()) {
    const likeness = cosine(vectors[0]!, vectors[at + 1]!);
    if (likeness >= alikeFrom * 0.8 && likeness > (best?.likeness ?? 0)) best = { id: group.id, likeness };
  }
  return best;
}

/**
 * Finds which groups a text speaks of, each known by keywords: whole words or their beginnings (from four letters), without accents or
 * case. Words are looked up by themselves and their beginnings, so that ten thousand groups take hardly longer than ten.
 */
export function keywordFinder(
  groups: readonly { readonly id: string; readonly keywords: readonly string[] }[],
): (words: string) => Set<string> {
  const [whole, begun] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const several = new Map<string, { key: string; id: string }[]>();
  for (const { id, keywords } of groups)
    for (const key of new Set(keywords.map(plainWords))) {
      const [first = '', ...rest] = key.split(' ');
      // a short one is met only as a whole
      if (rest.length > 0) push(several, first, { key: key.length < 4 ? `${key} ` : key, id });
      else if (key !== '') push(key.length < 4 ? whole : begun, key, id);
    }
  return (words) => {
    const text = `${plainWords(words)} `;
    const met = new Set<string>();
    for (let at = 0; at < text.length; at = text.indexOf(' ', at) + 1) {
      const word = text.slice(at, text.indexOf(' ', at));
      for (const id of whole.get(word) ?? []) met.add(id);
      for (const { key, id } of several.get(word) ?? []) if (text.startsWith(key, at)) met.add(id);
      for (let letters = 4; letters <= word.length; letters += 1)
        for (const id of begun.get(word.slice(0, letters)) ?? []) met.add(id);
    }
    return met;
  };
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function plainWords(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** How many different customers are behind some texts; those of nobody known count one each. */
export function distinctCustomers(verbatims: readonly { readonly customer: string | null }[]): number {
  const known = new Set(verbatims.flatMap(({ customer }) => (customer === null ? [] : [customer])));
  return known.size + verbatims.filter(({ customer }) => customer === null).length;
}

function vectorsOf(texts: readonly string[], spellings: Map<string, string>): Vector[] {
  const bags = texts.map((text) => bagOf(text, spellings));
  const holding = new Map<string, number>();
  for (const bag of bags) for (const stem of bag.keys()) holding.set(stem, (holding.get(stem) ?? 0) + 1);
  return bags.map((bag) => {
    const weights = new Map<string, number>();
    for (const [stem, count] of bag) {
      const others = holding.get(stem)!;
      // a word that nobody else uses says little of what is shared
      weights.set(stem, (1 + Math.log(count)) * Math.log(1 + texts.length / others) * (others === 1 ? 0.6 : 1));
    }
    const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0)) || 1;
    for (const [stem, weight] of weights) weights.set(stem, weight / length);
    return weights;
  });
}

function bagOf(text: string, spellings: Map<string, string>): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of wordsIn(text.slice(0, 4000))) {
    const plain = fold(word);
    if (plain.length < 3 || empty.has(plain)) continue;
    const stem = plain.length > 5 ? plain.slice(0, 5) : plain.replace(/s$/u, '');
    const spelt = spellings.get(stem);
    if (spelt === undefined || word.length < spelt.length) spellings.set(stem, word.toLowerCase());
    bag.set(stem, (bag.get(stem) ?? 0) + 1);
  }
  return bag;
}

/** Pairs that have a word in common and are alike enough to matter, most alike first. */
function closestPairs(vectors: readonly Vector[]): [number, number][] {
  const where = new Map<string, number[]>();
  const pairs: [number, number, number][] = [];
  for (const [at, vector] of vectors.entries()) {
    const dots = new Map<number, number>();
    for (const [stem, weight] of vector) {
      const before = where.get(stem) ?? [];
      for (const other of before) dots.set(other, (dots.get(other) ?? 0) + weight * vectors[other]!.get(stem)!);
      where.set(stem, [...before, at]);
    }
    for (const [other, dot] of dots) if (dot >= alikeFrom) pairs.push([other, at, dot]);
  }
  return pairs.toSorted((a, b) => b[2] - a[2]).map(([one, other]) => [one, other]);
}

function cosine(one: Vector, other: Vector): number {
  const size = Math.sqrt(square(one) * square(other));
  if (size === 0) return 0;
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  let dot = 0;
  for (const [stem, weight] of short) dot += weight * (long.get(stem) ?? 0);
  return dot / size;
}

function square(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight ** 2;
  return sum;
}

function sharedWords(
  members: readonly number[],
  vectors: readonly Vector[],
  sum: Vector,
  spellings: ReadonlyMap<string, string>,
): string[] {
  const common = [...sum].filter(([stem]) => members.filter((at) => vectors[at]!.has(stem)).length > 1);
  return common
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([stem]) => spellings.get(stem) ?? stem);
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Words that say nothing of what it is about. */
const empty = new Set(
  `the and for you your our with that this have has had was were are not but from will would could should please thank thanks they them their there here been about into out all any more some than then also get got let can did does how what when where why who again still just very too its his her him she was want need like really only even after before because being which while
  der die das und oder aber ich wir sie ihr ist sind war waren habe haben hat hatte nicht kein keine mit von fur auf bei aus zum zur den dem des ein eine einen einem einer mein meine meinen mich mir uns ihre ihren ihnen bitte danke wieder noch schon immer jetzt auch nur sehr wie was wann warum dass wenn dann kann konnen wurde wird werden mal man sich als nach vor uber gar
  los las una uno del por para con que sin muy mas esta este esto gracias les des est pour avec dans sur pas une vous nous que uma com nao por mais muito`.split(
    /\s+/u,
  ),
);
