import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the migrated template database that every test file clones. */
    template: string;
  }
}

/** One PostgreSQL for the whole run, migrated once; durability is off because it lives for minutes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-test-'));
  // PostgreSQL runs as another user when the tests run as root: let it pass through
  await chmod(folder, 0o711);
  const lines: string[] = [];
  const server = await startEmbedded(folder, (line) => lines.push(line), [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ]);
  await migrate(server.connectionString);
  const client = new pg.Client({ connectionString: server.connectionString.replace(/\/kept$/, '/postgres') });
  await client.connect();
  await client.query('alter database kept with is_template true allow_connections false');
  await client.end();
  project.provide('template', server.connectionString);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
