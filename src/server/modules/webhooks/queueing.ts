import { sql } from 'kysely';
import { mayRole, type Role } from '../../../domain/people/permissions.ts';
import { tryFor } from '../../../domain/webhooks/retrying.ts';
import { hears, roomHeard, roomsHeard } from '../../../domain/webhooks/words.ts';
import type { WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { KeptEvent } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { visibleCases } from '../cases/index.ts';
import { actorOfWebhook, insertMessages, listActive, type NewMessage, type WebhookRecord } from './queries.ts';

/** The name of the job that sends; here because everything that queues adds it. */
export const sendJobName = 'webhooks.send';

/** What happens is queued for every webhook that hears of it, in the transaction that moves the reader of the log on. */
export const queueWebhooks: Subscription = {
  name: 'webhooks',
  types: Object.keys(roomsHeard).map((room) => `${room}.*`),
  handle: async (ctx, events) => {
    for (const webhook of await listActive(ctx.trx)) {
      const heard = await heardBy(
        ctx,
        webhook,
        events.filter((event) => event.at >= webhook.active_since),
      );
      if (heard.length === 0) continue;
      await insertMessages(
        ctx.trx,
        heard.map((event) => messageOf(webhook, event)),
        timesFrom(ctx.now),
      );
      await addJob(ctx, sendJobName, { webhookId: webhook.id }, { key: `${sendJobName}:${webhook.id}` });
    }
  },
};

/** The message that tells a webhook of an event. */
export function messageOf(webhook: WebhookRecord, event: KeptEvent): NewMessage {
  return { id: newId(), webhook_id: webhook.id, type: event.type, event_id: event.id, at: event.at, payload: null };
}

/** When a message that is queued now is sent, and until when it is tried. */
export function timesFrom(now: Date): { now: Date; until: Date } {
  return { now, until: new Date(now.getTime() + tryFor) };
}

/** The events a webhook hears of: named by its patterns, for its role, of cases that it sees and that have its tags. */
export async function heardBy(
  ctx: WritingContext,
  webhook: WebhookRecord,
  events: readonly KeptEvent[],
): Promise<KeptEvent[]> {
  const narrowed = webhook.team_ids.length > 0 || webhook.tags.length > 0;
  const wanted = events.filter((event) => {
    const room = roomHeard(event.type);
    if (room === undefined || !mayRole(webhook.role as Role, roomsHeard[room])) return false;
    const called = event.data['name'];
    if (!hears(webhook.events, event.type, typeof called === 'string' ? called : undefined)) return false;
    return caseOf(event) !== undefined || !narrowed;
  });
  const ids = [...new Set(wanted.map(caseOf).filter((id) => id !== undefined))];
  if (ids.length === 0) return wanted;
  const tagged = webhook.tags.length === 0 ? sql`true` : sql`k.tags && ${webhook.tags}::text[]`;
  const { rows } = await sql<{ id: string }>`
    select k.id from cases k where k.id = any(${ids}::uuid[]) and ${visibleCases(actorOfWebhook(webhook))} and ${tagged}
  `.execute(ctx.trx);
  const seen = new Set(rows.map((row) => row.id));
  return wanted.filter((event) => {
    const id = caseOf(event);
    return id === undefined || seen.has(id);
  });
}

/** The case that an event concerns, if it concerns one. */
export function caseOf(event: Pick<KeptEvent, 'type' | 'subjectId' | 'data'>): string | undefined {
  const named = event.data['caseId'];
  if (typeof named === 'string') return named;
  if (!event.type.startsWith('cases.') || event.type.startsWith('cases.view-')) return undefined;
  return event.subjectId ?? undefined;
}
