import type { WritingContext } from '../../context.ts';
import type { ImportedParty } from '../cases/index.ts';
import type { CaseRecord, PersonRecord } from './records.ts';

/** Addresses of ours: whoever is in copy by one of them is a mailbox or a colleague, and never a customer. */
export interface OwnAddresses {
  mailboxes: ReadonlySet<string>;
  colleagues: ReadonlyMap<string, string>;
}

export async function readOwnAddresses(ctx: WritingContext): Promise<OwnAddresses> {
  const mailboxes = await ctx.trx.selectFrom('mailboxes').select('address').execute();
  const users = await ctx.trx.selectFrom('users').select(['id', 'email']).where('active', '=', true).execute();
  return {
    mailboxes: new Set(mailboxes.map(({ address }) => address.toLowerCase())),
    colleagues: new Map(users.map(({ id, email }) => [email.toLowerCase(), id])),
  };
}

/** Addresses in copy that nobody is known by yet. */
export function strangersInCopy(own: OwnAddresses, data: CaseRecord): string[] {
  return (data.cc ?? []).filter((one) => one.includes('@') && !own.mailboxes.has(one) && !own.colleagues.has(one));
}

/** Who of those in copy takes part here, and who could not be placed: that stays in a note. */
export function placeCopies(
  own: OwnAddresses,
  faces: {
    customers: ReadonlyMap<string, string>;
    agents: ReadonlyMap<string, string>;
    people: ReadonlyMap<string, PersonRecord>;
  },
  data: CaseRecord,
): { parties: ImportedParty[]; left: string[] } {
  const parties: ImportedParty[] = [];
  const left: string[] = [];
  for (const one of new Set(data.cc ?? [])) {
    const person = faces.people.get(one);
    const email = person?.emails[0] ?? (one.includes('@') ? one : null);
    if (one === data.requesterId || (email !== null && own.mailboxes.has(email))) continue;
    const name = person?.name ?? email ?? one;
    const userId = faces.agents.get(one) ?? (email === null ? undefined : own.colleagues.get(email));
    const customerId = faces.customers.get(one) ?? (email === null ? undefined : faces.customers.get(`mail:${email}`));
    if (userId !== undefined) parties.push({ role: 'colleague', name, email, userId });
    else if (customerId !== undefined) parties.push({ role: 'customer', name, email, customerId });
    else if (email !== null) left.push(email);
  }
  return { parties, left };
}
