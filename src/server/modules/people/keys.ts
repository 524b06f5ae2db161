import { createHash, randomBytes } from 'node:crypto';
import { mayGrant, type Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Actor, type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findActorByKeyHash, insertKey, listKeysAfter, revokeKeyById, touchKey } from './queries.ts';

const prefix = 'kept_';
/** The last use is noted to the minute: a key used a thousand times a second must not write a thousand rows. */
const noteUseEvery = 60_000;

/** Makes an API key with a role. The token is returned once; only its hash is kept. */
export function createKey(ctx: Context, input: { name: string; role: Role }) {
  if (ctx.actor.kind !== 'system' && !('role' in ctx.actor && mayGrant(ctx.actor.role, input.role))) {
    throw new Refusal('forbidden', 'role-above-own', 'A key cannot have a role above your own.', { field: 'role' });
  }
  return transact(ctx, async (ctx) => {
    const token = prefix + randomBytes(32).toString('base64url');
    const key = {
      id: newId(),
      name: input.name.trim(),
      role: input.role,
      hint: `${token.slice(0, 10)}…`,
      created_at: ctx.now,
    };
    await insertKey(ctx.trx, { ...key, token_hash: hashOf(token), created_by: staffId(ctx.actor) });
    await record(ctx, 'people.key-made', key.id, { name: key.name, role: key.role });
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

/** Who a bearer token belongs to, or undefined when it is unknown or revoked. */
export async function actorOfToken(db: Context['db'], token: string, now: Date): Promise<Actor | undefined> {
  if (!token.startsWith(prefix)) return undefined;
  const key = await findActorByKeyHash(db, hashOf(token));
  if (key === undefined) return undefined;
  if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > noteUseEvery)
    await touchKey(db, key.id, now);
  return { kind: 'key', id: key.id, role: key.role as Role, name: key.name, teamIds: [] };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function show(row: {
  id: string;
  name: string;
  role: string;
  created_at: Date;
  last_used_at: Date | null;
  hint: string;
}) {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    hint: row.hint,
  };
}
