/** Lists that a page of an API holds; their members are handed out one by one, however long the page is. */
const listed = new Set([
  'tickets',
  'users',
  'organizations',
  'groups',
  'ticket_fields',
  'articles',
  'ticket_articles',
  'contacts',
  'agents',
  'companies',
]);

/** A text that is no JSON. */
export const brokenJson = Symbol('broken JSON');

type Found = Record<string, unknown> | typeof brokenJson;

/** An object longer than this is not read: no ticket is. */
const longest = 256 * 1_048_576;

/**
 * The objects of JSON text as they come: one per line, one after the other, the members of an array, or the members of a
 * page's lists, each as `{tickets: [member]}`. Only one object is held at a time. What cannot be parsed is told as
 * `brokenJson` and passed over; after a line that breaks off, the next line counts again.
 */
export async function* jsonObjects(chunks: AsyncIterable<string>): AsyncGenerator<Found> {
  const scan: Scan = { held: '', at: 0, from: 0, depth: 0, base: 0, quoted: -1, key: '', page: '', before: '' };
  for await (const chunk of chunks) {
    scan.held += chunk;
    yield* found(scan);
    // between objects nothing is worth keeping
    const keep = scan.depth > scan.base || scan.quoted >= 0 ? scan.from : scan.at;
    if (keep > 0) {
      scan.held = scan.held.slice(keep);
      scan.at -= keep;
      scan.from -= keep;
      if (scan.quoted >= 0) scan.quoted -= keep;
    }
    if (scan.held.length > longest) throw new Error('One object of the file is larger than 256 MB; it cannot be read.');
  }
  if (scan.depth > 0) yield brokenJson;
}

/** How far the text was walked. */
interface Scan {
  held: string;
  at: number;
  /** Where the object in hand begins. */
  from: number;
  depth: number;
  /** The depth at which objects are handed out: 0, 1 within an array, 2 within a page's list. */
  base: number;
  /** Where the string in hand begins; −1 outside of strings. */
  quoted: number;
  /** The last short string: a key, if a list follows. */
  key: string;
  /** The page's list in hand, and what the page held before it. */
  page: string;
  before: string;
}

const signs = /["{}[\]\n]/g;

function* found(scan: Scan): Generator<Found> {
  for (;;) {
    if (scan.quoted >= 0) {
      const end = stringEnd(scan.held, scan.quoted, scan.at);
      if (end === -1) return;
      if (end - scan.quoted < 40) scan.key = scan.held.slice(scan.quoted, end);
      scan.quoted = -1;
      scan.at = end + 1;
    }
    signs.lastIndex = scan.at;
    const match = signs.exec(scan.held);
    if (match === null) {
      scan.at = scan.held.length;
      return;
    }
    const at = match.index;
    scan.at = at + 1;
    switch (match[0]) {
      case '"':
        scan.quoted = at + 1;
        break;
      case '{':
        // a line that begins an object while one is open: that one broke off
        if (scan.base === 0 && scan.depth > 0 && scan.page === '' && brokeOff(scan, at)) {
          yield brokenJson;
          scan.depth = 0;
        }
        if (scan.depth === scan.base) scan.from = at;
        scan.depth += 1;
        break;
      case '[':
        openList(scan, at);
        break;
      case '}':
        scan.depth = Math.max(scan.base, scan.depth - 1);
        if (scan.depth === scan.base) yield* parsed(scan, scan.held.slice(scan.from, at + 1));
        break;
      case ']':
        closeList(scan, at);
        break;
      default:
    }
  }
}

/** In JSON lines an object begins at the beginning of a line; in JSON written for people members are indented. */
function brokeOff(scan: Scan, at: number): boolean {
  return (
    at > 0 &&
    scan.held[at - 1] === '\n' &&
    scan.held.startsWith('{"', at) &&
    scan.held[at - 2] !== '[' &&
    scan.held[at - 2] !== ','
  );
}

function* parsed(scan: Scan, text: string): Generator<Found> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield scan.page === '' ? (value as Record<string, unknown>) : { [scan.page]: [value] };
  } catch {
    yield brokenJson;
  }
}

/** Where the string that begins at `from` ends, looking from `at`; −1 when its end is not here yet. */
function stringEnd(held: string, from: number, at: number): number {
  for (let start = Math.max(from, at); ;) {
    const quote = held.indexOf('"', start);
    if (quote === -1) return -1;
    let slashes = 0;
    while (quote - 1 - slashes >= from && held.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return quote;
    start = quote + 1;
  }
}

function openList(scan: Scan, at: number): void {
  if (scan.depth === 0) {
    scan.depth = 1;
    scan.base = 1;
    return;
  }
  const isPage = scan.base === 0 && scan.depth === 1 && listed.has(scan.key);
  scan.depth += 1;
  if (!isPage) return;
  scan.page = scan.key;
  scan.before = scan.held.slice(scan.from, at);
  scan.base = 2;
}

function closeList(scan: Scan, at: number): void {
  if (scan.base === 1 && scan.depth === 1) {
    scan.depth = 0;
    scan.base = 0;
  } else if (scan.base === 2 && scan.depth === 2) {
    // the rest of the page goes on as if the list had been empty
    scan.held = `${scan.before}[]${scan.held.slice(at + 1)}`;
    scan.at = scan.before.length + 2;
    scan.from = 0;
    scan.depth = 1;
    scan.base = 0;
    scan.page = '';
    scan.before = '';
  } else scan.depth = Math.max(scan.base, scan.depth - 1);
}
