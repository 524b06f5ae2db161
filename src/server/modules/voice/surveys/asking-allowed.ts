import type { Survey } from '../../../../contract/voice-surveys.ts';
import { mayAsk } from '../../../../domain/voice/frequency-rule.ts';
import type { WritingContext } from '../../../context.ts';
import { type CaseRow, findLastReplier, findSettings, listAddresses } from '../queries.ts';
import { findOpenRecoveryOf, listOptOuts, listPastAsks } from './invitation-queries.ts';
import { isWaitingForHelp, listPlannedAsks } from './survey-ask-queries.ts';
import { isQuotaFull } from './survey-quotas.ts';

export type AskWay = Survey['way'] | 'link';

/** Who is to be asked, about what, and how. */
export interface Ask {
  survey: Survey;
  customer: { id: string; name: string; language: string | null; legal_hold: boolean };
  about: CaseRow | undefined;
  recoveryId: string | null;
  way: AskWay;
  waveId?: string | null;
  destinationId?: string | null;
  passage?: number;
  /** What a colleague says with it, in his own words. */
  note?: string | undefined;
}

/** Why somebody is not asked: a stable code, and until when. */
export interface Withholding {
  code: string;
  until: Date | null;
}

/** Why somebody may not be asked now; undefined when he may. */
export async function whyNot(ctx: WritingContext, ask: Ask): Promise<Withholding | undefined> {
  const { survey, customer, about, way } = ask;
  if (!survey.active) return { code: 'survey_off', until: null };
  if (about !== undefined) {
    if (about.verdict === 'confirmed' || about.verdict === 'refuted') return { code: 'has_said', until: null };
    if ((await servedBy(ctx, about)) === null) return { code: 'not_served', until: null };
  }
  const address = way === 'mail' ? await addressOf(ctx, customer.id) : undefined;
  if (address === 'no_address') return { code: 'no_address', until: null };
  const settings = await findSettings(ctx.trx);
  const [past, optOuts, recovery, planned] = [
    await listPastAsks(ctx.trx, customer.id),
    await listOptOuts(ctx.trx, customer.id),
    await findOpenRecoveryOf(ctx.trx, customer.id),
    await listPlannedAsks(ctx.trx, customer.id, survey.id),
  ];
  const subject = subjectOf(about?.id ?? null, about?.closed_at ?? null, ask.destinationId ?? null, ask.passage ?? 1);
  const decision = mayAsk({
    now: ctx.now,
    // each survey has a clock of its own: two of one programme do not hold each other back longer than anything does
    programme: survey.id,
    ...(subject === undefined ? {} : { subject }),
    past: past.map((each) => {
      const asked = subjectOf(each.case_id, each.closed_at, each.destination_id, each.passage);
      return {
        programme: each.survey_id,
        ...(asked === undefined ? {} : { subject: asked }),
        askedAt: each.at,
        ...(each.answered_at === null ? {} : { answeredAt: each.answered_at }),
      };
    }),
    quietDays: settings.quiet_days,
    programmeQuietDays: survey.quietDays,
    openRecovery: recovery !== undefined,
    bounced: address === 'address_bounced',
    optedOut: optOuts.some(({ programme }) => programme === null || programme === survey.programme) ? 'all' : [],
    priority: survey.priority,
    planned: planned.map((each) => ({ programme: each.programme, priority: each.priority, dueAt: each.due_at })),
    legalHold: customer.legal_hold,
    waitsForHelp: about === undefined && (await isWaitingForHelp(ctx.trx, customer.id)),
  });
  if (!decision.allowed) return { code: decision.code, until: decision.until };
  return (await isQuotaFull(ctx, survey, customer.id)) ? { code: 'quota_full', until: null } : undefined;
}

/** Where a customer can be written to, or why not. */
export async function addressOf(ctx: WritingContext, customerId: string) {
  const [first] = await listAddresses(ctx.trx, customerId);
  if (first === undefined) return 'no_address';
  return first.bounced_at === null ? { value: first.value } : 'address_bounced';
}

/** Who served the customer: the last of us who wrote to him; on the phone, whoever closed the case. */
export async function servedBy(ctx: WritingContext, about: CaseRow): Promise<string | null> {
  const replier = await findLastReplier(ctx.trx, about.id);
  if (replier !== undefined) return replier.author_user_id;
  return about.channel === 'phone' ? (about.assignee_id ?? about.closed_by) : null;
}

/** What an ask is about: a resolution of a case, or a destination each time he walks there; one programme asks about one thing once. */
function subjectOf(
  caseId: string | null,
  closedAt: Date | null,
  destinationId: string | null,
  passage: number,
): string | undefined {
  if (destinationId !== null) return `destination ${destinationId} ${passage}`;
  return caseId === null ? undefined : `${caseId} ${closedAt?.toISOString() ?? ''}`;
}
