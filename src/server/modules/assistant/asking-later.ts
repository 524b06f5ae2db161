import type { Context, WritingContext } from '../../context.ts';
import { transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';

/** Minutes until a question that got no answer is asked again; after the last it stays with what the lexicon read. */
const again = [2, 15, 120] as const;
/** What hinders an answer now hinders it in two hours as well. */
const lasting: readonly string[] = ['off', 'unset', 'too-large'];
/** What is older is not worth a question: also what a rebuilt reader of the log goes through once more. */
const freshMs = 24 * 3_600_000;
/** Slow answers must not keep mail and clocks waiting: so many of the places for jobs at most. */
const queues = 2;

/** Adds a job that asks about a message, one job a message and task. */
export function askLater(ctx: WritingContext, job: string, messageId: string): Promise<void> {
  return add(ctx, job, messageId, 0, undefined);
}

/** Asks about the same message again some time later, unless that was often enough, or would end as it ended now. */
export async function askAgain(
  ctx: Context,
  job: string,
  messageId: string,
  { tries, trouble }: { tries: number; trouble: string },
): Promise<void> {
  const minutes = lasting.includes(trouble) ? undefined : again[tries];
  if (minutes === undefined) return;
  await transact(ctx, (ctx) => add(ctx, job, messageId, tries + 1, new Date(ctx.now.getTime() + minutes * 60_000)));
}

/** Whether words said then are still worth a question now. */
export function isFresh(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() < freshMs;
}

function add(
  ctx: WritingContext,
  job: string,
  messageId: string,
  tries: number,
  runAt: Date | undefined,
): Promise<void> {
  const queue = `assistant ${String(Number.parseInt(messageId.slice(-4), 16) % queues)}`;
  return addJob(
    ctx,
    job,
    { messageId, tries },
    { key: `${job} ${messageId}`, queue, ...(runAt === undefined ? {} : { runAt }) },
  );
}
