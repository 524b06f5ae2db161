import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { Report } from '../../../contract/reports.ts';

export interface WishRow {
  user_id: string;
  rhythm: 'weekly' | 'monthly';
  weekday: number;
  hour: number;
  figures: string[];
  next_at: Date | null;
  stopped_at: Date | null;
  stopped_by: string | null;
  withheld_at: Date | null;
}

const wishColumns = [
  'user_id',
  'rhythm',
  'weekday',
  'hour',
  'figures',
  'next_at',
  'stopped_at',
  'stopped_by',
  'withheld_at',
] as const;

export async function findWish(db: Database, userId: string): Promise<WishRow | undefined> {
  const row = await db.selectFrom('report_wishes').select(wishColumns).where('user_id', '=', userId).executeTakeFirst();
  return row as WishRow | undefined;
}

export async function saveWish(
  trx: Transaction,
  wish: Pick<WishRow, 'user_id' | 'rhythm' | 'weekday' | 'hour' | 'figures'> & { next_at: Date; made_at: Date },
): Promise<void> {
  const { user_id, made_at, ...chosen } = wish;
  await trx
    .insertInto('report_wishes')
    .values({ user_id, made_at, ...chosen })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ ...chosen, stopped_at: null, stopped_by: null }))
    .execute();
}

/** Ends the mails of somebody; false when there were none to end. */
export async function endWish(trx: Transaction, userId: string, by: string | null, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('report_wishes')
    .set({ next_at: null, stopped_at: at, stopped_by: by })
    .where('user_id', '=', userId)
    .where('next_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function noteWithheld(trx: Transaction, userId: string, at: Date | null): Promise<void> {
  await trx.updateTable('report_wishes').set({ withheld_at: at }).where('user_id', '=', userId).execute();
}

/** One wish that is due, of an account that is on; nobody else takes it until the transaction ends. */
export async function takeDueWish(trx: Transaction, now: Date): Promise<WishRow | undefined> {
  const { rows } = await sql<WishRow>`
    select ${sql.join(wishColumns.map((column) => sql.ref(`w.${column}`)))}
    from report_wishes w join users u on u.id = w.user_id and u.active
    where w.next_at <= ${now} order by w.next_at limit 1 for update of w skip locked
  `.execute(trx);
  return rows[0];
}

export async function moveWish(trx: Transaction, userId: string, nextAt: Date): Promise<void> {
  await trx.updateTable('report_wishes').set({ next_at: nextAt }).where('user_id', '=', userId).execute();
}

export interface ReportRow {
  id: string;
  user_id: string;
  name: string;
  rhythm: Report['rhythm'];
  from_day: string;
  to_day: string;
  figures: string[];
  state: Report['state'];
  due_at: Date;
  sent_at: Date | null;
  attempts: number;
  links: Record<string, unknown>;
}

const reportColumns = sql.raw(
  'r.id, r.user_id, u.name, r.rhythm, r.from_day, r.to_day, r.figures, r.state, r.due_at, r.sent_at, r.attempts, r.links',
);

/** Notes a mail to be written; nothing when there is one of this period already. */
export async function insertReport(
  trx: Transaction,
  row: Pick<ReportRow, 'id' | 'user_id' | 'rhythm' | 'from_day' | 'to_day' | 'figures' | 'due_at'>,
): Promise<void> {
  await trx
    .insertInto('reports')
    .values({ ...row, state: 'waiting', take_at: row.due_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes a waiting mail on until `until`: whoever dies with it lets another have it then. */
export async function takeWaiting(db: Database, now: Date, until: Date): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    with taken as (
      update reports set take_at = ${until}, attempts = attempts + 1
      where id = (select id from reports where state = 'waiting' and take_at <= ${now} order by take_at limit 1 for update skip locked)
      returning *)
    select ${reportColumns} from taken r join users u on u.id = r.user_id
  `.execute(db);
  return rows[0];
}

/** Ends a waiting mail; false when another node was quicker. */
export async function endWaiting(
  trx: Transaction,
  id: string,
  end: { state: 'sent' | 'withheld' | 'failed'; at: Date; figures?: string[]; links?: unknown },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('reports')
    .set({
      state: end.state,
      take_at: null,
      sent_at: end.state === 'sent' ? end.at : null,
      ...(end.figures === undefined ? {} : { figures: end.figures }),
      ...(end.links === undefined ? {} : { links: JSON.stringify(end.links) }),
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setOutbox(trx: Transaction, id: string, outboxId: string): Promise<void> {
  await trx.updateTable('reports').set({ outbox_id: outboxId }).where('id', '=', id).execute();
}

export async function findReport(db: Database, id: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select ${reportColumns} from reports r join users u on u.id = r.user_id where r.id = ${id}
  `.execute(db);
  return rows[0];
}

export async function listReportsAfter(
  db: Database,
  filter: { readerId?: string | undefined; after?: (string | number | null)[] | undefined; limit: number },
): Promise<ReportRow[]> {
  const { readerId, after, limit } = filter;
  const { rows } = await sql<ReportRow>`
    select ${reportColumns} from reports r join users u on u.id = r.user_id
    where true
      ${readerId === undefined ? sql`` : sql`and r.user_id = ${readerId}`}
      ${after === undefined ? sql`` : sql`and (r.due_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by r.due_at desc, r.id desc limit ${limit}
  `.execute(db);
  return rows;
}

export async function countAskedSince(db: Database, userId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reports where user_id = ${userId} and rhythm = 'asked' and due_at > ${since}
  `.execute(db);
  return rows[0]?.n ?? 0;
}
