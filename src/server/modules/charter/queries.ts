import { sql } from 'kysely';
import type { Database, Transaction } from '../../store/database.ts';

const charterColumns = [
  'id',
  'version',
  'word',
  'meaning',
  'proofs',
  'motto',
  'synonyms',
  'why_changed',
  'agreed_by',
  'made_by',
  'made_at',
  'review_on',
] as const;

const proposalColumns = [
  'id',
  'word',
  'meaning',
  'proofs',
  'motto',
  'synonyms',
  'why_changed',
  'review_on',
  'state',
  'agreed_by',
  'proposed_by',
  'proposed_at',
] as const;

const standardColumns = ['id', 'name', 'description', 'position', 'retired_at'] as const;

/** The version that holds now. */
export function findCurrentCharter(db: Database) {
  return db.selectFrom('charters').select(charterColumns).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/**
 * The version that holds now, while nobody else can make the next one. The lock is on the table, not on the row:
 * a row that was read before a newer one was inserted would still be the old one when its lock is free.
 */
export async function holdCurrentCharter(trx: Transaction) {
  await sql`lock table charters in share row exclusive mode`.execute(trx);
  return findCurrentCharter(trx);
}

export type CharterRow = NonNullable<Awaited<ReturnType<typeof findCurrentCharter>>>;

/** Versions before a number, newest first. */
export function listCharters(db: Database, before: number | undefined, limit: number) {
  let query = db.selectFrom('charters').select(charterColumns).orderBy('version', 'desc').limit(limit);
  if (before !== undefined) query = query.where('version', '<', before);
  return query.execute();
}

export async function insertCharter(
  trx: Transaction,
  charter: Omit<CharterRow, 'proofs' | 'synonyms' | 'agreed_by'> & {
    proofs: string[];
    synonyms: string[];
    agreed_by: string[];
  },
): Promise<void> {
  await trx.insertInto('charters').values(charter).execute();
}

export async function setReview(trx: Transaction, id: string, reviewOn: string | null): Promise<void> {
  await trx.updateTable('charters').set({ review_on: reviewOn }).where('id', '=', id).execute();
}

export async function addAgreement(
  trx: Transaction,
  table: 'charters' | 'charter_proposals',
  id: string,
  userId: string,
): Promise<void> {
  await trx
    .updateTable(table)
    .set({ agreed_by: sql`array_append(agreed_by, ${userId}::uuid)` })
    .where('id', '=', id)
    .execute();
}

/** Names by id, for whoever is named in a page of versions. */
export async function namesOf(db: Database, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export function findProposal(db: Database, id: string, lock = false) {
  const query = db.selectFrom('charter_proposals').select(proposalColumns).where('id', '=', id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

export type ProposalRow = NonNullable<Awaited<ReturnType<typeof findProposal>>>;

export function listProposalsAfter(
  db: Database,
  options: { state: string | undefined; after: (string | number | null)[] | undefined; limit: number },
) {
  let query = db
    .selectFrom('charter_proposals')
    .select(proposalColumns)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit + 1);
  if (options.state !== undefined) query = query.where('state', '=', options.state);
  if (options.after !== undefined)
    query = query.where((eb) =>
      eb(
        eb.refTuple('proposed_at', 'id'),
        '<',
        eb.tuple(sql<Date>`${String(options.after![0])}::timestamptz`, String(options.after![1])),
      ),
    );
  return query.execute();
}

export async function insertProposal(
  trx: Transaction,
  proposal: {
    id: string;
    word: string;
    meaning: string;
    proofs: string[];
    motto: string;
    synonyms: string[];
    why_changed: string;
    review_on: string | null;
    agreed_by: string[];
    proposed_by: string | null;
    proposed_at: Date;
  },
): Promise<void> {
  await trx.insertInto('charter_proposals').values(proposal).execute();
}

export async function decideProposalRow(
  trx: Transaction,
  id: string,
  decision: { state: 'adopted' | 'declined'; decided_by: string | null; decided_at: Date },
): Promise<void> {
  await trx.updateTable('charter_proposals').set(decision).where('id', '=', id).execute();
}

export function findStandard(db: Database, id: string) {
  return db.selectFrom('standards').select(standardColumns).where('id', '=', id).executeTakeFirst();
}

export type StandardRow = NonNullable<Awaited<ReturnType<typeof findStandard>>>;

export function listStandardsAfter(
  db: Database,
  options: { retired: boolean; after: (string | number | null)[] | undefined; limit: number },
) {
  let query = db
    .selectFrom('standards')
    .select(standardColumns)
    .where('retired_at', options.retired ? 'is not' : 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(options.limit + 1);
  if (options.after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('position', 'id'), '>', eb.tuple(Number(options.after![0]), String(options.after![1]))),
    );
  return query.execute();
}

/** Adds a standard; one with a key that exists already is left as it is, for seeds. */
export async function insertStandard(
  trx: Transaction,
  standard: { id: string; key: string | null; name: string; description: string; position: number },
): Promise<void> {
  await trx
    .insertInto('standards')
    .values(standard)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

export async function updateStandard(
  trx: Transaction,
  id: string,
  change: { name?: string; description?: string; position?: number; retired_at?: Date | null },
): Promise<void> {
  await trx.updateTable('standards').set(change).where('id', '=', id).execute();
}

export async function standardIdsByKey(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('standards').select(['id', 'key']).where('key', 'is not', null).execute();
  return new Map(rows.map((row) => [row.key!, row.id]));
}

export function lastPosition(db: Database) {
  return db
    .selectFrom('standards')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
}

/** The latest words customers gave, at most `most`; the language of a word is the company's. */
export function latestWords(db: Database, since: Date, most: number) {
  return db
    .selectFrom('answers')
    .select('word')
    .where('at', '>=', since)
    .where('word', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}

/** The company's language and zone, for counting syllables and for what day it is. */
export function companyPlace(db: Database) {
  return db.selectFrom('company').select(['language', 'time_zone']).executeTakeFirst();
}
