import { type RawBuilder, sql } from 'kysely';
import type { ViewFilter } from '../../../../contract/cases-views.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId } from '../../../context.ts';
import { visibleCases } from '../visibility.ts';

/** The conditions of a filter on rows `k` of cases, with what the actor may see. */
export function filterConditions(ctx: Context, filter: ViewFilter): RawBuilder<unknown>[] {
  const is: RawBuilder<unknown>[] = [visibleCases(ctx.actor)];
  const { states } = filter;
  if (states === undefined || states.length === 0) is.push(sql`k.state <> 'closed'`);
  else if (!states.includes('closed'))
    // said twice for the indexes, which hold only what is not closed
    is.push(
      states.length === 4 ? sql`k.state <> 'closed'` : sql`k.state <> 'closed' and k.state = any(${states}::text[])`,
    );
  else if (states.length < 5) is.push(sql`k.state = any(${states}::text[])`);
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values !== undefined && values.length > 0) is.push(sql`k.${sql.ref(column)} = any(${values}::text[])`);
  };
  oneOf('kind', filter.kinds);
  oneOf('priority', filter.priorities);
  oneOf('channel', filter.channels);
  oneOf('emotion', filter.emotions);
  people(
    is,
    sql`k.assignee_id`,
    filter.assignees?.map((one) => (one === 'me' ? me(ctx) : one)),
  );
  const teams = filter.teams?.flatMap((one) => (one === 'mine' ? mine(ctx) : [one]));
  // `mine` of somebody without a team is nothing at all
  if (teams?.length === 0 && filter.teams?.includes('mine') === true) is.push(sql`false`);
  people(is, sql`k.team_id`, teams);
  if (filter.tags !== undefined && filter.tags.length > 0) is.push(sql`k.tags @> ${filter.tags}::text[]`);
  if (filter.withoutTags !== undefined && filter.withoutTags.length > 0)
    is.push(sql`not k.tags && ${filter.withoutTags}::text[]`);
  const { customerId } = filter;
  if (customerId !== undefined)
    is.push(
      sql`k.customer_id = any(array(select id from customers where id = ${customerId}::uuid or merged_into = ${customerId}::uuid))`,
    );
  if (filter.organisationId !== undefined) is.push(sql`k.organisation_id = ${filter.organisationId}::uuid`);
  if (filter.mailboxIds !== undefined && filter.mailboxIds.length > 0)
    is.push(sql`k.mailbox_id = any(${filter.mailboxIds}::uuid[])`);
  if (filter.atRisk !== undefined) is.push(filter.atRisk ? sql`k.promise_at_risk` : sql`not k.promise_at_risk`);
  const ago = (hours: number) => new Date(ctx.now.getTime() - hours * 3_600_000);
  if (filter.promiseWithinHours !== undefined)
    // the same expression as in the index
    is.push(sql`coalesce(k.next_promise_at, 'infinity'::timestamptz) <= ${ago(-filter.promiseWithinHours)}`);
  if (filter.createdWithinHours !== undefined) is.push(sql`k.created_at >= ${ago(filter.createdWithinHours)}`);
  if (filter.createdBeforeHours !== undefined) is.push(sql`k.created_at < ${ago(filter.createdBeforeHours)}`);
  if (filter.updatedWithinHours !== undefined) is.push(sql`k.updated_at >= ${ago(filter.updatedWithinHours)}`);
  if (filter.updatedBeforeHours !== undefined) is.push(sql`k.updated_at < ${ago(filter.updatedBeforeHours)}`);
  if (filter.waitingHours !== undefined)
    is.push(sql`k.waiting_since is not null and k.waiting_since <= ${ago(filter.waitingHours)}`);
  if (filter.verdict !== undefined)
    is.push(
      filter.verdict === 'none' ? sql`k.state = 'closed' and k.verdict is null` : sql`k.verdict = ${filter.verdict}`,
    );
  if (filter.draft === true) is.push(sql`k.id in (select d.case_id from drafts d where d.user_id = ${me(ctx)}::uuid)`);
  if (filter.following === true)
    is.push(sql`k.id in (select f.case_id from case_followers f where f.user_id = ${me(ctx)}::uuid)`);
  if (filter.scheduled === true)
    is.push(sql`k.id in (select l.case_id from later_replies l where l.state in ('waiting', 'held'))`);
  for (const [key, values] of Object.entries(filter.fields ?? {})) is.push(hasValue(key, values));
  if (filter.text !== undefined)
    is.push(
      sql`k.id in (select e.case_id from search_entries e where e.case_id is not null and e.words @@ websearch_to_tsquery('kept', ${filter.text}))`,
    );
  return is;
}

/** One of the values in a field of one's own, alone or among several choices; said as the index over values says it. */
function hasValue(key: string, values: readonly (string | number | boolean)[]): RawBuilder<unknown> {
  const held = values.flatMap((value) => [
    { [key]: value },
    ...(typeof value === 'string' ? [{ [key]: [value] }] : []),
  ]);
  return sql`(k.fields <> '{}' and (${sql.join(
    held.map((one) => sql`k.fields @> ${JSON.stringify(one)}::jsonb`),
    sql` or `,
  )}))`;
}

function people(is: RawBuilder<unknown>[], column: RawBuilder<unknown>, wanted: readonly string[] | undefined): void {
  if (wanted === undefined) return;
  const ids = wanted.filter((one) => one !== 'none');
  const none = wanted.includes('none');
  if (ids.length === 1 && !none) is.push(sql`${column} = ${ids[0]}::uuid`);
  else if (ids.length > 0 && none) is.push(sql`(${column} is null or ${column} = any(${ids}::uuid[]))`);
  else if (none) is.push(sql`${column} is null`);
  else if (ids.length > 0) is.push(sql`${column} = any(${ids}::uuid[])`);
}

function mine(ctx: Context): string[] {
  return 'teamIds' in ctx.actor ? [...ctx.actor.teamIds] : [];
}

/** Refuses a filter that speaks of oneself where nobody asks in person. */
function me(ctx: Context): string {
  const id = staffId(ctx.actor);
  if (id !== null) return id;
  throw new Refusal('invalid', 'not-a-person', 'An API key has no cases of its own; name a colleague.', {
    field: 'filter',
  });
}
