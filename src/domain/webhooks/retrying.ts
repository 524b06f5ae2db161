/** When a message that did not arrive is tried again: exponential, with jitter, for three days. */

const second = 1000;
const hour = 3600 * second;

/** So long a message is tried before it counts as failed, in milliseconds; and so long a webhook may fail before it is switched off. */
export const tryFor = 72 * hour;
const first = 5 * second;
const longest = 12 * hour;

/**
 * Milliseconds until the next try: 5 s, 20 s, 80 s, 5 min, 21 min, 1.4 h, 5.7 h, then every 12 h, each up to a fifth shorter
 * or longer, so that many messages that failed together do not come back together.
 * @param attempts how many were made, at least 1
 * @param chance a number from 0 to below 1
 * @param asked what the receiver asked for in `Retry-After`, in milliseconds; taken when it is longer, up to 12 hours
 */
export function waitBefore(attempts: number, chance: number, asked = 0): number {
  const steady = Math.min(longest, first * 4 ** (Math.max(1, attempts) - 1));
  return Math.round(Math.max(steady * (0.8 + 0.4 * chance), Math.min(asked, longest)));
}

/** Whether an answer means that it arrived: 2xx and nothing else (Standard Webhooks); redirections are not followed. */
export function arrived(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/**
 * Whether a webhook that has failed since then is to be switched off.
 * @param status the last answer; 410 says that nobody wants it any more
 */
export function isToBeDisabled(
  status: number | null,
  failingSince: Date | null,
  now: Date,
): 'gone' | 'failing' | undefined {
  if (status === 410) return 'gone';
  return failingSince !== null && now.getTime() - failingSince.getTime() >= tryFor ? 'failing' : undefined;
}

/** How long a `Retry-After` asks to wait, in milliseconds (RFC 9110, 10.2.3); 0 when it is absent or unreadable. */
export function retryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
