import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

export interface AwayRow {
  id: string;
  user_id: string;
  user_name: string;
  /** He has left: nothing comes back to him. */
  user_gone: boolean;
  delegate_id: string | null;
  delegate_name: string | null;
  hand_over: boolean;
  take_back: boolean;
  note: string;
  until_at: Date | null;
  began_at: Date | null;
  ended_at: Date | null;
  delegate_away: boolean;
  language: string;
}

export async function findAway(db: Database, id: string): Promise<AwayRow | undefined> {
  const { rows } = await sql<AwayRow>`
    select a.id, a.user_id, u.name as user_name, not u.active as user_gone, a.delegate_id, d.name as delegate_name, a.hand_over, a.take_back, a.note, a.until_at,
      a.began_at, a.ended_at,
      coalesce(not d.active, false) or exists (select from absences x where x.user_id = a.delegate_id and x.began_at is not null and x.ended_at is null) as delegate_away,
      coalesce((select language from company), 'en') as language
    from absences a join users u on u.id = a.user_id left join users d on d.id = a.delegate_id where a.id = ${id}
  `.execute(db);
  return rows[0];
}

/** A stretch of the open cases of somebody that this absence has not handed over yet. */
export async function listOpenCases(db: Database, absenceId: string, userId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from cases k where k.assignee_id = ${userId} and k.state <> 'closed'
      and not exists (select from absence_handovers h where h.absence_id = ${absenceId} and h.case_id = k.id)
    order by k.id limit ${most}
  `.execute(db);
  return rows.map((row) => row.id);
}

/** The open promises of somebody that do not follow a case's assignee by themselves. */
export async function listOwnPromises(
  db: Database,
  absenceId: string,
  userId: string,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from promises p where p.keeper_id = ${userId} and p.state = 'open'
      and not exists (select from absence_handovers h where h.absence_id = ${absenceId} and h.promise_id = p.id)
    order by p.due_at, p.id limit ${most}
  `.execute(db);
  return rows.map((row) => row.id);
}

export function insertHandover(
  trx: Transaction,
  row: { absence_id: string; case_id?: string; promise_id?: string; to_id: string | null; at: Date },
) {
  return trx
    .insertInto('absence_handovers')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What is still where this absence put it, and may come back. */
export async function listReturning(
  db: Database,
  absenceId: string,
  most: number,
): Promise<{ case_id: string | null; promise_id: string | null }[]> {
  const { rows } = await sql<{ case_id: string | null; promise_id: string | null }>`
    select h.case_id, h.promise_id from absence_handovers h left join cases k on k.id = h.case_id left join promises p on p.id = h.promise_id
    where h.absence_id = ${absenceId} and h.returned_at is null
      and (h.case_id is null or (k.state <> 'closed' and k.assignee_id is not distinct from h.to_id))
      and (h.promise_id is null or (p.state = 'open' and p.keeper_id is not distinct from h.to_id))
    order by h.case_id, h.promise_id limit ${most}
  `.execute(db);
  return rows;
}

export function markReturned(
  trx: Transaction,
  absenceId: string,
  of: { case_id: string | null; promise_id: string | null },
  at: Date,
) {
  return sql`
    update absence_handovers set returned_at = ${at} where absence_id = ${absenceId}
      and case_id is not distinct from ${of.case_id}::uuid and promise_id is not distinct from ${of.promise_id}::uuid
  `.execute(trx);
}

/** Who leads somebody's teams; the owners where nobody does. */
export async function listLeads(db: Database, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with leads as (
      select distinct u.id from users u join team_members m on m.user_id = u.id join team_members mine on mine.team_id = m.team_id and mine.user_id = ${userId}
      where u.active and u.id <> ${userId} and u.role in ('lead', 'manager'))
    select id from leads union all select id from users where role = 'owner' and active and id <> ${userId} and not exists (select from leads)
  `.execute(db);
  return rows.map((row) => row.id);
}
