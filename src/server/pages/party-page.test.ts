import { afterAll, beforeAll, expect, test } from 'vitest';
import { addParty, openCase } from '../modules/cases/index.ts';
import { readCase } from '../modules/cases/reading.ts';
import { signPartyLink } from '../modules/cases/company/party-key.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';

let house: TestApp;
let caseId: string;
let keys: { yard: string; van: string };
beforeAll(async () => {
  house = await buildTestCompany();
  const staff = house.as(await house.staff('agent', 'Tom'));
  const customer = { name: 'Renate Vogel', email: 'renate@home.example' };
  caseId = (await openCase(staff, { customer, subject: 'SECRETSUBJECT', text: 'SECRETWORDS' })).caseId;
  await addParty(staff, caseId, { role: 'supplier', name: 'Yard', email: 'yard@stone.example', task: 'Cut it' });
  const { parties } = await addParty(staff, caseId, { role: 'supplier', name: 'Van', email: 'van@stone.example' });
  const keyOf = (name: string) =>
    signPartyLink(house.system(), parties.find((party) => party.name === name)!.id!).split('/party/')[1]!;
  keys = { yard: keyOf('Yard'), van: keyOf('Van') };
});
afterAll(() => house.close());

const page = (key: string) => house.app.inject({ url: `/party/${key}`, headers: { accept: 'text/html' } });
function send(key: string, text: string, files: readonly { name: string; size?: number }[]) {
  const edge = 'edge-of-a-part';
  const part = (head: string, body: string) =>
    `--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const all = [
    part('name="text"', text),
    ...files.map(({ name, size = 4 }) => part(`name="files"; filename="${name}"`, 'x'.repeat(size))),
    `--${edge}--\r\n`,
  ];
  return house.app.inject({
    method: 'POST',
    url: `/party/${key}/messages`,
    payload: all.join(''),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, accept: 'text/html' },
  });
}
const uploads = async () =>
  (await house.db.selectFrom('attachments').select('name').where('message_id', 'is', null).execute()).length;

test('a supplier answers on his page with files that our people see, and no other party', async () => {
  expect((await page(keys.yard)).body).toContain('enctype="multipart/form-data"');
  expect((await send(keys.yard, 'My <b>offer</b>', [{ name: 'offer.pdf' }])).statusCode).toBe(303);
  expect((await send(keys.yard, '', [{ name: 'plan.png' }])).statusCode).toBe(303);
  const read = await readCase(house.as(await house.staff('agent')), caseId);
  expect(read.messages.items.slice(-2)).toMatchObject([
    { author: { kind: 'party', name: 'Yard' }, text: 'My <b>offer</b>', attachments: [{ name: 'offer.pdf' }] },
    { text: 'plan.png', attachments: [{ name: 'plan.png' }], audience: { to: 'parties' } },
  ]);
  const { body } = await page(keys.yard);
  expect(body).toContain('offer.pdf');
  expect(body).toContain('My &lt;b&gt;offer&lt;/b&gt;');
  expect(body).not.toMatch(/SECRET|renate@/);
  expect((await page(keys.van)).body).not.toMatch(/offer|plan\.png|Cut it|SECRET/);
});

test('nothing is kept of whoever has no key, of what is empty, too much or too large', async () => {
  const forged = `${keys.yard.slice(0, -2)}zz`;
  expect((await send(forged, 'Hello', [{ name: 'a.txt' }])).statusCode).toBe(403);
  expect(await uploads()).toBe(0);
  expect((await send(keys.yard, '  ', [])).statusCode).toBe(400);
  const seven = Array.from({ length: 7 }, (_, at) => ({ name: `${String(at)}.txt` }));
  expect((await send(keys.yard, 'Seven', seven)).statusCode).toBe(400);
  expect((await send(keys.yard, 'Large', [{ name: 'l.bin', size: 11_000_000 }])).statusCode).toBe(400);
  expect((await page(keys.yard)).body).not.toMatch(/Seven|Large/);
});
