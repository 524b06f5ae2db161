import type { Context } from '../../context.ts';
import { isSigned, longId, shortId, sign } from '../../signing.ts';
import { newId } from '../../store/identity.ts';
import { findArticleId, findForm, noteRead } from './queries.ts';

/** A page that was open longer than this asks to be sent once more. */
const longest = 3 * 86_400_000;
/** Nobody reads and fills in a form faster. */
const shortest = 2500;

const purpose = 'form';

export interface Visit {
  id: string;
  /** When the page was first shown. */
  at: Date;
}

/** A ticket for one visit of a form: it says since when the page is open, and two sendings of it are one. */
export function startVisit(ctx: Pick<Context, 'secret' | 'now'>, formId: string): string {
  const subject = `${shortId(newId())}.${ctx.now.getTime().toString(36)}`;
  return `${subject}.${sign(ctx.secret, purpose, `${formId}\0${subject}`)}`;
}

/** The visit a ticket was signed for; undefined when it is forged or of another form. */
export function readVisit(ctx: Pick<Context, 'secret'>, formId: string, ticket: string): Visit | undefined {
  const match = /^([0-9a-f]{32})\.([0-9a-z]{1,10})\.([\w-]{27})$/.exec(ticket);
  if (match === null) return undefined;
  const [, id = '', at = '', signature = ''] = match;
  if (!isSigned(ctx.secret, purpose, `${formId}\0${id}.${at}`, signature)) return undefined;
  return { id: longId(id), at: new Date(Number.parseInt(at, 36)) };
}

/** Whether it took as long as a person takes: `fast` is a machine, `stale` a page of last week. */
export function paceOf(visit: Visit, now: Date): 'person' | 'fast' | 'stale' {
  const open = now.getTime() - visit.at.getTime();
  return open < shortest ? 'fast' : open > longest ? 'stale' : 'person';
}

/** Notes that a visit of a form opened an article. Nothing is noted for forged tickets and articles that are not public. */
export async function readInstead(ctx: Context, formSlug: string, ticket: string, articleSlug: string): Promise<void> {
  const form = await findForm(ctx.db, { slug: formSlug });
  const visit = form === undefined ? undefined : readVisit(ctx, form.id, ticket);
  const articleId = await findArticleId(ctx.db, articleSlug);
  if (form === undefined || visit === undefined || articleId === undefined) return;
  await noteRead(ctx.db, { id: visit.id, formId: form.id, articleId, at: ctx.now });
}
