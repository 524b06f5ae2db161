import { dialledRegion, normaliseAddress, normalisePhone } from '../../../domain/customers/addresses.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Customer } from '../../../contract/customers.ts';
import type { Context, WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { findCompany } from '../people/index.ts';
import { insertIdentity } from './queries.ts';

export type IdentityKind = Customer['identities'][number]['kind'];

/** An identity as it is compared: addresses in lower case, numbers with their country. Refuses what is none. */
export async function normaliseIdentity(ctx: Context, kind: IdentityKind, value: string): Promise<string> {
  const normalised =
    kind === 'email'
      ? normaliseAddress(value)
      : kind === 'phone'
        ? normalisePhone(value, await region(ctx))
        : value.trim();
  if (normalised === '' || (kind === 'email' && !/^[^\s@]+@[^\s@]+$/.test(normalised)))
    throw new Refusal('invalid', 'identity', `"${value}" is not ${kind === 'email' ? 'an address' : 'a number'}.`, {
      field: kind,
    });
  return normalised;
}

/** Gives an identity to a customer; one that is somebody's already is refused. */
export async function claimIdentity(
  ctx: WritingContext,
  customerId: string,
  kind: IdentityKind,
  value: string,
  verifiedAt: Date | null = null,
): Promise<void> {
  const normalised = await normaliseIdentity(ctx, kind, value);
  const row = {
    id: newId(),
    customer_id: customerId,
    kind,
    value: normalised,
    created_at: ctx.now,
    verified_at: verifiedAt,
  };
  if ((await insertIdentity(ctx.trx, row)) === undefined)
    throw new Refusal(
      'conflict',
      'identity-taken',
      `${normalised} already belongs to a customer; merge the two instead.`,
      { field: kind },
    );
}

/** In which country numbers without one are dialled: the company's. */
async function region(ctx: Context): Promise<string | null> {
  const company = await findCompany(ctx.db);
  return company === undefined ? null : dialledRegion(company.time_zone, company.language);
}
