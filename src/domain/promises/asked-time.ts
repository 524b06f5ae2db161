/** When a customer would rather have it, read from what he writes into "when would be better?". */
import { type SaidTimeContext, saidTimes } from './said-time.ts';

/** "After three" leaves the rest of the day: the hour itself is the one moment that does not suit him. */
const after =
  /(?<!\p{L})(?:not before|after|from|any time after|nicht vor|nach|ab|frühestens|después de|a partir de|desde|après|à partir de|dès|depois de|depois das)\s+(?:um\s+|las?\s+|às\s+|as\s+)?\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?|uhr|h|o['’]clock)?(?!\p{L})/giu;

/**
 * The hour by which what he asks for would be done; of "Thursday after 3 pm" the close of Thursday. Null when the words name no
 * time that lies ahead.
 */
export function askedTime(words: string, context: SaidTimeContext): Date | null {
  const loose = words.replace(after, ' ');
  const said = [saidTimes(words, context), ...(loose === words ? [] : [saidTimes(loose, context)])];
  const ahead = said.flatMap(({ due }) => (due === null || due.at <= context.at ? [] : [due.at]));
  return ahead.length === 0 ? null : new Date(Math.max(...ahead.map(Number)));
}
