import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { MailboxTest } from '../../../contract/channels-connections.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { Job } from '../../jobs/running.ts';
import { imapProblem, MailProblem, networkProblem } from '../../mail/mail-problems.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { findConnection } from './connection-queries.ts';
import { signInTo } from './connections.ts';
import { findMailboxById, findOutboxById } from './queries.ts';
import { queueMail } from './queueing.ts';
import { ownServer } from './sending-servers.ts';

type Step = MailboxTest['steps'][number];
type StepName = Step['step'];

/** How long a mail may take to come back, in milliseconds. */
const patience = 180_000;
const lookAgainAfter = 2000;

/**
 * Begins a set-up test: sign in to fetch, sign in to send, send a mail to the mailbox itself, wait until it has come in by whatever
 * way mail comes in here. It runs as a job; each step is kept, so that people see how far it got.
 */
export function startTest(ctx: Context, mailboxId: string): Promise<MailboxTest> {
  return transact(ctx, async (ctx) => {
    const mailbox = await findMailboxById(ctx.trx, mailboxId);
    if (mailbox === undefined) throw noMailbox();
    if (mailbox.simulated)
      throw new Refusal(
        'conflict',
        'mailbox-simulated',
        'This mailbox belongs to the sample company; nothing leaves it.',
      );
    const connection = await findConnection(ctx.trx, mailboxId);
    const steps: Step[] = (['receive-sign-in', 'send-sign-in', 'send', 'arrive'] as const).map((step) => ({
      step,
      state: step === 'receive-sign-in' && connection?.imap_host == null ? 'skipped' : 'waiting',
      problem: null,
      words: null,
      at: null,
    }));
    const id = newId();
    await ctx.trx
      .insertInto('mailbox_tests')
      .values({ id, mailbox_id: mailboxId, started_at: ctx.now, steps: JSON.stringify(steps) })
      .execute();
    await addJob(ctx, 'test-mailbox', { testId: id }, { maxAttempts: 1 });
    await record(ctx, 'channels.mailbox-test', mailboxId, { testId: id });
    return { id, startedAt: ctx.now.toISOString(), endedAt: null, steps };
  });
}

/** The last set-up test of a mailbox. */
export async function readTest(ctx: Context, mailboxId: string): Promise<{ test: MailboxTest | null }> {
  if ((await findMailboxById(ctx.db, mailboxId)) === undefined) throw noMailbox();
  const row = await ctx.db
    .selectFrom('mailbox_tests')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { test: null };
  return {
    test: {
      id: row.id,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      steps: row.steps as unknown as Step[],
    },
  };
}

/** Goes on with a test from where it is: the signing in and sending once, then a look for the mail every two seconds. */
export async function continueTest(ctx: Context, testId: string): Promise<void> {
  const test = await ctx.db.selectFrom('mailbox_tests').selectAll().where('id', '=', testId).executeTakeFirst();
  if (test === undefined || test.ended_at !== null) return;
  const steps = test.steps as unknown as Step[];
  const mailboxId = test.mailbox_id;
  const stateOf = (name: StepName) => steps.find((one) => one.step === name)!.state;
  const set = async (
    name: StepName,
    change: Partial<Step>,
    more: (ctx: WritingContext) => Promise<void> = async () => undefined,
  ) => {
    Object.assign(
      steps.find((one) => one.step === name)!,
      change,
      { at: ctx.now.toISOString() },
    );
    await transact(ctx, async (ctx) => {
      await keepSteps(ctx.trx, testId, steps);
      await more(ctx);
      await record(ctx, 'channels.mailbox-test', mailboxId, { testId });
    });
  };
  const run = async (name: StepName, work: () => Promise<void>) => {
    await set(name, { state: 'running' });
    await work();
    await set(name, { state: 'done' });
  };
  let at: StepName = 'receive-sign-in';
  try {
    if (stateOf(at) === 'waiting') await run(at, () => tryReceiving(ctx, mailboxId));
    at = 'send-sign-in';
    if (stateOf(at) === 'waiting') await run(at, () => trySending(ctx, mailboxId));
    at = 'send';
    let outboxId = test.outbox_id;
    if (stateOf(at) === 'waiting') {
      outboxId = await send(ctx, testId, mailboxId);
      await set(at, { state: 'running' });
    }
    if (stateOf(at) === 'running' && outboxId !== null && (await isSent(ctx.db, outboxId))) {
      await set(at, { state: 'done' });
      await set('arrive', { state: 'running' });
    }
    if (stateOf('arrive') === 'running') {
      at = 'arrive';
      if (await hasArrived(ctx.db, testId, test.started_at))
        return await set(at, { state: 'done' }, (ctx) => end(ctx, testId));
    }
    if (ctx.now.getTime() - test.started_at.getTime() > patience)
      throw new MailProblem('not-arrived', `After ${String(patience / 60_000)} minutes.`);
    await transact(ctx, (ctx) =>
      addJob(ctx, 'test-mailbox', { testId }, { runAt: new Date(ctx.now.getTime() + lookAgainAfter), maxAttempts: 1 }),
    );
  } catch (error) {
    const problem = error instanceof MailProblem ? error : imapProblem(error);
    await set(at, { state: 'failed', problem: problem.problem, words: problem.message }, async (ctx) => {
      for (const step of steps) if (step.state === 'waiting') step.state = 'skipped';
      await keepSteps(ctx.trx, testId, steps);
      await end(ctx, testId);
    });
  }
}

export const testMailboxJob: Job = {
  name: 'test-mailbox',
  work: (ctx, payload) => continueTest(ctx, String(payload['testId'])),
};

async function tryReceiving(ctx: Context, mailboxId: string): Promise<void> {
  const connection = await findConnection(ctx.db, mailboxId);
  if (connection === undefined) throw new MailProblem('no-server', 'The mailbox is not set up any more.');
  const session = await signInTo(ctx, connection);
  try {
    for (const folder of connection.folders) await session.open(folder);
  } finally {
    await session.close();
  }
}

async function trySending(ctx: Context, mailboxId: string): Promise<void> {
  const transport = (await ownServer(ctx, mailboxId)) ?? ctx.transport;
  if (transport === undefined) throw new MailProblem('no-server', 'KEPT_MAIL_URL is not set.');
  const tried = await transport.verify();
  if (tried.ok) return;
  const problem = tried.code === 'EAUTH' ? 'sign-in-refused' : (networkProblem(tried.code, tried.words) ?? 'refused');
  throw new MailProblem(problem, tried.words);
}

async function send(ctx: Context, testId: string, mailboxId: string): Promise<string> {
  return transact(ctx, async (ctx) => {
    const mailbox = await findMailboxById(ctx.trx, mailboxId);
    if (mailbox === undefined) throw new MailProblem('no-server', 'The mailbox does not exist any more.');
    const { outboxId } = await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: mailbox.address }],
      subject: `Kept: set-up test ${testId}`,
      text: `Kept sent this mail to itself to see whether mail goes out and comes in.\n\n${testId}`,
      automatic: 'auto-generated',
      mailbox,
    });
    await ctx.trx.updateTable('mailbox_tests').set({ outbox_id: outboxId }).where('id', '=', testId).execute();
    return outboxId;
  });
}

async function isSent(db: Database, outboxId: string): Promise<boolean> {
  const mail = await findOutboxById(db, outboxId);
  if (mail === undefined) throw new MailProblem('refused', 'The mail is gone.');
  if (mail.state === 'sent') return true;
  if (mail.state === 'queued') return false;
  throw new MailProblem('refused', mail.last_error ?? mail.state);
}

/** The token is looked for in the bytes: some providers write a Message-ID of their own. */
async function hasArrived(db: Database, testId: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from (select raw from mail_sources where received_at >= ${since} order by received_at desc, id desc limit 200) s
      where position(convert_to(${testId}, 'UTF8') in substring(s.raw from 1 for 65536)) > 0) as found
  `.execute(db);
  return rows[0]?.found === true;
}

function keepSteps(trx: Transaction, id: string, steps: readonly Step[]) {
  return trx
    .updateTable('mailbox_tests')
    .set({ steps: JSON.stringify(steps) })
    .where('id', '=', id)
    .execute();
}

async function end(ctx: WritingContext, id: string): Promise<void> {
  await ctx.trx.updateTable('mailbox_tests').set({ ended_at: ctx.now }).where('id', '=', id).execute();
}

function noMailbox(): Refusal {
  return new Refusal('not_found', 'mailbox-not-found', 'There is no such mailbox.');
}
