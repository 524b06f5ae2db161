import { type RawBuilder, sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

const lineColumns = [
  'a.id',
  'a.slug',
  'a.title',
  'a.summary',
  'a.state',
  'a.audience',
  'a.language',
  'a.author_id',
  'a.created_at',
  'a.updated_at',
  'a.published_at',
  'a.helped',
  'a.not_helped',
] as const;

/** PostgreSQL's stemmers for the languages we ship; every other language is searched by whole words. */
const stemmers: Readonly<Record<string, string>> = {
  en: 'english',
  de: 'german',
  es: 'spanish',
  fr: 'french',
  pt: 'portuguese',
};

function stemmerOf(language: string): RawBuilder<unknown> {
  return sql`${stemmers[language.slice(0, 2)] ?? 'simple'}::text::regconfig`;
}

function lines(db: Database) {
  return db
    .selectFrom('articles as a')
    .leftJoin('users as u', 'u.id', 'a.author_id')
    .select(lineColumns)
    .select('u.name as author_name');
}

export function findArticle(db: Database, id: string) {
  return lines(db).select('a.html').where('a.id', '=', id).executeTakeFirst();
}

export type ArticleRow = NonNullable<Awaited<ReturnType<typeof findArticle>>>;
export type ArticleLineRow = Omit<ArticleRow, 'html'>;

export function findPublicArticle(db: Database, slug: string) {
  return lines(db)
    .select('a.html')
    .where('a.slug', '=', slug)
    .where('a.state', '=', 'published')
    .where('a.audience', '=', 'public')
    .executeTakeFirst();
}

/** Articles, last changed first. */
export function listArticlesAfter(
  db: Database,
  options: {
    state: string | undefined;
    audience: string | undefined;
    q: string | undefined;
    after: (string | number | null)[] | undefined;
    limit: number;
  },
) {
  let query = lines(db)
    .orderBy('a.updated_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(options.limit + 1);
  if (options.state !== undefined) query = query.where('a.state', '=', options.state);
  if (options.audience !== undefined) query = query.where('a.audience', '=', options.audience);
  if (options.q !== undefined && options.q.trim() !== '')
    query = query.where((eb) =>
      eb.or([
        eb('a.title', 'ilike', `%${escapeLike(options.q!.trim())}%`),
        sql<boolean>`a.words @@ websearch_to_tsquery('simple', ${options.q})`,
        sql<boolean>`a.words @@ websearch_to_tsquery('english', ${options.q})`,
        sql<boolean>`a.words @@ websearch_to_tsquery('german', ${options.q})`,
      ]),
    );
  if (options.after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('a.updated_at', 'a.id'),
        '<',
        eb.tuple(sql<Date>`${String(options.after![0])}::timestamptz`, String(options.after![1])),
      ),
    );
  return query.execute();
}

/** Published articles for customers, by title. */
export function listPublicAfter(db: Database, after: (string | number | null)[] | undefined, limit: number) {
  let query = lines(db)
    .where('a.state', '=', 'published')
    .where('a.audience', '=', 'public')
    .orderBy('a.title')
    .orderBy('a.id')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) => eb(eb.refTuple('a.title', 'a.id'), '>', eb.tuple(String(after[0]), String(after[1]))));
  return query.execute();
}

export interface FoundArticle {
  id: string;
  slug: string;
  title: string;
  summary: string;
  audience: 'public' | 'staff';
  language: string;
  rank: number;
}

/**
 * Published articles that share words with a text, best first. The words are stemmed in `language`; of a long text one
 * shared word says nothing, so at least two must be shared.
 */
export async function findAnswering(
  db: Database,
  options: { text: string; language: string; audience: 'public' | undefined; limit: number },
): Promise<FoundArticle[]> {
  const { rows } = await sql<FoundArticle>`
    with asked as (
      select array_agg(distinct lexeme) as lexemes from (
        select unnest(tsvector_to_array(to_tsvector(${stemmerOf(options.language)}, ${options.text}))) as lexeme limit 300) l
      where length(lexeme) > 2),
    wanted as (select lexemes, (select string_agg(quote_literal(l), ' | ') from unnest(lexemes) l)::tsquery as query from asked),
    found as (
      select a.id, a.slug, a.title, a.summary, a.audience, a.language, ts_rank(a.words, w.query, 1) as rank,
        (select count(*) from unnest(tsvector_to_array(a.words)) l where l = any(w.lexemes)) as shared, cardinality(w.lexemes) as asked
      from articles a, wanted w
      where a.state = 'published' and (${options.audience ?? null}::text is null or a.audience = ${options.audience ?? null}) and a.words @@ w.query
      order by rank desc limit 50)
    select id, slug, title, summary, audience, language, rank from found where shared >= least(2, asked)
    order by rank desc, id limit ${options.limit}
  `.execute(db);
  return rows;
}

interface ArticleText {
  slug: string;
  title: string;
  summary: string;
  html: string;
  text: string;
  audience: string;
  language: string;
}

/** Adds a draft. @returns false when the address is taken. */
export async function insertArticle(
  trx: Transaction,
  article: ArticleText & {
    id: string;
    author_id: string | null;
    created_at: Date;
    updated_at: Date;
    state: string;
    published_at: Date | null;
  },
): Promise<boolean> {
  const made = await trx
    .insertInto('articles')
    .values({ ...article, words: wordsOf(article) })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function updateArticle(
  trx: Transaction,
  id: string,
  article: ArticleText & { state: string; updated_at: Date; published_at: Date | null },
): Promise<void> {
  await trx
    .updateTable('articles')
    .set({ ...article, words: wordsOf(article) })
    .where('id', '=', id)
    .execute();
}

export async function isSlugTaken(db: Database, slug: string, exceptId: string | null): Promise<boolean> {
  const row = await db.selectFrom('articles').select('id').where('slug', '=', slug).executeTakeFirst();
  return row !== undefined && row.id !== exceptId;
}

/** Counts one judgement. @returns the article's id, or undefined when the public cannot see such an article. */
export async function countJudgement(trx: Transaction, slug: string, helped: boolean): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update articles set helped = helped + ${helped ? 1 : 0}, not_helped = not_helped + ${helped ? 0 : 1}
    where slug = ${slug} and state = 'published' and audience = 'public' returning id
  `.execute(trx);
  return rows[0]?.id;
}

function wordsOf({ language, title, summary, text }: ArticleText): RawBuilder<string> {
  const stemmer = stemmerOf(language);
  return sql<string>`setweight(to_tsvector(${stemmer}, ${title}), 'A') || setweight(to_tsvector(${stemmer}, ${summary}), 'B')
    || setweight(to_tsvector(${stemmer}, ${text}), 'D')`;
}

/** Text that `like` takes literally. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
