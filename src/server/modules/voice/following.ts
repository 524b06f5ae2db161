import { asSystem, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { deleteDueAsk, holdInvitationByOutbox, insertDueAsk, updateInvitation } from './invitation-queries.ts';
import { addToSurveyDay, findSettings, insertHeard, type SettingsRow } from './queries.ts';
import { contactByReply } from './recoveries.ts';
import { startRecovery } from './recovery-opening.ts';
import { findOpenRecoveryOfCase } from './recovery-queries.ts';

/** When a case closes its customer is to be asked; when it opens again he is not. */
export const asksFromCases: Subscription = {
  name: 'voice.asks',
  types: ['cases.closed', 'cases.reopened', 'channels.bounced', 'customers.brief-answered'],
  handle: async (ctx, events) => {
    const settings = await findSettings(ctx.trx);
    for (const event of events) await follow(ctx, event, settings);
  },
};

async function follow(ctx: WritingContext, event: KeptEvent, settings: SettingsRow): Promise<void> {
  const { data } = event;
  if (event.type === 'cases.closed') {
    const due = new Date(event.at.getTime() + settings.ask_after_minutes * 60_000);
    await insertDueAsk(ctx.trx, {
      case_id: String(data['caseId']),
      customer_id: String(data['customerId']),
      closed_at: event.at,
      due_at: due,
    });
    await addJob(ctx, 'voice.tick', {}, { key: `voice.tick:${due.toISOString().slice(0, 16)}`, runAt: due });
  } else if (event.type === 'cases.reopened') {
    await deleteDueAsk(ctx.trx, String(data['caseId']));
  } else if (event.type === 'channels.bounced') {
    await noteBounce(ctx, data);
  } else if (typeof data['customerId'] === 'string') {
    await insertHeard(ctx.trx, data['customerId'], event.at, 'brief');
  }
}

/** An ask that never arrived is no ask: it leaves the denominator, and silence means nothing. */
async function noteBounce(ctx: WritingContext, data: KeptEvent['data']): Promise<void> {
  if (data['permanent'] !== true || typeof data['outboxId'] !== 'string') return;
  const invitation = await holdInvitationByOutbox(ctx.trx, data['outboxId']);
  if (invitation === undefined) return;
  await updateInvitation(ctx.trx, invitation.id, { state: 'bounced', silent_at: null });
  await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { bounced: 1 });
}

/** Complaints and broken promises open a recovery too; a person's reply in its case is the first contact. */
export const recoveriesFromEvents: Subscription = {
  name: 'voice.recoveries',
  types: ['cases.opened', 'cases.changed', 'cases.replied', 'promises.broken'],
  handle: async (ctx, events) => {
    const settings = await findSettings(ctx.trx);
    for (const event of events) {
      const writing = { ...asSystem(ctx, 'voice.recoveries', event.at), trx: ctx.trx };
      if (event.type === 'cases.replied') await noteReply(writing, event);
      else if (event.type === 'promises.broken') await afterBrokenPromise(writing, event, settings);
      else await afterComplaint(writing, event, settings);
    }
  },
};

async function noteReply(ctx: WritingContext, { data, at }: KeptEvent): Promise<void> {
  const open = await findOpenRecoveryOfCase(ctx.trx, String(data['caseId']));
  if (open === undefined || open.opened_at > at) return;
  const actor = { kind: 'staff', id: String(data['userId']), role: 'agent', name: '', teamIds: [] } as const;
  await contactByReply(typeof data['userId'] === 'string' ? { ...ctx, actor } : ctx, open);
}

async function afterComplaint(ctx: WritingContext, event: KeptEvent, settings: SettingsRow): Promise<void> {
  const after = event.data['after'];
  const kind =
    event.type === 'cases.opened'
      ? event.data['kind']
      : typeof after === 'object' && after !== null && 'kind' in after
        ? after.kind
        : undefined;
  if (kind !== 'complaint' || !settings.complaints_open_recovery) return;
  const caseId = String(event.data['caseId'] ?? event.subjectId);
  const about = await ctx.trx
    .selectFrom('cases')
    .select(['customer_id', 'excerpt'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (about === undefined) return;
  await startRecovery(ctx, {
    customerId: about.customer_id,
    caseId,
    source: 'complaint',
    sourceId: caseId,
    severity: 'normal',
    words: about.excerpt === '' ? null : about.excerpt,
  });
}

/** Only a promise that the customer knows of: made to him by a person, or that his matter will be solved by then. */
async function afterBrokenPromise(
  ctx: WritingContext,
  { data, subjectId }: KeptEvent,
  settings: SettingsRow,
): Promise<void> {
  if (!settings.broken_promises_open_recovery || typeof data['customerId'] !== 'string') return;
  if (data['kind'] !== 'personal' && !(data['kind'] === 'policy' && data['clock'] === 'resolution')) return;
  await startRecovery(ctx, {
    customerId: data['customerId'],
    caseId: typeof data['caseId'] === 'string' ? data['caseId'] : null,
    source: 'promise',
    sourceId: typeof data['promiseId'] === 'string' ? data['promiseId'] : subjectId,
    severity: 'normal',
    words: null,
    loss: typeof data['what'] === 'string' ? data['what'] : '',
  });
}
