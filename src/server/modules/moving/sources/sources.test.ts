import { expect, test } from 'vitest';
import { brokenJson, jsonObjects } from './json-objects.ts';
import { csvRows, readCaseRow } from './csv.ts';
import { emptyFreescout, freescoutTable, indexFreescout, readFreescout } from './freescout.ts';
import { readFreshdesk } from './freshdesk.ts';
import { dumpRows } from './sql-dump.ts';
import { readZammad } from './zammad.ts';
import { readZendesk } from './zendesk.ts';

/** Text in pieces of every length, as a stream gives it. */
async function* cut(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('JSON is read the same as lines, arrays and pages, wherever the stream is cut; a broken line costs only itself', async () => {
  for (const length of [1, 3, 7, 1000]) {
    expect(await all(jsonObjects(cut('{"a":"}\\"{"}\n{"b":[1,{"c":2}]}\n', length)))).toEqual([
      { a: '}"{' },
      { b: [1, { c: 2 }] },
    ]);
    expect(await all(jsonObjects(cut('[{"a":1},\n {"a":2}]', length)))).toEqual([{ a: 1 }, { a: 2 }]);
    const page = await all(
      jsonObjects(cut('{"count":2,"tickets":[{"id":1},{"id":2}],"users":[{"id":3}],"next":null}', length)),
    );
    expect(page.slice(0, 3)).toEqual([{ tickets: [{ id: 1 }] }, { tickets: [{ id: 2 }] }, { users: [{ id: 3 }] }]);
  }
  const broken = await all(jsonObjects(cut('{"a":1}\n{"b":{"c":\n{"d":4}\n', 1000)));
  expect(broken).toEqual([{ a: 1 }, brokenJson, { d: 4 }]);
});

test('a dump of FreeScout gives its conversations, whatever stands in the texts', async () => {
  const dump = `-- MySQL dump; it's only a comment
CREATE TABLE \`emails\` (\n  \`id\` int,\n  \`customer_id\` int,\n  \`email\` varchar(191),\n  PRIMARY KEY (\`id\`)\n);
INSERT INTO \`emails\` VALUES (1,5,'ada@mail.example'),(2,6,'o''neil@mail.example');
INSERT INTO \`threads\` (\`id\`,\`conversation_id\`,\`type\`,\`state\`,\`body\`,\`customer_id\`,\`created_by_customer_id\`,\`created_at\`,\`message_id\`) VALUES (9,3,1,2,'It\\'s broken; (really)\\n<b>yes</b>',5,5,'2024-05-01 10:00:00','x@y'),(10,3,3,2,'a note',NULL,NULL,'2024-05-01 11:00:00',NULL);
INSERT INTO \`conversations\` (\`id\`,\`number\`,\`type\`,\`status\`,\`state\`,\`subject\`,\`customer_id\`,\`customer_email\`,\`mailbox_id\`,\`user_id\`,\`created_at\`) VALUES (3,42,1,3,2,'Lamp',5,'ada@mail.example',1,2,'2024-05-01 10:00:00');`;
  for (const length of [5, 100_000]) {
    const index = emptyFreescout();
    const rows = await all(dumpRows(cut(dump, length), freescoutTable));
    for (const { table, row } of rows) indexFreescout(index, table, row);
    const records = rows.flatMap(({ table, row }) => readFreescout(index, table, row));
    expect(index.emails.get('6')).toEqual(["o'neil@mail.example"]);
    expect(records).toMatchObject([
      {
        kind: 'message',
        open: true,
        html: "It's broken; (really)\n<b>yes</b>",
        mailIds: ['x@y'],
        at: '2024-05-01T10:00:00.000Z',
      },
      { kind: 'message', open: false },
      { kind: 'case', number: 42, state: 'closed', assigneeId: 'u2', teamId: '1' },
    ]);
  }
});

test('Freshdesk and Zammad say the same in their own words', () => {
  const [ticket, first, note] = readFreshdesk({
    id: 7,
    subject: 'Lamp',
    status: 3,
    priority: 4,
    requester_id: 1,
    description: '<p>Hi</p>',
    created_at: '2024-05-01T10:00:00Z',
    conversations: [
      { id: 8, body: '<p>psst</p>', private: true, incoming: false, user_id: 2, created_at: '2024-05-01T11:00:00Z' },
    ],
  });
  expect([ticket, first, note]).toMatchObject([
    { kind: 'case', state: 'pending', priority: 'urgent' },
    { kind: 'message', open: true, html: '<p>Hi</p>' },
    { open: false, byAgent: true },
  ]);
  expect(
    readZammad({
      id: 4,
      ticket_id: 2,
      from: 'Ada <ada@mail.example>',
      sender: 'Customer',
      internal: false,
      content_type: 'text/plain',
      body: 'Hi',
      message_id: '<a@b>',
      created_at: '2024-05-01T10:00:00Z',
    }),
  ).toMatchObject([
    {
      kind: 'message',
      caseId: '2',
      byAgent: false,
      author: { name: 'Ada', email: 'ada@mail.example' },
      mailIds: ['<a@b>'],
    },
  ]);
});

test('a table is read by whatever separates its cells', async () => {
  const [row] = await all(csvRows(cut('Betreff;Status;Datum\r\n"Lampe; kaputt";offen;01.05.2024 10:00\r\n', 4)));
  expect(readCaseRow(row!, { subject: 'Betreff', state: 'Status', createdAt: 'Datum' }, 1)).toMatchObject([
    { kind: 'case', subject: 'Lampe; kaputt', state: 'offen', createdAt: '2024-05-01T10:00:00.000Z' },
  ]);
});

test('ratings kept apart from their tickets name them, and what was only offered was not said', () => {
  const page = { id: 1, ticket_id: 7, requester_id: 3, updated_at: '2024-05-03T10:00:00Z' };
  expect(
    readZendesk({
      satisfaction_ratings: [
        { ...page, score: 'good', comment: 'Quick' },
        { ...page, id: 2, score: 'offered' },
      ],
    }),
  ).toEqual([
    { kind: 'rating', id: '1', caseId: '7', score: 'good', comment: 'Quick', at: '2024-05-03T10:00:00.000Z' },
  ]);
  expect(
    readFreshdesk({
      satisfaction_ratings: [{ id: 5, ticket_id: 7, ratings: { default_question: -103 }, feedback: '' }],
    }),
  ).toEqual([{ kind: 'rating', id: '5', caseId: '7', score: '-103', comment: null, at: null }]);
});
