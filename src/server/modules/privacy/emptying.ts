import { type RawBuilder, sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import type { Column, Reach } from './reach.ts';
import { belongsToScope, type Scope } from './scope.ts';

/** Rows that mean nothing without their words: they go altogether. The order keeps who refers before whom he refers to. */
export const removed = [
  'search_entries',
  'drafts',
  'later_replies',
  'notifications',
  'presence',
  'chat_uploads',
  'chat_messages',
  'chat_codes',
  'chats',
  'chat_visitors',
  'attachments',
  'brief_answers',
  'heard_words',
  'heard_words_aside',
  'voice_taken_back',
  'expectations',
  'customer_notes',
  'customer_duplicates',
  'mail_ids',
  'imported_records',
  'import_rows',
] as const;

/** Columns of words that are ours: what kind, over which channel, for what reason. They count nobody's words. */
const ours = new Set(
  `channel kind state status outcome source language currency because withheld_because fact move task evidence role mail_class class
  door emotion feeling level way purpose clock end_reason content_type relation direction contact programme verdict pause_in strength
  step priority question audience precision`.split(/\s+/),
);

/** Where more must stay than the rule says, or less. */
const exceptions: Readonly<Record<string, Record<string, RawBuilder<unknown>>>> = {
  messages: {
    author_name: sql`coalesce((select u.name from users u where u.id = t.author_user_id), '')`,
    mail_source_id: sql`null`,
  },
  promises: {
    what: sql`case when clock is null then '' else what end`,
    // an ended promise says how it ended; a person's words on it go, that there were some stays
    end_reason: sql`case when end_reason is null or end_reason ~ '^[a-z-]{1,30}$' then end_reason else '' end`,
  },
  promise_facts: {
    data: sql`data - array(select k from jsonb_object_keys(data) k where jsonb_typeof(data -> k) = 'string' and not (data ->> k ~ '^[0-9TZ:. -]+$' or data ->> k ~ '^[0-9a-f-]{36}$' or data ->> k ~ '^[a-z-]{1,20}$'))`,
  },
  // the house's own protocol, as it stood: without its steps what still calls could not go on
  escalations: { definition: sql`definition` },
  answer_marks: { counts: sql`counts`, stem: sql`null` },
  outbox: {
    rfc_message_id: sql`'erased-' || id`,
    state: sql`case when state in ('queued', 'deferred', 'held') then 'failed' else state end`,
    next_attempt_at: sql`null`,
  },
  cases: { organisation_id: sql`null` },
  // where a review stood is no word of whoever wrote it; the place would fall into as many as were erased
  reviews: { source: sql`source` },
  // a supplier has an address, by a check of the table; this one leads nowhere
  case_parties: { email: sql`case when role = 'supplier' then 'erased-' || id else null end` },
  spoken_promises: { what: sql`''`, quote: sql`id::text` },
};

/** Takes the words out of every row of a table that belongs to the scope; answers how many rows there were. */
export async function emptyTable(
  ctx: WritingContext,
  reach: readonly Reach[],
  table: string,
  scope: Scope,
): Promise<number> {
  const one = reach.find((candidate) => candidate.table === table);
  const mine = belongsToScope(reach, table, scope);
  if (one === undefined || mine === undefined) return 0;
  const changes = new Map<string, RawBuilder<unknown>>();
  for (const column of one.columns) {
    if (column.enumerated) continue;
    changes.set(column.name, ours.has(column.name) ? onlyOurs(column) : emptied(column));
  }
  for (const [column, value] of Object.entries(exceptions[table] ?? {})) changes.set(column, value);
  if (changes.size === 0) return 0;
  const set = sql.join([...changes].map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
  const result = await sql`update ${sql.table(table)} as t set ${set} where ${mine}`.execute(ctx.trx);
  return Number(result.numAffectedRows ?? 0);
}

/** Removes every row of a table that belongs to the scope; answers how many there were. */
export async function removeFrom(
  ctx: WritingContext,
  reach: readonly Reach[],
  table: string,
  scope: Scope,
): Promise<number> {
  const mine = belongsToScope(reach, table, scope);
  if (mine === undefined) return 0;
  const result = await sql`delete from ${sql.table(table)} as t where ${mine}`.execute(ctx.trx);
  return Number(result.numAffectedRows ?? 0);
}

/** A word of ours stays; whatever else stands in such a column goes like all the rest. */
function onlyOurs(column: Column): RawBuilder<unknown> {
  const name = sql.ref(column.name);
  if (column.type !== 'text') return column.type === 'texts' ? name : emptied(column);
  return sql`case when ${name} ~ '^([a-z0-9][a-z0-9:._/+-]*|[A-Z]{3}|[a-z]{2}-[A-Z]{2})$' then ${name} else ${emptied(column)} end`;
}

function emptied(column: Column): RawBuilder<unknown> {
  const name = sql.ref(column.name);
  // what a check asks for beside another column (a link of whoever was asked, the word of what was done) is there still, and empty
  if (column.nullable && column.paired)
    return sql`case when ${name} is not null then ${emptied({ ...column, nullable: false })} end`;
  if (column.nullable) return sql`null`;
  // what must be different in every row stays different, and says nothing
  if (column.unique && column.type === 'text') return sql`'erased-' || md5(random()::text || ${name})`;
  if (column.type === 'texts') return sql`'{}'`;
  if (column.type === 'bytes') return sql`''`;
  if (column.type === 'json')
    return sql`case jsonb_typeof(to_jsonb(${name})) when 'array' then '[]'::jsonb else '{}'::jsonb end`;
  return sql`''`;
}
