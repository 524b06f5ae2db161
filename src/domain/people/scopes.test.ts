import { expect, test } from 'vitest';
import { permissions } from './permissions.ts';
import { holdsScope, scopeOf, scopes, withinScopes } from './scopes.ts';

test('every permission has a scope for reading and one for writing', () => {
  for (const access of permissions)
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE'])
      expect(scopes).toContain(scopeOf({ method, path: '/somewhere', access }));
});

test('an address of its own goes before its permission, and what only asks for a sign-in is one’s own', () => {
  expect(scopeOf({ method: 'GET', path: '/webhooks', access: 'channels.manage' })).toBe('webhooks:read');
  expect(scopeOf({ method: 'PATCH', path: '/profile', access: 'signed-in' })).toBe('own:write');
  expect(scopeOf({ method: 'GET', path: '/help/articles', access: 'public' })).toBeUndefined();
});

test('writing includes reading, never the other way round, and never in another room', () => {
  expect(holdsScope(['cases:write'], 'cases:read')).toBe(true);
  expect(holdsScope(['cases:read'], 'cases:write')).toBe(false);
  expect(holdsScope(['cases:write'], 'customers:read')).toBe(false);
  expect(holdsScope(undefined, 'data:write')).toBe(true);
  expect(holdsScope([], 'own:read')).toBe(false);
});

test('what is limited makes nothing that is not', () => {
  expect(withinScopes(undefined, undefined)).toBe(true);
  expect(withinScopes(undefined, ['cases:read'])).toBe(false);
  expect(withinScopes(['cases:read'], ['cases:write'])).toBe(true);
  expect(withinScopes(['cases:read', 'keys:write'], ['cases:write'])).toBe(false);
});
