import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { Need } from '../../../contract/needs.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { liveNeed } from './need-words.ts';
import { readNeed } from './needs.ts';

/** Says what we offer for a need; what stood there before is replaced. */
export function setNeedOffers(
  ctx: Context,
  id: string,
  input: { formIds: readonly string[]; articleIds: readonly string[] },
): Promise<Need> {
  return transact(ctx, async (ctx) => {
    await liveNeed(ctx, id);
    const { rows } = await sql<{ forms: number; articles: number }>`
      select (select count(*)::int from case_forms where id = any(${input.formIds}::uuid[])) as forms,
        (select count(*)::int from articles where id = any(${input.articleIds}::uuid[])) as articles`.execute(ctx.trx);
    if (rows[0]?.forms !== input.formIds.length)
      throw new Refusal('invalid', 'form-not-found', 'One of these forms is not there.', { field: 'formIds' });
    if (rows[0].articles !== input.articleIds.length)
      throw new Refusal('invalid', 'article-not-found', 'One of these articles is not there.', { field: 'articleIds' });
    await ctx.trx.deleteFrom('need_offers').where('need_id', '=', id).execute();
    const offers = [
      ...input.formIds.map((form_id) => ({ need_id: id, kind: 'form', form_id, article_id: null, at: ctx.now })),
      ...input.articleIds.map((article_id) => ({
        need_id: id,
        kind: 'article',
        form_id: null,
        article_id,
        at: ctx.now,
      })),
    ];
    if (offers.length > 0) await ctx.trx.insertInto('need_offers').values(offers).execute();
    await record(ctx, 'needs.offered', id, { ...input });
    return readNeed(ctx, id);
  });
}

/** What we offer now, with the needs each is for; those without a need first. */
export async function listOffers(ctx: Context, query: { needless?: boolean | undefined }) {
  const { rows } = await sql<{
    kind: 'form' | 'article';
    id: string;
    name: string;
    service: boolean;
    needs: { id: string; statement: string }[];
  }>`
    with offers as (
      (select 'form' as kind, id, coalesce(texts -> language ->> 'title', texts -> language ->> 'name', slug) as name, catalogue as service from case_forms where state = 'live' order by position limit 250)
      union all (select 'article', id, title, false from articles where state = 'published' order by updated_at desc limit 250)),
    told as (
      select o.*, (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'statement', n.statement)), '[]') from need_offers w
        join needs n on n.id = w.need_id and n.merged_into is null and n.retired_at is null where coalesce(w.form_id, w.article_id) = o.id) as needs from offers o)
    select * from told order by jsonb_array_length(needs) > 0, not service, kind desc, name
  `.execute(ctx.db);
  return {
    items: query.needless === undefined ? rows : rows.filter((row) => (row.needs.length === 0) === query.needless),
  };
}
