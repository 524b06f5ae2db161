import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildIfNeeded } from '../bin/start-command.ts';
import { catchUp, houseOn, makeToken, measureKept, measureTick, sample } from './asking.ts';
import { dataFolder } from './data.ts';
import { firstLoad, startKept } from './kept-process.ts';
import { measureBare, measureStatements } from './limits.ts';
import { measureDeadlines } from './deadlines.ts';
import { measureRecognition } from './recognising.ts';
import { type Line, type Results, tell, write } from './reporting.ts';
import { makeWorks } from './work.ts';

/**
 * `npm run bench`: measures Kept with 20 000 and 100 000 cases beside the limits of the machine in the same run, and writes
 * bench/RESULTS.md. `--cases 20000` measures that folder alone and writes nothing, `--only "mail in"` one kind of work.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    only: { type: 'string' },
    idle: { type: 'string', default: '60' },
  },
});
const seconds = Number(options.seconds);
const sizes = options.cases === undefined ? [20_000, 100_000] : options.cases.split(',').map(Number);
const progress = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

buildIfNeeded();
const results: Results[] = [];
for (const cases of sizes) results.push(await measureAll(cases));
tell(results, (text) => process.stdout.write(text));
if (options.cases === undefined && options.only === undefined)
  await write(results, seconds, join(import.meta.dirname, 'RESULTS.md'));

async function measureAll(cases: number): Promise<Results> {
  const folder = await dataFolder(cases, progress);
  progress(`${cases} cases: starting Kept`);
  const kept = await startKept(folder);
  const client = new pg.Client({ connectionString: kept.connectionString });
  await client.connect();
  const { rows } = await client.query<{ cases: number; messages: number; open: number; events: number }>(
    `select (select count(*)::int from cases) as cases, (select count(*)::int from messages) as messages,
      (select count(*)::int from cases where state <> 'closed') as open, (select count(*)::int from events) as events`,
  );
  const firstLoadBytes = await firstLoad(kept.url);
  await new Promise((resolve) => setTimeout(resolve, Number(options.idle) * 1000));
  const idleBytes = await kept.memory();
  progress(`ready after ${Math.round(kept.readyAfter)} ms, idle ${Math.round(idleBytes / 1_048_576)} MB`);

  const house = await houseOn(kept.connectionString, folder);
  const works = (await makeWorks(client)).filter(({ name }) => options.only === undefined || name === options.only);
  const lines: Line[] = [];
  let turn = 1;
  for (const work of works) {
    const token = await makeToken(house);
    for (const connections of [1, 8]) {
      const measured = await measureKept(kept.url, token, work, { connections, seconds, from: turn });
      turn = measured.until + 1;
      const behind = work.writes ? await catchUp(house.pool) : 0;
      progress(
        `${work.name} × ${connections}: ${measured.perSecond.toFixed(0)}/s, p95 ${measured.p95.toFixed(1)} ms` +
          (work.writes ? `, all readers of the log ${behind.toFixed(1)} s later` : ''),
      );
      lines.push({ name: work.name, connections, kept: measured, behind });
    }
  }
  await client.end();
  await house.close();
  await kept.stop();

  progress('the limits of the same work');
  // the same data with nothing else running: nobody reads or answers beside
  const alone = await houseOn(undefined, folder);
  for (const work of works) {
    const since = Date.now();
    const token = await makeToken(alone);
    const { statements, inserts, bytes } = await sample(alone, token, work, turn);
    turn += work.samples + 100;
    for (const line of lines.filter(({ name }) => name === work.name)) {
      const database = alone.connectionString;
      line.statements = statements.reduce((sum, one) => sum + one.length, 0) / statements.length;
      line.bytes = bytes.length;
      line.sql = await measureStatements(database, line.connections, seconds, statements, since);
      line.http = await measureBare(line.connections, seconds, bytes);
      if (inserts.length > 0)
        line.inserts = await measureStatements(database, line.connections, seconds, inserts, since);
      progress(
        `${work.name} × ${line.connections}: SQL ${line.sql.perSecond.toFixed(0)}/s (${line.statements.toFixed(1)} statements), HTTP ${line.http.perSecond.toFixed(0)}/s` +
          (line.inserts === undefined ? '' : `, inserts ${line.inserts.perSecond.toFixed(0)}/s`),
      );
    }
  }
  const tick = options.only === undefined || options.only === 'tick' ? await measureTick(alone, seconds) : undefined;
  await alone.close();
  const recognising = options.only === undefined || options.only === 'recognition' ? measureRecognition() : undefined;
  const deadlines = options.only === undefined || options.only === 'deadlines' ? measureDeadlines() : undefined;
  return { ...rows[0]!, readyAfter: kept.readyAfter, idleBytes, firstLoadBytes, lines, tick, recognising, deadlines };
}
