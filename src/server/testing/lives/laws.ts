/**
 * What holds of every promise, whatever was done: it is open with somebody who can keep it and an hour at which somebody is told,
 * or it has ended and says when, how and why; its customer sees it; and every table that counts promises agrees with the log. Each law
 * answers with the sentences of what breaks it.
 */
import { sql } from 'kysely';
import { judge } from '../../modules/promises/judging.ts';
import { calendarsFor } from '../../modules/promises/clock-record.ts';
import { findFacts } from '../../modules/promises/ledger-queries.ts';
import type { LedgerRow } from '../../modules/promises/ledger-rows.ts';
import { readPromise } from '../../modules/promises/index.ts';
import { findColleague } from '../../modules/people/index.ts';
import type { World } from './world.ts';

/** Answers with what breaks it, a sentence each. */
export type Law = (world: World, rows: readonly LedgerRow[]) => Promise<string[]> | string[];

/** Every promise of this life, as the table has it. */
async function promisesOfLife({ house, customers }: World): Promise<LedgerRow[]> {
  const { rows } =
    await sql<LedgerRow>`select * from promises where customer_id = any(${customers}::uuid[]) order by id`.execute(
      house.db,
    );
  return rows;
}

/** Laws that hold once everything that happened has been read and the clock has been looked at. */
export const lawsOfEveryStep: Record<string, Law> = {
  'none is lost': ({ made }, rows) => {
    const there = new Set(rows.map(({ id }) => id));
    const lost = [...made].filter((id) => !there.has(id));
    for (const { id } of rows) made.add(id);
    return lost;
  },

  'what is open is not due, and the clock knows when to look': ({ house }, rows) =>
    rows
      .filter(({ state }) => state === 'open')
      .filter(({ paused, remaining_ms, next_at, due_at }) =>
        paused
          ? remaining_ms === null
          : next_at === null || next_at <= house.now() || due_at === null || due_at < house.now(),
      )
      .map(({ id, kind, next_at }) => `${id} ${kind} ${String(next_at)}`),

  'what has ended says how': (_world, rows) =>
    rows
      .filter(({ state, end_reason, ended_at }) => state !== 'open' && (ended_at === null || (end_reason ?? '') === ''))
      .map(({ id, state }) => `${id} ${state}`),

  'whoever keeps it works here, serves customers and sees it': async ({ house }, rows) => {
    const wrong: string[] = [];
    for (const { id, state, keeper_id, kind } of rows) {
      if (state !== 'open' || keeper_id === null) continue;
      const keeper = await findColleague(house.db, keeper_id);
      const sees =
        keeper !== undefined &&
        keeper.role !== 'colleague' &&
        (await readPromise(house.as(keeper), id).then(
          () => true,
          () => false,
        ));
      if (!sees)
        wrong.push(
          `${id} ${kind} kept by ${keeper === undefined ? 'somebody gone' : `${keeper.name} (${keeper.role})`}`,
        );
    }
    return wrong;
  },

  'every column is what the facts say': async ({ house }, rows) => {
    const facts = Map.groupBy(
      await findFacts(
        house.db,
        rows.map(({ id }) => id),
      ),
      ({ promise_id }) => promise_id,
    );
    const calendars = await calendarsFor(house.db, rows, [...facts.values()].flat());
    const read = ({
      state,
      due_at,
      ended_at,
      paused,
      at_risk,
      next_at,
      warned,
      end_reason,
      broke_in_silence,
    }: LedgerRow) =>
      JSON.stringify({ state, due_at, ended_at, paused, at_risk, next_at, warned, end_reason, broke_in_silence });
    return rows.flatMap((row) => {
      const said = read(judge(row, facts.get(row.id) ?? [], house.now(), calendars));
      return said === read(row) ? [] : [`${row.id} ${row.kind} ${row.clock ?? ''}: ${read(row)}, by its facts ${said}`];
    });
  },

  'the log tells of every beginning and ending, once': async ({ house }, rows) => {
    const events = await house.db
      .selectFrom('events')
      .select(['subject_id', 'type', 'data'])
      .where(
        'subject_id',
        'in',
        rows.map(({ id }) => id),
      )
      .where('type', 'in', [
        'promises.made',
        'promises.kept',
        'promises.broken',
        'promises.withdrawn',
        'promises.reopened',
      ])
      .orderBy('id')
      .execute();
    const bySubject = Map.groupBy(events, ({ subject_id }) => subject_id);
    return rows.flatMap(({ id, state, kind }) => {
      const told = (bySubject.get(id) ?? []).map(({ type }) => type.slice('promises.'.length));
      const last = told.at(-1) === 'made' || told.at(-1) === 'reopened' ? 'open' : told.at(-1);
      const twice = told.some((one, place) => place > 0 && told[place - 1] === one);
      return told[0] === 'made' && last === state && !twice
        ? []
        : [`${id} ${kind} is ${state}, told: ${told.join(', ')}`];
    });
  },

  'a case shows what is promised next in it': async ({ house, cases }) => {
    const { rows } = await sql<{ number: number }>`
      select k.number from cases k
        left join lateral (select p.id, p.due_at from promises p where p.case_id = k.id and p.state = 'open' and p.kind <> 'estimate'
          order by p.due_at nulls last, p.id limit 1) n on true
      where k.id = any(${cases}::uuid[]) and k.visitor_due_at is null
        and ((k.next_promise_id, k.next_promise_at) is distinct from (n.id, n.due_at)
          or k.promise_at_risk <> exists (select from promises r where r.case_id = k.id and r.state = 'open' and r.at_risk))
    `.execute(house.db);
    return rows.map(({ number }) => `case ${String(number)}`);
  },

  'a merged case promises nothing any more': async ({ house, cases }) => {
    const { rows } = await sql<{ number: number; id: string; kind: string }>`
      select k.number, p.id, p.kind from cases k join promises p on p.case_id = k.id
      where k.id = any(${cases}::uuid[]) and k.merged_into is not null and p.state = 'open' and p.kind <> 'internal'
    `.execute(house.db);
    return rows.map(({ number, id, kind }) => `case ${String(number)}: ${id} ${kind}`);
  },

  'whoever waits was promised an answer': async ({ house, cases }) => {
    const { rows } = await sql<{ number: number; since: Date }>`
      select k.number, k.waiting_since as since from cases k join customers c on c.id = k.customer_id
      where k.id = any(${cases}::uuid[]) and k.merged_into is null and k.state <> 'closed' and k.waiting_since is not null and c.erased_at is null
        and not exists (select from promises p where p.case_id = k.id and p.clock in ('first-response', 'next-response')
          and (p.state = 'open' or (p.state = 'broken' and p.due_at >= k.waiting_since) or (p.end_reason = 'released' and p.ended_at >= k.waiting_since)))
    `.execute(house.db);
    return rows.map(({ number, since }) => `case ${String(number)} since ${since.toISOString()}`);
  },

  'an open case was promised a solution': async ({ house, cases }) => {
    const { rows } = await sql<{ number: number }>`
      select k.number from cases k join customers c on c.id = k.customer_id
      where k.id = any(${cases}::uuid[]) and k.merged_into is null and k.state <> 'closed' and c.erased_at is null
        and not exists (select from promises p where p.case_id = k.id and p.clock = 'resolution'
          and (p.state in ('open', 'broken') or p.end_reason = 'released'))
    `.execute(house.db);
    return rows.map(({ number }) => `case ${String(number)}`);
  },
};

/** Which laws are broken, in words; empty when all hold. */
export async function broken(world: World, laws: Record<string, Law>): Promise<string[]> {
  const rows = await promisesOfLife({ ...world, house: world.house });
  const found: string[] = [];
  for (const [name, law] of Object.entries(laws))
    for (const sentence of await law(world, rows)) found.push(`${name}: ${sentence}`);
  return found;
}
