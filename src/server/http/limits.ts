import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

type Caller = Pick<FastifyRequest, 'ip' | 'headers' | 'routeOptions'>;

/** A script with a key may work in bulk, a person at a screen is quick, a stranger reads a page now and then. */
export function requestsPerMinute(request: Caller): number {
  if (request.headers.authorization !== undefined) return 120_000;
  return request.headers.cookie === undefined ? 1200 : 6000;
}

/**
 * Limits count per key or session where there is one, else per address. A door for anybody that has a limit of its own (it sends
 * mails, checks codes) counts addresses only: it asks nobody who he is, so a key or cookie that a caller made up would give him a
 * fresh count with every request.
 */
export function callerKey(request: Caller): string {
  const { access, rateLimit } = request.routeOptions.config ?? {};
  if (access === 'public' && rateLimit !== undefined) return addressKey(request.ip);
  return String(
    request.headers.authorization ??
      /kept\.session_token=([^;]+)/.exec(String(request.headers.cookie ?? ''))?.[1] ??
      addressKey(request.ip),
  );
}

/** One line of one house has a whole /64 of IPv6 addresses to come from (RFC 6177): they count as one. */
export function addressKey(ip: string): string {
  if (!isIPv6(ip) || ip.includes('.')) return ip;
  const [head = '', tail] = ip.split('%')[0]!.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - behind.length).fill('0'), ...behind];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** What a caller hears who asked too often. */
export function tooMany(_request: unknown, limit: { max: number; after: string }) {
  return Object.assign(
    new Error(`More than ${limit.max} requests a minute; nothing of this one was done. Try again in ${limit.after}.`),
    { statusCode: 429 },
  );
}
