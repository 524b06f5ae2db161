import { BlockList, isIP } from 'node:net';
import { mayRole, type Role } from '../../../domain/people/permissions.ts';
import { withinScopes } from '../../../domain/people/scopes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Actor, Context } from '../../context.ts';

/** What a key is limited to, beside its role. Absent: not limited in that way. */
export interface KeyLimits {
  scopes?: readonly string[] | undefined;
  teamIds?: readonly string[] | undefined;
  expiresAt?: string | undefined;
  allowedIps?: readonly string[] | undefined;
}

/**
 * Refuses limits that mean nothing or reach further than whoever asks: a limited key makes no key that may do more.
 * Throws `scopes-above-own`, `team-not-found`, `role-not-limitable`, `expiry-past`, `address-unreadable`.
 */
export async function checkLimits(ctx: Context, role: Role, limits: KeyLimits): Promise<void> {
  checkOwnLimits(ctx.actor, limits.scopes);
  if (limits.teamIds !== undefined) {
    if (mayRole(role, 'people.manage'))
      throw new Refusal(
        'invalid',
        'role-not-limitable',
        'An admin or owner sees every team; a key limited to teams is a manager at most.',
        { field: 'role' },
      );
    const known = await ctx.db
      .selectFrom('teams')
      .select('id')
      .where('id', 'in', [...limits.teamIds])
      .execute();
    if (known.length < new Set(limits.teamIds).size)
      throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamIds' });
  }
  if (limits.expiresAt !== undefined && Date.parse(limits.expiresAt) <= ctx.now.getTime())
    throw new Refusal('invalid', 'expiry-past', 'That time is over already.', { field: 'expiresAt' });
  for (const network of limits.allowedIps ?? [])
    if (!isNetwork(network))
      throw new Refusal(
        'invalid',
        'address-unreadable',
        `${network} is no address and no network; write 192.0.2.7 or 192.0.2.0/24.`,
        { field: 'allowedIps' },
      );
}

/** Refuses what reaches further than the key that asks for it; people and unlimited keys may ask for anything. */
export function checkOwnLimits(actor: Actor, scopes: readonly string[] | undefined): void {
  if (actor.kind !== 'key') return;
  if (!withinScopes(scopes, actor.scopes))
    throw new Refusal('forbidden', 'scopes-above-own', 'That would reach further than the scopes of this key.', {
      field: 'scopes',
    });
}

/** Whether a key may be used from an address; `allowed` empty or null means from anywhere. */
export function mayComeFrom(address: string, allowed: readonly string[] | null): boolean {
  if (allowed === null || allowed.length === 0) return true;
  const list = new BlockList();
  for (const network of allowed) {
    const [base = '', bits] = network.split('/');
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(base, family);
    else list.addSubnet(base, Number(bits), family);
  }
  // a listener on both families names a caller by IPv4 as ::ffff:192.0.2.7
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function isNetwork(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/');
  const family = isIP(base);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
