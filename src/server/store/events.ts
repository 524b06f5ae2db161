import { sql } from 'kysely';
import type { Actor, WritingContext } from '../context.ts';
import type { Database } from './database.ts';

/** Something that happened, as it is read back from the log. */
export interface KeptEvent {
  id: number;
  xid: string;
  at: Date;
  actorKind: Actor['kind'];
  actorId: string | null;
  /** `room.what-happened`, in the past tense: `cases.replied`, `promises.broken`. */
  type: string;
  subjectId: string | null;
  data: Record<string, unknown>;
}

/**
 * Records that something happened, in the transaction that made it so, and tells live screens at commit.
 * @param type `room.what-happened`, past tense
 * @param subjectId the record it happened to
 * @param data what listeners need to act without asking back; never secrets, never whole messages
 */
export async function record(
  ctx: WritingContext,
  type: string,
  subjectId: string | null,
  data: Record<string, unknown> = {},
): Promise<void> {
  const actorId = actorIdOf(ctx.actor);
  const caseId = typeof data['caseId'] === 'string' ? data['caseId'] : undefined;
  const live = JSON.stringify({ type, id: subjectId, ...(caseId === undefined ? {} : { caseId }) });
  await sql`
    with told as (select pg_notify('kept_live', ${live}))
    insert into events (at, actor_kind, actor_id, type, subject_id, data)
    select ${ctx.now}, ${ctx.actor.kind}, ${actorId}::uuid, ${type}, ${subjectId}::uuid, ${JSON.stringify(traced(ctx.actor, data))}::jsonb from told
  `.execute(ctx.trx);
}

/**
 * Records several things at once, in the order given: one statement where `record` would need one each. What a reader of
 * the log derives from earlier events happened `at` their time; without it, now.
 */
export async function recordAll(
  ctx: WritingContext,
  happened: readonly { type: string; subjectId: string | null; data: Record<string, unknown>; at?: Date }[],
): Promise<void> {
  const actorId = actorIdOf(ctx.actor);
  const rows = happened.map(({ type, subjectId, data, at }) => ({
    at: at ?? ctx.now,
    type,
    subjectId,
    data: traced(ctx.actor, data),
    live: JSON.stringify({
      type,
      id: subjectId,
      ...(typeof data['caseId'] === 'string' ? { caseId: data['caseId'] } : {}),
    }),
  }));
  await sql`
    with happened as (
      select row_number() over () as place, at, type, "subjectId", data, pg_notify('kept_live', live)
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(at timestamptz, type text, "subjectId" uuid, data jsonb, live text))
    insert into events (at, actor_kind, actor_id, type, subject_id, data)
    select at, ${ctx.actor.kind}, ${actorId}::uuid, type, "subjectId", data from happened order by place
  `.execute(ctx.trx);
}

/** Whether the log already tells that something of a type happened to a record. */
export async function hasHappened(db: Database, type: string, subjectId: string): Promise<boolean> {
  const found = await db
    .selectFrom('events')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('type', '=', type)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

function actorIdOf(actor: Actor): string | null {
  return ('id' in actor ? actor.id : undefined) ?? null;
}

/** What rules cause says whose name it was done in and which rules led to it, so that they never chase each other. */
function traced(actor: Actor, data: Record<string, unknown>): Record<string, unknown> {
  return actor.kind === 'system' && actor.chain !== undefined ? { ...data, by: actor.name, rules: actor.chain } : data;
}
