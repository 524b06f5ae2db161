import type { Survey } from '../../../contract/voice.ts';
import { mayAsk } from '../../../domain/voice/frequency-rule.ts';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { queueMail } from '../channels/index.ts';
import {
  findOpenRecoveryOf,
  holdCustomer,
  insertInvitation,
  listOptOuts,
  listPastAsks,
  updateInvitation,
} from './invitation-queries.ts';
import {
  addToSurveyDay,
  addToWithheldDay,
  type CaseRow,
  findCase,
  findCompany,
  findCustomer,
  findLastReplier,
  findSettings,
  listAddresses,
} from './queries.ts';
import { writeSurveyMail } from './survey-mail.ts';
import { hashSurveyToken, linkDays, newSurveyToken } from './survey-tokens.ts';
import { surveyOfTheHouse } from './surveys.ts';

const day = 86_400_000;

/** Why somebody is not asked: a stable code, and until when. */
interface Withholding {
  code: string;
  until: Date | null;
}

/**
 * Asks the customer of a closed case once about this resolution, or records why not. Nothing happens when the case has
 * been opened again, merged or asked about since.
 */
export async function askAboutCase(ctx: WritingContext, caseId: string, closedAt: Date): Promise<void> {
  const found = await findCase(ctx.trx, caseId);
  if (found === undefined || found.state !== 'closed' || found.merged_into !== null) return;
  if (found.closed_at?.getTime() !== closedAt.getTime()) return;
  const survey = await surveyOfTheHouse(ctx, 'after-case');
  const customer = await findCustomer(ctx.trx, found.customer_id);
  if (customer === undefined) return;
  await holdCustomer(ctx.trx, customer.id);
  const ask = { survey, customer, about: found, recoveryId: null };
  const withheld = await whyNot(ctx, survey, customer.id, found);
  if (withheld === undefined) await send(ctx, ask);
  else await withhold(ctx, ask, withheld);
}

/** Asks again at the end of a recovery. This is part of making it good, so the frequency rule does not hold it back. */
export async function askAgain(
  ctx: WritingContext,
  recovery: { id: string; customerId: string; caseId: string | null },
): Promise<'asked' | 'no_address' | 'address_bounced'> {
  const survey = await surveyOfTheHouse(ctx, 'recovery');
  const customer = await findCustomer(ctx.trx, recovery.customerId);
  if (customer === undefined) return 'no_address';
  await holdCustomer(ctx.trx, customer.id);
  const reachable = await addressOf(ctx, customer.id);
  if (typeof reachable === 'string') return reachable;
  const about = recovery.caseId === null ? undefined : await findCase(ctx.trx, recovery.caseId);
  await send(ctx, { survey, customer, about, recoveryId: recovery.id });
  return 'asked';
}

interface Ask {
  survey: Survey;
  customer: { id: string; name: string; language: string | null };
  about: CaseRow | undefined;
  recoveryId: string | null;
}

async function whyNot(
  ctx: WritingContext,
  survey: Survey,
  customerId: string,
  about: CaseRow,
): Promise<Withholding | undefined> {
  if (!survey.active) return { code: 'survey_off', until: null };
  if (about.verdict === 'confirmed' || about.verdict === 'refuted') return { code: 'has_said', until: null };
  if ((await servedBy(ctx, about)) === null) return { code: 'not_served', until: null };
  const address = await addressOf(ctx, customerId);
  if (address === 'no_address') return { code: 'no_address', until: null };
  const settings = await findSettings(ctx.trx);
  const [past, optOuts, recovery] = [
    await listPastAsks(ctx.trx, customerId),
    await listOptOuts(ctx.trx, customerId),
    await findOpenRecoveryOf(ctx.trx, customerId),
  ];
  const decision = mayAsk({
    now: ctx.now,
    programme: survey.programme,
    subject: resolution(about.id, about.closed_at),
    past: past.map((ask) => ({
      programme: ask.programme,
      ...(ask.case_id === null ? {} : { subject: resolution(ask.case_id, ask.closed_at) }),
      askedAt: ask.at,
      ...(ask.answered_at === null ? {} : { answeredAt: ask.answered_at }),
    })),
    quietDays: settings.quiet_days,
    programmeQuietDays: survey.quietDays,
    openRecovery: recovery !== undefined,
    bounced: address === 'address_bounced',
    optedOut: optOuts.some(({ programme }) => programme === null)
      ? 'all'
      : optOuts.flatMap(({ programme }) => (programme === null ? [] : [programme])),
  });
  return decision.allowed ? undefined : { code: decision.code, until: decision.until };
}

async function withhold(ctx: WritingContext, ask: Ask, { code, until }: Withholding): Promise<void> {
  const company = await findCompany(ctx.trx);
  const made = await insertInvitation(ctx.trx, {
    ...common(ctx, ask),
    language: company?.language ?? 'en',
    token_hash: null,
    state: 'withheld',
    withheld_because: code,
    withheld_reason: say(company?.language, 'voice', `withheld.${code}`),
    withheld_until: until,
    expires_at: null,
    silent_at: null,
  });
  if (made === undefined) return;
  await addToSurveyDay(ctx.trx, ask.survey.id, ctx.now, { invited: 1, withheld: 1 });
  await addToWithheldDay(ctx.trx, ask.survey.id, ctx.now, code);
  await record(ctx, 'voice.withheld', made.id, {
    invitationId: made.id,
    surveyId: ask.survey.id,
    customerId: ask.customer.id,
    ...(ask.about === undefined ? {} : { caseId: ask.about.id }),
    because: code,
    until: until?.toISOString() ?? null,
  });
}

async function send(ctx: WritingContext, ask: Ask): Promise<void> {
  const address = await addressOf(ctx, ask.customer.id);
  if (typeof address === 'string') return;
  const { survey, customer, about } = ask;
  const settings = await findSettings(ctx.trx);
  const language = customer.language ?? (await findCompany(ctx.trx))?.language ?? 'en';
  const token = newSurveyToken();
  const made = await insertInvitation(ctx.trx, {
    ...common(ctx, ask),
    language,
    token_hash: hashSurveyToken(token),
    state: 'sent',
    withheld_because: null,
    withheld_reason: null,
    withheld_until: null,
    expires_at: new Date(ctx.now.getTime() + linkDays * day),
    silent_at:
      survey.programme === 'after-case' ? new Date(ctx.now.getTime() + settings.silent_after_days * day) : null,
  });
  if (made === undefined) return;
  const url = `${ctx.url}/s/${token}`;
  const mail = writeSurveyMail({
    programme: survey.programme,
    language,
    name: customer.name,
    about: about?.subject ?? null,
    questions: survey.questions,
    url,
  });
  const { outboxId } = await queueMail(ctx, {
    purpose: 'survey',
    to: [{ name: customer.name, address: address.value }],
    ...mail,
    customerId: customer.id,
    ...(about === undefined ? {} : { caseId: about.id, caseNumber: about.number, mailboxId: about.mailbox_id }),
    automatic: 'auto-generated',
    listUnsubscribe: { url: `${url}/stop`, oneClick: true },
  });
  await updateInvitation(ctx.trx, made.id, { outbox_id: outboxId });
  await addToSurveyDay(ctx.trx, survey.id, ctx.now, { invited: 1 });
  await record(ctx, 'voice.asked', made.id, {
    invitationId: made.id,
    surveyId: survey.id,
    programme: survey.programme,
    customerId: customer.id,
    ...(about === undefined ? {} : { caseId: about.id }),
    ...(ask.recoveryId === null ? {} : { recoveryId: ask.recoveryId }),
  });
}

/** Who served the customer: the last of us who wrote to him; on the phone, whoever closed the case. */
export async function servedBy(ctx: WritingContext, about: CaseRow): Promise<string | null> {
  const replier = await findLastReplier(ctx.trx, about.id);
  if (replier !== undefined) return replier.author_user_id;
  return about.channel === 'phone' ? (about.assignee_id ?? about.closed_by) : null;
}

async function addressOf(ctx: WritingContext, customerId: string) {
  const [first] = await listAddresses(ctx.trx, customerId);
  if (first === undefined) return 'no_address';
  return first.bounced_at === null ? { value: first.value } : 'address_bounced';
}

function common(ctx: WritingContext, ask: Ask) {
  return {
    id: newId(),
    survey_id: ask.survey.id,
    customer_id: ask.customer.id,
    case_id: ask.about?.id ?? null,
    recovery_id: ask.recoveryId,
    // asking again is about the recovery: the resolution may have been asked about before
    closed_at: ask.recoveryId === null ? (ask.about?.closed_at ?? null) : null,
    outbox_id: null,
    at: ctx.now,
  };
}

function resolution(caseId: string, closedAt: Date | null): string {
  return `${caseId} ${closedAt?.toISOString() ?? ''}`;
}
