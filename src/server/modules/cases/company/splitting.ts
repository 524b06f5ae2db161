import { sql } from 'kysely';
import { excerptOf } from '../../../../domain/cases/excerpt.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { lockCase } from '../finding.ts';
import { insertCaseLink, oneRevisionOn, updateCase, type CaseRecord } from '../queries.ts';

/**
 * Takes messages out of a case into one of their own, in the same hands, linked both ways; their files and mail ids go with
 * them, so that an answer to one of them lands there. Merging the new case into the old one takes it back. The new case is
 * told as opened and, where the customer's own words went along that nobody has answered, as his asking.
 * Records `cases.opened`, `cases.customer-wrote` and `cases.split`.
 */
export function splitCase(
  ctx: Context,
  ref: string,
  input: { messageIds: string[]; andLater?: boolean | undefined; subject?: string | undefined },
): Promise<{ id: string; number: number; moved: number }> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    if (found.merged_into !== null)
      throw new Refusal('conflict', 'case-merged', 'This case was merged into another; take that back first.');
    const wanted = await wantedMessages(ctx, found, input);
    const caseId = newId();
    const firstIn = wanted.find((one) => one.author_kind === 'customer');
    const author = firstIn?.author_customer_id ?? found.customer_id;
    const subject = input.subject?.trim() || firstIn?.subject || found.subject;
    const lastSpoke = wanted.findLast((one) => one.kind === 'message' && one.audience === 'customer');
    const waits = lastSpoke?.author_kind === 'customer' && found.state !== 'closed';
    const number = await openPart(ctx, found, {
      id: caseId,
      subject: excerptOf(subject, 300),
      excerpt: excerptOf(firstIn?.text ?? wanted[0]!.text),
      customerId: author,
      waitingSince: waits ? lastSpoke.at : null,
      lastCustomerAt: wanted.findLast((one) => one.author_kind === 'customer')?.at ?? null,
      messages: wanted.length,
    });
    const ids = wanted.map((one) => one.id);
    await moveMessages(ctx, ids, caseId);
    await insertCaseLink(ctx.trx, { case_id: caseId, other_id: found.id, relation: 'split', at: ctx.now });
    await settleRemainder(ctx, found);
    await tell(ctx, found, { caseId, number, customerId: author, ids, waiting: waits ? lastSpoke : undefined });
    return { id: caseId, number, moved: ids.length };
  });
}

interface Wanted {
  id: string;
  at: Date;
  kind: string;
  audience: string;
  author_kind: string;
  author_customer_id: string | null;
  channel: string;
  mail_class: string | null;
  subject: string | null;
  text: string;
}

async function wantedMessages(
  ctx: WritingContext,
  found: CaseRecord,
  input: { messageIds: string[]; andLater?: boolean | undefined },
): Promise<Wanted[]> {
  const { rows } = await sql<Wanted & { remain: number }>`
    with named as (select min(at) as first, count(*) as n from messages where case_id = ${found.id} and id = any(${input.messageIds}::uuid[])),
    chosen as (select m.* from messages m, named where m.case_id = ${found.id}
      and (m.id = any(${input.messageIds}::uuid[]) ${input.andLater === true ? sql`or m.at >= named.first` : sql``}))
    select c.id, c.at, c.kind, c.audience, c.author_kind, c.author_customer_id, c.channel, c.mail_class, c.subject, c.text,
      (select count(*) from messages where case_id = ${found.id})::int - (select count(*) from chosen)::int as remain
    from chosen c, named where named.n = ${new Set(input.messageIds).size} order by c.at, c.id
  `.execute(ctx.trx);
  if (rows.length === 0)
    throw new Refusal('invalid', 'message-not-found', 'One of the messages is not in this case.', {
      field: 'messageIds',
    });
  if (rows[0]!.remain === 0)
    throw new Refusal(
      'invalid',
      'nothing-remains',
      'Leave at least one message in the case; to rename it, change its subject.',
      {
        field: 'messageIds',
      },
    );
  return rows;
}

async function openPart(
  ctx: WritingContext,
  found: CaseRecord,
  part: {
    id: string;
    subject: string;
    excerpt: string;
    customerId: string;
    waitingSince: Date | null;
    lastCustomerAt: Date | null;
    messages: number;
  },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into cases (id, kind, subject, excerpt, state, priority, customer_id, organisation_id, team_id, assignee_id, mailbox_id, channel,
      tags, waiting_since, reply_address, last_customer_at, created_at, updated_at, revision)
    select ${part.id}, k.kind, ${part.subject}, ${part.excerpt}, case when k.assignee_id is null then 'new' else 'open' end, k.priority,
      ${part.customerId}, (select organisation_id from customers where id = ${part.customerId}), k.team_id, k.assignee_id, k.mailbox_id, k.channel, k.tags,
      ${part.waitingSince}, case when k.customer_id = ${part.customerId} then k.reply_address end, ${part.lastCustomerAt}, ${ctx.now}, ${ctx.now}, ${part.messages}
    from cases k where k.id = ${found.id} returning number
  `.execute(ctx.trx);
  return rows[0]!.number;
}

/** Files hang on their messages; mails sent and mails known go along, and answers to them with those. */
async function moveMessages(ctx: WritingContext, ids: string[], caseId: string): Promise<void> {
  await sql`
    with moved as (update messages set case_id = ${caseId} where id = any(${ids}::uuid[]) returning id, mail_source_id),
    sent as (update outbox o set case_id = ${caseId} from moved where o.message_id = moved.id returning o.id),
    came as (update mail_sources s set case_id = ${caseId} from moved where s.id = moved.mail_source_id returning s.id),
    known as (update mail_ids i set case_id = ${caseId} from moved where i.message_id = moved.id returning 1)
    update search_entries e set case_id = ${caseId} where (e.subject_kind = 'message' and e.subject_id = any(${ids}::uuid[]))
      or (e.subject_kind = 'file' and e.subject_id in (select a.id from attachments a where a.message_id = any(${ids}::uuid[])))
  `.execute(ctx.trx);
  // whoever of outside a moved message names takes part in the new case
  await sql`
    insert into case_parties (id, case_id, place, role, name, email, customer_id, user_id, team_id, language, topic, sees_since, added_at, added_by)
    select gen_random_uuid(), ${caseId}, row_number() over (order by p.place), p.role, p.name, p.email, p.customer_id, p.user_id, p.team_id,
      p.language, p.topic, p.sees_since, ${ctx.now}, p.added_by
    from case_parties p where p.removed_at is null and p.role <> 'customer'
      and p.id in (select unnest(party_ids) from messages where id = any(${ids}::uuid[]))
  `.execute(ctx.trx);
  await sql`
    update messages m set
      party_ids = (select coalesce(array_agg(coalesce(own.id, old.id)), '{}') from case_parties old
        left join case_parties own on own.case_id = ${caseId} and own.role = old.role and own.email is not distinct from old.email
          and own.user_id is not distinct from old.user_id and own.team_id is not distinct from old.team_id
        where old.id = any(m.party_ids)),
      author_party_id = (select coalesce(own.id, old.id) from case_parties old left join case_parties own on own.case_id = ${caseId}
        and own.role = old.role and own.email is not distinct from old.email where old.id = m.author_party_id limit 1)
    where m.id = any(${ids}::uuid[]) and m.party_ids <> '{}'
  `.execute(ctx.trx);
}

/** Who waits in what is left: the customer, where his are the last words there. */
async function settleRemainder(ctx: WritingContext, found: CaseRecord): Promise<void> {
  const { rows } = await sql<{ author_kind: string; text: string }>`
    select author_kind, text from messages where case_id = ${found.id} and kind = 'message' and audience = 'customer'
    order by at desc, id desc limit 1
  `.execute(ctx.trx);
  const stillWaits = rows[0]?.author_kind === 'customer';
  await updateCase(
    ctx.trx,
    found.id,
    { revision: oneRevisionOn, ...(stillWaits ? { excerpt: excerptOf(rows[0]!.text) } : { waiting_since: null }) },
    ctx.now,
  );
}

async function tell(
  ctx: WritingContext,
  found: CaseRecord,
  part: { caseId: string; number: number; customerId: string; ids: string[]; waiting: Wanted | undefined },
): Promise<void> {
  const { caseId, customerId, waiting } = part;
  await record(ctx, 'cases.opened', caseId, {
    caseId,
    number: part.number,
    customerId,
    kind: found.kind,
    priority: found.priority,
    channel: found.channel,
    teamId: found.team_id,
    assigneeId: found.assignee_id,
    mailClass: null,
    acknowledge: false,
    splitFrom: found.id,
  });
  if (waiting !== undefined)
    await record(ctx, 'cases.customer-wrote', caseId, {
      caseId,
      messageId: waiting.id,
      customerId,
      channel: waiting.channel,
      mailClass: waiting.mail_class,
      thanksOnly: false,
      counts: true,
      at: waiting.at.toISOString(),
    });
  await record(ctx, 'cases.split', found.id, {
    caseId: found.id,
    into: caseId,
    number: part.number,
    messageIds: part.ids,
  });
}
