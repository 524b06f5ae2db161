import { sql } from 'kysely';
import type { Actor } from '../../../context.ts';
import type { Database } from '../../../store/database.ts';
import { seesEverything, teamIdsOf } from '../outside-queries.ts';

/** Longest quote that is shown large or rung with the bell. */
const MOST_QUOTED = 400;

/** What a customer said in an answer or a message, as far as it can be quoted; null when nothing was said. */
export async function findSaid(db: Database, from: { answerId?: string; messageId?: string }): Promise<string | null> {
  const { rows } = await sql<{ said: string | null }>`
    select coalesce(
      (select nullif(trim(coalesce(nullif(trim(why), ''), word)), '') from answers where id = ${uuidOrNull(from.answerId)}::uuid),
      (select nullif(trim(text), '') from messages where id = ${uuidOrNull(from.messageId)}::uuid)) as said
  `.execute(db);
  return rows[0]?.said?.slice(0, MOST_QUOTED) ?? null;
}

/** Who served a case: whoever it is with, else whoever closed it. */
export async function findCaseServer(db: Database, caseId: string): Promise<string | null> {
  const row = await db
    .selectFrom('cases')
    .select(['assignee_id', 'closed_by'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row?.assignee_id ?? row?.closed_by ?? null;
}

/** Which cases a list may speak of: those no private team has, and those of the private teams the reader is in. */
export interface Sight {
  everything: boolean;
  teamIds: readonly string[];
}

export function sightOf(actor: Actor): Sight {
  return { everything: seesEverything(actor), teamIds: teamIdsOf(actor) };
}

/** Condition on `t`, the left-joined team of a case. */
export function seen(sight: Sight) {
  return sql`(t.private is not true or ${sight.everything} or t.id = any(${[...sight.teamIds]}::uuid[]))`;
}

export interface SaidRow {
  customer_id: string;
  customer_name: string;
  since: Date;
  case_id: string | null;
  at: Date;
  outcome: 'won' | 'neutral' | 'lost';
  quote: string;
  last_moments: ('won' | 'neutral' | 'lost')[];
}

/** One customer's words since an instant, of the wanted outcome if there are any, newest first. */
export async function findCustomersWords(
  db: Database,
  sight: Sight,
  options: { since: Date; prefer: 'won' | 'lost'; teamId?: string | null },
): Promise<SaidRow | undefined> {
  const { rows } = await sql<SaidRow>`
    with said as (
      select m.customer_id, m.case_id, m.at, m.outcome, m.quote from moments m
      left join cases c on c.id = m.case_id left join teams t on t.id = c.team_id
      where m.at >= ${options.since} and length(trim(m.quote)) > 1 and ${seen(sight)}
        and (${options.teamId ?? null}::uuid is null or c.team_id is null or c.team_id = ${options.teamId ?? null}::uuid)
      order by m.at desc limit 200)
    select s.customer_id, k.name as customer_name, k.first_seen_at as since, s.case_id, s.at, s.outcome, left(s.quote, ${MOST_QUOTED}) as quote,
      coalesce((select json_agg(l.outcome order by l.at) from
        (select outcome, at from moments where customer_id = s.customer_id order by at desc limit 8) l), '[]') as last_moments
    from said s join customers k on k.id = s.customer_id
    order by s.outcome = ${options.prefer} desc, length(s.quote) > 15 desc, s.at desc limit 1
  `.execute(db);
  return rows[0];
}

export interface CandidateRow {
  customer_id: string;
  customer_name: string;
  case_id: string | null;
  at: Date;
  what: string | null;
  quote: string | null;
  kind: 'rating' | 'solution-confirmed' | 'promise-confirmed' | 'review' | 'thanks' | 'purchase';
  rating: number | null;
  lost_before: boolean;
}

const lostBefore = (
  customer: string,
  at: string,
) => sql`exists (select 1 from moments l where l.customer_id = ${sql.ref(customer)}
  and l.outcome = 'lost' and l.at < ${sql.ref(at)} and l.at > ${sql.ref(at)} - interval '90 days')`;

/** Good words of the last days for this person that nobody has claimed. */
export async function unclaimedPraise(db: Database, userId: string, since: Date): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select e.customer_id, k.name as customer_name, e.case_id, e.at, c.subject as what, e.quote, e.kind, e.rating,
      ${lostBefore('e.customer_id', 'e.at')} as lost_before
    from win_evidence e join customers k on k.id = e.customer_id left join cases c on c.id = e.case_id
    where e.served_by = ${userId} and e.win_id is null and e.at >= ${since}
      and not exists (select 1 from win_evidence o join wins w on w.id = o.win_id where w.user_id = ${userId} and o.case_id = e.case_id)
    order by e.at desc limit 20
  `.execute(db);
  return rows;
}

/** Promises of this person that fall due by an instant, to customers who had a lost moment in ninety days. */
export async function promisesToLost(db: Database, userId: string, now: Date, until: Date) {
  const { rows } = await sql<{
    customer_id: string;
    customer_name: string;
    case_id: string | null;
    at: Date;
    what: string;
  }>`
    select p.customer_id, k.name as customer_name, p.case_id, p.due_at as at, p.what
    from promises p join customers k on k.id = p.customer_id
    where p.keeper_id = ${userId} and p.state = 'open' and p.kind in ('policy', 'personal') and p.due_at between ${now} and ${until}
      and ${lostBefore('p.customer_id', 'p.due_at')} order by p.due_at limit 10
  `.execute(db);
  return rows;
}

/** Cases of this person closed lately, whose customer has not said how it went and whom nobody claims to have won. */
export async function closedUnheard(db: Database, userId: string, since: Date) {
  const { rows } = await sql<{ customer_id: string; customer_name: string; case_id: string; at: Date; what: string }>`
    select c.customer_id, k.name as customer_name, c.id as case_id, c.closed_at as at, c.subject as what
    from cases c join customers k on k.id = c.customer_id
    where c.assignee_id = ${userId} and c.state = 'closed' and c.closed_at >= ${since} and c.merged_into is null
      and (c.verdict is null or c.verdict = 'silent')
      and not exists (select 1 from wins w where w.case_id = c.id)
    order by c.closed_at desc limit 10
  `.execute(db);
  return rows;
}

function uuidOrNull(value: string | undefined): string | null {
  return value !== undefined && /^[0-9a-f-]{36}$/i.test(value) ? value : null;
}
