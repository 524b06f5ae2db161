import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createOrganisation } from '../../customers/organisations/organisations.ts';
import { noteOnCase } from '../answering/noting.ts';
import { openCase } from '../opening.ts';
import { searchEntries } from './search-entries.ts';
import { shareTakenIn, takeIn } from './search-taking-in.ts';
import { search } from './searching.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom Wall');
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
});
afterAll(() => house.close());

let opened = 0;
async function aCase(subject: string, text: string, more: Partial<Parameters<typeof openCase>[1]> = {}) {
  opened += 1;
  const customer = { name: `Person ${String(opened)}`, email: `p${String(opened)}@vogel-stein.example` };
  return openCase(house.as(tom), { customer, subject, text, ...more });
}
async function aFile(caseId: string, name: string) {
  const { rows } = await sql<{ id: string }>`select id from messages where case_id = ${caseId} limit 1`.execute(
    house.db,
  );
  await sql`insert into files (sha256, size) values (${'a'.repeat(64)}, 1) on conflict do nothing`.execute(house.db);
  await sql`insert into attachments (id, message_id, sha256, name, content_type, size, created_at)
    values (${newId()}, ${rows[0]!.id}, ${'a'.repeat(64)}, ${name}, 'application/pdf', 1, now())`.execute(house.db);
}
const find = async (q: string, actor: Actor = tom) => {
  const { items } = await search(house.as(actor), { q });
  return [...new Set(items.map((item) => item.caseNumber ?? item.title))];
};

test.each([
  ['Chinese', '我要退款，请尽快处理', ['退款', '尽快', '请']],
  ['Japanese', '注文した商品がまだ届きません。東京都渋谷区', ['商品', '東京都', '届きません']],
  ['Korean', '주문한 상품이 도착하지 않았습니다', ['상품', '도착하지']],
  ['Thai', 'ฉันต้องการคืนสินค้าที่ชำรุด', ['คืนสินค้า', 'ชำรุด']],
  ['Arabic', 'أُريدُ استِرداد المَبلغ من فَضلِكم للطلب ١٢٣٤٥', ['اريد', 'استرداد', 'المبلغ', 'مبلغ', 'طلب', '12345']],
  ['Persian', 'سفارش شمارهٔ ۹۸۷۶ هنوز نرسیده است', ['سفارش', '9876', 'نرسیده']],
  ['Hebrew', 'שָׁלוֹם, אני רוצה החזר כספי על המכונה', ['שלום', 'החזר', 'כספי', 'מכונה', 'והמכונה']],
  ['Russian', 'Где мой заказ, ёлка не пришла', ['заказ', 'елка']],
  [
    'German',
    'Die Tischplatte von Müller-Groß ist zerkratzt',
    ['mueller', 'müller', 'gross', '"müller groß"', 'tischpl'],
  ],
  ['French', 'Où est ma commande ? L’été dernier', ['ete', 'l’été', 'commandes']],
  ['English', 'Two deliveries never arrived at the café', ['delivery', 'cafe', 'arriving']],
  [
    'numbers',
    'Call +49 (0)30 / 123 45-67 about order A-2024/1001-77',
    ['030 1234567', '+49301234567', '2024/1001', 'A-2024/1001-77', '1001'],
  ],
  [
    'addresses',
    'Forwarded by hanne.berg@steinmetz-nord.example yesterday',
    ['hanne.berg@steinmetz-nord.example', 'steinmetz-nord', 'hanne.berg', 'nord.example'],
  ],
])('%s is found in every spelling', async (_, text, queries) => {
  const { number } = await aCase('Something', text);
  await house.settle([searchEntries]);
  for (const q of queries) expect(await find(q), q).toContain(number);
});

test('words of which some stand in the subject and others in what was said below it are found together', async () => {
  const { number } = await aCase('Broken refrigerator', 'The compressor hums, says the fitter');
  const other = await aCase('Another refrigerator', 'It is quiet');
  await house.settle([searchEntries]);
  expect(await find('refrigerator compressor')).toEqual([number]);
  expect(await find('broken "compressor hums" ')).toEqual([number]);
  expect(await find('refrigerators compress')).toEqual([number]);
  expect(await find('refrigerator compressor -fitter')).toEqual([]);
  expect(await find('refrigerator quiet OR hums')).toHaveLength(2);
  expect(await find('refrigerator compressor in:cases')).toEqual([]);
  expect(await find('refrigerator compressor is:closed')).toEqual([]);
  expect(await search(house.as(tom), { q: 'refrigeratro compressor' })).toMatchObject({
    meant: { q: 'refrigerator compressor', shown: true },
    items: [{ caseNumber: number }],
  });
  const team = newId();
  await sql`insert into teams (id, name, private, created_at) values (${team}, 'Cooling', true, now())`.execute(
    house.db,
  );
  await sql`update cases set team_id = ${team} where number = ${other.number}`.execute(house.db);
  expect(await find('refrigerator quiet')).toEqual([]);
});

test('what is found is marked, also beside signs of another script', async () => {
  for (const [text, q, marked] of [
    ['我的iPhone15屏幕碎了', 'iphone15', 'iPhone15'],
    ['シリアル番号はＡＢＣ１２３です', 'abc123', 'ＡＢＣ１２３'],
    ['لم تصل الشحنة بعد', 'شحنة', 'الشحنة'],
    ['The cartridges of the smart phone', 'art', ''],
  ] as const) {
    await aCase('Marked', text);
    await house.settle([searchEntries]);
    const { items } = await search(house.as(tom), { q: `${q} ` });
    const hits = items.flatMap((item) => item.excerpt.split('\u0002').slice(1));
    expect(hits[0]?.split('\u0003')[0] ?? '', q).toBe(marked);
  }
});

test('filters narrow, negation takes away, OR gives either, and what nobody is called is told', async () => {
  const one = await aCase('Walnut stairs', 'creaking badly', { tags: ['wood'] });
  const other = await aCase('Walnut door', 'squeaking softly', { priority: 'urgent' });
  await aFile(one.caseId, 'walnut-plan_v2.pdf');
  await sql`update cases set assignee_id = ${tom.id} where id = ${one.caseId}`.execute(house.db);
  await sql`update cases set state = 'closed' where id = ${other.caseId}`.execute(house.db);
  await takeIn(house.system());
  await house.settle([searchEntries]);
  await sql`update search_progress set step = 'files', after = null`.execute(house.db);
  while (await takeIn(house.system()));
  expect(await shareTakenIn(house.system())).toBeNull();
  const both = [one.number, other.number].toSorted();
  expect((await find('walnut')).toSorted()).toEqual(both);
  expect(await find('walnut is:open')).toEqual([one.number]);
  expect(await find('walnut -is:open')).toEqual([other.number]);
  expect(await find('walnut -creaking in:messages')).toEqual([]);
  expect(await find('walnut tag:wood')).toEqual([one.number]);
  expect(await find('walnut -tag:wood')).toEqual([other.number]);
  expect(await find('walnut assignee:me')).toEqual([one.number]);
  expect(await find('walnut assignee:tom')).toEqual([one.number]);
  expect(await find('walnut priority:urgent')).toEqual([other.number]);
  expect((await find('creaking OR squeaking')).toSorted()).toEqual(both);
  expect(await find('walnut in:files')).toEqual([one.number]);
  expect(await find('plan in:files has:attachment')).toEqual([one.number]);
  expect(await find('assignee:me is:open tag:wood')).toEqual([one.number]);
  expect((await find('walnut on:today')).toSorted()).toEqual(both);
  expect(await find('walnut before:2026-03-31')).toEqual([]);
  expect(await find('walnut from:vogel-stein customer:vogel-stein')).toHaveLength(2);
  const nobody = await search(house.as(tom), { q: 'walnut assignee:xaver colour:red' });
  expect(nobody.notices).toMatchObject([
    { because: 'unknown-filter', filter: 'colour' },
    { because: 'nobody', filter: 'assignee', value: 'xaver' },
  ]);
});

test('pages hold everything once, the best first, and counts are of all kinds', async () => {
  for (let n = 0; n < 7; n++) await aCase(`Granite slab ${String(n)}`, 'granite here');
  await house.settle([searchEntries]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search(house.as(tom), { q: 'granite ', limit: 5, cursor });
    expect(page.counts).toEqual([
      { kind: 'case', n: 7, more: false },
      { kind: 'message', n: 7, more: false },
    ]);
    seen.push(...page.items.map((item) => item.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(14);
  expect(new Set(seen).size).toBe(14);
  expect(
    (await search(house.as(tom), { q: 'granite', kind: 'case' })).items.every((item) => item.kind === 'case'),
  ).toBe(true);
  await expect(search(house.as(tom), { q: 'granite', cursor: 'nonsense' })).rejects.toMatchObject({ code: 'cursor' });
});

test('a typing error is answered with what was meant', async () => {
  const { number } = await aCase('Marble fountain', 'the fountain leaks');
  await house.settle([searchEntries]);
  expect(await search(house.as(tom), { q: 'fuontain leaks' })).toMatchObject({
    meant: { q: 'fountain leaks', shown: true },
    items: [{ caseNumber: number }],
  });
});

test('customers and organisations are found by their names, domains and numbers', async () => {
  await createOrganisation(house.as(tom), { name: 'Steinwerk Süd', domains: ['steinwerk.example'] });
  await openCase(house.as(tom), {
    customer: { name: 'Jürgen Groß', email: 'jg@steinwerk.example' },
    subject: 'x',
    text: 'y',
  });
  await house.settle([searchEntries]);
  expect(await find('steinwerk in:organisations')).toEqual(['Steinwerk Süd']);
  expect(await find('steinwerk.example in:organisations')).toEqual(['Steinwerk Süd']);
  expect(await find('jurgen gross in:customers')).toEqual(['Jürgen Groß']);
});

test('nothing of a private team is found by strangers, whatever kind it is, in results, counts, jumps or words meant', async () => {
  const team = newId();
  await sql`insert into teams (id, name, private, created_at) values (${team}, 'Legal', true, now())`.execute(house.db);
  const friend = { ...(await house.staff('agent', 'Frida')), teamIds: [team] };
  const { caseId, number } = await aCase('Xylophone quarrel', 'the xylophone contract', { tags: ['xylotag'] });
  await aFile(caseId, 'xylophone-claim.pdf');
  await sql`update cases set team_id = ${team} where id = ${caseId}`.execute(house.db);
  await noteOnCase(house.as(friend), caseId, { html: '<p>xylophone secret</p>' });
  await sql`update search_progress set step = 'files', after = null`.execute(house.db);
  while (await takeIn(house.system()));
  await house.settle([searchEntries]);
  for (const q of [
    'xylophone',
    '"xylophone contract"',
    'xyloph',
    'xylophnoe',
    'xylophone-claim',
    'xylophone in:files',
    'tag:xylotag',
    'xylophone is:open',
    String(number),
    '-granite tag:xylotag',
    'xylophone OR quarrel',
    'xylophone contract secret',
    'xylophone in:messages',
    'xylophone has:attachment',
    'xylophone after:2020-01-01',
    'xylophone before:2030-01-01 is:open',
    'xylophone -granite',
    'xylophone kind:question',
    'xylophone from:frida',
    'is:open -tag:granite after:2020-01-01',
    'xilophone quarrels',
  ]) {
    const found = await search(house.as(tom), { q });
    expect({
      q,
      items: found.items.filter((item) => item.caseId === caseId),
      jump: found.jump,
      meant: found.meant,
    }).toEqual({ q, items: [], jump: null, meant: null });
    if (q.includes('xylo')) expect(found.counts).toEqual([]);
  }
  expect((await search(house.as(friend), { q: 'xylophone' })).counts.map((one) => one.kind).toSorted()).toEqual([
    'case',
    'file',
    'message',
  ]);
  const key: Actor = { kind: 'key', id: newId(), role: 'admin', name: 'Shop', teamIds: [], onlyTeams: true };
  expect((await search(house.as(key), { q: 'xylophone' })).items).toEqual([]);
  const colleague = await house.staff('colleague', 'Cora');
  expect((await search(house.as(colleague), { q: 'xylophone' })).items).toEqual([]);
  expect((await search(house.as({ kind: 'customer', id: newId(), name: 'X' }), { q: 'xylophone' })).items).toEqual([]);
});
