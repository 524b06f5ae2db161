import { sql } from 'kysely';
import { significantDigits } from '../../../../domain/cases/search-language.ts';
import type { Database } from '../../../store/database.ts';
import { selectCustomers } from '../queries.ts';

/** How a list of customers is narrowed, already checked. */
export interface ListFilter {
  organisationId?: string | undefined;
  vip?: boolean | undefined;
  tag?: string | undefined;
  language?: string | undefined;
  channel?: string | undefined;
  notHeardSince?: string | undefined;
  heardSince?: string | undefined;
  addedSince?: string | undefined;
  /** Values that must be held exactly, as JSON text for `@>`. */
  holds?: string | undefined;
  /** Numbers and days between two ends. */
  ranges: readonly { key: string; min: string | number | undefined; max: string | number | undefined }[];
}

export type ListSort = 'heard' | 'name' | 'added';

/**
 * One page of customers. Without words the list walks an index in the order asked for; with words, candidates are bounded
 * before they are sorted: nobody reads the two thousandth.
 */
export function listCustomersAfter(
  db: Database,
  options: {
    q: string;
    filter: ListFilter;
    sort: ListSort;
    after: (string | number | null)[] | undefined;
    limit: number;
  },
) {
  const { q, filter, sort, after } = options;
  let query = narrowed(db, q, filter).limit(options.limit + 1);
  if (sort === 'name') {
    query = query.orderBy(sql`lower(c.name)`).orderBy('c.id');
    if (after !== undefined)
      query = query.where(sql<boolean>`(lower(c.name), c.id) > (${after[0]}, ${after[1]}::uuid)`);
  } else if (sort === 'added') {
    query = query.orderBy('c.created_at', 'desc').orderBy('c.id', 'desc');
    if (after !== undefined)
      query = query.where(sql<boolean>`(c.created_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  } else {
    query = query.orderBy('c.last_heard_at', (order) => order.desc().nullsLast()).orderBy('c.id');
    if (after !== undefined) {
      const [at, id] = after as [string | null, string];
      query = query.where(
        at === null
          ? sql<boolean>`c.last_heard_at is null and c.id > ${id}`
          : sql<boolean>`(c.last_heard_at < ${at}::timestamptz or c.last_heard_at is null or (c.last_heard_at = ${at}::timestamptz and c.id > ${id}))`,
      );
    }
  }
  return query.execute();
}

/** Who of some people a filter lets through; a merged record stands for the one that is left. */
export async function listAmong(
  db: Database,
  options: { q: string; filter: ListFilter; ids: readonly string[] },
): Promise<string[]> {
  if (options.ids.length === 0) return [];
  const rows = await narrowed(db, options.q, options.filter)
    .clearSelect()
    .select('c.id')
    .where('c.id', 'in', [...options.ids])
    .execute();
  return rows.map(({ id }) => id);
}

function narrowed(db: Database, q: string, filter: ListFilter) {
  let query = selectCustomers(db).where('c.merged_into', 'is', null);
  if (q !== '') query = query.where(holdsWords(q));
  if (filter.organisationId !== undefined) query = query.where('c.organisation_id', '=', filter.organisationId);
  // said as the index says it: `vip = $1` would not use an index that holds important ones only
  if (filter.vip === true) query = query.where(sql<boolean>`c.vip`);
  if (filter.vip === false) query = query.where(sql<boolean>`not c.vip`);
  if (filter.tag !== undefined) query = query.where(sql<boolean>`c.tags @> array[${filter.tag}]`);
  if (filter.language !== undefined) query = query.where('c.language', '=', filter.language);
  if (filter.channel !== undefined) query = query.where('c.preferred_channel', '=', filter.channel);
  if (filter.heardSince !== undefined)
    query = query.where(sql<boolean>`c.last_heard_at >= ${filter.heardSince}::timestamptz`);
  if (filter.notHeardSince !== undefined)
    query = query.where(
      sql<boolean>`(c.last_heard_at < ${filter.notHeardSince}::timestamptz or c.last_heard_at is null)`,
    );
  if (filter.addedSince !== undefined)
    query = query.where(sql<boolean>`c.created_at >= ${filter.addedSince}::timestamptz`);
  if (filter.holds !== undefined) query = query.where(sql<boolean>`c.fields @> ${filter.holds}::jsonb`);
  for (const { key, min, max } of filter.ranges) {
    if (min !== undefined) query = query.where(between(key, '>=', min));
    if (max !== undefined) query = query.where(between(key, '<=', max));
  }
  return query;
}

/** Names, addresses, organisations and searchable fields that hold the words, or what the search over everything would find. */
function holdsWords(q: string) {
  const like = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<boolean>`c.id in (
    (select id from customers where name ilike ${like} and merged_into is null limit 2000)
    union (select coalesce(x.merged_into, x.id) from identities i join customers x on x.id = i.customer_id where i.value ilike ${like} limit 2000)
    union (select id from customers where fields_words <> '' and fields_words ilike ${like} and merged_into is null limit 2000)
    union (select f.subject_id from search_matches(array['records'], ${wordsBegun(q)}, '-infinity', 'infinity', 2000) f where f.subject_kind = 'customer')
    union (select x.id from organisations g join customers x on x.organisation_id = g.id where g.name ilike ${like} limit 500))`;
}

/** The words for the index of the search: without regard to marks, the last one only begun, numbers in any spelling. */
function wordsBegun(q: string) {
  const digits = /^[+(]?[\d\s()./-]+$/.test(q) ? significantDigits(q) : '';
  return sql`(select case when numnode(w.q) = 0 then w.q else (w.q::text || ':*')::tsquery || plainto_tsquery('simple', ${digits.length < 5 ? '' : digits}) end
    from (select plainto_tsquery('kept', search_text(${q})) as q) w)`;
}

/** Compares within the kind of the value: a text that stands where a number is expected is not between anything. */
function between(key: string, sign: '>=' | '<=', end: string | number) {
  const operator = sql.raw(sign);
  return typeof end === 'number'
    ? sql<boolean>`case when jsonb_typeof(c.fields -> ${key}) = 'number' then (c.fields -> ${key})::numeric ${operator} ${end}::numeric else false end`
    : sql<boolean>`c.fields ->> ${key} ${operator} ${end}`;
}
