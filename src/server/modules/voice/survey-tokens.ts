import { createHash, randomBytes } from 'node:crypto';

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
