import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { weigh, weightsFrom } from '../src/domain/learned/weighing.ts';
import { type Labelled, saidAt, shop } from '../src/domain/promises/labelled/measuring.ts';
import { promisesLeaning, sentencesRead } from '../src/domain/promises/spoken-promise.ts';
import { promiseMarks } from '../src/domain/promises/spoken-promise-marks.ts';
import { learnedOfPromises } from './learning.ts';

/**
 * How well promises are told in each labelled set with what is learned of all the others, so that what generalises is seen:
 * `node bench/cross-validation.ts`, or with parts of names for some sets only. The grammars are as they are: those mended after
 * a set know it, which is why only the odd sets and `never-tuned` say what to expect of words nobody foresaw.
 */
const folder = join(import.meta.dirname, '../src/domain/promises/labelled');
const wanted = process.argv.slice(2);
const sets = readdirSync(folder)
  .filter((file) => /^(?:blind|broad|english|german|.*held-out|never).*\.json$/u.test(file))
  .map((file) => file.slice(0, -'.json'.length))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

const total = { right: 0, madeUp: 0, missed: 0 };
for (const name of sets) {
  const table = learnedOfPromises([name]);
  const weights = { en: weightsFrom(table['en']!), de: weightsFrom(table['de']!) };
  const count = { right: 0, madeUp: 0, missed: 0 };
  for (const [text, due, more] of JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Labelled[]) {
    const context = { at: saidAt, timeZone: 'Europe/Berlin', calendar: shop, language: more?.language };
    const isFound = sentencesRead(text, context).some((reading) => {
      const { language, sentence } = reading.unread;
      const known = language === 'en' || language === 'de' ? weights[language] : null;
      const lean =
        known === null ? null : weigh(sentence.text, known, 'promise', language, promiseMarks(reading, context));
      return promisesLeaning(reading, lean, context).length > 0;
    });
    if (due === 'no') count.madeUp += isFound ? 1 : 0;
    else if (isFound) count.right += 1;
    else count.missed += 1;
  }
  print(name, count);
  for (const key of ['right', 'madeUp', 'missed'] as const) total[key] += count[key];
}
print('all', total);

function print(name: string, { right, madeUp, missed }: typeof total): void {
  const share = (part: number, other: number) => (part / (part + other)).toFixed(3);
  process.stdout.write(`${name.padEnd(24)} precision ${share(right, madeUp)}  recall ${share(right, missed)}\n`);
}
