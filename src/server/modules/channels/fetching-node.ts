import pg from 'pg';
import type { Context } from '../../context.ts';
import type { ImapSession } from '../../mail/imap-session.ts';
import { imapProblem, MailProblem } from '../../mail/mail-problems.ts';
import { findConnection, listToFetch } from './connection-queries.ts';
import { accessToken } from './connection-tokens.ts';
import { signInTo } from './connections.ts';
import { fetchFolder, type TakeMail } from './fetching.ts';
import { noteFailed, noteFetched } from './fetching-state.ts';

export interface Fetching {
  close(): Promise<void>;
}

/** The first half of the advisory lock's key: mailboxes of Kept. */
const lockSpace = 0x6b6d;
/** How long until news is looked for anyway, in milliseconds: other folders than the first, and servers that forget to tell. */
const defaultPoll = 60_000;
const defaultLook = 2000;

/**
 * Fetches every mailbox that is set up so, as long as this node runs. A mailbox is held by one node at a time (an advisory lock on
 * a connection of its own): when the node dies its lock goes with it and another takes over. Settings that change, and "fetch
 * now", are seen within seconds.
 */
export function runFetching(
  context: () => Context,
  connectionString: string,
  take: TakeMail,
  log: (line: string) => void,
  every: { look?: number; poll?: number } = {},
): Fetching {
  const closing = new AbortController();
  const held = new Map<string, { revision: number; stop: AbortController; done: Promise<void> }>();
  let holder: pg.Client | undefined;

  const hold = async (): Promise<pg.Client> => {
    if (holder !== undefined) return holder;
    const client = new pg.Client({ connectionString, keepAlive: true });
    client.on('error', () => lost(client));
    client.on('end', () => lost(client));
    await client.connect();
    holder = client;
    return client;
  };
  let asking: Promise<unknown> = Promise.resolve();
  /** One question after the other: the holder is a single connection. */
  const ask = (client: pg.Client, what: 'pg_try_advisory_lock' | 'pg_advisory_unlock', id: string) => {
    const answer = asking.then(async () => {
      const { rows } = await client.query<{ got: boolean }>(`select ${what}($1, hashtext($2)) as got`, [lockSpace, id]);
      return rows[0]?.got === true;
    });
    asking = answer.catch(() => undefined);
    return answer;
  };
  /** Without its locks this node must not fetch: another may have begun. */
  const lost = (client: pg.Client) => {
    if (holder !== client) return;
    holder = undefined;
    for (const one of held.values()) one.stop.abort();
  };
  const look = async () => {
    const wanted = new Map(
      (await listToFetch(context().db, context().now)).map((row) => [row.mailbox_id, row.revision]),
    );
    for (const [id, one] of held) if (wanted.get(id) !== one.revision) one.stop.abort();
    for (const [id, revision] of wanted) {
      if (held.has(id) || closing.signal.aborted) continue;
      const client = await hold();
      if (!(await ask(client, 'pg_try_advisory_lock', id))) continue;
      const stop = new AbortController();
      const done = fetchWhile(context, id, take, stop.signal, every.poll ?? defaultPoll, log).finally(async () => {
        await ask(client, 'pg_advisory_unlock', id).catch(() => undefined);
        held.delete(id);
      });
      held.set(id, { revision, stop, done });
    }
  };
  const loop = async () => {
    while (!closing.signal.aborted) {
      try {
        await look();
      } catch (error) {
        log(`mailboxes cannot be looked up, trying again: ${String(error)}`);
      }
      await pause(every.look ?? defaultLook, closing.signal);
    }
  };
  const running = loop();
  return {
    async close() {
      closing.abort();
      await running;
      const ending = [...held.values()].map((one) => {
        one.stop.abort();
        return one.done;
      });
      await Promise.all(ending);
      const client = holder;
      holder = undefined;
      await client?.end().catch(() => undefined);
    },
  };
}

/** One mailbox, from signing in until something breaks, its settings change or the node ends. */
async function fetchWhile(
  context: () => Context,
  mailboxId: string,
  take: TakeMail,
  signal: AbortSignal,
  poll: number,
  log: (line: string) => void,
): Promise<void> {
  let session: ImapSession | undefined;
  try {
    const connection = await findConnection(context().db, mailboxId);
    if (connection === undefined) return;
    session = await signInTo(context(), connection);
    const [first = 'INBOX', ...others] = connection.folders;
    while (!signal.aborted) {
      for (const folder of [...others, first]) await fetchFolder(context, session, connection, folder, take, signal);
      if (signal.aborted) break;
      // a permission that was taken back is told when the next token is due, not when the connection breaks
      if (connection.sign_in !== 'password') await accessToken(context(), mailboxId);
      await noteFetched(context(), connection);
      await session.waitForNews(poll, signal);
    }
  } catch (error) {
    if (signal.aborted) return;
    const problem = error instanceof MailProblem ? error : imapProblem(error);
    log(`mailbox ${mailboxId} could not be fetched (${problem.problem}): ${problem.message}`);
    await noteFailed(context(), mailboxId, problem).catch((failed: unknown) =>
      log(`that could not be noted: ${String(failed)}`),
    );
  } finally {
    await session?.close().catch(() => undefined);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
