import { sql } from 'kysely';
import type { Webhook } from '../../../contract/webhooks.ts';
import { mayGrant, mayRole, type Role } from '../../../domain/people/permissions.ts';
import { type Scope, scopeOf } from '../../../domain/people/scopes.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { roomsHeard, roomsOf } from '../../../domain/webhooks/words.ts';
import { type Context, staffId, transact } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { checkOwnLimits } from '../people/index.ts';
import { countWaiting, findWebhook, lockWebhook, type WebhookRecord } from './queries.ts';
import { sendJobName } from './queueing.ts';
import { newSecret, openSecret, sealSecret } from './secrets.ts';

const hour = 3_600_000;

interface Wanted {
  name?: string | undefined;
  url?: string | undefined;
  events?: readonly string[] | undefined;
  teamIds?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  role?: Role | undefined;
  state?: 'active' | 'paused' | undefined;
}

/** Webhooks, the newest first. */
export async function listWebhooks(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  let rows = ctx.db
    .selectFrom('webhooks')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined) rows = rows.where('id', '<', String(after[0]));
  const found = await rows.execute();
  const waiting = await countWaiting(
    ctx.db,
    found.map((row) => row.id),
  );
  return cutPage(
    found,
    limit,
    (row) => [row.id],
    (row) => show(row, waiting.get(row.id) ?? 0, ctx.now),
  );
}

/** One webhook. Throws `webhook-not-found`. */
export async function readWebhook(ctx: Context, id: string): Promise<Webhook> {
  const row = await theWebhook(ctx, id);
  return show(row, (await countWaiting(ctx.db, [id])).get(id) ?? 0, ctx.now);
}

/** Makes a webhook that hears of everything from now on. Its secret is in the answer. */
export async function createWebhook(
  ctx: Context,
  input: Wanted & { name: string; url: string; events: readonly string[] },
): Promise<{ webhook: Webhook; secret: string }> {
  const role = input.role ?? ownRole(ctx);
  await check(ctx, { ...input, role, teamIds: input.teamIds ?? [] });
  return transact(ctx, async (ctx) => {
    const id = newId();
    const secret = newSecret();
    await ctx.trx
      .insertInto('webhooks')
      .values({
        id,
        name: input.name.trim(),
        url: input.url,
        events: [...new Set(input.events)],
        team_ids: [...new Set(input.teamIds ?? [])],
        tags: [...new Set(input.tags ?? [])],
        role,
        state: 'active',
        active_since: ctx.now,
        secret: sealSecret(ctx, id, secret),
        created_by: staffId(ctx.actor),
        created_at: ctx.now,
        changed_at: ctx.now,
      })
      .execute();
    await record(ctx, 'webhooks.made', id, { name: input.name.trim(), url: input.url, events: input.events, role });
    return { webhook: await readWebhook(ctx, id), secret };
  });
}

/** Changes a webhook. Switched on again it begins afresh: what it missed is sent by a replay. */
export function changeWebhook(ctx: Context, id: string, input: Wanted): Promise<Webhook> {
  return transact(ctx, async (ctx) => {
    const before = await lockWebhook(ctx.trx, id);
    if (before === undefined) throw notFound();
    const after = {
      url: input.url ?? before.url,
      events: input.events ?? before.events,
      teamIds: input.teamIds ?? before.team_ids,
      role: input.role ?? (before.role as Role),
    };
    await check(ctx, after);
    const starts = input.state === 'active' && before.state !== 'active';
    await ctx.trx
      .updateTable('webhooks')
      .set({
        changed_at: ctx.now,
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
        ...(input.url === undefined ? {} : { url: input.url }),
        ...(input.events === undefined ? {} : { events: [...new Set(input.events)] }),
        ...(input.teamIds === undefined ? {} : { team_ids: [...new Set(input.teamIds)] }),
        ...(input.tags === undefined ? {} : { tags: [...new Set(input.tags)] }),
        ...(input.role === undefined ? {} : { role: input.role }),
        ...(input.state === undefined ? {} : { state: input.state }),
        // another address deserves a fresh start
        ...(starts || (input.url !== undefined && input.url !== before.url)
          ? { failures_in_a_row: 0, failing_since: null, resting_until: null, disabled_because: null }
          : {}),
        ...(starts ? { active_since: ctx.now } : {}),
      })
      .where('id', '=', id)
      .execute();
    await addJob(ctx, sendJobName, { webhookId: id }, { key: `${sendJobName}:${id}` });
    await record(ctx, 'webhooks.changed', id, { changed: Object.keys(input) });
    return readWebhook(ctx, id);
  });
}

/** Removes a webhook with everything that waits for it and its log. */
export function removeWebhook(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const { name } = await theWebhook(ctx, id);
    await ctx.trx.deleteFrom('webhooks').where('id', '=', id).execute();
    await record(ctx, 'webhooks.removed', id, { name });
    return null;
  });
}

/** Shows the secret again; the log says who looked. */
export function readSecret(ctx: Context, id: string): Promise<{ secret: string }> {
  return transact(ctx, async (ctx) => {
    const webhook = await theWebhook(ctx, id);
    await record(ctx, 'webhooks.secret-shown', id);
    return { secret: openSecret(ctx, id, webhook.secret) };
  });
}

/** Takes a new secret; the present one stays good for so many hours beside it. */
export function rotateSecret(ctx: Context, id: string, hours = 24): Promise<{ webhook: Webhook; secret: string }> {
  return transact(ctx, async (ctx) => {
    const webhook = await lockWebhook(ctx.trx, id);
    if (webhook === undefined) throw notFound();
    const secret = newSecret();
    await ctx.trx
      .updateTable('webhooks')
      .set({
        secret: sealSecret(ctx, id, secret),
        previous_secret: hours === 0 ? null : webhook.secret,
        previous_until: hours === 0 ? null : new Date(ctx.now.getTime() + hours * hour),
        changed_at: ctx.now,
      })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'webhooks.secret-changed', id, { hours });
    return { webhook: await readWebhook(ctx, id), secret };
  });
}

export async function theWebhook(ctx: Context, id: string): Promise<WebhookRecord> {
  const row = await findWebhook(ctx.db, id);
  if (row === undefined) throw notFound();
  return row;
}

async function check(
  ctx: Context,
  wanted: { url?: string | undefined; events: readonly string[]; teamIds: readonly string[]; role: Role },
): Promise<void> {
  if (wanted.url !== undefined && !isCallable(wanted.url))
    throw new Refusal(
      'invalid',
      'address-not-callable',
      'That is no address; write https://example.org/hook, without a name and password in it.',
      {
        field: 'url',
      },
    );
  if (ctx.actor.kind !== 'system' && !('role' in ctx.actor && mayGrant(ctx.actor.role, wanted.role)))
    throw new Refusal('forbidden', 'role-above-own', 'A webhook cannot have a role above your own.', { field: 'role' });
  const rooms = wanted.events.flatMap(roomsOf).filter((room) => mayRole(wanted.role, roomsHeard[room]));
  if (rooms.length === 0)
    throw new Refusal('invalid', 'nothing-heard', `Nothing of that is for the role ${wanted.role}.`, {
      field: 'events',
    });
  const scopes = rooms.map((room) => scopeOf({ method: 'GET', path: '/', access: roomsHeard[room] }) as Scope);
  // what it hears carries the case and the customer too
  checkOwnLimits(ctx.actor, [...new Set<string>([...scopes, 'cases:read', 'customers:read'])]);
  if (wanted.teamIds.length === 0) return;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from teams where id = any(${[...new Set(wanted.teamIds)]}::uuid[])`.execute(ctx.db);
  if ((rows[0]?.n ?? 0) < new Set(wanted.teamIds).size)
    throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamIds' });
}

function isCallable(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function ownRole(ctx: Context): Role {
  return 'role' in ctx.actor ? ctx.actor.role : 'admin';
}

function notFound(): Refusal {
  return new Refusal('not_found', 'webhook-not-found', 'There is no such webhook.');
}

function show(row: WebhookRecord, waiting: number, now: Date): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    teamIds: row.team_ids,
    tags: row.tags,
    role: row.role as Role,
    state: row.state as Webhook['state'],
    disabledBecause: row.disabled_because,
    failingSince: row.failing_since?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    waiting,
    previousSecretUntil:
      row.previous_until !== null && row.previous_until > now ? row.previous_until.toISOString() : null,
    createdAt: row.created_at.toISOString(),
  };
}
