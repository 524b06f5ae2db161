import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readShort } from '../src/domain/promises/labelled/measuring.ts';

/** How long it takes to read one message for its promises, in milliseconds. */
export interface Recognising {
  messages: number;
  usual: number;
  p95: number;
}

const folder = join(import.meta.dirname, '../src/domain/promises/labelled');

/** Reads the labelled mails over and over, after warming up. */
export function measureRecognition(turns = 200): Recognising {
  const mails = JSON.parse(readFileSync(join(folder, 'mails.json'), 'utf8')) as { text: string }[];
  const times: number[] = [];
  for (let turn = -50; turn < turns; turn += 1) {
    for (const { text } of mails) {
      const from = performance.now();
      readShort(text);
      if (turn >= 0) times.push(performance.now() - from);
    }
  }
  times.sort((one, other) => one - other);
  return {
    messages: times.length,
    usual: times[Math.floor(times.length / 2)] ?? 0,
    p95: times[Math.floor(times.length * 0.95)] ?? 0,
  };
}
