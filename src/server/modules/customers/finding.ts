import { organisationDomain, personName } from '../../../domain/customers/addresses.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { normaliseIdentity } from './identifying.ts';
import { findCustomerByIdentity, insertIdentity, insertKnownCustomer, updateCustomer } from './queries.ts';

/** A customer as other rooms need him: which record, what to call him, where he belongs. */
export interface KnownCustomer {
  id: string;
  name: string;
  organisationId: string | null;
  language: string | null;
  /** Whether this call added him. */
  added: boolean;
}

/**
 * Finds the customer behind an address, a phone number or a name in another system, following merges; adds one when there is
 * none, with the organisation of his mail domain (never of a free mail provider).
 * @param heard true when the customer himself got in touch just now
 * @param unseen true when the caller has just looked and found nobody: the look is saved, and made up for if it was overtaken
 */
export function findOrAddCustomer(
  ctx: Context,
  who: {
    email?: string | undefined;
    phone?: string | undefined;
    external?: string | undefined;
    name?: string | null | undefined;
    language?: string | null | undefined;
  },
  heard = false,
  unseen = false,
): Promise<KnownCustomer> {
  const [kind, given] = identityOf(who);
  return transact(ctx, async (ctx) => {
    const value = await normaliseIdentity(ctx, kind, given);
    const known = unseen ? undefined : await findCustomerByIdentity(ctx.trx, kind, value);
    if (known !== undefined) {
      if (heard) await updateCustomer(ctx.trx, known.id, { last_heard_at: ctx.now });
      return {
        id: known.id,
        name: known.name,
        organisationId: known.organisation_id,
        language: known.language,
        added: false,
      };
    }
    const row = {
      id: newId(),
      identityId: newId(),
      organisationId: newId(),
      kind,
      value,
      name: personName(who.name, value),
      language: who.language ?? null,
      domain: kind === 'email' ? organisationDomain(value) : null,
      at: ctx.now,
      heardAt: heard ? ctx.now : null,
    };
    const added = await insertKnownCustomer(ctx.trx, row);
    // somebody else added the same address between our look and our insert: theirs it is
    if (added === undefined) return findOrAddCustomer(ctx, who, heard);
    if (kind === 'email' && who.phone !== undefined && who.phone !== '')
      await insertIdentity(ctx.trx, {
        id: newId(),
        customer_id: added.id,
        kind: 'phone',
        value: await normaliseIdentity(ctx, 'phone', who.phone),
        created_at: ctx.now,
      });
    await record(ctx, 'customers.added', added.id, { customerId: added.id });
    return { id: added.id, name: row.name, organisationId: added.organisation_id, language: row.language, added: true };
  });
}

function identityOf(who: {
  email?: string | undefined;
  phone?: string | undefined;
  external?: string | undefined;
  name?: string | null | undefined;
}): ['email' | 'phone' | 'external', string] {
  if (who.email !== undefined && who.email !== '') return ['email', who.email];
  if (who.phone !== undefined && who.phone !== '') return ['phone', who.phone];
  // a caller who gave nothing but a name is nobody we could find again: a record of his own
  return ['external', who.external ?? `unknown:${newId()}`];
}
