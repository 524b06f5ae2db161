import { type RawBuilder, sql } from 'kysely';
import type { SearchNotice } from '../../../../contract/search.ts';
import type { DayFilter, NameFilter, SearchFilter } from '../../../../domain/cases/search-language.ts';
import { type Context, staffId } from '../../../context.ts';

/** The filters of a search as conditions on an entry `e` and its case `k`. */
export interface FilterConditions {
  on: RawBuilder<unknown>[];
  /** What of them can be said of the case `k` alone: cases that meet these are looked through as a whole. */
  ofCase: RawBuilder<unknown>[];
  /** When something found must have been: instants, from the first until before the last. */
  since: RawBuilder<unknown> | null;
  until: RawBuilder<unknown> | null;
  /** Only what belongs to a case can meet them. */
  ofCases: boolean;
  /** The kinds that `in:` leaves. */
  kinds: ReadonlySet<string> | null;
  notices: SearchNotice[];
}

const kindOf: Readonly<Record<string, string>> = {
  cases: 'case',
  messages: 'message',
  customers: 'customer',
  organisations: 'organisation',
  articles: 'article',
  files: 'file',
};
/** Nobody is meant by a name that fits so many. */
const mostMeant = 200;

/** Words filters for the database; names that fit nobody are told. */
export async function wordFilters(ctx: Context, filters: readonly SearchFilter[]): Promise<FilterConditions> {
  const found: FilterConditions = {
    on: [],
    ofCase: [],
    since: null,
    until: null,
    ofCases: false,
    kinds: null,
    notices: [],
  };
  for (const filter of filters) {
    if (filter.name === 'in') {
      narrow(found, filter);
      continue;
    }
    if ('days' in filter) {
      limitDays(found, filter.name, filter.days, filter.not);
      continue;
    }
    const condition = isChoice(filter)
      ? choice(filter.name, filter.values)
      : await named(ctx, filter.name as NameFilter, filter.values, found);
    found.on.push(negated(filter.not, condition.on));
    const ofCase = filter.not ? condition.notOfCase : condition.ofCase;
    if (ofCase !== undefined) found.ofCase.push(negated(filter.not, ofCase));
    if (condition.ofCases !== false && !filter.not) found.ofCases = true;
  }
  return found;
}

interface Condition {
  on: RawBuilder<unknown>;
  /** What of it the case alone can meet, as its indexes say it; and what may be taken the other way round. */
  ofCase?: RawBuilder<unknown>;
  notOfCase?: RawBuilder<unknown>;
  /** False when customers and the like can meet it too. */
  ofCases?: false;
}

function narrow(found: FilterConditions, filter: SearchFilter): void {
  const named = filter.values.map((value) => kindOf[value] ?? value);
  const all = Object.values(kindOf);
  const left = filter.not ? all.filter((kind) => !named.includes(kind)) : named;
  found.kinds = new Set(left.filter((kind) => found.kinds === null || found.kinds.has(kind)));
}

function isChoice(filter: SearchFilter): boolean {
  return ['is', 'has', 'kind', 'priority', 'channel'].includes(filter.name);
}

function choice(name: string, values: readonly string[]): Condition {
  if (name === 'is') return ofCaseAlone(either(values.map(state)));
  if (name === 'has') {
    const on = either(
      values.map((value) =>
        value === 'promise'
          ? sql`k.next_promise_at is not null`
          : sql`(case when e.subject_kind = 'case' then exists (select from messages am join attachments a on a.message_id = am.id where am.case_id = k.id and not a.inline)
                else exists (select from attachments a where (a.message_id = e.subject_id or a.id = e.subject_id) and not a.inline) end)`,
      ),
    );
    return values.every((value) => value === 'promise') ? ofCaseAlone(on) : { on };
  }
  return ofCaseAlone(sql`k.${sql.ref(name)} = any(${[...values]}::text[])`);
}

function ofCaseAlone(on: RawBuilder<unknown>): Condition {
  return { on, ofCase: on, notOfCase: on };
}

function state(value: string): RawBuilder<unknown> {
  if (value === 'open') return sql`k.state <> 'closed'`;
  if (value === 'assigned') return sql`k.assignee_id is not null`;
  if (value === 'unassigned') return sql`(k.assignee_id is null and k.state <> 'closed')`;
  if (value === 'at-risk') return sql`(k.promise_at_risk and k.state <> 'closed')`;
  return sql`k.state = ${value}`;
}

async function named(
  ctx: Context,
  name: NameFilter,
  values: readonly string[],
  found: FilterConditions,
): Promise<Condition> {
  if (name === 'tag') {
    const on = sql`exists (select from unnest(k.tags) own where lower(own) = any(${values.map((value) => value.toLowerCase())}::text[]))`;
    const written = [...values, ...values.map((value) => value.toLowerCase())];
    return { on, ofCase: sql`k.tags && ${written}::text[]`, notOfCase: on };
  }
  const none = values.includes('none') && (name === 'assignee' || name === 'team' || name === 'organisation');
  const wanted = values.filter((value) => !(none && value === 'none'));
  const told = (value: string) => void found.notices.push({ because: 'nobody', filter: name, value, meant: [] });
  const resolve = async (find: (ctx: Context, value: string) => Promise<string[]>) => {
    const all: string[] = [];
    for (const value of wanted) {
      const ids = await find(ctx, value);
      if (ids.length === 0) told(value);
      all.push(...ids);
    }
    return all;
  };
  const among = (column: string, ids: string[]) => {
    const is = sql`k.${sql.ref(column)} = any(${ids}::uuid[])`;
    return none ? sql`(k.${sql.ref(column)} is null or ${is})` : is;
  };
  if (name === 'assignee' || name === 'team') {
    const column = name === 'team' ? 'team_id' : 'assignee_id';
    return ofCaseAlone(among(column, await resolve(name === 'team' ? teams : colleagues)));
  }
  if (name === 'organisation') {
    const ids = await resolve(organisations);
    const on = among('organisation_id', ids);
    const own = sql`(${on} or (e.subject_kind = 'organisation' and e.subject_id = any(${ids}::uuid[]))
      or (e.subject_kind = 'customer' and exists (select from customers oc where oc.id = e.subject_id and oc.organisation_id = any(${ids}::uuid[]))))`;
    return { on: own, ofCase: on, notOfCase: on, ofCases: false };
  }
  if (name === 'customer') {
    const ids = await resolve(customers);
    const on = among('customer_id', ids);
    return {
      on: sql`(${on} or (e.subject_kind = 'customer' and e.subject_id = any(${ids}::uuid[])))`,
      ofCase: on,
      notOfCase: on,
      ofCases: false,
    };
  }
  if (name === 'from') {
    const staff: string[] = [];
    const outside: string[] = [];
    for (const value of wanted) {
      const [who, whom] = [await colleagues(ctx, value), value === 'me' ? [] : await customers(ctx, value)];
      if (who.length + whom.length === 0) told(value);
      staff.push(...who);
      outside.push(...whom);
    }
    const wrote = sql`(fm.author_customer_id = any(${outside}::uuid[]) or fm.author_user_id = any(${staff}::uuid[]))`;
    const on = sql`(case e.subject_kind when 'message' then exists (select from messages fm where fm.id = e.subject_id and ${wrote})
      when 'file' then exists (select from attachments fa join messages fm on fm.id = fa.message_id where fa.id = e.subject_id and ${wrote})
      else k.customer_id = any(${outside}::uuid[]) end)`;
    return outside.length > 0 && staff.length === 0
      ? { on, ofCase: sql`k.customer_id = any(${outside}::uuid[])` }
      : { on };
  }
  // to: the customer an answer went to, or the mailbox that was written to
  const boxes: string[] = [];
  const outside: string[] = [];
  for (const value of wanted) {
    const [box, whom] = [await mailboxes(ctx, value), await customers(ctx, value)];
    if (box.length + whom.length === 0) told(value);
    boxes.push(...box);
    outside.push(...whom);
  }
  const on = sql`((k.customer_id = any(${outside}::uuid[]) and e.subject_kind <> 'case'
      and exists (select from messages tm where tm.direction = 'out' and (tm.id = e.subject_id
        or tm.id = (select ta.message_id from attachments ta where ta.id = e.subject_id))))
    or (e.subject_kind = 'case' and k.customer_id = any(${outside}::uuid[])) or k.mailbox_id = any(${boxes}::uuid[]))`;
  return { on, ofCase: sql`(k.customer_id = any(${outside}::uuid[]) or k.mailbox_id = any(${boxes}::uuid[]))` };
}

/** Days are the company's; cases are of the day they came in. */
function limitDays(
  found: FilterConditions,
  name: DayFilter,
  { from, to }: { from: string; to: string },
  not: boolean,
): void {
  const zone = sql`coalesce((select time_zone from company limit 1), 'UTC')`;
  const begin = (day: string, more = 0) => sql`((${day}::date + ${more}::int)::timestamp at time zone ${zone})`;
  const since = name === 'before' ? null : begin(from);
  const until = name === 'after' ? null : begin(name === 'before' ? from : to, name === 'before' ? 0 : 1);
  const within = [
    ...(since === null ? [] : [sql`e.at >= ${since}`]),
    ...(until === null ? [] : [sql`e.at < ${until}`]),
  ];
  found.on.push(negated(not, sql.join(within, sql` and `)));
  if (not) return;
  if (since !== null) found.since = found.since === null ? since : sql`greatest(${found.since}, ${since})`;
  if (until !== null) found.until = found.until === null ? until : sql`least(${found.until}, ${until})`;
}

async function idsOf(ctx: Context, rows: RawBuilder<{ id: string }>): Promise<string[]> {
  return (await rows.execute(ctx.db)).rows.map(({ id }) => id);
}

/** Begins a word of the name, or is in the address; marks of letters do not count. */
function pattern(value: string): string {
  return value.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

function colleagues(ctx: Context, value: string): Promise<string[]> {
  const me = staffId(ctx.actor);
  if (value === 'me') return Promise.resolve(me === null ? [] : [me]);
  return idsOf(
    ctx,
    sql`select id from users where ' ' || unaccent(lower(name)) like '% ' || unaccent(lower(${pattern(value)}))  || '%'
      or lower(email) = lower(${value}) or lower(email) like lower(${pattern(value)}) || '@%' limit ${mostMeant}`,
  );
}

function teams(ctx: Context, value: string): Promise<string[]> {
  if (value === 'mine' || value === 'me') return Promise.resolve('teamIds' in ctx.actor ? [...ctx.actor.teamIds] : []);
  return idsOf(
    ctx,
    sql`select id from teams where ' ' || unaccent(lower(name)) like '% ' || unaccent(lower(${pattern(value)})) || '%' limit ${mostMeant}`,
  );
}

function mailboxes(ctx: Context, value: string): Promise<string[]> {
  return idsOf(
    ctx,
    sql`select id from mailboxes where lower(address) = lower(${value}) or lower(address) like lower(${pattern(value)}) || '@%' limit ${mostMeant}`,
  );
}

/** Customers by the search's own entries: name, address, a part of a domain, a number in any spelling. */
function customers(ctx: Context, value: string): Promise<string[]> {
  return idsOf(
    ctx,
    sql`select c.id from (
        select f.subject_id from search_matches(array['records'],
          (with words as (select phraseto_tsquery('kept', search_text(${value})) as q)
            select case when numnode(q) = 0 then q else (q::text || ':*')::tsquery end from words), '-infinity', 'infinity', ${mostMeant * 4}) f
        where f.subject_kind = 'customer' limit ${mostMeant}) found
      join customers c on c.id = found.subject_id or c.merged_into = found.subject_id`,
  );
}

function organisations(ctx: Context, value: string): Promise<string[]> {
  return idsOf(
    ctx,
    sql`select f.subject_id as id from search_matches(array['records'],
        (with words as (select phraseto_tsquery('kept', search_text(${value})) as q)
          select case when numnode(q) = 0 then q else (q::text || ':*')::tsquery end from words), '-infinity', 'infinity', ${mostMeant * 4}) f
      where f.subject_kind = 'organisation' limit ${mostMeant}`,
  );
}

function either(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function negated(not: boolean, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return not ? sql`(${condition}) is not true` : sql`(${condition})`;
}
