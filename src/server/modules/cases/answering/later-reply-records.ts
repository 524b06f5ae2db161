import { type RawBuilder, sql } from 'kysely';
import type { LaterReply } from '../../../../contract/cases-hands.ts';
import type { ConfirmedPromise } from '../../../../contract/promises-spoken.ts';
import type { Database } from '../../../store/database.ts';
import type { ReplyInput } from './replying.ts';

/** An answer as it is kept until it goes out, with what it promises. */
export interface LaterInput extends ReplyInput {
  promises?: ConfirmedPromise[] | undefined;
}

export interface LaterReplyRecord {
  id: string;
  case_id: string;
  number: number;
  subject: string;
  customer: string;
  user_id: string;
  author: string;
  kind: LaterReply['kind'];
  input: LaterInput;
  send_at: Date;
  state: LaterReply['state'];
  reason: string | null;
}

/** Answers that go out later, on cases `k`, next first. */
export async function selectLaterReplies(
  db: Database,
  where: RawBuilder<unknown>,
  limit: number,
  lock = false,
): Promise<LaterReplyRecord[]> {
  const { rows } = await sql<LaterReplyRecord>`
    select l.id, l.case_id, k.number, k.subject, c.name as customer, l.user_id, u.name as author, l.kind, l.input, l.send_at,
      l.state, l.reason
    from later_replies l join cases k on k.id = l.case_id join customers c on c.id = k.customer_id join users u on u.id = l.user_id
    where ${where} order by l.send_at, l.id limit ${sql.lit(limit)} ${lock ? sql`for update of l` : sql``}
  `.execute(db);
  return rows;
}

/** An answer that goes out later as the wire shows it. */
export function showLaterReply(row: LaterReplyRecord): LaterReply {
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    caseSubject: row.subject,
    customer: row.customer,
    author: { id: row.user_id, name: row.author },
    kind: row.kind,
    html: row.input.html,
    sendAt: row.send_at.toISOString(),
    state: row.state,
    reason: row.reason,
    promises: (row.input.promises ?? []).map(({ what, dueAt }) => ({ what, dueAt })),
  };
}
