import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { feelingsIn, leadingFeeling } from '../../../domain/words/feelings.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { newId } from '../../store/identity.ts';
import { countWhatWasHeard } from './counting-themes.ts';
import { matchThemes } from './theme-words.ts';
import { seedHatedThemes } from './seeding.ts';

const atOnce = 500;
/** A transaction that began before the last look may be committed after it: so far back is read again. */
const overlap = 10 * 60_000;
const longest = 2000;

export interface Found {
  source_id: string;
  detail: string;
  customer_id: string | null;
  case_id: string | null;
  message_id: string | null;
  words: string;
  feeling: string | null;
  at: Date;
  touched: Date;
}

/** Whether what was said to a question is words of one's own, and no choice of ours: said in that version of the survey. */
function isWords(version: string, said: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from jsonb_array_elements(${sql.ref(`${version}.questions`)}) q
    where q ->> 'key' = ${sql.ref(`${said}.key`)} and q ->> 'key' <> 'word' and (q ->> 'key' = 'why' or coalesce(q ->> 'kind', 'text') = 'text')
      and q ->> 'key' not in ('solved', 'rating', 'likely', 'easy'))`;
}

/** What each source holds: `since` is when it was last touched. Words of nobody (erased, or none) are left out. */
const sources: Readonly<Record<string, RawBuilder<unknown>>> = {
  answer: sql`select a.id as source_id, '' as detail, a.customer_id, a.case_id, null::uuid as message_id, a.why as words,
      case when a.bad or a.rating <= 2 or a.likely <= 6 then 'lost' when a.rating >= 4 or a.likely >= 9 then 'won' when a.rating is not null then 'neutral' end as feeling,
      a.at, a.changed_at as touched from answers a where a.why is not null
    union all select a.id, said.key, a.customer_id, a.case_id, null::uuid, said.value,
      case when a.bad or a.rating <= 2 or a.likely <= 6 then 'lost' when a.rating >= 4 or a.likely >= 9 then 'won' when a.rating is not null then 'neutral' end,
      a.at, a.changed_at from answers a join survey_versions v on v.survey_id = a.survey_id and v.version = a.version
        cross join lateral jsonb_each_text(a.more) said where a.more <> '{}' and ${isWords('v', 'said')}`,
  review: sql`select id as source_id, source as detail, customer_id, null::uuid as case_id, null::uuid as message_id, words,
      case when score < 0.45 then 'lost' when score > 0.7 then 'won' when score is not null then 'neutral' end as feeling, at, coalesce(changed_at, added_at) as touched from reviews`,
  observation: sql`select id as source_id, '' as detail, customer_id, null::uuid as case_id, null::uuid as message_id, words, feeling,
      heard_at as at, coalesce(changed_at, heard_at) as touched from observations`,
  brief: sql`select b.id as source_id, b.question as detail, b.customer_id, m.case_id, m.id as message_id, coalesce(b.quote, b.statement) as words,
      null as feeling, b.said_at as at, b.noted_at as touched from brief_answers b left join messages m on m.id = b.message_id where b.confidence <> 'think'`,
  wish: sql`select id as source_id, '' as detail, customer_id, id as case_id, null::uuid as message_id, success_wish as words, null as feeling,
      created_at as at, updated_at as touched from cases where success_wish is not null`,
  complaint: sql`select k.id as source_id, '' as detail, k.customer_id, k.id as case_id, m.id as message_id, m.text as words, 'lost' as feeling,
      m.at, k.updated_at as touched from cases k join lateral (select id, at, text from messages where case_id = k.id and author_kind = 'customer' and kind = 'message'
        order by at, id limit 1) m on true where k.kind = 'complaint'`,
};

/** Takes in what customers said since the last look, everywhere, and puts it under the themes whose keywords it mentions. */
export async function takeInWords(ctx: Context): Promise<number> {
  await transact(ctx, (ctx) => seedHatedThemes(ctx));
  const all: Taken = { n: 0, themes: new Set() };
  for (const source of Object.keys(sources)) await takeInSource(ctx, source, all);
  await takeInNameless(ctx, all);
  await countWhatWasHeard(ctx, [...all.themes]);
  return all.n;
}

/** How many words were taken in, and the themes that won or lost some. */
interface Taken {
  n: number;
  readonly themes: Set<string>;
}

async function takeInSource(ctx: Context, source: string, all: Taken): Promise<void> {
  const mark = await ctx.db.selectFrom('heard_progress').select('at').where('source', '=', source).executeTakeFirst();
  let since = mark === undefined ? new Date(0) : new Date(mark.at.getTime() - overlap);
  for (;;) {
    const batch = await transact(ctx, (ctx) => takeInBatch(ctx, source, since, all.themes));
    all.n += batch.n;
    since = batch.last ?? since;
    const done = batch.n < atOnce;
    await noteProgress(ctx, source, done ? ctx.now : since);
    if (done) return;
  }
}

async function noteProgress(ctx: Context, source: string, at: Date): Promise<void> {
  await ctx.db
    .insertInto('heard_progress')
    .values({ source, at })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ at }))
    .execute();
}

async function takeInBatch(
  ctx: WritingContext,
  source: string,
  since: Date,
  themes: Set<string>,
): Promise<{ n: number; last?: Date }> {
  const { rows } = await sql<Found>`
    select f.source_id, f.detail, f.customer_id, f.case_id, f.message_id, left(btrim(f.words), ${longest}) as words, f.feeling, f.at, f.touched
    from (${sources[source]!}) f where f.touched >= ${since} and btrim(f.words) <> ''
      and not exists (select 1 from heard_words h where h.source = ${source} and h.source <> 'marked' and h.source_id = f.source_id and h.detail = f.detail
        and h.words = left(btrim(f.words), ${longest}) and h.customer_id is not distinct from f.customer_id)
    order by f.touched limit ${atOnce}
  `.execute(ctx.trx);
  if (rows.length === 0) return { n: 0 };
  for (const id of await keepWords(ctx, source, rows)) themes.add(id);
  return { n: rows.length, last: rows.at(-1)!.touched };
}

/** What a source says now of some of its records. Records that are not there are not among them; those without words are. */
export async function readSource(ctx: WritingContext, source: string, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select f.source_id, f.detail, f.customer_id, f.case_id, f.message_id, left(btrim(f.words), ${longest}) as words, f.feeling, f.at, f.touched
    from (${sources[source]!}) f where f.source_id = any(${[...ids]}::uuid[])
  `.execute(ctx.trx);
  return rows;
}

/** Keeps words, or what they are now; sorted by people they stay as they were sorted. @returns the themes that won or lost some */
export async function keepWords(ctx: WritingContext, source: string, rows: readonly Found[]): Promise<string[]> {
  const kept = await ctx.trx
    .insertInto('heard_words')
    .values(
      rows.map(({ touched: _touched, ...row }) => ({
        id: newId(),
        source,
        ...row,
        feeling: row.feeling ?? feelingOf(source, row.words),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'source_id', 'detail'])
        // written out: the index is found by its words, which a placeholder is not
        .where('source', '<>', sql.lit('marked'))
        .doUpdateSet((eb) => ({
          words: eb.ref('excluded.words'),
          feeling: eb.ref('excluded.feeling'),
          customer_id: eb.ref('excluded.customer_id'),
          at: eb.ref('excluded.at'),
        })),
    )
    .returning(['id', 'words', 'at'])
    .execute();
  return matchThemes(ctx, kept);
}

/**
 * Words of answers from nobody, once they may be shown: nobody's they stay. They come with the day, under a name of their own
 * that leads to no answer and no ask, many in one transaction, and each once.
 */
async function takeInNameless(ctx: Context, all: Taken): Promise<void> {
  for (;;) {
    const n = await transact(ctx, (ctx) => takeInNamelessBatch(ctx, all.themes));
    all.n += n.words;
    if (n.answers < atOnce) return;
  }
}

async function takeInNamelessBatch(
  ctx: WritingContext,
  themes: Set<string>,
): Promise<{ answers: number; words: number }> {
  const { rows } = await sql<{ key: string | null; words: string | null; feeling: string | null; at: Date }>`
    with heard as (
      update anonymous_answers set heard = true where id in (
        select id from anonymous_answers where shown and not heard order by day limit ${atOnce} for update skip locked)
      returning survey_id, version, day, answers)
    select said.key, left(btrim(said.value), ${longest}) as words, a.day::timestamptz as at,
      case when (a.answers ->> 'rating')::int <= 2 or (a.answers ->> 'likely')::int <= 6 then 'lost'
        when (a.answers ->> 'rating')::int >= 4 or (a.answers ->> 'likely')::int >= 9 then 'won'
        when a.answers ? 'rating' then 'neutral' end as feeling
    from heard a left join lateral (
      select said.key, said.value from jsonb_each_text(a.answers) said join survey_versions v on v.survey_id = a.survey_id and v.version = a.version
        where ${isWords('v', 'said')} and btrim(said.value) <> '') said on true
  `.execute(ctx.trx);
  const said = rows.flatMap(({ key, words, feeling, at }) =>
    key === null || words === null ? [] : [{ key, words, feeling, at }],
  );
  if (said.length > 0) {
    const kept = await ctx.trx
      .insertInto('heard_words')
      .values(
        said
          .map(({ key, words, feeling, at }) => ({
            id: randomUUID(),
            source: 'answer',
            source_id: randomUUID(),
            detail: key === 'why' ? '' : key,
            customer_id: null,
            case_id: null,
            message_id: null,
            words,
            feeling: feeling ?? feelingOf('answer', words),
            at,
          }))
          .toSorted((one, two) => (one.id < two.id ? -1 : 1)),
      )
      .returning(['id', 'words', 'at'])
      .execute();
    for (const id of await matchThemes(ctx, kept)) themes.add(id);
  }
  return { answers: rows.length, words: said.length };
}

/** What is said of oneself (a wish, a need) is no verdict on us. */
function feelingOf(source: string, words: string): string | null {
  if (source === 'wish' || source === 'brief') return null;
  const leading = leadingFeeling(feelingsIn(words));
  if (leading === null) return null;
  return leading.feeling === 'glad' || leading.feeling === 'thankful' ? 'won' : 'lost';
}

export const takeInWordsJob: Job = {
  name: 'needs.take-in',
  work: async (ctx) => void (await takeInWords(ctx)),
};
