/** One step of an escalation: whom it calls, what it notes, when the next one follows. */
import { planStep } from '../../../domain/promises/escalation.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { addFact, dropUntold, insertAlerts, updateEscalation } from './queries.ts';
import { receiversOf } from './reaching.ts';
import type { EscalationRow } from './rows.ts';

/**
 * Takes the next step, or ends the calling when there is none: then it stays unheard and in sight until somebody takes it.
 * Whatever slept through counts from now, so a house that stood still takes one step after the other and not all at once.
 */
export async function takeStep(ctx: WritingContext, row: EscalationRow): Promise<void> {
  const place = row.step + 1;
  // what was begun for somebody who was forgotten before steps were spared has none: it must not stop all others
  const steps = (row.definition as Partial<EscalationRow['definition']>).steps ?? [];
  const step = steps[place];
  if (step === undefined) return goUnheard(ctx, row);
  const about = { caseId: row.case_id, promiseId: row.promise_id };
  const receivers = await receiversOf(ctx, step, about);
  // a drill goes on whoever is off: it must not wait for the morning
  const hasNext = row.drill || place + 1 < steps.length;
  const plan = planStep(receivers, ctx.now, step.waitMinutes, hasNext);
  const alerts = plan.alerts.map((alert) => ({ ...alert, id: newId() }));
  await insertAlerts(ctx.trx, row.id, place, alerts);
  await updateEscalation(ctx.trx, row.id, { step: place, next_at: plan.nextAt });
  await addFact(ctx, row.id, 'step', {
    step: place + 1,
    whom: step.whom,
    called: plan.alerts.length,
    later: plan.alerts.filter(({ at }) => at > ctx.now).length,
    away: plan.away.length,
    nextAt: plan.nextAt.toISOString(),
  });
  await record(ctx, 'escalations.step-taken', row.id, {
    escalationId: row.id,
    caseId: row.case_id,
    promiseId: row.promise_id,
    drill: row.drill,
    step: place + 1,
    of: steps.length,
    userIds: plan.alerts.map(({ userId }) => userId),
    away: plan.away,
    name: row.name,
  });
}

async function goUnheard(ctx: WritingContext, row: EscalationRow): Promise<void> {
  if (row.drill) return endDrill(ctx, row);
  await updateEscalation(ctx.trx, row.id, { state: 'unheard', next_at: null });
  await addFact(ctx, row.id, 'unheard');
  await record(ctx, 'escalations.unheard', row.id, { escalationId: row.id, caseId: row.case_id, name: row.name });
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
  await record(ctx, 'escalations.drill-finished', row.id, { escalationId: row.id, name: row.name });
}
