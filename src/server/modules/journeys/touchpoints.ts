import type { Touchpoint } from '../../../contract/journeys-touchpoints.ts';
import { shareFigure } from '../../../contract/figures.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase } from '../cases/index.ts';
import {
  findTouchpoint,
  healthDays,
  insertTouchpoint,
  isUser,
  listTouchpointsAfter,
  type TouchpointColumns,
  type TouchpointRow,
  updateTouchpoint,
} from './queries.ts';

/** What a person may say about a touchpoint. */
export interface TouchpointText {
  name?: string | undefined;
  channel?: string | undefined;
  purpose?: string | undefined;
  ownerId?: string | null | undefined;
  party?: 'own' | 'partner' | 'public' | undefined;
  importance?: number | undefined;
  feelingBefore?: string | undefined;
  feelingAfter?: string | undefined;
  effort?: number | null | undefined;
  handOffs?: number | null | undefined;
  failureModes?: string | undefined;
  lastImprovedAt?: string | null | undefined;
  retired?: boolean | undefined;
}

/** Adds a touchpoint to the registry. */
export function addTouchpoint(
  ctx: Context,
  input: TouchpointText & { name: string; channel: string },
): Promise<Touchpoint> {
  return transact(ctx, async (ctx) => {
    await mustKnowOwner(ctx, input.ownerId);
    const id = newId();
    const columns = columnsOf(input, ctx.now);
    await insertTouchpoint(
      ctx.trx,
      id,
      { ...columns, name: input.name.trim(), channel: input.channel.trim() },
      ctx.now,
    );
    await record(ctx, 'journeys.touchpoint-added', id, { name: input.name.trim(), channel: input.channel.trim() });
    return readTouchpoint(ctx, id);
  });
}

/** Changes a touchpoint; retired ones keep their moments and take no new defaults. */
export function changeTouchpoint(ctx: Context, id: string, input: TouchpointText): Promise<Touchpoint> {
  return transact(ctx, async (ctx) => {
    await mustKnowOwner(ctx, input.ownerId);
    const columns = columnsOf(input, ctx.now);
    if (Object.keys(columns).length > 0) {
      if ((await updateTouchpoint(ctx.trx, id, columns)) === undefined) throw unknownTouchpoint();
      await record(ctx, 'journeys.touchpoint-changed', id, { ...input });
    }
    return readTouchpoint(ctx, id);
  });
}

/** One touchpoint with its health. @throws Refusal not_found */
export async function readTouchpoint(ctx: Context, id: string): Promise<Touchpoint> {
  const row = await findTouchpoint(ctx.db, id, ctx.now);
  if (row === undefined) throw unknownTouchpoint();
  return show(row);
}

/** Touchpoints by name. */
export async function listTouchpoints(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; retired?: boolean | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listTouchpointsAfter(ctx.db, {
    now: ctx.now,
    retired: query.retired ?? false,
    after: readCursor(query.cursor, 2),
    limit,
  });
  return cutPage(rows, limit, (row) => [row.name, row.id], show);
}

/** Says where a case happened, instead of the default of its channel; its moment moves there. Null takes that back: its channel decides again. */
export function chooseTouchpoint(
  ctx: Context,
  input: { caseId: string; touchpointId: string | null },
): Promise<{ caseId: string; touchpointId: string | null }> {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, input.caseId);
    const touchpoint = input.touchpointId === null ? null : await findTouchpoint(ctx.db, input.touchpointId, ctx.now);
    if (touchpoint === undefined || (touchpoint !== null && touchpoint.retired_at !== null))
      throw new Refusal('invalid', 'touchpoint-not-found', 'There is no such touchpoint in use.', {
        field: 'touchpointId',
      });
    await record(ctx, 'journeys.touchpoint-chosen', input.caseId, { ...input, customerId: found.customer_id });
    return input;
  });
}

async function mustKnowOwner(ctx: Context, ownerId: string | null | undefined): Promise<void> {
  if (typeof ownerId === 'string' && !(await isUser(ctx.db, ownerId)))
    throw new Refusal('invalid', 'user-not-found', 'There is no such colleague.', { field: 'ownerId' });
}

function columnsOf(input: TouchpointText, now: Date): Partial<TouchpointColumns> {
  const all = {
    name: input.name?.trim(),
    channel: input.channel?.trim(),
    purpose: input.purpose,
    owner_id: input.ownerId,
    party: input.party,
    importance: input.importance,
    feeling_before: input.feelingBefore,
    feeling_after: input.feelingAfter,
    effort: input.effort,
    hand_offs: input.handOffs,
    failure_modes: input.failureModes,
    last_improved_at: typeof input.lastImprovedAt === 'string' ? new Date(input.lastImprovedAt) : input.lastImprovedAt,
    retired_at: input.retired === undefined ? undefined : input.retired ? now : null,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function show(row: TouchpointRow): Touchpoint {
  const [won, neutral, lost] = [row.won ?? 0, row.neutral ?? 0, row.lost ?? 0];
  const n = won + neutral + lost;
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    channel: row.channel,
    purpose: row.purpose,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    party: row.party as Touchpoint['party'],
    importance: row.importance,
    feelingBefore: row.feeling_before,
    feelingAfter: row.feeling_after,
    effort: row.effort,
    handOffs: row.hand_offs,
    failureModes: row.failure_modes,
    lastImprovedAt: row.last_improved_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
    health: {
      days: healthDays,
      n,
      won: shareFigure(won, n),
      lost: shareFigure(lost, n),
      neutral,
      unknown: n === 0,
      lastAt: row.last_at?.toISOString() ?? null,
    },
  };
}

function unknownTouchpoint(): Refusal {
  return new Refusal('not_found', 'touchpoint-not-found', 'There is no such touchpoint.');
}
