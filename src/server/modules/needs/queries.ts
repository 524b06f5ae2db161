import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { mayBeSeen } from '../journeys/index.ts';
import type { HeardWords } from '../../../contract/themes.ts';

export type Source = HeardWords['source'];
type After = (string | number | null)[] | undefined;

/** Words as they are kept. */
export interface WordsRow {
  id: string;
  source: string;
  source_id: string;
  detail: string;
  customer_id: string | null;
  case_id: string | null;
  message_id: string | null;
  words: string;
  feeling: string | null;
  at: Date;
}

/** A customer, or the one he was merged into: who speaks, counted once. */
const speaker = sql<string | null>`coalesce(c.merged_into, c.id)`;

/** How words are narrowed. */
export interface HeardFilter {
  source?: string | undefined;
  feeling?: string | undefined;
  themeId?: string | undefined;
  needId?: string | undefined;
  customerId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
}

/** Newest first; words about cases that the actor may not see are not there. */
export async function listHeardAfter(
  db: Database,
  actor: Actor,
  filter: HeardFilter & { ids?: readonly string[] },
  after: After,
  limit: number,
) {
  const { source, feeling, themeId, needId, customerId, from, to, q, ids } = filter;
  const where: RawBuilder<unknown>[] = [sql`${mayBeSeen(actor, 'h.case_id')}`];
  if (ids !== undefined) where.push(sql`h.id = any(${ids}::uuid[])`);
  if (source !== undefined) where.push(sql`h.source = ${source}`);
  if (feeling !== undefined) where.push(sql`h.feeling = ${feeling}`);
  if (themeId !== undefined)
    where.push(sql`h.id in (select words_id from theme_words where theme_id = ${themeId} and not out)`);
  if (needId !== undefined) where.push(sql`h.id in (select words_id from need_words where need_id = ${needId})`);
  if (customerId !== undefined)
    where.push(
      sql`h.customer_id = any(array(select x.id from customers x where x.id = ${customerId} or x.merged_into = ${customerId}))`,
    );
  if (from !== undefined) where.push(sql`h.at >= ${from}::date`);
  if (to !== undefined) where.push(sql`h.at < ${to}::date + 1`);
  if (q !== undefined && q.trim() !== '')
    where.push(sql`h.words ilike ${`%${q.trim().replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  if (after !== undefined)
    where.push(sql`(h.at, h.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`);
  const { rows } = await sql<
    WordsRow & {
      customer_name: string | null;
      case_number: string | null;
      themes: { id: string; name: string }[];
      need: { id: string; statement: string } | null;
    }
  >`
    select h.id, h.source, h.source_id, h.detail, ${speaker} as customer_id, h.case_id, h.message_id, h.words, h.feeling, h.at,
      coalesce(m.name, c.name) as customer_name, k.number as case_number,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from theme_words w
        join themes t on t.id = w.theme_id and t.retired_at is null where w.words_id = h.id and not w.out) as themes,
      (select jsonb_build_object('id', n.id, 'statement', n.statement) from need_words w join needs n on n.id = w.need_id where w.words_id = h.id) as need
    from heard_words h
      left join customers c on c.id = h.customer_id left join customers m on m.id = c.merged_into left join cases k on k.id = h.case_id
    where ${sql.join(where, sql` and `)} order by h.at desc, h.id desc limit ${limit + 1}
  `.execute(db);
  return rows;
}
export type HeardRow = Awaited<ReturnType<typeof listHeardAfter>>[number];

/** Which of some words there are and the actor may see. */
export async function findSeenWords(db: Database, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from heard_words h where h.id = any(${ids}::uuid[]) and ${mayBeSeen(actor, 'h.case_id')}`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Newest words that nothing holds yet: for needs those that say what somebody wants, for themes all. However many are sorted, the loose
 * ones are found by themselves: the words keep whether they are held.
 */
export async function listLoose(
  db: Database,
  actor: Actor,
  of: 'needs' | 'themes',
  options: { since: Date; feeling?: string | undefined; most: number },
) {
  // word for word as the two indexes say it
  const loose =
    of === 'needs'
      ? sql`not h.in_need and (h.source in ('wish', 'marked', 'answer') or (h.source = 'brief' and h.detail in ('need', 'why', 'expects', 'perfect-outcome')))`
      : sql`not h.in_theme and h.source not in ('wish', 'brief')`;
  const { rows } = await sql<
    Pick<WordsRow, 'id' | 'source' | 'source_id' | 'message_id' | 'words' | 'at' | 'customer_id'> & {
      customer_name: string | null;
    }
  >`
    select h.id, h.source, h.source_id, h.message_id, h.words, h.at, ${speaker} as customer_id, coalesce(m.name, c.name) as customer_name
    from heard_words h left join customers c on c.id = h.customer_id left join customers m on m.id = c.merged_into
    where ${loose} and h.at >= ${options.since} and ${mayBeSeen(actor, 'h.case_id')}
      ${options.feeling === undefined ? sql`` : sql`and h.feeling = ${options.feeling}`}
    order by h.at desc, h.id desc limit ${options.most}
  `.execute(db);
  return rows;
}

/** A customer's message with the case and customer it belongs to. */
export async function findCustomerMessage(db: Database, actor: Actor, id: string) {
  const { rows } = await sql<{ case_id: string; customer_id: string; at: Date; text: string }>`
    select m.case_id, coalesce(m.author_customer_id, c.customer_id) as customer_id, m.at, m.text from messages m join cases c on c.id = m.case_id
    where m.id = ${id} and m.author_kind = 'customer' and ${mayBeSeen(actor, 'm.case_id')}`.execute(db);
  return rows[0];
}

export function insertWords(trx: Transaction, row: WordsRow) {
  return trx.insertInto('heard_words').values(row).execute();
}
