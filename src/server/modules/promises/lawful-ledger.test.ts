/** The law of the ledger, over random lives of cases: no promise is lost or silent, and no column differs from its facts. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../context.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { breakPromise } from './breaking.ts';
import { promiseJobs } from './jobs.ts';
import { handOverPromise } from './handing-over.ts';
import { keepPromise } from './keeping.ts';
import { type Fixture, furnish, minute, weekWithLunch } from './testing/ledger-fixture.ts';
import { makePromise } from './making.ts';
import { renegotiatePromise } from './renegotiating.ts';
import { tickPromises } from './ticking.ts';
import { changeCalendar } from '../people/calendars.ts';
import { changePolicy } from './policies/policies.ts';
import { newId } from '../../store/identity.ts';
import { handOver } from '../rules/handing-over.ts';

let house: TestHouse;
let fixture: Fixture;
let agents: Extract<Actor, { kind: 'staff' }>[];
let team: string;

beforeAll(async () => {
  // the week in which the clocks go forward
  house = await openTestHouse(new Date('2026-03-26T08:00:00Z'));
  fixture = await furnish(house);
  agents = [await house.staff('agent', 'Ada'), await house.staff('agent', 'Ben')];
  team = newId();
  await house.db.insertInto('teams').values({ id: team, name: 'Yard', created_at: house.now() }).execute();
  await house.db.deleteFrom('events').execute();
});
afterAll(() => house.close());

type Step =
  | {
      do:
        | 'write'
        | 'thanks'
        | 'reply'
        | 'wait'
        | 'snooze'
        | 'wake'
        | 'close'
        | 'reopen'
        | 'assign'
        | 'leave'
        | 'promise'
        | 'keep'
        | 'break'
        | 'renegotiate'
        | 'tick'
        | 'settle'
        | 'two-ticks'
        | 'merge'
        | 'unmerge'
        | 'transfer'
        | 'split'
        | 'hand-over'
        | 'absence'
        | 'erase'
        | 'calendar'
        | 'policy';
    }
  | { do: 'priority'; to: string }
  | { do: 'pass'; minutes: number };

/** What happens often in the life of a case is drawn often: waiting and going on, hours that pass, the log being read. */
const often: Step[] = [
  { do: 'write' },
  { do: 'reply' },
  { do: 'wait' },
  { do: 'wake' },
  { do: 'settle' },
  { do: 'pass', minutes: 7 },
  { do: 'pass', minutes: 45 },
  { do: 'pass', minutes: 120 },
];
const sometimes: Step[] = [
  { do: 'thanks' },
  { do: 'snooze' },
  { do: 'close' },
  { do: 'reopen' },
  { do: 'promise' },
  { do: 'keep' },
  { do: 'break' },
  { do: 'renegotiate' },
  { do: 'tick' },
  { do: 'two-ticks' },
  { do: 'priority', to: 'urgent' },
  { do: 'priority', to: 'normal' },
  { do: 'pass', minutes: 600 },
];
const seldom: Step[] = [
  { do: 'assign' },
  { do: 'leave' },
  { do: 'merge' },
  { do: 'unmerge' },
  { do: 'transfer' },
  { do: 'split' },
  { do: 'hand-over' },
  { do: 'absence' },
  { do: 'erase' },
  { do: 'calendar' },
  { do: 'policy' },
  { do: 'pass', minutes: 4320 },
];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...often) },
  { weight: 4, arbitrary: fc.constantFrom(...sometimes) },
  { weight: 1, arbitrary: fc.constantFrom(...seldom) },
);

it('no promise is ever lost or silent, and each stored deadline is what its facts say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 60, size: 'max' }), async (steps) => {
      const cases = [await fixture.openCase({ assigneeId: agents[0]?.id ?? null }), await fixture.openCase()];
      const made = new Set<string>();
      for (const [index, one] of steps.entries()) {
        await take(one, cases[index % 2] ?? '', cases[(index + 1) % 2] ?? '');
        for (const id of await everyPromise()) made.add(id);
      }
      await fixture.settle();
      await runDueJobs(house.pool, () => house.system(), promiseJobs);
      await tickPromises(house.system());
      await check(made);
    }),
    { numRuns: 20, seed: 20260322 },
  );
}, 120_000);

async function take(step: Step, caseId: string, other: string): Promise<void> {
  const agent = agents[0];
  if (agent === undefined) return;
  const changes: Partial<Record<Step['do'], Record<string, unknown>>> = {
    wait: { state: 'waiting' },
    snooze: { state: 'snoozed' },
    wake: { state: 'open' },
    assign: { assigneeId: agents[1]?.id },
  };
  const after = step.do === 'priority' ? { priority: step.to } : changes[step.do];
  if (after !== undefined) return fixture.change(caseId, after);
  if (step.do === 'pass') return house.setClock(step.minutes * minute);
  if (step.do === 'write') return fixture.customerWrites(caseId);
  if (step.do === 'thanks') return fixture.customerWrites(caseId, { thanksOnly: true });
  if (step.do === 'reply') return fixture.reply(caseId, agent.id);
  if (step.do === 'close') return fixture.happen(caseId, 'cases.closed', { userId: agent.id });
  if (step.do === 'reopen') return fixture.happen(caseId, 'cases.reopened', { by: 'customer', because: 'refuted' });
  if (step.do === 'leave') return fixture.happen(agents[1]?.id ?? '', 'people.user-left');
  if (step.do === 'merge') return fixture.happen(caseId, 'cases.merged', { into: other });
  if (step.do === 'unmerge') return fixture.happen(caseId, 'cases.unmerged', { from: other, fromAwaiting: null });
  if (step.do === 'transfer') return fixture.change(caseId, { teamId: team, assigneeId: null });
  // what is split off is a case of its own; the promises stay where they were made
  if (step.do === 'split') return void (await fixture.openCase({ silent: true }));
  if (step.do === 'absence') return absent(agent.id, agents[1]?.id ?? null);
  if (step.do === 'erase') return erase(caseId);
  if (step.do === 'settle') return fixture.settle();
  if (step.do === 'tick') return void (await tickPromises(house.system()));
  if (step.do === 'two-ticks')
    return void (await Promise.all([tickPromises(house.system()), tickPromises(house.system())]));
  if (step.do === 'calendar') {
    const closed = {
      date: house.now().toISOString().slice(0, 10),
      name: 'Stocktaking',
      intervals: [{ from: '09:00', to: '11:00' }],
    };
    await changeCalendar(house.system(), fixture.calendarId, { week: weekWithLunch, exceptions: [closed] });
    return runDueJobs(house.pool, () => house.system(), promiseJobs);
  }
  if (step.do === 'policy')
    return void (await changePolicy(house.system(), fixture.usual, {
      nextResponseMinutes: 300 + (house.now().getTime() % 7),
    }));
  await byHand(step.do, caseId, house.as(agent));
}

/** Away and back again at once: what he keeps goes to whoever stands in, and what is still there comes back. */
async function absent(userId: string, delegateId: string | null): Promise<void> {
  const id = newId();
  const at = house.now();
  const away = {
    id,
    user_id: userId,
    delegate_id: delegateId,
    from_at: at,
    began_at: at,
    hand_over: true,
    take_back: true,
    note: '',
    made_at: at,
  };
  await house.db.insertInto('absences').values(away).execute();
  await handOver(house.system(), id);
  await house.db.updateTable('absences').set({ ended_at: at }).where('id', '=', id).execute();
  await handOver(house.system(), id);
}

/** A person is forgotten: his words go, what was promised and how it ended stays. */
async function erase(caseId: string): Promise<void> {
  await house.db
    .updateTable('promises')
    .set({ what: '', spoken_words: null })
    .where('case_id', '=', caseId)
    .where('clock', 'is', null)
    .execute();
}

/** What people do by hand; the rules may refuse it, and then nothing has happened. */
async function byHand(what: Step['do'], caseId: string, ctx: ReturnType<TestHouse['as']>): Promise<void> {
  const dueAt = new Date(house.now().getTime() + 300 * minute).toISOString();
  if (what === 'promise') return void (await makePromise(ctx, { what: 'Send the quote', caseId, dueAt }));
  const open = await house.db
    .selectFrom('promises')
    .select('id')
    .where('case_id', '=', caseId)
    .where('state', '=', 'open')
    .orderBy('id')
    .executeTakeFirst();
  if (open === undefined) return;
  const moves = {
    keep: () => keepPromise(ctx, open.id),
    break: () => breakPromise(ctx, open.id, { reason: 'Out of stock' }),
    renegotiate: () => renegotiatePromise(ctx, open.id, { dueAt, why: 'Agreed' }),
    'hand-over': () => handOverPromise(ctx, open.id, { keeperId: agents[1]?.id ?? '' }),
  };
  const move = moves[what as keyof typeof moves];
  await move().catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
  });
}

async function everyPromise(): Promise<string[]> {
  return (await house.db.selectFrom('promises').select('id').execute()).map(({ id }) => id);
}

async function check(made: ReadonlySet<string>): Promise<void> {
  const rows = await house.db.selectFrom('promises').selectAll().execute();
  expect(new Set(rows.map(({ id }) => id)).isSupersetOf(made)).toBe(true);
  for (const row of rows) {
    if (row.state === 'open') expect(row.next_at !== null || (row.paused && row.remaining_ms !== null)).toBe(true);
    else expect(row.end_reason).not.toBeNull();
    if (row.state === 'open' && row.next_at !== null) expect(+row.next_at).toBeGreaterThan(+house.now());
    const facts = await house.db
      .selectFrom('promise_facts')
      .selectAll()
      .where('promise_id', '=', row.id)
      .orderBy('id')
      .execute();
    expect(facts[0]?.fact).toBe('made');
    const counted = await dueByCounting(facts);
    if (counted !== undefined) expect([row.id, row.due_at?.toISOString() ?? null]).toEqual([row.id, counted]);
    const endings = await house.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', row.id)
      .where('type', 'in', ['promises.kept', 'promises.broken', 'promises.withdrawn', 'promises.reopened'])
      .orderBy('id')
      .execute();
    // an ending is told once, and told again only after a reopening
    for (const [index, { type }] of endings.entries())
      if (index > 0 && type !== 'promises.reopened') expect(endings[index - 1]?.type).not.toBe(type);
  }
}

type Fact = { at: Date; fact: string; data: Record<string, unknown> };

/**
 * The due hour of an open clock counted again without the domain: minute by minute over the wall clock of the zone.
 * Undefined for what has an agreed hour or has ended, whose hour is not counted.
 */
async function dueByCounting(facts: Fact[]): Promise<string | null | undefined> {
  const inOrder = facts.toSorted((one, other) => +one.at - +other.at);
  if (inOrder.some(({ fact, data }) => fact === 'renegotiated' || typeof data['dueAt'] === 'string')) return undefined;
  const last = inOrder.findLast(({ fact }) => ['made', 'retargeted'].includes(fact))?.data ?? {};
  const calendar = await house.db
    .selectFrom('calendar_versions')
    .selectAll()
    .where('calendar_id', '=', String(last['calendarId']))
    .where('version', '=', Number(last['calendarVersion']))
    .executeTakeFirstOrThrow();
  const minutes = Number(inOrder.findLast(({ data }) => typeof data['minutes'] === 'number')?.data['minutes']);
  const spans: { from: number; to: number }[] = [];
  let runs: number | null = null;
  let ended = false;
  for (const { fact, at } of inOrder) {
    if (fact === 'made' || (fact === 'resumed' && !ended) || fact === 'reopened') {
      runs ??= +at;
      ended = false;
    } else if (['paused', 'met', 'withdrawn', 'broken'].includes(fact)) {
      if (runs !== null) spans.push({ from: runs, to: +at });
      runs = null;
      ended = fact !== 'paused';
    }
  }
  if (ended) return undefined;
  if (runs !== null) spans.push({ from: runs, to: Number.POSITIVE_INFINITY });
  let left = minutes;
  for (const { from, to } of spans) {
    for (let instant = from; instant < to; instant += minute) {
      if (isOpenOnTheWall(calendar, instant)) left -= 1;
      if (left === 0) return new Date(instant + minute).toISOString();
    }
  }
  return null;
}

const wallClocks = new Map<string, string>();

function isOpenOnTheWall(
  calendar: {
    zone: string;
    week: Record<string, { from: string; to: string }[]>;
    exceptions: { date: string; intervals: { from: string; to: string }[] }[];
  },
  instant: number,
): boolean {
  const key = `${calendar.zone} ${instant}`;
  let text = wallClocks.get(key);
  if (text === undefined) {
    const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(calendar.zone);
    text = `${wall.toPlainDate().toString()} ${wall.toPlainTime().toString().slice(0, 5)} ${wall.dayOfWeek}`;
    wallClocks.set(key, text);
  }
  const [date, time, weekday] = text.split(' ') as [string, string, string];
  const hours =
    calendar.exceptions.findLast((exception) => exception.date === date)?.intervals ?? calendar.week[weekday] ?? [];
  return hours.some(({ from, to }) => from <= time && time < to);
}
