import { say } from '../../../catalogue.ts';
import { asSystem, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { notify } from '../../notifications/index.ts';
import { findCase, findCustomer, findLead } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { moveRow } from './recovery-opening.ts';
import { insertMove, type RecoveryRow, updateRecovery } from './recovery-queries.ts';
import { findRecoveryOfClock } from './recovery-side-queries.ts';

/** A clock of a recovery has run out: it is severe now, and whoever leads hears of it at once; of many after a standstill in one line. */
export const lateRecoveries: Subscription = {
  name: 'voice.late-recoveries',
  types: ['promises.broken'],
  handle: async (ctx, events) => {
    for (const { data, at } of events) {
      if (data['kind'] !== 'internal' || typeof data['promiseId'] !== 'string') continue;
      const late = await findRecoveryOfClock(ctx.trx, data['promiseId']);
      if (late === undefined) continue;
      const which = late.contact_promise_id === data['promiseId'] ? 'contact' : 'close';
      await escalate({ ...asSystem(ctx, 'voice.recoveries', at), trx: ctx.trx }, late, which, data['quiet'] === true);
    }
  },
};

async function escalate(
  ctx: WritingContext,
  late: RecoveryRow,
  which: 'contact' | 'close',
  quiet: boolean,
): Promise<void> {
  await updateRecovery(ctx.trx, late.id, {
    severity: 'severe',
    severity_because: [...new Set([...late.severity_because, 'late'])],
  });
  await insertMove(ctx.trx, moveRow(ctx, late.id, `late-${which}`, ''));
  await record(ctx, 'voice.recovery-moved', late.id, {
    recoveryId: late.id,
    customerId: late.customer_id,
    ...(late.case_id === null ? {} : { caseId: late.case_id }),
    state: late.state,
    move: `late-${which}`,
  });
  // what broke while the house stood still is told together, not one by one
  if (quiet) return;
  const about = late.case_id === null ? undefined : await findCase(ctx.trx, late.case_id);
  const lead = await findLead(ctx.trx, about?.team_id ?? null);
  const name = (await findCustomer(ctx.trx, late.customer_id))?.name ?? '';
  const language = (await findCompany(ctx.trx))?.language;
  for (const userId of new Set([late.owner_id, lead].filter((id) => id !== null)))
    await notify(ctx, {
      userId,
      kind: 'alert',
      subject: say(language, 'regain', `late.${which}`, { name }),
      link: `/voice/recoveries/${late.id}`,
      once: `recovery-late:${late.id}:${which}:${late.reopened}`,
    });
}
