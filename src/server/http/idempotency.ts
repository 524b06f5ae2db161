import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import type { Job } from '../jobs/running.ts';
import type { Database } from '../store/database.ts';

const day = 86_400_000;
/** Whoever has not heard an answer after this many days does not ask again under the same key. */
const keptFor = 7 * day;

/**
 * Answers a POST with the same `Idempotency-Key` only once: the second time the first answer is given again. The key
 * belongs to its caller; the same key with another body is refused (draft-ietf-httpapi-idempotency-key-header).
 *
 * Key, work and answer are one transaction: whoever asks again after a crash finds either the answer or nothing done, and
 * whoever asks at the same moment, on whichever node, waits for the first (the unique index makes him).
 */
export async function answerOnce<T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') return work();
  if (typeof key !== 'string' || key.length > 200)
    throw new Refusal('invalid', 'idempotency-key', 'Idempotency-Key must be one value of at most 200 characters.');
  const { db, now, actor } = request.kept;
  const claim = {
    key,
    caller: ('id' in actor ? actor.id : undefined) ?? request.ip,
    request_hash: hashOf(request),
    created_at: now,
  };
  return db.transaction().execute(async (trx) => {
    const claimed = await trx
      .insertInto('idempotency_keys')
      .values(claim)
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (claimed === undefined) return earlierAnswer<T>(trx, reply, claim);
    request.kept = { ...request.kept, db: trx, trx, undoable: true };
    const answer = await work();
    await trx
      .updateTable('idempotency_keys')
      .set({ status: reply.statusCode, reply: JSON.stringify(answer ?? null) })
      .where('caller', '=', claim.caller)
      .where('key', '=', key)
      .execute();
    return answer;
  });
}

/** Keyed, because there are few bodies that a short question can be answered with: whoever reads the table cannot try them all. */
function hashOf(request: FastifyRequest): string {
  const { body } = request;
  return createHmac('sha256', request.kept.secret)
    .update(`${request.method} ${request.url}\n`)
    .update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null))
    .digest('hex');
}

async function earlierAnswer<T>(
  db: Database,
  reply: FastifyReply,
  claim: { key: string; caller: string; request_hash: string },
): Promise<T> {
  const earlier = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'reply'])
    .where('caller', '=', claim.caller)
    .where('key', '=', claim.key)
    .executeTakeFirst();
  if (earlier === undefined || earlier.status === null) {
    throw new Refusal(
      'conflict',
      'idempotency-in-progress',
      'The first request with this Idempotency-Key is still being worked on; ask again in a moment.',
    );
  }
  if (earlier.request_hash !== claim.request_hash) {
    throw new Refusal(
      'invalid',
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request; take a new key.',
      { status: 422 },
    );
  }
  reply.status(earlier.status);
  return earlier.reply as T;
}

/** Forgets keys whose answers nobody will ask for again. */
export const forgetIdempotencyKeysJob: Job = {
  name: 'forget-idempotency-keys',
  work: async (ctx) => {
    await ctx.db
      .deleteFrom('idempotency_keys')
      .where('created_at', '<', new Date(ctx.now.getTime() - keptFor))
      .execute();
  },
};
