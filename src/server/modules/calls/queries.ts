import { type RawBuilder, sql } from 'kysely';
import type { PhoneCall } from '../../../contract/forms-phone.ts';
import type { Database } from '../../store/database.ts';

export interface CallRecord {
  id: string;
  state: PhoneCall['state'];
  input: unknown;
  logged_by: string | null;
  by_name: string | null;
  at: Date;
  due_at: Date;
  seconds: number | null;
  case_id: string | null;
  number: number | null;
  subject: string | null;
  error: string | null;
}

/** Calls as they were noted, newest first. */
export async function selectCalls(
  db: Database,
  where: RawBuilder<unknown>,
  limit: number,
  lock = false,
): Promise<CallRecord[]> {
  const { rows } = await sql<CallRecord>`
    select p.id, p.state, p.input, p.logged_by, u.name as by_name, p.at, p.due_at, p.seconds, p.case_id, k.number, k.subject, p.error
    from phone_calls p left join users u on u.id = p.logged_by left join cases k on k.id = p.case_id
    where ${where} order by p.at desc, p.id desc limit ${limit} ${lock ? sql`for update of p` : sql``}
  `.execute(db);
  return rows;
}

export interface CallerRecord {
  id: string;
  name: string;
  organisation: string | null;
  exact: boolean;
  open_cases: number;
}

/**
 * Who may be calling: whoever has this very number, else names, numbers and addresses that hold what was typed. Candidates are
 * bounded before they are sorted; the last heard of come first.
 */
export async function selectCallers(
  db: Database,
  asked: { words: string; number: string | null; digits: string },
  seen: RawBuilder<unknown>,
): Promise<CallerRecord[]> {
  const like = `%${asked.words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const digits = asked.digits.length < 3 ? null : `%${asked.digits}%`;
  const { rows } = await sql<CallerRecord>`
    with exact as (select coalesce(x.merged_into, x.id) as id from identities i join customers x on x.id = i.customer_id
        where i.kind = 'phone' and i.value = ${asked.number} limit 5),
      found as (
        select id, true as exact from exact
        union (select id, false from customers where name ilike ${like} and merged_into is null limit 300)
        union (select coalesce(x.merged_into, x.id), false from identities i join customers x on x.id = i.customer_id
          where i.kind in ('email', 'phone') and i.value ilike ${like} limit 300)
        union (select coalesce(x.merged_into, x.id), false from identities i join customers x on x.id = i.customer_id
          where i.kind = 'phone' and i.value like ${digits} limit 100)),
      best as (select id, bool_or(exact) as exact from found group by id),
      shown as (select c.id, c.name, c.organisation_id, b.exact, c.last_heard_at from best b join customers c on c.id = b.id
        order by b.exact desc, lower(c.name) like lower(${`${asked.words}%`}) desc, c.last_heard_at desc nulls last, c.id limit 6)
    select s.id, s.name, o.name as organisation, s.exact,
      (select count(*) from cases k where k.customer_id = s.id and k.state <> 'closed' and ${seen})::int as open_cases
    from shown s left join organisations o on o.id = s.organisation_id
    order by s.exact desc, lower(s.name) like lower(${`${asked.words}%`}) desc, s.last_heard_at desc nulls last, s.id
  `.execute(db);
  return rows;
}
