import { Value } from 'typebox/value';
import { CaseRow, Message } from '../../../contract/cases.ts';
import { Customer } from '../../../contract/customers.ts';
import { PromiseRow } from '../../../contract/promises.ts';
import { mayRole, type Permission, type Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import { readCase } from '../cases/index.ts';
import { readCustomer } from '../customers/index.ts';
import { readPromise } from '../promises/index.ts';
import { caseOf } from './queueing.ts';
import { actorOfWebhook, type MessageRecord, type WebhookRecord } from './queries.ts';

/** Rises when a field is renamed or goes; fields that are added leave it as it is. */
const payloadVersion = 1;
const secretly = /secret|password|token|hash/i;

/**
 * What is sent, as text: the type, when it happened, and as data the event with the records it concerns, each as the API shows
 * it to the role of the webhook. Undefined when the case is no longer for these eyes.
 */
export async function bodyOf(
  ctx: Context,
  webhook: WebhookRecord,
  message: MessageRecord,
): Promise<string | undefined> {
  const data = message.event_id === null ? (message.payload ?? {}) : await dataOf(ctx, webhook, message.event_id);
  if (data === undefined) return undefined;
  return JSON.stringify({
    type: message.type,
    timestamp: message.at.toISOString(),
    version: payloadVersion,
    data,
  });
}

async function dataOf(ctx: Context, webhook: WebhookRecord, eventId: number): Promise<object | undefined> {
  const event = await ctx.db
    .selectFrom('events')
    .select(['id', 'type', 'at', 'actor_kind', 'actor_id', 'subject_id', 'data'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  if (event === undefined) return undefined;
  const data = event.data as KeptEvent['data'];
  const seeing: Context = { ...ctx, actor: actorOfWebhook(webhook) };
  const may = (permission: Permission) => mayRole(webhook.role as Role, permission);
  const caseId = caseOf({ type: event.type, subjectId: event.subject_id, data });
  const concerned = caseId === undefined ? {} : await caseFor(seeing, caseId, data['messageId']);
  if (concerned === undefined) return undefined;
  const customerId = data['customerId'] ?? (event.type.startsWith('customers.') ? event.subject_id : undefined);
  return {
    event: {
      id: event.id,
      subjectId: event.subject_id,
      actor: { kind: event.actor_kind, id: event.actor_id },
      data: Object.fromEntries(Object.entries(data).filter(([key]) => !secretly.test(key))),
    },
    ...(may('cases.read') ? concerned : {}),
    ...(typeof customerId === 'string' && may('customers.read')
      ? { customer: await unlessGone(async () => Value.Clean(Customer, await readCustomer(seeing, customerId))) }
      : {}),
    ...(typeof data['promiseId'] === 'string' && may('promises.read')
      ? {
          promise: await unlessGone(async () =>
            Value.Clean(PromiseRow, await readPromise(seeing, String(data['promiseId']))),
          ),
        }
      : {}),
  };
}

/** The case, and the message the event names; undefined when it is not visible (any more). */
async function caseFor(ctx: Context, caseId: string, messageId: unknown): Promise<object | undefined> {
  const found = await unlessGone(() => readCase(ctx, caseId));
  if (found === null) return undefined;
  const message = found.messages.items.find((one) => one.id === messageId);
  return {
    ...(message === undefined ? {} : { message: Value.Clean(Message, structuredClone(message)) }),
    case: Value.Clean(CaseRow, { ...found, present: [] }),
  };
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return null;
    throw error;
  }
}
