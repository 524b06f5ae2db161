import { mayShow } from '../../files/serving.ts';
import type { WritingContext } from '../../context.ts';
import { htmlToPlainText } from '../../mail/plain-text.ts';
import { sanitiseHtml } from '../../mail/sanitising.ts';
import { newId } from '../../store/identity.ts';
import { type ImportedMessage, pictureAddress } from '../cases/index.ts';
import { channelOf } from './default-words.ts';
import type { Faces } from './faces.ts';
import type { CaseRecord, MessageRecord } from './records.ts';

/** A time of theirs; nothing happened after now. */
export function time(ctx: WritingContext, ...texts: (string | null | undefined)[]): Date {
  const found = texts.find((one) => Boolean(one));
  const at = found ? new Date(found) : ctx.now;
  return at > ctx.now ? ctx.now : at;
}

/** One of their messages as one of ours: harmless, with the files that came, the pictures among them shown in it. */
export function toMessage(
  ctx: WritingContext,
  faces: Faces,
  data: CaseRecord,
  message: MessageRecord,
  customerId: string,
): ImportedMessage {
  const person = message.authorId === null ? undefined : faces.people.get(message.authorId);
  const userId = message.authorId === null ? undefined : faces.agents.get(message.authorId);
  const isRequester = message.authorId !== null && message.authorId === data.requesterId;
  const byAgent = !isRequester && (message.byAgent ?? person?.agent ?? userId !== undefined);
  const named = message.author?.email ? faces.customers.get(`mail:${message.author.email}`) : undefined;
  const author = byAgent
    ? null
    : ((message.authorId === null ? undefined : faces.customers.get(message.authorId)) ?? named ?? customerId);
  const attachments = attachmentsOf(message);
  const html = message.html === null ? null : withPictures(message.html, attachments);
  const words = (message.text ?? (message.html === null ? '' : htmlToPlainText(message.html))).replaceAll(
    '&nbsp;',
    ' ',
  );
  return {
    id: newId(),
    at: time(ctx, message.at, data.createdAt),
    kind: message.open ? 'message' : 'note',
    direction: message.open ? (byAgent ? 'out' : 'in') : 'internal',
    channel: channelOf(data.channel),
    author_kind: byAgent ? 'staff' : 'customer',
    author_customer_id: author,
    author_user_id: byAgent ? (userId ?? null) : null,
    author_name: (person?.name ?? message.author?.name ?? (byAgent ? '…' : (data.requester?.name ?? '…'))).slice(
      0,
      200,
    ),
    text: words,
    html: html === '' ? null : html,
    attachments,
    mailIds: (message.mailIds ?? []).map((id) => `<${id.trim().replaceAll(/^<|>$/g, '')}>`.slice(0, 900)),
  };
}

function attachmentsOf(message: MessageRecord): ImportedMessage['attachments'] {
  return message.files.flatMap((file) =>
    file.sha256 === undefined
      ? []
      : [
          {
            id: newId(),
            sha256: file.sha256,
            name: file.name.slice(0, 200),
            content_type: (file.contentType ?? 'application/octet-stream').toLowerCase().slice(0, 100),
            size: file.size ?? 0,
            content_id: file.contentId ?? null,
            inline: false,
          },
        ],
  );
}

/** Their HTML made harmless; a picture that it shows and that came along is shown, others are attached. */
function withPictures(html: string, attachments: ImportedMessage['attachments']): string {
  const clean = sanitiseHtml(html, (contentId) => {
    const picture = attachments.find((file) => file.content_id === contentId && mayShow(file.content_type));
    if (picture === undefined) return null;
    picture.inline = true;
    return pictureAddress(picture.id);
  });
  return clean.html.trim();
}
