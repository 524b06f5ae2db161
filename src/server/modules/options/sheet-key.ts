import type { Context } from '../../context.ts';
import { isSigned, longId, shortId, sign } from '../../signing.ts';

/** The address at which a customer reads one option sheet and chooses, without an account. The sheet itself knows until when. */
export function signSheetLink(ctx: Pick<Context, 'secret' | 'url'>, sheetId: string): string {
  const subject = shortId(sheetId);
  return `${ctx.url}/options/${subject}.${sign(ctx.secret, 'options', subject)}`;
}

/** The sheet a key was signed for; undefined when it is forged. */
export function readSheetKey(ctx: Pick<Context, 'secret'>, key: string): string | undefined {
  const match = /^([0-9a-f]{32})\.([\w-]{27})$/.exec(key);
  if (match === null) return undefined;
  const [, id = '', signature = ''] = match;
  return isSigned(ctx.secret, 'options', id, signature) ? longId(id) : undefined;
}
