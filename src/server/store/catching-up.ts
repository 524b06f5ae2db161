/**
 * Work that was not done while the house stood still. It is told together, not one by one, by every node alike: also by one that
 * joins in the middle, sees only what is left, and would take that for an ordinary day.
 */
import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';

export type CatchUp = 'promises' | 'escalations';

/** Begins to catch up on what was due by `until`, or lets what has begun reach as far. */
export async function beginCatchUp(db: Database, name: CatchUp, until: Date, now: Date): Promise<void> {
  await sql`
    insert into catch_ups (name, until_at, began_at) values (${name}, ${until}, ${now})
    on conflict (name) where ended_at is null do update set until_at = excluded.until_at where catch_ups.until_at < excluded.until_at
  `.execute(db);
}

/** What was due by this moment is being caught up on; null on an ordinary day. */
export async function findCatchUp(db: Database, name: CatchUp): Promise<Date | null> {
  const row = await db
    .selectFrom('catch_ups')
    .select('until_at')
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.until_at ?? null;
}

/** Counts what went wrong, in the transaction that noticed it. */
export async function countCaughtUp(trx: Transaction, name: CatchUp, count: number): Promise<void> {
  if (count === 0) return;
  await trx
    .updateTable('catch_ups')
    .set((eb) => ({ count: eb('count', '+', count) }))
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .execute();
}

/**
 * Ends it when nothing of it is left, what other nodes have in hand included.
 * @param left says by a query whether something is left that was due by `catch_ups.until_at`
 * @returns how much went wrong; undefined while it goes on, and when another node has ended it
 */
export async function endCatchUp(
  trx: Transaction,
  name: CatchUp,
  now: Date,
  left: ReturnType<typeof sql>,
): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`
    update catch_ups set ended_at = ${now} where name = ${name} and ended_at is null and not exists (${left}) returning count
  `.execute(trx);
  return rows[0]?.count;
}
