import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import pino, { type Logger } from 'pino';
import type { Actor, Context } from './context.ts';
import type { Env } from './env.ts';
import { openFileStore } from './files/opening.ts';
import { openTransport } from './mail/sending.ts';
import type { Past } from './past.ts';
import { openOutside } from './outside/asking.ts';
import { type AssistantEndpoint, openAssistantEndpoint } from './outside/assistant-endpoint.ts';
import { inWords } from './start-errors.ts';
import { type Database, openDatabase, openPool } from './store/database.ts';
import { type EmbeddedServer, startEmbedded } from './store/embedded.ts';
import { listenTo, type Listening } from './store/listening.ts';
import { migrate } from './store/migrate.ts';

/** Everything a running Kept stands on: the database, the ear on it, the log, the secret. */
export interface House {
  env: Env;
  log: Logger;
  pool: pg.Pool;
  db: Database;
  connectionString: string;
  listening: Listening;
  secret: string;
  /** The language model named in the settings; undefined where none is. */
  assistant: AssistantEndpoint | undefined;
  /** What is being lived here before today; undefined where today is reached. */
  past: Past | undefined;
  /** A context for an actor at the present time. */
  context(actor: Actor, requestId?: string): Context;
  close(): Promise<void>;
}

/**
 * Opens the database (its own or the given one), migrates it and listens. When that fails nothing is left running, and
 * the error says in a sentence what to do.
 */
export async function openHouse(env: Env, options: { hurry?: boolean } = {}): Promise<House> {
  const opened: (() => Promise<void> | void)[] = [];
  try {
    return await open(env, options, opened);
  } catch (error) {
    for (const close of opened.toReversed()) await close();
    throw inWords(error, env);
  }
}

async function open(env: Env, options: { hurry?: boolean }, opened: (() => Promise<void> | void)[]): Promise<House> {
  const log = pino({ level: env.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  await mkdir(env.dataDir, { recursive: true, mode: 0o711 });
  const secret = env.secret ?? (await ownSecret(env.dataDir));
  const files = openFileStore(env.filesUrl, env.dataDir);
  const transport = env.mailUrl === undefined ? undefined : openTransport(env.mailUrl);
  if (transport !== undefined) opened.push(() => transport.close());
  const outside = openOutside(env.privateHosts);
  const assistant = env.assistant === undefined ? undefined : openAssistantEndpoint(env.assistant);
  let embedded: EmbeddedServer | undefined;
  if (env.databaseUrl === undefined) {
    embedded = await startEmbedded(join(env.dataDir, 'postgres'), (line) => log.debug({ postgres: line }));
    opened.push(embedded.stop);
  }
  const connectionString = env.databaseUrl ?? embedded!.connectionString;
  const applied = await migrate(connectionString);
  if (applied.length > 0) log.info({ applied }, 'the database was brought to this version');
  const pool = openPool(connectionString, 12, options.hurry);
  const db = openDatabase(pool);
  opened.push(() => db.destroy());
  const listening = await listenTo(connectionString, 'kept_live', (line) => log.warn(line));
  return {
    env,
    log,
    pool,
    db,
    connectionString,
    listening,
    secret,
    assistant,
    past: undefined,
    context: (actor, requestId = randomUUID()) => ({
      db,
      actor,
      now: new Date(),
      requestId,
      url: env.url,
      secret,
      files,
      transport,
      outside,
      assistant,
    }),
    async close() {
      transport?.close();
      await listening.close();
      await db.destroy();
      await embedded?.stop();
    },
  };
}

/** A secret of this installation's own, made once and kept in the data folder. */
async function ownSecret(folder: string): Promise<string> {
  const file = join(folder, 'secret');
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
