import { type RawBuilder, sql } from 'kysely';
import type { TimelineItem } from '../../../contract/customers.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { rootOf } from '../customers/index.ts';
import { visibleCases } from './visibility.ts';

interface TimelineRecord {
  kind: TimelineItem['kind'];
  id: string;
  at: Date;
  title: string;
  state: string;
  case_id: string | null;
  number: number | null;
}

/**
 * Everything that happened with a customer, newest first: cases, promises, moments, answers. It lives with the cases because
 * what belongs to a case that one may not see is left out.
 */
export async function readTimeline(
  ctx: Context,
  customerId: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const root = await rootOf(ctx, customerId);
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const whose = sql`any(array(select id from customers where id = ${root} or merged_into = ${root}))`;
  /** One kind: its own newest first, cut before they are put together. */
  const part = (
    columns: RawBuilder<unknown>,
    from: RawBuilder<unknown>,
    at: RawBuilder<unknown>,
    id: RawBuilder<unknown>,
  ) => sql`(
    select ${columns}, k.id as case_id, k.number from ${from}
    where (k.id is null or ${visibleCases(ctx.actor)})
      and ${after === undefined ? sql`true` : sql`(${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by ${at} desc, ${id} desc limit ${limit + 1})`;
  const { rows } = await sql<TimelineRecord>`
    select * from (
      ${part(
        sql`'case' as kind, x.id, x.created_at as at, x.subject as title, x.state`,
        sql`(select * from cases where customer_id = ${whose}) x join cases k on k.id = x.id`,
        sql`x.created_at`,
        sql`x.id`,
      )} union all ${part(
        sql`'promise', x.id, x.made_at, x.what, x.state`,
        sql`(select * from promises where customer_id = ${whose}) x left join cases k on k.id = x.case_id`,
        sql`x.made_at`,
        sql`x.id`,
      )} union all ${part(
        sql`'moment', x.id, x.at, x.name, x.outcome`,
        sql`(select m.*, t.name from moments m join touchpoints t on t.id = m.touchpoint_id where m.customer_id = ${whose}) x
          left join cases k on k.id = x.case_id`,
        sql`x.at`,
        sql`x.id`,
      )} union all ${part(
        sql`'answer', x.id, x.at, coalesce(x.word, x.why, ''), case when x.solved then 'solved' when x.solved is false then 'not-solved' else 'answered' end`,
        sql`(select * from answers where customer_id = ${whose}) x left join cases k on k.id = x.case_id`,
        sql`x.at`,
        sql`x.id`,
      )}) everything order by at desc, id desc limit ${limit + 1}
  `.execute(ctx.db);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row): TimelineItem => ({
      kind: row.kind,
      id: row.id,
      at: row.at.toISOString(),
      title: row.title,
      state: row.state,
      caseId: row.case_id,
      caseNumber: row.number,
    }),
  );
}
