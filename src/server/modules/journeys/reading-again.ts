import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import { acceptIn, arrive } from './arriving.ts';
import { removePosition } from './taking-back.ts';

/** Which events are only read again: their effects were had, or what they tell is to be entered as it was told. */
interface ReadAgain {
  hasHadEffects: (event: KeptEvent) => boolean;
  isTold: (event: KeptEvent) => boolean;
}

/** Before the log is read again from zero: nobody is anywhere, and it is noted up to where effects were had and told. */
export async function forgetPositions({ trx }: WritingContext): Promise<void> {
  const read = await trx
    .selectFrom('subscriptions')
    .select(['xid', 'event_id'])
    .where('name', '=', 'journeys.positions')
    .executeTakeFirst();
  const last = await trx.selectFrom('events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const before = await trx.selectFrom('position_replay').selectAll().executeTakeFirst();
  // from zero once more before the last time was finished: what had had its effects then still has
  const until =
    before !== undefined && (read === undefined || isAfter(before.xid, before.event_id, read)) ? before : read;
  await trx.deleteFrom('position_replay').execute();
  await trx
    .insertInto('position_replay')
    .values({ xid: until?.xid ?? '0', event_id: until?.event_id ?? 0, told_event_id: last?.id ?? 0 })
    .execute();
  for (const table of ['moved_positions', 'travellers', 'positions', 'destination_tallies'] as const)
    await trx.deleteFrom(table).execute();
  await trx.updateTable('journeys').set({ travellers: 0 }).execute();
}

export async function readAgainUntil({ trx }: WritingContext): Promise<ReadAgain> {
  const mark = await trx.selectFrom('position_replay').selectAll().executeTakeFirst();
  if (mark === undefined) return { hasHadEffects: () => false, isTold: () => false };
  return {
    hasHadEffects: ({ xid, id }) => !isAfter(xid, id, mark),
    isTold: ({ id, type }) => id <= mark.told_event_id && type.startsWith('journeys.'),
  };
}

/** Enters what the log tells of a position, without telling it again. */
export async function enterTold(ctx: WritingContext, { type, data, at }: KeptEvent): Promise<void> {
  const { customerId, destinationId, journeyId, reachedAt, caseId, accepted, markedBy } = data;
  const passage = typeof data['passage'] === 'number' ? data['passage'] : 1;
  if (typeof customerId !== 'string' || typeof destinationId !== 'string') return;
  if (type === 'journeys.taken-back') await removePosition(ctx, customerId, destinationId, passage);
  else if (type === 'journeys.accepted' && typeof accepted === 'boolean')
    await acceptIn({ ...ctx, now: at }, { customerId, destinationId, passage }, accepted, { told: true });
  else if (type === 'journeys.reached' && typeof reachedAt === 'string' && typeof journeyId === 'string') {
    if (!(await isThere(ctx, customerId, destinationId))) return;
    const arrival = {
      customer_id: customerId,
      destination_id: destinationId,
      journey_id: journeyId,
      reached_at: new Date(reachedAt),
      case_id: typeof caseId === 'string' ? caseId : null,
      accepted: null,
      accepted_at: null,
      passage,
      marked_by: typeof markedBy === 'string' ? markedBy : null,
    };
    await arrive(ctx, [arrival], { told: true });
  }
}

/** Whether the customer was not erased since, nor the destination. */
async function isThere({ trx }: WritingContext, customerId: string, destinationId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('customers as c')
    .innerJoin('destinations as d', (join) => join.on('d.id', '=', destinationId))
    .select('c.id')
    .where('c.id', '=', customerId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Commit order: by transaction, then by position in the log. */
function isAfter(xid: string, eventId: number, mark: { xid: string; event_id: number }): boolean {
  const [one, two] = [BigInt(xid), BigInt(mark.xid)];
  return one === two ? eventId > mark.event_id : one > two;
}
