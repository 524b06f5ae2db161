import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

export interface AbsenceRow {
  id: string;
  user_id: string;
  user_name: string;
  from_at: Date;
  until_at: Date | null;
  delegate_id: string | null;
  delegate_name: string | null;
  hand_over: boolean;
  take_back: boolean;
  note: string;
  began_at: Date | null;
  ended_at: Date | null;
  handed_over: number;
  returned: number;
}

const columns = sql`a.id, a.user_id, u.name as user_name, a.from_at, a.until_at, a.delegate_id, d.name as delegate_name, a.hand_over,
  a.take_back, a.note, a.began_at, a.ended_at,
  (select count(*)::int from absence_handovers h where h.absence_id = a.id) as handed_over,
  (select count(*)::int from absence_handovers h where h.absence_id = a.id and h.returned_at is not null) as returned`;
const named = sql`from absences a join users u on u.id = a.user_id left join users d on d.id = a.delegate_id`;

export async function findAbsence(db: Database, id: string, lock = false): Promise<AbsenceRow | undefined> {
  if (lock) await sql`select 1 from absences where id = ${id} for update`.execute(db);
  const { rows } = await sql<AbsenceRow>`select ${columns} ${named} where a.id = ${id}`.execute(db);
  return rows[0];
}

export async function listAbsencesAfter(
  db: Database,
  filter: { userId: string | undefined; current: boolean },
  after: (string | number | null)[] | undefined,
  limit: number,
): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`
    select ${columns} ${named}
    where ${filter.userId === undefined ? sql`true` : sql`a.user_id = ${filter.userId}`}
      and ${filter.current ? sql`a.ended_at is null` : sql`true`}
      and ${after === undefined ? sql`true` : sql`(a.from_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by a.from_at desc, a.id desc limit ${limit + 1}
  `.execute(db);
  return rows;
}

export function insertAbsence(
  trx: Transaction,
  row: {
    id: string;
    user_id: string;
    from_at: Date;
    until_at: Date | null;
    delegate_id: string | null;
    hand_over: boolean;
    take_back: boolean;
    note: string;
    made_by: string | null;
    made_at: Date;
  },
) {
  return trx.insertInto('absences').values(row).execute();
}

/** Whether somebody is or will be away in a stretch of time already. */
export async function overlaps(trx: Transaction, userId: string, from: Date, until: Date | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from absences where user_id = ${userId} and ended_at is null
      and (until_at is null or until_at > ${from}) and (${until}::timestamptz is null or from_at < ${until}) limit 1
  `.execute(trx);
  return rows.length > 0;
}

export function markBegan(trx: Transaction, id: string, at: Date) {
  return trx.updateTable('absences').set({ began_at: at }).where('id', '=', id).execute();
}

export function markEnded(trx: Transaction, id: string, at: Date) {
  return trx.updateTable('absences').set({ ended_at: at }).where('id', '=', id).execute();
}

/** One absence whose beginning, or whose end, has come; held, and skipped where another node holds it. One begins after another has ended. */
export async function takeDueAbsence(trx: Transaction, which: 'begin' | 'end', now: Date): Promise<string | undefined> {
  const due =
    which === 'begin'
      ? sql`began_at is null and ended_at is null and from_at <= ${now} and not exists (select from absences r
          where r.user_id = absences.user_id and r.began_at is not null and r.ended_at is null) order by from_at`
      : sql`began_at is not null and ended_at is null and until_at <= ${now} order by until_at`;
  const { rows } = await sql<{ id: string }>`
    select id from absences where ${due} limit 1 for update skip locked
  `.execute(trx);
  return rows[0]?.id;
}

/** The absence of somebody that is over by the clock and was not ended yet; held. */
export async function takeLapsedAbsence(trx: Transaction, userId: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from absences where user_id = ${userId} and began_at is not null and ended_at is null and until_at <= ${now} for update
  `.execute(trx);
  return rows[0]?.id;
}

/** A colleague who may be given cases. */
export function findServing(db: Database, id: string) {
  return db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', '=', id)
    .where('active', '=', true)
    .where('role', '<>', 'colleague')
    .executeTakeFirst();
}
