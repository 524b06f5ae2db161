import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';

/**
 * Answers a POST with the same `Idempotency-Key` only once: the second time the first answer is given again. The key
 * belongs to its caller; the same key with another body is refused (draft-ietf-httpapi-idempotency-key-header).
 */
export async function answerOnce<T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') return work();
  if (typeof key !== 'string' || key.length > 200)
    throw new Refusal('invalid', 'idempotency-key', 'Idempotency-Key must be one value of at most 200 characters.');
  const { db, now, actor } = request.kept;
  const caller = 'id' in actor ? actor.id : request.ip;
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url}\n`)
    .update(JSON.stringify(request.body ?? null))
    .digest('hex');
  const claimed = await db
    .insertInto('idempotency_keys')
    .values({ key, caller, request_hash: hash, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed === undefined) return earlierAnswer<T>(request, reply, key, caller, hash);
  try {
    const answer = await work();
    await db
      .updateTable('idempotency_keys')
      .set({ status: reply.statusCode, reply: JSON.stringify(answer ?? null) })
      .where('caller', '=', caller)
      .where('key', '=', key)
      .execute();
    return answer;
  } catch (error) {
    // A refused request may be corrected and sent again under the same key.
    await db.deleteFrom('idempotency_keys').where('caller', '=', caller).where('key', '=', key).execute();
    throw error;
  }
}

async function earlierAnswer<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  caller: string,
  hash: string,
): Promise<T> {
  const earlier = await request.kept.db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'reply'])
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirst();
  if (earlier !== undefined && earlier.request_hash !== hash) {
    throw new Refusal(
      'invalid',
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request; take a new key.',
      { status: 422 },
    );
  }
  if (earlier?.status === undefined || earlier.status === null) {
    throw new Refusal(
      'conflict',
      'idempotency-in-progress',
      'The first request with this Idempotency-Key is still being worked on; ask again in a moment.',
    );
  }
  reply.status(earlier.status);
  return earlier.reply as T;
}
