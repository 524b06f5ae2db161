import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveMail } from '../modules/cases/index.ts';
import { signMyLink } from '../modules/customers/index.ts';
import { makePromise, renegotiatePromise } from '../modules/promises/index.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';

let house: TestApp;
let number: number;
let caseId: string;
let customerId: string;
let key: string;

beforeAll(async () => {
  house = await buildTestCompany();
  await house.settle(subscriptions);
  const raw = Buffer.from(
    'From: Renate <renate@mail.example>\r\nTo: hello@larch.example\r\nSubject: Worktop <b>cracked</b>\r\nMessage-ID: <a@mail.example>\r\n\r\nA crack <script>alert(1)</script> from the sink.\r\n',
  );
  const received = await receiveMail(house.system(), {
    raw,
    door: 'http',
    envelope: { from: 'renate@mail.example', to: ['hello@larch.example'] },
  });
  number = received.caseNumber!;
  const found = await house.db
    .selectFrom('cases')
    .select(['id', 'customer_id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  caseId = found.id;
  customerId = found.customer_id;
  key = new URL(signMyLink(house.system(), customerId)).searchParams.get('key')!;
  await house.settle(subscriptions);
});
afterAll(() => house.close());

const get = (url: string, cookie?: string) =>
  house.app.inject({ url, headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) } });
const post = (url: string, form: Record<string, string>, cookie?: string) =>
  house.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie === undefined ? {} : { cookie }) },
  });
const mine = () => `kept_my=${key}`;

describe('the customers’ pages', () => {
  test('a link opens the case, moves its key into a cookie, and the page needs no script', async () => {
    const entered = await get(`/my/cases/${number}?key=${key}`);
    expect(entered.statusCode).toBe(303);
    expect(entered.headers.location).toBe(`/my/cases/${number}`);
    expect(entered.cookies[0]).toMatchObject({ name: 'kept_my', httpOnly: true, sameSite: 'Lax' });
    const page = await get(`/my/cases/${number}`, mine());
    expect(page.statusCode, page.body).toBe(200);
    expect(page.body).toContain('Worktop &lt;b&gt;cracked&lt;/b&gt;');
    expect(page.body).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body.length).toBeLessThan(30_000);
  });

  test('without a good key there is only the door, and nobody learns who is a customer', async () => {
    expect((await get(`/my/cases/${number}`)).body).toContain('without a password');
    // another last sign, whatever the right one is
    const forged = key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x');
    expect((await get('/my', `kept_my=${forged}`)).body).toContain('without a password');
    const known = await post('/my/link', { email: 'renate@mail.example' });
    const unknown = await post('/my/link', { email: 'nobody@mail.example' });
    expect(known.body.replace('renate', 'X')).toBe(unknown.body.replace('nobody', 'X'));
    expect(
      await house.db.selectFrom('outbox').select('to_addresses').where('purpose', '=', 'my-link').execute(),
    ).toEqual([{ to_addresses: ['renate@mail.example'] }]);
    await post('/my/link', { email: 'renate@mail.example' });
    expect(await house.db.selectFrom('outbox').select('id').where('purpose', '=', 'my-link').execute()).toHaveLength(1);
  });

  test("somebody else's case does not exist", async () => {
    const raw = Buffer.from(
      'From: Eve <eve@mail.example>\r\nTo: hello@larch.example\r\nSubject: Mine\r\nMessage-ID: <b@mail.example>\r\n\r\nHello there, a question.\r\n',
    );
    const other = await receiveMail(house.system(), {
      raw,
      door: 'http',
      envelope: { from: 'eve@mail.example', to: ['hello@larch.example'] },
    });
    expect((await get(`/my/cases/${other.caseNumber}`, mine())).statusCode).toBe(404);
    expect((await post(`/my/cases/${other.caseNumber}/messages`, { text: 'I was here' }, mine())).statusCode).toBe(404);
    expect((await get('/my/cases/999999', mine())).statusCode).toBe(404);
    expect((await get('/my/cases/none', mine())).statusCode).toBe(404);
  });

  test('a message from the page is the customer’s own word in the case', async () => {
    const sent = await post(`/my/cases/${number}/messages`, { text: 'I am at home on Wednesday.' }, mine());
    expect(sent.headers.location).toContain('done=sent');
    const last = await house.db
      .selectFrom('messages')
      .select(['text', 'direction', 'channel'])
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    expect(last).toEqual({ text: 'I am at home on Wednesday.', direction: 'in', channel: 'portal' });
    expect((await post(`/my/cases/${number}/messages`, { text: '  ' }, mine())).statusCode).toBe(400);
  });

  test('a promise stands on the page, can be accepted once, and another hour can be asked for', async () => {
    const agent = await house.staff('agent', 'Maja');
    const promise = await makePromise(house.as(agent), {
      what: 'Call you',
      caseId,
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    } as never);
    const id = (promise as unknown as { id: string }).id ?? (promise as unknown as string);
    expect((await get(`/my/cases/${number}`, mine())).body).toContain('Call you');
    for (let press = 0; press < 2; press++)
      expect((await post(`/my/cases/${number}/promises/${id}/acceptance`, {}, mine())).statusCode).toBe(303);
    const row = await house.db
      .selectFrom('promises')
      .select('customer_accepted_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.customer_accepted_at).not.toBeNull();
    // that the old hour suited him says nothing of another one: he is asked again
    expect((await get(`/my/cases/${number}`, mine())).body).not.toContain(`${id}/acceptance`);
    await renegotiatePromise(house.as(agent), id, {
      dueAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      why: 'x',
    });
    const second = await makePromise(house.as(agent), { what: 'Send it', caseId, minutes: 10_000 } as never);
    const page = (await get(`/my/cases/${number}`, mine())).body;
    expect(page).toContain(`${id}/acceptance`);
    expect(page).toContain(`${second}/another-time`);
    // a key that is not ours, or of somebody else, opens nothing
    for (const cookie of [undefined, 'kept_my=forged.key'])
      expect((await post(`/my/cases/${number}/promises/${id}/acceptance`, {}, cookie)).statusCode).toBeGreaterThan(399);
    await post(`/my/cases/${number}/promises/${id}/another-time`, { when: 'Thursday after four' }, mine());
    expect((await get(`/my/cases/${number}`, mine())).body).toContain('Thursday after four');
  });

  test('something new can be asked, with what solved would look like', async () => {
    const made = await post(
      '/my/cases',
      { subject: 'A second thing', text: 'Which oil for oak?', wish: 'a floor that lasts' },
      mine(),
    );
    expect(made.statusCode).toBe(303);
    const page = await get(made.headers.location!.split('?')[0]!, mine());
    expect(page.body).toContain('a floor that lasts');
    expect((await get('/my', mine())).body).toContain('A second thing');
  });

  test('the help centre lists, finds and shows articles, and counts whether they helped', async () => {
    const home = await get('/help');
    expect(home.statusCode).toBe(200);
    const slug = /href="\/help\/([a-z0-9-]+)"/.exec(home.body)![1]!;
    expect((await get(`/help/${slug}`)).statusCode).toBe(200);
    expect((await post(`/help/${slug}/helped`, { helped: 'yes' })).headers.location).toContain('thanks');
    expect((await get('/help?q=%3Cscript%3E')).body).not.toContain('<script>');
    expect((await get('/help/no-such-article')).statusCode).toBe(404);
  });

  test('a survey link that is forged or mistyped says so', async () => {
    expect((await get('/s/abcdefghijklmnopqrstuvwxyz')).statusCode).toBe(404);
    expect((await post('/s/abcdefghijklmnopqrstuvwxyz', { rating: '5' })).statusCode).toBe(404);
  });
});
