import { AwsV4Signer } from 'aws4fetch';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { request as askPlain, type IncomingMessage } from 'node:http';
import { request as askSecurely } from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FileStore, tooLarge } from './store.ts';

const emptyHash = createHash('sha256').update('').digest('hex');
const attempts = 4;

interface Bucket {
  /** Where the bucket's files lie, with a slash at the end. */
  base: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/**
 * Files in a bucket of S3-compatible storage: `s3://KEY:SECRET@host[:port]/bucket[/folder]`, with `?region=…` where the storage asks for one
 * and `?plain=1` for a storage without TLS. Key and secret may come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead. Requests are
 * signed with AWS Signature Version 4, in path style, which every such storage understands.
 * @param spool a folder of this machine where a file lies while its name, the hash of its content, is still unknown
 */
export function fileStoreInBucket(url: string, spool: string): FileStore {
  const bucket = readBucket(url);
  return {
    async put(content, limit = Number.POSITIVE_INFINITY) {
      if (Buffer.isBuffer(content)) {
        if (content.length > limit) throw tooLarge(limit);
        const sha256 = createHash('sha256').update(content).digest('hex');
        await putObject(bucket, sha256, content.length, content);
        return { sha256, size: content.length };
      }
      await mkdir(spool, { recursive: true });
      const path = join(spool, randomUUID());
      try {
        const hash = createHash('sha256');
        await pipeline(content, measured(hash, limit), createWriteStream(path, { mode: 0o640 }));
        const [sha256, { size }] = [hash.digest('hex'), await stat(path)];
        await putObject(bucket, sha256, size, path);
        return { sha256, size };
      } finally {
        await rm(path, { force: true });
      }
    },
    async open(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      const answer = await ask(bucket, 'GET', sha256, { 'x-amz-content-sha256': emptyHash });
      if (answer.statusCode === 200) return answer;
      answer.resume();
      if (answer.statusCode === 404) return undefined;
      throw notWilling('read a file', answer);
    },
    async remove(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return;
      const answer = await ask(bucket, 'DELETE', sha256, { 'x-amz-content-sha256': emptyHash });
      answer.resume();
      if (![200, 204, 404].includes(answer.statusCode ?? 0)) throw notWilling('remove a file', answer);
    },
  };
}

/** Reads the address of a bucket. Throws an error that says what is missing, without repeating the secret. */
export function readBucket(
  text: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Bucket {
  const url = new URL(text);
  const accessKeyId = decodeURIComponent(url.username) || environment['AWS_ACCESS_KEY_ID'] || '';
  const secretAccessKey = decodeURIComponent(url.password) || environment['AWS_SECRET_ACCESS_KEY'] || '';
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  if (url.host === '' || path === '')
    throw new Error(
      'KEPT_FILES_URL names no bucket: s3://KEY:SECRET@host/bucket, such as s3://…@s3.eu-central-1.amazonaws.com/kept.',
    );
  if (accessKeyId === '' || secretAccessKey === '')
    throw new Error(
      'KEPT_FILES_URL has no key for the bucket: write s3://KEY:SECRET@host/bucket, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  const scheme = url.searchParams.get('plain') === '1' ? 'http' : 'https';
  const region = url.searchParams.get('region') ?? /\bs3[.-]([a-z]{2}-[a-z]+-\d)\./.exec(url.host)?.[1] ?? 'us-east-1';
  return { base: `${scheme}://${url.host}/${path}/`, accessKeyId, secretAccessKey, region };
}

/** Names are the hash of the content: what is there already is the same, and is not sent again. */
async function putObject(bucket: Bucket, sha256: string, size: number, content: Buffer | string): Promise<void> {
  const there = await ask(bucket, 'HEAD', sha256, { 'x-amz-content-sha256': emptyHash });
  there.resume();
  if (there.statusCode === 200 && Number(there.headers['content-length']) === size) return;
  const answer = await ask(
    bucket,
    'PUT',
    sha256,
    { 'x-amz-content-sha256': sha256, 'content-length': String(size), 'content-type': 'application/octet-stream' },
    content,
  );
  answer.resume();
  if (answer.statusCode !== 200) throw notWilling('store a file', answer);
}

/** One signed request, again after a fault that passes: the storage is busy, or the line broke. */
async function ask(
  bucket: Bucket,
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE',
  sha256: string,
  headers: Record<string, string>,
  content?: Buffer | string,
): Promise<IncomingMessage> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await askOnce(bucket, method, sha256, headers, content);
      if ((answer.statusCode ?? 0) < 500 || attempt === attempts) return answer;
      answer.resume();
    } catch (error) {
      if (attempt === attempts) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100 * 3 ** attempt));
  }
}

async function askOnce(
  bucket: Bucket,
  method: string,
  sha256: string,
  headers: Record<string, string>,
  content?: Buffer | string,
): Promise<IncomingMessage> {
  const { base, accessKeyId, secretAccessKey, region } = bucket;
  const address = `${base}${sha256.slice(0, 2)}/${sha256}`;
  const { 'content-length': length, ...signed } = headers;
  const signer = new AwsV4Signer({
    method,
    url: address,
    headers: signed,
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
  });
  const ready = await signer.sign();
  const send = ready.url.protocol === 'https:' ? askSecurely : askPlain;
  return new Promise((resolve, reject) => {
    const request = send(ready.url, {
      method,
      headers: { ...Object.fromEntries(ready.headers), ...(length === undefined ? {} : { 'content-length': length }) },
      timeout: 30_000,
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('The storage of files did not answer in 30 seconds.')));
    if (typeof content === 'string') pipeline(createReadStream(content), request).catch(reject);
    else request.end(content);
  });
}

function measured(hash: ReturnType<typeof createHash>, limit: number) {
  return async function* (source: AsyncIterable<Uint8Array>) {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      hash.update(chunk);
      yield chunk;
    }
  };
}

function notWilling(what: string, answer: IncomingMessage): Error {
  return new Error(
    `The storage of files would not ${what} (${String(answer.statusCode)}): check the bucket, the key and the region in KEPT_FILES_URL.`,
  );
}
