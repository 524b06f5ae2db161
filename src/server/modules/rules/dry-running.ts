/**
 * What a rule would have done in the last days. Every case is put back to what it was at that moment, by undoing the
 * changes that came later; what the log does not tell (how long somebody had waited) is left empty. Nothing is changed.
 */
import { sql } from 'kysely';
import { decide } from '../../../domain/rules/deciding.ts';
import { ruleEvents, type RuleDefinition } from '../../../domain/rules/words.ts';
import type { Context } from '../../context.ts';
import { readCursor, writeCursor } from '../../store/pages.ts';
import { visibleCases } from '../cases/index.ts';
import { describe } from './acting.ts';
import { dueOf } from './clocks.ts';
import { factsOf, type KnownCase, readKnownCases } from './knowing.ts';
import { refuseFaults } from './managing.ts';
import { namesIn } from './naming.ts';

const casesPerStep = 40;
/** A page takes no longer than this, in milliseconds; the cursor goes on where it stopped. */
const longest = 4000;
const mostPerCase = 20;

export interface DryRunInput {
  definition: RuleDefinition;
  days: number;
  matchedOnly?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

interface Past {
  id: number;
  at: Date;
  type: string;
  case_id: string;
  data: Record<string, unknown>;
}

/** One page of the dry run, the cases last touched first. */
export async function dryRunRule(ctx: Context, input: DryRunInput) {
  await refuseFaults(ctx, input.definition);
  const limit = input.limit ?? 50;
  const since = new Date(ctx.now.getTime() - input.days * 86_400_000);
  const { names, language } = await namesIn(ctx.db, [input.definition]);
  const wouldDo = input.definition.actions.map((action) => describe(action, { names, language }));
  const began = performance.now();
  const items = [];
  const counts = { cases: 0, happened: 0, matched: 0 };
  let after = readCursor(input.cursor, 2);
  for (;;) {
    const step = await listTouched(ctx, since, after);
    if (step.length === 0) return { items, next: null, ...counts };
    const ids = step.map((row) => row.id);
    const known = await readKnownCases(ctx.db, ids, ctx.now);
    const past = await listPast(ctx, input.definition, ids, since);
    for (const row of step) {
      const found = known.get(row.id);
      const own = past.filter((event) => event.case_id === row.id);
      if (found !== undefined) {
        counts.cases++;
        for (const moment of momentsOf(input.definition, found, own, since, ctx.now)) {
          const then = asItWas(found, own, moment);
          const facts = await factsOf(ctx.db, then, moment.event, moment.at);
          const { holds, reasons } = decide(input.definition.if, facts);
          counts.happened++;
          if (holds) counts.matched++;
          if (!holds && input.matchedOnly === true) continue;
          const of = { id: found.id, number: found.number, subject: found.subject };
          items.push({ case: of, at: moment.at.toISOString(), matched: holds, reasons, wouldDo: holds ? wouldDo : [] });
        }
      }
      after = [row.updated_at.toISOString(), row.id];
      if (items.length >= limit || performance.now() - began > longest)
        return { items, next: writeCursor(after), ...counts };
    }
    if (step.length < casesPerStep) return { items, next: null, ...counts };
  }
}

async function listTouched(ctx: Context, since: Date, after: (string | number | null)[] | undefined) {
  const { rows } = await sql<{ id: string; updated_at: Date }>`
    select k.id, k.updated_at from cases k where k.updated_at >= ${since} and ${visibleCases(ctx.actor)}
      and ${after === undefined ? sql`true` : sql`(date_trunc('milliseconds', k.updated_at), k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by k.updated_at desc, k.id desc limit ${casesPerStep}
  `.execute(ctx.db);
  return rows;
}

/** What happened to these cases since: what sets the rule off, and what changed them. */
async function listPast(ctx: Context, { when }: RuleDefinition, ids: readonly string[], since: Date): Promise<Past[]> {
  const wanted = when.event === undefined ? Object.values(ruleEvents) : [ruleEvents[when.event], ruleEvents.changed];
  const of = [...ids];
  const { rows } = await sql<Past>`
    with subjects as (
      select id as subject, id as case_id from cases where id = any(${of}::uuid[])
      union all select id, case_id from promises where case_id = any(${of}::uuid[])
      union all select id, case_id from answers where case_id = any(${of}::uuid[])
      union all select id, case_id from outbox where case_id = any(${of}::uuid[]))
    select e.id, e.at, e.type, s.case_id, e.data from subjects s join events e on e.subject_id = s.subject
    where e.type = any(${wanted}) and e.at >= ${since} order by e.id
  `.execute(ctx.db);
  return rows;
}

interface Moment {
  at: Date;
  /** Everything with a higher id, or later, is undone. */
  event: Past | undefined;
}

function momentsOf(
  { when }: RuleDefinition,
  found: KnownCase,
  past: readonly Past[],
  since: Date,
  now: Date,
): Moment[] {
  if (when.event !== undefined) {
    const type = ruleEvents[when.event];
    return past
      .filter((event) => event.type === type)
      .slice(-mostPerCase)
      .map((event) => ({ at: event.at, event }));
  }
  const anchor = when.since === 'waiting' ? 'customer-wrote' : when.since!;
  const winds = past.filter((event) => event.type === ruleEvents[anchor]);
  return winds
    .flatMap((event, place) => {
      const due = dueOf({ definition: { when, if: { match: 'all', conditions: [] }, actions: [] } }, found, event.at);
      const rewound = winds[place + 1] !== undefined && winds[place + 1]!.at <= due;
      const answered =
        when.since === 'waiting' &&
        past.some((other) => other.type === ruleEvents.replied && other.at > event.at && other.at <= due);
      return rewound || answered || due > now || due < since ? [] : [{ at: due, event: undefined }];
    })
    .slice(-mostPerCase);
}

const columns: Record<string, keyof KnownCase> = {
  state: 'state',
  priority: 'priority',
  kind: 'kind',
  teamId: 'team_id',
  assigneeId: 'assignee_id',
  tags: 'tags',
  subject: 'subject',
};

/** The case as it was at a moment: later changes undone, the last one first. */
function asItWas(found: KnownCase, past: readonly Past[], moment: Moment): KnownCase {
  const then: Record<string, unknown> = { ...found };
  for (const event of past.toReversed()) {
    const later = moment.event === undefined ? event.at > moment.at : event.id > moment.event.id;
    if (!later || event.type !== ruleEvents.changed) continue;
    for (const [name, value] of Object.entries((event.data['before'] ?? {}) as Record<string, unknown>)) {
      const column = columns[name];
      if (column !== undefined) then[column] = value;
    }
  }
  const wrote = past.findLast((event) => event.type === ruleEvents['customer-wrote'] && event.at <= moment.at);
  const waiting =
    found.waiting_since !== null && found.waiting_since <= moment.at ? found.waiting_since : (wrote?.at ?? null);
  return { ...(then as unknown as KnownCase), waiting_since: waiting };
}
