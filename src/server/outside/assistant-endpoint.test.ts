import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FakeAssistant, openFakeAssistant } from '../testing/assistant.ts';
import { openAssistantEndpoint } from './assistant-endpoint.ts';

let fake: FakeAssistant;
beforeAll(async () => {
  fake = await openFakeAssistant();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.asked.length = 0;
});

const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };
const question = { system: 'Read.', user: '{"text":"x"}', schema, name: 'trial', within: 20_000 };
const fresh = (url = fake.url, key: string | undefined = 'secret-key') =>
  openAssistantEndpoint({ url, model: 'reader-1', key });

it('asks for a strict answer with model and key, on an address of the own network too', async () => {
  fake.answers({ value: { a: 'yes' } });
  expect(await fresh(`${fake.url}/`).complete(question)).toEqual({ content: '{"a":"yes"}' });
  const [asked] = fake.asked;
  expect(asked?.headers.authorization).toBe('Bearer secret-key');
  expect(asked?.body).toMatchObject({
    model: 'reader-1',
    stream: false,
    temperature: 0,
    response_format: { type: 'json_schema', json_schema: { strict: true, name: 'trial', schema } },
    messages: [
      { role: 'system', content: 'Read.' },
      { role: 'user', content: '{"text":"x"}' },
    ],
  });
});

it('without a key none is sent', async () => {
  fake.answers({ value: { a: 'yes' } });
  await openAssistantEndpoint({ url: fake.url, model: 'reader-1', key: undefined }).complete(question);
  expect(fake.asked[0]?.headers).not.toHaveProperty('authorization');
});

it('a server that knows no schema is asked for an object, and from then on at once', async () => {
  fake.answers(({ body }) =>
    body.response_format?.type === 'json_object' ? { value: { a: 'yes' } } : { status: 400, body: 'unknown' },
  );
  const endpoint = fresh();
  expect(await endpoint.complete(question)).toEqual({ content: '{"a":"yes"}' });
  expect(fake.asked).toHaveLength(3);
  await endpoint.complete(question);
  expect(fake.asked).toHaveLength(4);
});

it('a question refused after others were taken is not asked in every shape', async () => {
  fake.answers({ value: { a: 'yes' } });
  const endpoint = fresh();
  await endpoint.complete(question);
  fake.answers({ status: 400, body: 'content filter' });
  expect(await endpoint.complete(question)).toEqual({ trouble: 'declined' });
  expect(fake.asked).toHaveLength(2);
});

it.each([
  [{ status: 401 }, 'refused'],
  [{ status: 404 }, 'refused'],
  [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'refused'],
  [{ status: 429 }, 'overloaded'],
  [{ status: 500 }, 'overloaded'],
  [{ status: 200, body: '<html>' }, 'unreadable'],
  [{ status: 200, body: '{"choices":[]}' }, 'unreadable'],
  [{ status: 200, body: `{"choices":"${'x'.repeat(400_000)}"}` }, 'too-large'],
] as const)('%o is %s', async (how, trouble) => {
  fake.answers(how);
  expect(await fresh().complete(question)).toEqual({ trouble });
});

it('waits no longer than told, and names a server that is not there', async () => {
  fake.answers({ after: 5000, value: {} });
  expect(await fresh().complete({ ...question, within: 100 })).toEqual({ trouble: 'slow' });
  expect(await fresh('http://127.0.0.1:1/v1').complete(question)).toEqual({ trouble: 'unreachable' });
});

it('content in parts is put together', async () => {
  fake.answers({
    status: 200,
    body: '{"choices":[{"message":{"content":[{"type":"text","text":"{\\"a\\":"},{"text":"1}"}]}}]}',
  });
  expect(await fresh().complete(question)).toEqual({ content: '{"a":1}' });
});

it('four questions run at a time; a fifth waits for a place, or is told at once that there is none', async () => {
  const endpoint = fresh();
  const held = await Promise.all([1, 2, 3, 4].map(() => endpoint.takePlace(0)));
  expect(held.every((leave) => leave !== undefined)).toBe(true);
  expect(await endpoint.takePlace(0)).toBeUndefined();
  expect(await endpoint.takePlace(20)).toBeUndefined();
  const waiting = endpoint.takePlace(5000);
  held[0]?.();
  held[0]?.();
  const leave = await waiting;
  expect(leave).toBeDefined();
  expect(await endpoint.takePlace(0)).toBeUndefined();
  leave?.();
  for (const one of held) one?.();
});

it('what is being asked is broken off when the node ends', async () => {
  // far longer than a test lasts
  fake.answers({ after: 600_000, value: {} });
  const endpoint = fresh();
  const asking = endpoint.complete({ ...question, within: 600_000 });
  const places = await Promise.all([1, 2, 3, 4].map(() => endpoint.takePlace(0)));
  const waiting = endpoint.takePlace(600_000);
  setTimeout(() => endpoint.close(), 50);
  expect(await asking).toHaveProperty('trouble');
  expect(await waiting).toBeUndefined();
  expect(places).toHaveLength(4);
});

it('what is told of it holds no key and no path', () => {
  const endpoint = fresh();
  expect(JSON.stringify({ ...endpoint, tally: [] })).not.toContain('secret-key');
  expect(endpoint.host).toMatch(/^127\.0\.0\.1:\d+$/u);
});
