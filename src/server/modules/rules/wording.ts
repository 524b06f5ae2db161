import { Liquid } from 'liquidjs';
import { Refusal } from '../../../domain/refusal.ts';

const nowhere = () => {
  throw new Error('There are no files.');
};

/** What the words of a rule may name. */
export type Wording = Readonly<Record<'case' | 'customer' | 'rule', Readonly<Record<string, string | number>>>>;

/** Liquid that reads no file, sees only what it is given and ends soon. */
const engine = new Liquid({
  fs: {
    existsSync: () => false,
    exists: () => Promise.resolve(false),
    readFileSync: nowhere,
    readFile: () => Promise.reject(new Error('There are no files.')),
    resolve: (_folder, file) => file,
  },
  relativeReference: false,
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 20_000,
  renderLimit: 100,
  memoryLimit: 1_000_000,
  cache: false,
});
for (const tag of ['include', 'render', 'layout', 'for', 'tablerow']) delete engine.tags[tag];

/** What is wrong with words with placeholders, or undefined. */
export function faultOfWords(text: string): string | undefined {
  try {
    engine.parse(text);
    return undefined;
  } catch (error) {
    return `The placeholders cannot be read: ${(error as Error).message.split('\n')[0]}`;
  }
}

/** Fills the placeholders; one that names nothing stays empty. */
export function fillWords(text: string, wording: Wording): string {
  try {
    return String(engine.parseAndRenderSync(text, wording));
  } catch (error) {
    throw new Refusal('invalid', 'words-unreadable', `The words cannot be filled: ${(error as Error).message}`);
  }
}
