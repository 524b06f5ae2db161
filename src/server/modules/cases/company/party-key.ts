import type { Context } from '../../../context.ts';
import { readKeyForDays, signKeyForDays } from '../../../signing.ts';

/** The address at which an outside party reads and answers what is written to it, without an account; good for 180 days. */
export function signPartyLink(ctx: Pick<Context, 'secret' | 'url' | 'now'>, partyId: string): string {
  return `${ctx.url}/party/${signKeyForDays(ctx, 'party', partyId, 180)}`;
}

/** The party a key was signed for; undefined when it is forged or has expired. */
export function readPartyKey(ctx: Pick<Context, 'secret' | 'now'>, key: string): string | undefined {
  return readKeyForDays(ctx, 'party', key);
}
