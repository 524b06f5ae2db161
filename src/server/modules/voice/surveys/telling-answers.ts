import { recoveredBy, severityOf } from '../../../../domain/voice/recovery.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { giveVerdict } from '../../cases/index.ts';
import { findCase } from '../queries.ts';
import { causeBack, causeRemoved } from '../recoveries/recovery-causes.ts';
import { endByVerdict } from '../recoveries/recovery-ending.ts';
import { startRecovery } from '../recoveries/recovery-opening.ts';
import type { AnswerRow } from './answer-queries.ts';
import type { InvitationRow } from './invitation-queries.ts';

/**
 * Tells of an answer: the log, the case whose solution it is about, and a recovery that it opens or ends.
 * @param before what the answer said earlier
 */
export async function tellOfAnswer(
  ctx: WritingContext,
  invitation: InvitationRow,
  customer: { id: string; vip: boolean },
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  await tell(ctx, before, answer, invitation);
  await tellCase(ctx, invitation, before, answer);
  await tellRecovery(ctx, invitation, customer, before, answer);
}

/** `before` lets whoever counts take back what the answer said earlier. */
async function tell(
  ctx: WritingContext,
  before: AnswerRow | undefined,
  answer: AnswerRow,
  invitation: InvitationRow,
): Promise<void> {
  await record(ctx, 'voice.answered', answer.id, {
    answerId: answer.id,
    invitationId: invitation.id,
    ...(answer.case_id === null ? {} : { caseId: answer.case_id }),
    ...(answer.recovery_id === null ? {} : { recoveryId: answer.recovery_id }),
    customerId: answer.customer_id,
    surveyId: answer.survey_id,
    ...scoresIn(answer),
    quote: answer.why?.slice(0, 280) ?? null,
    servedBy: answer.served_by,
    complete: answer.complete,
    answeredAt: answer.at.toISOString(),
    before: before === undefined ? null : scoresIn(before),
  });
}

/** What the customer says about the solution is the verdict of that resolution; not of a later one. */
async function tellCase(
  ctx: WritingContext,
  invitation: InvitationRow,
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  if (invitation.case_id === null || invitation.closed_at === null || invitation.recovery_id !== null) return;
  if (answer.solved === null || answer.solved === (before?.solved ?? null)) return;
  const about = await findCase(ctx.trx, invitation.case_id);
  if (about?.state !== 'closed' || about.closed_at?.getTime() !== invitation.closed_at.getTime()) return;
  await giveVerdict(ctx, about.id, answer.solved ? 'confirmed' : 'refuted');
}

async function tellRecovery(
  ctx: WritingContext,
  invitation: InvitationRow,
  customer: { id: string; vip: boolean },
  before: AnswerRow | undefined,
  answer: AnswerRow,
): Promise<void> {
  const words = answer.why ?? answer.word;
  if (invitation.recovery_id !== null) {
    const recovered = recoveredBy(answer);
    if (recovered !== undefined) await endByVerdict(ctx, invitation.recovery_id, { recovered, words });
  } else if (before?.bad === true && !answer.bad) {
    // a slip, or what the page kept while he was still choosing
    await causeRemoved(ctx, 'answer', [answer.id]);
  } else if (answer.bad) {
    if (before?.bad === false) await causeBack(ctx, 'answer', [answer.id]);
    await startRecovery(ctx, {
      customerId: customer.id,
      caseId: answer.case_id,
      source: 'answer',
      sourceId: answer.id,
      severity: severityOf(answer, customer.vip),
      words,
    });
  }
}

function scoresIn({ solved, rating, likely, easy, word }: AnswerRow) {
  return { solved, rating, likely, easy, word };
}
