import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildIfNeeded } from '../bin/start-command.ts';
import { catchUp, houseOn, makeToken, measureKept, measureTick, sample } from './asking.ts';
import { dataFolder } from './data.ts';
import { measureFirstPaint } from './first-paint.ts';
import type { House } from '../src/server/house.ts';
import { firstLoad, type KeptProcess, startKept } from './kept-process.ts';
import { measureBare, measureStatements, type Statement } from './limits.ts';
import { byTurns } from './measuring.ts';
import { measureDeadlines } from './deadlines.ts';
import { measureRecognition } from './recognising.ts';
import { measureTickOfMany } from './tick-of-a-million.ts';
import { type Line, type Results, tell, write } from './reporting.ts';
import { makeWorks, type Work } from './work.ts';

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
/** In so many parts is what only reads measured. */
const rounds = 5;
const sizes = options.cases === undefined ? [20_000, 100_000] : options.cases.split(',').map(Number);
const wanted = (what: string) => options.only === undefined || options.only === what;
const progress = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

await buildIfNeeded();
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
  const works = (await makeWorks(client)).filter(({ name }) => wanted(name));
  const lines: Line[] = [];
  let turn = 1;
  for (const work of works) {
    const token = await makeToken(house);
    const measured = work.writes
      ? await measureWriting(work, { kept, house, token, from: turn })
      : await measureReading(work, { kept, house, token, from: turn });
    turn = measured.until;
    lines.push(...measured.lines);
  }
  const firstPaint = wanted('first paint') ? await measureFirstPaint(kept.url, house) : undefined;
  await client.end();
  await house.close();
  await kept.stop();

  progress('the limits of what is written');
  // the same data with nothing else running: nobody reads the log beside
  const alone = await houseOn(undefined, folder);
  for (const work of works.filter(({ writes }) => writes)) {
    await measureLimits(
      work,
      lines.filter(({ name }) => name === work.name),
      { alone, from: turn },
    );
    turn += work.samples + 100;
  }
  const tick = wanted('tick') ? await measureTick(alone, seconds) : undefined;
  // at the end: what it adds would stand in the way of every other figure
  const tickOfMany = wanted('tick of a million') ? await measureTickOfMany(alone) : undefined;
  await alone.close();
  const recognising = wanted('recognition') ? measureRecognition() : undefined;
  const deadlines = wanted('deadlines') ? measureDeadlines() : undefined;
  return {
    ...rows[0]!,
    readyAfter: kept.readyAfter,
    idleBytes,
    firstLoadBytes,
    firstPaint,
    lines,
    tick,
    tickOfMany,
    recognising,
    deadlines,
  };
}

interface Running {
  kept: KeptProcess;
  house: House;
  token: string;
  /** The first turn that nobody has taken. */
  from: number;
}

/** What only reads: Kept, the same SQL and the same bytes over HTTP by turns, so that all of them meet the same machine. */
async function measureReading(work: Work, { kept, house, token, from }: Running) {
  const since = Date.now();
  const { statements, bytes } = await sample(house, token, work, from);
  let until = from + work.samples + 100;
  const lines: Line[] = [];
  for (const connections of [1, 8]) {
    const part = seconds / rounds;
    const [measured, sql, http] = await byTurns(rounds, [
      async () => {
        const one = await measureKept(kept.url, token, work, { connections, seconds: part, from: until });
        until = one.until + 1;
        return one;
      },
      () => measureStatements(kept.connectionString, connections, part, statements, since),
      () => measureBare(connections, part, bytes),
    ]);
    lines.push({ name: work.name, connections, kept: measured, behind: 0, ...limits(statements, bytes), sql, http });
    tellLine(lines.at(-1)!);
  }
  return { lines, until };
}

/** What writes: Kept with every reader of the log beside it. */
async function measureWriting(work: Work, { kept, house, token, from }: Running) {
  let until = from;
  const lines: Line[] = [];
  for (const connections of [1, 8]) {
    const measured = await measureKept(kept.url, token, work, { connections, seconds, from: until });
    until = measured.until + 1;
    const behind = await catchUp(house.pool);
    lines.push({ name: work.name, connections, kept: measured, behind });
    tellLine(lines.at(-1)!);
  }
  return { lines, until };
}

/** Beside what wrote: the same SQL, only its rows, and the same bytes over HTTP. */
async function measureLimits(work: Work, lines: Line[], { alone, from }: { alone: House; from: number }) {
  const since = Date.now();
  const { statements, inserts, bytes } = await sample(alone, await makeToken(alone), work, from);
  for (const line of lines) {
    const database = alone.connectionString;
    Object.assign(line, limits(statements, bytes));
    line.sql = await measureStatements(database, line.connections, seconds, statements, since);
    line.http = await measureBare(line.connections, seconds, bytes);
    line.inserts = await measureStatements(database, line.connections, seconds, inserts, since);
    tellLine(line);
  }
}

function limits(statements: readonly (readonly Statement[])[], bytes: Buffer) {
  return {
    statements: statements.reduce((sum, one) => sum + one.length, 0) / statements.length,
    bytes: bytes.length,
  };
}

function tellLine({ name, connections, kept, behind, statements, sql, http, inserts }: Line): void {
  progress(
    [
      `${name} × ${connections}: ${kept.perSecond.toFixed(0)}/s, p95 ${kept.p95.toFixed(1)} ms`,
      ...(behind > 0 ? [`all readers of the log ${behind.toFixed(1)} s later`] : []),
      ...(sql === undefined ? [] : [`SQL ${sql.perSecond.toFixed(0)}/s (${statements!.toFixed(1)} statements)`]),
      ...(http === undefined ? [] : [`HTTP ${http.perSecond.toFixed(0)}/s`]),
      ...(inserts === undefined ? [] : [`inserts ${inserts.perSecond.toFixed(0)}/s`]),
    ].join(', '),
  );
}
