import { sql } from 'kysely';
import type { ImportMapping, ImportPreview } from '../../../contract/moving-in.ts';
import type { WritingContext } from '../../context.ts';
import type { ImportRecord } from './import-queries.ts';
import { kindOf, priorityOf, stateOf } from './default-words.ts';
import { fateByDefault } from './own-fields.ts';
import type { Columns } from './reading.ts';

interface Word {
  word: string;
  count: number;
}

/** What was read, in numbers and samples, and what would become of it unless somebody says otherwise. */
export async function describe(
  ctx: WritingContext,
  found: ImportRecord,
  problems: Readonly<Record<string, number>>,
  columns: Columns | null,
): Promise<{ preview: ImportPreview; mapping: ImportMapping; total: number }> {
  const { id } = found;
  const counts = await count(ctx, id);
  const states = await words(ctx, id, 'state');
  const priorities = await words(ctx, id, 'priority');
  const kinds = await words(ctx, id, 'type');
  const agents = await listAgents(ctx, id);
  const teams = await listTeams(ctx, id);
  const fields = await listFields(ctx, id);
  const { samples, lost } = await look(ctx, id);
  const all: Record<string, number> = { ...problems, ...lost };
  const preview: ImportPreview = {
    counts,
    states,
    priorities,
    kinds,
    agents: agents.map(({ id, name, email, cases }) => ({ id, name, email, cases })),
    teams: teams.map(({ id, name, cases }) => ({ id, name, cases })),
    fields,
    columns: columns?.found ?? [],
    samples,
    problems: Object.entries(all)
      .filter(([, count]) => count > 0)
      .map(([what, count]) => ({ what, count })),
  };
  const mapping: ImportMapping = {
    states: Object.fromEntries(states.map(({ word }) => [word, stateOf(word)])),
    priorities: Object.fromEntries(priorities.map(({ word }) => [word, priorityOf(word)])),
    kinds: Object.fromEntries(kinds.map(({ word }) => [word, kindOf(word)])),
    agents: Object.fromEntries(
      agents.map((one) => [one.id, one.own ?? (one.email !== null && one.active ? 'make' : '')]),
    ),
    teams: Object.fromEntries(teams.map((one) => [one.id, one.own ?? 'make'])),
    fields: Object.fromEntries(fields.map(({ name }) => [name, fateByDefault(name)])),
    keepNumbers: true,
    ...keptChoices(found),
  };
  return { preview, mapping, total: counts.organisations + counts.people + counts.cases };
}

/** What was chosen before a second reading stays chosen. */
function keptChoices(found: ImportRecord): Partial<ImportMapping> {
  return found.mapping === null ? {} : (found.mapping as ImportMapping);
}

async function count(ctx: WritingContext, id: string): Promise<ImportPreview['counts']> {
  const { rows } = await sql<ImportPreview['counts']>`
    select count(*) filter (where kind = 'organisation')::int as organisations,
      count(*) filter (where kind = 'person' and not (data->>'agent')::boolean)::int as people,
      count(*) filter (where kind = 'person' and (data->>'agent')::boolean)::int as agents,
      count(*) filter (where kind = 'team')::int as teams, count(*) filter (where kind = 'case')::int as cases,
      count(*) filter (where kind = 'message')::int as messages
    from import_items where import_id = ${id}
  `.execute(ctx.trx);
  return rows[0]!;
}

async function words(ctx: WritingContext, id: string, key: 'state' | 'priority' | 'type'): Promise<Word[]> {
  const { rows } = await sql<Word>`
    select data->>${key} as word, count(*)::int as count from import_items
    where import_id = ${id} and kind = 'case' and data->>${key} is not null group by 1 order by 2 desc, 1 limit 200
  `.execute(ctx.trx);
  return rows;
}

async function listAgents(ctx: WritingContext, id: string) {
  const { rows } = await sql<{
    id: string;
    name: string;
    email: string | null;
    active: boolean;
    cases: number;
    own: string | null;
  }>`
    select p.external_id as id, p.data->>'name' as name, p.data->'emails'->>0 as email, coalesce((p.data->>'active')::boolean, true) as active,
      coalesce(n.cases, 0)::int as cases, (select u.id from users u where p.data->'emails' ? u.email or lower(u.name) = lower(p.data->>'name') order by u.id limit 1) as own
    from import_items p
    left join (select data->>'assigneeId' as id, count(*) as cases from import_items where import_id = ${id} and kind = 'case' group by 1) n on n.id = p.external_id
    where p.import_id = ${id} and p.kind = 'person' and (p.data->>'agent')::boolean order by cases desc, name limit 1000
  `.execute(ctx.trx);
  return rows;
}

async function listTeams(ctx: WritingContext, id: string) {
  const { rows } = await sql<{ id: string; name: string; cases: number; own: string | null }>`
    select t.external_id as id, t.data->>'name' as name, coalesce(n.cases, 0)::int as cases,
      (select x.id from teams x where lower(x.name) = lower(t.data->>'name') limit 1) as own
    from import_items t
    left join (select data->>'teamId' as id, count(*) as cases from import_items where import_id = ${id} and kind = 'case' group by 1) n on n.id = t.external_id
    where t.import_id = ${id} and t.kind = 'team' order by cases desc, name limit 1000
  `.execute(ctx.trx);
  return rows;
}

async function listFields(ctx: WritingContext, id: string): Promise<ImportPreview['fields']> {
  const { rows } = await sql<{ name: string; count: number; sample: string }>`
    select coalesce(f.data->>'name', e.key) as name, count(*)::int as count, left(min(e.value), 80) as sample
    from import_items c cross join lateral jsonb_each_text(c.data->'fields') e
    left join import_items f on f.import_id = c.import_id and f.kind = 'field' and f.external_id = e.key
    where c.import_id = ${id} and c.kind = 'case' and jsonb_typeof(c.data->'fields') = 'object' group by 1 order by 2 desc, 1 limit 200
  `.execute(ctx.trx);
  return rows;
}

/** A few cases as they would come, and what of the source will not. */
async function look(ctx: WritingContext, id: string) {
  const { rows: cases } = await sql<ImportPreview['samples'][number]>`
    select c.external_id as id, c.data->>'subject' as title,
      coalesce(c.data->'requester'->>'name', p.data->>'name', '') as customer, c.data->>'state' as state, nullif(c.data->>'createdAt', '') as at,
      (select count(*)::int from import_items m where m.import_id = ${id} and m.parent_id = c.external_id) as messages
    from import_items c left join import_items p on p.import_id = c.import_id and p.kind = 'person' and p.external_id = c.data->>'requesterId'
    where c.import_id = ${id} and c.kind = 'case' order by c.place desc limit 8
  `.execute(ctx.trx);
  const { rows: people } = await sql<ImportPreview['samples'][number]>`
    select external_id as id, data->>'name' as title, coalesce(data->'emails'->>0, data->'phones'->>0, '') as customer,
      coalesce(data->>'organisation', '') as state, null as at, 0 as messages
    from import_items where import_id = ${id} and kind = 'person' and not (data->>'agent')::boolean order by place limit 8
  `.execute(ctx.trx);
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from import_items m where m.import_id = ${id} and m.kind = 'message'
        and not exists (select from import_items c where c.import_id = m.import_id and c.kind = 'case' and c.external_id = m.parent_id)) as "message-without-case",
      (select count(*)::int from import_items c where c.import_id = ${id} and c.kind = 'case'
        and not exists (select from import_items m where m.import_id = c.import_id and m.parent_id = c.external_id)) as "case-without-messages",
      (select count(*)::int from import_items c where c.import_id = ${id} and c.kind = 'case' and c.data ? 'skip') as "case-to-skip",
      (select count(*)::int from import_items m, jsonb_array_elements(m.data->'files') f
        where m.import_id = ${id} and m.kind = 'message' and not f ? 'sha256') as "file-missing"
  `.execute(ctx.trx);
  return { samples: cases.length > 0 ? cases : people, lost: rows[0]! };
}
