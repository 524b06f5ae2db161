import type { Segment } from '../../../../contract/customer-records.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import {
  deleteSegment,
  findSegment,
  insertSegment,
  listSegmentsFor,
  type SegmentRecord,
  updateSegment,
} from './segment-queries.ts';

/** Saved ways to narrow the list of customers: one's own and those that others share. */
export async function listSegments(ctx: Context): Promise<Segment[]> {
  return (await listSegmentsFor(ctx.db, staffId(ctx.actor))).map((row) => show(ctx, row));
}

/** What a segment asks for; refused when it is another's own. */
export async function readSegmentFilter(ctx: Context, id: string): Promise<Segment['filter']> {
  const row = await findSegment(ctx.db, id);
  if (row === undefined || (!row.shared && row.owner_id !== staffId(ctx.actor))) throw noSegment();
  return row.filter as Segment['filter'];
}

export function saveSegment(
  ctx: Context,
  input: { name: string; filter: Segment['filter']; shared?: boolean | undefined },
): Promise<Segment> {
  const owner = staffId(ctx.actor);
  if (owner === null) throw new Refusal('forbidden', 'people-only', 'Segments belong to people; sign in as one.');
  return transact(ctx, async (ctx) => {
    const row = {
      id: newId(),
      name: input.name.trim(),
      filter: JSON.stringify(input.filter),
      shared: input.shared ?? false,
      owner_id: owner,
      created_at: ctx.now,
    };
    await insertSegment(ctx.trx, row);
    await record(ctx, 'customers.segment-saved', row.id, { shared: row.shared });
    return { id: row.id, name: row.name, filter: input.filter, shared: row.shared, mine: true };
  });
}

export function changeSegment(
  ctx: Context,
  id: string,
  input: { name?: string | undefined; filter?: Segment['filter'] | undefined; shared?: boolean | undefined },
): Promise<Segment> {
  return transact(ctx, async (ctx) => {
    await mine(ctx, id);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.filter === undefined ? {} : { filter: JSON.stringify(input.filter) }),
      ...(input.shared === undefined ? {} : { shared: input.shared }),
    };
    if (Object.keys(change).length > 0) await updateSegment(ctx.trx, id, change);
    await record(ctx, 'customers.segment-saved', id, {});
    return show(ctx, (await findSegment(ctx.trx, id))!);
  });
}

export function removeSegment(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    await mine(ctx, id);
    await deleteSegment(ctx.trx, id);
    await record(ctx, 'customers.segment-removed', id, {});
    return null;
  });
}

async function mine(ctx: Context, id: string): Promise<void> {
  const row = await findSegment(ctx.db, id);
  if (row === undefined || row.owner_id !== staffId(ctx.actor)) throw noSegment();
}

function noSegment(): Refusal {
  return new Refusal('not_found', 'segment-not-found', 'There is no such segment of yours.');
}

function show(ctx: Context, row: SegmentRecord): Segment {
  return {
    id: row.id,
    name: row.name,
    filter: row.filter as Segment['filter'],
    shared: row.shared,
    mine: row.owner_id === staffId(ctx.actor),
  };
}
