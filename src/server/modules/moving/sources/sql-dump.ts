/** The values of a row by their columns: text, or null. */
export type DumpRow = Record<string, string | null>;

/** A statement longer than this is not one of mysqldump. */
const longest = 128 * 1_048_576;

/**
 * The rows of the wanted tables of a MySQL or MariaDB dump, statement by statement: `INSERT INTO t [(columns)] VALUES
 * (…),(…);` with the columns of `CREATE TABLE` where the statement names none. `wanted` gets a table's name as it stands
 * and answers under which name its rows are handed out, or undefined to pass over it.
 *
 * `chunks` are octets, a character each (see `octets`): a dump holds files as they are among its texts, so that no
 * encoding reads the whole of it. Each value is text of its own; those of columns named in `files` stay octets.
 */
export async function* dumpRows(
  chunks: AsyncIterable<string>,
  wanted: (table: string) => string | undefined,
  files: ReadonlySet<string> = new Set(),
): AsyncGenerator<{ table: string; row: DumpRow }> {
  const columns = new Map<string, string[]>();
  for await (const statement of statements(chunks)) {
    const made = /^CREATE TABLE (?:IF NOT EXISTS )?[`"]?([\w$%-]+)[`"]?\s*\(/i.exec(statement);
    if (made !== null) {
      columns.set(made[1]!, columnsOf(statement));
      continue;
    }
    const insert = /^(?:INSERT|REPLACE)(?:\s+IGNORE)?\s+INTO\s+[`"]?([\w$%-]+)[`"]?\s*(\([^)]*\))?\s*VALUES\s*/i.exec(
      statement.slice(0, 4000),
    );
    const table = insert === null ? undefined : wanted(insert[1]!);
    if (insert === null || table === undefined) continue;
    const names = insert[2] === undefined ? columns.get(insert[1]!) : namesIn(insert[2]);
    if (names === undefined) continue;
    for (const values of tuples(statement, insert[0].length))
      yield { table, row: Object.fromEntries(names.map((name, place) => [name, valueOf(values[place], name, files)])) };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const western = new TextDecoder('windows-1252');

/** UTF-8 where it is, else Windows-1252 as old installations have it. No text holds a NUL. */
function valueOf(value: string | null | undefined, column: string, files: ReadonlySet<string>): string | null {
  if (value === null || value === undefined || files.has(column)) return value ?? null;
  const plain = value.includes('\0') ? value.replaceAll('\0', '') : value;
  if (!/[\x80-\xff]/.test(plain)) return plain;
  const bytes = Buffer.from(plain, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

function columnsOf(statement: string): string[] {
  return statement
    .split('\n')
    .slice(1)
    .flatMap((line) => /^\s*[`"]([^`"]+)[`"]\s/.exec(line)?.[1] ?? []);
}

function namesIn(list: string): string[] {
  return list
    .slice(1, -1)
    .split(',')
    .map((name) => name.trim().replace(/^[`"]|[`"]$/g, ''));
}

/** Statements without their comments; quotes and their escapes are respected. */
async function* statements(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let at = 0;
  let quote = '';
  for await (const chunk of chunks) {
    held += chunk;
    for (;;) {
      if (quote !== '') {
        const end = quoteEnd(held, at, quote);
        if (end === -1) break;
        at = end + 1;
        quote = '';
      }
      const sign = /['"`;]|--[ \t\n]|\/\*/g;
      sign.lastIndex = at;
      const match = sign.exec(held);
      if (match === null) {
        at = Math.max(at, held.length - 2);
        break;
      }
      if (match[0] === ';') {
        const statement = held.slice(0, match.index).trim();
        held = held.slice(match.index + 1);
        at = 0;
        if (statement !== '') yield statement;
      } else if (match[0].length === 1) {
        quote = match[0];
        at = match.index + 1;
      } else {
        const close = match[0] === '/*' ? '*/' : '\n';
        const end = held.indexOf(close, match.index + 2);
        if (end === -1) {
          at = match.index;
          break;
        }
        held = `${held.slice(0, match.index)} ${held.slice(end + close.length)}`;
        at = match.index;
      }
    }
    if (held.length > longest) throw new Error('The dump holds a statement larger than 128 MB; it cannot be read.');
  }
  if (held.trim() !== '') yield held.trim();
}

/** Where a quoted text ends: a quote that is neither escaped nor doubled (a doubled one just begins again at once). */
function quoteEnd(held: string, from: number, quote: string): number {
  for (let at = from; ;) {
    const found = held.indexOf(quote, at);
    if (found === -1) return -1;
    if (quote === '`') return found;
    let slashes = 0;
    while (found - 1 - slashes >= from && held.charCodeAt(found - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return found;
    at = found + 1;
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\x1a' };

function* tuples(statement: string, from: number): Generator<(string | null)[]> {
  let at = from;
  while (at < statement.length) {
    at = statement.indexOf('(', at);
    if (at === -1) return;
    at += 1;
    const values: (string | null)[] = [];
    for (;;) {
      while (statement[at] === ' ' || statement[at] === '\n') at += 1;
      const { value, end } = valueAt(statement, at);
      values.push(value);
      at = end;
      while (statement[at] === ' ' || statement[at] === '\n') at += 1;
      const sign = statement[at];
      at += 1;
      if (sign === ',') continue;
      break;
    }
    yield values;
  }
}

function valueAt(statement: string, from: number): { value: string | null; end: number } {
  const introduced = /^(?:_\w+\s+|[nN](?='))/.exec(statement.slice(from, from + 20));
  const at = from + (introduced?.[0].length ?? 0);
  const quote = statement[at];
  if (quote === "'" || quote === '"') return quotedAt(statement, at + 1, quote);
  let end = at;
  while (end < statement.length && statement[end] !== ',' && statement[end] !== ')') end += 1;
  const bare = statement.slice(at, end).trim();
  if (/^null$/i.test(bare)) return { value: null, end };
  if (/^0x[0-9a-f]*$/i.test(bare)) return { value: Buffer.from(bare.slice(2), 'hex').toString('latin1'), end };
  return { value: bare, end };
}

function quotedAt(statement: string, from: number, quote: string): { value: string; end: number } {
  let value = '';
  for (let at = from; ;) {
    const end = quoteEnd(statement, at, quote);
    if (end === -1) return { value: value + unescape(statement.slice(at)), end: statement.length };
    value += unescape(statement.slice(at, end));
    if (statement[end + 1] !== quote) return { value, end: end + 1 };
    value += quote;
    at = end + 2;
  }
}

function unescape(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, (_, sign: string) => escapes[sign] ?? sign) : text;
}
