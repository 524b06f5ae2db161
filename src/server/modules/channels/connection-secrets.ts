import type { Context } from '../../context.ts';
import { MailProblem } from '../../mail/mail-problems.ts';
import { type OAuthClient } from '../../mail/oauth.ts';
import { seal, unseal } from '../../sealing.ts';
import type { ConnectionRecord } from './connection-queries.ts';

export type SecretColumn =
  | 'imap_password'
  | 'smtp_password'
  | 'oauth_client_secret'
  | 'oauth_refresh_token'
  | 'oauth_access_token';

/** Closes a secret for one column of one mailbox. */
export function sealFor(ctx: Context, mailboxId: string, column: SecretColumn, text: string): Buffer {
  return seal(ctx.secret, `${column}:${mailboxId}`, text);
}

/** Opens a secret; undefined when there is none. Throws `secret-changed` when it was closed under another secret. */
export function openSecret(ctx: Context, connection: ConnectionRecord, column: SecretColumn): string | undefined {
  const sealed = connection[column];
  if (sealed === null) return undefined;
  const text = unseal(ctx.secret, `${column}:${connection.mailbox_id}`, sealed);
  if (text === undefined)
    throw new MailProblem('secret-changed', 'It was stored under another secret of this installation.');
  return text;
}

/** What is stored of a client of a provider, beside its secrets. */
export interface OAuthSettings {
  clientId: string;
  tenant?: string;
  authoriseUrl?: string;
  tokenUrl?: string;
  scope?: string;
}

/** The client that the provider knows us by; undefined where the mailbox signs in by password. */
export function oauthClientOf(ctx: Context, connection: ConnectionRecord): OAuthClient | undefined {
  if (connection.sign_in === 'password' || connection.oauth === null) return undefined;
  const settings = connection.oauth as unknown as OAuthSettings;
  return {
    kind: connection.sign_in as OAuthClient['kind'],
    ...settings,
    clientSecret: openSecret(ctx, connection, 'oauth_client_secret'),
  };
}
