import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { answerBrief, createCustomer, recordPurchase } from '../customers/index.ts';
import { takeBackAnswer } from '../customers/brief/brief.ts';
import { mergeCustomer } from '../customers/merging/merging.ts';
import { openConversation } from '../cases/index.ts';
import { createKey } from '../people/index.ts';
import {
  correctObservation,
  putBackObservation,
  removeObservation,
} from '../voice/corrections/correcting-observations.ts';
import { correctReview, removeReview } from '../voice/corrections/correcting-reviews.ts';
import { asksFromCases, observe } from '../voice/index.ts';
import { addReview } from '../voice/reviews.ts';
import { listHeard, markWords } from './hearing.ts';
import {
  createNeed,
  dropNeedWords,
  listNeeds,
  mergeNeed,
  moveNeedWords,
  readNeed,
  splitNeed,
  unmergeNeed,
} from './needs.ts';
import { suggestNeeds, suggestThemes } from './suggesting.ts';
import { takeInWords } from './taking-in.ts';
import { changeTheme, createTheme, listThemes, sortThemeWords } from './themes.ts';
import { countUnheard, listUnheard, unheardFollows } from './unheard.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestApp();
});
afterAll(() => house.close());

async function customer(name: string) {
  const ctx = house.as(await house.staff('agent'));
  const { id } = await createCustomer(ctx, { name, email: `${newId()}@example.org` });
  return { id, name, organisationId: null };
}

async function asks(who: Awaited<ReturnType<typeof customer>>, text: string, wish: string | null) {
  const { caseId, messageId } = await house
    .as(await house.staff('agent'))
    .db.transaction()
    .execute(async (trx) => {
      const ctx = { ...house.system(), trx };
      const opened = await openConversation(ctx, {
        customer: who,
        subject: text.slice(0, 40),
        text,
        channel: 'portal',
        replyAddress: null,
        successWish: wish,
        onlyHis: false,
      });
      return { caseId: opened.caseId, messageId: opened.messageId };
    });
  return { caseId, messageId };
}

test('words from briefs, wishes and observations come into one place once, and wishes that are alike are proposed as a need', async () => {
  const agent = house.as(await house.staff('agent'));
  const [anna, ben] = [await customer('Anna'), await customer('Ben')];
  await asks(anna, 'My order', 'I want to know when the delivery arrives');
  await asks(ben, 'Order again', 'Tell me the day the delivery arrives');
  await answerBrief(agent, anna.id, 'need', { statement: 'A dry gable', quote: 'The gable must be dry before winter' });
  await observe(agent, { words: 'Nobody answers, I was ignored for weeks', customerId: ben.id });
  expect(await takeInWords(house.system())).toBe(4);
  expect(await takeInWords(house.system())).toBe(0);
  const heard = await listHeard(agent, {});
  expect(heard.items.map(({ source }) => source).toSorted()).toEqual(['brief', 'observation', 'wish', 'wish']);
  const { items } = await suggestNeeds(agent);
  expect(items[0]).toMatchObject({ customers: 2, fits: null });

  const need = await createNeed(agent, {
    statement: 'Know the day of delivery',
    wordsIds: items[0]!.words.map(({ id }) => id),
  });
  expect(need).toMatchObject({ words: 2, customers: 2, importance: 10, satisfaction: null });
  expect((await suggestNeeds(agent)).items).toEqual([]);
  expect((await listHeard(agent, { needId: need.id })).items).toHaveLength(2);
  const events = await house.db.selectFrom('events').select('type').where('subject_id', '=', need.id).execute();
  expect(events.map(({ type }) => type)).toEqual(['needs.stated']);
});

test('merging two needs loses no words and can be undone; splitting makes one of its own; dropped words wait again', async () => {
  const agent = house.as(await house.staff('agent'));
  const [cleo, dora] = [await customer('Cleo'), await customer('Dora')];
  const one = await asks(cleo, 'I need the invoice in German', null);
  const other = await asks(dora, 'Please send invoices in my language', null);
  const first = await createNeed(agent, { statement: 'Invoices in German' });
  const second = await createNeed(agent, { statement: 'Invoices in my language' });
  await markWords(agent, { messageId: one.messageId, quote: 'the invoice in German', needId: first.id });
  const kept = await markWords(agent, {
    messageId: other.messageId,
    quote: 'invoices in my language',
    needId: second.id,
  });
  await expect(markWords(agent, { messageId: one.messageId, quote: 'never said this' })).rejects.toMatchObject({
    code: 'not-said',
  });
  expect(await mergeNeed(agent, first.id, second.id)).toMatchObject({ customers: 2, merged: [{ id: first.id }] });
  await expect(mergeNeed(agent, first.id, second.id)).rejects.toMatchObject({ code: 'need-merged' });
  expect(await unmergeNeed(agent, first.id)).toMatchObject({ customers: 1, words: 1 });
  const split = await splitNeed(agent, second.id, { statement: 'My language everywhere', wordsIds: [kept.id] });
  expect(split.words).toBe(1);
  expect((await readNeed(agent, second.id)).words).toBe(0);
  expect((await dropNeedWords(agent, split.id, kept.id)).words).toBe(0);
  expect((await listNeeds(agent, {})).items.length).toBeGreaterThanOrEqual(3);
});

test('needs and themes come page by page, each once, in the order of what they weigh', async () => {
  const agent = house.as(await house.staff('agent'));
  for (let n = 0; n < 7; n++) await createNeed(agent, { statement: `Need ${n}`, statedImportance: 1 + (n % 5) });
  const walk = async (
    read: (cursor?: string) => Promise<{ items: { id: string }[]; next: string | null; count: number }>,
  ) => {
    const ids: string[] = [];
    let page = await read();
    for (let turn = 0; turn < 200; turn++) {
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      page = await read(page.next);
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(page.count);
    return ids;
  };
  const paged = await walk((cursor) => listNeeds(agent, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
  const whole = await listNeeds(agent, { limit: 200 });
  expect(paged).toEqual(whole.items.map(({ id }) => id));
  const weights = whole.items.map(({ opportunity }) => opportunity);
  expect(weights).toEqual(weights.toSorted((one, two) => two - one));
  for (let n = 0; n < 5; n++) await createTheme(agent, { name: `Theme ${n}`, keywords: [`nothing${n}`] });
  const themes = await walk((cursor) => listThemes(agent, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
  expect(themes).toEqual((await listThemes(agent, { limit: 200 })).items.map(({ id }) => id));
  await expect(listNeeds(agent, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'cursor' });
});

test('satisfaction comes from how the cases of the words ended', async () => {
  const agent = house.as(await house.staff('agent'));
  const eve = await customer('Eve');
  const opened = await asks(eve, 'I need somebody who calls me back', null);
  await house.db.updateTable('cases').set({ verdict: 'refuted' }).where('id', '=', opened.caseId).execute();
  const need = await createNeed(agent, { statement: 'Be called back' });
  await markWords(agent, { messageId: opened.messageId, quote: 'calls me back', needId: need.id });
  expect(await readNeed(agent, need.id)).toMatchObject({ satisfaction: 0, met: { k: 0, n: 1 } });
});

test('counts that are kept follow words that move, cases that end later, customers that merge, and days that pass', async () => {
  const agent = house.as(await house.staff('agent'));
  const [kai, same, lou] = [await customer('Kai'), await customer('K.'), await customer('Lou')];
  const need = await createNeed(agent, { statement: 'A quiet machine' });
  const other = await createNeed(agent, { statement: 'A machine that is quiet' });
  const cases = [];
  for (const who of [kai, same, lou]) {
    const opened = await asks(who, 'The grumbling machine keeps the neighbours awake', null);
    cases.push(opened.caseId);
    await markWords(agent, { messageId: opened.messageId, quote: 'grumbling machine', needId: need.id });
  }
  expect(await readNeed(agent, need.id)).toMatchObject({ words: 3, customers: 3, met: { n: 0 } });
  const { items } = await listHeard(agent, { needId: need.id });
  await moveNeedWords(agent, other.id, [items[0]!.id]);
  expect(await readNeed(agent, need.id)).toMatchObject({ words: 2, customers: 2 });
  expect(await readNeed(agent, other.id)).toMatchObject({ words: 1, customers: 1 });
  await moveNeedWords(agent, need.id, [items[0]!.id]);
  const theme = await createTheme(agent, { name: 'Noise', keywords: ['grumbling machine'] });
  expect(theme).toMatchObject({ words: 3, customers: 3, before: { words: 0 } });

  await house.db.updateTable('cases').set({ verdict: 'confirmed' }).where('id', 'in', cases.slice(0, 2)).execute();
  await house.db.updateTable('cases').set({ verdict: 'refuted' }).where('id', '=', cases[2]!).execute();
  await mergeCustomer(house.as(await house.staff('admin')), kai.id, same.id);
  house.setClock(11 * 60_000);
  await takeInWords(house.system());
  expect(await readNeed(agent, need.id)).toMatchObject({ words: 3, customers: 2, met: { k: 2, n: 3 } });
  const seen = async (days: 30 | 90) =>
    (await listThemes(agent, { days, limit: 200 })).items.find(({ id }) => id === theme.id);
  expect(await seen(30)).toMatchObject({ words: 3, customers: 2 });
  house.setClock(40 * 86_400_000);
  await takeInWords(house.system());
  expect(await seen(30)).toMatchObject({ words: 0, customers: 0, before: { words: 3, customers: 2 } });
  expect(await seen(90)).toMatchObject({ words: 3, customers: 2, before: { words: 0 } });
  expect((await seen(90))!.months.reduce((sum, month) => sum + month.customers, 0)).toBe(2);
});

test('keywords find words by themselves, a person’s no stays, and one loud customer counts once', async () => {
  const agent = house.as(await house.staff('agent'));
  const [fred, gina] = [await customer('Fred'), await customer('Gina')];
  await observe(agent, { words: 'The portal crashed', customerId: fred.id });
  await observe(agent, { words: 'Portal crashes daily', customerId: fred.id });
  await observe(agent, { words: 'Why does the portal crash?', customerId: gina.id });
  await takeInWords(house.system());
  expect((await suggestThemes(agent, undefined)).items[0]).toMatchObject({ customers: 2 });
  const theme = await createTheme(agent, { name: 'Portal', keywords: ['Portal'], hated: true });
  expect(theme).toMatchObject({ words: 3, customers: 2, keywords: ['portal'] });
  const no = await sortThemeWords(agent, theme.id, [theme.verbatims[0]!.id], false);
  expect(no.words).toBe(2);
  expect((await changeTheme(agent, theme.id, { keywords: ['portal', 'crash'] })).words).toBe(2);
  const hated = await listThemes(agent, { hated: true });
  expect(hated.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['Portal', 'No answer']));
  expect(hated.items.find(({ name }) => name === 'No answer')?.customers).toBe(1);
  await expect(changeTheme(agent, theme.id, { behaviourId: newId() })).rejects.toMatchObject({
    code: 'behaviour-not-found',
  });
});

test('whom nobody has heard is listed by value, and leaves the list once heard', async () => {
  const agent = house.as(await house.staff('agent'));
  const [hans, ida] = [await customer('Hans'), await customer('Ida')];
  for (const [who, amount] of [
    [hans, 10],
    [ida, 5000],
  ] as const) {
    await asks(who, 'Hello', null);
    await house.db.updateTable('customers').set({ last_heard_at: house.now() }).where('id', '=', who.id).execute();
    await house.db
      .insertInto('purchases')
      .values({ id: newId(), customer_id: who.id, at: house.now(), amount, currency: 'EUR' })
      .execute();
  }
  await countUnheard(house.system());
  const page = await listUnheard(agent, { limit: 1 });
  expect(page.items[0]).toMatchObject({ customer: { id: ida.id }, value: 5000 });
  const second = await listUnheard(agent, { limit: 1, cursor: page.next! });
  expect(second.items[0]).toMatchObject({ customer: { id: hans.id }, value: 10 });
  house.setClock(60_000);
  await observe(house.as(await house.staff('agent')), { words: 'Fine', customerId: ida.id });
  expect((await listUnheard(agent, { limit: 1 })).items[0]).toMatchObject({ customer: { id: hans.id } });
});

test('whom nobody has heard follows what is put right at once, without waiting for the night', async () => {
  const agent = house.as(await house.staff('agent'));
  const owner = house.as(await house.staff('owner'));
  const [jo, twin] = [await customer('Jo'), await customer('Jo again')];
  for (const { id } of [jo, twin]) {
    await house.db.updateTable('customers').set({ last_heard_at: house.now() }).where('id', '=', id).execute();
    await recordPurchase(agent, id, { at: house.now().toISOString(), amount: 40_000, currency: 'EUR' });
  }
  const value = async ({ id }: { id: string }) => {
    await house.settle([unheardFollows]);
    return (await listUnheard(agent, { limit: 200 })).items.find((each) => each.customer.id === id)?.value;
  };
  // bought: he is in it with what he is worth
  expect(await value(jo)).toBe(40_000);
  const heard = await observe(agent, { words: 'Glad', customerId: jo.id });
  expect(await value(jo)).toBeUndefined();
  await removeObservation(agent, heard.id);
  expect(await value(jo)).toBe(40_000);
  await putBackObservation(agent, heard.id);
  expect(await value(jo)).toBeUndefined();
  await correctObservation(agent, heard.id, { customerId: twin.id });
  expect([await value(jo), await value(twin)]).toEqual([40_000, undefined]);
  const longAgo = new Date(house.now().getTime() - 100 * 86_400_000).toISOString();
  await correctObservation(agent, heard.id, { heardAt: longAgo });
  expect(await value(twin)).toBe(40_000);
  const review = await addReview(owner, { source: 'Stars', rating: 5, words: 'Good' });
  await correctReview(owner, review.id, { customerId: jo.id });
  expect(await value(jo)).toBeUndefined();
  await removeReview(owner, review.id);
  expect(await value(jo)).toBe(40_000);
  const { slots } = await answerBrief(agent, jo.id, 'need', { statement: 'A dry roof' });
  expect(await value(jo)).toBeUndefined();
  await takeBackAnswer(agent, jo.id, 'need', slots.find(({ question }) => question === 'need')!.answer!.id);
  expect(await value(jo)).toBe(40_000);
  await house.settle([asksFromCases]);
  const lastHeard = house.db.selectFrom('heard_customers').select('way').where('customer_id', '=', jo.id);
  expect(await lastHeard.execute()).toEqual([]);
  await mergeCustomer(owner, jo.id, twin.id);
  expect([await value(jo), await value(twin)]).toEqual([80_000, undefined]);
  // the night says the same
  const before = await listUnheard(agent, { limit: 200 });
  await countUnheard(house.system());
  expect(await listUnheard(agent, { limit: 200 })).toEqual(before);
});

test('themes are asked for by the periods they are counted in, and by no other', async () => {
  const { token } = await createKey(house.as(await house.staff('owner')), { name: 'reader', role: 'manager' });
  const asked = async (query: string) =>
    house.app.inject({ url: `/api/v1/themes${query}`, headers: { authorization: `Bearer ${token}` } });
  for (const query of ['', '?days=30', '?days=90&hated=true', '?days=365&limit=2'])
    expect([query, (await asked(query)).statusCode]).toEqual([query, 200]);
  const refused = await asked('?days=60');
  expect([refused.statusCode, refused.json<{ fields: { field: string }[] }>().fields[0]!.field]).toEqual([
    400,
    'querystring/days',
  ]);
});

test('proposals find the newest loose words however many newer ones are sorted, and say how far back they looked', async () => {
  const agent = house.as(await house.staff('agent'));
  const at = house.now();
  const words = async (n: number, text: string, daysAgo: number) => {
    const rows = Array.from({ length: n }, (_, place) => ({
      id: newId(),
      source: 'review',
      source_id: newId(),
      detail: '',
      customer_id: null,
      case_id: null,
      message_id: null,
      words: text.replace('#', String(place)),
      feeling: null,
      at: new Date(at.getTime() - daysAgo * 86_400_000),
    }));
    await house.db.insertInto('heard_words').values(rows).execute();
    return rows.map(({ id }) => id);
  };
  await words(3, 'The umbrella stand wobbles', 90);
  const theme = await createTheme(agent, { name: 'Sorted long ago', keywords: [] });
  for (let batch = 0; batch < 6; batch++)
    await sortThemeWords(agent, theme.id, await words(1000, 'Waited # minutes', 2), true);
  const found = await suggestThemes(agent, undefined);
  expect(found.items.flatMap((one) => one.words.map((each) => each.words))).toContain('The umbrella stand wobbles');
  expect(found.since).toBeNull();
  // said not to belong there after all, they are loose again; with many loose ones it is said how far back they were read
  const loose = await words(800, 'Something # different every time', 1);
  expect((await suggestThemes(agent, undefined)).since).not.toBeNull();
  await sortThemeWords(agent, theme.id, loose, true);
  await sortThemeWords(agent, theme.id, loose.slice(0, 5), false);
  const { rows } = await sql<{ held: number }>`select count(*)::int as held from heard_words where in_theme
    <> exists (select from theme_words w where w.words_id = heard_words.id and not w.out)`.execute(house.db);
  expect(rows[0]!.held).toBe(0);
});
