import { organisationDomain, personName } from '../../../domain/customers/addresses.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { saveDuplicate } from './merging/duplicate-queries.ts';
import type { KnownCustomer } from './finding.ts';
import { type IdentityKind, normaliseIdentity } from './identifying.ts';
import { joinRecords } from './merging/merging.ts';
import { organisationOfDomain } from './organisations/organisation-queries.ts';
import { findCustomerByIdentity, insertCustomer, insertIdentity, updateCustomer } from './queries.ts';
import { markVerified } from './records/record-queries.ts';

/** By what somebody is recognised. `verified` only when its owner has proved it: a signed token, a mailed code, an answer to a mail. */
export interface SeenIdentity {
  kind: IdentityKind;
  value: string;
  verified?: boolean | undefined;
}

/**
 * Finds the one record behind everything somebody shows of himself, whatever the channel, and adds one when there is none.
 * Records that share a verified address, number or name in another system are one person and become one record, the oldest;
 * it can be undone. What is only claimed never opens another's record: when a claimed address belongs to somebody else,
 * the two are proposed to a person.
 */
export function recogniseCustomer(
  ctx: Context,
  who: { identities: readonly SeenIdentity[]; name?: string | null | undefined; language?: string | null | undefined },
  heard = false,
): Promise<KnownCustomer> {
  return transact(ctx, async (ctx) => {
    const seen = [];
    for (const identity of who.identities) {
      const value = await normaliseIdentity(ctx, identity.kind, identity.value);
      // what a browser or another system of ours says of itself needs no proof of its own
      const sure = identity.verified === true || identity.kind === 'chat';
      seen.push({ ...identity, value, sure, owner: await findCustomerByIdentity(ctx.trx, identity.kind, value) });
    }
    const owners = await sortByAge(ctx, [
      ...new Set(seen.filter((one) => one.sure).flatMap((one) => one.owner?.id ?? [])),
    ]);
    // alone, a claimed address is all we have: mail works the same way
    const claimed = seen.length === 1 ? seen[0]?.owner?.id : undefined;
    const id = owners[0] ?? claimed ?? (await addRecord(ctx, who.name, who.language, seen));
    for (const other of owners.slice(1)) await joinRecords(ctx, id, other, [], reasonOf(seen, other));
    for (const one of seen) {
      if (one.owner === undefined) await addTo(ctx, id, one);
      else if (one.verified === true) await markVerified(ctx.trx, one.owner.identity_id, ctx.now);
      else if (!one.sure && one.owner.id !== id && !owners.includes(one.owner.id))
        await saveDuplicate(ctx.trx, id, one.owner.id, 0.6, ['claimed-address'], ctx.now);
    }
    if (heard) await updateCustomer(ctx.trx, id, { last_heard_at: ctx.now });
    const row = await ctx.trx
      .selectFrom('customers')
      .select(['name', 'organisation_id', 'language', 'created_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const added = owners[0] === undefined && claimed === undefined;
    return { id, name: row.name, organisationId: row.organisation_id, language: row.language, added };
  });
}

async function addRecord(
  ctx: WritingContext,
  name: string | null | undefined,
  language: string | null | undefined,
  seen: readonly { kind: IdentityKind; value: string }[],
): Promise<string> {
  const id = newId();
  const address = seen.find((one) => one.kind === 'email')?.value;
  const domain = address === undefined ? null : organisationDomain(address);
  await insertCustomer(ctx.trx, {
    id,
    name: personName(name, address ?? ''),
    organisation_id: domain === null ? null : ((await organisationOfDomain(ctx.trx, domain))?.organisation_id ?? null),
    language: language ?? null,
    time_zone: null,
    vip: false,
    notes: '',
    first_seen_at: ctx.now,
    created_at: ctx.now,
  });
  await record(ctx, 'customers.added', id, { customerId: id });
  return id;
}

/** Adds what was free. An address that is only claimed goes to whoever we know by it alone, never to a record known by more. */
async function addTo(
  ctx: WritingContext,
  id: string,
  one: { kind: IdentityKind; value: string; verified?: boolean | undefined },
): Promise<void> {
  await insertIdentity(ctx.trx, {
    id: newId(),
    customer_id: id,
    kind: one.kind,
    value: one.value,
    created_at: ctx.now,
    verified_at: one.verified === true ? ctx.now : null,
  });
}

async function sortByAge(ctx: WritingContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length < 2) return [...ids];
  const rows = await ctx.trx
    .selectFrom('customers')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('first_seen_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

function reasonOf(seen: readonly { kind: IdentityKind; owner: { id: string } | undefined }[], other: string): string {
  const kind = seen.find((one) => one.owner?.id === other)?.kind;
  return kind === 'email' ? 'same-address' : kind === 'phone' ? 'same-number' : 'same-external-id';
}
