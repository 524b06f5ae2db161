import type { Problem } from '../contract/shapes.ts';

/** A refusal of the API (RFC 9457) or of the network, as screens catch it. `status` 0 means nobody answered. */
export interface ApiProblem extends Error {
  readonly name: 'ApiProblem';
  readonly status: number;
  /** Our stable code, such as `conflict.outdated_thread`; `offline` when nobody answered. */
  readonly code: string;
  /** A sentence for people, in the language of the server's answer. */
  readonly detail: string | undefined;
  readonly fields: readonly { field: string; message: string }[];
  readonly requestId: string | undefined;
}

/** Makes the error that `call` throws. */
export function apiProblem(problem: Partial<Omit<Problem, 'type'>> & { status: number; code: string }): ApiProblem {
  const error = new Error(problem.detail ?? problem.title ?? problem.code);
  return Object.assign(error, {
    name: 'ApiProblem' as const,
    status: problem.status,
    code: problem.code,
    detail: problem.detail ?? problem.title,
    fields: problem.fields ?? [],
    requestId: problem.requestId,
  });
}

/** Whether a caught value is a refusal of the API. */
export function isApiProblem(value: unknown): value is ApiProblem {
  return value instanceof Error && value.name === 'ApiProblem';
}

/**
 * Reads the body of a refused answer. Never throws: a proxy's HTML page or an empty body still becomes a problem with
 * the status as its code.
 */
export function parseProblem(status: number, contentType: string | null, body: string): ApiProblem {
  const unknown = apiProblem({ status, code: `http.${status}` });
  if (contentType === null || !/json/i.test(contentType)) return unknown;
  try {
    const read = JSON.parse(body) as unknown;
    if (typeof read !== 'object' || read === null) return unknown;
    return apiProblem({ ...recognised(read as Record<string, unknown>), status });
  } catch {
    return unknown;
  }
}

function recognised(read: Record<string, unknown>) {
  const text = (key: string) => (typeof read[key] === 'string' ? read[key] : undefined);
  const fields = Array.isArray(read['fields']) ? read['fields'].filter(isField) : [];
  return {
    code: text('code') ?? 'unknown',
    title: text('title'),
    // better-auth says `message` where RFC 9457 says `detail`.
    detail: text('detail') ?? text('message'),
    requestId: text('requestId'),
    fields,
  };
}

function isField(value: unknown): value is { field: string; message: string } {
  if (typeof value !== 'object' || value === null) return false;
  const field = value as Record<string, unknown>;
  return typeof field['field'] === 'string' && typeof field['message'] === 'string';
}
