import { Type, type Static } from 'typebox';
import { roles } from '../domain/people/permissions.ts';
import { scopes } from '../domain/people/scopes.ts';
import { route } from './route.ts';
import { ById, Id, Instant, Line, Nullable, OneOf, Page, PageQuery } from './shapes.ts';

const Scopes = Type.Array(OneOf(scopes), { minItems: 1, maxItems: 60, uniqueItems: true });
const Networks = Type.Array(Type.String({ minLength: 2, maxLength: 50 }), { minItems: 1, maxItems: 50 });

/** A key by which another program comes in. What it may do is its role, less what its limits take away. */
export const Key = Type.Object({
  id: Id,
  name: Type.String(),
  role: OneOf(roles),
  /** `room:read` or `room:write`; null: whatever the role may do. */
  scopes: Nullable(Type.Array(Type.String())),
  /** Only cases of these teams exist for it; null: not limited. */
  teamIds: Nullable(Type.Array(Id)),
  expiresAt: Nullable(Instant),
  /** Addresses and networks (192.0.2.0/24) it may be used from; null: anywhere. */
  allowedIps: Nullable(Type.Array(Type.String())),
  createdAt: Instant,
  /** To the minute. */
  lastUsedAt: Nullable(Instant),
  hint: Type.String(),
});
export type Key = Static<typeof Key>;

export const listKeys = route({
  method: 'GET',
  path: '/keys',
  access: 'keys.manage',
  summary: 'API keys; the tokens themselves are never shown again',
  query: Type.Object({ ...PageQuery }),
  reply: Page(Key),
});

export const createKey = route({
  method: 'POST',
  path: '/keys',
  access: 'keys.manage',
  summary: 'Make an API key; the token is in this answer only',
  body: Type.Object(
    {
      name: Line,
      role: OneOf(roles),
      scopes: Type.Optional(Scopes),
      teamIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true })),
      expiresAt: Type.Optional(Instant),
      allowedIps: Type.Optional(Networks),
    },
    { additionalProperties: false },
  ),
  reply: Type.Object({ key: Key, token: Type.String() }),
});

export const revokeKey = route({
  method: 'DELETE',
  path: '/keys/:id',
  access: 'keys.manage',
  summary: 'Revoke an API key at once',
  params: ById,
});
