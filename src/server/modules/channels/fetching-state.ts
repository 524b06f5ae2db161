import { type Context, transact } from '../../context.ts';
import type { MailProblem } from '../../mail/mail-problems.ts';
import { record } from '../../store/events.ts';
import { type ConnectionRecord, findConnection, lockConnection, updateConnection } from './connection-queries.ts';

/** A connection that breaks now and then is ordinary; from here on people are told. */
const tellAfter = 3;
const minute = 60_000;

/** When to try again after so many failures in a row, in milliseconds: soon at first, every ten minutes in the end. */
function waitAfter(failures: number, lasting: boolean): number {
  // whoever signs in wrongly again and again is locked out
  if (lasting) return Math.min(30, 2 ** Math.min(failures, 8) / 2) * minute;
  return Math.min(10 * minute, 2000 * 2 ** Math.min(failures - 1, 12));
}

/** Everything was fetched; whatever was wrong is over. */
export function noteFetched(ctx: Context, connection: ConnectionRecord): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = await lockConnection(ctx.trx, connection.mailbox_id);
    if (now === undefined) return;
    await updateConnection(ctx.trx, connection.mailbox_id, {
      state: 'connected',
      failures: 0,
      problem: null,
      problem_words: null,
      problem_since: null,
      next_try_at: null,
      fetched_at: ctx.now,
      ...(now.state === 'connected' ? {} : { connected_at: ctx.now }),
    });
    if (now.state === 'failing') await record(ctx, 'channels.mailbox-recovered', connection.mailbox_id);
    else if (now.state === 'waiting') await record(ctx, 'channels.mailbox-connected', connection.mailbox_id);
  });
}

/** Fetching failed: kept with the reason and when it is tried again. People are told once, when it lasts. */
export function noteFailed(ctx: Context, mailboxId: string, problem: MailProblem): Promise<void> {
  return transact(ctx, async (ctx) => {
    const now = await lockConnection(ctx.trx, mailboxId);
    if (now === undefined) return;
    const failures = now.failures + 1;
    const failing = problem.lasting || failures >= tellAfter;
    await updateConnection(ctx.trx, mailboxId, {
      state: failing ? 'failing' : 'waiting',
      failures,
      problem: problem.problem,
      problem_words: problem.message.replaceAll('\0', ''),
      problem_since: now.problem === null ? ctx.now : now.problem_since,
      next_try_at: new Date(ctx.now.getTime() + waitAfter(failures, problem.lasting)),
    });
    if (failing && now.state !== 'failing')
      await record(ctx, 'channels.mailbox-failing', mailboxId, { mailboxId, problem: problem.problem });
  });
}

/**
 * A mailbox that only sends tells by its mails whether its provider still lets it: a lasting problem is kept and told like one of
 * fetching, and is over with the next mail that leaves. Mailboxes that are fetched tell by fetching.
 */
export async function noteSending(ctx: Context, mailboxId: string, problem: MailProblem | undefined): Promise<void> {
  const connection = await findConnection(ctx.db, mailboxId);
  if (connection === undefined || connection.imap_host !== null || connection.smtp_host === null) return;
  if (problem === undefined && connection.problem !== null) await noteFetched(ctx, connection);
  if (problem?.lasting === true && connection.problem !== problem.problem) await noteFailed(ctx, mailboxId, problem);
}
