import { afterEach, expect, test, vi } from 'vitest';
import type * as keys from '../contract/keys.ts';
import type * as people from '../contract/people.ts';
import { address, call, newKey, onSignedOut } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(body === null ? null : JSON.stringify(body), { status, headers }));
  });
  return asked;
}

test('an address fills its parameters, repeats lists and leaves out what is not known', () => {
  expect(address('/cases/:id/messages', { id: 'a/b' }, { q: 'ö', tag: ['x', 'y'], cursor: undefined })).toBe(
    '/cases/a%2Fb/messages?q=%C3%B6&tag=x&tag=y',
  );
  expect(() => address('/cases/:id')).toThrow('needs "id"');
});

test('a POST carries JSON and a key of its own; the same key when asked', async () => {
  const asked = answering(201, { id: '1' });
  const body = { name: 'Homeowners' };
  await call<typeof people.createTeam>('POST', '/teams', { body });
  await call<typeof people.createTeam>('POST', '/teams', { body, idempotencyKey: 'mine' });
  const keys = asked.map(({ init }) => (init.headers as Record<string, string>)['idempotency-key']);
  expect(keys[0]).toMatch(/^[0-9a-f-]{32,36}$/);
  expect(keys[1]).toBe('mine');
  expect(asked[0]).toMatchObject({ url: '/api/v1/teams', init: { method: 'POST', body: '{"name":"Homeowners"}' } });
});

test('a GET carries no key, and an empty answer is null', async () => {
  const asked = answering(204, null);
  expect(await call<typeof keys.revokeKey>('DELETE', '/keys/:id', { params: { id: '7' } })).toBeNull();
  expect(asked[0]?.init.headers).not.toHaveProperty('idempotency-key');
});

test('when nobody answers, the code is offline', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(call<typeof people.readSession>('GET', '/session')).rejects.toMatchObject({
    code: 'offline',
    status: 0,
  });
});

test('an ended session is told once, and the caller still hears the refusal', async () => {
  answering(401, { code: 'signed_out', title: 'Sign in' });
  const told = vi.fn();
  onSignedOut(told);
  await expect(call<typeof people.listTeams>('GET', '/teams')).rejects.toMatchObject({ code: 'signed_out' });
  expect(told).toHaveBeenCalledTimes(1);
});

test('keys differ', () => {
  expect(new Set(Array.from({ length: 100 }, newKey)).size).toBe(100);
});
