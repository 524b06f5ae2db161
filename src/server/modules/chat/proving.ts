import { createHash, createHmac, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { VisitorState } from '../../../contract/widget.ts';
import { normaliseAddress } from '../../../domain/customers/addresses.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { sameSecret } from '../../signing.ts';
import { record } from '../../store/events.ts';
import { queueMail } from '../channels/index.ts';
import { recogniseCustomer, rootOf, type SeenIdentity } from '../customers/index.ts';
import { countOrRefuse } from './limits.ts';
import type { Speaker } from './speaking.ts';
import { showVisitor, type Visitor } from './visiting.ts';
import { secretOf } from './widgets.ts';

/** A token of a host page is good for so long after it was issued; clocks may differ by a minute. Seconds. */
const tokenFor = 3600;
const clocksDiffer = 60;
const codeFor = 15 * 60_000;
const mostTries = 5;

/** What a host page says of its visitor, signed (RFC 7519, HS256 only). */
interface Claims {
  sub: string;
  email?: string;
  emailVerified: boolean;
  name?: string;
}

/**
 * Believes the host page who its visitor is: a JSON Web Token, signed with the secret of the widget by HMAC-SHA256, with `sub`
 * (the host's own id of the person), `iat` (at most an hour ago), and, where known, `email` and `name`. An address with
 * `email_verified: false` is only claimed. Records `chat.visitor-proved`.
 */
export function proveByHost(ctx: Context, speaker: Speaker, token: string): Promise<VisitorState> {
  const { widget, visitor } = speaker;
  const claims = readToken(token, secretOf(ctx, widget), ctx.now);
  const identities: SeenIdentity[] = [{ kind: 'external', value: `${widget.key}:${claims.sub}`, verified: true }];
  if (claims.email !== undefined && claims.emailVerified)
    identities.push({ kind: 'email', value: claims.email, verified: true });
  return bind(ctx, visitor, { identities, by: 'host', name: claims.name, email: claims.email });
}

/**
 * Mails a code of six digits to an address; the same answer whether it is known here or not. A new code makes the one before
 * worthless.
 */
export async function askForCode(ctx: Context, speaker: Speaker, address: string): Promise<null> {
  const { visitor } = speaker;
  const email = normaliseAddress(address);
  await countOrRefuse(ctx, 'code', { visitorId: visitor.id, ip: speaker.ip });
  await countOrRefuse(ctx, 'code', { visitorId: null, ip: `address ${email}` });
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await transact({ ...ctx, actor: { kind: 'system', name: 'chat' } }, async (ctx) => {
    const row = {
      code_sha256: hashOf(ctx, visitor, email, code),
      tries: 0,
      expires_at: new Date(ctx.now.getTime() + codeFor),
    };
    await ctx.trx
      .insertInto('chat_codes')
      .values({ visitor_id: visitor.id, email, ...row })
      .onConflict((conflict) => conflict.columns(['visitor_id', 'email']).doUpdateSet(row))
      .execute();
    const text = (key: string) => say(visitor.language, 'widget-mail', `code.${key}`, { code });
    await queueMail(ctx, {
      purpose: 'other',
      to: [{ address: email }],
      subject: text('subject'),
      text: [text('here'), code, text('not-you')].join('\n\n'),
      automatic: 'auto-generated',
    });
  });
  return null;
}

/** Proves an address by its code: five tries, fifteen minutes, once. Records `chat.visitor-proved`. */
export async function giveCode(
  ctx: Context,
  speaker: Speaker,
  given: { email: string; code: string },
): Promise<VisitorState> {
  const { visitor } = speaker;
  const email = normaliseAddress(given.email);
  await countOrRefuse(ctx, 'check', { visitorId: visitor.id, ip: speaker.ip });
  // counted for good before it is compared, so that two guesses at once are two tries
  const { rows } = await sql<{ code_sha256: string; tries: number }>`
    update chat_codes set tries = tries + 1 where visitor_id = ${visitor.id} and email = ${email} and expires_at > ${ctx.now}
    returning code_sha256, tries`.execute(ctx.db);
  const kept = rows[0];
  if (
    kept === undefined ||
    kept.tries > mostTries ||
    !sameSecret(kept.code_sha256, hashOf(ctx, visitor, email, given.code))
  )
    throw new Refusal('invalid', 'code-wrong', 'This is not the code, or it is too old. Ask for a new one.', {
      field: 'code',
    });
  return transact(ctx, async (ctx) => {
    const used = await ctx.trx
      .deleteFrom('chat_codes')
      .where('visitor_id', '=', visitor.id)
      .where('email', '=', email)
      .returning('email')
      .executeTakeFirst();
    if (used === undefined) throw new Refusal('conflict', 'code-used', 'This code was used already.');
    return bind(ctx, visitor, { identities: [{ kind: 'email', value: email, verified: true }], by: 'code', email });
  });
}

/**
 * Binds a visitor to the customer he has proved to be. What he said before joins that record, unless his record holds an address
 * that he only claimed and that is not the one proved: then only what he began himself comes along, as a conversation.
 * A browser that was proved to be one person's does not become another's: it must begin anew.
 */
function bind(
  ctx: Context,
  visitor: Visitor,
  proof: { identities: SeenIdentity[]; by: 'host' | 'code'; name?: string | undefined; email?: string | undefined },
): Promise<VisitorState> {
  return transact(ctx, async (ctx) => {
    const before = visitor.customer_id === null ? null : await rootOf(ctx, visitor.customer_id);
    const joins = visitor.verified_by === null && !(await holdsClaimOfAnother(ctx, before, proof.identities));
    const customer = await recogniseCustomer(ctx, {
      identities: [...proof.identities, ...(joins ? [{ kind: 'chat' as const, value: visitor.id }] : [])],
      name: proof.name ?? visitor.name ?? proof.email?.split('@')[0] ?? null,
      language: visitor.language,
    });
    if (visitor.verified_by !== null && before !== customer.id)
      throw new Refusal('conflict', 'visitor-is-another', 'This browser was somebody else’s; begin anew.');
    const proved = proof.identities.find((one) => one.kind === 'email')?.value;
    const after: Visitor = {
      ...visitor,
      customer_id: customer.id,
      verified_by: proof.by,
      name: proof.name ?? visitor.name ?? customer.name,
      email: proved === undefined ? (visitor.email ?? null) : normaliseAddress(proved),
    };
    await ctx.trx
      .updateTable('chat_visitors')
      .set({
        customer_id: after.customer_id,
        verified_by: proof.by,
        verified_at: ctx.now,
        name: after.name,
        email: after.email,
      })
      .where('id', '=', visitor.id)
      .execute();
    await record(ctx, 'chat.visitor-proved', customer.id, { customerId: customer.id, by: proof.by });
    return showVisitor(after);
  });
}

async function holdsClaimOfAnother(
  ctx: WritingContext,
  customerId: string | null,
  proved: readonly SeenIdentity[],
): Promise<boolean> {
  if (customerId === null) return false;
  const own = proved.filter((one) => one.kind === 'email').map((one) => normaliseAddress(one.value));
  const rows = await ctx.trx
    .selectFrom('identities')
    .select('value')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'email')
    .execute();
  return rows.some((row) => !own.includes(row.value));
}

/** Reads a token; refuses other algorithms, other signatures, and what is older than an hour or not yet issued. */
function readToken(token: string, secret: string, now: Date): Claims {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  const header = json(head);
  const claims = json(body);
  if (more.length > 0 || header?.['alg'] !== 'HS256' || claims === undefined || !sameSecret(signature, expected))
    throw forged();
  const { sub, iat, exp, email, name } = claims;
  const seconds = now.getTime() / 1000;
  if ((typeof sub !== 'string' && typeof sub !== 'number') || String(sub).trim() === '' || String(sub).length > 200)
    throw forged();
  if (typeof iat !== 'number' || iat > seconds + clocksDiffer || iat < seconds - tokenFor) throw stale();
  if (typeof exp === 'number' && exp < seconds - clocksDiffer) throw stale();
  return {
    sub: String(sub),
    ...(typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 320 ? { email } : {}),
    emailVerified: claims['email_verified'] !== false,
    ...(typeof name === 'string' && name.trim() !== '' ? { name: name.trim().slice(0, 120) } : {}),
  };
}

function json(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function forged(): Refusal {
  return new Refusal('forbidden', 'identity-forged', 'The identity token was not signed with this widget’s secret.');
}

function stale(): Refusal {
  return new Refusal('forbidden', 'identity-stale', 'The identity token is older than an hour; issue a new one.');
}

function hashOf(ctx: Context, visitor: Visitor, email: string, code: string): string {
  return createHash('sha256').update(`${ctx.secret}\0${visitor.id}\0${email}\0${code}`).digest('base64url');
}
