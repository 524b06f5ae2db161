import { sql, type Selectable } from 'kysely';
import type { Database, Tables, Transaction } from '../../store/database.ts';

export type ContactRow = Selectable<Tables['contacts']>;
export type MomentRow = Selectable<Tables['moments']>;
export type EvidenceRow = Selectable<Tables['moment_evidence']>;
export interface AnnouncementRow {
  moment_id: string;
  outcome: string;
  touchpoint_id: string;
  xid: string;
  event_id: number;
  /** Told as gone: nothing is counted of it. */
  gone: boolean;
}
export interface DayChange {
  touchpoint_id: string;
  day: string;
  won: number;
  neutral: number;
  lost: number;
}

export function findContacts(db: Database, contacts: string[]) {
  return db
    .selectFrom('contacts')
    .select(['contact', 'customer_id', 'case_id', 'channel', 'touchpoint_id'])
    .where('contact', 'in', contacts)
    .execute();
}

export function findMomentsByContact(db: Database, contacts: string[]) {
  return db.selectFrom('moments').selectAll().where('contact', 'in', contacts).execute();
}

export function findAnnouncements(db: Database, momentIds: string[]): Promise<AnnouncementRow[]> {
  return db
    .selectFrom('moment_announcements')
    .select(['moment_id', 'outcome', 'touchpoint_id', 'event_id', 'gone', sql<string>`xid::text`.as('xid')])
    .where('moment_id', 'in', momentIds)
    .execute();
}

export async function saveContacts(trx: Transaction, rows: ContactRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('contacts')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('contact').doUpdateSet((eb) => ({
        customer_id: eb.ref('excluded.customer_id'),
        touchpoint_id: eb.ref('excluded.touchpoint_id'),
      })),
    )
    .execute();
}

export async function saveMoments(trx: Transaction, rows: MomentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('moments')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('contact').doUpdateSet((eb) => ({
        at: eb.ref('excluded.at'),
        customer_id: eb.ref('excluded.customer_id'),
        touchpoint_id: eb.ref('excluded.touchpoint_id'),
        outcome: eb.ref('excluded.outcome'),
        evidence: eb.ref('excluded.evidence'),
        strength: eb.ref('excluded.strength'),
        quote: eb.ref('excluded.quote'),
        score: eb.ref('excluded.score'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

export async function saveEvidence(trx: Transaction, rows: EvidenceRow[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('moment_evidence').values(rows).execute();
}

/** Adds to the counts of days; rows in a fixed order, as every writer of several rows takes them. */
export async function addToDays(trx: Transaction, changes: DayChange[]): Promise<void> {
  if (changes.length === 0) return;
  await trx
    .insertInto('touchpoint_days')
    .values(changes.toSorted((one, two) => (one.touchpoint_id + one.day).localeCompare(two.touchpoint_id + two.day)))
    .onConflict((conflict) =>
      conflict.columns(['touchpoint_id', 'day']).doUpdateSet((eb) => ({
        won: eb('touchpoint_days.won', '+', eb.ref('excluded.won')),
        neutral: eb('touchpoint_days.neutral', '+', eb.ref('excluded.neutral')),
        lost: eb('touchpoint_days.lost', '+', eb.ref('excluded.lost')),
      })),
    )
    .execute();
}

export async function saveAnnouncements(trx: Transaction, rows: AnnouncementRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('moment_announcements')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('moment_id').doUpdateSet((eb) => ({
        outcome: eb.ref('excluded.outcome'),
        touchpoint_id: eb.ref('excluded.touchpoint_id'),
        xid: eb.ref('excluded.xid'),
        event_id: eb.ref('excluded.event_id'),
        gone: eb.ref('excluded.gone'),
      })),
    )
    .execute();
}

/** Throws away what was told wrongly: evidence, moments, and contacts about which nothing is left. */
export async function removeContacts(
  trx: Transaction,
  gone: { contacts: readonly string[]; moments: readonly string[]; evidenceOf: readonly string[] },
): Promise<void> {
  await trx
    .deleteFrom('moment_evidence')
    .where('moment_id', 'in', [...gone.evidenceOf])
    .execute();
  if (gone.moments.length > 0)
    await trx
      .deleteFrom('moments')
      .where('contact', 'in', [...gone.moments])
      .execute();
  if (gone.contacts.length > 0)
    await trx
      .deleteFrom('contacts')
      .where('contact', 'in', [...gone.contacts])
      .execute();
}

/** Throws away what was derived; what listeners were told stays. */
export async function emptyLedger(trx: Transaction): Promise<void> {
  await sql`truncate moment_evidence, contacts, touchpoint_days`.execute(trx);
  // gestures point at moments, and a table that is pointed at cannot be truncated
  await trx.deleteFrom('moments').execute();
}
