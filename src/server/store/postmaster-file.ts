import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** A server that runs on a cluster already. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** One that starts up or shuts down is given this long to do either, in milliseconds. */
const patience = 30_000;

/**
 * The server that runs on this cluster, if any: after a kill of Kept alone the old one still does. A lock file left by a
 * server that is gone stays for PostgreSQL to judge, which knows whether parts of that server still hold the cluster;
 * only when its number meanwhile belongs to another program do we take it away, for PostgreSQL would not start then.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  for (const end = Date.now() + patience; ;) {
    const found = readPostmaster(cluster);
    if (found === undefined || !isAlive(found.pid)) return undefined;
    if (!commandOf(found.pid).includes(cluster)) {
      await rm(join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (found.port > 0 && (await answers(found.port))) return found;
    if (Date.now() > end)
      throw new Error(
        `A database server (process ${found.pid}) holds ${cluster} but takes no connections. Stop it, then start Kept again.`,
      );
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Ends the server of a cluster as quickly as is safe, and waits until it is gone. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const found = readPostmaster(cluster);
  if (found === undefined || !isAlive(found.pid)) return;
  // SIGINT is PostgreSQL's fast shutdown: sessions end, everything committed is on disk
  process.kill(found.pid, 'SIGINT');
  for (const end = Date.now() + patience; Date.now() < end && existsSync(join(cluster, 'postmaster.pid'));)
    await new Promise((done) => setTimeout(done, 25));
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** First line the process, fourth the port (PostgreSQL: pg_ctl, postmaster.pid). */
function readPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3] ?? 0)];
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number.isInteger(port) ? port : 0 } : undefined;
}

/** The words a process was started with; empty when it is gone or cannot be asked. */
function commandOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
