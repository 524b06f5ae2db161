import { join } from 'node:path';
import { draftMarks } from '../src/domain/learned/draft-marks.ts';
import { learnTogether, type LearningManner } from '../src/domain/learned/learning.ts';
import { learnMoods, type MoodManner, type ToldMessage } from '../src/domain/learned/learning-moods.ts';
import { writingMarks } from '../src/domain/learned/mood.ts';
import { weigh, weightsFrom } from '../src/domain/learned/weighing.ts';
import { sentencesOf } from '../src/domain/promises/spoken-promise-text.ts';
import { feelingNames } from '../src/domain/words/feeling-lexicon.ts';
import {
  domain,
  draftExamples,
  filesOf,
  promises,
  read,
  type Spoken,
  store,
  type Taught,
  taught,
  words,
} from './labelled-examples.ts';
import { languageOfSet, promiseExamples } from './learning.ts';

/**
 * Learns from the labelled drafts and messages how slights and feelings are worded, and stores what was learned:
 * `node bench/learning-manners.ts`. Sets named after the command are left out, to measure on them; `slight` or `feeling` after it
 * learns only that. What is held out (labelled-examples.ts) is never read.
 */
const catalogue = join(domain, '../catalogue');
type Texts = { [key: string]: string | Texts };
const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)));
/** What customers get from the house without anybody writing it. */
const shipped = /^(?:mail|macros|pages|voice|parties|forms|chat|widget|portal|acknowledgements)\.json$/u;

/** The sentences of our own mails and pages, which speak as a house should. */
export function shippedExamples(): Spoken[] {
  return taught.flatMap((language) =>
    filesOf(join(catalogue, language), [])
      .filter((file) => shipped.test(file))
      .flatMap((file) => textsOf(read(join(catalogue, language), file) as Texts))
      .flatMap((text) => sentencesOf(text.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\{\{\w+\}\}/gu, 'Anna')))
      .map(({ text }) => ({ text, language, is: false })),
  );
}

type Known = Spoken & { readonly language: Taught };

/** The labelled drafts, rude or not, and the sentences about promises as plain ones. */
export function mannerExamples(without: readonly string[] = []): Known[] {
  // what is plain is so in each of its sentences, too
  const plain = draftExamples(without).filter(({ is }) => !is);
  const sentences = plain.flatMap(({ text, language }) =>
    sentencesOf(text).map((sentence) => ({ text: sentence.text, language, is: false })),
  );
  const rude = draftExamples(without).filter(({ is }) => is);
  const promised = promiseExamples(without).map((one) => ({ ...one, is: false }));
  return [...rude, ...plain, ...sentences, ...shippedExamples(), ...promised].filter(
    (one): one is Known => one.language !== null,
  );
}

const slights: LearningManner = { penalty: 0.002, rounds: 10, least: 3, cost: 2, smallest: 30 };
const moods: MoodManner = { penalty: 0.0005, rounds: 20, least: 3, smallest: 0.8 };

/**
 * How slights are worded. Of a rude draft it is not known which of its sentences is the rude one: what is learned of whole
 * drafts first says which leans most, and this sentence is learned as rude, too.
 */
export function learnedOfSlights(without: readonly string[] = []) {
  const examples = mannerExamples(without).map((one) => ({ ...one, marks: draftMarks(one.text) }));
  const first = learnTogether(examples, slights, 'slight');
  const sharpest = examples.flatMap(({ text, language, is }) => {
    const sentences = is ? sentencesOf(text) : [];
    const stored = first[language];
    if (sentences.length < 2 || stored === undefined) return [];
    const weights = weightsFrom(stored);
    const leans = sentences.map((one) => weigh(one.text, weights, 'slight', language, draftMarks(one.text)));
    const sharp = sentences[leans.indexOf(Math.max(...leans))];
    return sharp === undefined ? [] : [{ text: sharp.text, language, is, marks: draftMarks(sharp.text) }];
  });
  return learnTogether([...examples, ...sharpest], slights, 'slight');
}

interface Felt {
  readonly language: string;
  readonly text: string;
  readonly feelings: Readonly<Record<string, number>>;
  /** What a careful reader might see as well: such a message teaches nothing of it. */
  readonly may?: readonly string[];
}

/** How feelings are told of: all of them and none, each against the others. */
export function learnedOfFeelings(without: readonly string[] = [], isLeftOut: (text: string) => boolean = () => false) {
  // what agents write of days and deeds is calm, too
  const agents = ['english.json', 'german.json'].flatMap((file) =>
    (read(promises, file) as [text: string, due: string][]).map(([text]) => ({
      language: languageOfSet(file, text),
      text,
      feelings: {},
    })),
  );
  const messages = filesOf(words, without)
    .filter((file) => /^(?:felt|english|german|held-out|blind)/u.test(file))
    .flatMap((file) => read(words, file) as Felt[])
    .concat(agents)
    .filter(({ text }) => !isLeftOut(text))
    .flatMap(({ language, text, feelings: told, may = [] }): ToldMessage[] => {
      const known = taught.find((one) => one === language);
      if (known === undefined) return [];
      return [{ language: known, text, told: Object.keys(told), may, marks: writingMarks(text, known) }];
    });
  return learnMoods(messages, [...feelingNames, 'calm'], moods);
}

if (process.argv[1] === import.meta.filename) {
  const named = process.argv.slice(2);
  const kinds = ['slight', 'feeling'].filter((one) => named.includes(one));
  const without = named.filter((one) => !kinds.includes(one));
  const wanted = (kind: string) => kinds.length === 0 || kinds.includes(kind);
  if (wanted('slight')) store('manner-weights.json', learnedOfSlights(without));
  if (wanted('feeling')) store('feeling-weights.json', learnedOfFeelings(without));
}
