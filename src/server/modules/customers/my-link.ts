import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../context.ts';

const validForDays = 90;

/**
 * The address at which a customer sees a case of his without signing in: `/my/cases/{number}?key=…`, good for 90 days. The key
 * is signed for the customer, not for the case: with it he sees his own cases and no others.
 */
export function signMyLink(
  ctx: Pick<Context, 'secret' | 'url' | 'now'>,
  customerId: string,
  caseNumber?: number,
): string {
  const path = caseNumber === undefined ? '/my' : `/my/cases/${String(caseNumber)}`;
  return `${ctx.url}${path}?key=${signMyKey(ctx, customerId)}`;
}

/** The key alone, for a cookie of the /my pages. */
export function signMyKey(ctx: Pick<Context, 'secret' | 'now'>, customerId: string): string {
  const until = Math.floor(ctx.now.getTime() / 86_400_000) + validForDays;
  const subject = `${customerId.replaceAll('-', '')}.${until.toString(36)}`;
  return `${subject}.${sign(ctx.secret, subject)}`;
}

/** The customer a key was signed for; undefined when it is forged or has expired. */
export function readMyKey(ctx: Pick<Context, 'secret' | 'now'>, key: string): { customerId: string } | undefined {
  const match = /^([0-9a-f]{32})\.([0-9a-z]{1,8})\.([\w-]{27})$/.exec(key);
  if (match === null) return undefined;
  const [, id = '', until = '', signature = ''] = match;
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(ctx.secret, `${id}.${until}`))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  if (Number.parseInt(until, 36) * 86_400_000 < ctx.now.getTime()) return undefined;
  return { customerId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
}

function sign(secret: string, subject: string): string {
  return createHmac('sha256', secret).update(`kept my\0${subject}`).digest('base64url').slice(0, 27);
}
