import type { Context } from '../../context.ts';
import { readKeyForDays, signKeyForDays } from '../../signing.ts';

/**
 * The address at which a customer sees a case of his without signing in: `/my/cases/{number}?key=…`, good for 90 days. The key
 * is signed for the customer, not for the case: with it he sees his own cases and no others.
 */
export function signMyLink(
  ctx: Pick<Context, 'secret' | 'url' | 'now'>,
  customerId: string,
  caseNumber?: number,
): string {
  const path = caseNumber === undefined ? '/my' : `/my/cases/${String(caseNumber)}`;
  return `${ctx.url}${path}?key=${signMyKey(ctx, customerId)}`;
}

/** The key alone, for a cookie of the /my pages. */
export function signMyKey(ctx: Pick<Context, 'secret' | 'now'>, customerId: string): string {
  return signKeyForDays(ctx, 'my', customerId, 90);
}

/** The customer a key was signed for; undefined when it is forged or has expired. */
export function readMyKey(ctx: Pick<Context, 'secret' | 'now'>, key: string): { customerId: string } | undefined {
  const customerId = readKeyForDays(ctx, 'my', key);
  return customerId === undefined ? undefined : { customerId };
}
