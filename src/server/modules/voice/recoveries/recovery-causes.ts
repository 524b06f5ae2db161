import type { WritingContext } from '../../../context.ts';
import { recordAll } from '../../../store/events.ts';
import { moveRow } from './recovery-opening.ts';
import type { RecoveryRow } from './recovery-queries.ts';

/**
 * What opened these recoveries was noted wrongly, or the customer has changed his answer. They stay, because somebody may have spoken to the customer by now, and say so in
 * their history; whoever has them may call them off. @returns how many
 */
export async function causeRemoved(
  ctx: WritingContext,
  source: RecoveryRow['source'],
  sourceIds: readonly string[],
): Promise<number> {
  const rows = await ctx.trx
    .updateTable('recoveries')
    .set({ cause_removed_at: ctx.now })
    .where('source', '=', source)
    .where('source_id', 'in', [...sourceIds])
    .where('cause_removed_at', 'is', null)
    .returningAll()
    .execute();
  await tellMove(ctx, rows, 'cause-removed');
  return rows.length;
}

/** What opened them is there again: those that were not called off have their cause again. @returns how many */
export async function causeBack(
  ctx: WritingContext,
  source: RecoveryRow['source'],
  sourceIds: readonly string[],
): Promise<number> {
  const rows = await ctx.trx
    .updateTable('recoveries as r')
    .set({ cause_removed_at: null })
    .where('r.source', '=', source)
    .where('r.source_id', 'in', [...sourceIds])
    .where('r.cause_removed_at', 'is not', null)
    .where('r.state', '<>', 'called-off')
    // of the same customer: a review that was another's has opened a recovery of his own
    .where((eb) =>
      eb.or([
        eb('r.source', '<>', 'review'),
        eb.exists(
          eb
            .selectFrom('reviews as v')
            .select('v.id')
            .whereRef('v.id', '=', 'r.source_id')
            .whereRef('v.customer_id', '=', 'r.customer_id'),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recoveries as other')
            .select('other.id')
            .whereRef('other.source', '=', 'r.source')
            .whereRef('other.source_id', '=', 'r.source_id')
            .where('other.cause_removed_at', 'is', null),
        ),
      ),
    )
    .returningAll('r')
    .execute();
  await tellMove(ctx, rows, 'cause-back');
  return rows.length;
}

async function tellMove(ctx: WritingContext, rows: readonly RecoveryRow[], move: string): Promise<void> {
  if (rows.length === 0) return;
  await ctx.trx
    .insertInto('recovery_moves')
    .values(rows.map(({ id }) => moveRow(ctx, id, move, '')))
    .execute();
  await recordAll(
    ctx,
    rows.map(({ id, customer_id, case_id, state }) => ({
      type: 'voice.recovery-moved',
      subjectId: id,
      data: { recoveryId: id, customerId: customer_id, ...(case_id === null ? {} : { caseId: case_id }), state, move },
    })),
  );
}
