import { sql } from 'kysely';
import { heardPeriods } from '../../../contract/themes.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { countAlone, countNeeds, voicedEver } from './counting-needs.ts';

const day = 86_400_000;
/** Shown month by month: this one and those before it. */
const months = 6;
/** Days go on, answers come, customers are merged, words are erased: everything is counted anew after so long. */
const countedFor = 10 * 60_000;

/** The names of the months a theme is shown by, oldest first, in UTC. */
export function shownMonths(now: Date): string[] {
  return Array.from({ length: months }, (_, at) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1 + at, 1)).toISOString().slice(0, 7),
  );
}

/**
 * Counts words and different customers of themes anew (merged ones once): within each period, within as many days before it, and
 * month by month.
 * @param ids the themes whose words changed; every theme without it
 */
export async function countThemes(ctx: WritingContext, ids?: readonly string[]): Promise<void> {
  await countAlone(ctx.trx);
  const ago = (days: number) => new Date(ctx.now.getTime() - days * day);
  const only = (column: string) => (ids === undefined ? sql`true` : sql`${sql.ref(column)} = any(${[...ids]}::uuid[])`);
  const spoken = sql`select w.theme_id, w.at, coalesce(c.merged_into, c.id, h.id) as customer
    from theme_words w join heard_words h on h.id = w.words_id left join customers c on c.id = h.customer_id
    where not w.out and w.at <= ${ctx.now} and ${only('w.theme_id')}`;
  const counted = heardPeriods.map(
    (days) => sql`count(*) filter (where at >= ${ago(days)}) as ${sql.ref(`within_${days}`)},
      count(*) filter (where at >= ${ago(2 * days)} and at < ${ago(days)}) as ${sql.ref(`before_${days}`)}`,
  );
  const rows = heardPeriods.map(
    (days) => sql`(${sql.lit(days)}, ${sql.ref(`within_${days}`)}, ${sql.ref(`before_${days}`)})`,
  );
  await sql`
    with each as (
      select theme_id, customer, ${sql.join(counted)} from (${spoken} and w.at >= ${ago(2 * Math.max(...heardPeriods))}) s group by 1, 2),
    figures as (
      select e.theme_id, p.days, sum(p.words)::int as words, count(*) filter (where p.words > 0)::int as customers,
        sum(p.words_before)::int as words_before, count(*) filter (where p.words_before > 0)::int as customers_before
      from each e cross join lateral (values ${sql.join(rows)}) p (days, words, words_before) group by 1, 2)
    insert into theme_figures (theme_id, days, words, customers, words_before, customers_before)
    select t.id, p.days, coalesce(f.words, 0), coalesce(f.customers, 0), coalesce(f.words_before, 0), coalesce(f.customers_before, 0)
    from themes t cross join unnest(${[...heardPeriods]}::int[]) p (days) left join figures f on f.theme_id = t.id and f.days = p.days
    where ${only('t.id')} order by t.id, p.days
    on conflict (theme_id, days) do update set words = excluded.words, customers = excluded.customers,
      words_before = excluded.words_before, customers_before = excluded.customers_before
  `.execute(ctx.trx);
  await sql`delete from theme_months m where ${only('m.theme_id')}`.execute(ctx.trx);
  await sql`
    insert into theme_months (theme_id, month, customers)
    select theme_id, to_char(at at time zone 'UTC', 'YYYY-MM'), count(distinct customer)
    from (${spoken} and w.at >= ${`${shownMonths(ctx.now)[0]!}-01`}::timestamp at time zone 'UTC') s group by 1, 2
  `.execute(ctx.trx);
}

/** How many different customers were heard within each period. */
async function countHeard(ctx: WritingContext): Promise<void> {
  await sql`
    with latest as (
      select coalesce(c.merged_into, c.id, h.id) as customer, max(h.at) as at from heard_words h left join customers c on c.id = h.customer_id
      where h.at >= ${new Date(ctx.now.getTime() - Math.max(...heardPeriods) * day)} and h.at <= ${ctx.now} group by 1)
    insert into heard_figures (days, customers, counted_at)
    select p.days, (select count(*) from latest where at >= ${ctx.now}::timestamptz - make_interval(hours => 24 * p.days)), ${ctx.now}
    from unnest(${[...heardPeriods]}::int[]) p (days)
    on conflict (days) do update set customers = excluded.customers, counted_at = excluded.counted_at
  `.execute(ctx.trx);
}

/** Counts the themes anew that won or lost words; and everything that is said of needs and themes when the last such count is old. */
export async function countWhatWasHeard(ctx: Context, themes: readonly string[]): Promise<void> {
  const last = await ctx.db
    .selectFrom('heard_figures')
    .select((eb) => eb.fn.min('counted_at').as('at'))
    .where('days', '<>', voicedEver)
    .executeTakeFirst();
  if (last?.at == null || ctx.now.getTime() - last.at.getTime() >= countedFor)
    await transact(ctx, async (ctx) => {
      await countNeeds(ctx);
      await countThemes(ctx);
      await countHeard(ctx);
    });
  else if (themes.length > 0) await transact(ctx, (ctx) => countThemes(ctx, themes));
}
