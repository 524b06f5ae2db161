import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../context.ts';
import { openTestCase, openTestDesk, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { addParty } from '../company/participating.ts';
import { summarise, writeToParties } from '../company/telling-parties.ts';
import { readCase } from '../reading.ts';
import { listDrafts, readNewCaseDraft, saveNewCaseDraft } from '../views/drafts-list.ts';
import { readDraft, saveDraft } from './drafts.ts';
import { cancelLaterReply, replyLater } from './later-replies.ts';
import { noteOnCase } from './noting.ts';
import { replyToCase } from './replying.ts';
import { sendLaterReply, sendLaterReplyNow } from './sending-later.ts';
import { dropUnusedUploadsJob, uploadFile } from './uploading.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
});
afterAll(() => house.close());

const aCase = async () => (await openTestCase(house.as(tom))).caseId;
async function aFile(name: string, actor: Actor = tom): Promise<string> {
  const content = Readable.from([Buffer.from(`${name} ${String(Math.random())}`)]);
  return (await uploadFile(house.as(actor), { name, contentType: 'text/plain', content })).id;
}
const day = 86_400_000;
const words = { html: '<p>See the plan</p>', kind: 'message', revision: 1 } as const;
const namesIn = (draft: { attachments: { name: string }[] } | null) => draft?.attachments.map((file) => file.name);

test('a draft keeps its files and whom it is copied to as long as it is kept itself', async () => {
  const id = await aCase();
  const [plan, other] = [await aFile('plan.txt'), await aFile('nobody-names-it.txt')];
  await saveDraft(house.as(tom), id, { ...words, cc: 'yard@stone.example', attachmentIds: [plan] });
  house.setClock(3 * day);
  await dropUnusedUploadsJob.work(house.system(), {});
  const { draft } = await readCase(house.as(tom), id);
  expect(draft).toMatchObject({ cc: 'yard@stone.example', attachments: [{ id: plan, name: 'plan.txt' }] });
  const sent = await replyToCase(house.as(tom), id, { html: words.html, revision: 1, attachmentIds: [plan] });
  expect((await readCase(house.as(tom), id)).messages.items.at(-1)).toMatchObject({
    id: sent.messageId,
    attachments: [{ name: 'plan.txt' }],
  });
  await expect(
    replyToCase(house.as(tom), id, { html: 'Again', revision: 9, sendAnyway: true, attachmentIds: [other] }),
  ).rejects.toMatchObject({ code: 'upload-not-found' });
});

test('files of somebody else, files that were sent and ids that were guessed do not come into a draft', async () => {
  const id = await aCase();
  const [hers, sent] = [await aFile('hers.txt', maja), await aFile('sent.txt')];
  await replyToCase(house.as(tom), id, { html: 'Here', revision: 1, attachmentIds: [sent] });
  const guessed = '00000000-0000-7000-8000-000000000001';
  const { draft } = await saveDraft(house.as(tom), id, { ...words, attachmentIds: [hers, sent, guessed] });
  expect(draft?.attachments).toEqual([]);
  const { draft: newCase } = await saveNewCaseDraft(house.as(tom), { subject: 'x' }, [hers, sent, guessed]);
  expect(newCase?.attachments).toEqual([]);
});

test('a new case that is not opened yet keeps its files, too', async () => {
  const photo = await aFile('photo.txt');
  await saveNewCaseDraft(house.as(tom), { subject: 'Call of Mrs Vogel' }, [photo]);
  house.setClock(2 * day);
  await dropUnusedUploadsJob.work(house.system(), {});
  expect(namesIn((await readNewCaseDraft(house.as(tom))).draft)).toEqual(['photo.txt']);
});

test('words to a party and a summary to all are drafts of their own, and end when they are sent', async () => {
  const id = await aCase();
  const { parties } = await addParty(house.as(tom), id, {
    role: 'supplier',
    name: 'Yard',
    email: 'yard@stone.example',
  });
  const to = parties.find((party) => party.role === 'supplier')!.id!;
  await saveDraft(house.as(tom), id, words);
  await saveDraft(house.as(tom), id, { ...words, html: '<p>Only the yard</p>', to });
  await saveDraft(house.as(tom), id, { ...words, html: '<p>To all</p>', to: 'all' });
  const mine = (await listDrafts(house.as(tom), {})).items.filter((draft) => draft.caseId === id);
  expect(mine.map((draft) => [draft.to, draft.party, draft.excerpt]).sort()).toEqual(
    [
      [null, null, 'See the plan'],
      [to, 'Yard', 'Only the yard'],
      ['all', null, 'To all'],
    ].sort(),
  );
  const pages: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listDrafts(house.as(tom), { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
    pages.push(...page.items.map((draft) => `${draft.caseId} ${draft.to ?? ''}`));
    cursor = page.next;
  }
  expect(new Set(pages).size).toBe(pages.length);
  expect(pages.filter((one) => one.startsWith(id))).toHaveLength(3);
  await writeToParties(house.as(tom), id, { html: 'Only the yard', partyIds: [to] });
  expect((await readDraft(house.as(tom), id, to)).draft).toBeNull();
  expect((await readDraft(house.as(tom), id, 'all')).draft).not.toBeNull();
  await summarise(house.as(tom), id, { html: 'All', customer: true, partyIds: [to], revision: 9, sendAnyway: true });
  expect((await readDraft(house.as(tom), id, 'all')).draft).toBeNull();
  const elsewhere = await aCase();
  await expect(saveDraft(house.as(tom), elsewhere, { ...words, to })).rejects.toMatchObject({
    code: 'party-not-found',
  });
});

test('an answer that is taken back comes back with its files and copies, below what was begun meanwhile', async () => {
  const id = await aCase();
  const file = await aFile('offer.txt');
  const reply = { html: '<p>The offer</p>', revision: 1, attachmentIds: [file], cc: ['yard@stone.example'] };
  const planned = await replyLater(house.as(tom), id, reply);
  await saveDraft(house.as(tom), id, { ...words, html: '<p>One more thing</p>' });
  await cancelLaterReply(house.as(tom), planned.id);
  const { draft } = await readDraft(house.as(tom), id);
  expect(draft).toMatchObject({ html: '<p>One more thing</p><p>The offer</p>', cc: 'yard@stone.example' });
  expect(namesIn(draft)).toEqual(['offer.txt']);
});

test('what is begun while an answer waits for its hour survives its going out', async () => {
  const id = await aCase();
  const planned = await replyLater(house.as(tom), id, { html: '<p>First</p>', revision: 1 });
  await saveDraft(house.as(tom), id, { ...words, html: '<p>Second</p>' });
  house.setClock(60_000);
  await sendLaterReply(house.system(), planned.id);
  const read = await readCase(house.as(tom), id);
  expect(read.messages.items.at(-1)).toMatchObject({ text: 'First' });
  expect(read.draft).toMatchObject({ html: '<p>Second</p>' });
});

test('the files of an answer that was held back over a weekend are still there when it is sent anyway', async () => {
  const id = await aCase();
  const file = await aFile('weekend.txt');
  const planned = await replyLater(house.as(tom), id, { html: '<p>Plan</p>', revision: 1, attachmentIds: [file] });
  await noteOnCase(house.as(maja), id, { html: 'Wait' });
  house.setClock(60_000);
  await sendLaterReply(house.system(), planned.id);
  house.setClock(3 * day);
  await dropUnusedUploadsJob.work(house.system(), {});
  expect(await sendLaterReplyNow(house.as(tom), planned.id)).toMatchObject({ state: 'sent' });
  const read = await readCase(house.as(tom), id);
  expect(read.messages.items.at(-1)?.attachments).toMatchObject([{ name: 'weekend.txt' }]);
  expect(read.draft).toBeNull();
});
