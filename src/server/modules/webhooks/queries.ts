import { sql, type Selectable } from 'kysely';
import type { Role } from '../../../domain/people/permissions.ts';
import type { Actor } from '../../context.ts';
import type { Database, Transaction } from '../../store/database.ts';
import type { WebhookAttempts, WebhookMessages, Webhooks } from '../../store/tables.generated.ts';

export type WebhookRecord = Selectable<Webhooks>;
export type MessageRecord = Selectable<WebhookMessages>;
export type AttemptRecord = Selectable<WebhookAttempts>;

/** With whose eyes a webhook hears and sees: a key of its role, limited to its teams where it names some. */
export function actorOfWebhook(webhook: WebhookRecord): Actor {
  return {
    kind: 'key',
    id: webhook.id,
    role: webhook.role as Role,
    name: webhook.name,
    teamIds: webhook.team_ids,
    ...(webhook.team_ids.length === 0 ? {} : { onlyTeams: true }),
  };
}

export function findWebhook(db: Database, id: string): Promise<WebhookRecord | undefined> {
  return db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockWebhook(trx: Transaction, id: string): Promise<WebhookRecord | undefined> {
  return trx.selectFrom('webhooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listActive(db: Database): Promise<WebhookRecord[]> {
  return db.selectFrom('webhooks').selectAll().where('state', '=', 'active').orderBy('id').execute();
}

/** How many messages wait, for each webhook, counted up to a thousand. */
export async function countWaiting(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; n: number }>`
    select w.id, (select count(*)::int from (select 1 from webhook_messages m where m.webhook_id = w.id and m.state = 'waiting' limit 1000) waits) as n
    from webhooks w where w.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** A message to queue; one with an event is queued once, however often its event is read. */
export interface NewMessage {
  id: string;
  webhook_id: string;
  type: string;
  event_id: number | null;
  at: Date;
  payload: string | null;
}

/** Queues messages. @returns how many were new */
export async function insertMessages(
  trx: Transaction,
  messages: readonly NewMessage[],
  times: { now: Date; until: Date },
): Promise<number> {
  if (messages.length === 0) return 0;
  const result = await trx
    .insertInto('webhook_messages')
    .values(
      messages.map((message) => ({
        ...message,
        state: 'waiting',
        created_at: times.now,
        until: times.until,
        next_at: times.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['webhook_id', 'event_id']).where('event_id', 'is not', null).doNothing(),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

/**
 * Takes the next message of a webhook that is due, for so long that nobody else takes it. None while another one of this
 * webhook is on its way: the receiver gets one after the other.
 */
export async function claimNext(trx: Transaction, webhookId: string, now: Date, until: Date) {
  const { rows } = await sql<MessageRecord>`
    update webhook_messages set claimed_until = ${until} where id = (
      select id from webhook_messages where webhook_id = ${webhookId} and state = 'waiting' and next_at <= ${now}
        and not exists (select from webhook_messages on_its_way where on_its_way.webhook_id = ${webhookId}
          and on_its_way.state = 'waiting' and on_its_way.claimed_until > ${now})
      order by next_at, id limit 1)
    returning *`.execute(trx);
  return rows[0];
}

/** When the next message of a webhook is due; undefined when none waits. */
export async function findNextDue(db: Database, webhookId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('webhook_messages')
    .select('next_at')
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? undefined;
}

/** Webhooks with something that should have gone out by now: their job was lost with the machine that worked on it. */
export async function listOverdue(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id from webhooks w where w.state = 'active' and (w.resting_until is null or w.resting_until < ${now})
      and exists (select from webhook_messages m where m.webhook_id = w.id and m.state = 'waiting'
        and m.next_at < ${new Date(now.getTime() - 20_000)} and (m.claimed_until is null or m.claimed_until < ${now}))
    limit 200`.execute(db);
  return rows.map((row) => row.id);
}
