import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../context.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import type { SpokenPromises } from '../../../store/tables.generated.ts';
import { visibleCases } from '../../cases/index.ts';

export interface SpokenRow {
  id: string;
  message_id: string;
  user_id: string | null;
  user_name: string | null;
  said_at: Date;
  said_key: string;
  quote: string;
  what: string;
  condition: string | null;
  due_at: Date | null;
  precision: 'minute' | 'part' | 'day' | 'week' | 'month' | null;
  strength: 'firm' | 'weak';
  language: string;
  shape: string;
  read_by: 'words' | 'assistant';
  please_check: boolean;
  state: 'proposed' | 'confirmed' | 'dismissed' | 'muted';
  case_id: string;
  case_number: number;
  case_subject: string;
  customer_id: string;
  customer_name: string;
}

/** A case follows its messages when it is merged, so the case of a proposal is that of its message. */
const shownFrom = sql`spoken_promises s join messages m on m.id = s.message_id join cases k on k.id = m.case_id
  join customers c on c.id = k.customer_id left join users u on u.id = s.user_id`;
const shownColumns = sql`s.id, s.message_id, s.user_id, u.name as user_name, s.said_at, s.said_at::text as said_key, s.quote, s.what, s.condition,
  s.due_at, s.precision, s.strength, s.language, s.shape, s.read_by, s.please_check, s.state, k.id as case_id, k.number as case_number, k.subject as case_subject,
  c.id as customer_id, c.name as customer_name`;

/** Unanswered proposals of cases one may see, newest first. */
export async function listProposed(
  ctx: Context,
  filter: { caseId: string | undefined; userId: string | undefined },
  after: { saidAt: string; id: string } | undefined,
  limit: number,
): Promise<SpokenRow[]> {
  const where: RawBuilder<unknown>[] = [sql`s.state = 'proposed'`, visibleCases(ctx.actor)];
  if (filter.caseId !== undefined) where.push(sql`m.case_id = ${filter.caseId}`);
  if (filter.userId !== undefined) where.push(sql`s.user_id = ${filter.userId}`);
  if (after !== undefined) where.push(sql`(s.said_at, s.id) < (${after.saidAt}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await sql<SpokenRow>`select ${shownColumns} from ${shownFrom} where ${sql.join(where, sql` and `)}
    order by s.said_at desc, s.id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** One proposal of a case one may see, held for a decision. */
export async function holdSpoken(ctx: Context, trx: Transaction, id: string): Promise<SpokenRow | undefined> {
  const { rows } = await sql<SpokenRow>`select ${shownColumns} from ${shownFrom}
    where s.id = ${id} and ${visibleCases(ctx.actor)} for update of s`.execute(trx);
  return rows[0];
}

/** The sent message an event speaks of, with who wrote it and by whose hours. */
export async function findSaid(db: Database, messageId: string) {
  return db
    .selectFrom('messages as m')
    .innerJoin('cases as k', 'k.id', 'm.case_id')
    .leftJoin('users as u', 'u.id', 'm.author_user_id')
    .select([
      'm.id',
      'm.text',
      'm.at',
      'm.author_user_id',
      'm.direction',
      'm.kind',
      'k.team_id',
      'u.time_zone',
      'u.language',
    ])
    .where('m.id', '=', messageId)
    .executeTakeFirst();
}

/** Proposes a promise of a message; false when the same is proposed already. */
export async function insertSpoken(trx: Transaction, row: Insertable<SpokenPromises>): Promise<boolean> {
  const added = await trx
    .insertInto('spoken_promises')
    .values(row)
    .onConflict((conflict) => conflict.columns(['message_id', 'quote', 'what']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** What has been proposed of a message, whatever became of it. */
export function listSpokenOf(trx: Transaction, messageId: string) {
  return trx
    .selectFrom('spoken_promises')
    .select(['id', 'quote', 'state', 'due_at'])
    .where('message_id', '=', messageId)
    .execute();
}

/** Gives a proposal an hour that somebody should look at. */
export function addHour(trx: Transaction, id: string, dueAt: Date, precision: string | null) {
  return trx
    .updateTable('spoken_promises')
    .set({ due_at: dueAt, precision, please_check: true })
    .where('id', '=', id)
    .execute();
}

/** The promises already made with a message. */
export function findPromisedWith(db: Database, messageId: string) {
  return db.selectFrom('promises').select(['spoken_words', 'due_at']).where('message_id', '=', messageId).execute();
}

/** The hours that promises of the case were moved to with this message: it announces them. */
export async function findMovedWith(db: Database, messageId: string): Promise<Date[]> {
  const { rows } = await sql<{ due_at: Date }>`
    select p.due_at from messages m join promises p on p.case_id = m.case_id
      join promise_facts f on f.promise_id = p.id and f.fact = 'renegotiated' and f.at = m.at
    where m.id = ${messageId} and p.due_at is not null`.execute(db);
  return rows.map(({ due_at }) => due_at);
}

/** How often a person confirmed and dismissed words of these shapes as no promise. */
export async function countLearned(db: Database, userId: string, shapes: readonly string[]) {
  if (shapes.length === 0) return [];
  const { rows } = await sql<{ shape: string; confirmed: number; dismissed: number }>`
    select shape, count(*) filter (where state = 'confirmed')::int as confirmed,
      count(*) filter (where state = 'dismissed' and reason = 'no-promise')::int as dismissed
    from spoken_promises where user_id = ${userId} and state in ('confirmed', 'dismissed') and shape = any(${[...shapes]}::text[])
    group by shape`.execute(db);
  return rows;
}

/** Open promises of a keeper between two instants, soonest first. */
export function listKeptBetween(db: Database, keeperId: string, from: Date, to: Date) {
  return db
    .selectFrom('promises')
    .select(['what', 'kind', 'clock', 'due_at'])
    .where('state', '=', 'open')
    .where('keeper_id', '=', keeperId)
    .where('due_at', '>=', from)
    .where('due_at', '<', to)
    .orderBy('due_at')
    .limit(100)
    .execute();
}

/** By when a policy has promised this case solved. An answer that promises is itself the response the other clocks wait for. */
export function findSoonestPolicy(db: Database, caseId: string) {
  return db
    .selectFrom('promises')
    .select(['clock', 'due_at'])
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .where('kind', '=', 'policy')
    .where('clock', '=', 'resolution')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
}

/** The absence of a colleague, planned or running, that a moment falls into. */
export async function findAbsenceOver(db: Database, userId: string, at: Date) {
  const { rows } = await sql<{ name: string; until_at: Date | null }>`
    select u.name, a.until_at from absences a join users u on u.id = a.user_id
    where a.user_id = ${userId} and a.ended_at is null and a.from_at <= ${at} and (a.until_at is null or a.until_at > ${at})
    order by a.from_at limit 1
  `.execute(db);
  return rows[0];
}
