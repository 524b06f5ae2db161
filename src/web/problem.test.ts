import { describe, expect, test } from 'vitest';
import { apiProblem, isApiProblem, parseProblem } from './problem.ts';
import { worthRetrying } from './query-client.ts';
import { fieldErrors } from './ui/fields.ts';

describe('a refusal of the server', () => {
  test('keeps its code, its sentence, its fields and its number', () => {
    const body = JSON.stringify({
      type: 'https://kept.example/problems/invalid',
      title: 'Invalid',
      status: 422,
      code: 'invalid',
      detail: 'Two fields need another look.',
      fields: [{ field: '/email', message: 'This mail already belongs to someone.' }, { wrong: true }],
      requestId: 'r-1',
    });
    const problem = parseProblem(422, 'application/problem+json; charset=utf-8', body);
    expect(isApiProblem(problem)).toBe(true);
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid',
      detail: 'Two fields need another look.',
      requestId: 'r-1',
      fields: [{ field: '/email', message: 'This mail already belongs to someone.' }],
    });
  });

  test('says its title where there is no detail, and the message where better-auth speaks', () => {
    expect(parseProblem(409, 'application/json', '{"code":"x","title":"Taken"}').detail).toBe('Taken');
    expect(parseProblem(401, 'application/json', '{"code":"x","message":"Invalid"}').detail).toBe('Invalid');
  });

  test.each([
    ['a page of a proxy', 'text/html', '<h1>502 Bad Gateway</h1>'],
    ['broken JSON', 'application/json', '{"code":'],
    ['JSON that is no object', 'application/json', '"sorry"'],
    ['nothing', null, ''],
  ])('is known by its status when the body is %s', (_, type, body) => {
    expect(parseProblem(502, type, body)).toMatchObject({ status: 502, code: 'http.502', fields: [] });
  });
});

test('each field gets its first sentence, under its last name', () => {
  const problem = apiProblem({
    status: 422,
    code: 'invalid',
    fields: [
      { field: '/teams/0/name', message: 'first' },
      { field: 'team.name', message: 'second' },
      { field: 'word', message: 'one word' },
    ],
  });
  expect(fieldErrors(problem)).toEqual({ name: 'first', word: 'one word' });
  expect(fieldErrors(new Error('no problem of the API'))).toEqual({});
});

test('only silence, haste and a stumbling server are tried again, twice', () => {
  const of = (status: number) => apiProblem({ status, code: 'x' });
  expect([0, 429, 500, 503].map((status) => worthRetrying(0, of(status)))).toEqual([true, true, true, true]);
  expect([400, 401, 403, 404, 409, 422].some((status) => worthRetrying(0, of(status)))).toBe(false);
  expect(worthRetrying(2, of(503))).toBe(false);
  expect(worthRetrying(0, new TypeError('a mistake of ours'))).toBe(false);
});
