import type { FastifyRequest } from 'fastify';

/** So long runs of letters and digits in an address are secrets: links of surveys, cases and tests hold 43 of them. */
const secrets = /[A-Za-z0-9_-]{40,}/g;

/**
 * What the log tells of a request when it tells of requests at all (LOG_LEVEL debug or trace): neither what stands behind the
 * question mark (a mail's link says there what its reader would answer) nor the secret of a link.
 */
export function tellRequest(request: FastifyRequest): { method: string; url: string; remoteAddress: string } {
  const path = (request.url.split('?')[0] ?? '').replaceAll(secrets, '…');
  return { method: request.method, url: path, remoteAddress: request.ip };
}
