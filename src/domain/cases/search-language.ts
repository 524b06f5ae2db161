import { daysOf, type DaySpan } from './search-days.ts';
import { nearest } from './search-spelling.ts';

/**
 * The language of the search: words, "phrases", numbers, `filter:value`, `-not` and `OR`. Whatever cannot be read as a filter is
 * read as words and told as a notice, so that nothing typed is lost and nothing is refused.
 */
export interface SearchQuery {
  /** All of these must hold; within one, any. */
  readonly groups: readonly WordGroup[];
  readonly filters: readonly SearchFilter[];
  readonly notices: readonly QueryNotice[];
}

export interface WordGroup {
  readonly not: boolean;
  readonly any: readonly Term[];
}

export interface Term {
  readonly text: string;
  /** Words that must stand next to each other. */
  readonly phrase: boolean;
  /** The last word while typing: it may be only begun. */
  readonly begun: boolean;
  /** The digits, when it is a number in some spelling (phone, order) of at least five. */
  readonly digits: string | null;
}

export type SearchFilter = { readonly not: boolean } & (
  | { readonly name: ChoiceFilter; readonly values: readonly string[] }
  | { readonly name: NameFilter; readonly values: readonly string[] }
  | { readonly name: DayFilter; readonly values: readonly string[]; readonly days: DaySpan }
);

export interface QueryNotice {
  readonly because: 'unknown-filter' | 'unknown-value' | 'bad-day' | 'mixed-or' | 'too-many';
  readonly filter: string;
  readonly value: string;
  readonly meant: readonly string[];
}

/** Filters whose values are a fixed list. */
const choices = {
  is: ['open', 'closed', 'new', 'waiting', 'snoozed', 'unassigned', 'assigned', 'at-risk'],
  has: ['attachment', 'promise'],
  in: ['cases', 'messages', 'customers', 'organisations', 'articles', 'files'],
  kind: ['incident', 'request', 'question', 'complaint', 'compliment'],
  priority: ['low', 'normal', 'high', 'urgent'],
  channel: ['mail', 'portal', 'form', 'chat', 'phone', 'api'],
} as const;
export type ChoiceFilter = keyof typeof choices;
/** Filters that name somebody or something. */
const nameFilters = ['from', 'to', 'assignee', 'team', 'tag', 'customer', 'organisation'] as const;
export type NameFilter = (typeof nameFilters)[number];
const dayFilters = ['before', 'after', 'on'] as const;
export type DayFilter = (typeof dayFilters)[number];
/** Every filter there is. */
const filterNames: readonly string[] = [...Object.keys(choices), ...nameFilters, ...dayFilters];

/** Other names by which people know a filter. */
const alsoCalled: Readonly<Record<string, string>> = {
  status: 'is',
  state: 'is',
  type: 'kind',
  label: 'tag',
  tags: 'tag',
  org: 'organisation',
  organization: 'organisation',
  company: 'organisation',
  since: 'after',
  until: 'before',
  date: 'on',
  agent: 'assignee',
  owner: 'assignee',
};
const most = 16;

interface Piece {
  readonly not: boolean;
  readonly name: string | null;
  readonly value: string;
  readonly quoted: boolean;
  /** It is the last word typed, and no space follows. */
  readonly last: boolean;
  readonly or: boolean;
}

/**
 * Reads what was typed.
 * @param today the company's day, `YYYY-MM-DD`: `after:yesterday` counts from it
 */
export function readSearch(typed: string, today: string): SearchQuery {
  const notices: QueryNotice[] = [];
  const groups: { not: boolean; any: Term[] }[] = [];
  const filters: SearchFilter[] = [];
  let join = false;
  let before: 'word' | 'filter' | null = null;
  const read = joinNumbers(split(typed));
  // signs that follow the last word are no words
  const end = read.findLast((piece) => piece.quoted || /[\p{L}\p{N}]/u.test(piece.value));
  for (const given of read) {
    const piece = { ...given, last: given === end && !given.quoted && !/\s$/.test(typed) };
    if (piece.or) {
      join = before !== null;
      continue;
    }
    const filter = piece.name === null ? null : readFilter(piece, today, notices);
    if (filter !== null) {
      const same = join && before === 'filter' ? filters.at(-1) : undefined;
      if (join && (same === undefined || same.name !== filter.name || same.not !== filter.not || 'days' in filter))
        notices.push({ because: 'mixed-or', filter: filter.name, value: piece.value, meant: [] });
      if (same !== undefined && same.name === filter.name && same.not === filter.not && !('days' in filter))
        filters[filters.length - 1] = { ...same, values: [...same.values, ...filter.values] } as SearchFilter;
      else filters.push(filter);
      before = 'filter';
      join = false;
      continue;
    }
    const term = readTerm(piece);
    if (term === null) continue;
    const last = groups.at(-1);
    if (join && before === 'word' && last !== undefined && last.not === piece.not) last.any.push(term);
    else {
      if (join && before !== 'word') notices.push({ because: 'mixed-or', filter: '', value: term.text, meant: [] });
      groups.push({ not: piece.not, any: [term] });
    }
    before = 'word';
    join = false;
  }
  if (groups.length > most || filters.length > most)
    notices.push({ because: 'too-many', filter: '', value: String(most), meant: [] });
  return { groups: groups.slice(0, most), filters: filters.slice(0, most), notices };
}

const pieces = /(-?)(?:([\p{L}]{2,20}):(?!\/))?(?:["“„”]([^"“„”]*)(["“”]|$)|(\S+))/gu;

function split(typed: string): Piece[] {
  const text = typed.replaceAll('\0', '').normalize('NFC');
  const found: Piece[] = [];
  for (const match of text.matchAll(pieces)) {
    const [, minus, name, phrase, , plain] = match;
    const value = phrase ?? plain ?? '';
    const or = name === undefined && phrase === undefined && minus === '' && /^(OR|ODER|\|\|?)$/.test(value);
    found.push({
      not: minus === '-',
      name: name?.toLowerCase() ?? null,
      value: value.trim(),
      quoted: phrase !== undefined,
      last: false,
      or,
    });
  }
  return found;
}

/** `030 123 45 67` is one number, however it is spaced: neighbours of digits and signs are put together. */
function joinNumbers(given: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of given) {
    const previous = joined.at(-1);
    if (previous !== undefined && isOfNumber(previous) && isOfNumber(piece) && !piece.not)
      joined[joined.length - 1] = { ...piece, value: `${previous.value} ${piece.value}`, not: previous.not };
    else joined.push(piece);
  }
  return joined;
}

function isOfNumber(piece: Piece): boolean {
  return piece.name === null && !piece.quoted && !piece.or && /^[+(]?\d[\d()./ -]*$|^\/$/.test(piece.value);
}

function readTerm(piece: Piece): Term | null {
  const text = piece.name === null ? piece.value : `${piece.name}:${piece.value}`;
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const bare = text.replaceAll(/^#/g, '');
  const digits = /^[+(]?[\d\s()./-]+$/.test(bare) ? significantDigits(bare) : null;
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return {
    text: text.slice(0, 200),
    phrase: piece.quoted,
    // one Chinese letter is a word; of others one letter is the beginning of too much
    begun: piece.last && !piece.not && (letters > 1 || /[\u2e80-\uffff]/.test(text)),
    digits: digits !== null && digits.length >= 5 ? digits : null,
  };
}

/**
 * The digits of a number that are the same in every spelling: without signs, without the zeros before it, and without the `(0)`
 * that some write after a country code.
 */
export function significantDigits(spelled: string): string {
  return spelled.replaceAll('(0)', '').replaceAll(/\D/g, '').replace(/^0+/, '');
}

function readFilter(piece: Piece, today: string, notices: QueryNotice[]): SearchFilter | null {
  const typed = piece.name ?? '';
  const name = alsoCalled[typed] ?? typed;
  const told = (because: QueryNotice['because'], meant: readonly string[]) =>
    void notices.push({ because, filter: typed, value: piece.value, meant });
  if (!filterNames.includes(name)) {
    // `Re: invoice` is not a filter that somebody misspelled
    if (piece.value !== '' && !/^(re|aw|fw|fwd|wg|https?|mailto|tel)$/.test(typed))
      told('unknown-filter', nearest(typed, filterNames));
    return null;
  }
  // while one types `is:` there is nothing to tell yet
  if (piece.value === '') return null;
  const { not } = piece;
  if ((dayFilters as readonly string[]).includes(name)) {
    const days = daysOf(piece.value, today);
    if (days !== null) return { not, name: name as DayFilter, values: [piece.value], days };
    told('bad-day', ['2026-03-31', '2026-03', 'yesterday', '7d']);
    return null;
  }
  const values = piece.quoted
    ? [piece.value]
    : piece.value
        .split(',')
        .map((value) => value.trim())
        .filter(Boolean)
        .slice(0, most);
  if (!(name in choices))
    return values.length === 0
      ? null
      : { not, name: name as NameFilter, values: values.map((one) => one.replace(/^@/, '')) };
  const allowed: readonly string[] = choices[name as ChoiceFilter];
  const known = values.map((value) => fitting(value.toLowerCase(), allowed));
  if (known.every((value) => value !== null)) return { not, name: name as ChoiceFilter, values: known };
  // a value that is only begun narrows nothing yet
  if (!piece.last || !allowed.some((one) => one.startsWith(piece.value.toLowerCase())))
    told(
      'unknown-value',
      [...nearest(piece.value, allowed), ...allowed].filter((one, at, all) => all.indexOf(one) === at),
    );
  return null;
}

/** `attachments` and `case` are said as well as `attachment` and `cases`. */
function fitting(value: string, allowed: readonly string[]): string | null {
  if (/^files?$/.test(value) && allowed.includes('attachment')) return 'attachment';
  const found = allowed.find((one) => one === value || one === `${value}s` || `${one}s` === value);
  return found ?? (value === 'active' && allowed.includes('open') ? 'open' : null);
}

/** Whether there is nothing in it to look for. */
export function isEmptySearch(query: SearchQuery): boolean {
  return query.groups.every(({ not }) => not) && query.filters.length === 0;
}
