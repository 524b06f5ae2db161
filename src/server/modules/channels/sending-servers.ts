import type { Context } from '../../context.ts';
import { type MailTransport, openServerTransport } from '../../mail/sending.ts';
import { findConnection } from './connection-queries.ts';
import { openSecret } from './connection-secrets.ts';
import { accessToken } from './connection-tokens.ts';

/** Connections of this node to the servers of mailboxes, kept while their settings and tokens stay the same. */
const open = new Map<string, { made: string; transport: MailTransport }>();
const mostOpen = 200;

/**
 * The outgoing server of a mailbox's own; undefined where it sends by the server for all. Throws a MailProblem when its secret
 * cannot be read or the provider gives no token.
 */
export async function ownServer(ctx: Context, mailboxId: string): Promise<MailTransport | undefined> {
  const connection = await findConnection(ctx.db, mailboxId);
  if (connection?.smtp_host == null) return undefined;
  const proof =
    connection.sign_in === 'password'
      ? { password: openSecret(ctx, connection, 'smtp_password') ?? '' }
      : { accessToken: await accessToken(ctx, mailboxId) };
  const server = {
    host: connection.smtp_host,
    port: connection.smtp_port ?? 587,
    security: (connection.smtp_security ?? 'starttls') as 'tls' | 'starttls' | 'none',
    user: connection.smtp_user ?? '',
    proof,
  };
  const made = JSON.stringify(server);
  const known = open.get(mailboxId);
  if (known?.made === made) return known.transport;
  known?.transport.close();
  const [oldest] = open.keys();
  if (open.size >= mostOpen && oldest !== undefined) {
    open.get(oldest)?.transport.close();
    open.delete(oldest);
  }
  const transport = openServerTransport(server);
  open.set(mailboxId, { made, transport });
  return transport;
}

/** Lets go of every connection; for the end of a node. */
export function closeOwnServers(): void {
  for (const one of open.values()) one.transport.close();
  open.clear();
}
