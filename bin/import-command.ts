import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { partBytes } from '../src/contract/moving-in.ts';
import { type ImportSource, importSources } from '../src/domain/moving/words.ts';
import type { Context } from '../src/server/context.ts';
import { readEnv } from '../src/server/env.ts';
import { openHouse } from '../src/server/house.ts';
import {
  addImportPart,
  examineImport,
  loadArchive,
  readImport,
  runImport,
  startImport,
  workOnImport,
} from '../src/server/modules/moving/index.ts';
import { givePassword } from '../src/server/modules/people/index.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import type { Command } from './commands.ts';

/** `bin/kept import`: another desk's history from files on this machine, or an export of Kept into an empty installation. */
export const importCommand: Command = {
  name: 'import',
  usage: 'import --from SOURCE FILE… [--origin NAME] [--fetch-files] [--look]',
  does: `bring another desk along (${importSources.join(', ')}), or --from kept an export of Kept`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        origin: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
        'fetch-files': { type: 'boolean' },
        look: { type: 'boolean' },
      },
    });
    const source = importSources.find((one) => one === values.from);
    if (values.from !== 'kept' && source === undefined)
      throw new Error(`Say where from: --from ${[...importSources, 'kept'].join(', --from ')}.`);
    if (positionals.length === 0 && values.url === undefined) throw new Error('Name the files to read.');
    const house = await openHouse(readEnv(process.env));
    try {
      const ctx = () => house.context({ kind: 'system', name: 'command line' });
      if (source === undefined) await moveIn(ctx, positionals);
      else await bring(ctx, source, positionals, values);
    } finally {
      await house.close();
    }
  },
};

async function moveIn(ctx: () => Context, files: readonly string[]): Promise<void> {
  if (files.length !== 1) throw new Error('An export of Kept is one file.');
  const file = createReadStream(files[0]!);
  const stream = (/gz$/i.test(files[0]!) ? file.pipe(createGunzip()) : file) as AsyncIterable<Buffer>;
  const names = subscriptions.map(({ name }) => name);
  const { about, manifest, rows } = await loadArchive(ctx(), stream, names, (line) =>
    process.stderr.write(`${line}\n`),
  );
  process.stdout.write(
    `The desk of ${about.madeAt} is here: ${String(rows)} rows of ${String(Object.keys(manifest.tables).length)} tables, ${String(manifest.files.count)} files.\n`,
  );
  if (manifest.files.missing.length > 0)
    process.stdout.write(`${String(manifest.files.missing.length)} files were missing there already.\n`);
  const password = randomBytes(12).toString('base64url');
  const owner = await givePassword(ctx(), password);
  if (owner !== undefined)
    process.stdout.write(
      `Passwords do not travel. ${owner.email} may sign in with ${password} and invite the others anew.\n`,
    );
}

async function bring(
  ctx: () => Context,
  source: ImportSource,
  files: readonly string[],
  values: { origin?: string; url?: string; token?: string; 'fetch-files'?: boolean; look?: boolean },
): Promise<void> {
  const { origin, url, token } = values;
  const { id } = await startImport(ctx(), { source, origin, url, token, fetchFiles: values['fetch-files'] });
  for (const [file, path] of files.entries()) {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      for (let part = 0; part * partBytes < Math.max(1, size); part++) {
        const bytes = Buffer.alloc(Math.min(partBytes, size - part * partBytes));
        await handle.read(bytes, 0, bytes.length, part * partBytes);
        await addImportPart(ctx(), id, { file, part, name: basename(path) }, bytes);
      }
    } finally {
      await handle.close();
    }
  }
  await examineImport(ctx(), id, undefined);
  const read = await follow(ctx, id);
  process.stdout.write(`${JSON.stringify(read.preview?.counts)}\n`);
  for (const { what, count } of read.preview?.problems ?? []) process.stdout.write(`  ${what}: ${String(count)}\n`);
  if (values.look === true) {
    process.stdout.write('Nothing was written. Decide and begin under Settings, Moving in.\n');
    return;
  }
  await runImport(ctx(), id);
  const done = await follow(ctx, id);
  process.stdout.write(
    `${String(done.created)} new, ${String(done.updated)} updated, ${String(done.unchanged)} unchanged, ${String(done.skipped)} left out. The report is under Settings, Moving in.\n`,
  );
}

/** Works on the import, beside whoever else does, until it rests. */
async function follow(ctx: () => Context, id: string) {
  for (;;) {
    await workOnImport(ctx(), id);
    const now = await readImport(ctx(), id);
    if (now.state === 'failed') throw new Error(now.error ?? 'The import failed.');
    if (now.state !== 'reading' && now.state !== 'running') return now;
    process.stderr.write(
      now.state === 'running' ? `${String(now.done)} of ${String(now.total)}\n` : `${String(now.read)} read\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
