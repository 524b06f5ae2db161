/** What people do with an escalation: have it, hand it over with a note, say that it is none any more. */
import type { EscalationDetail } from '../../../contract/escalations.ts';
import { mayRole } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { changeCase, noteOnCase } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { readKey } from './keys.ts';
import {
  addFact,
  answerAlerts,
  countUnanswered,
  dropUntold,
  holdEscalation,
  isAlerted,
  updateEscalation,
} from './queries.ts';
import { findAlert, readEscalation } from './reading.ts';
import { type EscalationRow, eventOf } from './rows.ts';
import { whoSees } from './seeing.ts';
import { tickJobName } from './starting.ts';

/**
 * Somebody has it: nobody else is called, and the task it came with is his when nobody had it. In a drill only his own answer
 * counts, because everybody is tested. Records `escalations.acknowledged`.
 */
export function acknowledge(ctx: Context, id: string): Promise<EscalationDetail> {
  return transact(ctx, async (ctx) => {
    await readEscalation(ctx, id);
    const userId = staffId(ctx.actor);
    if (userId === null)
      throw new Refusal('forbidden', 'not-a-person', 'An API key cannot take an escalation; sign in as a colleague.');
    const row = (await holdEscalation(ctx.trx, id))!;
    refuseEnded(row);
    await refuseUncalled(ctx, row);
    await take(ctx, row, userId);
    return readEscalation(ctx, id);
  });
}

/** The same by the link in a mail, without signing in: it opens this one alert and nothing else. */
export async function acknowledgeByKey(ctx: Context, key: string): Promise<'done' | 'over' | undefined> {
  const alert = await readAlertByKey(ctx, key);
  if (alert === undefined) return undefined;
  return transact(ctx, async (ctx) => {
    const row = await holdEscalation(ctx.trx, alert.escalation_id);
    const colleague = await findColleague(ctx.trx, alert.user_id);
    if (row === undefined || colleague === undefined) return undefined;
    if (row.ended_at !== null) return 'over';
    if (alert.acknowledged_at === null) await take({ ...ctx, actor: colleague }, row, colleague.id);
    return 'done';
  });
}

/** What a link leads to; nothing when it was not made here, or its case is no longer for his eyes. */
export async function readAlertByKey(ctx: Context, key: string) {
  const id = readKey(ctx.secret, 'alert', key);
  const alert = id === undefined ? undefined : await findAlert(ctx.db, id);
  if (alert === undefined) return undefined;
  return (await whoSees(ctx, alert.case_id, [alert.user_id])).has(alert.user_id) ? alert : undefined;
}

async function take(ctx: WritingContext, row: EscalationRow, userId: string): Promise<void> {
  const own = await answerAlerts(ctx.trx, row.id, userId, ctx.now);
  if (row.drill) {
    if (!own) return;
    await addFact(ctx, row.id, 'acknowledged', {}, userId);
    await record(ctx, 'escalations.acknowledged', row.id, { ...eventOf(row), userId });
    // everyone of this step has answered: the drill need not wait for the rest of its time
    if (row.state === 'calling' && (await countUnanswered(ctx.trx, row.id, row.step)) === 0) {
      await updateEscalation(ctx.trx, row.id, { next_at: ctx.now });
      await addJob(ctx, tickJobName, {}, { key: `${tickJobName}:now` });
    }
    return;
  }
  if (row.state === 'acknowledged') return;
  await updateEscalation(ctx.trx, row.id, {
    state: 'acknowledged',
    next_at: null,
    acknowledged_at: ctx.now,
    acknowledged_by: userId,
  });
  // whoever still waits for his hours need not hear of it any more
  await dropUntold(ctx.trx, row.id);
  await ctx.trx
    .updateTable('escalation_tasks')
    .set({ keeper_id: userId })
    .where('escalation_id', '=', row.id)
    .where('keeper_id', 'is', null)
    .where('done_at', 'is', null)
    .execute();
  await addFact(ctx, row.id, 'acknowledged', { step: row.step + 1 }, userId);
  await record(ctx, 'escalations.acknowledged', row.id, {
    ...eventOf(row),
    caseId: row.case_id,
    userId,
    seconds: Math.round((ctx.now.getTime() - row.started_at.getTime()) / 1000),
  });
}

/**
 * The case goes to a colleague, with what he has to know written into it, so that the customer tells nothing twice. Records
 * `escalations.handed-over`.
 */
export function handOver(ctx: Context, id: string, input: { userId: string; note: string }): Promise<EscalationDetail> {
  return transact(ctx, async (ctx) => {
    await readEscalation(ctx, id);
    const row = (await holdEscalation(ctx.trx, id))!;
    refuseEnded(row);
    if (row.case_id === null)
      throw new Refusal('conflict', 'no-case', 'There is no case here that could be handed over.');
    if (!has(ctx, row)) await refuseUncalled(ctx, row);
    const colleague = await findColleague(ctx.trx, input.userId);
    if (colleague === undefined || colleague.role === 'colleague')
      throw new Refusal('invalid', 'colleague-not-found', 'There is no such colleague.', { field: 'userId' });
    const note = input.note.trim();
    await changeCase(ctx, row.case_id, { assigneeId: input.userId });
    await noteOnCase(ctx, row.case_id, {
      html: `<p>${escapeHtml(note).replaceAll('\n', '<br>')}</p>`,
      mentions: [input.userId],
    });
    const by = staffId(ctx.actor);
    if (row.state !== 'acknowledged' && by !== null) await take(ctx, row, by);
    await updateEscalation(ctx.trx, id, { handed_to: input.userId, note });
    await addFact(ctx, id, 'handed-over', { to: colleague.name, note }, by);
    await record(ctx, 'escalations.handed-over', id, {
      ...eventOf(row),
      caseId: row.case_id,
      userId: input.userId,
    });
    return readEscalation(ctx, id);
  });
}

/** It is no longer one, and why. Records `escalations.de-escalated`. */
export function deEscalate(ctx: Context, id: string, reason: string): Promise<EscalationDetail> {
  return transact(ctx, async (ctx) => {
    await readEscalation(ctx, id);
    const row = (await holdEscalation(ctx.trx, id))!;
    refuseEnded(row);
    if (!leads(ctx) && !has(ctx, row))
      throw new Refusal('forbidden', 'not-yours-to-end', 'Whoever has it, or leads, may say that it is over.');
    await finish(ctx, row, reason.trim());
    return readEscalation(ctx, id);
  });
}

/** Ends an escalation; what was still to be told is told to nobody. */
export async function finish(ctx: WritingContext, row: EscalationRow, reason: string): Promise<void> {
  await updateEscalation(ctx.trx, row.id, { state: 'ended', next_at: null, ended_at: ctx.now, end_reason: reason });
  await dropUntold(ctx.trx, row.id);
  await addFact(ctx, row.id, 'ended', { reason }, staffId(ctx.actor));
  await record(ctx, 'escalations.de-escalated', row.id, { ...eventOf(row), caseId: row.case_id, reason });
}

/** Whether he leads: he may step in anywhere he sees. */
function leads(ctx: Context): boolean {
  return 'role' in ctx.actor && mayRole(ctx.actor.role, 'cases.manage');
}

/** Whether he took it, or it was handed to him. */
function has(ctx: Context, row: EscalationRow): boolean {
  const userId = staffId(ctx.actor);
  return userId !== null && (row.acknowledged_by === userId || row.handed_to === userId);
}

/** Whoever was called has a say in it, and whoever leads. */
async function refuseUncalled(ctx: WritingContext, row: EscalationRow): Promise<void> {
  const userId = staffId(ctx.actor);
  if (leads(ctx) || (userId !== null && (await isAlerted(ctx.trx, row.id, userId)))) return;
  throw new Refusal('forbidden', 'not-called', 'You were not called; whoever leads may take it as well.');
}

function refuseEnded(row: EscalationRow): void {
  if (row.ended_at !== null) throw new Refusal('conflict', 'escalation-over', 'This escalation is over already.');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
