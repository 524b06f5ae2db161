import type { Observation } from '../../../contract/voice.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { readTouchpoint } from '../journeys/index.ts';
import { insertObservation, listObservationsAfter, type ObservationRow } from './surveys/answer-queries.ts';
import { findCustomer, insertHeard } from './queries.ts';

/** Notes what a colleague heard a customer say. With a touchpoint and a feeling it counts as a moment. */
export function observe(
  ctx: Context,
  input: {
    words: string;
    customerId?: string | undefined;
    touchpointId?: string | undefined;
    feeling?: 'won' | 'neutral' | 'lost' | undefined;
  },
): Promise<Observation> {
  return transact(ctx, async (ctx) => {
    if (input.customerId !== undefined && (await findCustomer(ctx.trx, input.customerId)) === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    if (input.touchpointId !== undefined) await readTouchpoint(ctx, input.touchpointId);
    const id = newId();
    await insertObservation(ctx.trx, {
      id,
      customer_id: input.customerId ?? null,
      touchpoint_id: input.touchpointId ?? null,
      words: input.words.trim(),
      feeling: input.feeling ?? null,
      heard_by: staffId(ctx.actor),
      heard_at: ctx.now,
    });
    if (input.customerId !== undefined) await insertHeard(ctx.trx, input.customerId, ctx.now, 'observation');
    const observed = await theObservation(ctx, id);
    await record(
      ctx,
      'voice.observed',
      id,
      factsOf({
        id,
        words: observed.words,
        customer_id: input.customerId ?? null,
        touchpoint_id: input.touchpointId ?? null,
        feeling: input.feeling ?? null,
        heard_at: ctx.now,
      }),
    );
    return observed;
  });
}

/** One observation. @throws Refusal not_found */
export async function theObservation(ctx: Context, id: string): Promise<Observation> {
  const [row] = await listObservationsAfter(ctx.db, { id }, undefined, 1);
  if (row === undefined) throw new Refusal('not_found', 'observation-not-found', 'There is no such observation.');
  return showObservation(row);
}

/** What the log tells of an observation: whoever counts needs no more. */
export function factsOf(
  row: Pick<ObservationRow, 'id' | 'words' | 'customer_id' | 'touchpoint_id' | 'feeling' | 'heard_at'>,
): Record<string, unknown> {
  return {
    observationId: row.id,
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    ...(row.touchpoint_id === null ? {} : { touchpointId: row.touchpoint_id }),
    ...(row.feeling === null ? {} : { feeling: row.feeling }),
    quote: row.words.slice(0, 280),
    heardAt: row.heard_at.toISOString(),
  };
}

/** What staff heard, newest first. */
export async function listObservations(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    customerId?: string | undefined;
    touchpointId?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const { customerId, touchpointId } = query;
  const rows = await listObservationsAfter(ctx.db, { customerId, touchpointId }, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.heard_at.toISOString(), row.id], showObservation);
}

/** An observation as the wire shows it. */
export function showObservation(row: ObservationRow): Observation {
  return {
    id: row.id,
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
    touchpoint: row.touchpoint_id === null ? null : { id: row.touchpoint_id, name: row.touchpoint_name ?? '' },
    words: row.words,
    feeling: row.feeling as Observation['feeling'],
    heardBy: row.heard_by === null ? null : { id: row.heard_by, name: row.heard_by_name ?? '' },
    heardAt: row.heard_at.toISOString(),
    changedAt: row.changed_at?.toISOString() ?? null,
    changedBy: row.changed_by === null ? null : { id: row.changed_by, name: row.changed_by_name ?? '' },
  };
}
