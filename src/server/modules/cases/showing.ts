import type { Attachment, CaseRow, Message } from '../../../contract/cases.ts';
import type { Context } from '../../context.ts';
import { signFileAddress } from '../../files/addresses.ts';
import { signPictureAddress } from '../../files/pictures-from-elsewhere.ts';
import { readdressRemoteImages } from '../../mail/sanitising.ts';
import type { AttachmentRecord, MessageRecord } from './message-queries.ts';
import type { CaseListRecord } from './queries.ts';

/** A case of a list as the wire shows it. */
export function showCaseRow(row: CaseListRecord): CaseRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as CaseRow['kind'],
    subject: row.subject,
    excerpt: row.excerpt,
    state: row.state as CaseRow['state'],
    priority: row.priority as CaseRow['priority'],
    channel: row.channel as CaseRow['channel'],
    customer: { id: row.customer_id, name: row.customer_name, vip: row.vip },
    organisation: named(row.organisation_id, row.organisation_name),
    team: named(row.team_id, row.team_name),
    assignee: named(row.assignee_id, row.assignee_name),
    tags: row.tags,
    emotion: row.emotion,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    nextPromise:
      row.next_promise_at === null
        ? null
        : {
            id: row.next_promise_id,
            what: row.next_promise ?? '',
            at: row.next_promise_at.toISOString(),
            atRisk: row.promise_at_risk,
          },
    waitingSince: row.waiting_since?.toISOString() ?? null,
    verdict: row.verdict as CaseRow['verdict'],
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    present: row.present ?? [],
  };
}

/** A message as the wire shows it, its files under signed addresses. */
export function showMessage(ctx: Context, row: MessageRecord): Message {
  const attachments = (row.attachments ?? []).map((attachment) => showAttachment(ctx, attachment));
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    direction: row.direction,
    channel: row.channel,
    author: {
      kind: row.author_kind,
      id: row.author_user_id ?? row.author_customer_id ?? row.author_party_id,
      name: row.author_name,
    },
    audience: { to: row.audience, parties: row.parties ?? [] },
    fromCase: row.from_case,
    subject: row.subject,
    text: row.text,
    html:
      row.html === null
        ? null
        : readdressRemoteImages(withSignedPictures(row.html, attachments), (remote) =>
            signPictureAddress(ctx.secret, remote, ctx.now),
          ),
    quoted: row.quoted,
    mailClass: row.mail_class,
    emotion: row.emotion,
    defects: row.defects,
    sourceId: row.mail_source_id,
    attachments,
    mentions: row.mentions ?? [],
    delivery:
      row.delivery === null
        ? null
        : {
            outboxId: row.delivery.id,
            state: row.delivery.state as NonNullable<Message['delivery']>['state'],
            error: row.delivery.error,
            to: row.delivery.to,
          },
  };
}

/**
 * The same for whoever is not of the house: what was said and by whom. How far a mail came and to whom, who else may read it, what
 * was quoted below and what we made of it stay with us.
 */
export function showMessageOutside(ctx: Context, row: MessageRecord): Message {
  const shown = showMessage(ctx, row);
  return {
    ...shown,
    audience: { ...shown.audience, parties: [] },
    subject: null,
    quoted: null,
    mailClass: null,
    emotion: null,
    defects: [],
    sourceId: null,
    mentions: [],
    delivery: null,
  };
}

export function showAttachment(ctx: Context, row: AttachmentRecord): Attachment {
  return {
    id: row.id,
    name: row.name,
    contentType: row.content_type,
    size: Number(row.size),
    inline: row.inline,
    url: signFileAddress(
      ctx.secret,
      {
        sha256: row.sha256,
        name: row.name,
        contentType: row.content_type,
        inline: row.content_type.startsWith('image/'),
      },
      ctx.now,
    ),
  };
}

/** How a picture of the mail itself stands in stored HTML: addresses expire, so they are signed when shown. */
export function pictureAddress(attachmentId: string): string {
  return `/files/of-attachment/${attachmentId}`;
}

function withSignedPictures(html: string, attachments: readonly Attachment[]): string {
  return html.replaceAll(/src="\/files\/of-attachment\/([0-9a-f-]{36})"/g, (_, id: string) => {
    const url = attachments.find((attachment) => attachment.id === id)?.url ?? '';
    return `src="${url.replaceAll('&', '&amp;')}"`;
  });
}

function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
