import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

/** Links to choose a password stand beside what sign-in itself remembers for a while, under names of their own. */
const named = (because: string, hash: string) => `password-${because}:${hash}`;
const purposes = ['new', 'forgotten'] as const;
const allNames = (hash: string) => purposes.map((because) => named(because, hash));

/** An active colleague by id or address, and whether he has a password. */
export async function findReachable(db: Database, who: { userId: string } | { email: string }) {
  const query = db
    .selectFrom('users as u')
    .select(['u.id', 'u.name', 'u.email', 'u.language', 'u.time_zone'])
    .select(
      sql<boolean>`exists (select from accounts a where a.user_id = u.id and a.password is not null)`.as(
        'has_password',
      ),
    )
    .where('u.active', '=', true);
  const found = 'userId' in who ? query.where('u.id', '=', who.userId) : query.where('u.email', '=', who.email);
  return found.executeTakeFirst();
}

/** Stores a link in place of all earlier ones of this person; those of others that are over go as well. */
export async function replacePasswordLink(
  trx: Transaction,
  link: { id: string; userId: string; hash: string; because: string; until: Date },
  now: Date,
): Promise<void> {
  await trx
    .deleteFrom('verifications')
    .where('identifier', 'like', 'password-%')
    .where((eb) => eb.or([eb('value', '=', link.userId), eb('expires_at', '<=', now)]))
    .execute();
  await trx
    .insertInto('verifications')
    .values({
      id: link.id,
      identifier: named(link.because, link.hash),
      value: link.userId,
      expires_at: link.until,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

/** Whether a link of this person was made since an instant. */
export async function hasLinkSince(db: Database, userId: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('verifications')
    .select('id')
    .where('identifier', 'like', 'password-%')
    .where('value', '=', userId)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** The links of a person open nothing any more. */
export async function dropPasswordLinksOf(trx: Transaction, userId: string): Promise<void> {
  await trx.deleteFrom('verifications').where('identifier', 'like', 'password-%').where('value', '=', userId).execute();
}

/** A link that still opens something, with whom it belongs to. */
export function findPasswordLink(db: Database, hash: string, now: Date) {
  return db
    .selectFrom('verifications as v')
    .innerJoin('users as u', (join) => join.on(sql`u.id::text`, '=', sql`v.value`))
    .select(['u.id', 'u.name', 'u.email', 'v.expires_at'])
    .select(sql<string>`substring(v.identifier from 'password-([a-z]+):')`.as('because'))
    .where('v.identifier', 'in', allNames(hash))
    .where('v.expires_at', '>', now)
    .where('u.active', '=', true)
    .executeTakeFirst();
}

/** Uses a link up. @returns whom it belonged to; undefined when it opens nothing */
export async function takePasswordLink(trx: Transaction, hash: string, now: Date) {
  const link = await findPasswordLink(trx, hash, now);
  if (link === undefined) return undefined;
  // of two who press at once, one takes it
  const taken = await trx
    .deleteFrom('verifications')
    .where('identifier', 'in', allNames(hash))
    .returning('id')
    .executeTakeFirst();
  return taken === undefined ? undefined : link;
}

/** The stored password and the address of a colleague. */
export function findPasswordOf(db: Database, userId: string) {
  return db
    .selectFrom('users as u')
    .leftJoin('accounts as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'))
    .select(['u.email', 'a.password as hash'])
    .where('u.id', '=', userId)
    .executeTakeFirst();
}

/** Stores a password in place of the one there was, if any. */
export async function storePassword(
  trx: Transaction,
  account: { id: string; userId: string; hash: string },
  now: Date,
): Promise<void> {
  const changed = await trx
    .updateTable('accounts')
    .set({ password: account.hash, updated_at: now })
    .where('user_id', '=', account.userId)
    .where('provider_id', '=', 'credential')
    .returning('id')
    .executeTakeFirst();
  if (changed !== undefined) return;
  await trx
    .insertInto('accounts')
    .values({
      id: account.id,
      user_id: account.userId,
      account_id: account.userId,
      provider_id: 'credential',
      password: account.hash,
    })
    .execute();
}

/** Ends the sessions of a person but that of one token. @returns how many */
export async function endSessionsExcept(trx: Transaction, userId: string, keep: string | null): Promise<number> {
  let query = trx.deleteFrom('sessions').where('user_id', '=', userId);
  if (keep !== null) query = query.where('token', '<>', keep);
  const { numDeletedRows } = await query.executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Forgets key and backup codes of a colleague. */
export async function deleteTwoFactorOf(trx: Transaction, userId: string): Promise<void> {
  await trx.deleteFrom('two_factors').where('user_id', '=', userId).execute();
  await trx.updateTable('users').set({ two_factor_enabled: false }).where('id', '=', userId).execute();
}
