import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { jobs } from '../../jobs/jobs.ts';
import { openFileStore } from '../../files/opening.ts';
import { tmpdir } from 'node:os';
import { subscriptions } from '../../subscriptions.ts';
import { addCompany } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { addParty, closeCase, noteOnCase, openCase, receiveMail, replyToCase } from '../cases/index.ts';
import { saveDraft } from '../cases/answering/drafts.ts';
import { saveNewCaseDraft } from '../cases/views/drafts-list.ts';
import { uploadFile } from '../cases/answering/uploading.ts';
import { addNote, answerBrief, changeCustomer, mergeCustomer, recordPurchase } from '../customers/index.ts';
import { setLegalHold } from '../customers/changing.ts';
import { createField } from '../fields/index.ts';
import { createProtocol } from '../escalations/protocols.ts';
import { startEscalation } from '../escalations/starting.ts';
import { tickEscalations } from '../escalations/ticking.ts';
import { makePromise } from '../promises/index.ts';
import { correctObservation, removeObservation } from '../voice/corrections/correcting-observations.ts';
import { correctReview, removeReview } from '../voice/corrections/correcting-reviews.ts';
import { listRecoveries, observe, openRecovery, readInvitation, recordAnswer } from '../voice/index.ts';
import { askCustomer } from '../voice/surveys/asks-on-pages.ts';
import { changeSettings } from '../voice/settings.ts';
import { createSurvey } from '../voice/surveys/surveys.ts';
import { addReview } from '../voice/reviews.ts';
import { claimWin } from '../practice/wins/claiming.ts';
import { erasePerson, readErasure } from './erasing.ts';
import { exportPerson } from './exporting.ts';
import { changeRetentionRule, listRetentionRuns, retentionNight, tryRetentionRule } from './retention.ts';
import { readReach } from './reach.ts';
import { belongsToScope, scopeOfPerson } from './scope.ts';

let house: TestHouse;
let agent: Context;
let admin: Context;
let folder: string;
const canary = 'KANARIENVOGEL';
/** The secrets of the links of those who were asked, in their order. */
const links: string[] = [];
const at = () => ({ ...agent, now: house.now() });

beforeAll(async () => {
  house = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), 'kept-privacy-'));
  const files = openFileStore(undefined, folder);
  agent = { ...house.as(await house.staff('agent')), files };
  admin = { ...house.as(await house.staff('admin')), files };
  await addCompany(house, { name: 'Larch', time_zone: 'Europe/Berlin' });
  await changeSettings(admin, { quietDays: 0 });
  await createField(admin, { appliesTo: 'customer', name: 'Contract', kind: 'text', searchable: true });
});
afterAll(() => house.close());

/** Every table that holds a string anywhere, whatever the kind of column. */
async function tablesHolding(word: string): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`.execute(house.db);
  const hex = Buffer.from(word).toString('hex');
  const holding: string[] = [];
  for (const { schema, name } of rows) {
    const { rows: found } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(`${schema}.${name}`)} as t where t::text ilike ${`%${word}%`} or t::text ilike ${`%${hex}%`} limit 1`.execute(
      house.db,
    );
    if (found.length > 0) holding.push(`${name}: ${found[0]!.row.slice(0, 300)}`);
  }
  return holding;
}

async function filesHolding(word: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const holding: string[] = [];
  for (const entry of entries)
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(word)) holding.push(entry.name);
  return holding;
}

async function seedPerson(mark: string): Promise<{ customerId: string; caseId: string }> {
  const raw = Buffer.from(
    `From: "${mark} Person" <${mark.toLowerCase()}@${mark.toLowerCase()}.example>\r\nTo: hello@larch.example\r\nSubject: ${mark} subject\r\nMessage-ID: <${mark}@x.example>\r\n\r\n${mark} needs help by tomorrow.\r\n`,
  );
  await receiveMail(
    { ...house.system(), files: agent.files, now: house.now() },
    {
      raw,
      door: 'http',
      envelope: { from: `${mark.toLowerCase()}@${mark.toLowerCase()}.example`, to: ['hello@larch.example'] },
    },
  );
  const found = await house.db
    .selectFrom('cases')
    .select(['id', 'customer_id', 'revision'])
    .where('subject', 'like', `${mark}%`)
    .executeTakeFirstOrThrow();
  const [customerId, caseId] = [found.customer_id, found.id];
  const upload = await uploadFile(at(), {
    name: `${mark}.txt`,
    contentType: 'text/plain',
    content: (async function* () {
      yield Buffer.from(`${mark} in a file`);
    })(),
  });
  await changeCustomer(at(), customerId, {
    notes: `${mark} notes`,
    tags: [`${mark} tag`],
    fields: { contract: `${mark}-7` },
    language: 'de',
  });
  await addNote(at(), customerId, `${mark} is nice`);
  await answerBrief(at(), customerId, 'need', { statement: `${mark} statement`, quote: `${mark} quote` });
  await answerBrief(at(), customerId, 'need', { statement: `${mark} newer` });
  await recordPurchase(at(), customerId, {
    at: '2026-01-01T10:00:00Z',
    amount: 9,
    externalRef: `${mark}-order`,
    description: `${mark} seal`,
  });
  await noteOnCase(at(), caseId, { html: `<p>${mark} note</p>` });
  await replyToCase(at(), caseId, {
    html: `<p>Dear ${mark}, I will call you by Friday.</p>`,
    revision: found.revision,
    sendAnyway: true,
    attachmentIds: [upload.id],
  });
  await saveDraft(at(), caseId, { html: `<p>${mark} draft</p>`, kind: 'message', revision: 1 });
  await makePromise(at(), {
    caseId,
    what: `Call ${mark}`,
    dueAt: new Date(house.now().getTime() + 86_400_000).toISOString(),
  });
  await observe(at(), { words: `${mark} was seen smiling`, customerId, feeling: 'won' });
  const wrong = await observe(at(), { words: `${mark} was seen crying`, customerId });
  await correctObservation(at(), wrong.id, { words: `${mark} was seen crying aloud` });
  await removeObservation(at(), wrong.id);
  const review = await addReview(at(), { source: 'Elsewhere', author: mark, words: `${mark} was here` });
  await correctReview(at(), review.id, { customerId, words: `${mark} was there` });
  await removeReview(at(), review.id);
  const email = `${mark.toLowerCase()}@${mark.toLowerCase()}.example`;
  await addReview(at(), { source: 'Star Market', author: mark, words: `${mark} came back`, rating: 4, email });
  await askAndAnswer(mark, customerId);
  await openRecovery(at(), { customerId, caseId, loss: `${mark} lost trust` });
  await claimWin(at(), { customerId, caseId, what: `${mark} stays`, before: `${mark} was angry` } as Parameters<
    typeof claimWin
  >[1]);
  const second = await openCase(at(), {
    subject: `${mark} again`,
    text: `${mark} called`,
    successWish: `${mark} wish`,
    customer: { name: `${mark} Phone`, phone: `030 123 45 ${String(60 + mark.length)}` },
    tags: [mark],
  });
  const other = await house.db
    .selectFrom('cases')
    .select('customer_id')
    .where('id', '=', second.caseId)
    .executeTakeFirstOrThrow();
  await mergeCustomer(at(), customerId, other.customer_id);
  await closeCase(at(), second.caseId, {});
  await house.settle(subscriptions);
  return { customerId, caseId };
}

/** Asked twice: once he answers, once he does not. */
async function askAndAnswer(mark: string, customerId: string): Promise<void> {
  for (const name of ['How are we?', 'How were we?']) {
    const survey = await createSurvey(admin, {
      name: `${name} ${mark.length}`,
      programme: 'custom',
      active: true,
      quietDays: 0,
      questions: [
        { key: 'likely', texts: {}, optional: false },
        { key: 'why', texts: {}, optional: true },
      ],
    });
    const { url } = await askCustomer(at(), survey.id, { customerId, way: 'link' });
    links.push(url!.split('/').at(-1)!);
    if (name === 'How are we?') await recordAnswer(at(), { token: links.at(-1)!, likely: 9, why: `${mark} likes tea` });
  }
}

/** Puts the word into every column of words of every row of the person that takes it. */
async function stuff(customerId: string, word: string): Promise<number> {
  const [reach, scope] = [await readReach(house.db), await scopeOfPerson(house.db, customerId)];
  let stuffed = 0;
  for (const { table, columns } of reach) {
    const mine = belongsToScope(reach, table, scope);
    if (mine === undefined) continue;
    for (const column of columns.filter(
      (one) =>
        !one.enumerated &&
        !/^(channel|source|language|evidence|contact|sha256|programme|class|kind|fact|pause_in|currency|value|legal_hold)$/.test(
          one.name,
        ),
    )) {
      const value =
        column.type === 'text'
          ? sql`${word} || md5(random()::text)`
          : column.type === 'texts'
            ? sql`array[${word}]`
            : column.type === 'json'
              ? sql`jsonb_build_object('x', ${word}::text)`
              : column.type === 'bytes'
                ? sql`convert_to(${word}, 'UTF8')`
                : sql`to_tsvector('simple', ${word})`;
      await sql`update ${sql.table(table)} as t set ${sql.ref(column.name)} = ${value} where ${mine}`
        .execute(house.db)
        .then(
          (result) => (stuffed += Number(result.numAffectedRows ?? 0)),
          () => undefined,
        );
    }
  }
  return stuffed;
}

const work = () => runDueJobs(house.pool, () => ({ ...house.system(), files: agent.files, now: house.now() }), jobs);

test('a person is handed out whole, and erased everywhere, with a certificate that names nobody', async () => {
  await sql`select graphile_worker.add_job('promises.tick')`.execute(house.db);
  const { customerId } = await seedPerson(canary);
  const keeper = await seedPerson('SOMEBODYELSE');
  expect((await tablesHolding(canary)).length).toBeGreaterThan(15);
  expect(await filesHolding(canary)).toHaveLength(1);

  const names: string[] = [];
  const unpack = extract();
  let text = '';
  unpack.on('entry', (header, stream, next) => {
    names.push(header.name);
    stream.on('data', (chunk) => (text += String(chunk)));
    stream.on('end', next);
  });
  await new Promise<void>((resolve, reject) => {
    unpack.on('finish', resolve).on('error', reject);
    void exportPerson(admin, customerId).then((archive) => archive.pipe(unpack), reject);
  });
  expect(names).toEqual(
    expect.arrayContaining([
      'customers.json',
      'cases.json',
      'messages.json',
      'promises.json',
      'purchases.json',
      'index.json',
    ]),
  );
  expect(names.some((name) => name.startsWith('files/')) && names.some((name) => name.endsWith('.eml'))).toBe(true);
  expect(text).not.toContain('SOMEBODYELSE');

  expect(await stuff(customerId, canary)).toBeGreaterThan(100);
  // what a colleague has begun to type about him, and what somebody else in his case promised
  await saveNewCaseDraft(admin, { customer: { id: customerId, name: 'Somebody' }, text: `${canary} again` });
  const own = await house.db
    .selectFrom('cases')
    .select('id')
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  const dueAt = new Date(house.now().getTime() + 86_400_000).toISOString();
  const { parties } = await addParty(admin, own.id, { role: 'supplier', name: 'Yard', email: 'yard@stone.example' });
  await makePromise(admin, {
    caseId: own.id,
    what: `A part for ${canary}`,
    dueAt,
    party: { id: parties.find((one) => one.role === 'supplier')!.id!, side: 'by' },
  });
  await setLegalHold(admin, customerId, 'a dispute');
  await expect(erasePerson(admin, customerId, { because: 'asked' })).rejects.toMatchObject({ code: 'legal-hold' });
  await setLegalHold(admin, customerId, null);
  const before = await house.db
    .selectFrom('cases')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  await expect(erasePerson(admin, customerId, { because: 'asked', name: 'nobody' })).rejects.toMatchObject({
    code: 'name-differs',
  });
  const asked = await erasePerson(admin, customerId, { because: 'asked' });
  expect(asked).toMatchObject({ state: 'waiting', counts: {} });
  await work();
  const done = await readErasure(admin, asked.id);
  expect(done).toMatchObject({ state: 'done', error: null });
  // neither what he answered nor what he did not answer can be opened by the links he was sent
  for (const token of links.slice(0, 2)) expect(await readInvitation(at(), token)).toBeUndefined();
  for (const token of links.slice(2)) expect(await readInvitation(at(), token)).toBeDefined();
  const survey = await house.db
    .selectFrom('surveys')
    .select('id')
    .where('programme', '=', 'custom')
    .executeTakeFirstOrThrow();
  await expect(askCustomer(at(), survey.id, { customerId, way: 'link' })).rejects.toMatchObject({
    code: 'customer-not-found',
  });
  const sources = await house.db.selectFrom('reviews').select('source').distinct().execute();
  expect(sources).toEqual([{ source: 'Star Market' }]);
  // what he was owed is over, and counts neither as lost nor as late
  expect(
    await house.db.selectFrom('recoveries').select('state').where('customer_id', '=', customerId).execute(),
  ).toEqual([{ state: 'called-off' }]);
  expect((await listRecoveries(admin, {})).items.map(({ customer }) => customer.id)).toEqual([keeper.customerId]);
  await expect(observe(at(), { words: 'He is back', customerId })).rejects.toMatchObject({
    code: 'customer-not-found',
  });
  expect(done.counts).toMatchObject({
    customers: 2,
    identities: expect.any(Number),
    cases: 2,
    messages: expect.any(Number),
  });
  expect(JSON.stringify(done)).not.toContain(canary);
  expect(await tablesHolding(canary)).toEqual([]);
  expect(await filesHolding(canary)).toEqual([]);
  expect(
    await house.db
      .selectFrom('cases')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  ).toEqual(before);
  // others lose nothing, and reading the log again brings nothing back
  expect((await tablesHolding('SOMEBODYELSE')).length).toBeGreaterThan(15);
  expect(await filesHolding('SOMEBODYELSE')).toHaveLength(1);
  await house.settle(subscriptions);
  expect(await tablesHolding(canary)).toEqual([]);
  await expect(erasePerson(admin, customerId, { because: 'asked' })).rejects.toMatchObject({ code: 'already-erased' });
  expect(keeper.customerId).not.toBe(customerId);
}, 25_000);

test('retention is tried before it takes anything, takes what is due at night, and says what it took', async () => {
  const { customerId, caseId } = await seedPerson('OLDCASE');
  await closeCase(at(), caseId, {});
  house.setClock(400 * 86_400_000);
  const now = { ...admin, now: house.now() };
  const trial = await tryRetentionRule(now, 'closed-cases', 365);
  // with the one that was still open when its customer was forgotten
  expect(trial).toMatchObject({ found: 5, more: false });
  await setLegalHold(now, customerId, 'a dispute');
  expect((await tryRetentionRule(now, 'closed-cases', 365)).found).toBe(3);
  await setLegalHold(now, customerId, null);
  expect((await tablesHolding('OLDCASE subject')).length).toBeGreaterThan(0);
  await changeRetentionRule(now, 'closed-cases', { active: true, afterDays: 365 });
  await changeRetentionRule(now, 'raw-mail', { active: true, afterDays: 365 });
  await retentionNight.work(now, {});
  const runs = await listRetentionRuns(now, {});
  expect(runs.items.find((run) => run.kind === 'closed-cases')).toMatchObject({
    found: 5,
    done: 5,
    more: false,
    error: null,
  });
  const left = await house.db
    .selectFrom('messages')
    .select('text')
    .where('case_id', '=', caseId)
    .where('text', '<>', '')
    .execute();
  expect(left).toEqual([]);
  expect(await house.db.selectFrom('customers').select('name').where('id', '=', customerId).executeTakeFirst()).toEqual(
    { name: 'OLDCASE Person' },
  );
  expect((await tryRetentionRule(now, 'closed-cases', 365)).found).toBe(0);
});

test('what was promised to somebody who is forgotten ends with it, and his open cases are over', async () => {
  const { customerId, caseId } = await seedPerson('VERGISSMEINNICHT');
  await replyToCase(at(), caseId, { html: '<p>Soon.</p>', revision: 0, sendAnyway: true });
  const dueAt = new Date(house.now().getTime() + 3_600_000).toISOString();
  const id = await makePromise(at(), { what: 'Call VERGISSMEINNICHT', caseId, dueAt });
  const protocol = await createProtocol(admin, {
    name: 'Call',
    way: 'hierarchical',
    triggers: [],
    conditions: {},
    steps: [{ whom: 'role', role: 'admin', mail: false, waitMinutes: 30 }],
    task: null,
  });
  const called = await startEscalation(at(), { caseId, protocolId: protocol.id, note: 'help' });
  await erasePerson({ ...admin, now: house.now() }, customerId, { because: 'asked' });
  await work();
  // what was calling for him goes on to its end and stops nobody else
  await tickEscalations(house.system());
  house.setClock(40 * 60_000);
  await tickEscalations(house.system());
  const left = await house.db.selectFrom('escalations').select('state').where('id', '=', called.id).executeTakeFirst();
  expect(left?.state).toBe('unheard');
  const promise = await house.db.selectFrom('promises').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(promise).toMatchObject({ state: 'withdrawn', end_reason: 'erased', what: '', next_at: null });
  const facts = await house.db
    .selectFrom('promise_facts')
    .select(['fact', 'data'])
    .where('promise_id', '=', id)
    .orderBy('id')
    .execute();
  expect(facts.at(-1)).toMatchObject({ fact: 'withdrawn', data: { reason: 'erased' } });
  const { state } = await house.db
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  expect(state).toBe('closed');
});
