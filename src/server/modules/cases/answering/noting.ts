import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { htmlToPlainText } from '../../../mail/plain-text.ts';
import { sanitiseHtml } from '../../../mail/sanitising.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { deleteDraft } from './drafts.ts';
import { lockCase } from '../finding.ts';
import { insertMessage } from '../message-queries.ts';
import { attachUploads } from '../opening.ts';
import { oneRevisionOn, updateCase } from '../queries.ts';
import type { Said } from './replying.ts';

/** Writes an internal note. It is never shown to a customer. Records `cases.noted` with whom it mentions. */
export function noteOnCase(
  ctx: Context,
  ref: string,
  input: { html: string; mentions?: string[] | undefined; attachmentIds?: string[] | undefined },
): Promise<Said> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    const html = sanitiseHtml(input.html).html;
    const text = htmlToPlainText(html);
    if (text.trim() === '') throw new Refusal('invalid', 'nothing-said', 'The note has no words.', { field: 'html' });
    const mentions = [...new Set(input.mentions ?? [])];
    if (mentions.length > 0) {
      const known = await ctx.trx
        .selectFrom('users')
        .select('id')
        .where('id', 'in', mentions)
        .where('active', '=', true)
        .execute();
      if (known.length !== mentions.length)
        throw new Refusal('invalid', 'mention-not-found', 'One of the colleagues you mention is not here.', {
          field: 'mentions',
        });
    }
    const messageId = newId();
    await insertMessage(ctx.trx, {
      id: messageId,
      case_id: found.id,
      at: ctx.now,
      kind: 'note',
      direction: 'internal',
      channel: 'note',
      author_kind: 'staff',
      author_user_id: staffId(ctx.actor),
      author_name: ctx.actor.name,
      text,
      html,
      mentions,
    });
    if (input.attachmentIds !== undefined && input.attachmentIds.length > 0)
      await attachUploads(ctx, messageId, input.attachmentIds);
    await updateCase(ctx.trx, found.id, { revision: oneRevisionOn }, ctx.now);
    await deleteDraft(ctx.trx, found.id, staffId(ctx.actor), { kind: 'note' });
    await record(ctx, 'cases.noted', found.id, { caseId: found.id, messageId, userId: staffId(ctx.actor), mentions });
    return { caseId: found.id, messageId };
  });
}
