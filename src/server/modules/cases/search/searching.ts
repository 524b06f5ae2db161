import { foundKinds, type Found, type SearchNotice } from '../../../../contract/search.ts';
import { excerptAround, markAll } from '../../../../domain/cases/search-marking.ts';
import { mayRole, type Permission } from '../../../../domain/people/permissions.ts';
import type { Context } from '../../../context.ts';
import { readCursor, writeCursor } from '../../../store/pages.ts';
import { findCaseByRef } from '../queries.ts';
import { type FilterConditions, wordFilters } from './search-filters.ts';
import { findRows, type FoundRow } from './search-rows.ts';
import { likelyMeant } from './search-suggesting.ts';
import { shareTakenIn } from './search-taking-in.ts';
import { type WordedSearch, wordSearch } from './search-words.ts';

const needed: Record<Found['kind'], Permission> = {
  case: 'cases.read',
  message: 'cases.read',
  customer: 'customers.read',
  organisation: 'customers.read',
  article: 'knowledge.read',
  file: 'cases.read',
};
const mostCounted = 99;
/** Fewer than this, and a typing error is thought of. */
const few = 3;

export interface SearchInput {
  q: string;
  kind?: Found['kind'] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface SearchAnswer {
  items: Found[];
  next: string | null;
  counts: { kind: Found['kind']; n: number; more: boolean }[];
  jump: { id: string; number: number; subject: string } | null;
  notices: SearchNotice[];
  meant: { q: string; shown: boolean } | null;
  taken: number | null;
  partly: boolean;
}

/**
 * Searches everything the actor may see, the best match first: by words, phrases, numbers and filters (domain/cases/search-language.ts).
 * Whole words first; when these fill no page, words that are begun or stand in another form, and words of which some stand in the
 * subject and some below it; when little is found, what may have been meant. A number jumps to its case. Throws `cursor` for a cursor this list did not give.
 */
export async function search(ctx: Context, input: SearchInput): Promise<SearchAnswer> {
  const asked = await wordSearch(ctx, input.q);
  const filters = await wordFilters(ctx, asked.query.filters);
  const found = await find(ctx, input, asked, filters);
  const jump = input.cursor === undefined ? await jumpTo(ctx, input.q) : null;
  const about = {
    jump,
    notices: [...asked.query.notices.map((one) => ({ ...one, meant: [...one.meant] })), ...filters.notices],
    taken: await shareTakenIn(ctx),
  };
  if (input.cursor !== undefined || found.items.length >= few || jump !== null || asked.exact === null)
    return { ...found, ...about, meant: null };
  for (const q of await likelyMeant(ctx, input.q, asked.query, found.items.length > 0)) {
    const better = await find(ctx, { ...input, q }, await wordSearch(ctx, q), filters);
    if (better.items.length <= found.items.length) continue;
    const shown = found.items.length === 0;
    return { ...(shown ? better : found), ...about, next: shown ? null : found.next, meant: { q, shown } };
  }
  return { ...found, ...about, meant: null };
}

async function find(
  ctx: Context,
  input: SearchInput,
  asked: WordedSearch,
  filters: FilterConditions,
): Promise<Pick<SearchAnswer, 'items' | 'next' | 'counts' | 'partly'>> {
  const kinds = foundKinds.filter(
    (kind) =>
      maySearch(ctx, needed[kind]) &&
      (filters.kinds === null || filters.kinds.has(kind)) &&
      // filters without words list cases; other things where they are asked for
      (asked.exact !== null || kind === 'case' || filters.kinds?.has(kind) === true || input.kind === kind),
  );
  if (asked.empty || kinds.length === 0 || (input.kind !== undefined && !kinds.includes(input.kind)))
    return { items: [], next: null, counts: [], partly: false };
  const limit = input.limit ?? 20;
  const cursor = readCursor(input.cursor, 4);
  const asOf = cursor === undefined ? ctx.now : new Date(Number(cursor[1]));
  const options = {
    exact: asked.exact,
    without: asked.without,
    filters,
    kinds,
    kind: input.kind,
    number: numberIn(input.q),
    asOf,
    after: cursor === undefined ? undefined : { score: Number(cursor[2]), id: String(cursor[3]) },
    limit: limit + 1,
  };
  const more = asked.wide !== null || asked.each.length > 1;
  const widely = { words: asked.wide ?? asked.exact, each: asked.each };
  let mode = cursor?.[0] === 'wide' && more ? 'wide' : 'exact';
  let page = await findRows(ctx, { ...options, ...(mode === 'wide' ? widely : { words: asked.exact, each: [] }) });
  if (cursor === undefined && more && page.rows.length <= limit) {
    mode = 'wide';
    page = await findRows(ctx, { ...options, ...widely });
  }
  const shown = page.rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => show(row, asked.marks)),
    next:
      page.rows.length > limit && last !== undefined ? writeCursor([mode, asOf.getTime(), last.score, last.id]) : null,
    counts: kinds.flatMap((kind) => {
      const n = page.counts[kind] ?? 0;
      return n === 0 ? [] : [{ kind, n: Math.min(n, mostCounted), more: n > mostCounted || page.cut.has(kind) }];
    }),
    // to whom cases are hidden it is said of every phrase: that it were true of this one would tell of what is hidden
    partly: page.hides ? hasPhrase(asked) : kinds.some((kind) => page.cut.has(kind)),
  };
}

/** Words next to each other: where all of them are common, only the newest are looked through. */
function hasPhrase({ query }: WordedSearch): boolean {
  return query.groups.some(({ not, any }) => !not && any.some((term) => term.phrase && /\s/.test(term.text.trim())));
}

function maySearch(ctx: Context, permission: Permission): boolean {
  if (ctx.actor.kind === 'system') return true;
  return 'role' in ctx.actor && mayRole(ctx.actor.role, permission);
}

function numberIn(q: string): number | null {
  const number = /^\s*#?(\d{1,12})\s*$/.exec(q)?.[1];
  return number === undefined ? null : Number(number);
}

async function jumpTo(ctx: Context, q: string): Promise<SearchAnswer['jump']> {
  const number = numberIn(q);
  if (number === null || !maySearch(ctx, 'cases.read')) return null;
  const found = await findCaseByRef(ctx.db, ctx.actor, String(number));
  return found === undefined ? null : { id: found.id, number: found.number, subject: found.subject };
}

function show(row: FoundRow, marks: readonly string[]): Found {
  return {
    kind: row.kind,
    id: row.id,
    title: row.title,
    excerpt:
      row.kind === 'customer' || row.kind === 'organisation'
        ? markAll(row.text.slice(0, 300), marks)
        : excerptAround(row.text, marks),
    at: row.at.toISOString(),
    caseId: row.case_id,
    caseNumber: row.number,
    state: row.state,
    customer: row.customer,
    messageId: row.message_id,
  };
}
