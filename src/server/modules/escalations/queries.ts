import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { About, Because, EscalationRow } from './rows.ts';

export const columns = sql`e.id, e.protocol_id, e.protocol_version, e.name, e.definition, e.case_id, e.promise_id, e.task_id, e.drill, e.because,
  e.state, e.step, e.next_at, e.started_at, e.acknowledged_at, e.acknowledged_by, e.handed_to, e.ended_at, e.note`;

/** Writes a new escalation; undefined when the same cause has started it already. */
export async function insertEscalation(
  trx: Transaction,
  row: About & {
    id: string;
    protocolId: string;
    version: number;
    name: string;
    definition: unknown;
    drill: boolean;
    because: Because;
    at: Date;
    by: string | null;
    note: string;
    once: string | null;
  },
): Promise<string | undefined> {
  const made = await trx
    .insertInto('escalations')
    .values({
      id: row.id,
      protocol_id: row.protocolId,
      protocol_version: row.version,
      name: row.name,
      definition: JSON.stringify(row.definition),
      case_id: row.caseId,
      promise_id: row.promiseId,
      task_id: row.taskId ?? null,
      drill: row.drill,
      because: JSON.stringify(row.because),
      started_at: row.at,
      started_by: row.by,
      next_at: row.at,
      note: row.note,
      once: row.once,
    })
    .onConflict((conflict) => conflict.column('once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id;
}

/**
 * An escalation, held until the transaction ends. `no key`: whoever tells people of it holds their alerts and writes down
 * that he did; he must not wait for whoever answers it, who waits for those alerts.
 */
export async function holdEscalation(trx: Transaction, id: string): Promise<EscalationRow | undefined> {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from escalations e where e.id = ${id}::uuid for no key update
  `.execute(trx);
  return rows[0];
}

/** The next escalation whose step is due; skipped where another node has it in hand. */
export async function takeDue(trx: Transaction, now: Date): Promise<EscalationRow | undefined> {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from escalations e where e.next_at <= ${now} order by e.next_at, e.id limit 1 for no key update skip locked
  `.execute(trx);
  return rows[0];
}

export function updateEscalation(
  trx: Transaction,
  id: string,
  change: {
    state?: EscalationRow['state'];
    step?: number;
    next_at?: Date | null;
    acknowledged_at?: Date;
    acknowledged_by?: string | null;
    handed_to?: string;
    note?: string;
    ended_at?: Date;
    end_reason?: string;
    case_id?: string;
    definition?: EscalationRow['definition'];
  },
) {
  const { definition, ...rest } = change;
  const set = definition === undefined ? rest : { ...rest, definition: JSON.stringify(definition) };
  return trx.updateTable('escalations').set(set).where('id', '=', id).execute();
}

/** What calls about a case is looked at with the next tick. */
export function lookAgain(trx: Transaction, caseId: string, now: Date) {
  return trx
    .updateTable('escalations')
    .set({ next_at: now })
    .where('case_id', '=', caseId)
    .where('state', '=', 'calling')
    .execute();
}

/** Takes back what was still to be told. */
export function dropUntold(trx: Transaction, escalationId: string) {
  return trx
    .deleteFrom('escalation_alerts')
    .where('escalation_id', '=', escalationId)
    .where('told_at', 'is', null)
    .execute();
}

/** One line of an escalation's log. */
export async function addFact(
  ctx: WritingContext,
  escalationId: string,
  fact: string,
  data: Record<string, unknown> = {},
  actorId: string | null = null,
): Promise<void> {
  await ctx.trx
    .insertInto('escalation_facts')
    .values({ escalation_id: escalationId, at: ctx.now, fact, data: JSON.stringify(data), actor_id: actorId })
    .execute();
}

export async function insertAlerts(
  trx: Transaction,
  escalationId: string,
  step: number,
  alerts: readonly { id: string; userId: string; at: Date; onCall: boolean }[],
): Promise<void> {
  if (alerts.length === 0) return;
  await trx
    .insertInto('escalation_alerts')
    .values(
      alerts.map(({ id, userId, at, onCall }) => ({
        id,
        escalation_id: escalationId,
        step,
        user_id: userId,
        due_at: at,
        on_call: onCall,
      })),
    )
    .onConflict((conflict) => conflict.columns(['escalation_id', 'step', 'user_id']).doNothing())
    .execute();
}

/** Marks what somebody was alerted of as answered; false when he was not alerted. */
export async function answerAlerts(trx: Transaction, id: string, userId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('escalation_alerts')
    .set({ acknowledged_at: at })
    .where('escalation_id', '=', id)
    .where('user_id', '=', userId)
    .where('told_at', 'is not', null)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

export async function isAlerted(db: Database, id: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('escalation_alerts')
    .select('id')
    .where('escalation_id', '=', id)
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whom a step has called, as far as its waiting depends on it. */
export interface CalledRow {
  user_id: string;
  on_call: boolean;
  due_at: Date;
  told_at: Date | null;
  acknowledged_at: Date | null;
}

export async function findCalled(trx: Transaction, id: string, step: number): Promise<CalledRow[]> {
  return trx
    .selectFrom('escalation_alerts')
    .select(['user_id', 'on_call', 'due_at', 'told_at', 'acknowledged_at'])
    .where('escalation_id', '=', id)
    .where('step', '=', step)
    .orderBy('id')
    .execute();
}

/** Alerts of a step that nobody has answered, told or still to be told. */
export async function countUnanswered(trx: Transaction, id: string, step: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from escalation_alerts
    where escalation_id = ${id}::uuid and step = ${step} and acknowledged_at is null
  `.execute(trx);
  return rows[0]?.n ?? 0;
}

/** What a case or promise still has running. */
export async function findRunning(trx: Transaction, about: { caseId?: string; promiseId?: string }) {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from escalations e where e.ended_at is null and not e.drill
      and ${about.caseId === undefined ? sql`e.promise_id = ${about.promiseId}::uuid` : sql`e.case_id = ${about.caseId}::uuid`}
    order by e.id for update
  `.execute(trx);
  return rows;
}
