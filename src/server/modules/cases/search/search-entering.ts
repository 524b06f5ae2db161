import { type RawBuilder, sql } from 'kysely';
import type { WritingContext } from '../../../context.ts';

/** A tsvector holds a megabyte; nobody searches beyond the first hundred pages of one message. */
const mostCharacters = 150_000;

/** Takes messages in, with who wrote them and the names of their files. */
export async function enterMessages(ctx: WritingContext, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await enter(
    ctx,
    sql`select 'message', m.id, m.case_id, '', m.at, search_vector(left(m.author_name || ' ' || m.text, ${mostCharacters}))
        || coalesce((select search_vector(string_agg(a.name, ' ')) from attachments a where a.message_id = m.id), ''), 1
      from messages m where m.id = any(${messageIds}::uuid[])`,
  );
}

/** Takes the files of messages in, by their names; what a mail shows within its text has none that anybody knows. */
export async function enterFiles(ctx: WritingContext, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await enter(
    ctx,
    sql`select 'file', a.id, m.case_id, a.name, m.at, setweight(search_vector(a.name), 'A'), 1
      from attachments a join messages m on m.id = a.message_id
      where m.id = any(${messageIds}::uuid[]) and not a.inline`,
  );
}

/** Takes cases in by subject, number and tags. */
export async function enterCases(ctx: WritingContext, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await enter(
    ctx,
    sql`select 'case', k.id, k.id, k.subject, k.created_at,
        setweight(search_vector(k.subject || ' ' || k.number), 'A') || search_vector(array_to_string(k.tags, ' ')
          || case when k.fields = '{}' then '' else ' ' || coalesce(${ownWords}, '') end), 1
      from cases k where k.id = any(${caseIds}::uuid[])`,
  );
}

/** The values of own fields of cases `k` that are to be found, as words. */
const ownWords = sql`(select string_agg(case jsonb_typeof(k.fields->d.key)
    when 'array' then (select string_agg(one, ' ') from jsonb_array_elements_text(k.fields->d.key) one)
    when 'boolean' then '' else k.fields->>d.key end, ' ')
  from field_definitions d where d.applies_to = 'case' and d.searchable and k.fields ? d.key)`;

/** Takes customers in by name, addresses, numbers, organisation, and by the fields that are to be found. */
export async function enterCustomers(ctx: WritingContext, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await sql`delete from search_entries e using customers c where e.subject_kind = 'customer' and e.subject_id = c.id
    and c.id = any(${customerIds}::uuid[]) and c.merged_into is not null`.execute(ctx.trx);
  await enter(
    ctx,
    sql`select 'customer', c.id, null::uuid, c.name, c.first_seen_at, setweight(search_vector(c.name), 'A') || search_vector(concat_ws(' ', o.name,
        (select string_agg(i.value, ' · ') from identities i
          where i.customer_id = any(array(select x.id from customers x where x.id = c.id or x.merged_into = c.id))),
        array_to_string(c.tags, ' '), c.fields_words)), 1
      from customers c left join organisations o on o.id = c.organisation_id
      where c.id = any(${customerIds}::uuid[]) and c.merged_into is null`,
  );
}

/** Takes organisations in by name and domains. */
export async function enterOrganisations(ctx: WritingContext, organisationIds: readonly string[]): Promise<void> {
  if (organisationIds.length === 0) return;
  await sql`delete from search_entries e where e.subject_kind = 'organisation' and e.subject_id = any(${organisationIds}::uuid[])
    and not exists (select from organisations o where o.id = e.subject_id)`.execute(ctx.trx);
  await enter(
    ctx,
    sql`select 'organisation', o.id, null::uuid, o.name, o.created_at, setweight(search_vector(o.name), 'A')
        || search_vector(coalesce((select string_agg(d.domain, ' ') from organisation_domains d where d.organisation_id = o.id), '')), 1
      from organisations o where o.id = any(${organisationIds}::uuid[])`,
  );
}

/** Takes articles in; only what is published can be found. */
export async function enterArticles(ctx: WritingContext, articleIds: readonly string[]): Promise<void> {
  if (articleIds.length === 0) return;
  await sql`delete from search_entries e using articles a where e.subject_kind = 'article' and e.subject_id = a.id
    and a.id = any(${articleIds}::uuid[]) and a.state <> 'published'`.execute(ctx.trx);
  await enter(
    ctx,
    sql`select 'article', a.id, null::uuid, a.title, a.updated_at, setweight(search_vector(a.title), 'A') || search_vector(left(a.text, ${mostCharacters})), 1
      from articles a where a.id = any(${articleIds}::uuid[]) and a.state = 'published'`,
  );
}

/** Writes the entries that a select gives, and remembers which words there are: those help with typing errors. */
async function enter(ctx: WritingContext, entries: RawBuilder<unknown>): Promise<void> {
  await sql`
    with entered as (
      insert into search_entries (subject_kind, subject_id, case_id, title, at, words, version) ${entries}
      on conflict (subject_kind, subject_id) do update set title = excluded.title, words = excluded.words, case_id = excluded.case_id,
        at = case when excluded.subject_kind = 'article' then excluded.at else search_entries.at end, version = excluded.version
      returning words)
    insert into search_words (word)
    select distinct w.word from entered, unnest(tsvector_to_array(entered.words)) as w(word)
    where length(w.word) between 4 and 30 and w.word ~ '^[[:alpha:]]+$' order by 1
    on conflict do nothing
  `.execute(ctx.trx);
}

/**
 * Drops the words that only these records and what belongs to these cases hold. Call before their entries go.
 * @returns how many words
 */
export async function forgetWordsOf(ctx: WritingContext, ids: readonly string[]): Promise<number> {
  const going = sql`(e.subject_id = any(${ids}::uuid[]) or e.case_id = any(${ids}::uuid[]))`;
  const { numAffectedRows } = await sql`
    delete from search_words w using (
      select distinct u.word from search_entries e, unnest(tsvector_to_array(e.words)) as u(word) where ${going}) gone
    where w.word = gone.word and not exists (
      select from search_entries e where e.words @@ plainto_tsquery('simple', w.word) and ${going} is not true)
  `.execute(ctx.trx);
  return Number(numAffectedRows ?? 0);
}
