import { Refusal } from '../../../domain/refusal.ts';
import { boundedLiquid } from '../../liquid.ts';

/** What the words of a rule may name. */
export type Wording = Readonly<Record<'case' | 'customer' | 'rule', Readonly<Record<string, string | number>>>>;

/** Plain text that may decide and keep names, but does not loop. */
const engine = boundedLiquid(
  {
    tags: [
      'if',
      'unless',
      'case',
      'assign',
      'capture',
      'increment',
      'decrement',
      'cycle',
      'echo',
      'liquid',
      'comment',
      '#',
      'raw',
    ],
  },
  { parse: 20_000, render: 100, memory: 1_000_000 },
);

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
