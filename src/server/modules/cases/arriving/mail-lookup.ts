import { sql } from 'kysely';
import type { Database } from '../../../store/database.ts';
import type { MailboxRecord } from '../../channels/index.ts';

/** A case that a mail may belong to. */
export interface CaseHint {
  id: string;
  number: number;
  mailbox_id: string | null;
  /** For hints by Message-ID: the number of the case from which it was split off. */
  split_from: number | null;
  /** For hints by Message-ID. */
  rfc: string | null;
  takes_part: boolean;
}

/** Everything of ours that a mail must be held against. */
export interface MailSurroundingsFound {
  mailboxes: MailboxRecord[];
  company: { name: string; language: string } | null;
  known: boolean;
  /** Mail from this address, or its whole domain, reaches nobody. */
  blocked: boolean;
  by_ids: CaseHint[];
  by_numbers: CaseHint[];
}

/**
 * Reads in one round trip what is needed to decide about a mail: our mailboxes, the company, whether the sender is known, and
 * the cases it may point at by Message-ID or number.
 */
export async function lookAround(
  db: Database,
  mail: { sender: string; ids: readonly string[]; numbers: readonly number[] },
): Promise<MailSurroundingsFound> {
  const takesPart = sql`exists (select from identities i join customers c on c.id = i.customer_id
    where i.kind = 'email' and i.value = ${mail.sender} and (k.customer_id = c.id or k.customer_id = c.merged_into
      or exists (select from messages m where m.case_id = k.id and m.author_customer_id in (c.id, c.merged_into))))`;
  const { rows } = await sql<MailSurroundingsFound>`
    select
      coalesce((select json_agg(json_build_object('id', b.id, 'name', b.name, 'address', b.address, 'from_name', b.from_name,
        'signature', b.signature, 'team_id', b.team_id, 'is_default', b.is_default, 'acknowledges', b.acknowledges)) from mailboxes b), '[]') as mailboxes,
      (select json_build_object('name', name, 'language', language) from company) as company,
      exists (select from identities where kind = 'email' and value = ${mail.sender}) as known,
      exists (select from blocked_senders where address in (${mail.sender}, '@' || split_part(${mail.sender}, '@', 2))) as blocked,
      ${
        mail.ids.length === 0
          ? sql`'[]'::json`
          : sql`coalesce((select json_agg(json_build_object('id', k.id, 'number', k.number, 'mailbox_id', k.mailbox_id,
              'split_from', (select old.number from case_links l join cases old on old.id = l.other_id where l.case_id = k.id and l.relation = 'split' limit 1),
              'rfc', i.rfc_message_id, 'takes_part', true)) from mail_ids i join cases k on k.id = i.case_id
              where i.rfc_message_id = any(${[...mail.ids]}::text[])), '[]')`
      } as by_ids,
      ${
        mail.numbers.length === 0
          ? sql`'[]'::json`
          : sql`coalesce((select json_agg(json_build_object('id', k.id, 'number', k.number, 'mailbox_id', k.mailbox_id,
              'split_from', null, 'rfc', null, 'takes_part', ${takesPart})) from cases k where k.number = any(${[...mail.numbers]}::bigint[])), '[]')`
      } as by_numbers
  `.execute(db);
  return rows[0]!;
}
