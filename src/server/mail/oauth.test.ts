import { expect, test } from 'vitest';
import type { Outside, OutsideAnswer } from '../outside/asking.ts';
import { freshTokens, type OAuthClient } from './oauth.ts';

const now = new Date('2026-03-02T10:00:00Z');
const microsoft: OAuthClient = { kind: 'microsoft', clientId: 'kept', clientSecret: 'sesame', tenant: 'acme' };
const google: OAuthClient = { kind: 'google', clientId: 'kept', clientSecret: 'sesame' };

function providerSaying(status: number, told: unknown): Outside & { asked: string[] } {
  const asked: string[] = [];
  const ask = (url: string, question?: { body?: string | Buffer }) => {
    asked.push(`${url} ${String(question?.body)}`);
    const body = Buffer.from(typeof told === 'string' ? told : JSON.stringify(told));
    return Promise.resolve({ status, headers: {}, body, url } as OutsideAnswer);
  };
  return { ask, asked } as unknown as Outside & { asked: string[] };
}

/** As Google and Microsoft write them. */
const refusals: [string, OAuthClient, number, unknown, string][] = [
  ['Google took it back', google, 400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 'permission-refused'],
  ['Google does not know the client', google, 401, { error: 'invalid_client', error_description: 'The OAuth client was not found.' }, 'client-refused'],
  ['Google gave the client no such right', google, 401, { error: 'unauthorized_client', error_description: 'Unauthorized' }, 'client-refused'],
  ['Microsoft: the permission lapsed', microsoft, 400, { error: 'invalid_grant', error_description: 'AADSTS700082: The refresh token has expired due to inactivity.' }, 'permission-refused'],
  ['Microsoft: the password was changed', microsoft, 400, { error: 'invalid_grant', error_description: 'AADSTS50173: The provided grant has expired due to it being revoked.' }, 'permission-refused'],
  ['Microsoft: a second factor is asked for', microsoft, 400, { error: 'interaction_required', error_description: 'AADSTS50076: you must use multi-factor authentication.' }, 'permission-refused'],
  ['Microsoft: the secret has run out', microsoft, 401, { error: 'invalid_client', error_description: "AADSTS7000222: The provided client secret keys for app 'kept' are expired." }, 'client-refused'],
  ['Microsoft: a wrong secret', microsoft, 401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' }, 'client-refused'],
  ['Microsoft: no such client', microsoft, 400, { error: 'unauthorized_client', error_description: 'AADSTS700016: Application was not found in the directory.' }, 'client-refused'],
  ['busy', microsoft, 400, { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error occurred.' }, 'unreachable'],
  ['too often', google, 429, { error: 'rate_limit_exceeded' }, 'unreachable'],
  ['down, with a page', google, 503, '<html>Sorry</html>', 'unreachable'],
  ['something that is no answer', google, 200, '<html>hello</html>', 'unreachable'],
]; // prettier-ignore

test.each(refusals)('%s: is named for what one has to do', async (_, client, status, told, problem) => {
  const outside = providerSaying(status, told);
  await expect(freshTokens(outside, client, 'r', now)).rejects.toMatchObject({ problem });
  expect(outside.asked).toHaveLength(1);
});

test('a fresh token comes from the address of its provider and holds as long as it says', async () => {
  const outside = providerSaying(200, { access_token: 'a', expires_in: 3599, refresh_token: 'next' });
  const tokens = await freshTokens(outside, microsoft, 'before', now);
  expect(tokens).toEqual({ accessToken: 'a', refreshToken: 'next', expiresAt: new Date('2026-03-02T10:59:59Z') });
  expect(outside.asked[0]).toMatch(/^https:\/\/login\.microsoftonline\.com\/acme\/oauth2\/v2\.0\/token /);
  expect(outside.asked[0]).toContain('refresh_token=before');
});
