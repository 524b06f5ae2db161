import { sql } from 'kysely';
import type { WritingContext } from '../context.ts';

/**
 * Adds a job in the caller's transaction: it exists exactly when what it belongs to exists.
 * @param task the name under which jobs/running.ts knows it
 * @param options `key` replaces a waiting job of the same key; `runAt` delays it; `queue` runs jobs of one name one by one
 */
export async function addJob(
  ctx: WritingContext,
  task: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date; queue?: string; maxAttempts?: number } = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${task}, payload := ${JSON.stringify(payload)}::json, queue_name := ${options.queue ?? null}, run_at := ${options.runAt ?? null}::timestamptz,
      max_attempts := ${options.maxAttempts ?? 12}, job_key := ${options.key ?? null})
  `.execute(ctx.trx);
}
