import type { MailFacts } from '../../../contract/channels-facts.ts';
import type { Context, WritingContext } from '../../context.ts';
import { readAuthenticationResults } from '../../mail/authentication-results.ts';
import { readInvitation } from '../../mail/invitations.ts';
import type { ParsedMail } from '../../mail/parsing/parsed-mail.ts';
import { findConnection } from './connection-queries.ts';

/**
 * Keeps what a mail tells beside its words: whether its sender was checked, whether it is signed or encrypted, a meeting, who passed
 * it on. A mail that tells nothing of that leaves no row.
 */
export async function keepMailFacts(
  ctx: WritingContext,
  about: { messageId: string; sourceId: string; mailboxId: string; mail: ParsedMail; forwardedBy: string | null },
): Promise<void> {
  const { mail } = about;
  const authentication = await checkedBy(ctx, about.mailboxId, mail);
  const invitation = mail.calendar === null ? null : readInvitation(mail.calendar);
  if (authentication === null && invitation === null && mail.security === null && about.forwardedBy === null) return;
  await ctx.trx
    .insertInto('mail_facts')
    .values({
      message_id: about.messageId,
      source_id: about.sourceId,
      authentication: authentication === null ? null : JSON.stringify(authentication),
      security: mail.security,
      invitation: invitation === null ? null : JSON.stringify(invitation),
      forwarded_by: about.forwardedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * What was found out about the sender. Believed is only the server that the mailbox names, or its provider's; a header of anybody
 * else may have come with the mail and is shown as what it says.
 */
async function checkedBy(
  ctx: WritingContext,
  mailboxId: string,
  mail: ParsedMail,
): Promise<MailFacts['authentication']> {
  if (mail.headers['authentication-results'] === undefined && mail.headers['received-spf'] === undefined) return null;
  const connection = await findConnection(ctx.trx, mailboxId);
  const trusts = connection === undefined ? undefined : trustedServer(connection);
  if (trusts !== undefined) {
    const found = readAuthenticationResults(mail.headers, trusts);
    if (found.dkim !== null || found.spf !== null || found.dmarc !== null) return clean({ ...found, believed: true });
  }
  const said = readAuthenticationResults(mail.headers);
  return said.dkim === null && said.spf === null && said.dmarc === null ? null : clean({ ...said, believed: false });
}

function trustedServer(connection: {
  trusted_server: string | null;
  imap_host: string | null;
  sign_in: string;
}): ((server: string) => boolean) | undefined {
  const named = connection.trusted_server;
  if (named !== null) return (server) => server === named;
  if (connection.sign_in === 'google' || connection.imap_host === 'imap.gmail.com')
    return (server) => server === 'mx.google.com';
  // Exchange Online writes its results without a name, above everything that came with the mail
  if (connection.sign_in === 'microsoft' || connection.imap_host === 'outlook.office365.com')
    return (server) => server === '' || server.endsWith('.protection.outlook.com');
  return undefined;
}

function clean<T extends Record<string, string | boolean | null>>(result: T): T {
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().slice(0, 253) : value,
    ]),
  ) as T;
}

/** What the mails of a case tell beside their words, newest first. Whether the case may be seen is decided by the caller. */
export async function listMailFacts(ctx: Context, caseId: string): Promise<{ items: MailFacts[] }> {
  const rows = await ctx.db
    .selectFrom('messages as m')
    .innerJoin('mail_facts as f', 'f.message_id', 'm.id')
    .select(['f.message_id', 'f.authentication', 'f.security', 'f.invitation', 'f.forwarded_by'])
    .where('m.case_id', '=', caseId)
    .orderBy('m.at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(200)
    .execute();
  const items = rows.map((row) => ({
    messageId: row.message_id,
    authentication: row.authentication as unknown as MailFacts['authentication'],
    security: row.security as MailFacts['security'],
    invitation: row.invitation as unknown as MailFacts['invitation'],
    forwardedBy: row.forwarded_by,
  }));
  return { items };
}
