/** What stands before and after a matching word: characters that no text holds, so that nothing needs escaping. */
const markStart = '\u0002';
const markEnd = '\u0003';

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly term: number;
}

/** Scripts that are written without spaces: there a word may begin anywhere. */
const spacelessScripts = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af';
const spaceless = new RegExp(`[${spacelessScripts}]`);
/** A word begins after what belongs to no word, or after a script without spaces: "我的iPhone". */
const wordStart = `(?<!(?![${spacelessScripts}])[\\p{L}\\p{N}])`;

/**
 * The words of a text around what was looked for, with the matches marked. Marks of letters, case and Arabic or Hebrew vowel signs do not count;
 * a match begins where a word begins, except in scripts without spaces.
 * @param terms as typed; punctuation within stands for any gap
 * @param room how many characters may be shown
 */
export function excerptAround(text: string, terms: readonly string[], room = 180): string {
  const clean = unmarked(text).replaceAll(/\s+/g, ' ').trim();
  const hits = findTerms(clean, terms);
  if (hits.length === 0) return clean.length > room ? `${cutAtWord(clean, room)}…` : clean;
  const from = bestStart(clean, hits, room);
  const to = Math.min(clean.length, from + room);
  const shown = marked(clean, from, endOfWord(clean, to), hits);
  return `${from > 0 ? '…' : ''}${shown}${to < clean.length ? '…' : ''}`;
}

/** The whole text with the matches marked. */
export function markAll(text: string, terms: readonly string[]): string {
  const clean = unmarked(text);
  return marked(clean, 0, clean.length, findTerms(clean, terms));
}

/** A text that was sent to us holds no marks of ours. */
function unmarked(text: string): string {
  return text.replaceAll('\u0002', '').replaceAll('\u0003', '');
}

function findTerms(text: string, terms: readonly string[]): Hit[] {
  const { folded, places } = fold(text);
  const hits: Hit[] = [];
  for (const [term, given] of terms.entries()) {
    const words = fold(given).folded.match(/[\p{L}\p{N}\p{M}]+/gu);
    if (words === null) continue;
    const body = words.join('[^\\p{L}\\p{N}]{0,3}');
    const start = spaceless.test(words[0] ?? '') ? '' : wordStart;
    for (const match of folded.matchAll(new RegExp(`${start}${body}`, 'gu'))) {
      hits.push({ from: places[match.index] ?? 0, to: places[match.index + match[0].length] ?? text.length, term });
      if (hits.length > 200) return inOrder(hits);
    }
  }
  return inOrder(hits);
}

/** In the order of the text; of several that begin together the longest is marked. */
function inOrder(hits: Hit[]): Hit[] {
  return hits.sort((one, other) => one.from - other.from || other.to - one.to);
}

/** Lower case without marks, and for each character of it where it stood. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = foldSign(sign);
    for (let n = 0; n < plain.length; n++) places.push(at);
    folded += plain;
    at += sign.length;
  }
  places.push(at);
  return { folded, places };
}

const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ـ: '',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
};

function foldSign(sign: string): string {
  if (sign < '\u0080') return sign.toLowerCase();
  const plain = sign
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, '')
    .toLowerCase();
  // Hangul comes apart into its letters, which nobody types
  const whole = plain.normalize('NFC');
  return alike[whole] ?? whole;
}

/** Begins a few words before the stretch that holds most different terms. */
function bestStart(text: string, hits: readonly Hit[], room: number): number {
  let best = { from: hits[0]?.from ?? 0, different: 0 };
  for (const hit of hits) {
    const within = new Set(
      hits.filter(({ from, to }) => from >= hit.from && to <= hit.from + room - 40).map(({ term }) => term),
    );
    if (within.size > best.different) best = { from: hit.from, different: within.size };
  }
  if (best.from <= 50) return 0;
  const space = text.indexOf(' ', best.from - 45);
  return space >= 0 && space < best.from ? space + 1 : best.from;
}

function marked(text: string, from: number, to: number, hits: readonly Hit[]): string {
  let shown = '';
  let at = from;
  for (const hit of hits) {
    if (hit.from < at || hit.to > to) continue;
    shown += `${text.slice(at, hit.from)}${markStart}${text.slice(hit.from, hit.to)}${markEnd}`;
    at = hit.to;
  }
  return shown + text.slice(at, to);
}

function endOfWord(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > to - 30 ? space : to;
}

function cutAtWord(text: string, room: number): string {
  return text.slice(0, endOfWord(text, room));
}
