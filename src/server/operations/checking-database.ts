import type pg from 'pg';
import { migrationNames } from '../store/migrate.ts';
import { counted, type Finding, findings } from './finding.ts';

const extensions = ['pg_trgm', 'unaccent', 'btree_gin'];

/** The database server and the shape of the database. `ready` says that the tables of this version are there. */
export async function checkDatabase(client: pg.Client): Promise<{ found: Finding[]; ready: boolean }> {
  const migrations = await checkMigrations(client);
  const found = [
    await checkVersion(client),
    await checkExtensions(client),
    migrations.finding,
    await checkDurability(client),
    await checkClock(client),
  ];
  return { found, ready: migrations.ready };
}

async function checkVersion(client: pg.Client): Promise<Finding> {
  const database = findings('database');
  const { rows } = await client.query<{ text: string; number: string }>(
    "select current_setting('server_version') as text, current_setting('server_version_num') as number",
  );
  return Number(rows[0]!.number) >= 150_000
    ? database.ok(`PostgreSQL ${rows[0]!.text} answers.`)
    : database.wrong(`PostgreSQL ${rows[0]!.text} is too old: Kept needs 15 or newer.`);
}

async function checkExtensions(client: pg.Client): Promise<Finding> {
  const about = findings('extensions');
  const { rows } = await client.query<{ name: string; installed: boolean }>(
    'select name, installed_version is not null as installed from pg_available_extensions where name = any($1)',
    [extensions],
  );
  const unknown = extensions.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0)
    return about.wrong(
      `The PostgreSQL server lacks ${unknown.join(', ')}: install its package of contributed extensions (postgresql-contrib).`,
    );
  const waiting = rows.filter(({ installed }) => !installed).map(({ name }) => name);
  if (waiting.length === 0) return about.ok(`${extensions.join(', ')} are there.`);
  const { rows: may } = await client.query<{ may: boolean }>(
    "select has_database_privilege(current_database(), 'create') as may",
  );
  return may[0]!.may
    ? about.ok(`${waiting.join(', ')} will be created at the start.`)
    : about.wrong(
        `This database user may not create ${waiting.join(', ')}: let an administrator run CREATE EXTENSION for each.`,
      );
}

async function checkMigrations(client: pg.Client): Promise<{ finding: Finding; ready: boolean }> {
  const about = findings('migrations');
  const { rows: there } = await client.query<{ there: boolean }>(
    "select to_regclass('migrations') is not null as there",
  );
  if (!there[0]!.there)
    return { finding: about.ok('The database is still empty; the first start makes its tables.'), ready: false };
  const { rows } = await client.query<{ name: string }>('select name from migrations');
  const done = rows.map(({ name }) => name);
  const known = await migrationNames();
  const newer = done.filter((name) => !known.includes(name));
  const waiting = known.filter((name) => !done.includes(name));
  if (newer.length > 0)
    return {
      finding: about.wrong(`A newer Kept has used this database (${newer.join(', ')}): start that version.`),
      ready: false,
    };
  if (waiting.length > 0)
    return {
      finding: about.warning(
        `${counted(waiting.length, 'migration')} wait for the next start: back up first, then start Kept.`,
      ),
      ready: false,
    };
  return { finding: about.ok('The tables are those of this version.'), ready: true };
}

async function checkDurability(client: pg.Client): Promise<Finding> {
  const about = findings('durability');
  // a session may loosen synchronous_commit for itself; what counts is what Kept's own sessions get
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')",
  );
  const off = rows.filter(({ setting }) => setting === 'off').map(({ name }) => name);
  return off.length === 0
    ? about.ok('What is acknowledged survives a power cut.')
    : about.wrong(`A power cut could lose what Kept has acknowledged: switch ${off.join(', ')} on in postgresql.conf.`);
}

async function checkClock(client: pg.Client): Promise<Finding> {
  const clock = findings('clock');
  const from = Date.now();
  const { rows } = await client.query<{ ms: string }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::text as ms',
  );
  const until = Date.now();
  const apart = Math.abs(Number(rows[0]!.ms) - (from + until) / 2) - (until - from) / 2;
  return apart <= 2000
    ? clock.ok('The clocks of database and program agree.')
    : clock.warning(
        `The clocks of database and program are ${(apart / 1000).toFixed(1)} s apart: let both machines keep time by NTP.`,
      );
}
