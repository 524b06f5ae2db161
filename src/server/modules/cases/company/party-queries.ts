import { sql } from 'kysely';
import type { Context, WritingContext } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import { familyOf } from './family.ts';
import type { CaseRecord } from '../queries.ts';

/** Somebody who takes part in a case, as he is kept. */
export interface PartyRecord {
  id: string;
  case_id: string;
  case_number: number;
  place: number;
  role: 'customer' | 'colleague' | 'team' | 'supplier';
  name: string;
  email: string | null;
  customer_id: string | null;
  user_id: string | null;
  team_id: string | null;
  language: string | null;
  topic: string;
  sees_since: Date | null;
  through_case_id: string | null;
  through_number: number | null;
  through_subject: string | null;
  task: string | null;
  due_at: Date | null;
  task_done_at: Date | null;
  added_at: Date;
  removed_at: Date | null;
  last_wrote_at: Date | null;
}

const columns = sql`p.id, p.case_id, k.number as case_number, p.place, p.role, p.name, p.email, p.customer_id, p.user_id, p.team_id,
  p.language, p.topic, p.sees_since, p.through_case_id, t.number as through_number, t.subject as through_subject, p.task, p.due_at,
  p.task_done_at, p.added_at, p.removed_at`;
const sources = sql`case_parties p join cases k on k.id = p.case_id left join cases t on t.id = p.through_case_id`;

/** Everybody who takes part in a conversation now, merged cases included; whoever came through a merge is named once. */
export async function listPartiesOf(db: Database, caseId: string): Promise<PartyRecord[]> {
  const { rows } = await sql<PartyRecord>`
    select ${columns}, (select max(m.at) from messages m where m.author_party_id = p.id and m.case_id in (${familyOf(caseId)})) as last_wrote_at
    from ${sources} where p.case_id in (${familyOf(caseId)}) and p.removed_at is null
      and (p.case_id = ${caseId}::uuid or p.role <> 'customer')
    order by p.added_at, p.place limit 200
  `.execute(db);
  return rows;
}

/** Parties of a conversation by id, those who left, too. */
export async function findParties(db: Database, caseId: string, ids: readonly string[]): Promise<PartyRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PartyRecord>`
    select ${columns}, null as last_wrote_at from ${sources}
    where p.id = any(${[...ids]}::uuid[]) and p.case_id in (${familyOf(caseId)}) order by p.place
  `.execute(db);
  return rows;
}

/** A party by id alone: for whoever comes with its own signed key. */
export async function findParty(db: Database, id: string): Promise<PartyRecord | undefined> {
  const { rows } = await sql<PartyRecord>`
    select ${columns}, null as last_wrote_at from ${sources} where p.id = ${id}::uuid
  `.execute(db);
  return rows[0];
}

/**
 * The outside party who speaks in a mail to a conversation: by the signed address it was sent to, by the mail of ours it
 * answers, or by its sender. Whoever is a party never speaks into the customer's thread, however his mail came in.
 */
export async function findSpeakingParty(
  db: Database,
  mail: {
    caseId: string;
    token: { caseNumber: number; place: number } | undefined;
    sender: string;
    references: readonly string[];
  },
): Promise<PartyRecord | undefined> {
  const { rows } = await sql<PartyRecord & { rank: number }>`
    select ${columns}, null as last_wrote_at,
      case when k.number = ${mail.token?.caseNumber ?? -1}::bigint and p.place = ${mail.token?.place ?? -1}::int then 0
        when exists (select from outbox o where o.party_id = p.id and o.rfc_message_id = any(${[...mail.references]}::text[])) then 1
        when p.removed_at is null and p.role <> 'customer' and p.email = ${mail.sender} then 2 else 9 end as rank
    from ${sources} where p.case_id in (${familyOf(mail.caseId)}) and p.role <> 'customer' order by rank, p.removed_at nulls first, p.place limit 1
  `.execute(db);
  return rows[0] !== undefined && rows[0].rank < 9 ? rows[0] : undefined;
}

/** Adds a party under the next place of its case. Undefined when the same one takes part already. */
export async function insertParty(
  trx: Transaction,
  row: {
    case_id: string;
    role: string;
    name: string;
    email: string | null;
    customer_id: string | null;
    user_id: string | null;
    team_id: string | null;
    language: string | null;
    topic: string;
    sees_since: Date | null;
    through_case_id?: string | null;
    task: string | null;
    due_at: Date | null;
    added_at: Date;
    added_by: string | null;
  },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into case_parties (id, case_id, place, role, name, email, customer_id, user_id, team_id, language, topic, sees_since,
      through_case_id, task, due_at, added_at, added_by)
    select ${newId()}, ${row.case_id}, coalesce((select max(place) from case_parties where case_id = ${row.case_id}), 0) + 1, ${row.role},
      ${row.name}, ${row.email}, ${row.customer_id}::uuid, ${row.user_id}::uuid, ${row.team_id}::uuid, ${row.language}, ${row.topic},
      ${row.sees_since}::timestamptz, ${row.through_case_id ?? null}::uuid, ${row.task}, ${row.due_at}::timestamptz, ${row.added_at}, ${row.added_by}::uuid
    on conflict do nothing returning id
  `.execute(trx);
  return rows[0]?.id;
}

/** The customers of a case that is merged join the target from now on, unless they are its own customer anyway. */
export async function joinThroughMerge(ctx: WritingContext, source: CaseRecord, target: CaseRecord): Promise<void> {
  const { rows } = await sql<{
    customer_id: string;
    name: string;
    email: string | null;
    language: string | null;
    through: string;
  }>`
    with joining as (
      select ${source.customer_id}::uuid as customer_id, ${source.reply_address}::text as email, ${source.id}::uuid as through
      union all select p.customer_id, p.email, coalesce(p.through_case_id, p.case_id) from case_parties p
        where p.case_id = ${source.id} and p.role = 'customer' and p.removed_at is null)
    select distinct on (c.id) c.id as customer_id, c.name, c.language, j.through,
      coalesce(j.email, (select i.value from identities i where i.customer_id = c.id and i.kind = 'email' order by i.created_at limit 1)) as email
    from joining j join customers c on c.id = j.customer_id
    where coalesce(c.merged_into, c.id) <> (select coalesce(o.merged_into, o.id) from customers o where o.id = ${target.customer_id})
      and not exists (select from case_parties p join customers x on x.id = p.customer_id where p.case_id = ${target.id} and p.role = 'customer'
        and p.removed_at is null and coalesce(x.merged_into, x.id) = coalesce(c.merged_into, c.id))
  `.execute(ctx.trx);
  for (const row of rows)
    await insertParty(ctx.trx, {
      case_id: target.id,
      role: 'customer',
      name: row.name,
      email: row.email,
      customer_id: row.customer_id,
      user_id: null,
      team_id: null,
      language: row.language,
      topic: '',
      sees_since: ctx.now,
      through_case_id: row.through,
      task: null,
      due_at: null,
      added_at: ctx.now,
      added_by: null,
    });
}

/** Whoever joined through a merge that is taken back leaves the target, and whatever the target was merged into. */
export async function leaveWithUnmerge(ctx: WritingContext, source: CaseRecord, target: CaseRecord): Promise<void> {
  await sql`
    with recursive above as (
      select ${target.id}::uuid as id union select k.merged_into from cases k join above on k.id = above.id where k.merged_into is not null)
    update case_parties set removed_at = ${ctx.now} where removed_at is null and role = 'customer' and case_id in (select id from above)
      and through_case_id in (${familyOf(source.id)})
  `.execute(ctx.trx);
}

/** The requester of a case, as a participant. */
export async function findRequester(ctx: Context, caseId: string) {
  const { rows } = await sql<{
    id: string;
    name: string;
    email: string | null;
    language: string | null;
    time_zone: string | null;
  }>`
    select root.id, root.name, root.language, root.time_zone, coalesce(k.reply_address, (select i.value from identities i
      where i.kind = 'email' and i.customer_id in (c.id, root.id) order by i.created_at limit 1)) as email
    from cases k join customers c on c.id = k.customer_id join customers root on root.id = coalesce(c.merged_into, c.id) where k.id = ${caseId}::uuid
  `.execute(ctx.db);
  return rows[0]!;
}
