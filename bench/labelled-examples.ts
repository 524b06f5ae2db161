import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../src/domain/learned/learning.ts';

/** The labelled sentences, drafts and messages as examples to learn from, and where what was learned is stored. */
export const domain = join(import.meta.dirname, '../src/domain');
export const promises = join(domain, 'promises/labelled');
export const words = join(domain, 'words/labelled');
export const taught = ['en', 'de'] as const;
export type Taught = (typeof taught)[number];

export const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
/** Written to measure what was learned of all others, and never learned from. */
const heldOut = new Set(['manners-sixth', 'felt-blind-tenth', 'felt-blind-twelfth', 'felt-named', 'blind-sixteenth']);
export const filesOf = (folder: string, without: readonly string[]) =>
  readdirSync(folder)
    .filter(
      (file) => file.endsWith('.json') && !file.includes('never-tuned') && !heldOut.has(file.slice(0, -'.json'.length)),
    )
    .filter((file) => !without.includes(file.slice(0, -'.json'.length)))
    .toSorted();

export interface Spoken extends Example {
  readonly language: Taught | null;
}

interface Draft {
  readonly language: string;
  readonly text: string;
  readonly wants?: string | null;
}
type Manners = Record<Taught, { rude: string[]; fine: string[] }>;

/** The labelled drafts, rude or not. */
export function draftExamples(without: readonly string[]): Spoken[] {
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

/** Stores what was learned as a table beside the code that weighs by it. */
export function store(file: string, weights: unknown): void {
  writeFileSync(join(domain, 'learned', file), `${JSON.stringify(weights, null, 2)}\n`);
}
