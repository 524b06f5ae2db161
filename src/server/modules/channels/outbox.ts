import { Refusal } from '../../../domain/refusal.ts';
import type { OutboxRow } from '../../../contract/channels.ts';
import type { Context } from '../../context.ts';
import { parseMail } from '../../mail/parsing/parsing.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findOutboxById, listOutboxAfter, type OutboxRecord } from './queries.ts';

const mostSource = 1_048_576;

export async function listOutbox(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; state?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listOutboxAfter(ctx.db, { state: query.state, after: readCursor(query.cursor, 2), limit });
  return cutPage(rows, limit, (row) => [row.queued_at.toISOString(), row.id], showOutbox);
}

/**
 * One outgoing mail, readable: what the customer will see or saw, but for the secret in the link of a question. It is his: whoever had
 * it could answer in his name, and only he can say whether something is put right.
 */
export async function readOutboxMail(ctx: Context, id: string) {
  const row = await findOutboxById(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'outbox-mail-not-found', 'There is no such outgoing mail.');
  const parsed = await parseMail(row.raw);
  const source = row.raw.subarray(0, mostSource).toString('utf8');
  const text = withoutSecrets(parsed.text);
  return {
    ...showOutbox(row),
    rfcMessageId: row.rfc_message_id,
    text,
    html: parsed.html === null ? null : withoutSecrets(parsed.html),
    // encoded for transport, a secret could not be found to be left out
    source: text === parsed.text ? source : `${withoutSecrets(headOf(source))}\r\n\r\n${text}`,
  };
}

/** The link of an ask, and what makes it one customer's; and that by which a colleague chooses his password. */
const secrets = /(\/s\/|\/choose-password#)[A-Za-z0-9_-]{43}/g;

function withoutSecrets(text: string): string {
  return text.replaceAll(secrets, '$1…');
}

function headOf(source: string): string {
  return source.slice(0, Math.max(0, source.search(/\r?\n\r?\n/)));
}

/** A row of the outbox as the wire shows it. */
export function showOutbox(row: OutboxRecord): OutboxRow {
  return {
    id: row.id,
    purpose: row.purpose as OutboxRow['purpose'],
    to: row.to_addresses,
    cc: row.cc_addresses,
    subject: row.subject,
    state: row.state as OutboxRow['state'],
    attempts: row.attempts,
    lastError: row.last_error,
    caseId: row.case_id,
    messageId: row.message_id,
    queuedAt: row.queued_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  };
}
