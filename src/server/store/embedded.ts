import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { asRoot, findPrograms, makeCluster, type Programs, startServer } from './postgres-process.ts';
import { findPostmaster, isAlive, stopPostmaster } from './postmaster-file.ts';

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

const clusterFlags = [
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=und',
  '--locale=C.UTF-8',
  '--lc-messages=C',
  '--data-checksums',
];

/** After a crash, parts of the old server may hold the cluster a moment longer; this many milliseconds are they given. */
const holdPatience = 30_000;
const lookAfterEvery = 500;

/** What every system takes as the path of a socket, in bytes; Linux would take four more. */
const longestSocketPath = 103;

/**
 * Starts the PostgreSQL in `folder`, creating it on the first start. After a kill of Kept alone the old server may
 * still run: then it is used again rather than started twice. When the server ends while we live (killed, out of
 * memory), it is started again at the same address.
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
  const cluster = await clusterFolder(folder, log);
  const programs = await findPrograms();
  const running = await findPostmaster(cluster);
  if (running !== undefined) log(`the database is still running on port ${running.port}; using it`);
  const port = running?.port ?? (await freePort());
  const open = async () =>
    (await findPostmaster(cluster))?.pid ??
    startPatiently(programs, cluster, port, [...serverSettings, ...socketSetting(cluster, port), ...extra], log);
  if (running === undefined) {
    if (!existsSync(join(cluster, 'PG_VERSION'))) {
      // a half-made cluster (killed in the middle of the first start) holds nothing yet
      await rm(cluster, { recursive: true, force: true });
      await makeCluster(programs, cluster, 'kept', password, clusterFlags);
    }
  }
  const pid = running?.pid ?? (await open());
  const addressOf = (database: string) => address(password, cluster, port, database);
  await ensureDatabase(addressOf('postgres'));
  const watch = keepRunning(pid, open, log);
  return {
    connectionString: addressOf('kept'),
    async stop() {
      await watch.close();
      // one that we found running may serve others still: a command beside a running Kept leaves it alone
      if (running !== undefined && (await isUsed(addressOf('postgres')))) return;
      await stopPostmaster(cluster);
    },
  };
}

/** Whether anybody but us is connected; our own connections that just closed are given a moment to go. */
async function isUsed(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (let look = 0; look < 20; look++) {
      const others = await client.query(
        "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
      );
      if (others.rowCount === 0) return false;
      await new Promise((done) => setTimeout(done, 50));
    }
    return true;
  } finally {
    await client.end();
  }
}

/** Starts the server and answers its process number; waits while parts of a killed one still hold the cluster. */
async function startPatiently(
  programs: Programs,
  cluster: string,
  port: number,
  settings: string[],
  log: (line: string) => void,
): Promise<number> {
  for (const end = Date.now() + holdPatience; ;) {
    const lastWords: string[] = [];
    const hear = (line: string) => {
      lastWords.push(line);
      if (lastWords.length > 20) lastWords.shift();
      log(line);
    };
    try {
      return await startServer(programs, cluster, port, settings, hear);
    } catch (error) {
      const words = lastWords.slice(-5).join(' | ');
      if (!/still in use|lock file .* already exists/.test(words) || Date.now() > end)
        throw new Error(`The database in ${cluster} did not start. Its last words: ${words}`, { cause: error });
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

/** Looks after a server and starts it again when it is gone, until told to stop. */
function keepRunning(first: number, open: () => Promise<number>, log: (line: string) => void) {
  let pid = first;
  let closed = false;
  let opening: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (closed || opening !== undefined || isAlive(pid)) return;
    log('the database server is gone; starting it again');
    opening = open()
      .then((started) => void (pid = started))
      .catch((error: unknown) => log(String(error)))
      .finally(() => (opening = undefined));
  }, lookAfterEvery);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await opening;
    },
  };
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

async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
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

/** The socket where there is one: a question through it costs half of what it costs through TCP. */
function address(password: string, cluster: string, port: number, database: string): string {
  const host = existsSync(socketOf(cluster, port)) ? encodeURIComponent(cluster) : '127.0.0.1';
  return `postgres://kept:${password}@${host}:${port}/${database}`;
}

/** Beside TCP the server listens in the cluster's own folder, which nobody else may enter, where the path is short enough. */
function socketSetting(cluster: string, port: number): string[] {
  // a comma would begin another folder
  const fits = Buffer.byteLength(socketOf(cluster, port)) <= longestSocketPath && !/[,"]/.test(cluster);
  return [`unix_socket_directories=${fits ? cluster : ''}`];
}

function socketOf(cluster: string, port: number): string {
  return join(cluster, `.s.PGSQL.${port}`);
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
