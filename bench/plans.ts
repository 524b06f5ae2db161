import { parseArgs } from 'node:util';
import type pg from 'pg';
import { buildApp } from '../src/server/app.ts';
import type { House } from '../src/server/house.ts';
import { jobs } from '../src/server/jobs/jobs.ts';
import { schedule } from '../src/server/jobs/schedule.ts';
import { mountedRoutes } from '../src/server/http/serve.ts';
import { drain } from '../src/server/store/draining.ts';
import { takeBatch } from '../src/server/store/subscriptions.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { houseOn, makeToken } from './asking.ts';
import { dataFolder } from './data.ts';
import { listenIn, type Statement } from './limits.ts';
import { makeWorks } from './work.ts';

/**
 * `node bench/plans.ts`: asks every address that reads, works one turn of every scheduled job and lets every reader of the
 * log read a few answers and mails, with 100 000 cases loaded, and names each statement whose plan touches more than
 * `--rows` rows of one table. Nothing on a page load may grow with the size of a table. `--only text` picks by name.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    rows: { type: 'string', default: '5000' },
    only: { type: 'string', default: '' },
    folder: { type: 'string' },
  },
});
const most = Number(options.rows);
const tell = (line: string) => process.stdout.write(`${line}\n`);
const wanted = (name: string) => name.includes(options.only);

const folder = options.folder ?? (await dataFolder(Number(options.cases), (line) => process.stderr.write(`${line}\n`)));
const house = await houseOn(undefined, folder);
try {
  const seen = new Set<string>();
  await readAddresses(house, seen);
  await workJobs(house, seen);
  await readLog(house, seen);
} finally {
  await house.close();
}

async function readAddresses(house: House, seen: Set<string>): Promise<void> {
  const token = await makeToken(house);
  const app = await buildApp(house);
  const ask = (url: string) =>
    app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` } });
  const lists = new Map<string, Record<string, unknown> | undefined>();
  const firstOf = async (list: string) => {
    if (!lists.has(list)) {
      const answer = await ask(list);
      const body: unknown = answer.statusCode === 200 && answer.body.startsWith('{') ? answer.json() : {};
      const { items } = body as { items?: Record<string, unknown>[] };
      lists.set(list, items?.[0]);
    }
    return lists.get(list);
  };
  for (const route of mountedRoutes.values()) {
    if (route.method !== 'GET' || !wanted(`GET ${route.path}`) || route.path === '/live') continue;
    const address = await filled(route.path, firstOf);
    if (address === undefined) {
      tell(`- GET ${route.path}: nothing to ask for`);
      continue;
    }
    await ask(address).catch(() => undefined); // what is asked for the first time is prepared
    let status = 0;
    const from = performance.now();
    const statements = await listenIn(async () => {
      status = await ask(address).then(
        ({ statusCode }) => statusCode,
        () => 0,
      );
    });
    await judge(house.pool, `GET ${address} → ${String(status)}`, performance.now() - from, statements, seen);
  }
  await app.close();
}

/** An address with each parameter taken from the first row of the list that the address belongs to. */
async function filled(
  path: string,
  firstOf: (list: string) => Promise<Record<string, unknown> | undefined>,
): Promise<string | undefined> {
  const parts = path.split('/');
  for (const [place, part] of parts.entries()) {
    if (!part.startsWith(':')) continue;
    const first = await firstOf(parts.slice(0, place).join('/'));
    const value = first?.[part.slice(1)] ?? first?.['number'] ?? first?.['id'];
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    parts[place] = String(value);
  }
  return parts.join('/');
}

async function workJobs(house: House, seen: Set<string>): Promise<void> {
  for (const { job } of schedule) {
    if (!wanted(`job ${job}`)) continue;
    const { work } = jobs.find(({ name }) => name === job)!;
    const turn = () =>
      work(house.context({ kind: 'system', name: job }), {}).catch((error: unknown) => {
        tell(`! job ${job} failed: ${String(error)}`);
      });
    const first = performance.now();
    await turn(); // what had piled up
    const lasted = performance.now() - first;
    const from = performance.now();
    const statements = await listenIn(turn);
    await judge(
      house.pool,
      `job ${job} (first turn ${lasted.toFixed(0)} ms)`,
      performance.now() - from,
      statements,
      seen,
    );
  }
}

async function readLog(house: House, seen: Set<string>): Promise<void> {
  const token = await makeToken(house);
  const app = await buildApp(house);
  const client = await house.pool.connect();
  const works = (await makeWorks(client)).filter(({ writes }) => writes);
  client.release();
  const system = () => house.context({ kind: 'system', name: 'plans' });
  for (const work of works) {
    if (!wanted(`reader ${work.name}`)) continue;
    await drain(system(), subscriptions);
    for (let turn = 0; turn < 20; turn += 1) {
      const { method, path, body, type } = work.ask(Math.floor(Date.now() / 100) + turn);
      const headers = { authorization: `Bearer ${token}`, 'content-type': type! };
      const ask = () => app.inject({ method, url: path, headers, payload: body! });
      if (turn > 0) await ask();
      else await judge(house.pool, work.name, 0, await listenIn(async () => void (await ask())), seen);
    }
    for (const subscription of subscriptions) {
      const from = performance.now();
      const statements = await listenIn(async () => {
        while ((await takeBatch(system(), subscription)) > 0);
      });
      await judge(
        house.pool,
        `reader ${subscription.name} of 20 × ${work.name}`,
        performance.now() - from,
        statements,
        seen,
      );
    }
  }
  await app.close();
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

/** Does each statement that was not yet looked at once more, taken back, with its plan. */
async function judge(
  pool: pg.Pool,
  name: string,
  milliseconds: number,
  statements: readonly Statement[],
  seen: Set<string>,
): Promise<void> {
  const findings: string[] = [];
  for (const { text, values } of statements) {
    if (seen.has(text) || !/^\s*(select|with|insert|update|delete)\b/i.test(text)) continue;
    seen.add(text);
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan; 'Execution Time': number }[] }>({
        text: `explain (analyze, format json) ${text}`,
        values,
      });
      const { Plan: plan, 'Execution Time': lasted } = rows[0]!['QUERY PLAN'][0]!;
      const touched = touches(plan).filter(({ rows }) => rows > most);
      if (touched.length > 0)
        findings.push(
          `    ${touched.map(({ what, rows }) => `${what}: ${String(Math.round(rows))}`).join(', ')} (${lasted.toFixed(0)} ms)\n      ${text.replaceAll(/\s+/g, ' ').slice(0, 260)}`,
        );
    } catch (error) {
      if (!/duplicate key|already|violates/.test(String(error)))
        findings.push(
          `    not looked at: ${String(error).slice(0, 120)}: ${text.replaceAll(/\s+/g, ' ').slice(0, 120)}`,
        );
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  tell(
    `${findings.length > 0 || milliseconds > 100 ? '! ' : '  '}${name}: ${milliseconds.toFixed(0)} ms, ${String(statements.length)} statements`,
  );
  for (const finding of findings) tell(finding);
}

function touches(plan: Plan): { what: string; rows: number }[] {
  const loops = plan['Actual Loops'] ?? 1;
  const read =
    ((plan['Actual Rows'] ?? 0) +
      (plan['Rows Removed by Filter'] ?? 0) +
      (plan['Rows Removed by Index Recheck'] ?? 0)) *
    loops;
  const own =
    plan['Relation Name'] === undefined && plan['Index Name'] === undefined
      ? []
      : [{ what: `${plan['Node Type']} ${plan['Relation Name'] ?? plan['Index Name']!}`, rows: read }];
  return [...own, ...(plan.Plans ?? []).flatMap(touches)];
}
