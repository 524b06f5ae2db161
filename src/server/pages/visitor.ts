import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, languageOfTag } from '../../domain/languages.ts';
import { closestLanguage } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { readMyKey } from '../modules/customers/index.ts';
import type { Clock } from './dates.ts';

/** A route of a customer’s own pages: neither documented nor behind a permission. */
export const hidden = { schema: { hide: true }, config: { access: 'public' as const } };

/** Whoever looks at a public page. */
export interface Visitor extends Clock {
  company: string;
  /** Who he is, when he came with a good key; then `ctx` acts as him. */
  customer: { id: string; name: string } | undefined;
  ctx: Context;
}

const cookieName = 'kept_my';
const rememberDays = 90;

/** Reads who looks at a page: the key of the address first, then the cookie; language and zone are the customer's own if we know them. */
export async function visitorOf(request: FastifyRequest): Promise<Visitor> {
  const { kept } = request;
  const company = await kept.db.selectFrom('company').select(['name', 'time_zone', 'language']).executeTakeFirst();
  const key = keyOf(request);
  const known = key === undefined ? undefined : readMyKey(kept, key);
  const customer = known === undefined ? undefined : await findCustomer(kept, known.customerId);
  return {
    company: company?.name ?? 'Kept',
    language: closestLanguage(customer?.language ?? languageWished(request) ?? company?.language),
    timeZone: customer?.time_zone ?? company?.time_zone ?? 'UTC',
    customer: customer === undefined ? undefined : { id: customer.id, name: customer.name },
    ctx: customer === undefined ? kept : { ...kept, actor: { kind: 'customer', id: customer.id, name: customer.name } },
  };
}

/** The language of ours that a browser likes best (RFC 9110, 12.5.4); undefined when it names none that we speak. */
export function languageWished({ headers }: Pick<FastifyRequest, 'headers'>): Language | undefined {
  return (headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...values] = part.trim().split(';');
      const weight = Number(
        values
          .find((value) => value.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: languageOfTag(tag.trim()), weight: Number.isNaN(weight) ? 0 : weight };
    })
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((one, two) => two.weight - one.weight)[0]?.language;
}

/** Remembers a good key in a cookie, so that it leaves the address (and the browser's history of it). */
export function rememberKey(request: FastifyRequest, reply: FastifyReply): boolean {
  const key = (request.query as Record<string, unknown> | undefined)?.['key'];
  if (typeof key !== 'string' || readMyKey(request.kept, key) === undefined) return false;
  reply.setCookie(cookieName, key, {
    path: '/',
    httpOnly: true,
    // Lax: pages of others cannot make the customer's browser send a form of ours
    sameSite: 'lax',
    secure: request.kept.url.startsWith('https://'),
    maxAge: rememberDays * 86_400,
  });
  return true;
}

export function forgetKey(reply: FastifyReply): void {
  reply.clearCookie(cookieName, { path: '/' });
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = (request.query as Record<string, unknown> | undefined)?.['key'];
  return typeof key === 'string' ? key : request.cookies[cookieName];
}

/** A merged record leads to the one that is left. */
async function findCustomer(ctx: Context, id: string) {
  let found = await one(ctx, id);
  for (let hops = 0; found?.merged_into != null && hops < 10; hops++) found = await one(ctx, found.merged_into);
  return found;
}

function one(ctx: Context, id: string) {
  return ctx.db
    .selectFrom('customers')
    .select(['id', 'name', 'language', 'time_zone', 'merged_into'])
    .where('id', '=', id)
    .executeTakeFirst();
}
