import { Refusal } from '../../../domain/refusal.ts';
import type { Connection, ConnectionHealth, ConnectionInput } from '../../../contract/channels-connections.ts';
import { type Context, transact } from '../../context.ts';
import { type ImapSession, openImap } from '../../mail/imap-session.ts';
import { MailProblem } from '../../mail/mail-problems.ts';
import { record } from '../../store/events.ts';
import {
  type ConnectionRecord,
  deleteConnection,
  findConnection,
  listConnectionRows,
  listFolderRows,
  updateConnection,
  upsertConnection,
} from './connection-queries.ts';
import { type OAuthSettings, openSecret, sealFor } from './connection-secrets.ts';
import { accessToken, callbackUrl, dropAccessToken } from './connection-tokens.ts';
import { findMailboxById } from './queries.ts';

/** How a mailbox is fetched and how it sends; nothing is set up at first. */
export async function readConnection(ctx: Context, mailboxId: string): Promise<Connection> {
  if ((await findMailboxById(ctx.db, mailboxId)) === undefined) throw noMailbox();
  return show(ctx, mailboxId, await findConnection(ctx.db, mailboxId));
}

/** Sets up fetching and sending of a mailbox; secrets that are left out stay as they are. Fetching begins again at once. */
export function saveConnection(ctx: Context, mailboxId: string, input: ConnectionInput): Promise<Connection> {
  return transact(ctx, async (ctx) => {
    const mailbox = await findMailboxById(ctx.trx, mailboxId);
    if (mailbox === undefined) throw noMailbox();
    const before = await findConnection(ctx.trx, mailboxId);
    check(input, before);
    const { imap, smtp, oauth } = input;
    const sealed = (column: Parameters<typeof sealFor>[2], text: string | undefined) =>
      text === undefined ? {} : { [column]: sealFor(ctx, mailboxId, column, text) };
    const otherClient =
      before !== undefined &&
      (before.sign_in !== input.signIn || (before.oauth as OAuthSettings | null)?.clientId !== oauth?.clientId);
    await upsertConnection(ctx.trx, mailboxId, ctx.now, {
      enabled: input.enabled ?? before?.enabled ?? true,
      sign_in: input.signIn,
      imap_host: imap?.host.toLowerCase() ?? null,
      imap_port: imap?.port ?? null,
      imap_security: imap?.security ?? null,
      imap_user: imap?.user ?? null,
      ...(imap === null
        ? { imap_password: null }
        : {
            folders: imap.folders,
            start_with: imap.startWith,
            after_fetch: imap.afterFetch,
            move_to: imap.moveTo,
            ...sealed('imap_password', imap.password),
          }),
      smtp_host: smtp?.host.toLowerCase() ?? null,
      smtp_port: smtp?.port ?? null,
      smtp_security: smtp?.security ?? null,
      smtp_user: smtp?.user ?? null,
      ...(smtp === null ? { smtp_password: null } : sealed('smtp_password', smtp.password)),
      oauth: input.signIn === 'password' || oauth == null ? null : JSON.stringify(settingsOf(oauth)),
      ...sealed('oauth_client_secret', oauth?.clientSecret),
      ...(otherClient ? { oauth_refresh_token: null, oauth_access_token: null, oauth_expires_at: null } : {}),
      ...(input.trustedServer === undefined
        ? {}
        : { trusted_server: input.trustedServer?.trim().toLowerCase() || null }),
      // what was wrong may have been put right: try at once
      state: 'waiting',
      failures: 0,
      problem: null,
      problem_words: null,
      problem_since: null,
      next_try_at: null,
    });
    await record(ctx, 'channels.mailbox-changed', mailboxId);
    return show(ctx, mailboxId, await findConnection(ctx.trx, mailboxId));
  });
}

function settingsOf(oauth: NonNullable<ConnectionInput['oauth']>): OAuthSettings {
  const { clientId, tenant, authoriseUrl, tokenUrl, scope } = oauth;
  return {
    clientId: clientId.trim(),
    ...(tenant === undefined ? {} : { tenant }),
    ...(authoriseUrl === undefined ? {} : { authoriseUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** A password is never sent to another server than the one it was given for. */
function check(input: ConnectionInput, before: ConnectionRecord | undefined): void {
  const missing = (field: string, words: string) => new Refusal('invalid', 'connection-incomplete', words, { field });
  for (const [part, wanted] of [
    ['imap', input.imap],
    ['smtp', input.smtp],
  ] as const) {
    if (wanted === null || input.signIn !== 'password' || wanted.user === '' || wanted.password !== undefined) continue;
    const known = before?.[`${part}_password`] != null && before[`${part}_host`] === wanted.host.toLowerCase();
    if (!known) throw missing(`${part}.password`, 'Enter the password; for another server it has to be entered again.');
  }
  if (input.imap !== null && input.imap.afterFetch === 'move' && !input.imap.moveTo?.trim())
    throw missing('imap.moveTo', 'Name the folder that mail is moved to.');
  if (input.imap?.moveTo != null && input.imap.afterFetch === 'move' && input.imap.folders.includes(input.imap.moveTo))
    throw missing('imap.moveTo', 'Mail cannot be moved to a folder that is fetched itself.');
  if (input.signIn === 'password') return;
  if (!input.oauth?.clientId.trim()) throw missing('oauth.clientId', 'Enter the client ID that the provider gave you.');
  if (input.signIn === 'other' && !(input.oauth.authoriseUrl && input.oauth.tokenUrl))
    throw missing('oauth.authoriseUrl', 'Enter the addresses where the provider asks people and gives tokens.');
}

/** Stops fetching and sending by an own server; what was fetched stays. */
export function removeConnection(ctx: Context, mailboxId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    if ((await findMailboxById(ctx.trx, mailboxId)) === undefined) throw noMailbox();
    if ((await deleteConnection(ctx.trx, mailboxId)) !== undefined)
      await record(ctx, 'channels.mailbox-changed', mailboxId);
    return null;
  });
}

/** Lets whoever fetches begin again now. */
export function fetchNow(ctx: Context, mailboxId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const connection = await findConnection(ctx.trx, mailboxId);
    if (connection?.imap_host == null)
      throw new Refusal('not_found', 'not-fetched', 'This mailbox is not fetched from a server.');
    await updateConnection(ctx.trx, mailboxId, { revision: connection.revision + 1, next_try_at: null });
    await record(ctx, 'channels.mailbox-changed', mailboxId);
    return null;
  });
}

/** Signs in to a mailbox. Throws a MailProblem. */
export async function signInTo(ctx: Context, connection: ConnectionRecord): Promise<ImapSession> {
  try {
    return await openSession(ctx, connection);
  } catch (error) {
    if (connection.sign_in === 'password' || !(error instanceof MailProblem) || error.problem !== 'sign-in-refused')
      throw error;
    // the token may have been taken back before its time: the next attempt asks for another, which tells
    await dropAccessToken(ctx, connection.mailbox_id);
    throw new MailProblem('token-refused', error.message);
  }
}

async function openSession(ctx: Context, connection: ConnectionRecord): Promise<ImapSession> {
  if (connection.imap_host === null) throw new MailProblem('no-server', 'No server to fetch from is set up.');
  const proof =
    connection.sign_in === 'password'
      ? { password: openSecret(ctx, connection, 'imap_password') ?? '' }
      : { accessToken: await accessToken(ctx, connection.mailbox_id) };
  return openImap({
    host: connection.imap_host,
    port: connection.imap_port ?? 993,
    security: (connection.imap_security ?? 'tls') as 'tls' | 'starttls' | 'none',
    user: connection.imap_user ?? connection.address,
    proof,
  });
}

/** The folders of a mailbox, as its server names them. */
export async function listFolders(ctx: Context, mailboxId: string): Promise<{ items: string[] }> {
  const connection = await findConnection(ctx.db, mailboxId);
  if (connection?.imap_host == null)
    throw new Refusal('not_found', 'not-fetched', 'This mailbox is not fetched from a server.');
  let session: ImapSession | undefined;
  try {
    session = await signInTo(ctx, connection);
    return { items: (await session.listFolders()).slice(0, 1000) };
  } catch (error) {
    if (error instanceof MailProblem)
      throw new Refusal('conflict', `mailbox-${error.problem}`, `The server could not be used: ${error.message}`);
    throw error;
  } finally {
    await session?.close();
  }
}

/** Where fetching stands, of every mailbox that has a connection of its own. */
export async function listConnections(ctx: Context): Promise<{ items: ConnectionHealth[] }> {
  const [rows, folders] = await Promise.all([listConnectionRows(ctx.db), listFolderRows(ctx.db)]);
  const items = rows.map((row) => ({
    mailboxId: row.mailbox_id,
    address: row.address,
    enabled: row.enabled,
    fetches: row.imap_host !== null,
    sends: row.smtp_host !== null,
    state: row.state as ConnectionHealth['state'],
    problem: row.problem,
    words: row.problem_words,
    since: row.problem_since?.toISOString() ?? null,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    fetchedAt: row.fetched_at?.toISOString() ?? null,
    expiresAt: row.oauth_expires_at?.toISOString() ?? null,
    folders: folders
      .filter((folder) => folder.mailbox_id === row.mailbox_id && row.folders.includes(folder.folder))
      .map(({ folder, fetched, stuck }) => ({ folder, fetched, stuck })),
  }));
  return { items };
}

function show(ctx: Context, mailboxId: string, row: ConnectionRecord | undefined): Connection {
  const oauth = row?.oauth as OAuthSettings | null | undefined;
  return {
    mailboxId,
    enabled: row?.enabled ?? true,
    signIn: (row?.sign_in ?? 'password') as Connection['signIn'],
    imap:
      row?.imap_host == null
        ? null
        : {
            host: row.imap_host,
            port: row.imap_port ?? 993,
            security: row.imap_security as 'tls',
            user: row.imap_user ?? '',
            folders: row.folders,
            startWith: row.start_with as 'new',
            afterFetch: row.after_fetch as 'seen',
            moveTo: row.move_to,
            hasPassword: row.imap_password !== null,
          },
    smtp:
      row?.smtp_host == null
        ? null
        : {
            host: row.smtp_host,
            port: row.smtp_port ?? 587,
            security: row.smtp_security as 'starttls',
            user: row.smtp_user ?? '',
            hasPassword: row.smtp_password !== null,
          },
    oauth:
      oauth == null
        ? null
        : {
            ...oauth,
            hasSecret: row?.oauth_client_secret != null,
            allowed: row?.oauth_refresh_token != null,
            expiresAt: row?.oauth_expires_at?.toISOString() ?? null,
          },
    trustedServer: row?.trusted_server ?? null,
    callbackUrl: callbackUrl(ctx),
  };
}

function noMailbox(): Refusal {
  return new Refusal('not_found', 'mailbox-not-found', 'There is no such mailbox.');
}
