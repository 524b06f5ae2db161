import { v5 } from 'uuid';
import { asSystem, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { newId } from '../../store/identity.ts';
import {
  deleteDueAsks,
  holdInvitationByOutbox,
  insertDueAsks,
  updateInvitation,
} from './surveys/invitation-queries.ts';
import { dropSurveyAsks, insertSurveyAsk } from './surveys/survey-ask-queries.ts';
import {
  addToSurveyDay,
  findDestinationAsked,
  findSettings,
  insertHeard,
  listSurveysOfDestinations,
  type SettingsRow,
  type SurveyRow,
} from './queries.ts';
import { hearAnew } from './corrections/correction-queries.ts';
import { contactByReply } from './recoveries/recoveries.ts';
import { startRecovery } from './recoveries/recovery-opening.ts';
import { findCasesInRecovery, findOpenRecoveryOfCase } from './recoveries/recovery-queries.ts';

/** When a case closes its customer is to be asked; when it opens again he is not. */
export const asksFromCases: Subscription = {
  name: 'voice.asks',
  types: [
    ...(['cases.closed', 'cases.reopened', 'channels.bounced', 'customers.brief-answered'] as const),
    ...(['customers.brief-taken-back', 'journeys.reached', 'journeys.taken-back'] as const),
  ],
  handle: async (ctx, events) => {
    const settings = await findSettings(ctx.trx);
    const wait = settings.ask_after_minutes * 60_000;
    // of a case that closed and opened several times in one batch, only how it ended counts
    const ended = new Map<string, KeptEvent>();
    let reached: KeptEvent[] = [];
    for (const event of events) {
      if (event.type === 'cases.closed' || event.type === 'cases.reopened')
        ended.set(String(event.data['caseId']), event);
      else if (event.type === 'channels.bounced') await noteBounce(ctx, event.data);
      else if (event.type === 'journeys.reached') reached.push(event);
      else if (event.type === 'journeys.taken-back') {
        // in their order: who was there after all is asked
        await askAboutDestinations(ctx, reached);
        reached = [];
        await askNothingAbout(ctx, event);
      } else if (typeof event.data['customerId'] !== 'string') continue;
      else if (event.type === 'customers.brief-taken-back') await hearAnew(ctx.trx, [event.data['customerId']]);
      else await insertHeard(ctx.trx, event.data['customerId'], event.at, 'brief');
    }
    await askAboutDestinations(ctx, reached);
    await deleteDueAsks(ctx.trx, [...ended.keys()]);
    const due = [...ended].flatMap(([caseId, { type, at, data }]) =>
      type === 'cases.closed'
        ? {
            case_id: caseId,
            customer_id: String(data['customerId']),
            closed_at: at,
            due_at: new Date(at.getTime() + wait),
          }
        : [],
    );
    await insertDueAsks(ctx.trx, due);
    await wakeAt(
      ctx,
      due.map(({ due_at }) => due_at),
    );
  },
};

/** So many surveys ask about one destination at most. */
const mostAsking = 20;

/** Who reached a destination is to be asked about it, after the wait of each survey that asks. */
async function askAboutDestinations(ctx: WritingContext, events: readonly KeptEvent[]): Promise<void> {
  const ids = new Set(events.map(({ data }) => data['destinationId']).filter((id) => typeof id === 'string'));
  if (ids.size === 0) return;
  const surveys = await listSurveysOfDestinations(ctx.trx, [...ids]);
  if (surveys.length > 0) for (const event of events) await askAboutDestination(ctx, event, surveys);
}

async function askAboutDestination(ctx: WritingContext, { data, at }: KeptEvent, surveys: readonly SurveyRow[]) {
  const { customerId, destinationId, passage } = data;
  if (typeof customerId !== 'string' || typeof destinationId !== 'string') return;
  const asking = surveys.filter(({ destination_id }) => destination_id === null || destination_id === destinationId);
  for (const survey of asking.slice(0, mostAsking)) {
    const dueAt = new Date(at.getTime() + survey.wait_hours * 3_600_000);
    await insertSurveyAsk(ctx.trx, {
      id: newId(),
      survey_id: survey.id,
      customer_id: customerId,
      wave_id: null,
      destination_id: destinationId,
      passage: typeof passage === 'number' ? passage : 1,
      due_at: dueAt,
    });
    await wakeAt(ctx, [dueAt]);
  }
}

/** Who was not there is not asked about it. */
async function askNothingAbout(ctx: WritingContext, { data }: KeptEvent): Promise<void> {
  const { customerId, destinationId, passage } = data;
  if (typeof customerId !== 'string' || typeof destinationId !== 'string' || typeof passage !== 'number') return;
  await dropSurveyAsks(ctx.trx, { customerId, destinationId, passage });
}

/** The tick comes every minute anyway; this lets it come when something is known to fall due, once per minute. */
async function wakeAt(ctx: WritingContext, times: readonly Date[]): Promise<void> {
  const last = new Map(times.map((at) => [at.toISOString().slice(0, 16), at]));
  for (const [minute, runAt] of last) await addJob(ctx, 'voice.tick', {}, { key: `voice.tick:${minute}`, runAt });
}

/** An ask that never arrived is no ask: it leaves the denominator, and silence means nothing. */
async function noteBounce(ctx: WritingContext, data: KeptEvent['data']): Promise<void> {
  if (data['permanent'] !== true || typeof data['outboxId'] !== 'string') return;
  const invitation = await holdInvitationByOutbox(ctx.trx, data['outboxId']);
  if (invitation === undefined) return;
  await updateInvitation(ctx.trx, invitation.id, { state: 'bounced', silent_at: null });
  await addToSurveyDay(ctx.trx, invitation.survey_id, invitation.at, { bounced: 1 });
}

/** Complaints, broken promises and a no on the way open a recovery too; a person's reply in its case is the first contact. */
export const recoveriesFromEvents: Subscription = {
  name: 'voice.recoveries',
  types: ['cases.opened', 'cases.changed', 'cases.replied', 'promises.broken', 'journeys.accepted'],
  handle: async (ctx, events) => {
    const settings = await findSettings(ctx.trx);
    const open = new Set(
      await findCasesInRecovery(
        ctx.trx,
        events.map(caseOf).filter((id) => id !== null),
      ),
    );
    for (const event of events) {
      const writing = { ...asSystem(ctx, 'voice.recoveries', event.at), trx: ctx.trx };
      const caseId = caseOf(event);
      if (event.type === 'cases.replied') {
        if (caseId !== null && open.has(caseId)) await noteReply(writing, event, caseId);
        continue;
      }
      const opened = await openingOf(event.type)(writing, event, settings);
      if (opened && caseId !== null) open.add(caseId);
    }
  },
};

function caseOf({ type, subjectId, data }: KeptEvent): string | null {
  const caseId = data['caseId'];
  if (typeof caseId === 'string') return caseId;
  return type.startsWith('cases.') ? subjectId : null;
}

async function noteReply(ctx: WritingContext, { data, at }: KeptEvent, caseId: string): Promise<void> {
  const open = await findOpenRecoveryOfCase(ctx.trx, caseId);
  if (open === undefined || open.opened_at > at) return;
  const actor = { kind: 'staff', id: String(data['userId']), role: 'agent', name: '', teamIds: [] } as const;
  await contactByReply(typeof data['userId'] === 'string' ? { ...ctx, actor } : ctx, open);
}

function openingOf(type: string) {
  if (type === 'promises.broken') return afterBrokenPromise;
  return type === 'journeys.accepted' ? afterNo : afterComplaint;
}

async function afterComplaint(ctx: WritingContext, event: KeptEvent, settings: SettingsRow): Promise<boolean> {
  const after = event.data['after'];
  const kind =
    event.type === 'cases.opened'
      ? event.data['kind']
      : typeof after === 'object' && after !== null && 'kind' in after
        ? after.kind
        : undefined;
  if (kind !== 'complaint' || !settings.complaints_open_recovery) return false;
  const caseId = String(event.data['caseId'] ?? event.subjectId);
  const about = await ctx.trx
    .selectFrom('cases')
    .select(['customer_id', 'excerpt'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (about === undefined) return false;
  await startRecovery(ctx, {
    customerId: about.customer_id,
    caseId,
    source: 'complaint',
    sourceId: caseId,
    severity: 'normal',
    words: about.excerpt === '' ? null : about.excerpt,
  });
  return true;
}

/** Only a promise that the customer knows of: made to him by a person, or that his matter will be solved by then. */
async function afterBrokenPromise(
  ctx: WritingContext,
  { data, subjectId }: KeptEvent,
  settings: SettingsRow,
): Promise<boolean> {
  if (!settings.broken_promises_open_recovery || typeof data['customerId'] !== 'string') return false;
  if (data['kind'] !== 'personal' && !(data['kind'] === 'policy' && data['clock'] === 'resolution')) return false;
  await startRecovery(ctx, {
    customerId: data['customerId'],
    caseId: typeof data['caseId'] === 'string' ? data['caseId'] : null,
    source: 'promise',
    sourceId: typeof data['promiseId'] === 'string' ? data['promiseId'] : subjectId,
    severity: 'normal',
    words: null,
    loss: typeof data['what'] === 'string' ? data['what'] : '',
  });
  return true;
}

/** Whoever says long afterwards how it was tells a story; nobody waits for us any more. */
const newsFor = 90 * 86_400_000;

/**
 * We say that the customer is there, and he says no. His verdict on a case is followed with the case; what a colleague or a program
 * notes for him counts while it is news. Each destination opens one for a customer, each time he walks there.
 */
async function afterNo(
  ctx: WritingContext,
  { data, at, actorKind }: KeptEvent,
  settings: SettingsRow,
): Promise<boolean> {
  const { customerId, destinationId, accepted, reachedAt, caseId, passage } = data;
  if (!settings.destinations_open_recovery || accepted !== false || actorKind === 'system') return false;
  if (typeof customerId !== 'string' || typeof destinationId !== 'string') return false;
  if (actorKind !== 'customer' && at.getTime() - Date.parse(String(reachedAt)) > newsFor) return false;
  const there = await findDestinationAsked(ctx.trx, destinationId);
  await startRecovery(ctx, {
    customerId,
    caseId: typeof caseId === 'string' ? caseId : null,
    source: 'destination',
    sourceId: v5([customerId, destinationId, ...(Number(passage ?? 1) > 1 ? [passage] : [])].join(' '), noOnTheWay),
    severity: 'normal',
    words: null,
    loss: there?.acceptance_question || there?.name || '',
  });
  return true;
}

const noOnTheWay = 'c0b3f5b4-9f43-5a52-8d0e-1f6a50b7d3ce';
