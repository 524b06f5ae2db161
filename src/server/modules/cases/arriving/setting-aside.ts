import { createHash } from 'node:crypto';
import type { Received } from '../../../../contract/channels.ts';
import { type Context, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { findSourceByContent, insertSource } from '../../channels/index.ts';
import type { IncomingMail } from './receiving-mail.ts';

/** What was answered when the very same bytes came before. */
export async function answerLikeBefore(ctx: Context, sha256: string): Promise<Received> {
  const before = await findSourceByContent(ctx.db, sha256);
  return {
    class: before?.class ?? 'set-aside',
    caseNumber: before?.number ?? null,
    messageId: before?.message_id ?? null,
    created: false,
  };
}

/** We failed, the mail is not at fault: it is kept as it came, and somebody is told. */
export async function setAside(ctx: Context, mail: IncomingMail, error: unknown): Promise<Received> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const sha256 = createHash('sha256').update(mail.raw).digest('hex');
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const stored = await insertSource(ctx.trx, {
      id,
      received_at: ctx.now,
      door: mail.door,
      sha256,
      size: mail.raw.length,
      envelope_from: mail.envelope.from,
      envelope_to: [...mail.envelope.to],
      raw: mail.raw,
      mailbox_id: null,
      rfc_message_id: null,
      class: null,
      state: 'set-aside',
      defects: [],
      error: words.replaceAll('\0', '').slice(0, 4000),
      processed_at: null,
    });
    if (stored === undefined) return answerLikeBefore(ctx, sha256);
    await record(ctx, 'channels.mail-set-aside', id, { sourceId: id });
    return { class: 'set-aside', caseNumber: null, messageId: null, created: false };
  });
}
