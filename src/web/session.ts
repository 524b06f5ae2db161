import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission } from '../domain/people/permissions.ts';
import type * as people from '../contract/people.ts';
import type { BodyOf } from '../contract/route.ts';
import { call, request } from './api.ts';
import { apiProblem, isApiProblem } from './problem.ts';
import { queryClient } from './query-client.ts';

/** Who is here; asked before the first screen and after every signing in or out. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call<typeof people.readSession>('GET', '/session', { signal }),
  staleTime: 5 * 60_000,
});

/** The session with what screens ask of it. Only inside screens that come after sign-in. */
export function useSession() {
  const { data } = useSuspenseQuery(sessionQuery);
  const { user, company, word, permissions, past } = data;
  return {
    user,
    company,
    word,
    past,
    /** Whether to offer what needs this permission; the server decides again. */
    may: (permission: Permission | undefined) => permission === undefined || permissions.includes(permission),
  };
}

/** What the second step needs after a right password. */
export type SignInStep = 'in' | 'code';

/**
 * Signs in with mail and password.
 * @returns 'code' when this person also uses a code from an app (TOTP, RFC 6238).
 * @throws {ApiProblem} 401 for a wrong pair, 429 after too many tries.
 */
export async function signIn(email: string, password: string): Promise<SignInStep> {
  const answer = (await post('/api/auth/sign-in/email', { email, password })) as { twoFactorRedirect?: boolean } | null;
  return answer?.twoFactorRedirect === true ? 'code' : 'in';
}

/** Gives the six digits of the second step. @throws {ApiProblem} when they are wrong or too old. */
export async function giveCode(code: string): Promise<void> {
  await post('/api/auth/two-factor/verify-totp', { code });
}

/** Gives a backup code in place of the six digits; each opens once. @throws {ApiProblem} when it is wrong or used. */
export async function giveBackupCode(code: string): Promise<void> {
  await post('/api/auth/two-factor/verify-backup-code', { code });
}

/**
 * What the person is told when sign-in refuses: better-auth answers in English only, so the refusals that people meet
 * are said in their language. Anything else (offline, too many tries, a fault) passes as it is.
 */
export function told(problem: unknown, sentence: string): unknown {
  if (!isApiProblem(problem) || ![400, 401, 403].includes(problem.status)) return problem;
  return apiProblem({ status: problem.status, code: problem.code, detail: sentence });
}

/** Ends the session on this device and forgets everything that was read. */
export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
  queryClient.clear();
}

/** First visit: makes the company, its word and the owner, and signs him in. Refused once it was done. */
export async function setUp(input: BodyOf<typeof people.setUpCompany>): Promise<people.Session> {
  await call<typeof people.setUpCompany>('POST', '/setup', { body: input });
  await signIn(input.email, input.password);
  return queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** One request to sign-in's own addresses, below /api/auth. @throws {ApiProblem} for every refusal. */
export function post(url: string, body: object): Promise<unknown> {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
}
