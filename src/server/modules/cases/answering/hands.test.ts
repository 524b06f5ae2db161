import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCase, openTestDesk, type TestStaff } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { newId } from '../../../store/identity.ts';
import { writeAsParty } from '../company/hearing-party.ts';
import { addParty } from '../company/participating.ts';
import { signPartyLink } from '../company/party-key.ts';
import { writeToParties } from '../company/telling-parties.ts';
import { listNotifications } from '../../notifications/listing.ts';
import { listDrafts, readNewCaseDraft, saveNewCaseDraft } from '../views/drafts-list.ts';
import { saveDraft } from './drafts.ts';
import { followCase, listFollowers } from './followers.ts';
import { chooseHands, readHandChoices } from './hand-choices.ts';
import { cancelLaterReply, listLaterReplies, replyLater } from './later-replies.ts';
import { noteOnCase } from './noting.ts';
import { readCase } from '../reading.ts';
import { replyToCase } from './replying.ts';
import { sendLaterReply, sendLaterReplyNow } from './sending-later.ts';
import { tellFollowers } from './telling-followers.ts';
import { addView, countViews, dropView, listViewCases, listViews, moveView, readView } from '../views/views.ts';
import { countFiltered, listFiltered } from '../views/views-listing.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
let lea: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
  lea = await house.staff('lead', 'Lea');
});
afterAll(() => house.close());

const aCase = async (more?: Parameters<typeof openTestCase>[1]) => (await openTestCase(house.as(tom), more)).caseId;
const typesOf = async (id: string) =>
  (await house.db.selectFrom('events').select('type').where('subject_id', '=', id).orderBy('id').execute()).map(
    (event) => event.type,
  );
const later = { html: '<p>Tomorrow</p>', revision: 1 };

test('an answer waits the seconds in which it can be taken back, then goes out as its author’s', async () => {
  const id = await aCase();
  await chooseHands(house.as(tom), { undoSeconds: 10 });
  expect(await readHandChoices(house.as(maja))).toEqual({ undoSeconds: 5 });
  const planned = await replyLater(house.as(tom), id, later);
  expect(planned).toMatchObject({ kind: 'undo', state: 'waiting', author: { name: 'Tom' } });
  await sendLaterReply(house.system(), planned.id);
  expect(await typesOf(id)).not.toContain('cases.replied');
  house.setClock(10_000);
  await sendLaterReply(house.system(), planned.id);
  await sendLaterReply(house.system(), planned.id);
  expect((await typesOf(id)).filter((type) => type === 'cases.replied')).toHaveLength(1);
  const read = await readCase(house.as(maja), id);
  expect(read.messages.items.at(-1)).toMatchObject({ text: 'Tomorrow', author: { name: 'Tom' } });
  expect(read.state).toBe('waiting');
  expect((await listLaterReplies(house.as(tom), { caseId: id })).items).toEqual([]);
});

test('taken back, its words are the draft again', async () => {
  const id = await aCase();
  const planned = await replyLater(house.as(tom), id, later);
  await expect(cancelLaterReply(house.as(maja), planned.id)).rejects.toMatchObject({ code: 'not-your-reply' });
  await cancelLaterReply(house.as(tom), planned.id);
  house.setClock(60_000);
  await sendLaterReply(house.system(), planned.id);
  expect(await typesOf(id)).not.toContain('cases.replied');
  expect((await readCase(house.as(tom), id)).draft).toMatchObject({ html: '<p>Tomorrow</p>', kind: 'message' });
  await expect(cancelLaterReply(house.as(tom), planned.id)).rejects.toMatchObject({ code: 'taken-back' });
});

test('tomorrow at eight is eight where the customer is', async () => {
  const id = await aCase();
  await sql`update customers set time_zone = 'America/New_York' where id = (select customer_id from cases where id = ${id}::uuid)`.execute(
    house.db,
  );
  const planned = await replyLater(house.as(tom), id, { ...later, sendLocal: { day: '2026-04-01', time: '08:00' } });
  expect(planned).toMatchObject({ kind: 'scheduled', sendAt: '2026-04-01T12:00:00.000Z' });
  await expect(replyLater(house.as(tom), id, { ...later, sendAt: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
    code: 'send-time',
  });
  await cancelLaterReply(house.as(tom), planned.id);
});

test('when the customer or a colleague said something meanwhile, the answer is held back, its author told, and may send it all the same', async () => {
  const id = await aCase();
  const planned = await replyLater(house.as(tom), id, later);
  await noteOnCase(house.as(maja), id, { html: 'Wait: the yard called' });
  house.setClock(60_000);
  await sendLaterReply(house.system(), planned.id);
  expect(await typesOf(id)).toContain('cases.reply-held');
  expect((await listLaterReplies(house.as(tom), {})).items).toMatchObject([{ id: planned.id, state: 'held' }]);
  const told = await listNotifications(house.as(tom), {});
  expect(told.items[0]).toMatchObject({ kind: 'held', caseId: id });
  expect(await sendLaterReplyNow(house.as(tom), planned.id)).toMatchObject({ state: 'sent' });
  expect((await typesOf(id)).filter((type) => type === 'cases.replied')).toHaveLength(1);
});

test('mentioned colleagues are told once, follow from then on, and hear what happens; nobody is told of his own deed', async () => {
  const id = await aCase();
  await house.settle([tellFollowers]);
  await noteOnCase(house.as(tom), id, { html: 'Look @Maja', mentions: [maja.id] });
  await house.settle([tellFollowers]);
  expect((await listNotifications(house.as(maja), {})).items[0]).toMatchObject({ kind: 'mentioned', caseId: id });
  expect((await listFollowers(house.as(maja), id)).following).toBe(true);
  await replyToCase(house.as(tom), id, { html: 'Here', revision: 2 });
  await followCase(house.as(tom), id, 'me');
  await noteOnCase(house.as(tom), id, { html: 'Mine' });
  await house.settle([tellFollowers]);
  const kinds = (await listNotifications(house.as(maja), {})).items.filter((one) => one.caseId === id);
  expect(kinds.map((one) => one.kind)).toEqual(['followed', 'followed', 'mentioned']);
  expect((await listNotifications(house.as(tom), {})).items.filter((one) => one.caseId === id)).toEqual([]);
});

test('who is brought into a case is told and follows it; a team is told by its members, also when it is written to', async () => {
  const id = await aCase();
  await house.settle([tellFollowers]);
  await followCase(house.as(lea), id, 'me');
  const team = newId();
  await sql`insert into teams (id, name, private, created_at) values (${team}, 'Yard', false, now())`.execute(house.db);
  const jo = await house.staff('agent', 'Jo');
  await sql`insert into team_members (team_id, user_id) values (${team}, ${jo.id}), (${team}, ${tom.id})`.execute(
    house.db,
  );
  await addParty(house.as(tom), id, { role: 'colleague', userId: maja.id });
  const { parties } = await addParty(house.as(tom), id, { role: 'team', teamId: team });
  const withYard = parties.find((party) => party.role === 'team')!.id!;
  await writeToParties(house.as(tom), id, { html: 'Is it cut?', partyIds: [withYard] });
  const supplier = await addParty(house.as(tom), id, { role: 'supplier', name: 'Stone', email: 'stone@yard.example' });
  const stone = supplier.parties.find((party) => party.name === 'Stone')!.id!;
  await writeAsParty(house.system(), signPartyLink(house.system(), stone).split('/party/')[1]!, 'On Friday');
  await house.settle([tellFollowers]);
  const told = async (who: TestStaff) =>
    (await listNotifications(house.as(who), {})).items.filter((one) => one.caseId === id).map((one) => one.subject);
  const { number } = await readCase(house.as(tom), id);
  expect(await told(maja)).toEqual([`Stone wrote in #${String(number)}`, `Tom brought you into #${String(number)}`]);
  expect(await told(jo)).toEqual([
    `Tom wrote to Yard in #${String(number)}`,
    `Tom brought Yard into #${String(number)}`,
  ]);
  expect(await told(lea)).toEqual([`Stone wrote in #${String(number)}`]);
  expect(await told(tom)).toEqual([]);
  expect((await listFollowers(house.as(maja), id)).following).toBe(true);
  expect((await listFollowers(house.as(jo), id)).following).toBe(false);
});

test('a colleague who may not see the case can neither follow it nor is he told', async () => {
  const team = (
    await sql<{
      id: string;
    }>`insert into teams (id, name, private, created_at) values (gen_random_uuid(), 'Closed', true, now()) returning id`.execute(
      house.db,
    )
  ).rows[0]!;
  const insider: TestStaff = { ...tom, teamIds: [team.id] };
  await sql`insert into team_members (team_id, user_id) values (${team.id}::uuid, ${tom.id}::uuid)`.execute(house.db);
  const id = await aCase({ teamId: team.id });
  await expect(followCase(house.as(insider), id, maja.id)).rejects.toMatchObject({ code: 'follower-not-found' });
  await noteOnCase(house.as(insider), id, { html: '@Maja', mentions: [maja.id] });
  await house.settle([tellFollowers]);
  expect((await listNotifications(house.as(maja), {})).items.filter((one) => one.caseId === id)).toEqual([]);
  await sql`delete from team_members where team_id = ${team.id}::uuid`.execute(house.db);
});

test('drafts of all cases are listed, and a new case has one, too', async () => {
  const id = await aCase();
  await saveDraft(house.as(maja), id, { html: '<p>Half a thought</p>', kind: 'message', revision: 1 });
  expect((await listDrafts(house.as(maja), {})).items).toMatchObject([{ caseId: id, excerpt: 'Half a thought' }]);
  expect(await countFiltered(house.as(maja), { draft: true })).toEqual({ n: 1, more: false });
  await saveNewCaseDraft(house.as(maja), { subject: 'Call of Mrs Vogel' });
  expect((await readNewCaseDraft(house.as(maja))).draft?.words).toEqual({ subject: 'Call of Mrs Vogel' });
  expect((await readNewCaseDraft(house.as(tom))).draft).toBeNull();
});

test('a view is its owner’s alone; for all only who leads may keep one; keys move it', async () => {
  const one = await addView(house.as(tom), { name: 'Mine', scope: 'personal', filter: { assignees: ['me'] } });
  const two = await addView(house.as(tom), { name: 'Angry', scope: 'personal', filter: { emotions: ['angry'] } });
  await expect(readView(house.as(maja), one.id)).rejects.toMatchObject({ code: 'view-not-found' });
  await expect(addView(house.as(tom), { name: 'All', scope: 'shared', filter: {} })).rejects.toMatchObject({
    kind: 'forbidden',
  });
  const shared = await addView(house.as(lea), { name: 'All', scope: 'shared', filter: {} });
  await moveView(house.as(tom), two.id, 'up');
  expect((await listViews(house.as(tom), {})).items.map((view) => view.name)).toEqual(['Angry', 'Mine', 'All']);
  expect((await listViews(house.as(tom), { limit: 1 })).next).not.toBeNull();
  await expect(dropView(house.as(tom), shared.id)).rejects.toMatchObject({ code: 'view-not-yours' });
  expect((await countViews(house.as(tom))).items).toHaveLength(3);
});

test('every order pages through all rows once', async () => {
  for (const priority of ['low', 'urgent', 'high', 'normal'] as const) await aCase({ priority, tags: ['paged'] });
  for (const sort of ['promise', 'updated', 'created', 'newest', 'priority', 'waiting'] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listFiltered(house.as(tom), { filter: { tags: ['paged'] }, sort, limit: 1, cursor });
      seen.push(...page.items.map((row) => row.priority));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual(['high', 'low', 'normal', 'urgent']);
    if (sort === 'priority') expect(seen).toEqual(['urgent', 'high', 'normal', 'low']);
  }
});

test('every condition of a filter is one that the database understands, and narrows', async () => {
  const id = await aCase({ tags: ['only'], emotion: 'angry', kind: 'complaint', priority: 'urgent' });
  const row = await readCase(house.as(tom), id);
  const fits = {
    states: ['new', 'open'],
    kinds: ['complaint'],
    priorities: ['urgent'],
    channels: [row.channel],
    assignees: ['none', 'me'],
    teams: ['none'],
    tags: ['only'],
    withoutTags: ['other'],
    emotions: ['angry'],
    customerId: row.customer.id,
    atRisk: false,
    createdWithinHours: 1,
    updatedWithinHours: 1,
  } as const;
  const view = await addView(house.as(tom), {
    name: 'Fits',
    scope: 'personal',
    filter: structuredClone(fits) as unknown as Parameters<typeof countFiltered>[1],
    sort: 'newest',
  });
  expect((await listViewCases(house.as(tom), view.id, {})).items.map((one) => one.id)).toEqual([id]);
  for (const miss of [
    { states: ['closed'] },
    { verdict: 'none' },
    { atRisk: true },
    { createdBeforeHours: 5 },
    { updatedBeforeHours: 5 },
    { waitingHours: 5 },
    { following: true },
    { scheduled: true },
    { draft: true },
    { text: 'zebra' },
    { teams: ['mine'] },
    { organisationId: tom.id },
    { mailboxIds: [tom.id] },
    { promiseWithinHours: 1, tags: ['only'] },
  ]) {
    const filter = { tags: ['only'], ...miss } as Parameters<typeof countFiltered>[1];
    expect(await countFiltered(house.as(tom), filter)).toEqual({ n: 0, more: false });
    expect((await listFiltered(house.as(tom), { filter, sort: 'promise' })).items).toEqual([]);
  }
});
