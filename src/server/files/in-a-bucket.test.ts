import { createHash } from 'node:crypto';
import { mkdtemp, readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileStoreInBucket, readBucket } from './in-a-bucket.ts';
import { readFileFrom } from './store.ts';

/** A small S3: keeps objects, refuses what is unsigned or whose body is not what its hash says. */
const objects = new Map<string, Buffer>();
const asked: string[] = [];
let failures = 0;
let server: Server;
let url: string;
let spool: string;

beforeAll(async () => {
  spool = await mkdtemp(join(tmpdir(), 'kept-spool-'));
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const path = request.url ?? '';
      asked.push(`${request.method ?? ''} ${path}`);
      const answer = (status: number, content?: Buffer) => {
        response.writeHead(status, { 'content-length': content?.length ?? 0 });
        response.end(request.method === 'HEAD' ? undefined : content);
      };
      if (failures > 0) {
        failures--;
        return answer(503);
      }
      const signed =
        /^AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/eu-test-1\/s3\/aws4_request, SignedHeaders=[^ ]*x-amz-content-sha256/;
      if (!signed.test(request.headers.authorization ?? '')) return answer(403);
      if (createHash('sha256').update(body).digest('hex') !== request.headers['x-amz-content-sha256'])
        return answer(400);
      if (request.method === 'PUT') {
        if (request.headers['content-length'] === undefined) return answer(411);
        objects.set(path, body);
        return answer(200);
      }
      const object = objects.get(path);
      if (request.method === 'DELETE') return answer(objects.delete(path) ? 204 : 404);
      return object === undefined ? answer(404) : answer(200, object);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `s3://KEY:SE%2FCRET@127.0.0.1:${(server.address() as AddressInfo).port}/kept/files?region=eu-test-1&plain=1`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => void (asked.length = 0));

const letter = Buffer.from('a letter');
const name = createHash('sha256').update(letter).digest('hex');

describe('files in a bucket', () => {
  it('are named by their content, kept once, read back and removed', async () => {
    const store = fileStoreInBucket(url, spool);
    expect(await store.put(letter)).toEqual({ sha256: name, size: 8 });
    expect([...objects.keys()]).toEqual([`/kept/files/${name.slice(0, 2)}/${name}`]);
    await store.put(letter);
    expect(asked.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
    expect((await readFileFrom(store, name))?.toString()).toBe('a letter');
    await store.remove(name);
    expect(await store.open(name)).toBeUndefined();
    await store.remove(name);
  });

  it('that come as a stream lie on this machine only until they are sent', async () => {
    const store = fileStoreInBucket(url, spool);
    const large = Buffer.alloc(3_000_000, 'kept');
    const pieces = async function* () {
      for (let at = 0; at < large.length; at += 64_000) yield large.subarray(at, at + 64_000);
    };
    const stored = await store.put(pieces());
    expect(stored.size).toBe(3_000_000);
    expect((await readFileFrom(store, stored.sha256))?.equals(large)).toBe(true);
    expect(await readdir(spool)).toEqual([]);
  });

  it('longer than the limit are refused and nothing stays behind', async () => {
    const store = fileStoreInBucket(url, spool);
    const pieces = async function* () {
      yield Buffer.alloc(600);
      yield Buffer.alloc(600);
    };
    await expect(store.put(pieces(), 1000)).rejects.toMatchObject({ code: 'file-too-large' });
    await expect(store.put(Buffer.alloc(1001), 1000)).rejects.toMatchObject({ code: 'file-too-large' });
    expect(asked).toEqual([]);
    expect(await readdir(spool)).toEqual([]);
  });

  it('are asked for again while the storage is busy', async () => {
    failures = 2;
    const store = fileStoreInBucket(url, spool);
    await store.put(letter);
    expect((await readFileFrom(store, name))?.toString()).toBe('a letter');
  });

  it('with a wrong key fail with what to do, without the secret in the words', async () => {
    const store = fileStoreInBucket(url.replace('KEY:', 'OTHER:'), spool);
    await expect(store.put(letter)).rejects.toThrow(/403.*KEPT_FILES_URL/);
    await expect(store.open(name)).rejects.toThrow(/403/);
  });

  it('are not looked for under a name that is no hash', async () => {
    expect(await fileStoreInBucket(url, spool).open('../../secret')).toBeUndefined();
    expect(asked).toEqual([]);
  });
});

describe('the address of a bucket', () => {
  it('names host, bucket, folder, key and region', () => {
    expect(readBucket('s3://A:B@s3.eu-central-1.amazonaws.com/kept', {})).toEqual({
      base: 'https://s3.eu-central-1.amazonaws.com/kept/',
      accessKeyId: 'A',
      secretAccessKey: 'B',
      region: 'eu-central-1',
    });
  });
  it('may leave key and secret to the environment', () => {
    const bucket = readBucket('s3://storage.example/kept/files/', {
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'B',
    });
    expect(bucket).toMatchObject({
      base: 'https://storage.example/kept/files/',
      accessKeyId: 'A',
      secretAccessKey: 'B',
    });
  });
  it.each([
    ['s3://A:B@host', /names no bucket/],
    ['s3://host/bucket', /has no key/],
    ['s3://A:@host/bucket', /has no key/],
  ])('%s is refused with what is missing', (address, words) => {
    expect(() => readBucket(address, {})).toThrow(words);
  });
});
