/** An escalation begins: by a trigger, by hand, or as a drill. Its first step follows at once, in a job. */
import type { startEscalation as startRoute } from '../../../contract/escalations.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findCase } from '../cases/index.ts';
import { theProtocol } from './protocols.ts';
import { addFact, insertEscalation } from './queries.ts';
import { readEscalation } from './reading.ts';
import type { About, Because, ProtocolRow } from './rows.ts';
import { makeTask } from './tasks.ts';

export const tickJobName = 'escalations.tick';

/**
 * Starts a protocol about something, unless the same cause has started it before. Records `escalations.started`; makes the task
 * that the protocol asks of whoever leads.
 * @param once names the cause; the same one starts a protocol once
 * @returns the escalation's id, or undefined when it has been started before
 */
export async function begin(
  ctx: WritingContext,
  protocol: ProtocolRow,
  about: About,
  how: { because: Because; once: string | null; drill?: boolean; note?: string; waitMinutes?: number | undefined },
): Promise<string | undefined> {
  const { waitMinutes } = how;
  const definition =
    waitMinutes === undefined
      ? protocol.definition
      : { ...protocol.definition, steps: protocol.definition.steps.map((step) => ({ ...step, waitMinutes })) };
  const by = staffId(ctx.actor);
  const id = await insertEscalation(ctx.trx, {
    ...about,
    id: newId(),
    protocolId: protocol.id,
    version: protocol.version,
    name: protocol.name,
    definition,
    drill: how.drill ?? false,
    because: how.because,
    at: ctx.now,
    by,
    note: how.note ?? '',
    once: how.once,
  });
  if (id === undefined) return undefined;
  await addFact(ctx, id, 'started', how.because, by);
  await record(ctx, 'escalations.started', id, {
    escalationId: id,
    protocolId: protocol.id,
    name: protocol.name,
    caseId: about.caseId,
    promiseId: about.promiseId,
    drill: how.drill ?? false,
    because: how.because,
  });
  const { task } = protocol.definition;
  // a task that is overdue calls somebody; it does not breed another task
  if (task !== null && how.drill !== true && (about.taskId ?? null) === null)
    await makeTask(ctx, { ...about, escalationId: id, action: task.action, minutes: task.minutes });
  await addJob(ctx, tickJobName, {}, { key: `${tickJobName}:now` });
  return id;
}

/** By hand, with what the next one has to know: the note stands in the case too, so nothing has to be asked again. */
export function startEscalation(ctx: Context, input: BodyOf<typeof startRoute>) {
  return transact(ctx, async (ctx) => {
    const found = await findCase(ctx, input.caseId);
    const protocol = await theProtocol(ctx, input.protocolId);
    const id = await begin(
      ctx,
      protocol,
      { caseId: found.id, promiseId: null },
      { because: { on: 'by-hand' }, once: null, note: input.note.trim() },
    );
    return readEscalation(ctx, id!);
  });
}

/** A fire drill: nobody but the people called hears of it, and no case is touched. */
export function startDrill(ctx: Context, input: { protocolId: string; waitMinutes?: number | undefined }) {
  return transact(ctx, async (ctx) => {
    const protocol = await theProtocol(ctx, input.protocolId);
    const id = await begin(
      ctx,
      protocol,
      { caseId: null, promiseId: null },
      { because: { on: 'drill' }, once: null, drill: true, waitMinutes: input.waitMinutes },
    );
    return readEscalation(ctx, id!);
  });
}
