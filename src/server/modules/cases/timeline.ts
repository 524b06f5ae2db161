import { type RawBuilder, sql } from 'kysely';
import type { TimelineItem } from '../../../contract/customers-timeline.ts';
import { Refusal } from '../../../domain/refusal.ts';
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
  channel: string | null;
  by_name: string | null;
  case_id: string | null;
  number: number | null;
}

/** Where one kind of thing is read from. Each cuts its own newest before they are put together. */
interface Source {
  columns: RawBuilder<unknown>;
  from: (whose: RawBuilder<unknown>) => RawBuilder<unknown>;
  at: RawBuilder<unknown>;
  channel: RawBuilder<unknown>;
}

const none = sql`null::text`;
const titleLength = 200;

/** `x` is the row itself, `k` the case it belongs to, `u` who of us did it. */
const sources: Record<TimelineItem['kind'], Source> = {
  case: {
    columns: sql`x.id, x.subject as title, x.state, null::uuid as by_id`,
    from: (whose) => sql`(select *, id as owner_case from cases where customer_id = ${whose}) x`,
    at: sql`x.created_at`,
    channel: sql`x.channel`,
  },
  message: {
    columns: sql`x.id, left(x.text, ${sql.lit(titleLength)}) as title, case x.kind when 'note' then 'note' else x.direction end as state, x.author_user_id as by_id`,
    from: (whose) =>
      sql`(select m.*, m.case_id as owner_case from cases o join messages m on m.case_id = o.id where o.customer_id = ${whose}) x`,
    at: sql`x.at`,
    channel: sql`x.channel`,
  },
  promise: {
    columns: sql`x.id, x.what as title, x.state, x.keeper_id as by_id`,
    from: (whose) => sql`(select *, case_id as owner_case from promises where customer_id = ${whose}) x`,
    at: sql`x.made_at`,
    channel: none,
  },
  moment: {
    columns: sql`x.id, x.name as title, x.outcome as state, null::uuid as by_id`,
    from: (whose) =>
      sql`(select m.*, m.case_id as owner_case, t.name from moments m join touchpoints t on t.id = m.touchpoint_id where m.customer_id = ${whose}) x`,
    at: sql`x.at`,
    channel: sql`x.channel`,
  },
  answer: {
    columns: sql`x.id, coalesce(x.word, x.why, '') as title,
      case when x.solved then 'solved' when x.solved is false then 'not-solved' else 'answered' end as state, null::uuid as by_id`,
    from: (whose) => sql`(select *, case_id as owner_case from answers where customer_id = ${whose}) x`,
    at: sql`x.at`,
    channel: none,
  },
  observation: {
    columns: sql`x.id, x.words as title, coalesce(x.feeling, 'heard') as state, x.heard_by as by_id`,
    from: (whose) => sql`(select *, null::uuid as owner_case from observations where customer_id = ${whose}) x`,
    at: sql`x.heard_at`,
    channel: none,
  },
  recovery: {
    columns: sql`x.id, coalesce(x.words, '') as title, x.state, x.owner_id as by_id`,
    from: (whose) => sql`(select *, case_id as owner_case from recoveries where customer_id = ${whose}) x`,
    at: sql`x.opened_at`,
    channel: none,
  },
  purchase: {
    columns: sql`x.id, concat_ws(' · ', trim(to_char(x.amount, 'FM999999999990.00')) || ' ' || x.currency, nullif(x.description, '')) as title,
      case when x.amount < 0 then 'given-back' else 'bought' end as state, null::uuid as by_id`,
    from: (whose) => sql`(select *, null::uuid as owner_case from purchases where customer_id = ${whose}) x`,
    at: sql`x.at`,
    channel: none,
  },
  note: {
    columns: sql`x.id, left(x.words, ${sql.lit(titleLength)}) as title, 'private' as state, x.by_id`,
    from: (whose) => sql`(select *, null::uuid as owner_case from customer_notes where customer_id = ${whose}) x`,
    at: sql`x.at`,
    channel: none,
  },
  merge: {
    columns: sql`x.id, x.name as title, case when x.undone_at is null then x.because else 'undone' end as state, x.by_id`,
    from: (whose) =>
      sql`(select m.*, null::uuid as owner_case, c.name from customer_merges m join customers c on c.id = m.from_id where m.into_id = ${whose}) x`,
    at: sql`x.at`,
    channel: none,
  },
};

/**
 * Everything that happened with a customer over every channel, newest first, of the kinds and the channel asked for. It lives
 * with the cases because what belongs to a case that one may not see is left out.
 */
export async function readTimeline(
  ctx: Context,
  customerId: string,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    kinds?: string | undefined;
    channel?: string | undefined;
  },
) {
  const root = await rootOf(ctx, customerId);
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const whose = sql`any(array(select id from customers where id = ${root} or merged_into = ${root}))`;
  const parts = kindsOf(query.kinds, query.channel).map((kind) => {
    const { columns, from, at, channel } = sources[kind];
    return sql`(
      select ${kind}::text as kind, ${at} as at, ${channel} as channel, k.id as case_id, k.number, ${columns}
      from ${from(whose)} left join cases k on k.id = x.owner_case
      where (x.owner_case is null or ${visibleCases(ctx.actor)})
        and ${after === undefined ? sql`true` : sql`(${at}, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
        and ${query.channel === undefined ? sql`true` : sql`${channel} = ${query.channel}`}
      order by ${at} desc, x.id desc limit ${limit + 1})`;
  });
  const { rows } = await sql<TimelineRecord>`
    select e.kind, e.id, e.at, e.title, e.state, e.channel, e.case_id, e.number, u.name as by_name
    from (${sql.join(parts, sql` union all `)}) e left join users u on u.id = e.by_id
    order by e.at desc, e.id desc limit ${limit + 1}
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
      channel: row.channel,
      by: row.by_name,
    }),
  );
}

/** The kinds asked for; only some of them travel over a channel. */
function kindsOf(words: string | undefined, channel: string | undefined): TimelineItem['kind'][] {
  const all = Object.keys(sources) as TimelineItem['kind'][];
  const asked = words === undefined ? all : words.split(',');
  const unknown = asked.find((word) => !(word in sources));
  if (unknown !== undefined)
    throw new Refusal('invalid', 'timeline-kind', `"${unknown}" is none of ${all.join(', ')}.`, { field: 'kinds' });
  const kinds = all.filter((kind) => asked.includes(kind));
  const travelling = kinds.filter((kind) => sources[kind].channel !== none);
  if (channel !== undefined && travelling.length === 0)
    throw new Refusal('invalid', 'timeline-channel', 'What is asked for travels over no channel.', {
      field: 'channel',
    });
  return channel === undefined ? kinds : travelling;
}
