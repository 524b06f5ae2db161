import { sql } from 'kysely';
import { shareFigure } from '../../../contract/figures.ts';
import type { heardPeriods, Theme } from '../../../contract/themes.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { mayBeSeen } from '../journeys/index.ts';
import { shownMonths } from './counting-themes.ts';

export type Period = (typeof heardPeriods)[number];

/** All of them are ranked with every look at the list; more would be a list that nobody reads. */
export const mostThemes = 10_000;

/** A theme's place in the order: whom most customers speak of first. */
export interface RankedTheme {
  id: string;
  customers: number;
  words: number;
  name: string;
}

/** Every theme in the order of the customers who speak of it, and how many different customers were heard at all, as last counted. */
export async function rankThemes(
  db: Database,
  query: { retired: boolean; hated?: boolean | undefined; days: Period },
): Promise<{ ranked: RankedTheme[]; heard: number }> {
  const { rows } = await sql<RankedTheme>`
    select t.id, t.name, coalesce(f.words, 0) as words, coalesce(f.customers, 0) as customers
    from themes t left join theme_figures f on f.theme_id = t.id and f.days = ${query.days}
    where t.retired_at is ${query.retired ? sql`not null` : sql`null`} ${query.hated === undefined ? sql`` : sql`and t.hated = ${query.hated}`}
  `.execute(db);
  return { ranked: rows.toSorted(byCustomers), heard: await findHeard(db, query.days, rows) };
}

/** Most customers first, then most words, then by name. */
export function byCustomers(one: RankedTheme, two: RankedTheme): number {
  return (
    two.customers - one.customers ||
    two.words - one.words ||
    (one.name < two.name ? -1 : one.name > two.name ? 1 : one.id < two.id ? -1 : one.id > two.id ? 1 : 0)
  );
}

async function findHeard(db: Database, days: Period, rows: readonly { customers: number }[]): Promise<number> {
  const all = await db.selectFrom('heard_figures').select('customers').where('days', '=', days).executeTakeFirst();
  return Math.max(all?.customers ?? 0, ...rows.map((row) => row.customers));
}

/** Themes, in the order they are named, with different customers (merged ones count once) in the period and in the one before it, by month, and three verbatims. */
export async function readThemes(
  ctx: Context,
  ids: readonly string[],
  which: { days: Period; heard?: number },
): Promise<Theme[]> {
  const db = ctx.trx ?? ctx.db;
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
    select t.id, t.name, t.keywords, t.hated, t.retired_at,
      (select jsonb_build_object('id', b.id, 'title', b.title) from behaviours b where b.id = t.behaviour_id) as behaviour,
      coalesce(f.words, 0) as words, coalesce(f.customers, 0) as customers,
      coalesce(f.words_before, 0) as words_before, coalesce(f.customers_before, 0) as customers_before,
      (select jsonb_agg(jsonb_build_object('month', m.month, 'customers', m.customers)) from theme_months m where m.theme_id = t.id) as months,
      (select jsonb_agg(v) from (
        select jsonb_build_object('id', h.id, 'source', h.source, 'sourceId', h.source_id, 'messageId', h.message_id, 'words', h.words, 'at', to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'customer', case when c.id is null then null else jsonb_build_object('id', coalesce(c.merged_into, c.id), 'name', c.name) end) as v
        from theme_words w join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
        where w.theme_id = t.id and not w.out and ${mayBeSeen(ctx.actor, 'h.case_id')} order by w.at desc limit 3) latest) as verbatims
    from themes t left join theme_figures f on f.theme_id = t.id and f.days = ${which.days} where t.id = any(${[...ids]}::uuid[])
  `.execute(db);
  const heard = which.heard ?? (await findHeard(db, which.days, rows));
  const monthNames = shownMonths(ctx.now);
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
