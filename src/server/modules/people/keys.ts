import { createHash, randomBytes } from 'node:crypto';
import type { Key } from '../../../contract/keys.ts';
import { mayGrant, type Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Actor, type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { checkLimits, type KeyLimits, mayComeFrom } from './key-scopes.ts';
import { type KeyRow, findActorByKeyHash, insertKey, listKeysAfter, revokeKeyById, touchKey } from './queries.ts';

const prefix = 'kept_';
/** The last use is noted to the minute: a key used a thousand times a second must not write a thousand rows. */
const noteUseEvery = 60_000;

/** Makes an API key with a role and, if wanted, limits. The token is returned once; only its hash is kept. */
export async function createKey(ctx: Context, input: { name: string; role: Role } & KeyLimits) {
  if (ctx.actor.kind !== 'system' && !('role' in ctx.actor && mayGrant(ctx.actor.role, input.role))) {
    throw new Refusal('forbidden', 'role-above-own', 'A key cannot have a role above your own.', { field: 'role' });
  }
  await checkLimits(ctx, input.role, input);
  return transact(ctx, async (ctx) => {
    const token = prefix + randomBytes(32).toString('base64url');
    const key = {
      id: newId(),
      name: input.name.trim(),
      role: input.role,
      hint: `${token.slice(0, 10)}…`,
      created_at: ctx.now,
      scopes: input.scopes === undefined ? null : [...input.scopes],
      team_ids: input.teamIds === undefined ? null : [...input.teamIds],
      expires_at: input.expiresAt === undefined ? null : new Date(input.expiresAt),
      allowed_ips: input.allowedIps === undefined ? null : [...input.allowedIps],
    };
    await insertKey(ctx.trx, { ...key, token_hash: hashOf(token), created_by: staffId(ctx.actor) });
    await record(ctx, 'people.key-made', key.id, {
      name: key.name,
      role: key.role,
      ...(key.scopes === null ? {} : { scopes: key.scopes }),
      ...(key.team_ids === null ? {} : { teamIds: key.team_ids }),
    });
    return { key: show({ ...key, last_used_at: null }), token };
  });
}

/** Ends a key at once. */
export function revokeKey(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    if ((await revokeKeyById(ctx.trx, id, ctx.now)) === undefined)
      throw new Refusal('not_found', 'key-not-found', 'There is no such key; it may have been revoked already.');
    await record(ctx, 'people.key-revoked', id);
    return null;
  });
}

export async function listKeys(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  return cutPage(await listKeysAfter(ctx.db, readCursor(query.cursor, 1), limit), limit, (row) => [row.id], show);
}

/**
 * Who a bearer token belongs to, or undefined when it is unknown or revoked. Read from the database at every request, so
 * that a revocation holds at once on every node. Throws `key-expired` and `key-elsewhere`.
 * @param address where the request comes from
 */
export async function actorOfToken(
  db: Context['db'],
  token: string,
  now: Date,
  address: string,
): Promise<Actor | undefined> {
  if (!token.startsWith(prefix)) return undefined;
  const key = await findActorByKeyHash(db, hashOf(token));
  if (key === undefined) return undefined;
  if (key.expires_at !== null && key.expires_at <= now)
    throw new Refusal('forbidden', 'key-expired', 'This API key has expired; make a new one under Settings.', {
      status: 401,
    });
  if (!mayComeFrom(address, key.allowed_ips))
    throw new Refusal('forbidden', 'key-elsewhere', `This API key may not be used from ${address}.`);
  if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > noteUseEvery)
    await touchKey(db, key.id, now);
  return {
    kind: 'key',
    id: key.id,
    role: key.role as Role,
    name: key.name,
    teamIds: key.team_ids ?? [],
    ...(key.scopes === null ? {} : { scopes: key.scopes }),
    ...(key.team_ids === null ? {} : { onlyTeams: true }),
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function show(row: KeyRow): Key {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    scopes: row.scopes,
    teamIds: row.team_ids,
    expiresAt: row.expires_at?.toISOString() ?? null,
    allowedIps: row.allowed_ips,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    hint: row.hint,
  };
}
