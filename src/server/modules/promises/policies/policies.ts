import type { BodyOf } from '../../../../contract/route.ts';
import type {
  changePolicy as changeRoute,
  createPolicy as createRoute,
  Policy,
} from '../../../../contract/promises-policies.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { actingStaff } from '../ledger.ts';
import {
  archivePolicy,
  holdPolicy,
  listPoliciesAfter,
  listVersionsAfter,
  makeRoomAt,
  type PolicyRow,
  savePolicy,
  unarchivePolicy,
} from './policy-queries.ts';

type Terms = BodyOf<typeof changeRoute>;

/** Makes a policy, asked last unless told where. */
export function createPolicy(ctx: Context, input: BodyOf<typeof createRoute>): Promise<Policy> {
  return transact(ctx, async (ctx) => {
    const row = newPolicy(ctx, input);
    row.position = await makeRoomAt(ctx.trx, input.position, row.id);
    return save(ctx, row, 'promises.policy-made');
  });
}

/** Changes a policy: its next version. Running promises follow unless the policy lets them keep theirs. */
export function changePolicy(ctx: Context, id: string, input: Terms): Promise<Policy> {
  return transact(ctx, async (ctx) => {
    const before = await thePolicy(ctx, id);
    const row: PolicyRow = { ...before, ...rowOf(input), version: before.version + 1, changed_at: ctx.now };
    if (input.position !== undefined) row.position = await makeRoomAt(ctx.trx, input.position, id);
    return save(ctx, row, 'promises.policy-changed');
  });
}

/** Stops using a policy. What it promised stays promised, by the version it was promised under. */
export function deletePolicy(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const policy = await thePolicy(ctx, id);
    await archivePolicy(ctx.trx, id, ctx.now);
    await record(ctx, 'promises.policy-removed', id, { name: policy.name });
    return null;
  });
}

/**
 * Takes up a removed policy at its place, as it was when it was removed, as its next version.
 * @throws Refusal not_found `policy-not-found`; conflict `policy-in-use` when it is not removed
 */
export function restorePolicy(ctx: Context, id: string): Promise<Policy> {
  return transact(ctx, async (ctx) => {
    const before = await unarchivePolicy(ctx.trx, id);
    if (before === undefined) {
      if ((await holdPolicy(ctx.trx, id)) === undefined)
        throw new Refusal('not_found', 'policy-not-found', 'There is no such policy.');
      throw new Refusal('conflict', 'policy-in-use', 'This policy has not been removed.');
    }
    const row: PolicyRow = { ...before, version: before.version + 1, changed_at: ctx.now };
    row.position = await makeRoomAt(ctx.trx, before.position, id);
    return save(ctx, row, 'promises.policy-restored');
  });
}

/** A policy as it is before it is written, asked last. */
export function newPolicy(ctx: Context, input: BodyOf<typeof createRoute>): PolicyRow {
  return { ...blank, ...rowOf(input), id: newId(), name: input.name.trim(), changed_at: ctx.now };
}

export async function listPolicies(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listPoliciesAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.position, row.id], showPolicy);
}

export async function listPolicyVersions(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listVersionsAfter(ctx.db, id, readCursor(query.cursor, 1), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.version],
    (row) => ({
      ...showTerms(row.terms as PolicyRow),
      version: row.version,
      at: row.at.toISOString(),
      by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
    }),
  );
}

async function save(ctx: WritingContext, row: PolicyRow, type: string): Promise<Policy> {
  await refuseUnknownCalendar(ctx, row.calendar_id);
  await savePolicy(ctx.trx, row, actingStaff(ctx));
  const recompute = row.recompute_running && row.active;
  await record(ctx, type, row.id, { policyId: row.id, version: row.version, name: row.name, recompute });
  return showPolicy(row);
}

async function refuseUnknownCalendar(ctx: WritingContext, calendarId: string | null): Promise<void> {
  if (calendarId === null) return;
  const known = await ctx.trx.selectFrom('calendars').select('id').where('id', '=', calendarId).executeTakeFirst();
  if (known === undefined)
    throw new Refusal('invalid', 'calendar-not-found', 'There is no such calendar.', { field: 'calendarId' });
}

async function thePolicy(ctx: WritingContext, id: string): Promise<PolicyRow> {
  const policy = await holdPolicy(ctx.trx, id);
  if (policy === undefined) throw new Refusal('not_found', 'policy-not-found', 'There is no such policy.');
  return policy;
}

const blank: Omit<PolicyRow, 'id' | 'name' | 'changed_at'> = {
  version: 1,
  position: 1,
  conditions: {},
  calendar_id: null,
  first_response_minutes: null,
  next_response_minutes: null,
  resolution_minutes: null,
  pause_response_in: [],
  pause_resolution_in: ['waiting'],
  recompute_running: true,
  active: true,
};

/** What was given of a policy's terms, as columns. */
export function rowOf(input: Terms): Partial<PolicyRow> {
  return {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.conditions === undefined ? {} : { conditions: input.conditions as PolicyRow['conditions'] }),
    ...(input.calendarId === undefined ? {} : { calendar_id: input.calendarId }),
    ...(input.firstResponseMinutes === undefined ? {} : { first_response_minutes: input.firstResponseMinutes }),
    ...(input.nextResponseMinutes === undefined ? {} : { next_response_minutes: input.nextResponseMinutes }),
    ...(input.resolutionMinutes === undefined ? {} : { resolution_minutes: input.resolutionMinutes }),
    ...(input.pauseResponseIn === undefined ? {} : { pause_response_in: input.pauseResponseIn }),
    ...(input.pauseResolutionIn === undefined ? {} : { pause_resolution_in: input.pauseResolutionIn }),
    ...(input.recomputeRunning === undefined ? {} : { recompute_running: input.recomputeRunning }),
    ...(input.active === undefined ? {} : { active: input.active }),
  };
}

/** A policy as it travels. */
export function showPolicy(row: PolicyRow): Policy {
  return {
    ...showTerms(row),
    id: row.id,
    version: row.version,
    position: row.position,
    changedAt: row.changed_at.toISOString(),
  };
}

function showTerms(row: PolicyRow) {
  return {
    name: row.name,
    conditions: row.conditions as Policy['conditions'],
    calendarId: row.calendar_id,
    firstResponseMinutes: row.first_response_minutes,
    nextResponseMinutes: row.next_response_minutes,
    resolutionMinutes: row.resolution_minutes,
    pauseResponseIn: row.pause_response_in as Policy['pauseResponseIn'],
    pauseResolutionIn: row.pause_resolution_in as Policy['pauseResolutionIn'],
    recomputeRunning: row.recompute_running,
    active: row.active,
  };
}
