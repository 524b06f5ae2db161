/**
 * What starts escalations. Triggers by time are wound as hours in a table whenever a promise's clock changes; triggers by
 * heat, value and repeats look at what just happened. What is over ends what it had started.
 */
import { strikesAt, heatOf, type Trigger } from '../../../domain/promises/escalation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { finish } from './answering.ts';
import { escalationReader } from './catching-up.ts';
import { fits } from './fitting.ts';
import { findActiveProtocols } from './protocol-queries.ts';
import { firstId, watchJobName } from './protocols.ts';
import { findRunning, lookAgain, updateEscalation } from './queries.ts';
import type { Because, ProtocolRow } from './rows.ts';
import { begin } from './starting.ts';
import {
  addMissed,
  countCasesSince,
  findOpenAfter,
  findSaid,
  findSeenCases,
  findWatched,
  replaceWatches,
  type Watch,
  type WatchedPromise,
} from './watch-queries.ts';

const perStep = 500;
const winding = new Set([
  'promises.made',
  'promises.paused',
  'promises.resumed',
  'promises.recomputed',
  'promises.renegotiated',
  'promises.reopened',
  'promises.broken',
  'promises.kept',
  'promises.withdrawn',
]);

/** Starts and ends escalations by what the log says. */
export const escalationTriggers: Subscription = {
  name: escalationReader,
  types: [
    ...winding,
    'promises.at-risk',
    'cases.opened',
    'cases.customer-wrote',
    'cases.felt',
    'cases.changed',
    'cases.closed',
    'cases.merged',
  ],
  async handle(ctx, events) {
    await wind(ctx, events);
    const protocols = await findActiveProtocols(ctx.trx);
    for (const event of events) await follow({ ...ctx, now: event.at }, event, protocols);
  },
};

/** The hours at which protocols by time look at the promises these events are about, all new. */
async function wind(ctx: WritingContext, events: readonly KeptEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ type, subjectId }) => (winding.has(type) ? (subjectId ?? []) : [])))];
  if (ids.length === 0) return;
  const promises = await findWatched(ctx.trx, ids);
  const timed = timedOf(await findActiveProtocols(ctx.trx));
  const watches = [...promises.values()].flatMap((promise) => watchesOf(promise, timed));
  await replaceWatches(ctx.trx, ids, watches);
}

type Timed = { protocol: ProtocolRow; place: number; trigger: Trigger };

function timedOf(protocols: readonly ProtocolRow[]): Timed[] {
  return protocols.flatMap((protocol) =>
    protocol.definition.triggers.flatMap((trigger, place) =>
      trigger.on === 'clock-used' || trigger.on === 'before-due' || trigger.on === 'after-due'
        ? [{ protocol, place, trigger }]
        : [],
    ),
  );
}

/** After its due hour only a broken promise is watched, before it only one that runs. */
function watchesOf(promise: WatchedPromise, timed: readonly Timed[]): Watch[] {
  const { due_at, zone, week } = promise;
  if (due_at === null || promise.paused || (promise.state !== 'open' && promise.state !== 'broken')) return [];
  const hours = zone === null || week === null ? null : { zone, week, exceptions: promise.exceptions ?? [] };
  return timed.flatMap(({ protocol, place, trigger }) => {
    if (promise.state === 'broken' && trigger.on !== 'after-due') return [];
    const at = strikes(trigger, {
      madeAt: promise.made_at,
      dueAt: due_at,
      hours,
      target: promise.target_minutes === null ? null : promise.target_minutes * 60_000,
    });
    // a clock that began later than the hour has nothing to warn of
    return at === null || (at < promise.made_at && trigger.on !== 'after-due')
      ? []
      : [{ promise_id: promise.id, protocol_id: protocol.id, place, at }];
  });
}

/** A calendar that never opens has no such hour. */
function strikes(trigger: Trigger, promise: Parameters<typeof strikesAt>[1]): Date | null {
  try {
    return strikesAt(trigger, promise);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Winds every running promise anew, some at a time, after a protocol has changed. */
export function watchRunning(ctx: Context, after: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    const promises = await findOpenAfter(ctx.trx, after, perStep);
    const last = promises.at(-1);
    if (last === undefined) return;
    const timed = timedOf(await findActiveProtocols(ctx.trx));
    // what would have struck already stays quiet: a new rule does not shout about the past
    const watches = promises.flatMap((promise) => watchesOf(promise, timed)).filter(({ at }) => at > ctx.now);
    await replaceWatches(
      ctx.trx,
      promises.map(({ id }) => id),
      watches,
    );
    if (promises.length === perStep) await addJob(ctx, watchJobName, { after: last.id });
  });
}

export const watchJob = {
  name: watchJobName,
  work: (ctx: Context, payload: Record<string, unknown>) => watchRunning(ctx, String(payload['after'] ?? firstId)),
};

async function follow(ctx: WritingContext, event: KeptEvent, protocols: readonly ProtocolRow[]): Promise<void> {
  const caseId = typeof event.data['caseId'] === 'string' ? event.data['caseId'] : null;
  switch (event.type) {
    case 'promises.kept':
    case 'promises.withdrawn':
      for (const row of await findRunning(ctx.trx, { promiseId: event.subjectId ?? firstId }))
        if (row.state !== 'acknowledged') await finish(ctx, row, event.type === 'promises.kept' ? 'kept' : 'withdrawn');
      return;
    case 'cases.closed':
      if (caseId !== null)
        for (const row of await findRunning(ctx.trx, { caseId })) await finish(ctx, row, 'case-closed');
      return;
    case 'cases.changed':
      // whoever was called may not see it any more: the next step need not wait for him
      if (caseId !== null && Object.hasOwn(Object(event.data['after']), 'teamId'))
        await lookAgain(ctx.trx, caseId, ctx.now);
      return;
    case 'cases.merged': {
      const into = event.data['into'];
      if (caseId !== null && typeof into === 'string')
        for (const row of await findRunning(ctx.trx, { caseId }))
          await updateEscalation(ctx.trx, row.id, { case_id: into });
      return;
    }
    case 'promises.broken':
      // what broke while the house stood still is told together, not one by one
      if (event.data['quiet'] === true) return addMissed(ctx.trx, [event.subjectId ?? firstId], ctx.now);
      return startWhere(ctx, protocols, event, caseId, (trigger) =>
        trigger.on === 'broken' ? { clock: text(event.data['clock']), kind: text(event.data['kind']) } : null,
      );
    case 'promises.at-risk':
      return startWhere(ctx, protocols, event, caseId, (trigger) =>
        trigger.on === 'at-risk' ? { clock: text(event.data['clock']) } : null,
      );
    case 'cases.customer-wrote':
      return followWords(ctx, protocols, event, caseId);
    case 'cases.felt':
      return event.data['emotion'] !== 'angry'
        ? undefined
        : startWhere(ctx, protocols, event, caseId, (trigger) =>
            trigger.on === 'anger' ? { emotion: 'angry' } : null,
          );
    case 'cases.opened':
      return followOpening(ctx, protocols, event, caseId);
    default:
  }
}

async function followWords(
  ctx: WritingContext,
  protocols: readonly ProtocolRow[],
  event: KeptEvent,
  caseId: string | null,
): Promise<void> {
  const messageId = event.data['messageId'];
  const hot = new Set(['anger', 'repeated-contact', 'words']);
  if (caseId === null || typeof messageId !== 'string') return;
  if (!protocols.some(({ definition }) => definition.triggers.some(({ on }) => hot.has(on)))) return;
  const said = await findSaid(ctx.trx, caseId, messageId);
  if (said === undefined || event.data['counts'] === false) return;
  await startWhere(ctx, protocols, event, caseId, (trigger) => heatOf(trigger, said));
}

async function followOpening(
  ctx: WritingContext,
  protocols: readonly ProtocolRow[],
  event: KeptEvent,
  caseId: string | null,
): Promise<void> {
  if (caseId === null) return;
  const asks = protocols
    .flatMap(({ definition }) => definition.triggers)
    .filter(({ on }) => on === 'repeats' || on === 'value');
  if (asks.length === 0) return;
  const found = (await findSeenCases(ctx.trx, [caseId], ctx.now)).get(caseId);
  if (found === undefined) return;
  const counts = new Map<number, number>();
  for (const { days } of asks.filter(({ on }) => on === 'repeats')) {
    const since = new Date(ctx.now.getTime() - (days ?? 30) * 86_400_000);
    counts.set(days ?? 30, await countCasesSince(ctx.trx, found.customer_id, since, ctx.now));
  }
  await startWhere(ctx, protocols, event, caseId, (trigger): Because | null => {
    if (trigger.on === 'repeats') {
      const cases = counts.get(trigger.days ?? 30) ?? 0;
      return cases >= (trigger.n ?? 2) ? { cases, days: trigger.days ?? 30 } : null;
    }
    if (trigger.on !== 'value') return null;
    if (trigger.vip === true && found.vip) return { vip: true };
    return trigger.n !== undefined && found.value >= trigger.n ? { value: Math.round(found.value) } : null;
  });
}

/** Starts each protocol of which a trigger strikes and whose conditions fit; one a case or promise once while it runs. */
async function startWhere(
  ctx: WritingContext,
  protocols: readonly ProtocolRow[],
  event: KeptEvent,
  caseId: string | null,
  strikes: (trigger: Trigger) => Because | null,
): Promise<void> {
  const promiseId = event.type.startsWith('promises.') ? event.subjectId : null;
  for (const protocol of protocols) {
    for (const trigger of protocol.definition.triggers) {
      const because = strikes(trigger);
      if (because === null || !(await fits(ctx, protocol, caseId, promiseId !== null))) continue;
      await startOnce(
        ctx,
        protocol,
        { caseId, promiseId },
        { on: trigger.on, ...because },
        `event:${String(event.id)}`,
      );
      break;
    }
  }
}

/** One protocol runs once about one thing at a time, however often it is struck. */
export async function startOnce(
  ctx: WritingContext,
  protocol: ProtocolRow,
  about: { caseId: string | null; promiseId: string | null; taskId?: string | null },
  because: Because,
  cause: string,
): Promise<void> {
  const subject = about.promiseId === null ? { caseId: about.caseId ?? firstId } : { promiseId: about.promiseId };
  const running = await findRunning(ctx.trx, subject);
  if (running.some((row) => row.protocol_id === protocol.id)) return;
  await begin(ctx, protocol, about, { because, once: `${protocol.id}:${cause}` });
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
