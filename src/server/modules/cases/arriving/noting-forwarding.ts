import type { WritingContext } from '../../../context.ts';
import { textToHtml } from '../../../mail/plain-text.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { say } from '../../../catalogue.ts';
import { insertMessage } from '../message-queries.ts';
import { companyLanguage } from '../../people/index.ts';

/** Notes on a case that a colleague passed its mail on, with what he wrote on top. Records `cases.noted`. */
export async function noteForwarding(
  ctx: WritingContext,
  caseId: string,
  forwarded: { by: { id: string; name: string }; comment: string },
): Promise<void> {
  const language = await companyLanguage(ctx.trx);
  const told = say(language, 'mail-facts', 'note.forwarded', { name: forwarded.by.name });
  const text = [told, forwarded.comment].filter((part) => part !== '').join('\n\n');
  const messageId = newId();
  await insertMessage(ctx.trx, {
    id: messageId,
    case_id: caseId,
    at: ctx.now,
    kind: 'note',
    direction: 'internal',
    channel: 'note',
    author_kind: 'staff',
    author_user_id: forwarded.by.id,
    author_name: forwarded.by.name,
    text,
    html: textToHtml(text),
  });
  await record(ctx, 'cases.noted', caseId, { caseId, messageId, userId: forwarded.by.id, mentions: [] });
}
