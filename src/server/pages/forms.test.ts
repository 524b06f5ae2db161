import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConversation } from '../modules/cases/index.ts';
import { createCustomer, signMyLink } from '../modules/customers/index.ts';
import { createField } from '../modules/fields/index.ts';
import { createForm, readVisit, startVisit } from '../modules/forms/index.ts';
import { readFormFigures } from '../modules/forms/figures.ts';
import { transact } from '../context.ts';
import { newId } from '../store/identity.ts';
import { buildTestApp, type TestApp } from '../testing/app.ts';
import { addCompany } from '../testing/desk.ts';

let house: TestApp;
beforeAll(async () => {
  house = await buildTestApp();
  await addCompany(house, { name: 'Larch', time_zone: 'Europe/London' });
});
afterAll(() => house.close());

const boundary = 'x-kept-x';
const part = (name: string, value: string, file?: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: text/plain`}\r\n\r\n${value}\r\n`;
const post = (url: string, parts: string[], cookie?: string) =>
  house.app.inject({
    method: 'POST',
    url,
    payload: `${parts.join('')}--${boundary}--\r\n`,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(cookie === undefined ? {} : { cookie }),
    },
  });
const postPlain = (url: string, form: Record<string, string>, cookie: string) =>
  house.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
  });
const get = (url: string, cookie?: string) =>
  house.app.inject({ url, headers: cookie === undefined ? {} : { cookie } });
const ticketOf = (body: string) => /name="v" value="([^"]+)"/.exec(body)![1]!;

test('a public form opens a complete case once, and tells machines from people without losing words', async () => {
  const ctx = house.system();
  await createField(ctx, { appliesTo: 'case', name: 'Device', kind: 'choice', choices: ['Phone', 'Laptop'] });
  await createField(ctx, { appliesTo: 'case', name: 'Serial', kind: 'text' });
  const form = await createForm(ctx, {
    language: 'en',
    texts: { en: { title: 'New laptop' }, de: { title: 'Neuer Laptop' } },
    state: 'live',
    tags: ['hardware'],
    questions: [
      { field: 'device', required: true, showWhen: null },
      { field: 'serial', required: true, showWhen: { field: 'device', is: ['Laptop'] } },
    ],
    steps: [{ what: 'Order it', assigneeId: null, afterHours: 24 }],
  });
  const page = await get(`/help/forms/${form.slug}`);
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await get(`/help/forms/${form.slug}?lang=de`)).body).toContain('Neuer Laptop');
  // pages opened at a time that no machine is too slow for: one that is not open yet, and one of a while ago
  const opened = (ago: number) => startVisit({ ...ctx, now: new Date(Date.now() - ago) }, form.id);
  const [tooEarly, v] = [opened(-600_000), opened(10_000)];
  expect(readVisit(ctx, form.id, ticketOf(page.body))).toBeDefined();
  const said = [part('name', 'Eve'), part('email', 'eve@mail.example'), part('text', 'Mine <b>broke</b>.')];
  const who = [part('v', v), ...said];
  const fast = await post(`/help/forms/${form.slug}`, [part('v', tooEarly), ...said, part('f.device', 'Phone')]);
  expect(fast.statusCode).toBe(400);
  expect(fast.body).toContain('Mine &lt;b&gt;broke&lt;/b&gt;.');
  const trapped = await post(`/help/forms/${form.slug}`, [...who, part('f.device', 'Phone'), part('website', 'x')]);
  expect(trapped.statusCode).toBe(400);
  const incomplete = await post(`/help/forms/${form.slug}`, [...who, part('f.device', 'Laptop')]);
  expect(incomplete.body).toContain('Serial: please answer this.');
  const whole = [...who, part('f.device', 'Phone'), part('f.serial', 'left over'), part('files', 'a log', 'log.txt')];
  for (let turn = 0; turn < 2; turn++) {
    const sent = await post(`/help/forms/${form.slug}`, whole);
    expect(sent.statusCode, sent.body).toBe(303);
    expect((await get(String(sent.headers.location))).body).toContain('has the number');
  }
  const cases = await house.db.selectFrom('cases').selectAll().where('channel', '=', 'form').execute();
  expect(cases).toHaveLength(1);
  expect(cases[0]).toMatchObject({
    kind: 'request',
    tags: ['hardware'],
    fields: { device: 'Phone' },
    subject: 'New laptop',
  });
  expect(cases[0]!.acknowledge_at).not.toBeNull();
  const task = await house.db.selectFrom('case_tasks').selectAll().where('case_id', '=', cases[0]!.id).execute();
  expect(task.map(({ what }) => what)).toEqual(['Order it']);
  const file = await house.db.selectFrom('attachments').select('name').where('message_id', 'is not', null).execute();
  expect(file.map(({ name }) => name)).toEqual(['log.txt']);
  expect(await readFormFigures(ctx, form.id)).toMatchObject({ sent: 1, readAndSent: 0, readAndNotSent: 0 });
});

test('nobody sees the case of another, unless he was given his organisation’s, and then not what is private', async () => {
  const ctx = house.system();
  const organisation = newId();
  await house.db
    .insertInto('organisations')
    .values({ id: organisation, name: 'Acme', created_at: ctx.now } as never)
    .execute();
  const team = newId();
  await house.db
    .insertInto('teams')
    .values({ id: team, name: 'Law', private: true, created_at: ctx.now } as never)
    .execute();
  const person = async (name: string, of: string | null) => {
    const made = await createCustomer(ctx, { name, email: `${name}@acme.example` } as never);
    await house.db.updateTable('customers').set({ organisation_id: of }).where('id', '=', made.id).execute();
    const key = new URL(signMyLink(ctx, made.id)).searchParams.get('key')!;
    return { id: made.id, cookie: `kept_my=${key}` };
  };
  const [ann, bob, eve] = [
    await person('ann', organisation),
    await person('bob', organisation),
    await person('eva', null),
  ];
  const open = (subject: string, more: object = {}) =>
    transact(ctx, (ctx) =>
      openConversation(ctx, {
        customer: { id: ann.id, name: 'ann', organisationId: organisation },
        subject,
        text: `words of ${subject}`,
        channel: 'portal',
        ...more,
      }),
    );
  const plain = await open('plain matter');
  const hers = await open('secret matter', { onlyHis: true });
  const law = await open('legal matter', { teamId: team });
  const sees = async (who: { cookie: string }, one: { number: number }) =>
    (await get(`/my/cases/${String(one.number)}`, who.cookie)).statusCode;
  for (const one of [plain, hers, law]) {
    expect(await sees(ann, one)).toBe(200);
    expect(await sees(bob, one)).toBe(404);
    expect(await sees(eve, one)).toBe(404);
    expect((await post(`/my/cases/${String(one.number)}/messages`, [part('text', 'Hm.')], bob.cookie)).statusCode).toBe(
      404,
    );
  }
  expect((await get('/my?q=matter', bob.cookie)).body).not.toContain('matter</a>');
  await house.db
    .updateTable('customers')
    .set({ portal_role: 'organisation' })
    .where('id', 'in', [bob.id, eve.id])
    .execute();
  expect([await sees(bob, plain), await sees(bob, hers), await sees(bob, law), await sees(eve, plain)]).toEqual([
    200, 404, 404, 404,
  ]);
  const list = (await get('/my', bob.cookie)).body;
  expect(list).toContain('plain matter');
  expect(list).not.toMatch(/secret matter|legal matter/);
  expect((await get('/my?whose=mine', bob.cookie)).body).not.toContain('plain matter');
  // he reads and writes there, and closes nothing that is not his
  const number = String(plain.number);
  expect((await post(`/my/cases/${number}/messages`, [part('text', 'I saw it, too.')], bob.cookie)).statusCode).toBe(
    303,
  );
  expect((await post(`/my/cases/${number}/solved`, [], bob.cookie)).statusCode).toBe(403);
  expect((await post(`/my/cases/${number}/solved`, [], ann.cookie)).statusCode).toBe(303);
  expect((await get('/my?state=done', ann.cookie)).body).toContain('plain matter');
  expect((await postPlain(`/my/cases/${number}/reopening`, { why: 'It is back.' }, ann.cookie)).statusCode).toBe(303);
  const now = await house.db
    .selectFrom('cases')
    .select(['state', 'reopened'])
    .where('id', '=', plain.caseId)
    .executeTakeFirstOrThrow();
  expect(now).toEqual({ state: 'open', reopened: 1 });
});
