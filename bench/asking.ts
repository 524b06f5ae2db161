import type pg from 'pg';
import { buildApp } from '../src/server/app.ts';
import { asSystem } from '../src/server/context.ts';
import { readEnv } from '../src/server/env.ts';
import { type House, openHouse } from '../src/server/house.ts';
import { createKey } from '../src/server/modules/people/index.ts';
import { tickPromises } from '../src/server/modules/promises/index.ts';
import { drain } from '../src/server/store/draining.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { listenIn, measureStatements, onlyInserts, type Statement } from './limits.ts';
import { asker, type Measured, measure } from './measuring.ts';
import type { Work } from './work.ts';

const warming = 20;

/** A house of our own, on a database that is running or on the folder's, to make keys and to see what a request asks. */
export function houseOn(connectionString: string | undefined, folder: string): Promise<House> {
  return openHouse(
    readEnv({ DATABASE_URL: connectionString, KEPT_DATA_DIR: folder, KEPT_SMTP_PORT: '0', LOG_LEVEL: 'error' }),
  );
}

export async function makeToken(house: House): Promise<string> {
  const ctx = asSystem(house.context({ kind: 'system', name: 'bench' }), 'bench');
  return (await createKey(ctx, { name: `bench ${Date.now()}`, role: 'admin' })).token;
}

/** Kept over HTTP. `turns` must differ from run to run: a mail is taken once. */
export async function measureKept(
  url: string,
  token: string,
  work: Work,
  options: { connections: number; seconds: number; from: number },
): Promise<Measured & { until: number }> {
  const { ask, close } = asker(url, token);
  let turn = options.from;
  try {
    const measured = await measure(options.connections, options.seconds, async () => {
      const { method, path, body, type } = work.ask(turn++);
      await ask(method, path, body, type);
    });
    // a figure made of refusals would be the quickest of all
    if (measured.failed > 0)
      throw new Error(`${work.name}: ${measured.failed} requests failed.`, { cause: measured.why });
    return { ...measured, until: turn };
  } finally {
    close();
  }
}

/** What the requests of a work ask of the database, sample by sample, and what is answered. */
export async function sample(
  house: House,
  token: string,
  work: Work,
  from: number,
): Promise<{ statements: Statement[][]; inserts: Statement[][]; bytes: Buffer }> {
  const app = await buildApp(house);
  let bytes: Buffer = Buffer.alloc(0);
  const statements: Statement[][] = [];
  const request = async (turn: number) => {
    const { method, path, body, type } = work.ask(turn);
    const headers = { authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'content-type': type }) };
    const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) });
    if (answer.statusCode >= 400) throw new Error(`${work.name}: ${answer.statusCode} ${answer.body}`);
    bytes = answer.rawPayload;
  };
  // the first requests open connections, note that the key is used and prepare what is asked often: nobody's usual work
  for (let turn = 0; turn < warming; turn++) await request(from + turn);
  for (let turn = 0; turn < work.samples; turn++) statements.push(await listenIn(() => request(from + warming + turn)));
  await app.close();
  return { statements, inserts: work.writes ? statements.map(onlyInserts) : [], bytes };
}

/** How quickly readers of the log catch up with everything, in seconds. */
export async function catchUp(pool: pg.Pool): Promise<number> {
  const from = performance.now();
  for (;;) {
    const { rows } = await pool.query<{ behind: boolean }>(
      `select exists (select from subscriptions s where exists (select from events e where (e.xid, e.id) > (s.xid, s.event_id))) as behind`,
    );
    if (rows[0]?.behind === false) return (performance.now() - from) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The tick over promises that are all due at once: how many it settles in a second, beside its own SQL through `pg` alone. */
export async function measureTick(
  house: House,
  seconds: number,
): Promise<{ due: number; perSecond: number; statementsPerSecond: number }> {
  const system = () => house.context({ kind: 'system', name: 'bench' });
  await drain(system(), subscriptions);
  const due = await house.pool.query(`update promises set next_at = now(), due_at = now()
    where id in (select id from promises where state = 'open' and not paused and next_at > now() order by id limit 3000)`);
  const statements = await sampleTick(house);
  // what is done again here is taken back each time, so nothing in it need be new
  const alone = await measureStatements(house.connectionString, 1, seconds, [statements], Infinity);
  const from = performance.now();
  const { looked } = await tickPromises(system());
  const lasted = (performance.now() - from) / 1000;
  if (looked !== due.rowCount) throw new Error(`${due.rowCount ?? 0} promises were due, ${looked} were looked at.`);
  return { due: looked, perSecond: looked / lasted, statementsPerSecond: alone.perSecond * looked };
}

/** The statements of the tick over all that is due, done and taken back, so that they can be done again. */
async function sampleTick(house: House): Promise<Statement[]> {
  const takenBack = new Error('taken back');
  const ctx = house.context({ kind: 'system', name: 'bench' });
  let statements: Statement[] = [];
  try {
    await house.db.transaction().execute(async (trx) => {
      statements = await listenIn(async () => {
        await tickPromises({ ...ctx, db: trx, trx });
      });
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  return [{ text: 'begin', values: [] }, ...statements, { text: 'rollback', values: [] }];
}
