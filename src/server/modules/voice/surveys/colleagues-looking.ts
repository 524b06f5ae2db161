import type { Context } from '../../../context.ts';
import { listAddresses } from '../queries.ts';
import { findInvitationByHash } from './invitation-queries.ts';
import { hashSurveyToken, looksLikeToken } from './survey-tokens.ts';

/**
 * Whether a colleague who is signed in may only look at the page of an ask: the answer is the customer's, and nobody rates himself.
 * Whoever is a customer here himself, by his own address, answers what he is asked.
 */
export async function mayOnlyLook(ctx: Context, token: string, colleagueId: string): Promise<boolean> {
  const asked = looksLikeToken(token) ? await findInvitationByHash(ctx.db, hashSurveyToken(token)) : undefined;
  if (asked === undefined) return false;
  const his = await ctx.db.selectFrom('users').select('email').where('id', '=', colleagueId).executeTakeFirst();
  const addresses = await listAddresses(ctx.db, asked.customer_id);
  return !addresses.some(({ value }) => value.toLowerCase() === his?.email.toLowerCase());
}
