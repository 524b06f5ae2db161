import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { replay } from '../../store/draining.ts';
import { openTestCase, openTestDesk, type TestStaff } from '../../testing/desk.ts';
import type { TestHouse } from '../../testing/house.ts';
import { findOrAddCustomer, mergeCustomer } from '../customers/index.ts';
import { changeCases } from './changing-many.ts';
import { changeCase, closeCase, giveVerdict, reopenCase } from './changing.ts';
import { countCases, foldTallies } from './counting.ts';
import { dropDraft, readDraft, saveDraft } from './answering/drafts.ts';
import { readHistory } from './history.ts';
import { listCases } from './listing.ts';
import { listMyCases, readMyCase, writeToMyCase } from './my-cases.ts';
import { noteOnCase } from './answering/noting.ts';
import { openCase } from './opening.ts';
import { bePresent } from './presence.ts';
import { listMessages, readCase } from './reading.ts';
import { replyToCase } from './answering/replying.ts';
import { searchEntries } from './search/search-entries.ts';
import { search } from './search/searching.ts';
import { snoozeCase, wakeDueCases } from './snoozing.ts';
import { readTimeline } from './timeline.ts';

let house: TestHouse;
let tom: TestStaff;
let maja: TestStaff;
beforeAll(async () => {
  ({ house, tom, maja } = await openTestDesk());
});
afterAll(() => house.close());

const aCase = async (ctx: Context = house.as(tom), more?: Parameters<typeof openTestCase>[1]) =>
  (await openTestCase(ctx, more)).caseId;
const eventsOf = async (id: string) =>
  (
    await house.db.selectFrom('events').select(['type', 'data']).where('subject_id', '=', id).orderBy('id').execute()
  ).map((event) => ({
    type: event.type,
    data: event.data as Record<string, unknown>,
  }));

test('an answer that does not know what came since is held, shows it, and goes out when it is sent all the same', async () => {
  const id = await aCase();
  await noteOnCase(house.as(maja), id, { html: 'Stone yard: cut this afternoon', mentions: [tom.id] });
  const late = { html: 'We do not know yet', revision: 1 };
  const held = await replyToCase(house.as(tom), id, late).catch((error: unknown) => error);
  expect(held).toMatchObject({
    code: 'case-moved-on',
    detail: {
      extension: { revision: 2, missed: [{ text: 'Stone yard: cut this afternoon', author: { name: 'Maja' } }] },
    },
  });
  expect(await house.db.selectFrom('outbox').select('id').where('case_id', '=', id).execute()).toEqual([]);
  await replyToCase(house.as(tom), id, { ...late, sendAnyway: true });
  expect((await readCase(house.as(tom), id)).revision).toBe(3);
});

test('one’s own note holds nothing back', async () => {
  const id = await aCase();
  await noteOnCase(house.as(tom), id, { html: 'I answer this' });
  await replyToCase(house.as(tom), id, { html: 'Here it is', revision: 1 });
  expect((await eventsOf(id)).map((event) => event.type)).toEqual(
    ['cases.opened', 'cases.customer-wrote', 'cases.noted', 'channels.queued', 'cases.changed', 'cases.replied'].filter(
      (type) => type !== 'channels.queued',
    ),
  );
});

test('two answers to the same revision at once: one goes out, the other is held', async () => {
  const id = await aCase();
  const answers = await Promise.allSettled(
    [tom, maja].map((actor) => replyToCase(house.as(actor), id, { html: `from ${actor.name}`, revision: 1 })),
  );
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('an answer and everything it does are one transaction', async () => {
  const id = await aCase();
  await expect(
    replyToCase(house.as(tom), id, { html: 'x', revision: 1, to: ['not an address'] }),
  ).rejects.toMatchObject({ code: 'mail_address_invalid' });
  const found = await readCase(house.as(tom), id);
  expect(found).toMatchObject({ revision: 1, state: 'new' });
  expect(found.messages.items).toHaveLength(1);
});

test('closing says what it was worth, reopening and verdicts are recorded, and not solved opens again', async () => {
  const id = await aCase();
  await closeCase(house.as(tom), id, { valueCreated: 'A whole worktop before Easter' });
  await expect(closeCase(house.as(tom), id, {})).rejects.toMatchObject({ code: 'already-closed' });
  await giveVerdict(house.system(), id, 'refuted');
  expect(await readCase(house.as(tom), id)).toMatchObject({ state: 'open', verdict: 'refuted', reopened: 1 });
  await closeCase(house.as(tom), id, {});
  await giveVerdict(house.system(), id, 'confirmed');
  expect((await readCase(house.as(tom), id)).verdict).toBe('confirmed');
  await reopenCase(house.as(tom), id, 'one more thing');
  const types = (await eventsOf(id)).map((event) => event.type);
  expect(types.filter((type) => type === 'cases.closed')).toHaveLength(2);
  expect(types.filter((type) => type === 'cases.reopened')).toHaveLength(2);
  expect((await readHistory(house.as(tom), id, { limit: 2 })).items[0]).toMatchObject({
    type: 'cases.reopened',
    actor: { name: 'Tom' },
  });
});

test('a change records what was and what is, and nothing when nothing changed', async () => {
  const id = await aCase();
  await changeCase(house.as(tom), id, { priority: 'urgent', tags: [' stone ', 'stone'], assigneeId: maja.id });
  await changeCase(house.as(tom), id, { priority: 'urgent' });
  const changes = (await eventsOf(id)).filter((event) => event.type === 'cases.changed');
  expect(changes.map((event) => event.data)).toEqual([
    {
      caseId: id,
      before: { priority: 'normal', tags: [], assigneeId: null, state: 'new' },
      after: { priority: 'urgent', tags: ['stone'], assigneeId: maja.id, state: 'open' },
    },
  ]);
});

test('a snoozed case comes back at its time, and only then', async () => {
  const id = await aCase();
  await snoozeCase(house.as(tom), id, new Date(house.now().getTime() + 3_600_000).toISOString());
  await wakeDueCases(house.system());
  expect((await readCase(house.as(tom), id)).state).toBe('snoozed');
  house.setClock(3_600_000);
  await Promise.all([wakeDueCases(house.system()), wakeDueCases(house.system())]);
  expect((await readCase(house.as(tom), id)).state).toBe('open');
  expect((await eventsOf(id)).filter((event) => event.type === 'cases.changed')).toHaveLength(2);
});

test('many at once: what cannot be changed is named and stops no other', async () => {
  const ids = [await aCase(), await aCase(), newId()];
  await closeCase(house.as(tom), ids[1]!, {});
  const done = await changeCases(house.as(tom), { ids, close: true, addTags: ['spring'] });
  expect(done.changed).toEqual([ids[0]]);
  expect(done.refused.map((refused) => refused.code)).toEqual(['already-closed', 'case-not-found']);
  expect((await readCase(house.as(tom), ids[0]!)).tags).toEqual(['spring']);
});

test('counts are exact after many concurrent changes, folded or not', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => aCase()));
  await Promise.all([
    ...ids.slice(0, 10).map((id) => changeCase(house.as(tom), id, { assigneeId: tom.id })),
    ...ids.slice(5, 15).map((id) => closeCase(house.as(tom), id, {})),
    ...ids.slice(10, 20).map((id) => changeCase(house.as(maja), id, { assigneeId: maja.id })),
    foldTallies(house.system()),
  ]);
  const truth = async () => {
    const { rows } = await sql<{ open: number; unassigned: number; mine: number }>`
      select count(*)::int as open, (count(*) filter (where assignee_id is null))::int as unassigned,
        (count(*) filter (where assignee_id = ${tom.id} and state in ('new', 'open')))::int as mine from cases where state <> 'closed'
    `.execute(house.db);
    return rows[0]!;
  };
  const check = async () => {
    const counts = await countCases(house.as(tom));
    expect({ open: counts.open, unassigned: counts.unassigned, mine: counts.needsMe }).toEqual(await truth());
  };
  await check();
  await foldTallies(house.system());
  await check();
  expect(await house.db.selectFrom('case_tally_deltas').select('id').execute()).toEqual([]);
});

test('what belongs to a private team does not exist for strangers: not in lists, reads, search, counts or timelines', async () => {
  const team = newId();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Board', private: true, created_at: house.now() })
    .execute();
  await house.db.insertInto('team_members').values({ team_id: team, user_id: maja.id }).execute();
  const inside = house.as({ ...maja, teamIds: [team] });
  const outside = house.as(tom);
  const owner = house.as(await house.staff('owner'));
  const colleague = house.as(await house.staff('colleague'));
  const customer = await findOrAddCustomer(inside, { email: 'secret@merger.example', name: 'Secret Merger' });
  const before = await countCases(outside);
  const { caseId, number } = await openCase(inside, {
    customerId: customer.id,
    subject: 'Confidential zebra merger',
    text: 'the zebra must not be seen',
    teamId: team,
  });
  await house.settle([searchEntries]);
  for (const strange of [outside, colleague]) {
    expect((await listCases(strange, { state: 'all', limit: 200 })).items.map((item) => item.id)).not.toContain(caseId);
    expect((await listCases(strange, { teamId: team })).items).toEqual([]);
    expect((await listCases(strange, { customerId: customer.id })).items).toEqual([]);
    for (const ref of [caseId, String(number)])
      for (const read of [readCase, readHistory, listMessages, (ctx: Context, ref: string) => readDraft(ctx, ref)])
        await expect(read(strange, ref, {})).rejects.toMatchObject({ code: 'case-not-found' });
    await expect(replyToCase(strange, caseId, { html: 'x', revision: 1 })).rejects.toMatchObject({
      code: 'case-not-found',
    });
    await expect(changeCase(strange, caseId, { priority: 'low' })).rejects.toMatchObject({ code: 'case-not-found' });
    await expect(bePresent(strange, caseId, true)).rejects.toMatchObject({ code: 'case-not-found' });
    expect((await search(strange, { q: 'zebra' })).items).toEqual([]);
    expect((await search(strange, { q: String(number) })).jump).toBeNull();
    expect((await readTimeline(strange, customer.id, {})).items).toEqual([]);
  }
  expect(await countCases(outside)).toEqual(before);
  for (const friend of [inside, owner]) {
    expect((await readCase(friend, caseId)).number).toBe(number);
    expect((await search(friend, { q: 'confidential zebra' })).items.map((item) => item.id)).toContain(caseId);
    expect((await countCases(friend)).open).toBe(before.open + 1);
    expect((await readTimeline(friend, customer.id, {})).items.map((item) => item.caseId)).toContain(caseId);
  }
  await expect(changeCase(inside, caseId, { assigneeId: tom.id })).rejects.toMatchObject({
    code: 'assignee-outside-team',
  });
});

test('pages of a list hold every case once, in every order', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => aCase()));
  for (const [place, id] of ids.entries())
    if (place % 3 !== 0)
      await house.db
        .updateTable('cases')
        .set({
          next_promise_id: newId(),
          next_promise: 'answer',
          next_promise_at: new Date(house.now().getTime() + place * 1000),
          promise_at_risk: place === 1,
        })
        .where('id', '=', id)
        .execute();
  for (const sort of ['promise', 'newest', 'waiting', 'updated'] as const) {
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await listCases(house.as(tom), { limit: 5, cursor, sort });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(ids));
  }
  const [first] = (await listCases(house.as(tom), { atRisk: true })).items;
  expect(first?.nextPromise).toMatchObject({ what: 'answer', atRisk: true });
  expect((await countCases(house.as(tom))).atRisk).toBe(1);
});

test('search finds words anywhere, begun words, numbers and look-alikes, and can be derived again from the log', async () => {
  const { caseId, number } = await openCase(house.as(tom), {
    customer: { name: 'Brannigan Joinery', email: 'oak@brannigan.example' },
    subject: 'Oak boards: morning or afternoon?',
    text: 'Either is grand, I only need to know which so that the Café can open.',
  });
  await noteOnCase(house.as(tom), caseId, { html: '<p>Lorry is on the quay</p>' });
  await house.settle([searchEntries]);
  const find = async (q: string) =>
    (await search(house.as(tom), { q })).items.map((item) => `${item.kind}:${String(item.caseNumber ?? '')}`);
  expect(await find('boards morn')).toEqual([`case:${String(number)}`]);
  expect(await find('cafe grand')).toEqual([`message:${String(number)}`]);
  expect(await find('lorry')).toEqual([`message:${String(number)}`]);
  expect(await find('brannigan.example')).toContain('customer:');
  expect(await find("brannig' & | !")).toContain('customer:');
  expect((await find('afternon'))[0]).toBe(`case:${String(number)}`);
  expect((await search(house.as(tom), { q: `#${String(number)}` })).jump).toMatchObject({ id: caseId });
  expect((await search(house.as(tom), { q: 'grand' })).items[0]!.excerpt).toContain('\u0002grand\u0003');
  const entries = () =>
    house.db
      .selectFrom('search_entries')
      .select(['subject_kind', 'subject_id', 'title', 'words'])
      .orderBy('subject_id')
      .execute();
  const before = await entries();
  await replay(house.system(), searchEntries);
  await house.settle([searchEntries]);
  expect(await entries()).toEqual(before);
});

test('a customer sees his own cases without notes, writes in them, and sees nobody else’s', async () => {
  const id = await aCase();
  await noteOnCase(house.as(tom), id, { html: 'only us' });
  const shown = await readCase(house.as(tom), id);
  const renate = house.as({ kind: 'customer', id: shown.customer.id, name: 'Renate Vogel' });
  const other = await readCase(house.as(tom), await aCase());
  expect((await listMyCases(renate)).map((item) => item.number)).toEqual([shown.number]);
  expect((await readMyCase(renate, shown.number)).messages.map((message) => message.kind)).toEqual(['message']);
  await expect(readMyCase(renate, other.number)).rejects.toMatchObject({ code: 'case-not-found' });
  await expect(writeToMyCase(renate, other.number, { text: 'x' })).rejects.toMatchObject({ code: 'case-not-found' });
  await writeToMyCase(renate, shown.number, { text: 'And the <b>fitter</b>?' });
  const [, , last] = (await readCase(house.as(tom), id)).messages.items;
  expect(last).toMatchObject({
    channel: 'portal',
    author: { kind: 'customer' },
    html: '<p>And the &lt;b&gt;fitter&lt;/b&gt;?</p>',
  });
});

test('cases follow a merge of their customers, and timelines hold both', async () => {
  const [one, two] = [await readCase(house.as(tom), await aCase()), await readCase(house.as(tom), await aCase())];
  await mergeCustomer(house.as(tom), one.customer.id, two.customer.id);
  expect((await readCase(house.as(tom), two.id)).customer.id).toBe(one.customer.id);
  expect((await listCases(house.as(tom), { customerId: one.customer.id })).items).toHaveLength(2);
  const page = await readTimeline(house.as(tom), one.customer.id, { limit: 1 });
  const rest = await readTimeline(house.as(tom), one.customer.id, { limit: 20, cursor: page.next! });
  const told = [...page.items, ...rest.items];
  expect(new Set(told.map((item) => item.id)).size).toBe(told.length);
  expect(new Set(told.map((item) => item.caseId))).toEqual(new Set([one.id, two.id, null]));
});

test('drafts belong to one person and end with what is sent; presence is seen by others for a minute', async () => {
  const id = await aCase();
  await saveDraft(house.as(tom), id, { html: '<p>Hello<script>x</script></p>', kind: 'message', revision: 1 });
  expect((await readCase(house.as(tom), id)).draft).toMatchObject({ html: '<p>Hello</p>', revision: 1 });
  expect((await readDraft(house.as(maja), id)).draft).toBeNull();
  await replyToCase(house.as(tom), id, { html: 'Hello', revision: 1 });
  expect((await readDraft(house.as(tom), id)).draft).toBeNull();
  await dropDraft(house.as(tom), id);
  await bePresent(house.as(tom), id, true);
  expect((await bePresent(house.as(maja), id, false)).present).toEqual([
    { id: maja.id, name: 'Maja', typing: false },
    { id: tom.id, name: 'Tom', typing: true },
  ]);
  await bePresent(house.as(tom), id, false, true);
  expect((await readCase(house.as(maja), id)).present.map((one) => one.name)).toEqual(['Maja']);
  house.setClock(61_000);
  expect((await readCase(house.as(maja), id)).present).toEqual([]);
});
