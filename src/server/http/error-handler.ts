import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { Refusal, type RefusalKind } from '../../domain/refusal.ts';
import type { Problem } from '../../contract/shapes.ts';

const statusOf: Record<RefusalKind, number> = {
  not_found: 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  too_many: 429,
};

/** The one place where an error becomes an answer: a problem after RFC 9457 that says what was wrong with which field. */
export async function answerError(
  error: FastifyError | Refusal | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Problem> {
  const problem = toProblem(error, request);
  if (problem.status >= 500) request.log.error({ err: error }, 'unexpected error');
  if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer');
  return reply.status(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** The status of an answer to an error, whoever tells it: this handler, or the public pages in the language of their reader. */
export function statusOfError(error: FastifyError | Refusal | Error): number {
  if (error instanceof Refusal)
    return typeof error.detail?.['status'] === 'number' ? error.detail['status'] : statusOf[error.kind];
  if ('validation' in error && Array.isArray(error.validation)) return 400;
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : databaseStatus(error);
}

function toProblem(error: FastifyError | Refusal | Error, request: FastifyRequest): Problem {
  const requestId = request.id;
  if (error instanceof Refusal) {
    const status = statusOfError(error);
    const field = error.detail?.['field'];
    return problem(
      status,
      error.code,
      error.message,
      requestId,
      typeof field === 'string' ? [{ field, message: error.message }] : undefined,
      error.detail?.['extension'],
    );
  }
  if ('validation' in error && Array.isArray(error.validation)) {
    const where = error.validationContext === 'body' ? '' : `${error.validationContext ?? ''}/`;
    const fields = error.validation.map((entry) => ({
      field: fieldName(where, entry),
      message: entry.message ?? 'is wrong',
    }));
    const sentence = fields
      .map(({ field, message }) => `${field === '' ? 'the request' : field} ${message}`)
      .join('; ');
    return problem(400, 'validation', `Nothing was saved: ${sentence}.`, requestId, fields);
  }
  const status = statusOfError(error);
  if (status === 413)
    return problem(
      413,
      'too-large',
      `The request is larger than ${Math.round(request.routeOptions.bodyLimit / 1_048_576)} MB, which is the limit here. Nothing was saved.`,
      requestId,
    );
  if (status === 429) return problem(429, 'too-many-requests', error.message, requestId);
  if (status === 507)
    return problem(
      507,
      'disk-full',
      'The disk of this installation is full. Nothing was saved; tell your admin to make room.',
      requestId,
    );
  if (status === 503)
    return problem(
      503,
      'not-available',
      'The database cannot be reached at the moment. Nothing was saved; try again shortly.',
      requestId,
    );
  if (databaseStatus(error) < 500) return problem(status, ...databaseWords(error), requestId);
  if (status < 500)
    return problem(
      status,
      'code' in error && typeof error.code === 'string' ? error.code.toLowerCase().replaceAll('_', '-') : 'refused',
      error.message,
      requestId,
    );
  return problem(
    500,
    'unexpected',
    `Something went wrong on our side and nothing was saved. Tell your admin this number: ${requestId}.`,
    requestId,
  );
}

function problem(
  status: number,
  code: string,
  detail: string,
  requestId: string,
  fields?: { field: string; message: string }[],
  /** Further members of this problem (RFC 9457, 3.2), such as the messages that an answer did not know. */
  extension?: unknown,
): Problem {
  return {
    ...(typeof extension === 'object' ? extension : {}),
    type: `urn:kept:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    requestId,
    ...(fields === undefined ? {} : { fields }),
  };
}

function fieldName(where: string, entry: { instancePath?: string; params?: Record<string, unknown> }): string {
  const path = (entry.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.');
  const named = entry.params?.['requiredProperties'] ?? entry.params?.['additionalProperties'];
  const inner = Array.isArray(named) ? named.join(', ') : '';
  return `${where}${[path, inner].filter((part) => part !== '').join('.')}`;
}

/** PostgreSQL's own refusals that are the caller's to mend, a database that is away, and a disk that is full. */
function databaseStatus(error: Error): number {
  const code = 'code' in error ? String(error.code) : '';
  if (['53100', 'ENOSPC', 'EDQUOT'].includes(code)) return 507;
  if (
    /^(08|57P0|53)/.test(code) ||
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
    return 503;
  if (code === '23505' || code === '23503' || code === '40001' || code === '40P01') return 409;
  if (unfit.has(code)) return 400;
  return 500;
}

/** Values that no column holds: too large, no instant, no text, no identifier. */
const unfit = new Set(['22001', '22003', '22007', '22008', '22021', '22P02', '22P05']);

/** Code and sentence for a refusal that only the database noticed; its own words are about tables, not about fields. */
function databaseWords(error: Error): [code: string, sentence: string] {
  const code = 'code' in error ? String(error.code) : '';
  if (code === '23503')
    return ['refers-to-nothing', 'Nothing was saved: the request names a record that is not there, or not any more.'];
  if (unfit.has(code))
    return ['unfit-value', 'Nothing was saved: a value is larger than what can be stored, or malformed.'];
  if (code === '23505') return ['taken', 'Nothing was saved: there is one of these already.'];
  return ['crossed', 'Nothing was saved: somebody else changed the same thing at the same moment. Try again.'];
}
