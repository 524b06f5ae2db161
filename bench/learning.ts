import { learn, type LearningManner } from '../src/domain/learned/learning.ts';
import { saidAt, shop } from '../src/domain/promises/labelled/measuring.ts';
import { sentencesRead } from '../src/domain/promises/spoken-promise.ts';
import { promiseMarks } from '../src/domain/promises/spoken-promise-marks.ts';
import { languageOf } from '../src/domain/words/language.ts';
import {
  draftExamples,
  filesOf,
  promises,
  read,
  type Spoken,
  store,
  type Taught,
  taught,
} from './labelled-examples.ts';

/**
 * Learns from the labelled sentences how promises are worded, and stores what was learned: `node bench/learning.ts`. How slights and
 * feelings are worded is learned by `learning-manners.ts`.
 * What is held out (labelled-examples.ts) is never read. Sets named after the command are left out too, to measure on them.
 */
const taughtLanguage = (text: string) => {
  const told = languageOf(text);
  return told === 'de' || told === 'en' ? told : null;
};

/** The labelled sentences about promises; all are told to customers with respect. */
export function promiseExamples(without: readonly string[] = []): Spoken[] {
  return promiseSets(without).flatMap(({ file, sentences }) =>
    sentences.map(([text, due]) => ({ text, is: due !== 'no', language: languageOfSet(file, text) })),
  );
}

const notTaught = [
  'mails',
  'romance',
  'spanish',
  'spanish-second',
  'spanish-third',
  'french',
  'french-second',
  'french-third',
  'portuguese',
  'portuguese-second',
  'portuguese-third',
];
const promiseSets = (without: readonly string[]) =>
  filesOf(promises, [...without, ...notTaught]).map((file) => ({
    file,
    sentences: read(promises, file) as [text: string, due: string][],
  }));
/** In which language a set is written. */
export const languageOfSet = (file: string, text: string): Taught =>
  file.includes('german') ? 'de' : file.includes('english') ? 'en' : (taughtLanguage(text) ?? 'en');

/**
 * The labelled sentences with the marks of what the grammars read in them. Of several sentences under one label that says
 * "a promise", the last in which the grammars read one is the example, or else the last.
 */
export function markedExamples(
  without: readonly string[] = [],
  isLeftOut: (text: string) => boolean = () => false,
): Spoken[] {
  return promiseSets(without).flatMap(({ file, sentences }) =>
    sentences.flatMap(([text, due], index) =>
      isLeftOut(text)
        ? []
        : markedSentences(
            text,
            due !== 'no',
            languageOfSet(file, text),
            !/^(?:broad|lessons)/u.test(file) && index % 3 === 0,
          ),
    ),
  );
}

function markedSentences(text: string, is: boolean, language: Taught, isForgotten = false): Spoken[] {
  const context = { at: saidAt, timeZone: 'Europe/Berlin', calendar: shop, language };
  const readings = sentencesRead(text, context).filter(({ unread }) => unread.language === language);
  const told = readings.findLast(({ found }) => found.length > 0) ?? readings.at(-1);
  return (is ? (told === undefined ? [] : [told]) : readings).map((reading) => ({
    text: reading.unread.sentence.text,
    is,
    language,
    marks: promiseMarks(isForgotten ? { ...reading, found: [], needs: [] } : reading, context),
  }));
}

/** Says a time, a condition or what will be: such a sentence of a draft may well be a promise. */
const ahead =
  /\d|(?<!\p{L})(?:will|shall|\p{L}+'ll|going to|let me|promise|today|tomorrow|tonight|soon|shortly|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|morning|afternoon|evening|noon|by|until|till|within|if|once|as soon as|when|follow\p{L}*|on (?:its|their|the|your) way|werden?|wird|heute|morgen|gleich|sofort|bald|\p{L}+tag|mittwoch|woche|monat|bis|binnen|innerhalb|wenn|sobald|falls|sollte\p{L}*|folgt|unterwegs|kümmer\p{L}*|melde\p{L}*|bekommen|erhalten|get|receive|leaves|expect)(?!\p{L})/iu;

/** What drafts say besides: greetings, thanks, explanations. None of it is a promise. */
export function plainExamples(without: readonly string[] = []): Spoken[] {
  // the last lessons of manners are many, and tell of what was done and is kept for somebody: they would outweigh such promises
  const drafts = draftExamples([...without, 'manners-lessons-third']).flatMap(({ text, language }) =>
    language === null ? [] : markedSentences(text, false, language),
  );
  return drafts.filter(({ text }) => !ahead.test(text));
}

const manner: LearningManner = { penalty: 0.0002, rounds: 20, least: 2, cost: 1, smallest: 40 };

/** What the examples teach of promises, for each language. */
export function learnedOfPromises(without: readonly string[] = [], isLeftOut: (text: string) => boolean = () => false) {
  const examples = [...markedExamples(without, isLeftOut), ...plainExamples(without)];
  return Object.fromEntries(
    taught.map((one) => [
      one,
      learn(
        examples.filter(({ language }) => language === one),
        manner,
        'promise',
        one,
      ),
    ]),
  );
}

if (process.argv[1] === import.meta.filename) store('promise-weights.json', learnedOfPromises(process.argv.slice(2)));
