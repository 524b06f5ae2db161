import type pg from 'pg';

/**
 * Makes many cases of some: every row that belongs to a case or a customer is copied with an id, number and address of its
 * own, and a second later each time; figures kept over days are multiplied. What has been played through the real verbs
 * gives the shape; nothing here invents a kind of row.
 */
const copied: Record<string, Record<string, string>> = {
  customers: {},
  identities: { value: `j || '.' || b.value` },
  brief_answers: {},
  heard_customers: {},
  senders_seen: { address: `j || '.' || b.address` },
  cases: { number: `nextval('case_numbers')` },
  case_links: {},
  mail_sources: {
    sha256: `encode(sha256((j || b.sha256)::bytea), 'hex')`,
    rfc_message_id: `overlay(b.rfc_message_id placing '<' || j || '-' from 1 for 1)`,
  },
  messages: {},
  mail_ids: { rfc_message_id: `overlay(b.rfc_message_id placing '<' || j || '-' from 1 for 1)` },
  outbox: { rfc_message_id: `overlay(b.rfc_message_id placing '<' || j || '-' from 1 for 1)` },
  search_entries: {
    subject_id: `case when b.subject_kind = 'article' then gen_random_uuid() else bench_copy(b.subject_id, j) end`,
  },
  case_standings: {},
  promises: {},
  promise_facts: {},
  promise_marks: {},
  contacts: { contact: named('contact') },
  moments: { contact: named('contact') },
  moment_evidence: {},
  moment_marks: {},
  moment_announcements: {},
  case_marks: {},
  travellers: {},
  positions: {},
  recoveries: {},
  recovery_moves: {},
  win_evidence: { source: named('source') },
  events: {
    xid: 'pg_current_xact_id()',
    subject_id: 'bench_copy(b.subject_id, j)',
    data: `case when b.data->>'caseId' is not null then jsonb_set(b.data, '{caseId}', to_jsonb(bench_copy((b.data->>'caseId')::uuid, j))) else b.data end`,
  },
};

/** Whose ids change from copy to copy; people, teams, touchpoints and policies stay the same. */
const ownIds = new Set(
  'id case_id customer_id message_id mail_source_id author_customer_id merged_into other_id moment_id promise_id next_promise_id recovery_id source_id awaiting_id'.split(
    ' ',
  ),
);

/** Figures kept over days: as many times as many. */
const multiplied: Record<string, string[]> = {
  touchpoint_days: ['won', 'neutral', 'lost'],
  destination_tallies: ['reached', 'waiting', 'accepted', 'declined'],
  journeys: ['travellers'],
  moment_days: ['won', 'neutral', 'lost'],
  moment_totals: ['won', 'neutral', 'lost'],
  promise_days: ['made', 'kept', 'broken', 'broken_silently', 'renegotiated'],
  case_days: ['opened', 'closed', 'reopened', 'confirmed', 'silent', 'refuted'],
  case_durations: ['n'],
  duration_totals: ['n'],
};

/** Makes `times` as many cases of those there are; the database is at rest and nobody else is on it. */
export async function multiply(client: pg.Client, times: number, progress: (line: string) => void): Promise<void> {
  // version 7 becomes version 8: a copy keeps its place in time and can never be another's original
  await client.query(`create or replace function bench_copy(id uuid, j int) returns uuid immutable strict language sql as
    $$ select overlay(overlay(id::text placing '8' from 15) placing lpad(to_hex(j), 4, '0') from 33)::uuid $$`);
  // neither triggers nor foreign keys: the copies are as whole as what they are copied from
  await client.query('set session_replication_role = replica; set synchronous_commit = off; set statement_timeout = 0');
  await client.query(`set work_mem = '64MB'; set maintenance_work_mem = '512MB'`);
  for (const [table, special] of Object.entries(copied)) {
    const from = Date.now();
    const rows = await copyTable(client, table, special, times);
    progress(`${table}: ${String(rows)} more in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  }
  for (const [table, columns] of Object.entries(multiplied))
    await client.query(`update ${table} set ${columns.map((name) => `${name} = ${name} * ${times}`).join(', ')}`);
  await client.query('truncate case_tallies, case_tally_deltas');
  await client.query(`insert into case_tallies (state, team_id, assignee_id, at_risk, n)
    select state, team_id, assignee_id, promise_at_risk, count(*) from cases group by 1, 2, 3, 4`);
  // readers have read it all: what the copies stand for has had its effects
  await client.query(
    `update subscriptions set (xid, event_id) = (select xid, id from events order by xid desc, id desc limit 1)`,
  );
  await client.query('drop function bench_copy; set session_replication_role = origin');
  progress('vacuum analyze');
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

/** Copies a table `times - 1` times; its indexes are made anew afterwards, which is quicker than keeping them on the way. */
async function copyTable(client: pg.Client, table: string, special: Record<string, string>, times: number) {
  const { rows: columns } = await client.query<{ name: string; type: string; identity: string; generated: string }>(
    `select column_name as name, udt_name as type, is_identity as identity, is_generated as generated
     from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  );
  const taken = columns.filter((column) => column.identity === 'NO' && column.generated === 'NEVER');
  const written = taken.map(({ name, type }) => {
    if (special[name] !== undefined) return special[name];
    if (type === 'uuid' && ownIds.has(name)) return `bench_copy(b.${name}, j)`;
    return type === 'timestamptz' ? `b.${name} + j * interval '1 second'` : `b.${name}`;
  });
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
    [table],
  );
  const first = columns[0]!.name;
  await client.query(`create temp table b as select * from ${table} order by ${first}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const names = taken.map(({ name }) => name).join(', ');
  const { rowCount } = await client.query(
    `insert into ${table} (${names}) select ${written.join(', ')} from generate_series(1, ${times - 1}) j cross join b`,
  );
  for (const { definition } of indexes) await client.query(definition);
  await client.query('drop table b');
  return rowCount ?? 0;
}

/** `case:<id>` of a copy. */
function named(column: string): string {
  return `split_part(b.${column}, ':', 1) || ':' || bench_copy(split_part(b.${column}, ':', 2)::uuid, j)`;
}
