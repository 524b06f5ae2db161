import { sql } from 'kysely';
import { normalisePhone, organisationDomain } from '../../../domain/customers/addresses.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';

/** Somebody as another desk knew him. `key` is the caller's own name for him. */
export interface ImportedPerson {
  key: string;
  /** Our record, where an earlier import made or found it. */
  ownId?: string | undefined;
  name: string;
  emails: readonly string[];
  phones: readonly string[];
  /** A name in the other desk, for those who have neither address nor number. */
  external?: string | undefined;
  organisationId: string | null;
  language: string | null;
  timeZone: string | null;
  notes: string;
  vip: boolean;
}

export interface ImportedAs {
  id: string;
  outcome: 'created' | 'updated' | 'unchanged';
}

type Identity = { kind: 'email' | 'phone' | 'external'; value: string };

/**
 * Takes over many people at once: whoever is known by an address, a number or an earlier import stays who he is and only
 * gains what was not known; the others are added. Records `customers.imported` once, and nothing that mails or greets.
 */
export async function importPeople(
  ctx: WritingContext,
  people: readonly ImportedPerson[],
): Promise<Map<string, ImportedAs>> {
  const results = new Map<string, ImportedAs>();
  if (people.length === 0) return results;
  const known = await findOwners(ctx, people);
  const added: { id: string; person: ImportedPerson }[] = [];
  const met: { id: string; person: ImportedPerson }[] = [];
  const identities: { id: string; customer_id: string; kind: string; value: string }[] = [];
  for (const person of people) {
    const mine = identitiesOf(person);
    const owner =
      person.ownId ?? mine.map(({ kind, value }) => known.get(`${kind} ${value}`)).find((id) => id !== undefined);
    const id = owner ?? newId();
    if (owner === undefined) added.push({ id, person });
    else met.push({ id, person });
    results.set(person.key, { id, outcome: owner === undefined ? 'created' : 'unchanged' });
    for (const { kind, value } of mine) {
      if (known.has(`${kind} ${value}`)) continue;
      known.set(`${kind} ${value}`, id);
      identities.push({ id: newId(), customer_id: id, kind, value });
    }
  }
  await insertPeople(ctx, added);
  const gained = await insertIdentities(ctx, identities);
  for (const id of [...gained, ...(await fillIn(ctx, met))])
    for (const result of results.values())
      if (result.id === id && result.outcome === 'unchanged') result.outcome = 'updated';
  const changed = [
    ...new Set([...results.values()].filter(({ outcome }) => outcome !== 'unchanged').map(({ id }) => id)),
  ];
  if (changed.length > 0) await record(ctx, 'customers.imported', null, { customerIds: changed });
  return results;
}

function identitiesOf(person: ImportedPerson): Identity[] {
  const found: Identity[] = [
    ...person.emails.map((value) => ({ kind: 'email' as const, value })),
    ...person.phones.map((value) => ({ kind: 'phone' as const, value: normalisePhone(value) })),
  ].filter(({ value }) => value !== '' && value.length <= 320);
  if (found.length === 0 && person.external !== undefined) found.push({ kind: 'external', value: person.external });
  return found;
}

async function findOwners(ctx: WritingContext, people: readonly ImportedPerson[]): Promise<Map<string, string>> {
  const wanted = people.flatMap(identitiesOf);
  const { rows } = await sql<Identity & { id: string }>`
    select i.kind, i.value, coalesce(c.merged_into, c.id) as id
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w(kind text, value text)
    join identities i on i.kind = w.kind and i.value = w.value join customers c on c.id = i.customer_id
  `.execute(ctx.trx);
  return new Map(rows.map(({ kind, value, id }) => [`${kind} ${value}`, id]));
}

async function insertPeople(
  ctx: WritingContext,
  added: readonly { id: string; person: ImportedPerson }[],
): Promise<void> {
  if (added.length === 0) return;
  const rows = added.map(({ id, person }) => ({
    id,
    name: person.name.trim().slice(0, 300) || '…',
    organisation_id: person.organisationId,
    language: person.language,
    time_zone: person.timeZone,
    notes: person.notes,
    vip: person.vip,
    domain: person.organisationId === null ? (organisationDomain(person.emails[0] ?? '') ?? null) : null,
  }));
  await sql`
    insert into customers (id, name, organisation_id, language, time_zone, notes, vip, first_seen_at, created_at)
    select r.id, r.name, coalesce(r.organisation_id, d.organisation_id), r.language, r.time_zone, r.notes, r.vip, ${ctx.now}, ${ctx.now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, name text, organisation_id uuid, language text, time_zone text, notes text, vip boolean, domain text)
    left join organisation_domains d on d.domain = r.domain
  `.execute(ctx.trx);
}

/** @returns whose records gained an identity */
async function insertIdentities(
  ctx: WritingContext,
  identities: readonly { id: string; customer_id: string; kind: string; value: string }[],
): Promise<string[]> {
  if (identities.length === 0) return [];
  const { rows } = await sql<{ customer_id: string }>`
    insert into identities (id, customer_id, kind, value, created_at)
    select id, customer_id, kind, value, ${ctx.now}::timestamptz
    from json_to_recordset(${JSON.stringify(identities)}::json) as r(id uuid, customer_id uuid, kind text, value text)
    on conflict (kind, value) do nothing returning customer_id
  `.execute(ctx.trx);
  return rows.map(({ customer_id }) => customer_id);
}

/** Fills what we did not know of people we know; what we know stays. */
async function fillIn(ctx: WritingContext, met: readonly { id: string; person: ImportedPerson }[]): Promise<string[]> {
  const telling = met.filter(
    ({ person }) =>
      person.organisationId !== null ||
      person.language !== null ||
      person.timeZone !== null ||
      person.notes !== '' ||
      person.vip,
  );
  if (telling.length === 0) return [];
  const rows = telling.map(({ id, person }) => ({
    id,
    organisation_id: person.organisationId,
    language: person.language,
    time_zone: person.timeZone,
    notes: person.notes,
    vip: person.vip,
  }));
  const { rows: changed } = await sql<{ id: string }>`
    update customers c set organisation_id = coalesce(c.organisation_id, r.organisation_id), language = coalesce(c.language, r.language),
      time_zone = coalesce(c.time_zone, r.time_zone), notes = case when c.notes = '' then r.notes else c.notes end, vip = c.vip or r.vip
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, organisation_id uuid, language text, time_zone text, notes text, vip boolean)
    where c.id = r.id and ((c.organisation_id is null and r.organisation_id is not null) or (c.language is null and r.language is not null)
      or (c.time_zone is null and r.time_zone is not null) or (c.notes = '' and r.notes <> '') or (r.vip and not c.vip))
    returning c.id
  `.execute(ctx.trx);
  return changed.map(({ id }) => id);
}

/** Takes over organisations: one of the same name, or with one of the same domains, is the same. */
export async function importOrganisations(
  ctx: WritingContext,
  organisations: readonly {
    key: string;
    ownId?: string | undefined;
    name: string;
    domains: readonly string[];
    notes: string;
  }[],
): Promise<Map<string, ImportedAs>> {
  const results = new Map<string, ImportedAs>();
  for (const one of organisations) {
    const domains = one.domains.flatMap((domain) => organisationDomain(`x@${domain.trim().toLowerCase()}`) ?? []);
    const id = one.ownId ?? (await findOrganisation(ctx, one.name, domains));
    const own = id ?? newId();
    results.set(one.key, { id: own, outcome: id === undefined ? 'created' : 'unchanged' });
    if (id === undefined)
      await sql`insert into organisations (id, name, notes, created_at)
        values (${own}, ${one.name.trim().slice(0, 300) || '…'}, ${one.notes}, ${ctx.now})`.execute(ctx.trx);
    for (const domain of domains)
      await sql`insert into organisation_domains (domain, organisation_id) values (${domain}, ${own}) on conflict do nothing`.execute(
        ctx.trx,
      );
  }
  return results;
}

async function findOrganisation(
  ctx: WritingContext,
  name: string,
  domains: readonly string[],
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select o.id, 1 as rank from organisations o where lower(o.name) = lower(${name.trim()})
      union all select d.organisation_id, 2 from organisation_domains d where d.domain = any(${[...domains]}::text[])) found
    order by rank, id limit 1
  `.execute(ctx.trx);
  return rows[0]?.id;
}

/** Notes when customers first and last wrote: just now, or as their imported messages tell. */
export async function noteHeard(
  ctx: WritingContext,
  heard: readonly { id: string; first: Date; last: Date }[],
): Promise<void> {
  if (heard.length === 0) return;
  await sql`
    update customers c set first_seen_at = least(c.first_seen_at, r.first), last_heard_at = greatest(c.last_heard_at, r.last)
    from (select id, min(first) as first, max(last) as last
      from json_to_recordset(${JSON.stringify(heard)}::json) as h(id uuid, first timestamptz, last timestamptz) group by id) r
    where c.id = r.id
  `.execute(ctx.trx);
}
