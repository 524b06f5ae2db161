import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { FileStore } from '../files/store.ts';
import { readFileFrom } from '../files/store.ts';
import { counted, type Finding, findings } from './finding.ts';

/** What Kept has to do and what became of it: readers, jobs, mails, files, time zones. `running` as checkHttp says. */
export async function checkWork(client: pg.Client, files: FileStore, running: boolean): Promise<Finding[]> {
  return [
    await checkZones(client),
    await checkFiles(client, files),
    await checkReaders(client, running),
    await checkSetAside(client),
    await checkJobs(client, running),
    await checkIncoming(client),
    await checkOutbox(client),
    await checkBreakers(client),
  ];
}

/** Deadlines are counted by the program, days by the database: both must know the same rules of every zone in use. */
async function checkZones(client: pg.Client): Promise<Finding> {
  const about = findings('time zones');
  const { rows: zones } = await client.query<{ zone: string }>(
    "select time_zone as zone from company union select zone from calendars union select 'Europe/Berlin' order by 1",
  );
  const apart: string[] = [];
  for (const { zone } of zones) {
    const { rows } = await client
      .query<{ ms: string; local: string }>(
        `select (extract(epoch from at) * 1000)::text as ms, to_char(at at time zone $1, 'YYYY-MM-DD HH24:MI') as local
         from generate_series(date_trunc('month', now()), now() + interval '18 months', interval '1 month') at`,
        [zone],
      )
      .catch(() => ({ rows: [{ ms: '0', local: 'unknown' }] }));
    if (!rows.every(({ ms, local }) => localTime(zone, Number(ms)) === local)) apart.push(zone);
  }
  return apart.length === 0
    ? about.ok(`Database and program know the same rules of ${counted(zones.length, 'zone')}.`)
    : about.wrong(
        `Database and program differ about ${apart.join(', ')}: update Kept, and the time zone data (tzdata) of the database server.`,
      );
}

function localTime(zone: string, ms: number): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);
  } catch {
    return '';
  }
}

/** The twenty newest files and thirty others: each there and unchanged. */
async function checkFiles(client: pg.Client, files: FileStore): Promise<Finding> {
  const about = findings('files');
  const { rows } = await client.query<{ sha256: string }>(
    `(select sha256 from files order by sha256 limit 15) union (select sha256 from files order by sha256 desc limit 15)
     union (select sha256 from files tablesample system (1) order by created_at desc limit 20)`,
  );
  let bad = 0;
  for (const { sha256 } of rows) {
    const content = await readFileFrom(files, sha256).catch(() => undefined);
    if (content === undefined || createHash('sha256').update(content).digest('hex') !== sha256) bad += 1;
  }
  if (bad > 0)
    return about.wrong(
      `${bad} of ${counted(rows.length, 'file')} looked at are missing or damaged: see KEPT_FILES_URL and the rights on its folder, or bring them back from a backup.`,
    );
  return about.ok(
    rows.length === 0 ? 'There are no files yet.' : `${counted(rows.length, 'file')} looked at are whole.`,
  );
}

async function checkReaders(client: pg.Client, running: boolean): Promise<Finding> {
  const about = findings('readers of the log');
  const { rows } = await client.query<{ name: string; seconds: number }>(`
    select s.name, extract(epoch from now() - greatest(next.at, s.moved_at))::int as seconds
    from subscriptions s cross join lateral (
      select e.at from events e where (e.xid, e.id) > (s.xid, s.event_id) order by e.xid, e.id limit 1) next
    order by 2 desc`);
  if (rows.length === 0) return about.ok('Every reader has read everything.');
  if (!running) return about.ok(`${counted(rows.length, 'reader')} of the log will go on reading when Kept starts.`);
  const { name, seconds } = rows[0]!;
  return seconds <= 60
    ? about.ok('The readers keep up.')
    : about.warning(
        `${name} has not moved for ${seconds} s although there is something to read: look for its name in the log of Kept.`,
      );
}

async function checkSetAside(client: pg.Client): Promise<Finding> {
  const about = findings('events set aside');
  const { rows } = await client.query<{ subscription: string; n: number }>(
    'select subscription, count(*)::int as n from subscription_failures where set_aside group by 1 order by 2 desc',
  );
  if (rows.length === 0) return about.ok('No event was set aside.');
  const list = rows.map(({ subscription, n }) => `${n} by ${subscription}`).join(', ');
  return about.wrong(
    `Events could not be handled and were set aside (${list}): read the reasons in the table subscription_failures and tell the makers of Kept.`,
  );
}

async function checkJobs(client: pg.Client, running: boolean): Promise<Finding> {
  const about = findings('jobs');
  const { rows: there } = await client.query<{ there: boolean }>(
    "select to_regclass('graphile_worker._private_jobs') is not null as there",
  );
  if (!there[0]!.there) return about.ok('There are no jobs yet.');
  const { rows: dead } = await client.query<{ task: string; n: number; error: string | null }>(`
    select t.identifier as task, count(*)::int as n, max(left(j.last_error, 120)) as error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.attempts >= j.max_attempts group by 1 order by 2 desc`);
  if (dead.length > 0) {
    const list = dead
      .map(({ task, n, error }) => `${n} of ${task}: ${(error ?? 'no reason kept').replaceAll(/\s+/g, ' ')}`)
      .join('; ');
    return about.wrong(`Jobs have failed for good (${list}): remove the cause, then run them again.`);
  }
  const { rows } = await client.query<{ late: number }>(`select count(*)::int as late from graphile_worker._private_jobs
    where locked_at is null and attempts < max_attempts and run_at < now() - interval '10 minutes'
      and (job_queue_id is null or job_queue_id not in (
        select id from graphile_worker._private_job_queues where queue_name like 'assistant %'))`);
  if (running && rows[0]!.late > 0)
    return about.warning(
      `${counted(rows[0]!.late, 'job')} should have begun more than ten minutes ago: start Kept anew.`,
    );
  return about.ok('No job has failed for good.');
}

async function checkIncoming(client: pg.Client): Promise<Finding> {
  const about = findings('mails set aside');
  const { rows } = await client.query<{ aside: number; stuck: number }>(`
    select (select count(*) from mail_sources where state = 'set-aside')::int as aside,
      (select count(*) from (select 1 from mail_sources where state = 'received' and received_at between now() - interval '7 days' and now() - interval '10 minutes') r)::int as stuck`);
  const { aside, stuck } = rows[0]!;
  if (stuck > 0)
    return about.wrong(`${counted(stuck, 'mail')} came in but became no case: run them again under Settings → Mail.`);
  if (aside > 0)
    return about.warning(
      `${counted(aside, 'mail')} could not be read and lie set aside: look at them under Settings → Mail.`,
    );
  return about.ok('Every mail that came in was read.');
}

async function checkOutbox(client: pg.Client): Promise<Finding> {
  const about = findings('outbox');
  const { rows } = await client.query<{ state: string; n: number; oldest: number }>(`
    select state, count(*)::int as n, extract(epoch from now() - min(queued_at))::int as oldest
    from outbox where state in ('queued', 'deferred', 'failed') group by 1`);
  const of = (state: string) => rows.find((row) => row.state === state) ?? { n: 0, oldest: 0 };
  const [queued, deferred, failed] = [of('queued'), of('deferred'), of('failed')];
  const said: string[] = [];
  if (failed.n > 0) said.push(`${failed.n} failed for good`);
  if (deferred.n > 0) said.push(`${deferred.n} are tried again`);
  if (queued.n > 0 && queued.oldest > 900)
    said.push(`${queued.n} wait, the oldest for ${Math.round(queued.oldest / 60)} minutes`);
  if (said.length === 0) return about.ok('No outgoing mail is stuck.');
  return about.warning(`Of the outgoing mails ${said.join(', ')}: the reasons stand under Settings → Mail.`);
}

async function checkBreakers(client: pg.Client): Promise<Finding> {
  const about = findings('mail loops');
  const { rows } = await client.query<{ address: string }>('select address from breakers order by since desc limit 5');
  return rows.length === 0
    ? about.ok('No mail loop had to be stopped.')
    : about.warning(
        `Automatic mail to ${rows.map(({ address }) => address).join(', ')} was stopped, because it looked like a loop: look at the cases of these senders.`,
      );
}
