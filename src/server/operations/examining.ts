import pg from 'pg';
import { type Env, readEnv, SettingsError } from '../env.ts';
import { openFileStore } from '../files/opening.ts';
import type { FileStore } from '../files/store.ts';
import { checkAssistant, checkAssistantUse } from './checking-assistant.ts';
import { checkDatabase } from './checking-database.ts';
import { checkFolder, checkProgram, checkSecret } from './checking-machine.ts';
import { checkCertificate, checkHttp, checkMailDoors, checkOutgoingMail } from './checking-ports.ts';
import { checkWork } from './checking-work.ts';
import { type Finding, findings, wordsOf } from './finding.ts';
import { type Reached, reachDatabase } from './reaching.ts';

/**
 * Looks at everything Kept needs and at what has become of its work, whether Kept runs or not. Changes nothing; an
 * embedded database that is not running is started for the time of the look.
 * @param source the environment variables
 */
export async function examine(source: Record<string, string | undefined>, now: Date): Promise<Finding[]> {
  const settings = findings('settings');
  const found = await checkProgram();
  const { env, files, wrong } = readSettings(source);
  if (env === undefined || files === undefined) {
    return [
      ...wrong.map((line) => settings.wrong(`${line.replace(/\.$/, '')}.`)),
      ...found,
      settings.warning('Everything else is looked at once the settings are right: run the doctor again then.'),
    ];
  }
  found.unshift(settings.ok('Every setting can be read.'));
  found.push(...(await checkFolder(env)), await checkSecret(env));
  const { finding, running } = await checkHttp(env);
  found.push(finding, ...(await checkMailDoors(env, running)), await checkOutgoingMail(env), await checkAssistant(env));
  const certificate = await checkCertificate(env, now);
  if (certificate !== undefined) found.push(certificate);
  found.push(...(await examineDatabase(env, files, running)));
  return found;
}

/** The settings, and every sentence about a wrong one: from reading them and from opening what they name. */
function readSettings(source: Record<string, string | undefined>): {
  env: Env | undefined;
  files: FileStore | undefined;
  wrong: string[];
} {
  const wrong: string[] = [];
  let env: Env | undefined;
  let files: FileStore | undefined;
  try {
    env = readEnv(source);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    wrong.push(...error.message.split('\n').flatMap((line) => /^ {2}- (.*)$/.exec(line)?.[1] ?? []));
  }
  try {
    files = openFileStore(source['KEPT_FILES_URL'] || undefined, env?.dataDir ?? '.');
  } catch (error) {
    // an address that is none at all has been named above
    if (!wrong.some((line) => line.startsWith('KEPT_FILES_URL'))) wrong.push(wordsOf(error));
  }
  return { env, files, wrong };
}

async function examineDatabase(env: Env, files: FileStore, running: boolean): Promise<Finding[]> {
  const database = findings('database');
  let reached: Reached | undefined;
  try {
    reached = await reachDatabase(env, false);
  } catch (error) {
    return [
      database.wrong(
        `The embedded database does not start (${wordsOf(error)}): see the rights on ${env.dataDir} and its free space.`,
      ),
    ];
  }
  if (reached === undefined)
    return [database.ok('There is no database yet; the first start makes one in the data folder.')];
  const client = new pg.Client({
    connectionString: reached.connectionString,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  });
  client.on('error', () => undefined);
  try {
    try {
      await client.connect();
    } catch (error) {
      return [
        database.wrong(
          `The database does not let Kept in (${wordsOf(error)}): check DATABASE_URL and that PostgreSQL runs.`,
        ),
      ];
    }
    const { found, ready } = await checkDatabase(client);
    if (!ready) return found;
    const use = await checkAssistantUse(client, env);
    return [...found, ...(await checkWork(client, files, running)), ...(use === undefined ? [] : [use])];
  } finally {
    await client.end().catch(() => undefined);
    await reached.release();
  }
}
