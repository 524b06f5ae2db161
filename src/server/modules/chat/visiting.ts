import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import { visitorHeader, type VisitorState, widgetHeader } from '../../../contract/widget.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { countOrRefuse, hashOfAddress } from './limits.ts';
import { findWidgetByKey, type WidgetRow } from './widget-queries.ts';

/** Whoever has the widget open, by the token that only his browser has. */
export interface Visitor {
  id: string;
  widget_id: string;
  customer_id: string | null;
  verified_by: 'host' | 'code' | null;
  name: string | null;
  email: string | null;
  language: string | null;
  banned_at: Date | null;
}

/** What a request says of itself. */
export interface Knock {
  key: string;
  token: string;
  ip: string;
  /** Absent where no browser of another page asks. */
  origin: string | undefined;
}

/** What a request of a widget says of itself. */
export function knockOf(request: FastifyRequest): Knock {
  const header = (name: string) => String(request.headers[name] ?? '').slice(0, 200);
  return {
    key: header(widgetHeader),
    token: header(visitorHeader),
    ip: request.ip,
    origin: request.headers.origin,
  };
}

/** The widget that a request names; refuses pages that its host has not listed. */
export async function theWidgetOf(ctx: Context, knock: Knock): Promise<WidgetRow> {
  const widget = knock.key === '' ? undefined : await findWidgetByKey(ctx.db, knock.key);
  if (widget === undefined)
    throw new Refusal(
      'not_found',
      'widget-not-found',
      'There is no widget with this key; see the tag in the settings.',
    );
  const { origin } = knock;
  if (origin !== undefined && origin !== new URL(ctx.url).origin && !widget.origins.includes(origin))
    throw new Refusal(
      'forbidden',
      'widget-origin',
      `This widget is not for pages of ${origin}; list it in the settings.`,
    );
  return widget;
}

/** The visitor behind a token, and the widget; refuses strangers, tokens of another widget, and whoever was banned. */
export async function theVisitorOf(ctx: Context, knock: Knock): Promise<{ widget: WidgetRow; visitor: Visitor }> {
  const widget = await theWidgetOf(ctx, knock);
  const { rows } = await sql<Visitor>`
    select id, widget_id, customer_id, verified_by, name, email, language, banned_at from chat_visitors
    where token_sha256 = ${hashOf(knock.token)} and widget_id = ${widget.id}`.execute(ctx.db);
  const visitor = rows[0];
  if (visitor === undefined)
    throw new Refusal('forbidden', 'visitor-unknown', 'This browser is not known here any more.', { status: 401 });
  await refuseBanned(ctx, visitor, knock.ip);
  return { widget, visitor };
}

/** A new visitor with a random token, of which only the hash is kept. Nothing of him is recorded until he says something. */
export async function greetVisitor(ctx: Context, knock: Knock, language: string | undefined) {
  const widget = await theWidgetOf(ctx, knock);
  await refuseBanned(ctx, undefined, knock.ip);
  await countOrRefuse(ctx, 'visitor', { visitorId: null, ip: knock.ip });
  const token = `v_${randomBytes(32).toString('base64url')}`;
  await ctx.db
    .insertInto('chat_visitors')
    .values({
      id: newId(),
      widget_id: widget.id,
      token_sha256: hashOf(token),
      language: language?.slice(0, 20) ?? null,
      created_at: ctx.now,
      seen_at: ctx.now,
    })
    .execute();
  return { token, visitor: { name: null, email: null, verified: false } };
}

export function showVisitor(visitor: Visitor): VisitorState {
  return { name: visitor.name, email: visitor.email, verified: visitor.verified_by !== null };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

async function refuseBanned(ctx: Context, visitor: Visitor | undefined, ip: string): Promise<void> {
  const { rows } =
    await sql`select 1 from chat_bans where address_sha256 = ${hashOfAddress(ctx, ip)} and until > ${ctx.now}`.execute(
      ctx.db,
    );
  if (visitor?.banned_at != null || rows.length > 0)
    throw new Refusal('forbidden', 'visitor-banned', 'Nothing more is taken from here. Write us a mail instead.');
}
