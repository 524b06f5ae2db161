import { sql, type Updateable } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';
import type { MailboxConnections } from '../../store/tables.generated.ts';

/** How a mailbox is fetched and how it sends, with its address. */
export function findConnection(db: Database, mailboxId: string) {
  return db
    .selectFrom('mailbox_connections as c')
    .innerJoin('mailboxes as b', 'b.id', 'c.mailbox_id')
    .selectAll('c')
    .select(['b.address', 'b.simulated'])
    .where('c.mailbox_id', '=', mailboxId)
    .executeTakeFirst();
}
export type ConnectionRecord = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

/** The same, locked: two nodes that want a fresh token ask for one. */
export function lockConnection(trx: Transaction, mailboxId: string) {
  return trx
    .selectFrom('mailbox_connections as c')
    .innerJoin('mailboxes as b', 'b.id', 'c.mailbox_id')
    .selectAll('c')
    .select(['b.address', 'b.simulated'])
    .where('c.mailbox_id', '=', mailboxId)
    .forUpdate('c')
    .executeTakeFirst();
}

export function listConnectionRows(db: Database) {
  return db
    .selectFrom('mailbox_connections as c')
    .innerJoin('mailboxes as b', 'b.id', 'c.mailbox_id')
    .selectAll('c')
    .select('b.address')
    .orderBy('b.name')
    .limit(200)
    .execute();
}

export function listFolderRows(db: Database) {
  return db
    .selectFrom('mailbox_folders')
    .select(['mailbox_id', 'folder', 'fetched'])
    .select(sql<number>`cardinality(stuck)`.as('stuck'))
    .orderBy('folder')
    .limit(4000)
    .execute();
}

/** Mailboxes that should be fetched now, with the revision of their settings. */
export function listToFetch(db: Database, now: Date) {
  return db
    .selectFrom('mailbox_connections')
    .select(['mailbox_id', 'revision', 'next_try_at'])
    .where('enabled', '=', true)
    .where('imap_host', 'is not', null)
    .where((eb) => eb.or([eb('next_try_at', 'is', null), eb('next_try_at', '<=', now)]))
    .execute();
}

export type ConnectionChange = Omit<Updateable<MailboxConnections>, 'mailbox_id'>;

export function upsertConnection(trx: Transaction, mailboxId: string, now: Date, change: ConnectionChange) {
  return trx
    .insertInto('mailbox_connections')
    .values({ mailbox_id: mailboxId, start_at: now, changed_at: now, ...change })
    .onConflict((conflict) =>
      conflict.column('mailbox_id').doUpdateSet({
        ...change,
        changed_at: now,
        revision: sql<number>`mailbox_connections.revision + 1`,
      }),
    )
    .execute();
}

/** Notes something about a connection that its settings do not contain: whoever fetches goes on. */
export function updateConnection(trx: Transaction, mailboxId: string, change: ConnectionChange) {
  return trx.updateTable('mailbox_connections').set(change).where('mailbox_id', '=', mailboxId).execute();
}

export function deleteConnection(trx: Transaction, mailboxId: string) {
  return trx
    .deleteFrom('mailbox_connections')
    .where('mailbox_id', '=', mailboxId)
    .returning('mailbox_id')
    .executeTakeFirst();
}

export function findFolder(db: Database, mailboxId: string, folder: string) {
  return db
    .selectFrom('mailbox_folders')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .where('folder', '=', folder)
    .executeTakeFirst();
}
export type FolderRecord = NonNullable<Awaited<ReturnType<typeof findFolder>>>;

/** Begins a folder, or begins it again under a new UIDVALIDITY. */
export function beginFolder(
  trx: Transaction,
  row: { mailbox_id: string; folder: string; uid_validity: number; known_below: number },
) {
  const begun = { uid_validity: row.uid_validity, known_below: row.known_below, last_uid: 0, acted_uid: 0, stuck: [] };
  return trx
    .insertInto('mailbox_folders')
    .values({ ...row, ...begun })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'folder']).doUpdateSet(begun))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function updateFolder(
  trx: Transaction,
  at: { mailbox_id: string; folder: string },
  change: Partial<{ last_uid: number; acted_uid: number; stuck: number[] }>,
  fetched = 0,
) {
  return trx
    .updateTable('mailbox_folders')
    .set({ ...change, ...(fetched === 0 ? {} : { fetched: sql<number>`fetched + ${fetched}` }) })
    .where('mailbox_id', '=', at.mailbox_id)
    .where('folder', '=', at.folder)
    .execute();
}

/** Mails that were fetched under this Message-ID into this mailbox: few, or the sender repeats itself. */
export function listFetchedUnder(db: Database, mailboxId: string, rfcMessageId: string) {
  return db
    .selectFrom('mail_sources')
    .select('raw')
    .where('door', '=', 'imap')
    .where('rfc_message_id', '=', rfcMessageId)
    .where('mailbox_id', '=', mailboxId)
    .limit(5)
    .execute();
}
