import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../../context.ts';

const validForDays = 180;

/** The address at which an outside party reads and answers what is written to it, without an account; good for 180 days. */
export function signPartyLink(ctx: Pick<Context, 'secret' | 'url' | 'now'>, partyId: string): string {
  const until = Math.floor(ctx.now.getTime() / 86_400_000) + validForDays;
  const subject = `${partyId.replaceAll('-', '')}.${until.toString(36)}`;
  return `${ctx.url}/party/${subject}.${sign(ctx.secret, subject)}`;
}

/** The party a key was signed for; undefined when it is forged or has expired. */
export function readPartyKey(ctx: Pick<Context, 'secret' | 'now'>, key: string): string | undefined {
  const match = /^([0-9a-f]{32})\.([0-9a-z]{1,8})\.([\w-]{27})$/.exec(key);
  if (match === null) return undefined;
  const [, id = '', until = '', signature = ''] = match;
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(ctx.secret, `${id}.${until}`))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  if (Number.parseInt(until, 36) * 86_400_000 < ctx.now.getTime()) return undefined;
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sign(secret: string, subject: string): string {
  return createHmac('sha256', secret).update(`kept party\0${subject}`).digest('base64url').slice(0, 27);
}
