import { blamesAddress } from '../../../../domain/mail/bounce.ts';
import type { WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { findOutboxByMessageId, updateOutbox } from '../../channels/index.ts';
import { markBounced } from '../../customers/index.ts';
import { reopenLocked } from '../changing.ts';
import { lockConversation } from '../company/family.ts';
import type { Opened } from '../opening.ts';
import type { UnderstoodMail } from './mail-reading.ts';

/** A bounce is the state of a mail we sent, and a mark on the address that took it not; a permanent one wakes its case. */
export async function noteBounce(
  ctx: WritingContext,
  mail: UnderstoodMail,
): Promise<(Opened & { created: boolean }) | null> {
  const bounce = mail.bounce!;
  const permanent = bounce.hardness === 'permanent';
  const sent =
    bounce.originalMessageId === null ? undefined : await findOutboxByMessageId(ctx.trx, bounce.originalMessageId);
  const caseId = sent?.case_id ?? mail.caseId ?? null;
  if (sent !== undefined)
    await updateOutbox(ctx.trx, sent.id, {
      ...(permanent ? { state: 'bounced', bounced_at: ctx.now } : {}),
      bounce_status: bounce.status,
      last_error: bounce.diagnostic || bounce.status,
    });
  for (const recipient of bounce.recipients) if (blamesAddress(recipient)) await markBounced(ctx, recipient.address);
  if (sent === undefined && caseId === null) return null;
  if (sent !== undefined)
    await record(ctx, 'channels.bounced', sent.id, {
      outboxId: sent.id,
      messageId: sent.message_id,
      caseId,
      customerId: sent.customer_id,
      permanent,
      status: bounce.status,
    });
  if (caseId === null) return null;
  const found = await lockConversation(ctx, caseId);
  if (permanent && found.state === 'closed' && mail.classification.rule.reopen)
    await reopenLocked(ctx, found, 'staff', `the answer did not arrive: ${bounce.diagnostic || bounce.status}`);
  return { caseId, number: found.number, messageId: sent?.message_id ?? '', created: false };
}
