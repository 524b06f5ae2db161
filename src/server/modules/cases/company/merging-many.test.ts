import { afterAll, beforeAll, expect, test } from 'vitest';
import { signReplyAddress } from '../../../mail/tokens.ts';
import { openTestDesk, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { receiveMail } from '../arriving/receiving-mail.ts';
import { closeCase } from '../changing.ts';
import { countCases } from '../counting.ts';
import { openCase } from '../opening.ts';
import { readCase } from '../reading.ts';
import { mergeCase } from './merging.ts';
import { mergeCases, unmergeCases } from './merging-many.ts';
import { listParties } from './participating.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
});
afterAll(() => house.close());

let made = 0;
async function aCase(text: string, email = `person${String((made += 1))}@vogel.example`) {
  house.setClock(60_000);
  const { caseId, number } = await openCase(house.as(tom), {
    customer: { name: email.split('@')[0]!, email },
    subject: `About ${text}`,
    text,
    tags: [text.split(' ')[0]!],
  });
  return { caseId, number, email };
}
const rowOf = (id: string) => house.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const asWas = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => ({ ...(await rowOf(id)), updated_at: null, revision: null })));
const textsOf = async (id: string) => (await readCase(house.as(tom), id)).messages.items.map((one) => one.text);
const mergedAmong = async (ids: readonly string[]) =>
  (await Promise.all(ids.map(rowOf))).filter((row) => row.merged_into !== null).map((row) => row.id);
const eventsOf = async (id: string) =>
  (
    await house.db
      .selectFrom('events')
      .select('type')
      .where('subject_id', '=', id)
      .where('type', 'like', 'cases.%')
      .orderBy('id')
      .execute()
  ).map(({ type }) => type);

test('several cases become one: all is read there, late mails to each follow, and taken back all stand as before', async () => {
  const target = await aCase('alpha', 'renate@vogel.example');
  const second = await aCase('beta', 'renate@vogel.example');
  const third = await aCase('gamma', 'renate@vogel.example');
  const ids = [target.caseId, second.caseId, third.caseId];
  const before = await asWas(ids);
  const counted = await countCases(house.as(tom));
  const done = await mergeCases(house.as(tom), { ids, into: String(target.number) });
  expect(done).toEqual({
    into: { id: target.caseId, number: target.number },
    merged: [second, third].map(({ caseId: id, number }) => ({ id, number })),
  });
  expect(await textsOf(target.caseId)).toEqual(['alpha', 'beta', 'gamma']);
  expect((await readCase(house.as(tom), target.caseId)).tags.toSorted()).toEqual(['alpha', 'beta', 'gamma']);
  expect((await countCases(house.as(tom))).open).toBe(counted.open - 2);
  expect(await eventsOf(third.caseId)).toContain('cases.merged');
  expect((await eventsOf(target.caseId)).filter((type) => type === 'cases.took-in')).toHaveLength(2);
  for (const late of [second, third]) {
    const address = signReplyAddress(house.system().secret, 'support@localhost', late.number);
    house.setClock(60_000);
    const received = await receiveMail(house.system(), {
      raw: Buffer.from(
        `From: ${late.email}\r\nTo: ${address}\r\nSubject: Re: it\r\nMessage-ID: <late${String(late.number)}@out.example>\r\n\r\nlate to ${String(late.number)}\r\n`,
      ),
      door: 'http',
      envelope: { from: late.email, to: [address] },
    });
    expect(received).toMatchObject({ caseNumber: target.number, created: false });
  }
  const undone = await unmergeCases(
    house.as(tom),
    done.merged.map(({ id }) => id),
  );
  expect(undone.unmerged.map(({ number }) => number)).toEqual([third.number, second.number]);
  expect((await countCases(house.as(tom))).open).toBe(counted.open);
  const after = await asWas(ids);
  expect(after.slice(1)).toEqual(before.slice(1));
  expect({ state: after[0]!.state, tags: after[0]!.tags }).toEqual({ state: before[0]!.state, tags: before[0]!.tags });
  expect(await textsOf(second.caseId)).toEqual(['beta']);
  expect((await eventsOf(second.caseId)).at(-1)).toBe('cases.unmerged');
});

test('taking many back gives the target its own tags and waiting again, whatever the order in which they are named', async () => {
  const cases = [
    await aCase('one', 'o@x.example'),
    await aCase('two', 'o@x.example'),
    await aCase('three', 'o@x.example'),
  ];
  const ids = cases.map(({ caseId }) => caseId);
  const before = await asWas(ids);
  await mergeCases(house.as(tom), { ids, into: ids[2]! });
  await unmergeCases(house.as(tom), [ids[0]!, ids[1]!]);
  expect(await asWas(ids)).toEqual(before);
});

test('cases of other customers are refused by their numbers unless they are meant; then each takes part once', async () => {
  const target = await aCase('mine');
  const other = await aCase('theirs', 'other@x.example');
  const again = await aCase('theirs again', 'other@x.example');
  const own = await aCase('mine again', target.email);
  const ids = [own, other, again].map(({ caseId }) => caseId);
  await expect(mergeCases(house.as(tom), { ids, into: target.caseId })).rejects.toMatchObject({
    code: 'other-customers',
    kind: 'conflict',
    detail: { extension: { numbers: [other.number, again.number] } },
  });
  expect(await mergedAmong(ids)).toEqual([]);
  await mergeCases(house.as(tom), { ids, into: target.caseId, otherCustomers: true });
  expect(await mergedAmong(ids)).toHaveLength(3);
  const parties = async () => (await listParties(house.as(tom), target.caseId)).parties.map((party) => party.name);
  expect(await parties()).toEqual([target.email.split('@')[0], 'other']);
  await unmergeCases(house.as(tom), ids);
  expect(await parties()).toEqual([target.email.split('@')[0]]);
});

test('two records of one customer that were merged are one customer', async () => {
  const target = await aCase('first');
  const second = await aCase('second');
  const row = await rowOf(target.caseId);
  const { customer_id: id } = await rowOf(second.caseId);
  await house.db.updateTable('customers').set({ merged_into: row.customer_id }).where('id', '=', id).execute();
  const done = await mergeCases(house.as(tom), { ids: [second.caseId], into: target.caseId });
  expect(done.merged).toHaveLength(1);
});

test('one that cannot be merged is named and nothing is merged', async () => {
  const target = await aCase('start', 'all@x.example');
  const fine = await aCase('fine', 'all@x.example');
  const taken = await aCase('taken', 'all@x.example');
  const elsewhere = await aCase('elsewhere', 'all@x.example');
  await mergeCase(house.as(tom), taken.caseId, elsewhere.caseId);
  const events = await eventsOf(target.caseId);
  const refused = await mergeCases(house.as(tom), { ids: [fine.caseId, taken.caseId], into: target.caseId }).catch(
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({
    code: 'already-merged',
    detail: { field: 'ids', extension: { number: taken.number, caseId: taken.caseId } },
  });
  expect(String(refused)).toContain(`Case ${String(taken.number)} could not be merged, so nothing was`);
  expect(await mergedAmong([fine.caseId])).toEqual([]);
  expect(await eventsOf(target.caseId)).toEqual(events);
  const done = await aCase('done', 'all@x.example');
  await closeCase(house.as(tom), done.caseId, {});
  await expect(
    mergeCases(house.as(tom), { ids: [fine.caseId, target.caseId], into: done.caseId }),
  ).rejects.toMatchObject({ code: 'target-closed', detail: { extension: { number: fine.number } } });
  await expect(mergeCases(house.as(tom), { ids: [elsewhere.caseId], into: taken.caseId })).rejects.toMatchObject({
    code: 'merge-in-a-ring',
  });
  await expect(mergeCases(house.as(tom), { ids: [fine.caseId], into: taken.caseId })).rejects.toMatchObject({
    code: 'target-merged',
  });
  await expect(mergeCases(house.as(tom), { ids: [target.caseId], into: target.caseId })).rejects.toMatchObject({
    code: 'nothing-to-merge',
  });
  await mergeCases(house.as(tom), { ids: [fine.caseId], into: target.caseId });
  await expect(unmergeCases(house.as(tom), [fine.caseId, elsewhere.caseId])).rejects.toMatchObject({
    code: 'not-merged',
    detail: { extension: { number: elsewhere.number } },
  });
  expect(await mergedAmong([fine.caseId])).toEqual([fine.caseId]);
});

test('what one may not see cannot be merged, taken back, or told from what does not exist', async () => {
  const team = '00000000-0000-7000-8000-00000000000b';
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Board', private: true, created_at: house.now() })
    .execute();
  const open = await aCase('plain', 'p@x.example');
  const other = await aCase('plainer', 'p@x.example');
  const hidden = await aCase('hidden', 'p@x.example');
  await house.db.updateTable('cases').set({ team_id: team }).where('id', '=', hidden.caseId).execute();
  const nowhere = { code: 'other-case-not-found', kind: 'not_found' };
  await expect(
    mergeCases(house.as(maja), { ids: [other.caseId, String(hidden.number)], into: open.caseId }),
  ).rejects.toMatchObject({ ...nowhere, detail: { field: 'ids' } });
  await expect(mergeCases(house.as(maja), { ids: [other.caseId], into: hidden.caseId })).rejects.toMatchObject({
    ...nowhere,
    detail: { field: 'into' },
  });
  await expect(mergeCases(house.as(maja), { ids: [other.caseId], into: '999999' })).rejects.toMatchObject(nowhere);
  expect(await mergedAmong([other.caseId])).toEqual([]);
  const insider = { ...maja, teamIds: [team] };
  await mergeCases(house.as(insider), { ids: [other.caseId], into: hidden.caseId });
  await expect(unmergeCases(house.as(maja), [other.caseId])).rejects.toMatchObject({ kind: 'not_found' });
  const colleague = await house.staff('colleague', 'Cora');
  await expect(mergeCases(house.as(colleague), { ids: [other.caseId], into: open.caseId })).rejects.toMatchObject(
    nowhere,
  );
});

test('two who merge the same cases into each other at once do not block one another; one of them is refused', async () => {
  for (let turn = 0; turn < 5; turn++) {
    const one = await aCase('here', 'r@x.example');
    const two = await aCase('there', 'r@x.example');
    const three = await aCase('between', 'r@x.example');
    const ids = [one, two, three].map(({ caseId }) => caseId);
    const done = await Promise.allSettled([
      mergeCases(house.as(tom), { ids, into: one.caseId }),
      mergeCases(house.as(maja), { ids: ids.toReversed(), into: three.caseId }),
    ]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await mergedAmong(ids)).toHaveLength(2);
  }
});
