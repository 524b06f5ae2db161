import { existsSync } from 'node:fs';
import { access, constants, mkdtemp, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Env } from '../env.ts';
import { type Finding, findings, wordsOf } from './finding.ts';
import { secretFile } from './reaching.ts';

const root = join(import.meta.dirname, '../../..');
const gigabyte = 1_073_741_824;

/** The program itself: its Node and its built staff app. */
export async function checkProgram(): Promise<Finding[]> {
  const [node, app] = [findings('Node'), findings('staff app')];
  const settings = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const needed = settings.dependencies['node'] ?? '';
  const major = (version: string) => Number(version.replace(/^v/, '').split('.')[0]);
  return [
    major(process.version) >= major(needed)
      ? node.ok(`Node ${process.version} is what Kept needs.`)
      : node.wrong(
          `Node ${process.version} is too old: run Kept with bin/kept or npm start, which use ${needed}, or run npm ci again.`,
        ),
    existsSync(join(root, 'dist/web/index.html'))
      ? app.ok('The staff app is built.')
      : app.warning('The staff app is not built yet: npm start builds it, or run npm run build.'),
  ];
}

/** The data folder: there, ours to write, with room. */
export async function checkFolder(env: Env): Promise<Finding[]> {
  const folder = findings('data folder');
  const there = firstThere(env.dataDir);
  const found: Finding[] = [];
  if (there !== env.dataDir) {
    found.push(
      (await mayWrite(there))
        ? folder.ok(`${env.dataDir} is not there yet and is made at the first start.`)
        : folder.wrong(
            `${env.dataDir} is not there and cannot be made below ${there}: make it, or set KEPT_DATA_DIR to a folder Kept may write.`,
          ),
    );
  } else {
    const failure = await tryWriting(env.dataDir);
    found.push(
      failure === undefined
        ? folder.ok(`${env.dataDir} can be written.`)
        : folder.wrong(
            `${env.dataDir} cannot be written (${failure}): give it to the user Kept runs as, or set KEPT_DATA_DIR.`,
          ),
    );
  }
  const disk = findings('disk');
  const { bavail, bsize } = await statfs(there);
  const free = (bavail * bsize) / gigabyte;
  const text = `${free.toFixed(1)} GB are free where the data lies`;
  found.push(
    free >= 1 ? disk.ok(`${text}.`) : disk.warning(`Only ${text}: make room before it is full, or move KEPT_DATA_DIR.`),
  );
  return found;
}

/** Whether there is a secret, and whether only its owner can read it. */
export async function checkSecret(env: Env): Promise<Finding> {
  const secret = findings('secret');
  if (env.secret !== undefined) return secret.ok('KEPT_SECRET is set.');
  const file = secretFile(env);
  if (!existsSync(file)) return secret.ok('There is no secret yet; the first start makes one in the data folder.');
  try {
    if ((await readFile(file, 'utf8')).trim().length < 32)
      return secret.wrong(
        `${file} holds less than 32 characters: put the old secret back, or remove the file to have a new one made.`,
      );
  } catch (error) {
    return secret.wrong(`${file} cannot be read (${wordsOf(error)}): give it to the user Kept runs as.`);
  }
  if (((await stat(file)).mode & 0o077) !== 0)
    return secret.warning(`${file} can be read by other users of this machine: run chmod 600 ${file}.`);
  return secret.ok('The secret is in the data folder, for its owner only.');
}

function firstThere(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : firstThere(dirname(path));
}

async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function tryWriting(folder: string): Promise<string | undefined> {
  try {
    const trial = await mkdtemp(join(folder, 'doctor-'));
    try {
      await writeFile(join(trial, 'written'), 'written', { flush: true });
    } finally {
      await rm(trial, { recursive: true, force: true });
    }
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
}
