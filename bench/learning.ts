import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../src/domain/learned/concepts.ts';
import { type Example, learn, type LearningManner } from '../src/domain/learned/learning.ts';
import { saidAt, shop } from '../src/domain/promises/labelled/measuring.ts';
import { sentencesRead } from '../src/domain/promises/spoken-promise.ts';
import { promiseMarks } from '../src/domain/promises/spoken-promise-marks.ts';
import { sentencesOf } from '../src/domain/promises/spoken-promise-text.ts';
import { languageOf } from '../src/domain/words/language.ts';

/**
 * Learns from the labelled sentences how promises and slights are worded, and stores what was learned: `node bench/learning.ts`.
 * What is held out as `never-tuned` is never read. Sets named after the command are left out too, to measure on them.
 */
const domain = join(import.meta.dirname, '../src/domain');
const promises = join(domain, 'promises/labelled');
const words = join(domain, 'words/labelled');
const catalogue = join(domain, '../catalogue');
const taught = ['en', 'de'] as const;
type Taught = (typeof taught)[number];

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const filesOf = (folder: string, without: readonly string[]) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json') && !file.includes('never-tuned'))
    .filter((file) => !without.includes(file.slice(0, -'.json'.length)))
    .toSorted();

interface Spoken extends Example {
  readonly language: Taught | null;
}
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
  'french',
  'french-second',
  'portuguese',
  'portuguese-second',
];
const promiseSets = (without: readonly string[]) =>
  filesOf(promises, [...without, ...notTaught]).map((file) => ({
    file,
    sentences: read(promises, file) as [text: string, due: string][],
  }));
const languageOfSet = (file: string, text: string): Taught =>
  file.includes('german') ? 'de' : file.includes('english') ? 'en' : (taughtLanguage(text) ?? 'en');

/**
 * The labelled sentences with the marks of what the grammars read in them. Of several sentences under one label that says
 * "a promise", the last in which the grammars read one is the example, or else the last.
 */
export function markedExamples(without: readonly string[] = []): Spoken[] {
  return promiseSets(without).flatMap(({ file, sentences }) =>
    sentences.flatMap(([text, due], index) =>
      markedSentences(text, due !== 'no', languageOfSet(file, text), !file.startsWith('broad') && index % 3 === 0),
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

interface Draft {
  readonly language: string;
  readonly text: string;
  readonly wants?: string | null;
}
type Manners = Record<Taught, { rude: string[]; fine: string[] }>;

function draftExamples(without: readonly string[]): Spoken[] {
  const files = filesOf(words, without);
  const drafts = files
    .filter((file) => /^(?:disrespectful|normal|drafts)/u.test(file))
    .flatMap((file) =>
      (read(words, file) as Draft[]).flatMap(({ text, language, wants }) =>
        language === 'en' || language === 'de'
          ? [
              {
                text,
                language: language as Taught,
                is: wants === undefined ? file.startsWith('disrespectful') : wants === 'respect',
              },
            ]
          : [],
      ),
    );
  const manners = files
    .filter((file) => file.startsWith('manners'))
    .map((file) => read(words, file) as Manners)
    .flatMap((set) =>
      taught.flatMap((language) => [
        ...set[language].rude.map((text) => ({ text, language, is: true })),
        ...set[language].fine.map((text) => ({ text, language, is: false })),
      ]),
    );
  return [...drafts, ...manners];
}

type Texts = { [key: string]: string | Texts };
const textsOf = (texts: Texts): string[] =>
  Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)));

/** The sentences of our own screens, mails and pages, which speak as a house should. */
export function shippedExamples(): Spoken[] {
  return taught.flatMap((language) =>
    filesOf(join(catalogue, language), [])
      .flatMap((file) => textsOf(read(join(catalogue, language), file) as Texts))
      .flatMap((text) => sentencesOf(text.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\{\{\w+\}\}/gu, 'Anna')))
      .filter(({ text }) => text.includes(' '))
      .map(({ text }) => ({ text, language, is: false })),
  );
}

/** The labelled drafts, rude or not, and the sentences about promises as plain ones. */
export function mannerExamples(without: readonly string[] = []): Spoken[] {
  // a draft is read sentence by sentence, so what is plain is learned by the sentence
  const plain = draftExamples(without).filter(({ is }) => !is);
  const sentences = plain.flatMap(({ text, language }) =>
    sentencesOf(text).map((sentence) => ({ text: sentence.text, language, is: false })),
  );
  const rude = draftExamples(without).filter(({ is }) => is);
  const promised = promiseExamples(without).map((one) => ({ ...one, is: false }));
  // our own words count twice: they go out without anybody looking at them
  return [...rude, ...plain, ...sentences, ...shippedExamples(), ...shippedExamples(), ...promised];
}

/** Says a time, a condition or what will be: such a sentence of a draft may well be a promise. */
const ahead =
  /\d|(?<!\p{L})(?:will|shall|\p{L}+'ll|going to|let me|promise|today|tomorrow|tonight|soon|shortly|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|morning|afternoon|evening|noon|by|until|till|within|if|once|as soon as|when|follow\p{L}*|on (?:its|their|the|your) way|werden?|wird|heute|morgen|gleich|sofort|bald|\p{L}+tag|mittwoch|woche|monat|bis|binnen|innerhalb|wenn|sobald|falls|sollte\p{L}*|folgt|unterwegs|kümmer\p{L}*|melde\p{L}*|bekommen|erhalten|get|receive|leaves|expect)(?!\p{L})/iu;

/** What drafts say besides: greetings, thanks, explanations. None of it is a promise. */
export function plainExamples(without: readonly string[] = []): Spoken[] {
  const drafts = draftExamples(without).flatMap(({ text, language }) =>
    language === null ? [] : markedSentences(text, false, language),
  );
  return drafts.filter(({ text }) => !ahead.test(text));
}

const manners: Readonly<Record<Kind, LearningManner>> = {
  promise: { penalty: 0.002, rounds: 20, least: 2, onlyOfTold: false, cost: 1, smallest: 30 },
  slight: { penalty: 0.003, rounds: 20, least: 4, onlyOfTold: true, cost: 2, smallest: 30 },
};

/** What the examples teach, for each language. */
export function learned(kind: Kind, examples: readonly Spoken[]) {
  return Object.fromEntries(
    taught.map((one) => [
      one,
      learn(
        examples.filter(({ language }) => language === one),
        manners[kind],
        kind,
        one,
      ),
    ]),
  );
}

if (process.argv[1] === import.meta.filename) {
  const without = process.argv.slice(2);
  const store = (file: string, weights: unknown) =>
    writeFileSync(join(domain, 'learned', file), `${JSON.stringify(weights, null, 2)}\n`);
  store('promise-weights.json', learned('promise', [...markedExamples(without), ...plainExamples(without)]));
  store('manner-weights.json', learned('slight', mannerExamples(without)));
}
