import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSource } from './opening.ts';

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function read(bytes: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const file of openSource('tickets.csv.gz', bytes))
    for await (const piece of file.bytes) text += piece.toString();
  return text;
}

const packed = (times: number) =>
  Array.from({ length: times }).reduce((bytes: Buffer) => gzipSync(bytes), Buffer.from('a,b\n1,2\n'));

test('what was packed twice by mistake is read', async () => {
  expect(await read(once(packed(2)))).toBe('a,b\n1,2\n');
});

test('what is packed again and again is refused, because some such files never end', async () => {
  await expect(read(once(packed(12)))).rejects.toThrow(/packed again and again/);
});

test('a file that breaks off ends with an error, not with waiting', async () => {
  await expect(read(once(gzipSync('x'.repeat(100_000)).subarray(0, 60)))).rejects.toThrow();
  const broken = (async function* () {
    yield gzipSync('a,b').subarray(0, 12);
    throw new Error('a part is missing');
  })();
  await expect(read(broken)).rejects.toThrow('a part is missing');
});
