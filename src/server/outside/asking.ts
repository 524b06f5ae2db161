import { lookup as lookUp } from 'node:dns';
import { request as askPlain, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as askSecurely } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { Refusal } from '../../domain/refusal.ts';
import { isPrivateAddress } from './private-addresses.ts';

/** What to ask somebody else's server. */
export interface OutsideQuestion {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** Milliseconds for everything together; 10 000 unless told. */
  within?: number;
  /** Bytes of the answer's body; more is refused. 5 MB unless told. */
  mostBytes?: number;
  /** Breaks off when aborted, as if it had taken too long. */
  signal?: AbortSignal;
  /** How many redirections are followed; none unless told. */
  redirects?: number;
}

/** What it answered; header names in small letters. */
export interface OutsideAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Where the answer came from, after redirections. */
  url: string;
}

/** The one way to call an address that a person or a stranger has named. */
export interface Outside {
  ask(url: string, question?: OutsideQuestion): Promise<OutsideAnswer>;
}

/**
 * Opens the way outside. Addresses that lead into this machine or its network are refused, whatever name they hide behind: the check is made
 * on the very address that is called, so a name that changes its mind between look-up and call gains nothing, and every redirection is
 * checked again.
 * @param allowed hosts that may be called although they are private (KEPT_PRIVATE_HOSTS), by name or address
 */
export function openOutside(allowed: readonly string[] = []): Outside {
  const friends = new Set(allowed.map((host) => host.toLowerCase()));
  return {
    async ask(url, question = {}) {
      const until = Date.now() + (question.within ?? 10_000);
      let next = readAddress(url);
      for (let hops = 0; ; hops++) {
        const answer = await askOnce(next, question, until, friends);
        const location = answer.headers.location;
        if (answer.status < 300 || answer.status > 399 || location === undefined || hops >= (question.redirects ?? 0))
          return answer;
        next = readAddress(new URL(location, next).href);
      }
    },
  };
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new Refusal(
      'invalid',
      'address-not-callable',
      'Only addresses that start with https:// or http:// can be called.',
    );
  if (url.username !== '' || url.password !== '')
    throw new Refusal('invalid', 'address-with-password', 'An address with a name and password in it is not called.');
  return url;
}

function askOnce(
  url: URL,
  question: OutsideQuestion,
  until: number,
  friends: ReadonlySet<string>,
): Promise<OutsideAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const trusted = friends.has(host);
  if (!trusted && isIP(host) !== 0 && isPrivateAddress(host)) throw privateAddress(host);
  const send = url.protocol === 'https:' ? askSecurely : askPlain;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: question.method ?? 'GET',
        headers: { 'user-agent': 'Kept', accept: '*/*', ...question.headers },
        lookup: trusted ? undefined : publicOnly,
        signal: AbortSignal.any([
          AbortSignal.timeout(Math.max(1, until - Date.now())),
          ...(question.signal === undefined ? [] : [question.signal]),
        ]),
        agent: false,
      },
      (response) => {
        readBody(response, question.mostBytes ?? 5 * 1_048_576).then(
          (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body, url: url.href }),
          reject,
        );
      },
    );
    request.on('error', (error) =>
      reject(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? new Refusal('conflict', 'outside-too-slow', `${url.host} did not answer in time.`, { status: 504 })
          : error,
      ),
    );
    request.end(question.body);
  });
}

/** Looks a name up and hands on only addresses of the public internet. */
const publicOnly: LookupFunction = (host, options, tell) => {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return tell(error, '', 0);
    const reachable = addresses.filter(({ address }) => !isPrivateAddress(address));
    const first = reachable[0];
    if (first === undefined) return tell(privateAddress(host), '', 0);
    if (options.all === true) return tell(null, reachable);
    return tell(null, first.address, first.family);
  });
};

function privateAddress(host: string): Refusal {
  return new Refusal(
    'invalid',
    'private-address',
    `${host} leads into this machine's own network, which Kept calls only when KEPT_PRIVATE_HOSTS names it.`,
  );
}

async function readBody(response: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) {
      response.destroy();
      throw new Refusal('conflict', 'outside-too-large', `The answer is larger than ${String(most)} bytes.`, {
        status: 502,
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
