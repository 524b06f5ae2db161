import pg from 'pg';
import { drain } from '../src/server/store/draining.ts';
import { tickPromises } from '../src/server/modules/promises/index.ts';
import type { House } from '../src/server/house.ts';
import { subscriptions } from '../src/server/subscriptions.ts';

/** What a turn of the tick takes, in milliseconds, with so many promises open. */
export interface TickOfMany {
  open: number;
  /** When nothing is due: the middle of many turns. */
  nothingDue: number;
  /** When a hundred are due at once. */
  hundredDue: number;
}

const turns = 51;
const hundred = 100;

/**
 * The tick among the promises that are open anyway, and then among a million: the further ones are promises by hand, spread over the
 * ten years to come. It may touch only what is due, so both must take the same.
 */
export async function measureTickOfMany(house: House): Promise<TickOfMany[]> {
  await drain(house.context({ kind: 'system', name: 'bench' }), subscriptions);
  const among = [await measureAmong(house)];
  await openPromises(house.connectionString, 1_000_000 - among[0]!.open);
  among.push(await measureAmong(house));
  return among;
}

/** Over a connection of its own: such a statement takes longer than the house lets any last. */
async function openPromises(connectionString: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(
      `insert into promises (id, kind, what, case_id, customer_id, keeper_id, made_by, made_at, due_at, first_due_at, next_at)
        select gen_random_uuid(), 'personal', p.what, p.case_id, p.customer_id, p.keeper_id, p.keeper_id, now(), due.at, due.at, due.at
        from (select row_number() over (order by id) as place, * from promises where case_id is not null and kind = 'personal' limit 1000) p
        cross join generate_series(0, $1::int / 1000) n
        cross join lateral (select now() + interval '1 day' + (p.place + 1000 * n) * interval '315 seconds' as at) due
        order by n, p.place limit $1`,
      [count],
    );
    await client.query('vacuum analyze promises');
  } finally {
    await client.end();
  }
}

async function measureAmong(house: House): Promise<TickOfMany> {
  const tick = () => tickPromises(house.context({ kind: 'system', name: 'bench' }));
  const { rows } = await house.pool.query<{ open: number }>(
    `select count(*)::int as open from promises where state = 'open'`,
  );
  // whatever is due already is nobody's measure
  await tick();
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn++) took.push((await timed(tick)).ms);
  await house.pool.query(
    `update promises set next_at = now(), due_at = now() where id in (
      select p.id from promises p where p.state = 'open' and not p.paused and p.next_at > now() and exists (
        select from promise_facts f where f.promise_id = p.id) order by p.id limit $1)`,
    [hundred],
  );
  const due = await timed(tick);
  if (due.result.looked !== hundred)
    throw new Error(`${hundred} promises were due, ${due.result.looked} were looked at.`);
  await drain(house.context({ kind: 'system', name: 'bench' }), subscriptions);
  return { open: rows[0]!.open, nothingDue: took.toSorted((a, b) => a - b)[(turns - 1) / 2]!, hundredDue: due.ms };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const from = performance.now();
  const result = await work();
  return { ms: performance.now() - from, result };
}
