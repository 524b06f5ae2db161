import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../contract/route.ts';
import { apiProblem, parseProblem, type ApiProblem } from './problem.ts';

type Part<Name extends string, T> = undefined extends T
  ? { [K in Name]?: T }
  : Record<string, never> extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

/** What a route is sent: the parts that it requires are required here. */
export type Input<R extends Route> = Part<'params', ParamsOf<R>> &
  Part<'query', QueryOf<R>> &
  Part<'body', BodyOf<R>> & {
    signal?: AbortSignal;
    /** Give one yourself to repeat a POST safely, for example over a retry by the person. */
    idempotencyKey?: string;
  };

let signedOut: (problem: ApiProblem) => void = () => {};

/** What happens when the server no longer knows who is there; set once by the program's start. */
export function onSignedOut(handler: (problem: ApiProblem) => void): void {
  signedOut = handler;
}

/**
 * One call of the API below /api/v1, typed by its route of the contract (types only, nothing of it is shipped):
 * `call<typeof people.listUsers>('GET', '/users', { query: { q: 'maja' } })`.
 * @throws {ApiProblem} for every refusal; `code` is `offline` when nobody answered and nothing was changed or lost.
 */
export async function call<R extends Route>(
  method: R['method'],
  path: R['path'],
  ...[input]: Record<string, never> extends Input<R> ? [input?: Input<R>] : [input: Input<R>]
): Promise<ReplyOf<R>> {
  const { params, query, body, signal, idempotencyKey } = (input ?? {}) as Loose;
  const headers: Record<string, string> = { accept: 'application/json' };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = idempotencyKey ?? newKey();
  return request(`/api/v1${address(path, params, query)}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }) as Promise<ReplyOf<R>>;
}

type Simple = string | number | boolean;

interface Loose {
  params?: Record<string, Simple | undefined>;
  query?: Record<string, Simple | readonly Simple[] | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
}

/** A request with the API's manners: cookies of this origin, problems as errors, JSON or null as the answer. */
export async function request(url: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw apiProblem({ status: 0, code: 'offline' });
  }
  const text = await answer.text();
  if (answer.ok) return text === '' ? null : (JSON.parse(text) as unknown);
  const problem = parseProblem(answer.status, answer.headers.get('content-type'), text);
  if (problem.status === 401 && !url.startsWith('/api/auth/')) signedOut(problem);
  throw problem;
}

/**
 * Fills `:name` parameters and appends the query; arrays repeat their key, undefined is left out.
 * @throws {Error} when a parameter of the path was not given: a mistake of the caller, not of the person.
 */
export function address(path: string, params: Loose['params'] = {}, query: Loose['query'] = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The address ${path} needs "${name}".`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of typeof value === 'object' ? value : [value]) {
      if (one !== undefined) search.append(key, String(one));
    }
  }
  const asked = search.toString();
  return asked === '' ? filled : `${filled}?${asked}`;
}

/** A fresh Idempotency-Key. `randomUUID` only exists in secure contexts; an office may serve Kept over plain HTTP. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
