import { Value } from 'typebox/value';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayRole, permissions, type Role, roles } from '../../domain/people/permissions.ts';
import { holdsScope, keepsToTeams, type Scope, scopeOf, scopes } from '../../domain/people/scopes.ts';
import { createKey } from '../modules/people/index.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { newId } from '../store/identity.ts';
import { mountedRoutes } from './serve.ts';

let house: TestApp;
let app: FastifyInstance;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  house = await buildTestCompany();
  app = house.app;
  for (const role of roles) tokens.set(role, (await createKey(house.system(), { name: role, role })).token);
});
afterAll(() => house.close());

/** An address with its parameters filled by ids that belong to nothing. */
function addressOf(path: string): string {
  return `/api/v1${path.replaceAll(/:(\w+)/g, (_, name: string) => (/number|version/i.test(name) ? '999999' : newId()))}`;
}

function ask(method: string, url: string, token: string | undefined, payload?: unknown) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return app.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
}

describe('every route', () => {
  test('names a permission that exists, or says that it is public', () => {
    const odd = [...mountedRoutes.values()].filter(
      (route) => route.access !== 'public' && route.access !== 'signed-in' && !permissions.includes(route.access),
    );
    expect(odd.map((route) => route.path)).toEqual([]);
    expect(mountedRoutes.size).toBeGreaterThan(10);
  });

  test('refuses a stranger unless it is public, before it reads anything', async () => {
    const admitted: string[] = [];
    for (const [name, route] of mountedRoutes) {
      if (route.access === 'public') continue;
      const answer = await ask(route.method, addressOf(route.path), undefined, route.method === 'GET' ? undefined : {});
      if (answer.statusCode !== 401) admitted.push(`${name} answered ${answer.statusCode}`);
    }
    expect(admitted).toEqual([]);
  });

  test('refuses each role that lacks its permission, and no role that has it', async () => {
    const wrong: string[] = [];
    for (const [name, route] of mountedRoutes) {
      if (route.access === 'public') continue;
      for (const role of roles) {
        const answer = await ask(
          route.method,
          addressOf(route.path),
          tokens.get(role),
          route.method === 'GET' ? undefined : {},
        );
        const refused = answer.statusCode === 403 && answer.json<{ code: string }>().code === 'not-permitted';
        const should = route.access !== 'signed-in' && !mayRole(role, route.access);
        if (refused !== should) wrong.push(`${name} as ${role}: ${answer.statusCode}`);
        if (answer.statusCode >= 500) wrong.push(`${name} as ${role} broke: ${answer.statusCode} ${answer.body}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('refuses a key that has every scope but the one it needs, and no key that has that one alone', async () => {
    const keyWith = async (given: readonly Scope[]) =>
      (await createKey(house.system(), { name: 'scopes', role: 'owner', scopes: given })).token;
    const lacking = new Map<string, string>();
    const having = new Map<string, string>();
    for (const scope of scopes) {
      // writing includes reading, so whoever is to lack `cases:read` lacks `cases:write` too
      const beside = scopes.filter((one) => !holdsScope([one], scope));
      lacking.set(scope, await keyWith(beside));
      having.set(scope, await keyWith([scope]));
    }
    const wrong: string[] = [];
    for (const [name, route] of mountedRoutes) {
      const scope = scopeOf(route);
      if (scope === undefined) continue;
      const payload = route.method === 'GET' ? undefined : {};
      for (const [tokens, should] of [
        [lacking, true],
        [having, false],
      ] as const) {
        const answer = await ask(route.method, addressOf(route.path), tokens.get(scope), payload);
        const refused = answer.statusCode === 403 && answer.json<{ code: string }>().code === 'scope-needed';
        if (refused !== should)
          wrong.push(`${name} with ${should ? 'all but' : 'only'} ${scope}: ${answer.statusCode}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('a key limited to teams reaches nothing that knows no teams', async () => {
    const team = newId();
    await house.db.insertInto('teams').values({ id: team, name: 'Pumps', created_at: new Date() }).execute();
    const { token } = await createKey(house.system(), { name: 'team', role: 'manager', teamIds: [team] });
    const wrong: string[] = [];
    for (const [name, route] of mountedRoutes) {
      const scope = scopeOf(route);
      if (
        scope === undefined ||
        (route.access !== 'signed-in' && route.access !== 'public' && !mayRole('manager', route.access))
      )
        continue;
      const answer = await ask(route.method, addressOf(route.path), token, route.method === 'GET' ? undefined : {});
      const refused = answer.statusCode === 403 && answer.json<{ code: string }>().code === 'team-key';
      if (refused === keepsToTeams(scope)) wrong.push(`${name}: ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  test("somebody else's or nobody's record does not exist", async () => {
    const wrong: string[] = [];
    for (const [name, route] of mountedRoutes) {
      if (!route.path.includes(':') || route.method !== 'GET') continue;
      const answer = await ask(route.method, addressOf(route.path), tokens.get('owner'));
      // a list below a record that is not there may be empty; a record itself is not found
      const empty = answer.statusCode === 200 && JSON.stringify(answer.json()).length < 2000;
      if (answer.statusCode !== 404 && !empty) wrong.push(`${name}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  test('answers wrong types with a problem that names the field, never with an error of ours', async () => {
    const wrong: string[] = [];
    const nonsense: unknown[] = [[], 'text', 7, null, { nothing: 'known' }, { id: { deep: [1] } }];
    for (const [name, route] of mountedRoutes) {
      if (route.method === 'GET' || Value.Check(route.body, undefined)) continue;
      for (const payload of nonsense) {
        const answer = await app.inject({
          method: route.method as 'POST',
          url: addressOf(route.path),
          headers: { authorization: `Bearer ${tokens.get('owner')}`, 'content-type': 'application/json' },
          payload: JSON.stringify(payload),
        });
        if (answer.statusCode >= 500) wrong.push(`${name} with ${JSON.stringify(payload)}: ${answer.statusCode}`);
        else if (
          answer.statusCode >= 400 &&
          !String(answer.headers['content-type']).startsWith('application/problem+json')
        )
          wrong.push(`${name}: ${answer.headers['content-type']}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a parameter that is no id is refused with its name', async () => {
    const wrong: string[] = [];
    for (const [name, route] of mountedRoutes) {
      if (!route.path.includes(':')) continue;
      const url = `/api/v1${route.path.replaceAll(/:\w+/g, "'; drop table cases; --")}`;
      const answer = await ask(
        route.method,
        encodeURI(url),
        tokens.get('owner'),
        route.method === 'GET' ? undefined : {},
      );
      if (answer.statusCode >= 500 || answer.statusCode < 400) wrong.push(`${name}: ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });

  test('is described by a valid OpenAPI 3.1 document', async () => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    const document = (await ask('GET', '/api/v1/openapi.json', undefined)).json<{
      openapi: string;
      paths: Record<string, object>;
    }>();
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1/);
    const described = Object.entries(document.paths).reduce((n, [, methods]) => n + Object.keys(methods).length, 0);
    expect(described).toBeGreaterThanOrEqual(mountedRoutes.size);
  });
});
