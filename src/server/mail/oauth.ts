import { createHash, createHmac } from 'node:crypto';
import { sameSecret } from '../signing.ts';
import type { Outside, OutsideAnswer } from '../outside/asking.ts';
import { MailProblem } from './mail-problems.ts';

/** A client that a provider knows us by. */
export interface OAuthClient {
  kind: 'google' | 'microsoft' | 'other';
  clientId: string;
  clientSecret: string | undefined;
  tenant?: string | undefined;
  authoriseUrl?: string | undefined;
  tokenUrl?: string | undefined;
  scope?: string | undefined;
}

export interface OAuthTokens {
  accessToken: string;
  /** Only when the provider gave a new one. */
  refreshToken: string | undefined;
  expiresAt: Date;
}

/** Where a provider asks people, where it gives tokens, and what fetching and sending mail is called there. */
function addressesOf(client: OAuthClient): { authorise: string; token: string; scope: string } {
  if (client.kind === 'google')
    return {
      authorise: 'https://accounts.google.com/o/oauth2/v2/auth',
      token: 'https://oauth2.googleapis.com/token',
      scope: 'https://mail.google.com/',
    };
  if (client.kind === 'microsoft') {
    const base = `https://login.microsoftonline.com/${client.tenant ?? 'common'}/oauth2/v2.0`;
    return {
      authorise: `${base}/authorize`,
      token: `${base}/token`,
      scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    };
  }
  return { authorise: client.authoriseUrl ?? '', token: client.tokenUrl ?? '', scope: client.scope ?? '' };
}

/** The page of the provider where a person allows it (RFC 6749 4.1, with PKCE, RFC 7636). `hint` is the mail address. */
export function authorisePage(
  client: OAuthClient,
  ask: { redirect: string; state: string; verifier: string; hint: string },
): string {
  const { authorise, scope } = addressesOf(client);
  const url = new URL(authorise);
  const values: Record<string, string> = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: ask.redirect,
    scope,
    state: ask.state,
    code_challenge: createHash('sha256').update(ask.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: ask.hint,
    // without these Google gives no refresh token the second time
    ...(client.kind === 'google' ? { access_type: 'offline', prompt: 'consent' } : {}),
  };
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.toString();
}

/** Tokens for the code that a person came back with, asked for by the guarded way outside. Throws a MailProblem. */
export function tokensForCode(
  outside: Outside,
  client: OAuthClient,
  given: { code: string; redirect: string; verifier: string },
  now: Date,
): Promise<OAuthTokens> {
  return askForTokens(
    outside,
    client,
    {
      grant_type: 'authorization_code',
      code: given.code,
      redirect_uri: given.redirect,
      code_verifier: given.verifier,
    },
    now,
  );
}

/**
 * A fresh access token (RFC 6749 6). Throws a MailProblem: `permission-refused` when the provider took the permission back or let
 * it lapse, `client-refused` when it does not know us any more (a secret that has run out), `unreachable` for a passing trouble.
 */
export function freshTokens(
  outside: Outside,
  client: OAuthClient,
  refreshToken: string,
  now: Date,
): Promise<OAuthTokens> {
  return askForTokens(
    outside,
    client,
    {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...(client.kind === 'microsoft' ? { scope: addressesOf(client).scope } : {}),
    },
    now,
  );
}

async function askForTokens(
  outside: Outside,
  client: OAuthClient,
  form: Record<string, string>,
  now: Date,
): Promise<OAuthTokens> {
  const body = new URLSearchParams({
    ...form,
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
  });
  let answer: OutsideAnswer;
  try {
    answer = await outside.ask(addressesOf(client).token, {
      method: 'POST',
      body: body.toString(),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      within: 15_000,
      mostBytes: 1_048_576,
    });
  } catch (error) {
    throw new MailProblem('unreachable', error instanceof Error ? error.message : String(error));
  }
  const told = readTokenAnswer(answer.body);
  const words = [told['error'], told['error_description']].filter((part) => typeof part === 'string').join(': ');
  // nobody follows a redirection with a secret in hand
  const passing = ['temporarily_unavailable', 'server_error', 'slow_down'].includes(String(told['error']));
  if (passing || answer.status >= 500 || answer.status === 429 || (answer.status >= 300 && answer.status < 400))
    throw new MailProblem('unreachable', words || `The provider answered ${String(answer.status)}.`);
  if (answer.status >= 400 && isAboutClient(told['error'], words)) throw new MailProblem('client-refused', words);
  const accessToken = told['access_token'];
  if (answer.status >= 400)
    throw new MailProblem('permission-refused', words || `The provider answered ${String(answer.status)}.`);
  // a page of something in between, such as a proxy
  if (typeof accessToken !== 'string')
    throw new MailProblem('unreachable', 'What answered there was not the provider: it gave no token.');
  const seconds = Number(told['expires_in']) > 0 ? Number(told['expires_in']) : 3600;
  return {
    accessToken,
    refreshToken: typeof told['refresh_token'] === 'string' ? told['refresh_token'] : undefined,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  };
}

/**
 * Whether a refusal is about our client rather than the person's permission (RFC 6749 5.2). Microsoft says so in a number:
 * 7000215 a wrong secret, 7000222 one that has run out, 700016 and 7000218 a client it does not know or that gave none.
 */
function isAboutClient(error: unknown, words: string): boolean {
  return (
    error === 'invalid_client' || error === 'unauthorized_client' || /AADSTS(?:70002(?:15|18|22)|700016)\b/.test(words)
  );
}

function readTokenAnswer(body: Buffer): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(body.toString('utf8'));
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const stateMinutes = 15;

/** What comes back from the provider with the person: for which mailbox, until when, signed. */
export function signState(secret: string, mailboxId: string, now: Date): string {
  const body = `${mailboxId}.${String(now.getTime() + stateMinutes * 60_000)}`;
  return `${body}.${mac(secret, 'state', body)}`;
}

/** The mailbox a state was signed for; null when it is forged or too old. */
export function readState(secret: string, state: string, now: Date): string | null {
  const [mailboxId = '', until = '', signature = ''] = state.split('.');
  if (!sameSecret(signature, mac(secret, 'state', `${mailboxId}.${until}`))) return null;
  return Number(until) >= now.getTime() ? mailboxId : null;
}

/** The PKCE verifier that belongs to a state: nobody but us can know it, and nothing has to be kept. */
export function verifierFor(secret: string, state: string): string {
  return mac(secret, 'verifier', state);
}

function mac(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`oauth:${purpose}:${text}`).digest('base64url');
}
