import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../../context.ts';
import { addCompany } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createField } from '../../fields/index.ts';
import { addIdentity, changeCustomer, createCustomer } from '../changing.ts';
import { changeCustomers, listTags } from '../listing/changing-many.ts';
import { compareSome, dismissDuplicate, listDuplicates } from '../merging/duplicates.ts';
import { listCustomers } from '../listing/listing.ts';
import { listMerges, mergeCustomer, previewMerge, unmergeCustomer } from '../merging/merging.ts';
import { addNote, changeNote, listNotes, removeNote } from './noting.ts';
import { changeOrganisation, createOrganisation, readOrganisation } from '../organisations/organisations.ts';
import { readCustomer } from '../reading.ts';
import { recogniseCustomer } from '../recognising.ts';
import { saveSegment } from '../listing/segments.ts';
import { answerBrief, readBrief } from '../brief/brief.ts';

let house: TestHouse;
let ctx: Context;
let admin: Context;
beforeAll(async () => {
  house = await openTestHouse();
  ctx = house.as(await house.staff('agent'));
  admin = house.as(await house.staff('admin'));
  await addCompany(house, { name: 'Oak', time_zone: 'Europe/Berlin', language: 'de' });
  await createField(admin, {
    appliesTo: 'customer',
    name: 'Tier',
    kind: 'choice',
    choices: ['gold', 'tin'],
    searchable: true,
  });
  await createField(admin, { appliesTo: 'customer', name: 'Seats', kind: 'number' });
  await createField(admin, { appliesTo: 'organisation', name: 'Contract', kind: 'text' });
});
afterAll(() => house.close());

const whole = async () => {
  const of = async (table: 'customers' | 'identities' | 'brief_answers' | 'organisations') =>
    (await house.db.selectFrom(table).selectAll().orderBy('id').execute()).map(
      // a record taken out is compared with others again: that alone may differ
      (row) => ({ ...row, compared_at: null }),
    );
  return { c: await of('customers'), i: await of('identities'), a: await of('brief_answers') };
};

test('merging shows every conflict first, and unmerging restores exactly what was there', async () => {
  const one = await createCustomer(ctx, {
    name: 'Ana Lima',
    email: 'ana@lima.example',
    language: 'pt',
    tags: ['a'],
    fields: { tier: 'gold' },
  });
  const two = await createCustomer(ctx, {
    name: 'A. Lima',
    email: 'a.lima@shop.example',
    timeZone: 'Europe/Lisbon',
    tags: ['b'],
    vip: true,
    fields: { tier: 'tin', seats: 4 },
  });
  const three = await createCustomer(ctx, { name: 'Ana', phone: '0151 23456789' });
  await answerBrief(ctx, one.id, 'need', { statement: 'mine' });
  await answerBrief(ctx, two.id, 'need', { statement: 'theirs' });
  await mergeCustomer(ctx, two.id, three.id);
  const before = await whole();
  const preview = await previewMerge(ctx, one.id, two.id);
  expect(preview.brings).toEqual({ identities: 2, cases: 0, promises: 0, moments: 0, answers: 1 });
  expect(preview.fields.filter((line) => line.conflict).map((line) => line.field)).toEqual(['name', 'fields.tier']);
  await expect(mergeCustomer(ctx, one.id, two.id, ['nothing'])).rejects.toMatchObject({ code: 'unknown-line' });
  const merged = await mergeCustomer(ctx, one.id, two.id, ['fields.tier']);
  expect(merged).toMatchObject({
    name: 'Ana Lima',
    timeZone: 'Europe/Lisbon',
    vip: true,
    tags: ['a', 'b'],
    fields: { tier: 'tin', seats: 4 },
  });
  expect(merged.identities).toHaveLength(3);
  expect(merged.merged.map((other) => other.id).toSorted()).toEqual([two.id, three.id].toSorted());
  // somebody changes the language meanwhile: that stays
  await unmergeCustomer(ctx, one.id, two.id);
  expect(await whole()).toEqual(before);
  expect((await readCustomer(ctx, two.id)).merged.map((other) => other.id)).toEqual([three.id]);
  expect((await readBrief(ctx, two.id)).slots[0]?.answer?.statement).toBe('theirs');
  const merges = await listMerges(ctx, one.id, {});
  expect(merges.items).toMatchObject([
    { from: { id: two.id }, because: 'by-hand', undoneAt: house.now().toISOString() },
  ]);
});

test('what was changed after a merge stays when it is undone', async () => {
  const one = await createCustomer(ctx, { name: 'Bo Berg' });
  const two = await createCustomer(ctx, { name: 'Bo B.', language: 'sv', timeZone: 'Europe/Stockholm' });
  await mergeCustomer(ctx, one.id, two.id);
  await changeCustomer(ctx, one.id, { language: 'no' });
  expect(await unmergeCustomer(ctx, one.id, two.id)).toMatchObject({ language: 'no', timeZone: null });
});

test('one person by mail, chat and shop is one record, and a claim alone opens nobody’s', async () => {
  const mail = await recogniseCustomer(
    ctx,
    { identities: [{ kind: 'email', value: 'cleo@one.example' }], name: 'Cleo' },
    true,
  );
  house.setClock(1000);
  const shop = await recogniseCustomer(house.as(ctx.actor), {
    identities: [{ kind: 'external', value: 'shop-7', verified: true }],
  });
  expect(shop.id).not.toBe(mail.id);
  const claimed = await recogniseCustomer(house.as(ctx.actor), {
    identities: [
      { kind: 'external', value: 'shop-7', verified: true },
      { kind: 'email', value: 'cleo@one.example' },
    ],
  });
  expect(claimed.id).toBe(shop.id);
  expect((await listDuplicates(ctx, { customerId: shop.id })).items).toMatchObject([{ reasons: ['claimed-address'] }]);
  const proved = await recogniseCustomer(house.as(ctx.actor), {
    identities: [
      { kind: 'external', value: 'shop-7', verified: true },
      { kind: 'email', value: 'Cleo@one.example', verified: true },
      { kind: 'chat', value: 'visitor-1' },
    ],
  });
  expect(proved.id).toBe(mail.id);
  expect((await readCustomer(ctx, mail.id)).identities.map((one) => [one.kind, one.verifiedAt !== null])).toEqual([
    ['email', true],
    ['external', true],
    ['chat', false],
  ]);
  expect((await listMerges(ctx, mail.id, {})).items).toMatchObject([{ because: 'same-external-id' }]);
});

test('a number is one number however it is written', async () => {
  const { id } = await createCustomer(ctx, { name: 'Dora', phone: '030 901820' });
  expect((await readCustomer(ctx, id)).identities[0]?.value).toBe('+4930901820');
  const other = await createCustomer(ctx, { name: 'Not Dora' });
  await expect(addIdentity(ctx, other.id, { kind: 'phone', value: '+49 (0)30 90 18 20' })).rejects.toMatchObject({
    code: 'identity-taken',
  });
});

test('lists are narrowed by tag, field, range and segment', async () => {
  const { id } = await createCustomer(ctx, {
    name: 'Eve Eins',
    tags: ['north'],
    fields: { tier: 'gold', seats: 12 },
    vip: true,
  });
  await createCustomer(ctx, { name: 'Eve Zwei', tags: ['north'], fields: { seats: 3 } });
  const found = async (query: Parameters<typeof listCustomers>[1]) =>
    (await listCustomers(ctx, query)).items.map((row) => row.name);
  expect(await found({ tag: 'north', sort: 'name' })).toEqual(['Eve Eins', 'Eve Zwei']);
  expect(await found({ tag: 'north', fields: '{"tier":"gold"}' })).toEqual(['Eve Eins']);
  expect(await found({ tag: 'north', fields: '{"seats":{"min":3,"max":5}}' })).toEqual(['Eve Zwei']);
  expect(await found({ q: 'gold', tag: 'north' })).toEqual(['Eve Eins']);
  await expect(listCustomers(ctx, { fields: '[1' })).rejects.toMatchObject({ code: 'field-filter' });
  const segment = await saveSegment(ctx, { name: 'North', filter: { tag: 'north', sort: 'added' } });
  expect(await found({ segment: segment.id, vip: true })).toEqual(['Eve Eins']);
  await expect(listCustomers(admin, { segment: segment.id })).rejects.toMatchObject({ code: 'segment-not-found' });
  const all = await changeCustomers(ctx, [{ ids: [id], addTags: ['north', 'new'], removeTags: [] }]);
  expect(all).toEqual({ changed: 1, undo: [{ ids: [id], removeTags: ['new'] }] });
  expect(await listTags(ctx, 'n')).toEqual(['north', 'new']);
  await changeCustomers(ctx, all.undo);
  expect((await readCustomer(ctx, id)).tags).toEqual(['north']);
});

test('pages in every order hold everybody once', async () => {
  for (const sort of ['heard', 'name', 'added'] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await listCustomers(ctx, { limit: 3, cursor, sort });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
      more = page.next !== null;
    }
    const all = await house.db.selectFrom('customers').select('id').where('merged_into', 'is', null).execute();
    expect(seen.toSorted()).toEqual(all.map((row) => row.id).toSorted());
  }
});

test('duplicates are proposed with reasons, and a dismissed pair is not proposed again', async () => {
  const one = await createCustomer(ctx, {
    name: 'Fritz Farber',
    email: 'fritz.farber@farber.example',
    phone: '030 123456-0',
  });
  const two = await createCustomer(ctx, { name: 'Fritz Farber', email: 'fritzfarber@mail.example' });
  while ((await compareSome(ctx)) > 0);
  const [pair] = (await listDuplicates(ctx, { customerId: two.id })).items;
  expect(pair).toMatchObject({ score: 0.8, reasons: ['same-name', 'same-mail-name'] });
  await dismissDuplicate(ctx, { oneId: one.id, otherId: two.id }, true);
  await changeCustomer(ctx, two.id, { name: 'F. Farber' });
  while ((await compareSome(ctx)) > 0);
  expect((await listDuplicates(ctx, { customerId: two.id })).items).toEqual([]);
});

test('organisations form trees without rings, and people of a new domain join', async () => {
  const person = await createCustomer(ctx, { name: 'Gil', email: 'gil@gil-works.example' });
  const top = await createOrganisation(ctx, { name: 'Top', fields: { contract: 'C-1' } });
  const below = await createOrganisation(ctx, { name: 'Below', parentId: top.id, domains: ['gil-works.example'] });
  expect((await readCustomer(ctx, person.id)).organisation).toEqual({ id: below.id, name: 'Below' });
  expect(await readOrganisation(ctx, top.id)).toMatchObject({
    parent: null,
    children: [{ name: 'Below' }],
    fields: { contract: 'C-1' },
  });
  await expect(changeOrganisation(ctx, top.id, { parentId: below.id })).rejects.toMatchObject({
    code: 'organisation-ring',
  });
  await expect(changeOrganisation(ctx, top.id, { domains: ['gmail.com'] })).rejects.toMatchObject({
    code: 'free-mail-domain',
  });
});

test('a note is changed by who wrote it, and removed by an admin too', async () => {
  const { id } = await createCustomer(ctx, { name: 'Hugo' });
  const note = await addNote(ctx, id, 'calls at noon');
  await expect(changeNote(admin, id, note.id, 'x')).rejects.toMatchObject({ code: 'note-of-another' });
  expect(await changeNote(ctx, id, note.id, 'calls at one')).toMatchObject({ words: 'calls at one' });
  await removeNote(admin, id, note.id);
  expect((await listNotes(ctx, id, {})).items).toEqual([]);
});
