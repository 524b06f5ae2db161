import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Env, readEnv } from '../src/server/env.ts';
import { openFileStore } from '../src/server/files/opening.ts';
import { backUp } from '../src/server/operations/backing-up.ts';
import { fingerprintOf } from '../src/server/operations/manifest.ts';
import { reachDatabase, readSecret, secretFile } from '../src/server/operations/reaching.ts';
import { proveBackup, restore, type Restored } from '../src/server/operations/restoring.ts';
import type { Command } from './commands.ts';

/** `bin/kept backup`: everything in one file, while Kept runs or not. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup --to FILE.tar.gz [--with-secret]',
  does: 'copy everything into one file; Kept may run meanwhile',
  async run(args) {
    const { values } = parseArgs({ args, options: { to: { type: 'string' }, 'with-secret': { type: 'boolean' } } });
    if (values.to === undefined || !/\.(tar|tar\.gz|tgz)$/i.test(values.to))
      throw new Error('Say where to: --to FILE.tar or --to FILE.tar.gz.');
    const env = readEnv(process.env);
    const to = resolve(values.to);
    const database = await reachDatabase(env, false);
    if (database === undefined)
      throw new Error(`There is nothing to back up: no database in ${env.dataDir}. Is KEPT_DATA_DIR right?`);
    try {
      const manifest = await backUp({
        connectionString: database.connectionString,
        files: openFileStore(env.filesUrl, env.dataDir),
        secret: await readSecret(env),
        withSecret: values['with-secret'] === true,
        to,
        version: await ownVersion(),
        now: new Date(),
        progress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      process.stdout.write(
        `${to} holds ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.count} files and ${manifest.jobs} waiting jobs.\n`,
      );
      if (values['with-secret'] !== true)
        process.stdout.write(
          'The secret is not in it: keep KEPT_SECRET, or the file "secret" of the data folder, elsewhere.\n',
        );
      tellMissing(manifest.files.missing);
    } finally {
      await database.release();
    }
  },
};

/** `bin/kept restore`: a backup into an empty installation. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore --from FILE.tar.gz',
  does: 'bring a backup into an empty installation; all of it or nothing',
  async run(args) {
    const { values } = parseArgs({ args, options: { from: { type: 'string' } } });
    if (values.from === undefined) throw new Error('Say which backup: --from FILE.');
    const from = resolve(values.from);
    if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
    const env = readEnv(process.env);
    // before a database is made, so that a damaged backup leaves not even an empty one behind
    await proveBackup(from);
    const database = (await reachDatabase(env, true))!;
    try {
      const files = openFileStore(env.filesUrl, env.dataDir);
      const restored = await restore({ connectionString: database.connectionString, files, from, progress });
      const rows = restored.manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      process.stdout.write(
        `Everything of ${restored.manifest.madeAt} is back: ${rows} rows, ${restored.manifest.files.count} files, ${restored.manifest.jobs} waiting jobs. Everybody signs in anew.\n`,
      );
      process.stdout.write(`${await settleSecret(env, restored)}\n`);
      tellMissing(restored.manifest.files.missing);
    } finally {
      await database.release();
    }
  },
};

/** Puts a secret from the backup in place, or tells whether the one here is the one that belongs to the data. */
async function settleSecret(env: Env, { secret, manifest }: Restored): Promise<string> {
  const fits = (one: string | undefined) => one !== undefined && fingerprintOf(one) === manifest.secretFingerprint;
  if (fits(await readSecret(env))) return 'The secret here is the one that belongs to it.';
  if (secret !== undefined && env.secret === undefined) {
    await writeFile(secretFile(env), secret, { mode: 0o600 });
    return 'The secret came with it and lies in the data folder.';
  }
  return 'Give Kept the secret it had before (KEPT_SECRET, or the file "secret" of the old data folder) BEFORE it starts: without it, links in mails already sent, replies to them and second sign-in factors are not recognised.';
}

function tellMissing(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const some = missing.slice(0, 5).join(', ');
  process.stdout.write(
    `${missing.length} attached files were missing or damaged on disk when it was made and are not in it: ${some}${missing.length > 5 ? ', …' : ''}\n`,
  );
  process.exitCode = 1;
}

function progress(line: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
}

async function ownVersion(): Promise<string> {
  const file = await readFile(join(import.meta.dirname, '../package.json'), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
