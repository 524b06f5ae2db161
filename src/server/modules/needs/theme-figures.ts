import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Theme } from '../../../contract/themes.ts';
import type { Context } from '../../context.ts';
import { mayBeSeen } from '../journeys/index.ts';

/** More themes than this nobody looks at. */
export const mostThemes = 200;
const day = 86_400_000;

/** Themes with different customers (merged ones count once) in the period and in the one before it, by month, and three verbatims. */
export async function readThemes(
  ctx: Context,
  which: ({ id: string } | { retired: boolean }) & { days: number },
): Promise<{ themes: Theme[]; heard: number }> {
  const db = ctx.trx ?? ctx.db;
  const from = new Date(ctx.now.getTime() - which.days * day);
  const before = new Date(ctx.now.getTime() - 2 * which.days * day);
  const firstMonth = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth() - 5, 1));
  const only =
    'id' in which ? sql`t.id = ${which.id}` : sql`t.retired_at is ${which.retired ? sql`not null` : sql`null`}`;
  const oldest = before < firstMonth ? before : firstMonth;
  const { rows } = await sql<{
    id: string;
    name: string;
    keywords: string[];
    hated: boolean;
    retired_at: Date | null;
    behaviour: Theme['behaviour'];
    words: number;
    customers: number;
    words_before: number;
    customers_before: number;
    months: { month: string; customers: number }[] | null;
    verbatims: Theme['verbatims'] | null;
  }>`
    with listed as (select t.* from themes t where ${only} order by t.made_at desc, t.id limit ${mostThemes}),
    spoken as (
      select w.theme_id, w.at, coalesce(c.merged_into, c.id, h.id) as customer from listed t
        join theme_words w on w.theme_id = t.id and not w.out and w.at >= ${oldest} and w.at <= ${ctx.now}
        join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id),
    counts as (
      select theme_id, count(*) filter (where at >= ${from})::int as words, count(distinct customer) filter (where at >= ${from})::int as customers,
        count(*) filter (where at >= ${before} and at < ${from})::int as words_before,
        count(distinct customer) filter (where at >= ${before} and at < ${from})::int as customers_before from spoken group by 1),
    months as (
      select theme_id, jsonb_agg(jsonb_build_object('month', month, 'customers', n)) as months from (
        select theme_id, to_char(at at time zone 'UTC', 'YYYY-MM') as month, count(distinct customer)::int as n from spoken where at >= ${firstMonth} group by 1, 2) m group by 1)
    select t.id, t.name, t.keywords, t.hated, t.retired_at, m.months,
      (select jsonb_build_object('id', b.id, 'title', b.title) from behaviours b where b.id = t.behaviour_id) as behaviour,
      coalesce(n.words, 0) as words, coalesce(n.customers, 0) as customers, coalesce(n.words_before, 0) as words_before, coalesce(n.customers_before, 0) as customers_before,
      (select jsonb_agg(v) from (
        select jsonb_build_object('id', h.id, 'words', h.words, 'at', to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'customer', case when c.id is null then null else jsonb_build_object('id', coalesce(c.merged_into, c.id), 'name', c.name) end) as v
        from theme_words w join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
        where w.theme_id = t.id and not w.out and ${mayBeSeen(ctx.actor, 'h.case_id')} order by w.at desc limit 3) latest) as verbatims
    from listed t left join counts n on n.theme_id = t.id left join months m on m.theme_id = t.id
  `.execute(db);
  const { rows: all } = await sql<{ n: number }>`
    select count(distinct coalesce(c.merged_into, c.id, h.id))::int as n from heard_words h left join customers c on c.id = h.customer_id
    where h.at >= ${from} and h.at <= ${ctx.now}`.execute(db);
  const heard = Math.max(all[0]?.n ?? 0, ...rows.map((row) => row.customers));
  const monthNames = Array.from({ length: 6 }, (_, at) =>
    new Date(Date.UTC(firstMonth.getUTCFullYear(), firstMonth.getUTCMonth() + at, 1)).toISOString().slice(0, 7),
  );
  const themes = rows.map((row): Theme => ({
    id: row.id,
    name: row.name,
    keywords: row.keywords,
    hated: row.hated,
    behaviour: row.behaviour,
    retired: row.retired_at !== null,
    words: row.words,
    customers: row.customers,
    before: { words: row.words_before, customers: row.customers_before },
    share: shareFigure(row.customers, heard),
    months: monthNames.map((month) => ({
      month,
      customers: row.months?.find((one) => one.month === month)?.customers ?? 0,
    })),
    verbatims: row.verbatims ?? [],
  }));
  return { themes, heard };
}
