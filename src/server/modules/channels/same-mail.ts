import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';

/** The words and parts of a mail without its header, which every server on the way writes to. */
export function bodyOf(raw: Buffer): string {
  const text = raw.toString('latin1').replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  return end < 0 ? '' : text.slice(end + 2).trimEnd();
}

/**
 * The mail that another copy of this one became a message by: somebody who writes to two of our addresses sends one mail, and
 * two come. The same Message-ID and the same body, to mailboxes of one team: what goes to another team is theirs to see.
 * Waits for a copy that is being taken in at the same moment.
 */
export async function findCopy(
  ctx: WritingContext,
  about: { rfcMessageId: string; teamId: string | null; raw: Buffer },
) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${about.rfcMessageId}, 7))`.execute(ctx.trx);
  const { rows } = await sql<{
    raw: Buffer;
    class: string | null;
    case_id: string;
    message_id: string;
    number: number | null;
  }>`
    select s.raw, s.class, s.case_id, s.message_id, k.number from mail_ids i join mail_sources s on s.message_id = i.message_id
      join mailboxes b on b.id = s.mailbox_id left join cases k on k.id = s.case_id
    where i.rfc_message_id = ${about.rfcMessageId} and s.rfc_message_id = ${about.rfcMessageId} and s.state = 'processed'
      and s.case_id is not null and b.team_id is not distinct from ${about.teamId}::uuid limit 5
  `.execute(ctx.trx);
  const body = bodyOf(about.raw);
  return body === '' ? undefined : rows.find((row) => bodyOf(row.raw) === body);
}
