import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { startEmbedded } from '../store/embedded.ts';

/** A database that a command works on beside Kept. */
export interface Reached {
  connectionString: string;
  /** Leaves it as it was found: running when others use it, stopped when this command started it. */
  release(): Promise<void>;
}

/**
 * The database of this installation, whether Kept runs or not. Nothing is migrated.
 * @param make makes the embedded database when there is none yet
 * @returns undefined when there is none and none is to be made
 */
export async function reachDatabase(env: Env, make: boolean): Promise<Reached | undefined> {
  if (env.databaseUrl !== undefined) return { connectionString: env.databaseUrl, release: async () => undefined };
  const folder = join(env.dataDir, 'postgres');
  if (!existsSync(folder)) {
    if (!make) return undefined;
    await mkdir(env.dataDir, { recursive: true, mode: 0o711 });
  }
  const server = await startEmbedded(folder, () => undefined);
  return { connectionString: server.connectionString, release: () => server.stop() };
}

/** The secret this installation signs with; undefined when none has been made yet. */
export async function readSecret(env: Env): Promise<string | undefined> {
  if (env.secret !== undefined) return env.secret;
  const file = secretFile(env);
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined;
}

/** Where the secret lies when it is not a setting. */
export function secretFile(env: Env): string {
  return join(env.dataDir, 'secret');
}
