import { alwaysOpenIn, type Calendar } from '../../../../domain/promises/calendar.ts';
import { severityReasons, workingDaysAfter } from '../../../../domain/voice/recovery.ts';
import { staffId, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { findCase, findCustomer, findDefaultCalendar, findLead, findSettings, isActiveUser } from '../queries.ts';
import { startClocks } from './recovery-clocks.ts';
import {
  findOpenRecoveryOfCase,
  findRecoveryOfSource,
  insertMove,
  insertRecovery,
  updateRecovery,
} from './recovery-queries.ts';
import { readSeverityFacts, touchpointOfCase } from './recovery-side-queries.ts';

export interface RecoverySourceInput {
  customerId: string;
  caseId: string | null;
  source: 'answer' | 'complaint' | 'promise' | 'review' | 'destination' | 'manual';
  /** What opened it; the same source never opens a second one. */
  sourceId: string | null;
  severity: 'normal' | 'severe';
  /** What the customer said. */
  words: string | null;
  loss?: string | undefined;
  ownerId?: string | undefined;
}

/**
 * Opens a recovery: once per source, and one at a time per case (what comes on top is noted in the open one). Its owner
 * is whoever works on the case, else the lead of its team; its two clocks count working days of the default calendar.
 * @returns the recovery, and whether it is new
 */
export async function startRecovery(
  ctx: WritingContext,
  input: RecoverySourceInput,
): Promise<{ id: string; opened: boolean }> {
  const known = input.sourceId === null ? undefined : await findRecoveryOfSource(ctx.trx, input.source, input.sourceId);
  if (known !== undefined) return { id: known.id, opened: false };
  const about = input.caseId === null ? undefined : await findCase(ctx.trx, input.caseId);
  const { contactDue, closeDue } = await deadlines(ctx);
  const id = newId();
  const ownerId = input.ownerId ?? (await ownerOf(ctx, about?.assignee_id ?? null, about?.team_id ?? null));
  const made = await insertRecovery(ctx.trx, {
    id,
    customer_id: input.customerId,
    case_id: input.caseId,
    source: input.source,
    source_id: input.sourceId,
    severity: input.severity,
    owner_id: ownerId,
    words: input.words,
    loss: input.loss ?? '',
    opened_at: ctx.now,
    contact_due_at: contactDue,
    close_due_at: closeDue,
    due_at: contactDue,
  });
  if (made === undefined) return noteOnTop(ctx, input);
  const because = await whySevere(ctx, input);
  const severity = because.length > 0 ? 'severe' : input.severity;
  await updateRecovery(ctx.trx, id, {
    severity,
    severity_because: because,
    touchpoint_id: await touchpointOfCase(ctx.trx, input.caseId),
    ...(await startClocks(ctx, {
      customerId: input.customerId,
      ownerId,
      contactDueAt: contactDue,
      closeDueAt: closeDue,
    })),
  });
  await insertMove(ctx.trx, moveRow(ctx, id, 'opened', input.words ?? ''));
  await record(ctx, 'voice.recovery-opened', id, {
    recoveryId: id,
    customerId: input.customerId,
    ...(input.caseId === null ? {} : { caseId: input.caseId }),
    source: input.source,
    sourceId: input.sourceId,
    severity,
    ownerId,
    contactDueAt: contactDue.toISOString(),
  });
  return { id, opened: true };
}

/** The open recovery of the case takes what came on top into its history. */
async function noteOnTop(ctx: WritingContext, input: RecoverySourceInput): Promise<{ id: string; opened: boolean }> {
  const open = await findOpenRecoveryOfCase(ctx.trx, input.caseId!);
  if (open === undefined) throw new Error('A recovery was neither opened nor found.');
  await insertMove(ctx.trx, moveRow(ctx, open.id, `again-${input.source}`, input.words ?? ''));
  await record(ctx, 'voice.recovery-moved', open.id, {
    recoveryId: open.id,
    customerId: open.customer_id,
    ...(open.case_id === null ? {} : { caseId: open.case_id }),
    state: open.state,
    move: `again-${input.source}`,
  });
  return { id: open.id, opened: false };
}

/** Why it is severe, by rules: what opened it, who he is, what he buys, how angry his words are, and how often before. */
async function whySevere(ctx: WritingContext, input: RecoverySourceInput) {
  const vip = (await findCustomer(ctx.trx, input.customerId))?.vip ?? false;
  const facts = await readSeverityFacts(ctx.trx, { customerId: input.customerId, caseId: input.caseId, now: ctx.now });
  return severityReasons({
    ...facts,
    vip,
    worstAnswer: input.source === 'answer' && input.severity === 'severe' && !vip,
  });
}

/** By when a person speaks to the customer, and by when we have done our part, in working days of the default calendar. */
export async function deadlines(ctx: WritingContext): Promise<{ contactDue: Date; closeDue: Date }> {
  const settings = await findSettings(ctx.trx);
  const calendar = await workingHours(ctx);
  return {
    contactDue: workingDaysAfter(calendar, ctx.now, settings.contact_within_days),
    closeDue: workingDaysAfter(calendar, ctx.now, settings.close_within_days),
  };
}

async function ownerOf(ctx: WritingContext, assigneeId: string | null, teamId: string | null): Promise<string | null> {
  if (assigneeId !== null && (await isActiveUser(ctx.trx, assigneeId)) !== undefined) return assigneeId;
  return findLead(ctx.trx, teamId);
}

/** The default calendar; without one, every hour is open. */
export async function workingHours(ctx: WritingContext): Promise<Calendar> {
  const row = await findDefaultCalendar(ctx.trx);
  if (row === undefined) return alwaysOpenIn('UTC');
  return { zone: row.zone, week: row.week as Calendar['week'], exceptions: row.exceptions as Calendar['exceptions'] };
}

/** A line of a recovery's history. */
export function moveRow(ctx: WritingContext, recoveryId: string, move: string, words: string) {
  return { id: newId(), recovery_id: recoveryId, at: ctx.now, by_user: staffId(ctx.actor), move, words };
}
