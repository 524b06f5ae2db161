import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseOf, look } from './hands.ts';
import { freePort, type RunningKept, startKept } from './running.ts';

/* What hinders a start is said in a sentence that names it, and the program ends with it. */

let folder: string;
let kept: RunningKept;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-start-'));
  kept = await startKept();
});
afterAll(async () => {
  await kept.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command until it ends; what it printed, and its exit code. */
function run(args: string[], settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const env = {
    ...process.env,
    KEPT_DATA_DIR: folder,
    PORT: '0',
    KEPT_SMTP_PORT: '0',
    LOG_LEVEL: 'fatal',
    ...settings,
  };
  const child = spawn(join(import.meta.dirname, '../bin/kept'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

describe('bin/kept', () => {
  test.concurrent.each([
    ['help', 0, /bin\/kept COMMAND/],
    ['nonsense', 2, /no command "nonsense"/],
    ['user create --email a@example.org --name A --role king', 1, /--role must be one of owner/],
    ['user create --email a@example.org --name A --role agent --password x', 1, /--password .* 10 characters/],
  ] as [string, number, RegExp][])('%s', async (line, code, words) => {
    const ran = await run(line.split(' '), {});
    expect([ran.code, words.test(ran.said), ran.said.includes('    at ')], ran.said).toEqual([code, true, false]);
  });
});

describe('a start that cannot be', () => {
  const refused = async (settings: Record<string, string>, ...words: RegExp[]) => {
    const { code, said } = await run(['start'], settings);
    expect(said).not.toMatch(/ready at|\n {4}at /);
    for (const one of words) expect(said).toMatch(one);
    expect(code).toBe(1);
  };

  test('wrong settings are named all at once', () =>
    refused(
      {
        PORT: '99999',
        KEPT_HOST: 'no host',
        KEPT_URL: 'ftp://x',
        LOG_LEVEL: 'loud',
        KEPT_SECRET: 'short',
        KEPT_MAIL_URL: 'smtp://',
      },
      /PORT is/,
      /KEPT_HOST is/,
      /KEPT_URL is/,
      /LOG_LEVEL is/,
      /KEPT_SECRET is/,
      /KEPT_MAIL_URL is/,
    ));

  test('a database that is not there, without its password in the words', async () => {
    const port = await freePort();
    await refused(
      { DATABASE_URL: `postgres://kept:hidden@127.0.0.1:${port}/kept` },
      new RegExp(`127.0.0.1:${port} cannot be used: nothing listens there`),
      /^(?!.*hidden)/s,
    );
  });

  test('a database that refuses the password, or has another name', async () => {
    const { url } = await databaseOf(kept);
    await refused({ DATABASE_URL: url.replace(/:[^:@]+@/, ':wrong@') }, /it refuses the password/);
    await refused({ DATABASE_URL: url.replace(/kept$/, 'other') }, /it has no such database/);
  });

  test('a database that a newer version has used', async () => {
    await look(kept, "insert into migrations (name) values ('9999_later.sql')");
    await refused({ DATABASE_URL: (await databaseOf(kept)).url }, /newer version of Kept/);
    await look(kept, "delete from migrations where name = '9999_later.sql'");
  });

  test('a data folder that cannot be written', async () => {
    await writeFile(join(folder, 'a-file'), '');
    await refused({ KEPT_DATA_DIR: join(folder, 'a-file') }, /data folder .*a-file cannot be used/);
    await refused({ KEPT_DATA_DIR: join(folder, 'a-file/below') }, /data folder .* cannot be used/);
  });

  test('a port in use, for the browser and for mail; and its database is not left running', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const within = join(folder, 'of-its-own');
    await refused({ KEPT_DATA_DIR: within, PORT: String(port) }, new RegExp(`Port ${port} .* in use`));
    await refused(
      { KEPT_DATA_DIR: within, KEPT_SMTP_PORT: String(port), PORT: String(await freePort()) },
      new RegExp(`Port ${port}, where mail comes in`),
    );
    expect(existsSync(join(within, 'postgres/cluster/postmaster.pid'))).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });
});
