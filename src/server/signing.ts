import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signs a text for one purpose with the installation's secret: 162 bits of HMAC-SHA-256 (RFC 2104) as 27 letters of base64url.
 * What was signed for one purpose is worth nothing for another.
 */
export function sign(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`kept ${purpose}\0${text}`).digest('base64url').slice(0, 27);
}

/** Whether a signature was made here for this purpose and this text. */
export function isSigned(secret: string, purpose: string, text: string, signature: string): boolean {
  return sameSecret(signature, sign(secret, purpose, text));
}

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A key for an address that needs no account: whom or what it stands for, until when, and the signature. */
export function signKeyForDays(
  ctx: { readonly secret: string; readonly now: Date },
  purpose: string,
  id: string,
  days: number,
): string {
  const until = Math.floor(ctx.now.getTime() / 86_400_000) + days;
  const subject = `${shortId(id)}.${until.toString(36)}`;
  return `${subject}.${sign(ctx.secret, purpose, subject)}`;
}

/** The id a key of `signKeyForDays` was made for; undefined when it is forged or has expired. */
export function readKeyForDays(
  ctx: { readonly secret: string; readonly now: Date },
  purpose: string,
  key: string,
): string | undefined {
  const match = /^([0-9a-f]{32})\.([0-9a-z]{1,8})\.([\w-]{27})$/.exec(key);
  if (match === null) return undefined;
  const [, id = '', until = '', signature = ''] = match;
  if (!isSigned(ctx.secret, purpose, `${id}.${until}`, signature)) return undefined;
  return Number.parseInt(until, 36) * 86_400_000 < ctx.now.getTime() ? undefined : longId(id);
}

/** An id as it stands in addresses: its 32 hexadecimal digits without hyphens. */
export function shortId(id: string): string {
  return id.replaceAll('-', '');
}

/** The id of 32 hexadecimal digits. */
export function longId(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
