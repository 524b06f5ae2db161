import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const root = join(import.meta.dirname, '..');

/** A Kept started by its own command, as a person starts it, on ports and in a folder of its own. */
export interface RunningKept {
  url: string;
  smtpPort: number;
  dataDir: string;
  /** What it printed so far. */
  output(): string;
  /** kill -9 of the program alone; `restart` brings it back on the same folder. */
  kill(): Promise<void>;
  /** Ends it as one does; `restart` brings it back on the same folder. */
  stop(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startKept(extra: Record<string, string> = {}): Promise<RunningKept> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-e2e-'));
  await chmod(dataDir, 0o711);
  const [port, smtpPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    // built as people get it, not as a test runner would have it
    NODE_ENV: 'production',
    PORT: String(port),
    KEPT_SMTP_PORT: String(smtpPort),
    KEPT_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...extra,
  };
  let printed = '';
  let child: ChildProcess;
  const launch = async () => {
    child = spawn(join(root, 'bin/kept'), ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const hear = (chunk: Buffer) => (printed += chunk.toString());
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    const from = printed.length;
    await until(
      () => {
        if (child.exitCode !== null) throw new Error(`Kept did not start: ${printed}`);
        return printed.slice(from).includes('Kept is ready at');
      },
      120_000,
      () => `Kept did not start: ${printed}`,
    );
  };
  await launch();
  const ended = () =>
    new Promise<void>((resolve) =>
      child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
    );
  return {
    url,
    smtpPort,
    dataDir,
    output: () => printed,
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
    async stop() {
      child.kill('SIGINT');
      await ended();
    },
    restart: launch,
    async close() {
      child.kill('SIGINT');
      await ended();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A mail server that only listens and keeps what it is given. */
export interface Sink {
  url: string;
  mails: ParsedMail[];
  /** Waits for a mail that fits. */
  next(fits: (mail: ParsedMail) => boolean, what: string): Promise<ParsedMail>;
  close(): Promise<void>;
}

export async function openSink(): Promise<Sink> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  // a Kept that is killed while it sends breaks its connection; that is no error of ours
  server.on('error', () => undefined);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async next(fits, what) {
      await until(
        () => mails.some(fits),
        60_000,
        () => `no mail came: ${what}. There are: ${mails.map((mail) => mail.subject).join(' | ')}`,
      );
      return mails.find(fits)!;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Sends a real mail over SMTP, as a customer's mail program does. */
export async function sendMail(
  port: number,
  mail: {
    from: string;
    to: string;
    subject: string;
    text: string;
    headers?: Record<string, string>;
    inReplyTo?: string;
    references?: string;
  },
): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail(mail);
  } finally {
    transport.close();
  }
}

/** Waits until something is so, looking twenty times a second. */
export async function until(
  so: () => boolean | Promise<boolean>,
  milliseconds: number,
  otherwise: () => string,
): Promise<void> {
  for (const end = Date.now() + milliseconds; ;) {
    if (await so()) return;
    if (Date.now() > end) throw new Error(otherwise());
    await new Promise((done) => setTimeout(done, 50));
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => (typeof at === 'object' && at !== null ? resolve(at.port) : reject(new Error('no free port'))));
    });
  });
}
