import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { Theme } from '../../../contract/themes.ts';
import type { Context } from '../../context.ts';
import { mayBeSeen } from '../journeys/index.ts';

/** Every word is held against the keywords of every theme: more of them would slow down the taking in. */
export const mostThemes = 2000;
const day = 86_400_000;

/** A theme's place in the order: whom most customers speak of first. */
export interface RankedTheme {
  id: string;
  customers: number;
  words: number;
  name: string;
}

/** Every theme in the order of the customers who speak of it, and how many different customers were heard at all. */
export async function rankThemes(
  ctx: Context,
  query: { retired: boolean; hated?: boolean | undefined; days: number },
): Promise<{ ranked: RankedTheme[]; heard: number }> {
  const from = new Date(ctx.now.getTime() - query.days * day);
  const { rows } = await sql<RankedTheme>`
    select t.id, t.name, count(h.id)::int as words, count(distinct coalesce(c.merged_into, c.id, h.id))::int as customers
    from themes t left join theme_words w on w.theme_id = t.id and not w.out and w.at >= ${from} and w.at <= ${ctx.now}
      left join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
    where t.retired_at is ${query.retired ? sql`not null` : sql`null`} ${query.hated === undefined ? sql`` : sql`and t.hated = ${query.hated}`}
    group by t.id, t.name`.execute(ctx.db);
  return { ranked: rows.toSorted(byCustomers), heard: await countHeard(ctx, from, rows) };
}

/** Most customers first, then most words, then by name. */
export function byCustomers(one: RankedTheme, two: RankedTheme): number {
  return (
    two.customers - one.customers ||
    two.words - one.words ||
    (one.name < two.name ? -1 : one.name > two.name ? 1 : one.id < two.id ? -1 : one.id > two.id ? 1 : 0)
  );
}

async function countHeard(ctx: Context, from: Date, rows: readonly { customers: number }[]): Promise<number> {
  const { rows: all } = await sql<{ n: number }>`
    select count(distinct coalesce(c.merged_into, c.id, h.id))::int as n from heard_words h left join customers c on c.id = h.customer_id
    where h.at >= ${from} and h.at <= ${ctx.now}`.execute(ctx.trx ?? ctx.db);
  return Math.max(all[0]?.n ?? 0, ...rows.map((row) => row.customers));
}

/** Themes, in the order they are named, with different customers (merged ones count once) in the period and in the one before it, by month, and three verbatims. */
export async function readThemes(
  ctx: Context,
  ids: readonly string[],
  which: { days: number; heard?: number },
): Promise<Theme[]> {
  const db = ctx.trx ?? ctx.db;
  const from = new Date(ctx.now.getTime() - which.days * day);
  const before = new Date(ctx.now.getTime() - 2 * which.days * day);
  const firstMonth = new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth() - 5, 1));
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
    with listed as (select t.* from themes t where t.id = any(${ids}::uuid[])),
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
  const heard = Math.max(which.heard ?? (await countHeard(ctx, from, rows)), ...rows.map((row) => row.customers));
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
  return themes.toSorted((one, two) => ids.indexOf(one.id) - ids.indexOf(two.id));
}
