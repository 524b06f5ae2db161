import type { ImapFlow } from 'imapflow';
import { imapProblem, MailProblem } from './mail-problems.ts';

export interface ImapAccount {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  /** A password, or an access token (XOAUTH2). */
  proof: { password: string } | { accessToken: string };
}

export interface OpenedFolder {
  uidValidity: number;
  /** Every mail that lies there now has a smaller UID. */
  uidNext: number;
}

/** One connection to one mailbox. Every method throws a MailProblem. */
export interface ImapSession {
  listFolders(): Promise<string[]>;
  open(folder: string): Promise<OpenedFolder>;
  /** UIDs above `uid` in the opened folder, ascending; with `since` only mail that arrived on that day or later. */
  uidsAbove(uid: number, since?: Date): Promise<number[]>;
  /** When the server got a mail; null when it is gone. */
  arrivedAt(uid: number): Promise<Date | null>;
  /** The bytes of a mail, at most `most` of them; null when it is gone. */
  source(uid: number, most: number): Promise<Buffer | null>;
  markSeen(uids: readonly number[]): Promise<void>;
  /** Moves mail; a folder that does not exist is made. */
  move(uids: readonly number[], folder: string): Promise<void>;
  /**
   * Waits until there is news in the opened folder since its mails were last asked for, the time is over (milliseconds) or the signal
   * says so.
   */
  waitForNews(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** The connection still stands. */
  usable(): boolean;
  close(): Promise<void>;
}

/** Signs in to an IMAP server (RFC 3501, RFC 2177 for IDLE, RFC 6851 for MOVE where it is offered). */
export async function openImap(account: ImapAccount): Promise<ImapSession> {
  // read only where a mailbox is fetched: it takes memory that an installation without one need not have
  const imap = await import('imapflow');
  const client = new imap.ImapFlow({
    host: account.host,
    port: account.port,
    secure: account.security === 'tls',
    ...(account.security === 'tls' ? {} : { doSTARTTLS: account.security === 'starttls' }),
    auth:
      'password' in account.proof
        ? { user: account.user, pass: account.proof.password }
        : { user: account.user, accessToken: account.proof.accessToken },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 5 * 60_000,
    maxIdleTime: 4 * 60_000,
    maxLiteralSize: 80 * 1_048_576,
    clientInfo: { name: 'Kept' },
  });
  // imapflow tells of a broken connection here and in the command that runs; without a listener it would end the process
  let broke: Error | undefined;
  client.on('error', (error) => {
    broke ??= error;
  });
  await attempt(() => client.connect()).catch((problem: unknown) => {
    client.close();
    throw problem;
  });
  // told while something else was asked: there is news before one begins to wait for it
  let news = false;
  client.on('exists', () => {
    news = true;
  });
  const range = (uids: readonly number[]) => uids.join(',');
  const require = (done: unknown, problem: 'broken' | 'cannot-move', words: string) => {
    if (done === false || done === undefined) throw new MailProblem(problem, words);
  };
  return {
    listFolders: () => attempt(async () => (await client.list()).filter(holdsMail).map((folder) => folder.path)),
    open: async (folder) => {
      try {
        const opened = await client.mailboxOpen(folder);
        return { uidValidity: Number(opened.uidValidity), uidNext: opened.uidNext };
      } catch (error) {
        if (client.usable) throw new MailProblem('folder-missing', `${folder}: ${imapProblem(error).message}`);
        throw imapProblem(error);
      }
    },
    uidsAbove: (uid, since) =>
      attempt(async () => {
        news = false;
        const found = await client.search(
          { uid: `${String(uid + 1)}:*`, ...(since === undefined ? {} : { since }) },
          { uid: true },
        );
        if (!Array.isArray(found)) throw new MailProblem('broken', 'The server did not search.');
        // n:* always names the last mail, also where its UID is smaller than n
        return found.filter((one) => one > uid).sort((a, b) => a - b);
      }),
    arrivedAt: (uid) =>
      attempt(async () => {
        const found = await client.fetchOne(String(uid), { internalDate: true }, { uid: true });
        return found ? new Date(found.internalDate ?? 0) : null;
      }),
    source: (uid, most) =>
      attempt(async () => {
        const found = await client.fetchOne(String(uid), { size: true }, { uid: true });
        if (!found) return null;
        const source = (found.size ?? 0) > most ? { start: 0, maxLength: most } : true;
        const whole = await client.fetchOne(String(uid), { source }, { uid: true });
        if (!whole) return null;
        if (whole.source === undefined) throw new MailProblem('refused', 'The server did not hand out the mail.');
        return whole.source;
      }),
    markSeen: (uids) =>
      attempt(async () => {
        await client.messageFlagsAdd(range(uids), ['\\Seen'], { uid: true });
      }),
    move: (uids, folder) =>
      attempt(async () => {
        let moved = await client.messageMove(range(uids), folder, { uid: true }).catch(() => false as const);
        if (moved === false && client.usable) {
          await client.mailboxCreate(folder).catch(() => undefined);
          moved = await client.messageMove(range(uids), folder, { uid: true });
        }
        require(moved, 'cannot-move', `The server did not move mail to ${folder}.`);
      }),
    waitForNews: (milliseconds, signal) =>
      attempt(async () => {
        if (!client.usable && !signal.aborted) throw new MailProblem('broken', 'The server closed the connection.');
        if (!news) await waitForNews(client, milliseconds, signal);
      }),
    usable: () => client.usable,
    async close() {
      if (client.usable && broke === undefined)
        await Promise.race([
          client.logout().catch(() => undefined),
          new Promise((done) => setTimeout(done, 2000).unref()),
        ]);
      client.close();
    },
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw imapProblem(error);
  }
}

async function waitForNews(client: ImapFlow, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let done: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    done = resolve;
  });
  const timer = setTimeout(done, milliseconds);
  client.once('exists', done);
  client.once('close', done);
  signal.addEventListener('abort', done, { once: true });
  // ends by the command below, or with the connection
  const idling = client.idle().catch(() => undefined);
  try {
    await over;
    if (client.usable && !signal.aborted) {
      await client.noop();
      await idling;
    }
    if (!client.usable && !signal.aborted) throw new MailProblem('broken', 'The server closed the connection.');
  } finally {
    clearTimeout(timer);
    client.off('exists', done);
    client.off('close', done);
    signal.removeEventListener('abort', done);
  }
}

function holdsMail(folder: { flags: Set<string> }): boolean {
  return !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent');
}
