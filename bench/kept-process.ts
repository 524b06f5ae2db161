import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildIfNeeded } from '../bin/start-command.ts';

/** Kept as its users run it: a process of its own, asked over HTTP. */
export interface KeptProcess {
  url: string;
  connectionString: string;
  /** From the command to the first answer, in milliseconds. */
  readyAfter: number;
  /** Resident memory of the program, without PostgreSQL, in bytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

const bin = join(import.meta.dirname, '../bin/kept');

/** Starts `bin/kept start` on a data folder that exists, on a free port, without mail by SMTP. */
export async function startKept(folder: string): Promise<KeptProcess> {
  const port = await freePort();
  // somebody may have changed a screen meanwhile; building is not starting
  await buildIfNeeded();
  const from = performance.now();
  const child = spawn(bin, ['start'], {
    env: {
      ...process.env,
      PORT: String(port),
      KEPT_SMTP_PORT: '0',
      KEPT_DATA_DIR: folder,
      KEPT_URL: '',
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // a bench that breaks off leaves nothing running
  process.once('exit', () => child.kill());
  await saysReady(child);
  const url = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${url}/api/v1/session`);
  if (!answer.ok) throw new Error(`Kept answers ${answer.status} after its start.`);
  return {
    url,
    connectionString: await addressOfDatabase(folder),
    readyAfter: performance.now() - from,
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024;
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** What a browser loads before the staff app can be seen: the page, its scripts, styles and font, compressed with Brotli. */
export async function firstLoad(url: string): Promise<number> {
  const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  const parts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|woff2))"/g)].map((match) => match[1]!);
  let bytes = brotliCompressSync(page).length;
  for (const part of new Set(parts)) bytes += await weigh(url + part);
  return bytes;
}

async function weigh(address: string): Promise<number> {
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  return address.endsWith('.woff2') ? bytes.length : brotliCompressSync(bytes).length;
}

async function saysReady(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('Kept ended before it was ready.');
  });
  const ready = (async () => {
    for await (const chunk of child.stdout!) if (String(chunk).includes('ready')) return;
  })();
  ended.catch(() => undefined);
  await Promise.race([ready, ended]);
}

async function addressOfDatabase(folder: string): Promise<string> {
  const password = (await readFile(join(folder, 'postgres/password'), 'utf8')).trim();
  const port = (await readFile(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[3]!.trim();
  return `postgres://kept:${password}@127.0.0.1:${port}/kept`;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const at = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof at !== 'object' || at === null) throw new Error('no free port');
  return at.port;
}
