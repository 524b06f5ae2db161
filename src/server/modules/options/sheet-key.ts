import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../context.ts';

/** The address at which a customer reads one option sheet and chooses, without an account. The sheet itself knows until when. */
export function signSheetLink(ctx: Pick<Context, 'secret' | 'url'>, sheetId: string): string {
  const subject = sheetId.replaceAll('-', '');
  return `${ctx.url}/options/${subject}.${sign(ctx.secret, subject)}`;
}

/** The sheet a key was signed for; undefined when it is forged. */
export function readSheetKey(ctx: Pick<Context, 'secret'>, key: string): string | undefined {
  const match = /^([0-9a-f]{32})\.([\w-]{27})$/.exec(key);
  if (match === null) return undefined;
  const [, id = '', signature = ''] = match;
  const [given, expected] = [Buffer.from(signature), Buffer.from(sign(ctx.secret, id))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function sign(secret: string, subject: string): string {
  return createHmac('sha256', secret).update(`kept options\0${subject}`).digest('base64url').slice(0, 27);
}
