import { decodeBytes } from './charsets.ts';

/** Groups that hold tables and settings, never words of the letter. */
const SILENT = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'listtable',
]);
const BREAKS: Record<string, string> = { par: '\n', line: '\n', row: '\n', sect: '\n', tab: '\t', cell: '\t' };
const SIGNS: Record<string, string> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};
const TOKEN = /[{}]|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z])|[^{}\\\r\n]+/g;

type Group = { silent: boolean; skip: number };

/**
 * The words of an RTF document, for mail whose only body is RTF. HTML wrapped in RTF ([MS-OXRTFEX]) gives its words too: what
 * only repeats them for RTF readers (\htmlrtf) is left out. Formatting is lost; the RTF itself stays attached.
 */
export function richTextToPlainText(rtf: Buffer): string {
  const source = rtf.toString('latin1');
  const charset = `windows-${/\\ansicpg(\d{3,5})/.exec(source.slice(0, 2000))?.[1] ?? '1252'}`;
  const groups: Group[] = [];
  let current: Group = { silent: false, skip: 1 };
  let pending: number[] = [];
  let text = '';
  let fallback = 0;
  const flush = (): void => {
    if (pending.length > 0) text += decodeBytes(Buffer.from(pending), charset).text;
    pending = [];
  };
  const say = (words: string): void => {
    flush();
    if (!current.silent) text += words;
  };
  for (const match of source.matchAll(TOKEN)) {
    const [token, hex, word, number, sign] = match;
    if (token === '{') groups.push({ ...current });
    else if (token === '}') {
      flush();
      current = groups.pop() ?? current;
    } else if (hex !== undefined) {
      if (fallback > 0) fallback -= 1;
      else if (!current.silent) pending.push(Number.parseInt(hex, 16));
    } else if (word !== undefined) {
      const value = number === undefined ? null : Number(number);
      if (SILENT.has(word)) current.silent = true;
      else if (word === 'htmlrtf') current.silent = value !== 0;
      else if (word === 'uc') current.skip = value ?? 1;
      else if (word === 'u' && value !== null) {
        say(String.fromCharCode(value < 0 ? value + 65_536 : value));
        fallback = current.skip;
      } else if (BREAKS[word] !== undefined) say(BREAKS[word]);
      else if (SIGNS[word] !== undefined) say(SIGNS[word]);
    } else if (sign !== undefined) {
      if (sign === '*') current.silent = true;
      else if (sign === '~') say('\u00a0');
      else if ('{}\\'.includes(sign)) say(sign);
    } else {
      const words = token.slice(fallback);
      fallback = Math.max(0, fallback - token.length);
      say(words);
    }
  }
  flush();
  return text
    .toWellFormed()
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
