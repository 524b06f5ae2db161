import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportSource } from '../../../domain/moving/words.ts';
import type { Context } from '../../context.ts';
import { readFileFrom } from '../../files/store.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { cancelImport, examineImport, readImport, runImport, startImport } from './imports.ts';
import { addImportPart } from './uploading.ts';
import { workOnImport } from './working.ts';

let house: TestHouse;
let ctx: Context;
beforeAll(async () => {
  house = await openTestHouse(new Date('2024-06-01T10:00:00Z'));
  ctx = house.as(await house.staff('admin', 'Ines'));
});
afterAll(() => house.close());

async function read(source: ImportSource, origin: string, name: string, bytes: Buffer): Promise<string> {
  const { id } = await startImport(ctx, { source, origin });
  const half = Math.ceil(bytes.length / 2);
  for (const [part, at] of [0, half].entries())
    await addImportPart(ctx, id, { file: 0, part, name }, bytes.subarray(at, at + half));
  await examineImport(ctx, id, undefined);
  await workOnImport(ctx, id);
  return id;
}

async function write(id: string): Promise<void> {
  await runImport(ctx, id);
  await workOnImport(ctx, id);
  expect((await readImport(ctx, id)).state).toBe('done');
}

async function filesOf(id: string) {
  const { rows } = await sql<{ name: string; sha256: string; inline: boolean; html: string; subject: string }>`
    select a.name, a.sha256, a.inline, m.html, c.subject from imported_records r join cases c on c.id = r.own_id
      join messages m on m.case_id = c.id join attachments a on a.message_id = m.id
    where r.import_id = ${id} and r.kind = 'case' order by a.name
  `.execute(house.db);
  return Promise.all(rows.map(async (row) => ({ ...row, bytes: await readFileFrom(ctx.files, row.sha256) })));
}

/** Bytes as mysqldump writes them between quotes. */
function quoted(bytes: Buffer): Buffer {
  const signs: Record<number, string> = { 0: '\\0', 10: '\\n', 13: '\\r', 26: '\\Z', 34: '\\"', 39: "\\'", 92: '\\\\' };
  return Buffer.concat([...bytes].map((byte) => Buffer.from(signs[byte] ?? String.fromCharCode(byte), 'latin1')));
}

const photo = randomBytes(70_000);
const letter = randomBytes(30_000);

function osticketDump(chunks: Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from(`INSERT INTO ost_user (id,org_id,name) VALUES (1,0,'Zoë Müller');
INSERT INTO ost_user_email (id,user_id,address) VALUES (1,1,'zoe@werk.example');
INSERT INTO ost_file (id,bk,type,size,\`key\`,name) VALUES (7,'D','image/png',70000,'kphoto77','photo.png'),(8,'D','application/pdf',30000,'kletter8','scan.pdf'),(9,'D','image/png',3,'klogo','logo.png');
`),
    ...chunks,
    Buffer.from(`INSERT INTO ost_attachment (id,object_id,type,file_id,name,inline) VALUES (1,101,'H',7,NULL,1),(2,101,'H',8,'Brief für Zoë.pdf',0);
INSERT INTO ost_thread (id,object_id,object_type) VALUES (11,1,'T');
INSERT INTO ost_ticket__cdata (ticket_id,subject) VALUES (1,'Lämpchen kaputt');
INSERT INTO ost_ticket (ticket_id,number,user_id,status_id,source,created,updated) VALUES (1,'4711',1,1,'Email','2024-05-01 10:00:00','2024-05-01 10:00:00');
INSERT INTO ost_thread_entry (id,thread_id,staff_id,user_id,type,poster,body,format,created) VALUES (101,11,0,1,'M','Zoë Müller','<p>So: <img src="cid:kphoto77"></p>','html','2024-05-01 10:00:00');
`),
  ]);
}

const chunk = (file: number, place: number, bytes: Buffer) =>
  Buffer.concat([
    Buffer.from(
      `INSERT INTO ost_file_chunk (file_id,chunk_id,filedata) VALUES (${String(file)},${String(place)},_binary '`,
    ),
    quoted(bytes),
    Buffer.from("');\n"),
  ]);

test('files that osTicket keeps in its database come along, to the last byte, and umlauts beside them', async () => {
  const dump = osticketDump([
    chunk(9, 0, Buffer.from('abc')),
    chunk(7, 1, photo.subarray(40_000)),
    chunk(8, 0, letter),
    chunk(7, 0, photo.subarray(0, 40_000)),
  ]);
  const id = await read('osticket', 'pieces', 'dump.sql', dump);
  const { preview } = await readImport(ctx, id);
  expect(preview?.problems).toEqual([]);
  await write(id);
  const files = await filesOf(id);
  expect(files).toMatchObject([
    { name: 'Brief für Zoë.pdf', inline: false, subject: 'Lämpchen kaputt' },
    { name: 'photo.png', inline: true },
  ]);
  expect(files[0]!.bytes?.equals(letter)).toBe(true);
  expect(files[1]!.bytes?.equals(photo)).toBe(true);
  expect(files[1]!.html).toMatch(/<img src="[^"]+"/);
});

test('a dump that names bytes in hex gives the same files', async () => {
  const hex = `INSERT INTO ost_file_chunk (file_id,chunk_id,filedata) VALUES (7,0,0x${photo.toString('hex')}),(8,0,0x${letter.toString('hex')});\n`;
  const id = await read('osticket', 'hex', 'dump.sql.gz', gzipSync(osticketDump([Buffer.from(hex)])));
  await write(id);
  const files = await filesOf(id);
  expect(files.map(({ bytes }) => bytes?.length)).toEqual([30_000, 70_000]);
  expect(files[1]!.bytes?.equals(photo)).toBe(true);
});

test('files of an import that is given up do not stay', async () => {
  const bytes = randomBytes(2000);
  const id = await read('osticket', 'given-up', 'dump.sql', osticketDump([chunk(8, 0, bytes)]));
  const { rows } = await sql<{ sum: string }>`
    select file->>'sha256' as sum from import_items, jsonb_array_elements(data->'files') file
    where import_id = ${id} and kind = 'message' and file ? 'sha256'
  `.execute(house.db);
  expect(await readFileFrom(ctx.files, rows[0]!.sum)).toBeDefined();
  await cancelImport(ctx, id);
  expect(await readFileFrom(ctx.files, rows[0]!.sum)).toBeUndefined();
});

const freescout = `INSERT INTO customers (id,first_name,last_name) VALUES (5,'Ada','Lund');
INSERT INTO emails (id,customer_id,email) VALUES (1,5,'ada@mail.example');
INSERT INTO conversations (id,number,type,status,state,subject,customer_id,customer_email,mailbox_id,created_at) VALUES (3,42,1,1,2,'Lamp',5,'ada@mail.example',1,'2024-05-01 10:00:00');
INSERT INTO threads (id,conversation_id,type,state,body,customer_id,created_by_customer_id,created_at) VALUES (9,3,1,2,'<p>See <img src="https://desk.example/storage/attachment/1/2/1/photo.png?id=61&amp;token=f0"></p>',5,5,'2024-05-01 10:00:00');
INSERT INTO attachments (id,thread_id,file_dir,file_name,mime_type,type,size,embedded) VALUES (61,9,'1/2/1/','photo.png','image/png',5,70000,1),(62,9,'3/4/1/','threads.csv','text/csv',0,20,0),(63,9,'5/6/1/','lost.pdf','application/pdf',3,20,0);
`;
const evil = Buffer.from('id,conversation_id,type,state,body\n77,3,1,2,injected\n');

test.each(['tar', 'zip'])(
  'files of FreeScout lie beside its dump in a %s and are never read as tables',
  async (kind) => {
    const members: Record<string, Buffer> = {
      'freescout.sql': Buffer.from(freescout),
      'storage/app/attachment/1/2/1/photo.png': photo,
      'storage/app/attachment/3/4/1/threads.csv': evil,
      'storage/app/attachment/7/7/1/nobodys.png': letter,
    };
    const id = await read('freescout', `scout-${kind}`, `all.${kind}`, await packed(kind, members));
    const { preview } = await readImport(ctx, id);
    expect(preview?.counts).toMatchObject({ cases: 1, messages: 1 });
    expect(preview?.problems).toEqual([{ what: 'file-missing', count: 1 }]);
    await write(id);
    const files = await filesOf(id);
    expect(files).toMatchObject([
      { name: 'photo.png', inline: true },
      { name: 'threads.csv', inline: false },
    ]);
    expect(files[0]!.bytes?.equals(photo)).toBe(true);
    expect(files[0]!.html).not.toContain('desk.example');
    expect(files[1]!.bytes?.equals(evil)).toBe(true);
  },
);

test('files that an export only names are fetched from there, what is no such file stays named', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/moved') return response.writeHead(302, { location: '/photo?name=a&token=t' }).end();
    if (request.url?.startsWith('/photo')) return response.end(photo);
    return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const file = (id: number, name: string, path: string, more: object = {}) => ({
    id,
    file_name: name,
    content_type: 'image/png',
    content_url: at + path,
    ...more,
  });
  const attachments = [
    file(1, 'a.png', '/photo?name=a&token=t', { size: 70_000, inline: true }),
    file(2, 'b.png', '/moved', { size: 70_000 }),
    file(3, 'c.png', '/photo', { size: 12 }),
    file(4, 'd.png', '/private'),
  ];
  const ticket = {
    id: 9,
    subject: 'Lamp',
    status: 'open',
    requester_id: 5,
    created_at: '2024-05-01T10:00:00Z',
    comments: [
      {
        id: 91,
        author_id: 5,
        public: true,
        html_body: `<p>So: <img src="${at}/photo?name=a&amp;token=t"></p>`,
        created_at: '2024-05-01T10:00:00Z',
        attachments,
      },
    ],
  };
  const person = { id: 5, name: 'Ada', email: 'ada@named.example', role: 'end-user' };
  const bytes = Buffer.from([person, ticket].map((one) => JSON.stringify(one)).join('\n'));
  const { id } = await startImport(ctx, { source: 'zendesk', origin: 'named', fetchFiles: true });
  await addImportPart(ctx, id, { file: 0, part: 0, name: 'export.json' }, bytes);
  await examineImport(ctx, id, undefined);
  await workOnImport(ctx, id);
  expect((await readImport(ctx, id)).preview?.problems).toEqual([{ what: 'file-missing', count: 2 }]);
  await write(id);
  const files = await filesOf(id);
  expect(files).toMatchObject([
    { name: 'a.png', inline: true },
    { name: 'b.png', inline: false },
  ]);
  expect(files.every((one) => one.bytes?.equals(photo))).toBe(true);
  expect(files[0]!.html).not.toContain(at);
  // nothing is asked of anybody unless it was said
  const { id: quiet } = await startImport(ctx, { source: 'zendesk', origin: 'quiet' });
  await addImportPart(ctx, quiet, { file: 0, part: 0, name: 'export.json' }, bytes);
  await examineImport(ctx, quiet, undefined);
  await workOnImport(ctx, quiet);
  expect((await readImport(ctx, quiet)).preview?.problems).toEqual([{ what: 'file-missing', count: 4 }]);
  await new Promise((resolve) => server.close(resolve));
});

test('a zip with a password, a broken one and a spreadsheet say what to do', async () => {
  const of = async (name: string, bytes: Buffer) =>
    (await readImport(ctx, await read('zendesk', name, name, bytes))).error;
  const whole = await packed('zip', { 'export.json': Buffer.from('{"id":1}\n'.repeat(5000)) });
  expect(await of('cut.zip', whole.subarray(0, whole.length / 3))).toMatch(/ends in the middle/);
  expect(await of('sheet.xlsx', await packed('zip', { '[Content_Types].xml': Buffer.from('<x/>') }))).toMatch(/CSV/);
  const locked = Buffer.from(whole);
  locked.writeUInt16LE(locked.readUInt16LE(6) | 1, 6);
  expect(await of('locked.zip', locked)).toMatch(/password/);
});

async function packed(kind: string, members: Record<string, Buffer>): Promise<Buffer> {
  if (kind === 'zip') return zip(members);
  const archive = pack();
  for (const [name, bytes] of Object.entries(members)) archive.entry({ name: `./${name}` }, bytes);
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** As programs write one that cannot go back: sizes behind each member, every other one without their sign. */
function zip(members: Record<string, Buffer>): Buffer {
  const written = Object.entries(members).flatMap(([name, bytes], place) => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const deflated = deflateRawSync(bytes);
    const behind = Buffer.alloc(12);
    behind.writeUInt32LE(deflated.length, 4);
    behind.writeUInt32LE(bytes.length, 8);
    const sign = place % 2 === 0 ? [Buffer.from('PK\x07\x08', 'latin1')] : [];
    return [head, Buffer.from(name), deflated, ...sign, behind];
  });
  return Buffer.concat([...written, Buffer.from('PK\x01\x02 and so on, which nobody reads', 'latin1')]);
}
