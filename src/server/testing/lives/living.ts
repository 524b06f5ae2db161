/** How a life is lived: step after step, with the log read and the clock looked at as often as the dice say. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { jobs } from '../../jobs/jobs.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { tickEscalations } from '../../modules/escalations/ticking.ts';
import { tickPromises } from '../../modules/promises/index.ts';
import { turnAbsences } from '../../modules/people/index.ts';
import { rollUpsFromEvents } from '../../modules/measures/index.ts';
import { replay } from '../../store/draining.ts';
import { subscriptions } from '../../subscriptions.ts';
import type { Numbers } from './acting.ts';
import { acts, perform } from './acts.ts';
import { broken, lawsOfEveryStep } from './laws.ts';
import { lawsOfTheEnd } from './laws-of-the-end.ts';
import { beginLife, lookForCases, type Town, type World } from './world.ts';

/** One step of a life. `read`: the log is read and the clock looked at after it; `killed`: the house falls down in the middle of it. */
export interface Step extends Numbers {
  act: string;
  /** What somebody else does at the same moment, where lives are lived together. */
  beside: string;
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
    beside: fc.oneof(...drawn),
    a: number,
    b: number,
    n: number,
    read: fc.nat(9).map((n) => n < 6),
    killed: fc.nat(14).map((n) => n === 0),
  });
  return fc.array(step, { minLength: fewest, maxLength: most, size: 'max' });
}

/**
 * Lives a life to its end, and answers with what was done. `together`: two people act at once at times.
 * @throws when a law is broken, naming it and all that was done before
 */
export async function live(town: Town, steps: readonly Step[], together = false): Promise<Map<string, number>> {
  const world = await beginLife(town);
  const done = new Map<string, number>();
  for (const { act, beside, read, killed, ...numbers } of steps) {
    await lookForCases(world);
    const before = killed ? await countAll(world) : '';
    const double = together && !killed && numbers.n % 3 === 0;
    const [outcome] = await Promise.all([
      perform(world, act, numbers, killed),
      ...(double ? [perform(world, beside, { a: numbers.b, b: numbers.b, n: numbers.a }, false)] : []),
    ]);
    world.told.push(
      `${act}${double ? ` beside ${beside}` : ''} ${String(numbers.a)} ${String(numbers.b)} ${String(numbers.n)}: ${outcome}${read ? ', read' : ''}`,
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
  const { rows } = await sql`select 1 from promises where state = 'open' and next_at > ${house.now()}
    and next_at <= ${new Date(house.now().getTime() + 1001)} limit 1`.execute(house.db);
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

/** What is counted day by day, read again from the beginning of the log, is what it was. */
export async function replayed(town: Town): Promise<{ before: string; after: string }> {
  const read = async () => {
    const { rows } = await sql`select jsonb_agg(d order by d.day, d.kind, d.clock, d.team_id, d.channel) as days,
      (select md5(string_agg(m::text, ',' order by m.promise_id)) from promise_marks m) as marks from promise_days d`.execute(
      town.house.db,
    );
    return JSON.stringify(rows);
  };
  const before = await read();
  await replay(town.house.system(), rollUpsFromEvents);
  await town.house.settle(subscriptions);
  return { before, after: await read() };
}
