import { Agent, request } from 'node:http';

/** What a run of one kind of work came to. */
export interface Measured {
  perSecond: number;
  /** The time within which 95 of 100 were done, in milliseconds. */
  p95: number;
  done: number;
  failed: number;
  /** Why the first of them failed. */
  why: unknown;
  /** How long each took, in milliseconds. */
  times: readonly number[];
  /** Seconds. */
  lasted: number;
}

/**
 * Does `work` over and over on `connections` at once, for `seconds`, after a warm-up of a fifth of it.
 * @param work gets the number of the connection and of the turn
 */
export async function measure(
  connections: number,
  seconds: number,
  work: (connection: number, turn: number) => Promise<void>,
): Promise<Measured> {
  await run(connections, seconds / 5, work);
  return sumUp([await run(connections, seconds, work)]);
}

/**
 * Measures several things by turns, a part of the time each, and sums each up: what takes the machine away for a while then
 * takes it from all of them alike, and the ratio between them stays true.
 */
export async function byTurns<const Things extends readonly (() => Promise<Measured>)[]>(
  rounds: number,
  things: Things,
): Promise<{ [Place in keyof Things]: Measured }> {
  const parts = things.map((): Measured[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [place, thing] of things.entries()) parts[place]!.push(await thing());
  return parts.map(sumUp) as { [Place in keyof Things]: Measured };
}

function sumUp(parts: readonly Pick<Measured, 'times' | 'failed' | 'why' | 'lasted'>[]): Measured {
  const times = parts.flatMap((part) => part.times).toSorted((one, other) => one - other);
  const lasted = parts.reduce((sum, part) => sum + part.lasted, 0);
  return {
    perSecond: times.length / lasted,
    p95: times[Math.floor(times.length * 0.95)] ?? Number.NaN,
    done: times.length,
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
    why: parts.find(({ why }) => why !== undefined)?.why,
    times,
    lasted,
  };
}

async function run(connections: number, seconds: number, work: (connection: number, turn: number) => Promise<void>) {
  const times: number[] = [];
  let failed = 0;
  let why: unknown;
  const from = performance.now();
  const end = from + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let turn = 0; performance.now() < end; turn++) {
        const started = performance.now();
        try {
          await work(connection, turn);
          times.push(performance.now() - started);
        } catch (error) {
          failed++;
          why ??= error;
        }
      }
    }),
  );
  return { times, failed, why, lasted: (performance.now() - from) / 1000 };
}

/** Asks an address and reads the answer to its end; anything but success counts as failed. */
export function asker(url: string, token: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    ask(method: string, path: string, body?: Buffer | string, type = 'application/json'): Promise<Buffer> {
      return new Promise((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
        };
        const sent = request(url + path, { method, agent, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('end', () => {
            const bytes = Buffer.concat(chunks);
            if (answer.statusCode! >= 400)
              reject(new Error(`${method} ${path}: ${answer.statusCode} ${bytes.toString().slice(0, 300)}`));
            else resolve(bytes);
          });
          answer.once('error', reject);
        });
        sent.once('error', reject);
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
