import { type Language, plainWord, stemWord } from '../voice/one-word.ts';

/** What somebody said. `against` is set when his moment was lost: only such words can be an objection. */
export type Said = { readonly id: string; readonly who: string; readonly quote: string; readonly against: boolean };

export type Objection = {
  readonly id: string;
  /** How many different people say the same in their own words, the speaker among them. */
  readonly saidBy: number;
  /** Of how many people with words that tell against us. */
  readonly of: number;
};

/** Words this short, or this common, carry no meaning of their own. */
const SHORTEST = 4;
const COMMON = new Set(
  'about after again also been before being could does doing dont each even ever every from have having here into just like made make many more most much only other over really said same should some still such than that their them then there these they thing this those through time told took until very want wanted were what when where which while will with would your aber alle auch beim dass dein denn doch dort eine einem einen einer eines etwas habe haben hatte hier ihre immer jetzt kann keine machen mehr mein mich muss nach nicht noch oder schon sehr sein seine sich sind über unser viel wann warum weil wenn werden wieder wird wurde zum'
    .split(' ')
    .map((word) => plainWord(word)),
);
/** Two people say the same when they share so many words that mean something. */
const SHARED_WORDS = 2;

/**
 * The strongest objection: the words of the one with whom most others agree, each in his own way. Two quotes agree when
 * they share two meaningful word stems (or all of a quote that has only one). Retrieval, no model: what is shown was
 * said exactly so. Ties go to the one who says it in fewer words. Undefined when nobody said anything against us.
 */
export function strongestObjection(said: readonly Said[], language: Language): Objection | undefined {
  const against = said
    .filter((each) => each.against)
    .map((each) => ({ ...each, stems: meaningfulStems(each.quote, language) }));
  const people = new Set(against.map((each) => each.who)).size;
  const weighed = against.map((each) => ({
    id: each.id,
    length: each.quote.length,
    saidBy: new Set([each.who, ...against.filter((other) => agree(each.stems, other.stems)).map((other) => other.who)])
      .size,
  }));
  const best = weighed.toSorted((one, two) => two.saidBy - one.saidBy || one.length - two.length)[0];
  return best && { id: best.id, saidBy: best.saidBy, of: people };
}

/** The stems that carry a quote's meaning. */
function meaningfulStems(quote: string, language: Language): ReadonlySet<string> {
  const words = plainWord(quote).split(' ');
  return new Set(
    words.filter((word) => word.length >= SHORTEST && !COMMON.has(word)).map((word) => stemWord(word, language)),
  );
}

function agree(one: ReadonlySet<string>, two: ReadonlySet<string>): boolean {
  const needed = Math.min(SHARED_WORDS, one.size, two.size);
  if (needed === 0) return false;
  let shared = 0;
  for (const stem of one) if (two.has(stem)) shared += 1;
  return shared >= needed;
}
