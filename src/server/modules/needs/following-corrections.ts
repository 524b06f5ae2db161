import { sql } from 'kysely';
import { putBackMinutes } from '../../../contract/voice-corrections.ts';
import type { WritingContext } from '../../context.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { countNeeds } from './counting-needs.ts';
import { countThemes } from './counting-themes.ts';
import { keepWords, readSource } from './taking-in.ts';

/**
 * When what colleagues heard, or a review, is corrected, its words follow; taken back, they go with the need and the themes that people
 * had put them under; put back, they stand there again. Needs and themes are counted anew at once.
 */
export const wordsFromCorrections: Subscription = {
  name: 'needs.corrections',
  types: [
    'voice.observation-corrected',
    'voice.observation-removed',
    'voice.observation-put-back',
    'voice.review-corrected',
    'voice.review-removed',
    'voice.review-put-back',
  ],
  handle: async (ctx, events) => {
    const touched: Touched = { themes: new Set(), needs: new Set() };
    for (const source of ['observation', 'review']) {
      // of what was taken back and put back in one batch, only how it ended counts
      const ended = new Map(
        events
          .filter(({ type, subjectId }) => subjectId !== null && type.startsWith(`voice.${source}-`))
          .map(({ type, subjectId }) => [subjectId!, type.slice(`voice.${source}-`.length)]),
      );
      const of = (what: string) => [...ended].flatMap(([id, end]) => (end === what ? [id] : []));
      await setAside(ctx, source, of('removed'), touched);
      await bringBack(ctx, source, of('put-back'), touched);
      await readAnew(ctx, source, of('corrected'), touched);
    }
    await sql`delete from heard_words_aside where at < ${new Date(ctx.now.getTime() - 2 * putBackMinutes * 60_000)}`.execute(
      ctx.trx,
    );
    if (touched.themes.size > 0) await countThemes(ctx, [...touched.themes]);
    if (touched.needs.size > 0) await countNeeds(ctx, [...touched.needs]);
  },
};

interface Touched {
  readonly themes: Set<string>;
  readonly needs: Set<string>;
}

/** Themes and needs that these words stand under. */
async function noteHolders(ctx: WritingContext, source: string, ids: readonly string[], touched: Touched) {
  const { rows } = await sql<{ theme_id: string | null; need_id: string | null }>`
    with words as (select id from heard_words where source = ${source} and source_id = any(${[...ids]}::uuid[]))
    select distinct w.theme_id, null::uuid as need_id from words join theme_words w on w.words_id = words.id
    union select null, n.need_id from words join need_words n on n.words_id = words.id
  `.execute(ctx.trx);
  for (const { theme_id, need_id } of rows) {
    if (theme_id !== null) touched.themes.add(theme_id);
    if (need_id !== null) touched.needs.add(need_id);
  }
}

async function setAside(ctx: WritingContext, source: string, ids: readonly string[], touched: Touched): Promise<void> {
  if (ids.length === 0) return;
  await noteHolders(ctx, source, ids, touched);
  await sql`
    insert into heard_words_aside (source, source_id, customer_id, was, at)
    select h.source, h.source_id, h.customer_id, jsonb_build_object('words', to_jsonb(h), 'need', (select to_jsonb(n) from need_words n where n.words_id = h.id),
      'themes', (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from theme_words w where w.words_id = h.id)), ${ctx.now}
    from heard_words h where h.source = ${source} and h.source_id = any(${[...ids]}::uuid[])
    on conflict (source, source_id) do update set customer_id = excluded.customer_id, was = excluded.was, at = excluded.at
  `.execute(ctx.trx);
  await ctx.trx
    .deleteFrom('heard_words')
    .where('source', '=', source)
    .where('source_id', 'in', [...ids])
    .execute();
}

async function bringBack(ctx: WritingContext, source: string, ids: readonly string[], touched: Touched): Promise<void> {
  if (ids.length === 0) return;
  const meant = sql`a.source = ${source} and a.source_id = any(${[...ids]}::uuid[])`;
  // what was read meanwhile gives way to what people had sorted
  await sql`delete from heard_words h using heard_words_aside a where ${meant} and h.source = a.source and h.source_id = a.source_id`.execute(
    ctx.trx,
  );
  await sql`insert into heard_words select r.* from heard_words_aside a, jsonb_populate_record(null::heard_words, a.was -> 'words' || '{"in_need": false, "in_theme": false}') r
    where ${meant} on conflict do nothing`.execute(ctx.trx);
  await sql`insert into need_words select r.* from heard_words_aside a, jsonb_populate_record(null::need_words, nullif(a.was -> 'need', 'null')) r
    where ${meant} and r.need_id in (select id from needs) and r.words_id in (select id from heard_words) on conflict do nothing`.execute(
    ctx.trx,
  );
  await sql`insert into theme_words select r.* from heard_words_aside a, jsonb_populate_recordset(null::theme_words, a.was -> 'themes') r
    where ${meant} and r.theme_id in (select id from themes) and r.words_id in (select id from heard_words) on conflict do nothing`.execute(
    ctx.trx,
  );
  await sql`delete from heard_words_aside a where ${meant}`.execute(ctx.trx);
  await readAnew(ctx, source, ids, touched);
}

async function readAnew(ctx: WritingContext, source: string, ids: readonly string[], touched: Touched): Promise<void> {
  if (ids.length === 0) return;
  await noteHolders(ctx, source, ids, touched);
  // what is not there any more was taken back since: the log says so further on
  const now = await readSource(ctx, source, ids);
  const said = now.filter(({ words }) => words !== '');
  const silent = now.flatMap(({ source_id, words }) => (words === '' ? [source_id] : []));
  if (silent.length > 0)
    await ctx.trx.deleteFrom('heard_words').where('source', '=', source).where('source_id', 'in', silent).execute();
  if (said.length > 0) {
    await keepPlaces(ctx, source, said);
    for (const id of await keepWords(ctx, source, said)) touched.themes.add(id);
  }
  // words that people had put under a theme stand there with the day they were said on
  await sql`update theme_words w set at = h.at from heard_words h
    where w.words_id = h.id and h.source = ${source} and h.source_id = any(${[...ids]}::uuid[]) and w.at <> h.at`.execute(
    ctx.trx,
  );
}

/** Where they stand may be what was corrected: they stay one. */
async function keepPlaces(
  ctx: WritingContext,
  source: string,
  said: readonly { source_id: string; detail: string }[],
): Promise<void> {
  const places = sql`json_to_recordset(${JSON.stringify(said)}::json) as f(source_id uuid, detail text)`;
  const another = sql`h.source = ${source} and h.source_id = f.source_id and h.detail <> f.detail`;
  await sql`update heard_words h set detail = f.detail from ${places} where ${another}
    and not exists (select from heard_words o where o.source = ${source} and o.source_id = f.source_id and o.detail = f.detail)`.execute(
    ctx.trx,
  );
  await sql`delete from heard_words h using ${places} where ${another}`.execute(ctx.trx);
}
