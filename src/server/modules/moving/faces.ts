import type { WritingContext } from '../../context.ts';
import { importPeople } from '../customers/index.ts';
import { findItems, findRecords } from './import-queries.ts';
import { type OwnFields, ownFields } from './own-fields.ts';
import { type OwnAddresses, readOwnAddresses, strangersInCopy } from './own-parties.ts';
import type { CaseRecord, MessageRecord, PersonRecord } from './records.ts';
import { type Running, toPerson } from './running-import.ts';

/** Who is who in a batch: looked up once. */
export interface Faces {
  /** Customers by their id there, and by `mail:` or `name:` for those named only where they wrote. */
  customers: ReadonlyMap<string, string>;
  agents: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, PersonRecord>;
  teams: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
  /** Our own addresses and fields. */
  own: OwnAddresses;
  fields: OwnFields;
}

/** Finds everybody a batch names; whoever is only named where he wrote becomes a customer here. */
export async function meet(
  ctx: WritingContext,
  running: Running,
  cases: readonly CaseRecord[],
  messages: ReadonlyMap<string, MessageRecord[]>,
): Promise<Faces> {
  const said = cases.flatMap(({ id }) => messages.get(id) ?? []);
  const ids = [
    ...cases.flatMap(({ requesterId, assigneeId, cc = [] }) => [requesterId, assigneeId, ...cc]),
    ...said.map(({ authorId }) => authorId),
  ].filter((one) => one !== null);
  const own = async (kind: string, wanted: readonly string[]) =>
    new Map([...(await findRecords(ctx.trx, running.origin, kind, wanted))].map(([key, { id }]) => [key, id]));
  const customers = await own('person', ids);
  const people = await findItems<PersonRecord>(ctx.trx, running.id, 'person', [...new Set(ids)]);
  const organisations = await own(
    'organisation',
    cases.flatMap(({ organisationId }) => organisationId ?? []),
  );
  const ownAddresses = await readOwnAddresses(ctx);
  const unmet = new Map<string, ReturnType<typeof toPerson>>();
  const meetNamed = (name: string, email: string | null) => {
    const key = email === null ? `name:${name.toLowerCase()}` : `mail:${email}`;
    const person = { kind: 'person' as const, id: key, name, emails: email === null ? [] : [email], agent: false };
    if (!unmet.has(key) || name !== email) unmet.set(key, toPerson(running, key, person, undefined, organisations));
  };
  for (const { requesterId, requester } of cases) {
    if (requesterId !== null && customers.has(requesterId)) continue;
    const person = requesterId === null ? undefined : people.get(requesterId);
    // a colleague may ask for himself: then he is a customer too
    if (requesterId !== null && person !== undefined)
      unmet.set(requesterId, toPerson(running, requesterId, person, undefined, organisations));
    else if (requester !== undefined) meetNamed(requester.name, requester.email);
  }
  for (const data of cases) for (const email of strangersInCopy(ownAddresses, data)) meetNamed(email, email);
  for (const { authorId, author, byAgent } of said) {
    const isKnown = authorId !== null && (customers.has(authorId) || people.has(authorId));
    if (!isKnown && byAgent !== true && author !== undefined && author.email !== null)
      meetNamed(author.name, author.email);
  }
  for (const [key, { id }] of await importPeople(ctx, [...unmet.values()])) customers.set(key, id);
  return {
    customers,
    people,
    agents: await own('agent', ids),
    teams: await own(
      'team',
      cases.flatMap(({ teamId }) => teamId ?? []),
    ),
    organisations,
    own: ownAddresses,
    fields: await ownFields(ctx),
  };
}

/** Whose case it is; undefined when the source names nobody that can be known. */
export function customerOf(faces: Faces, data: CaseRecord): string | undefined {
  const byId = data.requesterId === null ? undefined : faces.customers.get(data.requesterId);
  if (byId !== undefined || data.requester === undefined) return byId;
  const { name, email } = data.requester;
  return faces.customers.get(email === null ? `name:${name.toLowerCase()}` : `mail:${email}`);
}
