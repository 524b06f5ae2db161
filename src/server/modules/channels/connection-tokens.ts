import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { MailProblem } from '../../mail/mail-problems.ts';
import {
  authorisePage,
  freshTokens,
  type OAuthTokens,
  readState,
  signState,
  tokensForCode,
  verifierFor,
} from '../../mail/oauth.ts';
import { record } from '../../store/events.ts';
import { findConnection, lockConnection, updateConnection } from './connection-queries.ts';
import { oauthClientOf, openSecret, sealFor } from './connection-secrets.ts';

/** A token is renewed this long before it ends, so that it holds for a whole mail. */
const aheadMinutes = 5;

/** Where the provider sends people back to. */
export function callbackUrl(ctx: Context): string {
  return `${ctx.url}/api/v1/mail/oauth/callback`;
}

/** The provider's page where a person allows us to fetch and send. Refuses while the client is not set up. */
export async function allowConnection(ctx: Context, mailboxId: string): Promise<{ url: string }> {
  const connection = await findConnection(ctx.db, mailboxId);
  const client = connection === undefined ? undefined : oauthClientOf(ctx, connection);
  if (connection === undefined || client === undefined || client.clientId === '')
    throw new Refusal('conflict', 'oauth-not-set-up', 'Save the client ID of the provider first, then sign in there.');
  const state = signState(ctx.secret, mailboxId, ctx.now);
  const url = authorisePage(client, {
    redirect: callbackUrl(ctx),
    state,
    verifier: verifierFor(ctx.secret, state),
    hint: connection.imap_user || connection.smtp_user || connection.address,
  });
  return { url };
}

/**
 * Takes a person back from the provider: the code becomes tokens, and fetching begins. @returns the mailbox it was for. Throws a
 * Refusal for a state that is forged or old and for a provider that says no.
 */
export async function finishAllowing(
  ctx: Context,
  came: { code?: string | undefined; state?: string | undefined; error?: string | undefined },
): Promise<string> {
  const state = came.state ?? '';
  const mailboxId = readState(ctx.secret, state, ctx.now);
  if (mailboxId === null)
    throw new Refusal(
      'invalid',
      'oauth-state',
      'That took longer than 15 minutes, or did not start here. Begin again.',
    );
  const connection = await findConnection(ctx.db, mailboxId);
  const client = connection === undefined ? undefined : oauthClientOf(ctx, connection);
  if (client === undefined)
    throw new Refusal('conflict', 'oauth-not-set-up', 'This mailbox does not sign in with a provider any more.');
  if (came.code === undefined || came.code === '')
    throw new Refusal(
      'conflict',
      'oauth-refused',
      `The provider did not allow it: ${came.error ?? 'no reason given'}.`,
    );
  let tokens: OAuthTokens;
  try {
    tokens = await tokensForCode(
      ctx.outside,
      client,
      { code: came.code, redirect: callbackUrl(ctx), verifier: verifierFor(ctx.secret, state) },
      ctx.now,
    );
  } catch (error) {
    if (error instanceof MailProblem)
      throw new Refusal('conflict', 'oauth-refused', `The provider did not allow it: ${error.message}`);
    throw error;
  }
  if (tokens.refreshToken === undefined)
    throw new Refusal('conflict', 'oauth-no-refresh', 'The provider gave no lasting permission (no refresh token).');
  await transact(ctx, async (ctx) => {
    const before = await lockConnection(ctx.trx, mailboxId);
    await keep(ctx, mailboxId, tokens);
    await updateConnection(ctx.trx, mailboxId, {
      revision: (before?.revision ?? 0) + 1,
      next_try_at: null,
      failures: 0,
      ...(/^(?:permission|client|token)-/.test(before?.problem ?? '') ? quiet : {}),
    });
    await record(ctx, 'channels.mailbox-allowed', mailboxId);
  });
  return mailboxId;
}

const quiet = { problem: null, problem_words: null, problem_since: null, state: 'waiting' };

/** An access token that holds for a while, renewed when it must be. Throws a MailProblem when there is no permission. */
export function accessToken(ctx: Context, mailboxId: string): Promise<string> {
  return transact(ctx, async (ctx) => {
    const connection = await lockConnection(ctx.trx, mailboxId);
    const client = connection === undefined ? undefined : oauthClientOf(ctx, connection);
    const refresh = connection === undefined ? undefined : openSecret(ctx, connection, 'oauth_refresh_token');
    if (connection === undefined || client === undefined || refresh === undefined)
      throw new MailProblem('permission-missing', 'Nobody has signed in with the provider yet.');
    const current = openSecret(ctx, connection, 'oauth_access_token');
    const soon = ctx.now.getTime() + aheadMinutes * 60_000;
    if (current !== undefined && (connection.oauth_expires_at?.getTime() ?? 0) > soon) return current;
    const tokens = await freshTokens(ctx.outside, client, refresh, ctx.now);
    await keep(ctx, mailboxId, tokens);
    return tokens.accessToken;
  });
}

/** Forgets an access token that a server did not take; the lasting permission stays. */
export function dropAccessToken(ctx: Context, mailboxId: string): Promise<void> {
  return transact(ctx, async (ctx) => {
    await updateConnection(ctx.trx, mailboxId, { oauth_access_token: null, oauth_expires_at: null });
  });
}

async function keep(ctx: WritingContext, mailboxId: string, tokens: OAuthTokens): Promise<void> {
  await updateConnection(ctx.trx, mailboxId, {
    oauth_access_token: sealFor(ctx, mailboxId, 'oauth_access_token', tokens.accessToken),
    oauth_expires_at: tokens.expiresAt,
    ...(tokens.refreshToken === undefined
      ? {}
      : { oauth_refresh_token: sealFor(ctx, mailboxId, 'oauth_refresh_token', tokens.refreshToken) }),
  });
}
