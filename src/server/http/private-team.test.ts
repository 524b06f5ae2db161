import { afterAll, beforeAll, expect, test } from 'vitest';
import { IsUndefined } from 'typebox';
import type { Route } from '../../contract/route.ts';
import type { Role } from '../../domain/people/permissions.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { bodyFor } from '../testing/bodies.ts';
import { type KnownRecords, knownRecords } from '../testing/known-records.ts';
import { mountedRoutes } from './serve.ts';

/* A case of a private team does not exist for whoever is not of that team, by whichever of all addresses he asks. */

let house: TestApp;
let known: KnownRecords;
const cookies = new Map<Role, string>();
let board: string;
const host = '127.0.0.1:3000';
/** What only stands in the private case. */
const secret = 'Zebrafish';
const outsiders = ['manager', 'lead', 'agent', 'colleague'] as const;

async function signIn(email: string, password: string, place: number): Promise<string> {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    remoteAddress: `127.0.1.${place}`,
    headers: { origin: `http://${host}`, host },
    payload: { email, password },
  });
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

function ask(role: Role, method: string, url: string, body?: unknown) {
  return house.app.inject({
    method: method as 'POST',
    url,
    headers: { cookie: cookies.get(role)!, origin: `http://${host}`, host },
    ...(body === undefined ? {} : { payload: body as object }),
  });
}

async function made(path: string, body: object): Promise<string> {
  const answer = await ask('owner', 'POST', `/api/v1${path}`, body);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<{ id: string }>().id;
}

beforeAll(async () => {
  house = await buildTestCompany();
  known = knownRecords(house);
  cookies.set('owner', await signIn('ines@example.org', 'long enough', 1));
  for (const [place, role] of outsiders.entries()) {
    const person = { name: `An ${role}`, email: `${role}@example.org`, role, password: 'long enough indeed' };
    await made('/users', person);
    cookies.set(role, await signIn(person.email, person.password, place + 2));
  }
  await house.settle(subscriptions);
  board = await made('/teams', { name: 'Board', private: true });
  const customerId = await made('/customers', { name: 'Ada', email: 'ada@example.net' });
  const caseId = await made('/cases', { customerId, subject: `${secret} matter`, text: `A ${secret}.`, teamId: board });
  known.pin('cases', caseId);
  await known.learn();
  await fill();
}, 120_000);
afterAll(() => house.close());

const writing = (route: Route) => route.method !== 'GET' && !IsUndefined(route.body);
/** What is done to a case carries the secret; what is made beside it does not. */
const ofTheCase = (route: Route) => /^\/(cases\/:|promises)/.test(route.path);
const skipped =
  /^\/(setup|exports|imports|privacy|cases\/:\w+\/(closure|merging|split|transfer)|customers\/:id\/(erasure|merge))/;

/** Everything that can be done to a case is done to the private one, by its owner: what needs thought by hand, the rest by a walk. */
async function fill() {
  const caseId = known.newest('cases')!;
  await made('/promises', {
    caseId,
    what: `${secret} to be called`,
    dueAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  await made(`/cases/${caseId}/parties`, { role: 'supplier', name: 'Quay', email: 'quay@example.net', topic: secret });
  await known.learn();
  await made(`/cases/${caseId}/party-messages`, { partyIds: [known.idFor('casePartyId')], html: `<p>${secret}</p>` });
  for (const optional of [false, true])
    for (const route of mountedRoutes.values()) {
      if (route.method === 'DELETE' || !writing(route) || skipped.test(route.path)) continue;
      const text = ofTheCase(route) ? `${secret} words` : 'Plain words';
      const body = bodyFor(route.body, { text, optional }, known.idFor);
      const answer = await ask('owner', route.method, known.addressOf(route.path), body);
      if (answer.statusCode < 300) await known.learn();
    }
  // whatever the walk has moved it to
  await house.db.updateTable('cases').set({ team_id: board }).where('id', '=', caseId).execute();
  await house.settle(subscriptions);
  await known.learn();
}

test.each(outsiders)('nothing of it reaches somebody of another team: %s', async (role) => {
  const told: string[] = [];
  for (const route of mountedRoutes.values()) {
    if (route.method !== 'GET') continue;
    const properties = Object.keys(route.query.properties);
    const queries = [''];
    if (properties.includes('q')) queries.push(`?q=${secret}`);
    for (const name of properties.filter((one) => one.endsWith('Id')).slice(0, 3))
      queries.push(`?${name}=${known.idFor(name)}`);
    for (const query of queries) {
      const answer = await ask(role, 'GET', known.addressOf(route.path) + query);
      const at = answer.body.indexOf(secret);
      if (at >= 0) told.push(`${route.path}${query}: …${answer.body.slice(Math.max(0, at - 80), at + 60)}…`);
    }
  }
  expect(told).toEqual([]);
});

test('its own people find all of it', async () => {
  const answer = await ask('owner', 'GET', `/api/v1/search?q=${secret}`);
  expect(answer.body).toContain(secret);
});
