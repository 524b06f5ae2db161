/** One step of an escalation: whom it calls, what it notes, when the next one follows. */
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { planStep } from '../../../domain/promises/escalation.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { addFact, dropUntold, insertAlerts, updateEscalation } from './queries.ts';
import { receiversOf } from './reaching.ts';
import { type About, type EscalationRow, eventOf } from './rows.ts';
import { goesOnUntil } from './waiting.ts';

type Step = ProtocolDefinition['steps'][number];

/**
 * Takes the next step once the minutes of the one before have run out, or ends the calling when there is none: then it stays
 * unheard and in sight until somebody takes it. Whatever slept through counts from when it was really told, so a house that
 * stood still takes one step after the other and not all at once.
 */
export async function takeStep(ctx: WritingContext, row: EscalationRow): Promise<void> {
  const place = row.step + 1;
  // what was begun for somebody who was forgotten before steps were spared has none: it must not stop all others
  const steps = (row.definition as Partial<EscalationRow['definition']>).steps ?? [];
  const about = { caseId: row.case_id, promiseId: row.promise_id };
  const onCallLater = (from: number) => (row.drill ? undefined : findOnCall(ctx, steps, about, from));
  const waits = await goesOnUntil(ctx, row, steps[row.step], (await onCallLater(place)) !== undefined);
  if (waits !== null) return void (await updateEscalation(ctx.trx, row.id, { next_at: waits }));
  const usual = steps[place];
  if (usual === undefined) return goUnheard(ctx, row);
  const onCall = await onCallLater(place + 1);
  const how = { drill: row.drill, onCallLater: onCall !== undefined };
  let step = usual;
  let { receivers, unseen } = await receiversOf(ctx, usual, about);
  let plan = planStep(receivers, ctx.now, usual.waitMinutes, how);
  // nobody of this step can hear it now: whoever is on call is not kept waiting until they are back
  const forward = plan.heard ? undefined : onCall;
  if (forward !== undefined) {
    ({ step, receivers, unseen } = forward);
    plan = planStep(receivers, ctx.now, step.waitMinutes, how);
  }
  const alerts = plan.alerts.map((alert) => ({ ...alert, id: newId() }));
  await insertAlerts(ctx.trx, row.id, place, alerts);
  await updateEscalation(ctx.trx, row.id, {
    step: place,
    next_at: plan.nextAt,
    ...(forward === undefined
      ? {}
      : { definition: { ...row.definition, steps: steps.toSpliced(forward.place, 1).toSpliced(place, 0, step) } }),
  });
  await addFact(ctx, row.id, 'step', {
    step: place + 1,
    whom: step.whom,
    called: plan.alerts.length,
    later: plan.alerts.filter(({ at }) => at > ctx.now).length,
    away: plan.away.length,
    forward: forward !== undefined,
    unseen,
    nextAt: plan.nextAt.toISOString(),
  });
  await record(ctx, 'escalations.step-taken', row.id, {
    ...eventOf(row),
    caseId: row.case_id,
    promiseId: row.promise_id,
    step: place + 1,
    of: steps.length,
    userIds: plan.alerts.map(({ userId }) => userId),
    away: plan.away,
  });
}

/** The first step from a place on that calls somebody who is on call: he hears it whatever the hour. */
async function findOnCall(ctx: WritingContext, steps: readonly Step[], about: About, from: number) {
  for (const [place, step] of steps.entries()) {
    if (place < from || step.whom !== 'on-call') continue;
    const called = await receiversOf(ctx, step, about);
    if (called.receivers.some(({ onCall }) => onCall)) return { place, step, ...called };
  }
  return undefined;
}

async function goUnheard(ctx: WritingContext, row: EscalationRow): Promise<void> {
  if (row.drill) return endDrill(ctx, row);
  await updateEscalation(ctx.trx, row.id, { state: 'unheard', next_at: null });
  await addFact(ctx, row.id, 'unheard');
  await record(ctx, 'escalations.unheard', row.id, { ...eventOf(row), caseId: row.case_id });
}

/** A drill ends after its last step, whoever answered; what it says is who did not. Who was off is not called to it in the morning. */
async function endDrill(ctx: WritingContext, row: EscalationRow): Promise<void> {
  await dropUntold(ctx.trx, row.id);
  await updateEscalation(ctx.trx, row.id, {
    state: 'ended',
    next_at: null,
    ended_at: ctx.now,
    end_reason: 'drill-over',
  });
  await addFact(ctx, row.id, 'drill-over');
  await record(ctx, 'escalations.drill-finished', row.id, eventOf(row));
}
