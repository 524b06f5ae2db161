import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { inject } from 'vitest';
import { copyFolder, launch, ownFolder } from './launching.ts';

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

/** Starts Kept on a data folder of its own, which begins as the first start leaves it (preparing.ts). */
export async function startKept(extra: Record<string, string> = {}): Promise<RunningKept> {
  const dataDir = await ownFolder('kept-e2e-');
  const prepared = inject('prepared');
  // who is given a database uses that one
  if (prepared !== '' && extra['DATABASE_URL'] === undefined) await copyFolder(prepared, dataDir);
  const [port, smtpPort] = [await freePort(), await freePort()];
  const settings = { PORT: String(port), KEPT_SMTP_PORT: String(smtpPort), KEPT_DATA_DIR: dataDir, ...extra };
  let printed = '';
  const start = () => launch(settings, (text) => (printed += text));
  let running = await start();
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    running.child.kill(signal);
    await running.ended();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    smtpPort,
    dataDir,
    output: () => printed,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    async restart() {
      running = await start();
    },
    async close() {
      await end('SIGINT');
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

/** Below the ports that systems give to whoever asks for any, and a stretch of its own for each worker: nobody takes them in between. */
const firstPort = 12_000 + Number(process.env['VITEST_POOL_ID'] ?? 0) * 2000;
let nextPort = Math.floor(Math.random() * 1900);

/** A port on which nobody listens, and that no other file running now is given. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = firstPort + (nextPort++ % 2000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
