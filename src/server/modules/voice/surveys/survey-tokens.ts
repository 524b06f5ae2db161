import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A link may be used for so many days. */
export const linkDays = 30;

/** A secret for a survey link: 256 random bits, in letters that survive every mail program. */
export function newSurveyToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: whoever reads the database cannot answer for a customer. 256 random bits need no slow hash. */
export function hashSurveyToken(token: string): string {
  return createHash('sha256').update(`kept survey\0${token}`).digest('hex');
}

/** Whether a text could be a token of ours at all, before the database is asked. */
export function looksLikeToken(token: string): boolean {
  return /^[\w-]{43}$/.test(token);
}

/** Names a public page: short enough to be printed, too long to be guessed. */
export function newLinkKey(): string {
  return randomBytes(9).toString('base64url');
}

/** The token of an ask that waits on a page of ours: known to this installation at any time, kept nowhere. */
export function tokenOnOurPages(secret: string, invitationId: string): string {
  return createHmac('sha256', secret).update(`kept survey on our pages\0${invitationId}`).digest('base64url');
}

/** Signs the page of a test, which keeps nothing. */
export function signTest(secret: string, surveyId: string): string {
  return createHmac('sha256', secret).update(`kept survey test\0${surveyId}`).digest('base64url');
}
