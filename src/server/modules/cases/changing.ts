import { sql } from 'kysely';
import type { CaseKind, Priority } from '../../../domain/cases/words.ts';
import type { FieldValues } from '../../../domain/fields/values.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { readCustomer } from '../customers/index.ts';
import { refuseStrangerInPrivateTeam } from './assigning.ts';
import { changedValues, type GivenFields, refuseMissingFields, valuesChanged } from './case-fields.ts';
import { lockCase } from './finding.ts';
import { cleanTags } from './opening.ts';
import { refuseOpenTasks } from './company/tasks.ts';
import { type CaseChange, type CaseRecord, updateCase } from './queries.ts';

export interface CaseInput {
  subject?: string | undefined;
  kind?: CaseKind | undefined;
  priority?: Priority | undefined;
  teamId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  customerId?: string | undefined;
  tags?: string[] | undefined;
  state?: 'open' | 'waiting' | undefined;
  emotion?: string | null | undefined;
  successWish?: string | null | undefined;
  fields?: GivenFields | undefined;
}

/** Changes a case. Records `cases.changed` with what was and what is, and nothing when nothing changed. */
export function changeCase(ctx: Context, ref: string, input: CaseInput): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    await changeLocked(ctx, found, input);
  });
}

/** The same for a case that is locked already. */
export async function changeLocked(ctx: WritingContext, found: CaseRecord, input: CaseInput): Promise<void> {
  if (input.teamId !== undefined || input.assigneeId !== undefined)
    await refuseStrangerInPrivateTeam(
      ctx,
      input.teamId === undefined ? found.team_id : input.teamId,
      input.assigneeId === undefined ? found.assignee_id : input.assigneeId,
    );
  if (input.state !== undefined && found.state === 'closed')
    throw new Refusal('conflict', 'case-closed', 'This case is closed; open it again first.', { field: 'state' });
  const customer = input.customerId === undefined ? undefined : await readCustomer(ctx, input.customerId);
  const fields =
    input.fields === undefined
      ? undefined
      : await valuesChanged(ctx, input.kind ?? found.kind, input.fields, found.fields as FieldValues);
  // whoever is given a new case has taken it: from now on it is open
  const state = input.state ?? (found.state === 'new' && input.assigneeId ? 'open' : undefined);
  await applyChange(ctx, found, {
    ...(input.subject === undefined ? {} : { subject: input.subject.trim() }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.priority === undefined ? {} : { priority: input.priority }),
    ...(input.teamId === undefined ? {} : { team_id: input.teamId }),
    ...(input.assigneeId === undefined ? {} : { assignee_id: input.assigneeId }),
    ...(input.tags === undefined ? {} : { tags: cleanTags(input.tags) }),
    ...(input.emotion === undefined ? {} : { emotion: input.emotion, ...saidByPerson(ctx) }),
    ...(input.successWish === undefined ? {} : { success_wish: input.successWish }),
    ...(customer === undefined
      ? {}
      : { customer_id: customer.mergedInto ?? customer.id, organisation_id: customer.organisation?.id ?? null }),
    ...(fields === undefined ? {} : { fields }),
    ...(state === undefined ? {} : { state, snoozed_until: null }),
  });
}

/** What a person says of a feeling stands above what is read of earlier words. */
function saidByPerson(ctx: Context): { emotion_said_at?: Date } {
  return ctx.actor.kind === 'staff' || ctx.actor.kind === 'key' ? { emotion_said_at: ctx.now } : {};
}

/** How the columns of a case are called in events. */
const told = {
  subject: 'subject',
  state: 'state',
  priority: 'priority',
  assignee_id: 'assigneeId',
  team_id: 'teamId',
  kind: 'kind',
  tags: 'tags',
  customer_id: 'customerId',
  snoozed_until: 'snoozedUntil',
} as const;

/** Saves a change and records what it changed; `found` is the locked case as it was. */
export async function applyChange(ctx: WritingContext, found: CaseRecord, change: CaseChange): Promise<void> {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [column, name] of Object.entries(told) as [keyof typeof told, string][]) {
    if (!(column in change) || JSON.stringify(change[column]) === JSON.stringify(found[column])) continue;
    before[name] = found[column];
    after[name] = change[column];
  }
  const values = change.fields === undefined ? undefined : changedValues(found.fields as FieldValues, change.fields);
  if (values !== undefined) {
    before['fields'] = values.before;
    after['fields'] = values.after;
  }
  const silent = Object.keys(change).some((column) => column !== 'fields' && !(column in told));
  if (Object.keys(after).length === 0 && !silent) return;
  await updateCase(ctx.trx, found.id, change, ctx.now);
  if (Object.keys(after).length > 0) await record(ctx, 'cases.changed', found.id, { caseId: found.id, before, after });
}

/** Closes a locked case, saying what it was worth to the customer. Records `cases.closed`. */
export async function closeLocked(
  ctx: WritingContext,
  found: CaseRecord,
  valueCreated: string | null,
  withOpenTasks = false,
): Promise<void> {
  refuseMerged(found);
  if (found.state === 'closed') throw new Refusal('conflict', 'already-closed', 'This case is closed already.');
  // what closes by itself (a rule, a merge) has nobody to ask
  if (ctx.actor.kind === 'staff' || ctx.actor.kind === 'key') await refuseMissingFields(ctx, found);
  if (!withOpenTasks) await refuseOpenTasks(ctx, found.id);
  await applyChange(ctx, found, {
    state: 'closed',
    closed_at: ctx.now,
    closed_by: staffId(ctx.actor),
    snoozed_until: null,
    waiting_since: null,
    verdict: null,
    verdict_at: null,
    acknowledge_at: null,
    ...(valueCreated === null ? {} : { value_created: valueCreated }),
  });
  await record(ctx, 'cases.closed', found.id, {
    caseId: found.id,
    customerId: found.customer_id,
    userId: staffId(ctx.actor),
    valueCreated,
    waitedSince: found.waiting_since?.toISOString() ?? null,
  });
}

/** Within so many minutes whoever closed a case may take that back as if it had not been. */
const slipMinutes = 15;

/**
 * Opens a locked case again. A customer who had been closed unanswered waits on since he began to. Closing that whoever did it takes
 * back in a moment was a slip: the case stands as before, and it is not counted as opened again. Records `cases.reopened`.
 * @param closer who takes it back, where a system acts for a person
 */
export async function reopenLocked(
  ctx: WritingContext,
  found: CaseRecord,
  by: 'customer' | 'staff',
  because: string,
  closer: string | null = staffId(ctx.actor),
): Promise<void> {
  refuseMerged(found);
  if (found.state !== 'closed') throw new Refusal('conflict', 'not-closed', 'This case is not closed.');
  const closed = by === 'staff' ? await lastClosing(ctx, found.id) : undefined;
  const slip =
    closed !== undefined &&
    closer !== null &&
    closed.userId === closer &&
    found.verdict === null &&
    because === '' &&
    ctx.now.getTime() - closed.at.getTime() < slipMinutes * 60_000;
  const snoozed = slip && closed.state === 'snoozed' && closed.until !== null && closed.until > ctx.now;
  await applyChange(ctx, found, {
    state: slip && (closed.state === 'new' || closed.state === 'waiting') ? closed.state : snoozed ? 'snoozed' : 'open',
    snoozed_until: snoozed ? closed.until : null,
    closed_at: null,
    closed_by: null,
    verdict: null,
    verdict_at: null,
    ...(slip ? {} : { reopened: sql<number>`reopened + 1` }),
    waiting_since: by === 'customer' ? ctx.now : (closed?.waitedSince ?? null),
  });
  await record(ctx, 'cases.reopened', found.id, {
    caseId: found.id,
    customerId: found.customer_id,
    by,
    because,
    ...(slip ? { slip: true, closedAt: closed.at.toISOString() } : {}),
  });
}

/** The last closing of a case: by whom, and how it stood before. */
async function lastClosing(ctx: WritingContext, caseId: string) {
  const { rows } = await sql<{
    at: Date;
    userId: string | null;
    waitedSince: Date | null;
    state: string | null;
    until: Date | null;
  }>`
    select c.at, c.data->>'userId' as "userId", (c.data->>'waitedSince')::timestamptz as "waitedSince", b.data->'before'->>'state' as state,
      (b.data->'before'->>'snoozedUntil')::timestamptz as until
    from (select id, at, data from events where subject_id = ${caseId}::uuid and type = 'cases.closed' order by id desc limit 1) c
      left join lateral (select data from events e where e.subject_id = ${caseId}::uuid and e.type = 'cases.changed' and e.id < c.id
        and e.data->'after'->>'state' = 'closed' order by e.id desc limit 1) b on true
  `.execute(ctx.trx);
  return rows[0];
}

/** What was merged goes on elsewhere: it is closed and opened there. */
function refuseMerged(found: CaseRecord): void {
  if (found.merged_into !== null)
    throw new Refusal(
      'conflict',
      'case-merged',
      'This case was merged into another; go on there, or take the merge back.',
    );
}

export function closeCase(
  ctx: Context,
  ref: string,
  input: { valueCreated?: string | undefined; withOpenTasks?: boolean | undefined },
): Promise<void> {
  return transact(ctx, async (ctx) =>
    closeLocked(ctx, await lockCase(ctx, ref), input.valueCreated?.trim() || null, input.withOpenTasks),
  );
}

export function reopenCase(ctx: Context, ref: string, because = '', closer?: string): Promise<void> {
  return transact(ctx, async (ctx) =>
    reopenLocked(ctx, await lockCase(ctx, ref), ctx.actor.kind === 'customer' ? 'customer' : 'staff', because, closer),
  );
}

/**
 * What the customer says about a closed case: solved, not solved, or nothing for so long that silence has to do. Not solved
 * opens it again. Called by whoever asks him (voice, the /my pages). Records `cases.verdict-given`.
 */
export function giveVerdict(ctx: Context, caseId: string, verdict: 'confirmed' | 'silent' | 'refuted'): Promise<void> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, caseId);
    if (found.state !== 'closed' && verdict !== 'refuted') return;
    if (found.state === 'closed' && verdict === 'refuted')
      await reopenLocked(ctx, found, 'customer', 'the customer says that it is not solved');
    await updateCase(ctx.trx, found.id, { verdict, verdict_at: ctx.now }, ctx.now);
    await record(ctx, 'cases.verdict-given', found.id, { caseId: found.id, customerId: found.customer_id, verdict });
  });
}
