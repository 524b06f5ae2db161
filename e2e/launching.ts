import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');

/** A program that was started by `bin/kept start` and says what it prints. */
export interface Launched {
  child: ChildProcess;
  /** Resolves when it has ended, at once when it has already. */
  ended(): Promise<void>;
}

/**
 * Runs `bin/kept start` as a person does, and waits until it says that it is ready.
 * @param hear is given whatever it prints
 * @throws with all of it when the program ends instead, or is not ready after two minutes
 */
export async function launch(settings: Record<string, string>, hear: (text: string) => void): Promise<Launched> {
  // built as people get it, not as a test runner would have it
  const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...settings };
  const child = spawn(join(root, 'bin/kept'), ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  await new Promise<void>((ready, failed) => {
    const fail = () => failed(new Error(`Kept did not start: ${printed}`));
    const late = setTimeout(fail, 120_000);
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      hear(chunk.toString());
      if (!printed.includes('Kept is ready at')) return;
      clearTimeout(late);
      child.off('exit', fail);
      ready();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', fail);
  });
  return {
    child,
    ended: () =>
      new Promise((resolve) =>
        child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
      ),
  };
}

/** An empty folder that the user of the database, who may be another one, can pass through. */
export async function ownFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), name));
  await chmod(folder, 0o711);
  return folder;
}

/** Copies a data folder whose Kept has ended, owners and all. */
export async function copyFolder(from: string, to: string): Promise<void> {
  // Node's own copying forgets to whom a file belongs, and the database's files may be another user's
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}

/** Whether a data folder holds all that is its own; below folders that others may not enter the database lies elsewhere. */
export const isWhole = (folder: string) => !existsSync(join(folder, 'postgres/cluster-is-at'));
