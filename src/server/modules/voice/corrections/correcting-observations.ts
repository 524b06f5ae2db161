import type { Observation } from '../../../../contract/voice.ts';
import { mayRole } from '../../../../domain/people/permissions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { readTouchpoint } from '../../journeys/index.ts';
import { factsOf, showObservation, theObservation } from '../observing.ts';
import { findCustomer } from '../queries.ts';
import { holdObservation, type ObservationRow, updateObservation } from '../surveys/answer-queries.ts';
import { differences, notTakenBack, putBackSince } from './changes.ts';
import { findAside, hearAnew, moveAside, moveBack } from './correction-queries.ts';

/** What may be corrected; what is left out stays, null empties. */
export interface ObservationCorrection {
  words?: string | undefined;
  customerId?: string | null | undefined;
  touchpointId?: string | null | undefined;
  feeling?: 'won' | 'neutral' | 'lost' | null | undefined;
  heardAt?: string | undefined;
}

/**
 * Corrects what was heard: one's own, or anybody's for those who lead. Records `voice.observation-corrected` with the fields before
 * and after; moments, words and coverage follow from it. The same again changes nothing.
 * @throws Refusal not_found · forbidden not-your-observation · invalid customer-not-found, heard-later
 */
export function correctObservation(ctx: Context, id: string, input: ObservationCorrection): Promise<Observation> {
  return transact(ctx, async (ctx) => {
    const row = await holdMine(ctx, id);
    const { words, customerId, touchpointId, feeling } = input;
    if (typeof customerId === 'string' && (await findCustomer(ctx.trx, customerId)) === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    if (typeof touchpointId === 'string') await readTouchpoint(ctx, touchpointId);
    const heardAt = input.heardAt === undefined ? row.heard_at : new Date(input.heardAt);
    if (heardAt > ctx.now)
      throw new Refusal('invalid', 'heard-later', 'Nobody has heard that yet: the time is still to come.', {
        field: 'heardAt',
      });
    const after = {
      words: words === undefined ? row.words : words.trim(),
      customer_id: customerId === undefined ? row.customer_id : customerId,
      touchpoint_id: touchpointId === undefined ? row.touchpoint_id : touchpointId,
      feeling: feeling === undefined ? row.feeling : feeling,
      heard_at: heardAt,
    };
    const change = differences(fieldsOf(row), fieldsOf(after));
    if (Object.keys(change.after).length === 0) return showObservation(row);
    await updateObservation(ctx.trx, id, { ...after, changed_at: ctx.now, changed_by: staffId(ctx.actor) });
    await hearAnew(ctx.trx, [row.customer_id, after.customer_id]);
    await record(ctx, 'voice.observation-corrected', id, {
      ...factsOf({ id, ...after }),
      ...change,
      ...(row.customer_id === null || row.customer_id === after.customer_id ? {} : { from: row.customer_id }),
    });
    return theObservation(ctx, id);
  });
}

/** Takes back what was noted wrongly. Records `voice.observation-removed` with what it was. @throws as `correctObservation` */
export function removeObservation(ctx: Context, id: string): Promise<Observation> {
  return transact(ctx, async (ctx) => {
    const row = await holdMine(ctx, id);
    await moveAside(ctx.trx, 'observation', [id], { by: staffId(ctx.actor), at: ctx.now });
    await hearAnew(ctx.trx, [row.customer_id]);
    await record(ctx, 'voice.observation-removed', id, { ...factsOf(row), before: plainly(fieldsOf(row)) });
    return showObservation(row);
  });
}

/** Puts it back for a quarter of an hour. Records `voice.observation-put-back`. @throws Refusal not_found not-taken-back · forbidden */
export function putBackObservation(ctx: Context, id: string): Promise<Observation> {
  return transact(ctx, async (ctx) => {
    const since = putBackSince(ctx);
    const was = await findAside(ctx.trx, 'observation', id, since);
    if (was === undefined) throw notTakenBack();
    mustBeMine(ctx, was['heard_by'] as string | null);
    if ((await moveBack(ctx.trx, 'observation', { id }, since)).ids.length === 0) throw notTakenBack();
    const row = (await holdObservation(ctx.trx, id))!;
    await hearAnew(ctx.trx, [row.customer_id]);
    await record(ctx, 'voice.observation-put-back', id, factsOf(row));
    return showObservation(row);
  });
}

async function holdMine(ctx: WritingContext, id: string): Promise<ObservationRow> {
  const row = await holdObservation(ctx.trx, id);
  if (row === undefined) throw new Refusal('not_found', 'observation-not-found', 'There is no such observation.');
  mustBeMine(ctx, row.heard_by);
  return row;
}

/** Whoever heard it knows best what was said; what others heard, those who lead put right. */
function mustBeMine({ actor }: Context, heardBy: string | null): void {
  if (actor.kind === 'system' || (heardBy !== null && staffId(actor) === heardBy)) return;
  if (actor.kind !== 'customer' && mayRole(actor.role, 'cases.manage')) return;
  throw new Refusal(
    'forbidden',
    'not-your-observation',
    'A colleague heard this; he, or whoever leads, puts it right.',
  );
}

function fieldsOf(row: Pick<ObservationRow, 'words' | 'customer_id' | 'touchpoint_id' | 'feeling' | 'heard_at'>) {
  return {
    words: row.words,
    customerId: row.customer_id,
    touchpointId: row.touchpoint_id,
    feeling: row.feeling,
    heardAt: row.heard_at,
  };
}

function plainly(fields: ReturnType<typeof fieldsOf>) {
  return { ...fields, heardAt: fields.heardAt.toISOString() };
}
