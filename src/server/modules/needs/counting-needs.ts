import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import type { Transaction } from '../../store/database.ts';

/** The row of `heard_figures` that says how many different customers voiced any need, whenever that was. */
export const voicedEver = 0;

/** One counts at a time: whoever began earlier must not write over what was counted later. */
export function countAlone(trx: Transaction) {
  return sql`select pg_advisory_xact_lock(hashtext('needs.counting'))`.execute(trx);
}

/**
 * Counts words of needs anew, by different customers (merged ones once) and by how the cases of these words ended, and how many
 * customers voiced any need that is kept. Which ended well says the customer: his ratings, whether it was solved, or his verdict.
 * @param ids the needs whose words changed; every need without it
 */
export async function countNeeds(ctx: WritingContext, ids?: readonly string[]): Promise<void> {
  await countAlone(ctx.trx);
  await sql`
    with listed as (select id from needs ${ids === undefined ? sql`` : sql`where id = any(${[...ids]}::uuid[])`}),
    spoken as (
      select w.need_id, h.case_id, coalesce(c.merged_into, c.id, h.id) as customer from listed n join need_words w on w.need_id = n.id
        join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id),
    counts as (select need_id, count(*)::int as words, count(distinct customer)::int as customers from spoken group by 1),
    ends as (
      select s.need_id, s.case_id, coalesce(bool_and(a.good), case k.verdict when 'confirmed' then true when 'refuted' then false end) as good
      from (select distinct need_id, case_id from spoken where case_id is not null) s join cases k on k.id = s.case_id
        left join lateral (select case when rating is not null then rating >= 4 else solved end as good from answers
          where case_id = s.case_id and (rating is not null or solved is not null)) a on true
      group by s.need_id, s.case_id, k.verdict),
    verdicts as (select need_id, count(*) filter (where good)::int as good, count(good)::int as judged from ends group by 1)
    insert into need_figures (need_id, words, customers, good, judged, counted_at)
    select n.id, coalesce(t.words, 0), coalesce(t.customers, 0), coalesce(v.good, 0), coalesce(v.judged, 0), ${ctx.now}
    from listed n left join counts t on t.need_id = n.id left join verdicts v on v.need_id = n.id order by n.id
    on conflict (need_id) do update set words = excluded.words, customers = excluded.customers, good = excluded.good,
      judged = excluded.judged, counted_at = excluded.counted_at
  `.execute(ctx.trx);
  await sql`
    insert into heard_figures (days, customers, counted_at)
    select ${voicedEver}::int, count(distinct coalesce(c.merged_into, c.id, h.id)), ${ctx.now} from need_words w join heard_words h on h.id = w.words_id
      left join customers c on c.id = h.customer_id join needs n on n.id = w.need_id and n.retired_at is null
    on conflict (days) do update set customers = excluded.customers, counted_at = excluded.counted_at
  `.execute(ctx.trx);
}
