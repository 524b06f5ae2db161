import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';

/** A tsvector holds a megabyte; nobody searches beyond the first hundred pages of one message. */
const mostCharacters = 150_000;

/**
 * Keeps search up to date with everything that is said, known and written. Derived from the records named by the events, so it
 * can be thrown away and read again from the log at any time.
 */
export const searchEntries: Subscription = {
  name: 'cases-search',
  types: ['cases.*', 'customers.*', 'knowledge.*'],
  reset: async (ctx) => {
    await sql`delete from search_entries`.execute(ctx.trx);
  },
  handle: async (ctx, events) => {
    await enterMessages(
      ctx,
      ids(events, /^cases\.(customer-wrote|replied|noted|party-wrote|told-parties)$/, 'messageId'),
    );
    await enterMessages(ctx, splitOff(events));
    await enterCases(
      ctx,
      ids(events, /^cases\.(opened|changed)$/, 'caseId', (data) => {
        const after = data['after'];
        return (
          after === undefined ||
          (typeof after === 'object' && after !== null && ('subject' in after || 'tags' in after || 'fields' in after))
        );
      }),
    );
    for (const event of events) await enterImported(ctx, event);
    await enterCustomers(ctx, [
      ...ids(events, /^customers\./, 'customerId'),
      ...ids(events, /^customers\./, 'from'),
      ...ids(events, /^customers\./, 'into'),
    ]);
    await enterArticles(
      ctx,
      events.filter((event) => event.type.startsWith('knowledge.')).flatMap((event) => event.subjectId ?? []),
    );
  },
};

function ids(
  events: readonly KeptEvent[],
  types: RegExp,
  key: string,
  wanted: (data: Record<string, unknown>) => boolean = () => true,
): string[] {
  const found = events.flatMap(({ type, data }) => {
    const id = data[key];
    return types.test(type) && typeof id === 'string' && wanted(data) ? [id] : [];
  });
  return [...new Set(found)];
}

/** Messages that were split off belong to another case now. */
function splitOff(events: readonly KeptEvent[]): string[] {
  return events.flatMap(({ type, data }) =>
    type === 'cases.split' && Array.isArray(data['messageIds'])
      ? data['messageIds'].filter((id) => typeof id === 'string')
      : [],
  );
}

/** What came from another desk: its cases with all their messages, its customers; one event holds many. */
async function enterImported(ctx: WritingContext, { type, data }: KeptEvent): Promise<void> {
  if (type === 'customers.imported') await enterCustomers(ctx, data['customerIds'] as string[]);
  if (type !== 'cases.imported') return;
  const caseIds = (data['cases'] as { caseId: string }[]).map(({ caseId }) => caseId);
  await enterCases(ctx, caseIds);
  const messages = await ctx.trx.selectFrom('messages').select('id').where('case_id', 'in', caseIds).execute();
  await enterMessages(
    ctx,
    messages.map(({ id }) => id),
  );
}

async function enterMessages(ctx: WritingContext, messageIds: string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`
    insert into search_entries (subject_kind, subject_id, case_id, title, at, words)
    select 'message', m.id, m.case_id, '', m.at, to_tsvector('kept', left(m.author_name || ' ' || m.text, ${mostCharacters}))
      || coalesce((select to_tsvector('kept', string_agg(a.name || ' ' || translate(a.name, '._-', '   '), ' ')) from attachments a where a.message_id = m.id), '')
    from messages m where m.id = any(${messageIds}::uuid[])
    on conflict (subject_kind, subject_id) do update set words = excluded.words, case_id = excluded.case_id
  `.execute(ctx.trx);
}

async function enterCases(ctx: WritingContext, caseIds: string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await sql`
    insert into search_entries (subject_kind, subject_id, case_id, title, at, words)
    select 'case', k.id, k.id, k.subject, k.created_at,
      setweight(to_tsvector('kept', k.subject || ' ' || k.number), 'A') || to_tsvector('kept', array_to_string(k.tags, ' '))
        || case when k.fields = '{}' then to_tsvector('') else to_tsvector('kept', coalesce((
          select string_agg(case jsonb_typeof(k.fields->d.key) when 'array' then (select string_agg(one, ' ') from jsonb_array_elements_text(k.fields->d.key) one)
            when 'boolean' then '' else k.fields->>d.key end, ' ')
          from field_definitions d where d.applies_to = 'case' and d.searchable and k.fields ? d.key), '')) end
    from cases k where k.id = any(${caseIds}::uuid[])
    on conflict (subject_kind, subject_id) do update set title = excluded.title, words = excluded.words
  `.execute(ctx.trx);
}

async function enterCustomers(ctx: WritingContext, customerIds: string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await sql`delete from search_entries e using customers c where e.subject_kind = 'customer' and e.subject_id = c.id
    and c.id = any(${customerIds}::uuid[]) and c.merged_into is not null`.execute(ctx.trx);
  await sql`
    insert into search_entries (subject_kind, subject_id, title, at, words)
    select 'customer', c.id, c.name, c.first_seen_at, setweight(to_tsvector('kept', c.name), 'A') || to_tsvector('kept', concat_ws(' ', o.name,
      (select string_agg(i.value || ' ' || translate(i.value, '@._-+', '     '), ' ') from identities i
        where i.customer_id = c.id or i.customer_id in (select id from customers x where x.merged_into = c.id))))
    from customers c left join organisations o on o.id = c.organisation_id
    where c.id = any(${customerIds}::uuid[]) and c.merged_into is null
    on conflict (subject_kind, subject_id) do update set title = excluded.title, words = excluded.words
  `.execute(ctx.trx);
}

/** Only what is published can be found. */
async function enterArticles(ctx: WritingContext, articleIds: string[]): Promise<void> {
  if (articleIds.length === 0) return;
  await sql`delete from search_entries e using articles a where e.subject_kind = 'article' and e.subject_id = a.id
    and a.id = any(${articleIds}::uuid[]) and a.state <> 'published'`.execute(ctx.trx);
  await sql`
    insert into search_entries (subject_kind, subject_id, title, at, words)
    select 'article', a.id, a.title, a.updated_at, setweight(to_tsvector('kept', a.title), 'A') || to_tsvector('kept', left(a.text, ${mostCharacters}))
    from articles a where a.id = any(${articleIds}::uuid[]) and a.state = 'published'
    on conflict (subject_kind, subject_id) do update set title = excluded.title, at = excluded.at, words = excluded.words
  `.execute(ctx.trx);
}
