import type { RecoveryCheck, RecoverySide } from '../../../../contract/recoveries.ts';
import type { CauseKind } from '../../../../domain/voice/recovery.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { moveRow } from './recovery-opening.ts';
import { findRecovery, insertMove, type RecoveryRow, updateRecovery } from './recovery-queries.ts';
import { reopenByHand } from './recovery-reopening.ts';
import { findPromiseOf, findTouchpointName, listChecks, listGesturesOf } from './recovery-side-queries.ts';

/** What stands behind a recovery. @throws Refusal not_found */
export async function readRecoverySide(ctx: Context, id: string): Promise<RecoverySide> {
  const db = ctx.trx ?? ctx.db;
  const row = await findRecovery(db, ctx.actor, id);
  if (row === undefined) throw unknown();
  const checks = await listChecks(db, id);
  const given = (await listGesturesOf(db, { caseId: row.case_id, gestureId: row.gesture_id })).map((each) => ({
    id: each.id,
    kind: each.kind,
    unit: each.unit,
    size: Number(each.size),
    currency: each.currency,
    why: each.why,
    at: each.at.toISOString(),
    by: each.given_by === null ? null : { id: each.given_by, name: each.by_name ?? '' },
  }));
  const promised = row.promise_id === null ? undefined : await findPromiseOf(db, row.promise_id);
  const touchpoint = row.touchpoint_id === null ? undefined : await findTouchpointName(db, row.touchpoint_id);
  return {
    recoveryId: id,
    acknowledgement: row.acknowledgement,
    causeKind: row.cause_kind as CauseKind | null,
    severityBecause: row.severity_because as RecoverySide['severityBecause'],
    reopened: row.reopened,
    promise:
      promised === undefined
        ? null
        : {
            id: promised.id,
            what: promised.what,
            dueAt: promised.due_at?.toISOString() ?? null,
            state: promised.state,
            keeper: promised.keeper_id === null ? null : { id: promised.keeper_id, name: promised.keeper_name ?? '' },
          },
    contactPromiseId: row.contact_promise_id,
    closePromiseId: row.close_promise_id,
    touchpoint: touchpoint ?? null,
    gesture: given.find((each) => each.id === row.gesture_id) ?? null,
    gestures: given,
    checks: checks.map((check) => ({
      round: check.round,
      days: check.days,
      dueAt: check.due_at.toISOString(),
      state: check.state as RecoveryCheck['state'],
      because: check.because,
      askedAt: check.asked_at?.toISOString() ?? null,
      saidAt: check.said_at?.toISOString() ?? null,
      words: check.words,
    })),
  };
}

/**
 * Notes how it was acknowledged, the cause in one word, where it happened, and which gesture was given. A gesture must be
 * one of the recovery's own customer and case: what may be given was decided where it was given.
 */
export function changeRecoverySide(
  ctx: Context,
  id: string,
  input: {
    acknowledgement?: string | undefined;
    causeKind?: CauseKind | null | undefined;
    touchpointId?: string | null | undefined;
    gestureId?: string | null | undefined;
  },
): Promise<RecoverySide> {
  return transact(ctx, async (ctx) => {
    const row = await findRecovery(ctx.trx, ctx.actor, id);
    if (row === undefined) throw unknown();
    const { acknowledgement, causeKind, touchpointId, gestureId } = input;
    if (touchpointId != null && (await findTouchpointName(ctx.trx, touchpointId)) === undefined)
      throw new Refusal('invalid', 'touchpoint-not-found', 'There is no such touchpoint.', { field: 'touchpointId' });
    if (gestureId != null) await mustBeOfThisCase(ctx, row, gestureId);
    const change: Partial<RecoveryRow> = {
      ...(acknowledgement === undefined ? {} : { acknowledgement: acknowledgement.trim() }),
      ...(causeKind === undefined ? {} : { cause_kind: causeKind }),
      ...(touchpointId === undefined ? {} : { touchpoint_id: touchpointId }),
      ...(gestureId === undefined ? {} : { gesture_id: gestureId }),
    };
    if (Object.keys(change).length === 0) return readRecoverySide(ctx, id);
    await updateRecovery(ctx.trx, id, change);
    if (
      change.acknowledgement !== undefined &&
      change.acknowledgement !== '' &&
      change.acknowledgement !== row.acknowledgement
    )
      await insertMove(ctx.trx, moveRow(ctx, id, 'acknowledged', change.acknowledgement));
    if (gestureId != null && gestureId !== row.gesture_id) await insertMove(ctx.trx, moveRow(ctx, id, 'gesture', ''));
    await record(ctx, 'voice.recovery-moved', id, {
      recoveryId: id,
      customerId: row.customer_id,
      ...(row.case_id === null ? {} : { caseId: row.case_id }),
      state: row.state,
      move: 'noted',
    });
    return readRecoverySide(ctx, id);
  });
}

/** Tries once more. */
export async function reopenRecovery(
  ctx: Context,
  id: string,
  input: { words?: string | undefined },
): Promise<RecoverySide> {
  await reopenByHand(ctx, id, input);
  return readRecoverySide(ctx, id);
}

async function mustBeOfThisCase(ctx: WritingContext, row: RecoveryRow, gestureId: string): Promise<void> {
  const given = await listGesturesOf(ctx.trx, { caseId: row.case_id, gestureId: null });
  if (!given.some(({ id }) => id === gestureId))
    throw new Refusal('invalid', 'gesture-not-found', 'There is no such gesture in the case of this recovery.', {
      field: 'gestureId',
    });
}

function unknown(): Refusal {
  return new Refusal('not_found', 'recovery-not-found', 'There is no such recovery.');
}
