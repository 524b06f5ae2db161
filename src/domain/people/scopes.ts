/**
 * What an API key is limited to, beside its role: reading or writing, room by room. A scope never adds to a role; it takes
 * away. `cases:write` includes `cases:read`.
 */
import type { Permission } from './permissions.ts';

export const scopeRooms = [
  'cases',
  'customers',
  'promises',
  'knowledge',
  'search',
  'journeys',
  'voice',
  'improvement',
  'measures',
  'charter',
  'practice',
  'stories',
  'people',
  'own',
  'channels',
  'webhooks',
  'settings',
  'keys',
  'events',
  'data',
] as const;
export type ScopeRoom = (typeof scopeRooms)[number];
export type Scope = `${ScopeRoom}:${'read' | 'write'}`;

/** Every scope there is, room by room. */
export const scopes: readonly Scope[] = scopeRooms.flatMap((room): Scope[] => [`${room}:read`, `${room}:write`]);

type PermissionRoom = Permission extends `${infer Room}.${string}` ? Room : never;

/** The room a permission belongs to; a new permission does not compile until it stands here. */
const roomOfPermission: Readonly<Record<PermissionRoom, ScopeRoom>> = {
  cases: 'cases',
  customers: 'customers',
  promises: 'promises',
  policies: 'promises',
  knowledge: 'knowledge',
  procedures: 'knowledge',
  journeys: 'journeys',
  voice: 'voice',
  surveys: 'voice',
  recoveries: 'voice',
  observations: 'voice',
  improvement: 'improvement',
  measures: 'measures',
  reports: 'measures',
  charter: 'charter',
  practice: 'practice',
  stories: 'stories',
  people: 'people',
  channels: 'channels',
  settings: 'settings',
  keys: 'keys',
  events: 'events',
  data: 'data',
};

/** Addresses that are a room of their own although they share a permission, or ask only that one is signed in. */
const roomOfAddress: Readonly<Record<string, ScopeRoom>> = { webhooks: 'webhooks', search: 'search', live: 'events' };

/**
 * The scope a route needs: its room, and `read` for GET, `write` for everything else.
 * @param route `access` is a permission, `signed-in` or `public`; `path` begins with a slash
 * @returns undefined for what is public
 */
export function scopeOf(route: { method: string; path: string; access: string }): Scope | undefined {
  if (route.access === 'public') return undefined;
  const named = roomOfAddress[route.path.split('/')[1] ?? ''];
  const permitted = (roomOfPermission as Readonly<Record<string, ScopeRoom>>)[route.access.split('.')[0] ?? ''];
  return `${named ?? permitted ?? 'own'}:${route.method === 'GET' ? 'read' : 'write'}`;
}

/** Whether scopes include the one needed; `undefined` as scopes means that the key is limited by its role alone. */
export function holdsScope(held: readonly string[] | undefined, needed: Scope): boolean {
  if (held === undefined || held.includes(needed)) return true;
  return needed.endsWith(':read') && held.includes(needed.replace(/read$/, 'write'));
}

/** Whether one list of scopes reaches no further than another: a key makes no key that may do more than itself. */
export function withinScopes(wanted: readonly string[] | undefined, held: readonly string[] | undefined): boolean {
  if (held === undefined) return true;
  return wanted !== undefined && wanted.every((scope) => holdsScope(held, scope as Scope));
}

/** What knows of teams, or of none: only these does a key reach that is limited to teams. */
const roomsOfTeams: ReadonlySet<string> = new Set([
  'cases',
  'customers',
  'promises',
  'knowledge',
  'search',
  'charter',
  'own',
] satisfies ScopeRoom[]);

/** Whether a key that is limited to teams may use what needs this scope: elsewhere its limit would mean nothing. */
export function keepsToTeams(needed: Scope): boolean {
  return roomsOfTeams.has(needed.split(':')[0] ?? '') || needed === 'people:read';
}
