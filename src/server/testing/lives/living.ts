/** How a life is lived: step after step, with the log read and the clock looked at as often as the dice say. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { jobs } from '../../jobs/jobs.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { tickEscalations } from '../../modules/escalations/ticking.ts';
import { tickPromises } from '../../modules/promises/index.ts';
import { turnAbsences } from '../../modules/people/index.ts';
import { subscriptions } from '../../subscriptions.ts';
import { acts, type Numbers, perform } from './acts.ts';
import { broken, lawsOfEveryStep, lawsOfTheEnd } from './laws.ts';
import { beginLife, lookForCases, type Town, type World } from './world.ts';

/** One step of a life. `read`: the log is read and the clock looked at after it; `killed`: the house falls down in the middle of it. */
export interface Step extends Numbers {
  act: string;
  read: boolean;
  killed: boolean;
}

const drawn = Object.entries(acts).map(([name, [weight]]) => ({
  weight: Math.max(1, Math.round(weight * 10)),
  arbitrary: fc.constant(name),
}));

/** Lives of so many steps. */
export function lifeOf(fewest: number, most: number): fc.Arbitrary<Step[]> {
  const number = fc.nat(999);
  const step = fc.record({
    act: fc.oneof(...drawn),
    a: number,
    b: number,
    n: number,
    read: fc.nat(9).map((n) => n < 6),
    killed: fc.nat(14).map((n) => n === 0),
  });
  return fc.array(step, { minLength: fewest, maxLength: most, size: 'max' });
}

/** Lives a life to its end, and answers with what was done. @throws when a law is broken, naming it and all that was done before */
export async function live(town: Town, steps: readonly Step[]): Promise<Map<string, number>> {
  const world = await beginLife(town);
  const done = new Map<string, number>();
  for (const { act, read, killed, ...numbers } of steps) {
    await lookForCases(world);
    const before = killed ? await countAll(world) : '';
    const outcome = await perform(world, act, numbers, killed);
    world.told.push(
      `${act} ${String(numbers.a)} ${String(numbers.b)} ${String(numbers.n)}: ${outcome}${read ? ', read' : ''}`,
    );
    if (outcome === 'killed' && (await countAll(world)) !== before)
      fail(world, ['something is left of what was broken off']);
    if (outcome === 'done') done.set(act, (done.get(act) ?? 0) + 1);
    if (!read) continue;
    await readEverything(world);
    fail(world, await broken(world, lawsOfEveryStep));
  }
  await readEverything(world);
  await tickEscalations(world.house.system());
  await readEverything(world);
  fail(world, [...(await broken(world, lawsOfEveryStep)), ...(await broken(world, lawsOfTheEnd))]);
  await endLife(world);
  return done;
}

/** What was recorded of cases and promises is read, jobs are worked on, and the clock is looked at, until nothing is left to do. */
async function readEverything(world: World): Promise<void> {
  const { house } = world;
  await lookForCases(world);
  await turnAbsences(house.system());
  for (let turn = 0; turn < 10; turn++) {
    await house.settle(subscriptions);
    const { rows } =
      await sql`select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = any(${working.map(({ name }) => name)}) limit 1`.execute(house.db);
    if (rows.length > 0) await runDueJobs(house.pool, () => house.system(), working);
    const { looked } = await tickPromises(house.system());
    // what the clock left until the log was read is looked at a second later
    const later = await leftForLater(world);
    if (later) house.setClock(1001);
    if (rows.length === 0 && looked === 0 && !later) break;
  }
  await lookForCases(world);
}

async function leftForLater({ house }: World): Promise<boolean> {
  const { rows } =
    await sql`select 1 from promises where state = 'open' and due_at <= ${house.now()} and next_at > ${house.now()} limit 1`.execute(
      house.db,
    );
  return rows.length > 0;
}

const working = jobs.filter(({ name }) => ['promises.recompute', 'rules.hand-over', 'privacy.erase'].includes(name));

async function countAll({ house }: World): Promise<string> {
  const { rows } =
    await sql`select (select count(*) from events) as events, (select count(*) from promise_facts) as facts,
    (select count(*) from messages) as messages`.execute(house.db);
  return JSON.stringify(rows[0]);
}

function fail({ told }: World, sentences: readonly string[]): void {
  if (sentences.length > 0) throw new Error(`${sentences.join('\n')}\n\nafter:\n${told.join('\n')}`);
}

/** The next life begins in an empty house. */
async function endLife({ house, staff, town }: World): Promise<void> {
  await sql`update promises set state = 'withdrawn', ended_at = ${house.now()}, end_reason = 'life-over', next_at = null where state = 'open'`.execute(
    house.db,
  );
  await sql`update cases set state = 'closed', closed_at = ${house.now()}, waiting_since = null where state <> 'closed'`.execute(
    house.db,
  );
  await sql`update users set active = false where id = any(${staff}::uuid[])`.execute(house.db);
  await sql`update absences set ended_at = ${house.now()} where ended_at is null`.execute(house.db);
  await sql`update policies set archived_at = ${house.now()}, active = false where id <> ${town.policyId} and name like 'For some%'`.execute(
    house.db,
  );
  await sql`update own_clocks set archived_at = ${house.now()}, active = false where archived_at is null`.execute(
    house.db,
  );
  await sql`update escalations set ended_at = ${house.now()}, state = 'ended', next_at = null, end_reason = 'ended' where ended_at is null`.execute(
    house.db,
  );
}
