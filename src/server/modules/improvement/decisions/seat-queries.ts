import { sql } from 'kysely';
import type { Database } from '../../../store/database.ts';

/** Of whom the seat speaks: moments at a touchpoint, or customers of a problem, in a stretch of time. */
export interface Concerned {
  touchpointId: string | null;
  problemId: string | null;
  from: Date;
  /** Excluded. */
  to: Date;
}

/** A quote as it stands in the records. */
export interface QuoteRow {
  source: 'moment' | 'answer' | 'observation' | 'brief';
  source_id: string;
  quote: string;
  at: Date;
  customer_id: string | null;
  customer_name: string | null;
  case_id: string | null;
  channel: string | null;
  feeling: 'won' | 'neutral' | 'lost' | null;
}

/** Quotes read of each kind; more would not change whose objection is the strongest, and a page must not grow. */
const MOST_QUOTES = 200;
/** Customers counted one by one; beyond it the newest. */
const MOST_CUSTOMERS = 20_000;

/** Cases of private teams are nobody's business at a meeting: their words are left out whoever asks. */
const notPrivate = (caseId: string) => sql`not exists (
  select 1 from cases c join teams t on t.id = c.team_id where c.id = ${sql.ref(caseId)} and t.private)`;

/** How many customers are affected, how their moments went, what they bought and what is promised to them. */
export async function countConcerned(db: Database, concerned: Concerned, now: Date) {
  const { rows } = await sql<{
    affected: number;
    lost: number;
    moments: number;
    value: number | null;
    open_promises: number;
  }>`
    with who as (${customersConcerned(concerned)}),
    went as (select count(*) filter (where outcome = 'lost') as lost, count(*) as moments from moments
      where at >= ${concerned.from} and at < ${concerned.to} ${atTouchpoint(concerned)})
    select (select count(*) from who) as affected, went.lost, went.moments,
      (select sum(p.amount) from purchases p join who using (customer_id)
        where p.at > ${now}::timestamptz - interval '1 year' and p.at <= ${now}) as value,
      (select count(*) from promises p join who using (customer_id) where p.state = 'open' and p.kind in ('policy', 'personal')) as open_promises
    from went`.execute(db);
  return rows[0]!;
}

/** What customers said there, the newest first: with moments, in surveys, to staff. */
export async function findQuotes(db: Database, concerned: Concerned): Promise<QuoteRow[]> {
  const { rows } = await sql<QuoteRow>`
    (select 'moment' as source, m.id as source_id, m.quote, m.at, m.customer_id, c.name as customer_name, m.case_id,
        m.channel, m.outcome as feeling
      from moments m join customers c on c.id = m.customer_id
      where m.quote ~ '\\S' and m.at >= ${concerned.from} and m.at < ${concerned.to}
        ${concerned.touchpointId === null ? sql`` : sql`and m.touchpoint_id = ${concerned.touchpointId}`}
        ${ofProblem(concerned, 'm.case_id')} and ${notPrivate('m.case_id')}
      order by m.at desc, m.id desc limit ${MOST_QUOTES})
    union all
    (select 'answer', a.id, a.why, a.at, a.customer_id, c.name, a.case_id, null,
        case when a.rating <= 2 then 'lost' when a.rating >= 4 then 'won' when a.rating = 3 then 'neutral' end
      from answers a left join customers c on c.id = a.customer_id
      where a.why ~ '\\S' and a.at >= ${concerned.from} and a.at < ${concerned.to}
        ${atTouchpointOfCase(concerned, 'a.case_id')} ${ofProblem(concerned, 'a.case_id')} and ${notPrivate('a.case_id')}
      order by a.at desc, a.id desc limit ${MOST_QUOTES})
    union all
    (select 'observation', o.id, o.words, o.heard_at, o.customer_id, c.name, null, null, o.feeling
      from observations o left join customers c on c.id = o.customer_id
      where o.heard_at >= ${concerned.from} and o.heard_at < ${concerned.to}
        ${concerned.touchpointId === null ? sql`` : sql`and o.touchpoint_id = ${concerned.touchpointId}`}
        and ${concerned.problemId === null}
      order by o.heard_at desc, o.id desc limit ${MOST_QUOTES})
    union all
    (select 'brief', b.id, b.quote, b.said_at, b.customer_id, c.name, null, null, null
      from brief_answers b join customers c on c.id = b.customer_id
      where b.replaced_at is null and b.question = 'worries' and b.quote ~ '\\S'
        and b.customer_id in (${customersConcerned(concerned)})
      order by b.said_at desc, b.id desc limit ${MOST_QUOTES / 4})
    order by at desc, source_id desc`.execute(db);
  return rows;
}

function customersConcerned(concerned: Concerned) {
  const { problemId } = concerned;
  const lost = sql`select customer_id from moments where outcome = 'lost' and at >= ${concerned.from}
    and at < ${concerned.to} ${atTouchpoint(concerned)}`;
  if (problemId === null) return sql`select distinct customer_id from (${lost} limit ${MOST_CUSTOMERS}) lost`;
  const linked = sql`select c.customer_id from problem_cases l join cases c on c.id = l.case_id
    where l.problem_id = ${problemId}`;
  return concerned.touchpointId === null
    ? sql`select distinct customer_id from (${linked} limit ${MOST_CUSTOMERS}) linked`
    : sql`select customer_id from (${linked} union ${lost} limit ${MOST_CUSTOMERS}) both_of_them`;
}

function atTouchpoint({ touchpointId }: Concerned) {
  return touchpointId === null ? sql`` : sql`and touchpoint_id = ${touchpointId}`;
}

/** Answers are about a case; they belong to a touchpoint when a moment of the case does. */
function atTouchpointOfCase({ touchpointId }: Concerned, caseId: string) {
  if (touchpointId === null) return sql``;
  return sql`and exists (select 1 from moments m where m.case_id = ${sql.ref(caseId)} and m.touchpoint_id = ${touchpointId})`;
}

/** With a problem that names no touchpoint, only the words about its cases are meant. */
function ofProblem({ touchpointId, problemId }: Concerned, caseId: string) {
  if (problemId === null || touchpointId !== null) return sql``;
  return sql`and ${sql.ref(caseId)} in (select case_id from problem_cases where problem_id = ${problemId})`;
}
