import type { Survey } from '../../../../contract/voice-surveys.ts';
import type { AskOutcome } from '../../../../contract/voice-surveys-asking.ts';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { queueMail } from '../../channels/index.ts';
import { holdCustomer, insertInvitation, listOptOuts, updateInvitation } from './invitation-queries.ts';
import { addToSurveyDay, addToWithheldDay, findCase, findCustomer, findSettings } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import { addressOf, type Ask, type AskWay, whyNot, type Withholding } from './asking-allowed.ts';
import { titleIn, writeSurveyMail } from './survey-mail.ts';
import { hashSurveyToken, newSurveyToken, tokenOnOurPages } from './survey-tokens.ts';
import { surveyOfTheHouse } from './surveys.ts';

const day = 86_400_000;

/**
 * Asks the customer of a closed case once about this resolution, or records why not. Nothing happens when the case has
 * been opened again, merged or asked about since. A conversation in a widget is asked about there.
 */
export async function askAboutCase(
  ctx: WritingContext,
  caseId: string,
  closedAt: Date,
  way?: AskWay,
): Promise<AskOutcome | undefined> {
  const found = await findCase(ctx.trx, caseId);
  if (found === undefined || found.state !== 'closed' || found.merged_into !== null) return undefined;
  if (found.closed_at?.getTime() !== closedAt.getTime()) return undefined;
  const survey = await surveyOfTheHouse(ctx, 'after-case');
  const customer = await findCustomer(ctx.trx, found.customer_id);
  if (customer === undefined) return undefined;
  await holdCustomer(ctx.trx, customer.id);
  return askOrWithhold(ctx, { survey, customer, about: found, recoveryId: null, way: way ?? survey.way });
}

/**
 * Asks one person, for no case: a wave, a destination, or because somebody wants to. The frequency rule holds as everywhere.
 * @returns what became of it; undefined when there is no such customer any more
 */
export async function askPerson(
  ctx: WritingContext,
  survey: Survey,
  customerId: string,
  ask: {
    way?: AskWay | undefined;
    waveId?: string | null;
    destinationId?: string | null;
    /** Which time he walks there. */
    passage?: number;
  } = {},
): Promise<AskOutcome | undefined> {
  const customer = await findCustomer(ctx.trx, customerId);
  if (customer === undefined) return undefined;
  await holdCustomer(ctx.trx, customer.id);
  return askOrWithhold(ctx, {
    survey,
    customer,
    about: undefined,
    recoveryId: null,
    way: ask.way ?? survey.way,
    waveId: ask.waveId ?? null,
    destinationId: ask.destinationId ?? null,
    passage: ask.passage ?? 1,
  });
}

async function askOrWithhold(ctx: WritingContext, ask: Ask): Promise<AskOutcome | undefined> {
  const withheld = await whyNot(ctx, ask);
  return withheld === undefined ? send(ctx, ask) : withhold(ctx, ask, withheld);
}

/**
 * Asks again at the end of a recovery. This is part of making it good, so the frequency rule does not hold it back; the wish of
 * a customer not to be asked does.
 */
export async function askAgain(
  ctx: WritingContext,
  recovery: { id: string; customerId: string; caseId: string | null; note?: string | undefined },
): Promise<'asked' | 'no_address' | 'address_bounced' | 'opted_out'> {
  const survey = await surveyOfTheHouse(ctx, 'recovery');
  const customer = await findCustomer(ctx.trx, recovery.customerId);
  if (customer === undefined) return 'no_address';
  await holdCustomer(ctx.trx, customer.id);
  const optOuts = await listOptOuts(ctx.trx, customer.id);
  if (optOuts.some(({ programme }) => programme === null || programme === 'recovery')) return 'opted_out';
  const reachable = await addressOf(ctx, customer.id);
  if (typeof reachable === 'string') return reachable;
  const about = recovery.caseId === null ? undefined : await findCase(ctx.trx, recovery.caseId);
  await send(ctx, { survey, customer, about, recoveryId: recovery.id, way: 'mail', note: recovery.note });
  return 'asked';
}

async function withhold(ctx: WritingContext, ask: Ask, { code, until }: Withholding): Promise<AskOutcome | undefined> {
  const company = await findCompany(ctx.trx);
  const reason = say(company?.language, 'voice', `withheld.${code}`);
  const made = await insertInvitation(ctx.trx, {
    ...common(ctx, ask),
    language: company?.language ?? 'en',
    token_hash: null,
    state: 'withheld',
    withheld_because: code,
    withheld_reason: reason,
    withheld_until: until,
    expires_at: null,
    silent_at: null,
  });
  if (made === undefined) return undefined;
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
  return {
    invitationId: made.id,
    state: 'withheld',
    withheldBecause: code,
    withheldReason: reason,
    withheldUntil: until?.toISOString() ?? null,
    url: null,
  };
}

async function send(ctx: WritingContext, ask: Ask): Promise<AskOutcome | undefined> {
  const { survey, customer, about, way } = ask;
  const settings = await findSettings(ctx.trx);
  const language = customer.language ?? (await findCompany(ctx.trx))?.language ?? 'en';
  const base = common(ctx, ask);
  const ours = way === 'my' || way === 'widget';
  const token = ours ? tokenOnOurPages(ctx.secret, base.id) : newSurveyToken();
  const made = await insertInvitation(ctx.trx, {
    ...base,
    language,
    token_hash: hashSurveyToken(token),
    state: 'sent',
    withheld_because: null,
    withheld_reason: null,
    withheld_until: null,
    expires_at: new Date(ctx.now.getTime() + survey.expiresDays * day),
    silent_at:
      survey.programme === 'after-case' && (way === 'mail' || (way === 'widget' && about !== undefined))
        ? new Date(ctx.now.getTime() + settings.silent_after_days * day)
        : null,
  });
  if (made === undefined) return undefined;
  const url = `${ctx.url}/s/${token}`;
  if (way === 'mail' && !(await mail(ctx, ask, { invitationId: made.id, language, url }))) return undefined;
  await addToSurveyDay(ctx.trx, survey.id, ctx.now, { invited: 1 });
  await record(ctx, 'voice.asked', made.id, {
    invitationId: made.id,
    surveyId: survey.id,
    programme: survey.programme,
    customerId: customer.id,
    ...(about === undefined ? {} : { caseId: about.id }),
    ...(ask.recoveryId === null ? {} : { recoveryId: ask.recoveryId }),
  });
  return {
    invitationId: made.id,
    state: 'sent',
    withheldBecause: null,
    withheldReason: null,
    withheldUntil: null,
    url: way === 'link' ? url : null,
  };
}

async function mail(
  ctx: WritingContext,
  { survey, customer, about, note }: Ask,
  made: { invitationId: string; language: string; url: string },
): Promise<boolean> {
  const address = await addressOf(ctx, customer.id);
  if (typeof address === 'string') return false;
  const written = writeSurveyMail({
    programme: survey.programme,
    language: made.language,
    name: customer.name,
    about: about?.subject ?? null,
    note,
    questions: survey.questions,
    anonymous: survey.anonymous,
    title: titleIn(survey.theme, made.language),
    url: made.url,
  });
  const { outboxId } = await queueMail(ctx, {
    purpose: 'survey',
    to: [{ name: customer.name, address: address.value }],
    ...written,
    customerId: customer.id,
    ...(about === undefined ? {} : { caseId: about.id, caseNumber: about.number, mailboxId: about.mailbox_id }),
    automatic: 'auto-generated',
    listUnsubscribe: { url: `${made.url}/stop`, oneClick: true },
  });
  await updateInvitation(ctx.trx, made.invitationId, { outbox_id: outboxId });
  return true;
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
    way: ask.way,
    wave_id: ask.waveId ?? null,
    destination_id: ask.destinationId ?? null,
    passage: ask.passage ?? 1,
    at: ctx.now,
  };
}
