import { type RawBuilder, sql } from 'kysely';
import type { Found } from '../../../contract/cases.ts';
import { mayRole, type Permission } from '../../../domain/people/permissions.ts';
import type { Context } from '../../context.ts';
import { plannedAnew } from '../../store/preparing.ts';
import { findCaseByRef } from './queries.ts';
import { visibleCases } from './visibility.ts';

/** Only this many of the newest matches are ranked: the cost of a search does not grow with what matches. */
const candidates = 400;
const needed: Record<Found['kind'], Permission> = {
  case: 'cases.read',
  message: 'cases.read',
  customer: 'customers.read',
  article: 'knowledge.read',
};

interface FoundRecord {
  kind: Found['kind'];
  id: string;
  title: string;
  excerpt: string;
  at: Date;
  case_id: string | null;
  number: number | null;
  state: string | null;
}

/**
 * Searches cases, messages, customers and articles. Every word must occur, the last one may be only begun; the best match of the
 * newest comes first. A number jumps to its case. When nothing matches, titles that look alike are offered.
 */
export async function search(
  ctx: Context,
  query: { q: string; kind?: Found['kind'] | undefined; limit?: number | undefined },
): Promise<{ items: Found[]; jump: { id: string; number: number; subject: string } | null }> {
  const kinds = (Object.keys(needed) as Found['kind'][]).filter(
    (kind) => (query.kind === undefined || query.kind === kind) && maySearch(ctx, needed[kind]),
  );
  const limit = query.limit ?? 20;
  const whole = asQuery(query.q, false);
  const rows =
    whole === undefined || kinds.length === 0 ? [] : await findWords(ctx, whole, sql`search_entries e`, kinds, limit);
  const begun = asQuery(query.q, true);
  if (begun !== undefined && begun !== whole && kinds.length > 0 && rows.length < limit) {
    const known = new Set(rows.map((row) => row.id));
    const more = await findWords(ctx, begun, entriesWithBegunWord(begun), kinds, limit);
    rows.push(...more.filter((row) => !known.has(row.id)).slice(0, limit - rows.length));
  }
  const items = rows.length > 0 || kinds.length === 0 ? rows : await findAlike(ctx, query.q, kinds, limit);
  return { items: items.map(show), jump: await jumpTo(ctx, query.q) };
}

/**
 * Where begun words are looked for: the newest entries, and as many more as the word index gives first. PostgreSQL cannot tell how
 * much begins with some letters; left alone it would fetch every match of a common beginning.
 */
function entriesWithBegunWord(words: string): RawBuilder<unknown> {
  const query = sql`to_tsquery('kept', ${words})`;
  return sql`(
    select subject_kind, subject_id from (select subject_kind, subject_id, words from search_entries order by at desc limit 5000) newest
    where newest.words @@ ${query}
    union select subject_kind, subject_id from (select subject_kind, subject_id from search_entries where words @@ ${query} limit 3000) first) near
    join search_entries e using (subject_kind, subject_id)`;
}

async function findWords(
  ctx: Context,
  words: string,
  from: RawBuilder<unknown>,
  kinds: string[],
  limit: number,
): Promise<FoundRecord[]> {
  const { rows } = await sql<FoundRecord>`
    ${plannedAnew} with matching as materialized (
      select e.* from ${from}
      where e.words @@ to_tsquery('kept', ${words}) and e.subject_kind = any(${kinds}::text[]) and ${mayFind(ctx)}
      order by e.at desc limit ${candidates}),
    best as materialized (
      select m.*, ts_rank(m.words, to_tsquery('kept', ${words})) * (case m.subject_kind when 'message' then 1 else 2 end)
        / (1 + extract(epoch from ${ctx.now}::timestamptz - m.at) / 31536000) as rank
      from matching m order by rank desc, at desc limit ${limit})
    ${shown(sql`ts_headline('kept', left(coalesce(x.text, a.text, k.excerpt, b.title), 6000), to_tsquery('kept', ${words}),
      ${`StartSel=\u0002, StopSel=\u0003, MaxWords=24, MinWords=8, MaxFragments=1`})`)}
    order by b.rank desc, b.at desc
  `.execute(ctx.db);
  return rows;
}

async function findAlike(ctx: Context, q: string, kinds: string[], limit: number): Promise<FoundRecord[]> {
  const { rows } = await sql<FoundRecord>`
    ${plannedAnew} with best as materialized (
      select e.*, word_similarity(${q}, e.title) as rank from search_entries e
      where ${q} <% e.title and e.subject_kind = any(${kinds}::text[]) and ${mayFind(ctx)}
      order by rank desc limit ${Math.min(limit, 10)})
    ${shown(sql`coalesce(k.excerpt, '')`)} order by b.rank desc, b.at desc
  `.execute(ctx.db);
  return rows;
}

function shown(excerpt: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select b.subject_kind as kind, b.subject_id as id, coalesce(nullif(b.title, ''), k.subject, '') as title, ${excerpt} as excerpt,
      b.at, b.case_id, k.number, coalesce(k.state, a.state) as state
    from best b left join cases k on k.id = b.case_id
      left join messages x on b.subject_kind = 'message' and x.id = b.subject_id
      left join articles a on b.subject_kind = 'article' and a.id = b.subject_id`;
}

/** What belongs to a case that one may not see is not found. */
function mayFind(ctx: Context): RawBuilder<unknown> {
  const { actor } = ctx;
  if (actor.kind === 'system' || ('role' in actor && (actor.role === 'owner' || actor.role === 'admin')))
    return sql`true`;
  // a subquery of its own, not a join: it is asked for the rows that are walked through, not for every case there is
  return sql`coalesce((select ${visibleCases(actor)} from cases k where k.id = e.case_id), e.case_id is null)`;
}

function maySearch(ctx: Context, permission: Permission): boolean {
  if (ctx.actor.kind === 'system') return true;
  return 'role' in ctx.actor && mayRole(ctx.actor.role, permission);
}

async function jumpTo(ctx: Context, q: string): Promise<{ id: string; number: number; subject: string } | null> {
  const number = /^\s*#?(\d{1,12})\s*$/.exec(q)?.[1];
  if (number === undefined || !maySearch(ctx, 'cases.read')) return null;
  const found = await findCaseByRef(ctx.db, ctx.actor, number);
  return found === undefined ? null : { id: found.id, number: found.number, subject: found.subject };
}

/** The words as PostgreSQL reads a query: all of them, the last one `begun` or whole; undefined when there is no word at all. */
function asQuery(q: string, begun: boolean): string | undefined {
  const words = q
    .replaceAll('\0', '')
    .split(/\s+/)
    .map((word) => word.replaceAll(/['\\:&|!()<>*]/g, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 12);
  const last = words.length - 1;
  return words.length === 0
    ? undefined
    : words.map((word, place) => `'${word}'${begun && place === last && word.length > 2 ? ':*' : ''}`).join(' & ');
}

function show(row: FoundRecord): Found {
  return {
    kind: row.kind,
    id: row.id,
    title: row.title,
    excerpt: row.excerpt,
    at: row.at.toISOString(),
    caseId: row.case_id,
    caseNumber: row.number,
    state: row.state,
  };
}
