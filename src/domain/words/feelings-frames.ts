/**
 * Feelings that nobody names: they show in what is told. A frame puts kinds of words together that stand near each other in
 * any order (something asked often × nobody answers; a promise of the house × it came otherwise; danger × someone who depends
 * on us), so it holds for sentences nobody has listed. Only asked where no word of that temper was found.
 */
import type { Language } from '../languages.ts';
import { type FeelingName, isUpset } from './feeling-lexicon.ts';
import { englishFrames } from './feelings-frames-english.ts';
import { germanFrames } from './feelings-frames-german.ts';

/** Kinds of words of a language, as expressions over text in small letters. */
export type FrameKinds = Readonly<Record<string, string>>;

/** `all`: kinds that must stand within three sentences, each alternative after a `|`; `not`: kinds that must not. */
interface Frame {
  readonly feeling: FeelingName;
  readonly strength: 1 | 2 | 3;
  readonly all: readonly string[];
  readonly not?: readonly string[];
  /** Within one sentence only. */
  readonly close?: true;
}

export interface FramedFeeling {
  readonly feeling: FeelingName;
  readonly strength: 1 | 2 | 3;
  readonly start: number;
  readonly end: number;
}

/** What kinds make together, the surest first. */
const frames: readonly Frame[] = [
  { feeling: 'angry', strength: 2, all: ['contact', 'silence'], not: ['easy'] },
  { feeling: 'angry', strength: 2, all: ['contact', 'again'], not: ['easy'], close: true },
  { feeling: 'angry', strength: 2, all: ['ours', 'misdeed'], not: ['easy', 'kindness'], close: true },
  { feeling: 'angry', strength: 2, all: ['billed', 'wrongly'], close: true },
  { feeling: 'angry', strength: 2, all: ['contact', 'fruitless'] },
  { feeling: 'angry', strength: 2, all: ['refusing'] },
  { feeling: 'angry', strength: 2, all: ['threat'] },
  { feeling: 'angry', strength: 2, all: ['mocking'] },
  { feeling: 'angry', strength: 2, all: ['promised', 'silence'] },
  { feeling: 'worried', strength: 2, all: ['silentKin'] },
  { feeling: 'worried', strength: 2, all: ['danger', 'helpless'] },
  { feeling: 'worried', strength: 2, all: ['deadline'] },
  { feeling: 'worried', strength: 2, all: ['prying', 'asking'] },
  { feeling: 'worried', strength: 2, all: ['loss', 'dear|asking'] },
  { feeling: 'worried', strength: 1, all: ['nervous'] },
  { feeling: 'let-down', strength: 2, all: ['seeming', 'truth'] },
  { feeling: 'let-down', strength: 2, all: ['eager', 'fallen'] },
  { feeling: 'let-down', strength: 2, all: ['parting'] },
  { feeling: 'let-down', strength: 2, all: ['promised', 'otherwise', 'fallen'] },
  { feeling: 'confused', strength: 2, all: ['saying', 'differing'], close: true },
  { feeling: 'confused', strength: 2, all: ['puzzled'] },
  { feeling: 'angry', strength: 2, all: ['lacking', 'long'], not: ['easy'] },
  { feeling: 'angry', strength: 2, all: ['long', 'silence'], not: ['easy'] },
  { feeling: 'thankful', strength: 2, all: ['kindness'] },
  { feeling: 'thankful', strength: 2, all: ['praising'] },
  { feeling: 'glad', strength: 2, all: ['kin', 'delight'], close: true },
  { feeling: 'glad', strength: 2, all: ['splendid'] },
];

const tables: Readonly<Partial<Record<Language, FrameKinds>>> = { en: englishFrames, de: germanFrames };
const made = new Map<FrameKinds, ReadonlyMap<string, RegExp>>();
const SENTENCES = 3;
const MOST_SENTENCES = 40;

/** A sentence as it was written, with its place, in small letters. */
export interface ToldSentence {
  readonly start: number;
  readonly lower: string;
}

/** The first frame of each temper that fits; `wanted` says for which tempers one is looked for. */
export function framedIn(
  sentences: readonly ToldSentence[],
  language: Language,
  wanted: (feeling: FeelingName) => boolean,
): FramedFeeling[] {
  const table = tables[language];
  if (table === undefined) return [];
  const kinds = kindsOf(table);
  const places = sentences.slice(0, MOST_SENTENCES).map(({ lower }) => lazily(lower, kinds));
  const found: FramedFeeling[] = [];
  for (const frame of frames) {
    if (!wanted(frame.feeling) || found.some((one) => isUpset(one.feeling) === isUpset(frame.feeling))) continue;
    const at = fitting(frame, places);
    const first = at === null ? undefined : sentences[at.sentence];
    if (at === null || first === undefined) continue;
    found.push({
      feeling: frame.feeling,
      strength: frame.strength,
      start: first.start + at.place[0],
      end: first.start + at.place[1],
    });
  }
  return found;
}

type Place = readonly [start: number, end: number];
type Places = (kind: string) => Place | null;

/** Where a kind stands in a sentence, looked up once and only when a frame asks. */
function lazily(lower: string, kinds: ReadonlyMap<string, RegExp>): Places {
  const known = new Map<string, Place | null>();
  return (kind) => {
    const before = known.get(kind);
    if (before !== undefined) return before;
    const match = kinds.get(kind)?.exec(lower) ?? null;
    const place = match === null ? null : ([match.index, match.index + match[0].length] as const);
    known.set(kind, place);
    return place;
  };
}

/** The sentence that holds the first kind of a frame, with the span of the kinds that stand in it. */
function fitting(frame: Frame, places: readonly Places[]): { sentence: number; place: Place } | null {
  const reach = frame.close === true ? 1 : SENTENCES;
  for (let from = 0; from < places.length; from += 1) {
    const near = places.slice(from, from + reach);
    const standing = frame.all.map((one) => one.split('|').flatMap((kind) => near.map((at) => at(kind))));
    if (standing.some((each) => each.every((place) => place === null))) continue;
    if (frame.not?.some((kind) => near.some((at) => at(kind) !== null)) === true) continue;
    const inFirst = frame.all.flatMap((one) => one.split('|').map((kind) => near[0]?.(kind) ?? null));
    const here = inFirst.filter((place) => place !== null);
    if (here.length === 0) continue;
    const [start, end] = [Math.min(...here.map(([at]) => at)), Math.max(...here.map(([, at]) => at))];
    return { sentence: from, place: [start, end] };
  }
  return null;
}

function kindsOf(table: FrameKinds): ReadonlyMap<string, RegExp> {
  const before = made.get(table);
  if (before !== undefined) return before;
  const compiled = new Map(
    Object.entries(table).map(([name, source]) => [
      name,
      new RegExp(String.raw`(?<![\p{L}\d'])(?:${source.replaceAll(/\s*\n\s*/gu, '')})(?![\p{L}])`, 'u'),
    ]),
  );
  made.set(table, compiled);
  return compiled;
}
