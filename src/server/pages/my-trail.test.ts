import { afterAll, beforeAll, expect, test } from 'vitest';
import { signMyLink } from '../modules/customers/index.ts';
import { notePosition } from '../modules/journeys/index.ts';
import { newId } from '../store/identity.ts';
import { buildTestApp, type TestApp } from '../testing/app.ts';
import { addCase, addCompany, addCustomer } from '../testing/desk.ts';
import { drawJourney, stop } from '../testing/drawing.ts';

let house: TestApp;
let anna: string;
let ben: string;
let chosen: string;

beforeAll(async () => {
  house = await buildTestApp();
  await addCompany(house, { name: 'Larch & Lime' });
  [anna, ben] = [await addCustomer(house, { name: 'Anna' }), await addCustomer(house, { name: 'Ben' })];
  const manager = house.as(await house.staff('manager'));
  const stops = [
    stop('INTERNAL chosen', {
      customerWording: 'You chose <oak>.',
      acceptanceQuestion: 'Is it the kitchen you wanted?',
    }),
    stop('INTERNAL paid', { customerWording: '' }),
    stop('INTERNAL fitted', { customerWording: 'It is fitted.', customerTask: 'Clear the room.', ends: true }),
  ];
  await drawJourney(manager, { name: 'INTERNAL journey', stops });
  chosen = stops[0]!.id;
  await notePosition(manager, { customerId: anna, destinationId: chosen });
});
afterAll(() => house.close());

const cookie = (id: string) => `kept_my=${new URL(signMyLink(house.system(), id)).searchParams.get('key')!}`;
const my = (id: string, search = '') =>
  house.app.inject({ url: `/my${search}`, headers: { accept: 'text/html', cookie: cookie(id) } });
const say = (id: string | undefined, accepted: string, destination = chosen) =>
  house.app.inject({
    method: 'POST',
    url: `/my/trail/${destination}`,
    payload: `accepted=${accepted}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(id === undefined ? {} : { cookie: cookie(id) }),
    },
  });

test('a customer sees where he stands in the words for him, without a script and within the budget of a page', async () => {
  const { body, statusCode } = await my(anna);
  expect(statusCode, body).toBe(200);
  expect(body).toContain('Where you stand');
  expect(body).toContain('You chose &lt;oak&gt;.');
  expect(body).toContain('aria-current="step"');
  expect(body).toContain('It is fitted.');
  expect(body).toContain('Clear the room.');
  expect(body).not.toContain('INTERNAL');
  expect(body).not.toContain('<script');
  expect(body.length).toBeLessThan(30_000);
  // a search of his cases, and a page further back, are only that
  expect((await my(anna, '?q=oak')).body).not.toContain('Where you stand');
});

test('nobody sees or answers for another', async () => {
  expect((await my(ben)).body).not.toContain('You chose');
  expect((await say(ben, 'yes')).statusCode).toBe(404);
  expect((await say(undefined, 'yes')).statusCode).toBe(403);
  expect((await say(anna, 'yes', newId())).statusCode).toBe(404);
  expect((await say(anna, 'yes', 'none')).statusCode).toBe(404);
  const row = await house.db.selectFrom('positions').select('accepted').where('customer_id', '=', anna).execute();
  expect(row).toEqual([{ accepted: null }]);
});

test('whether he accepts where he is, is asked once and counted', async () => {
  expect((await my(anna)).body).toContain('Is it the kitchen you wanted?');
  const said = await say(anna, 'no');
  expect(said.headers.location).toBe('/my?done=declined');
  const after = (await my(anna, '?done=declined')).body;
  expect(after).toContain('Tell us what is missing');
  expect(after).not.toContain('Is it the kitchen you wanted?');
  expect(
    await house.db
      .selectFrom('destination_tallies')
      .select(['accepted', 'declined'])
      .where('destination_id', '=', chosen)
      .execute(),
  ).toEqual([{ accepted: 0, declined: 1 }]);
  const told = await house.db.selectFrom('events').select('data').where('type', '=', 'journeys.accepted').execute();
  expect(told).toMatchObject([{ data: { customerId: anna, accepted: false } }]);
});

test('whoever comes round again sees when he was there before, and is asked again only after the rest', async () => {
  const manager = house.as(await house.staff('manager'));
  const back = (days: number) => new Date(house.now().getTime() - days * 86_400_000).toISOString();
  const note = (days: number) =>
    notePosition(manager, { customerId: ben, destinationId: chosen, reachedAt: back(days), again: true });
  await note(60);
  await note(20);
  await say(ben, 'yes');
  await note(1);
  const soon = (await my(ben)).body;
  expect(soon).toMatch(/You were here before, on .* and /);
  expect(soon).not.toContain('Is it the kitchen you wanted?');
  const answered = new Date(back(20));
  await house.db.updateTable('positions').set({ accepted_at: answered }).where('accepted', '=', true).execute();
  expect((await my(ben)).body).toContain('Is it the kitchen you wanted?');
});

test('of several passages the newest stands open and the others are folded, without a script, within the budget, each asked once', async () => {
  const manager = house.as(await house.staff('manager'));
  const cleo = await addCustomer(house, { name: 'Cleo' });
  const stops = [
    stop('Ordered', { customerWording: 'הוזמן.', acceptanceQuestion: 'Is it what you wanted?' }),
    ...Array.from({ length: 8 }, (_, n) => stop(`Step ${String(n)}`, { customerTask: 'Be at home for an hour.' })),
    stop('Done', { ends: true }),
  ];
  await drawJourney(manager, { name: 'Purchase', stops });
  const day = 86_400_000;
  for (let nth = 10; nth > 0; nth--) {
    const caseId = await addCase(house, cleo);
    const reachedAt = new Date(house.now().getTime() - nth * day).toISOString();
    await notePosition(manager, { customerId: cleo, destinationId: stops[0]!.id, caseId, reachedAt });
  }
  const { body } = await my(cleo);
  expect(body.match(/<details class="passage">/g)).toHaveLength(7);
  expect(body.match(/<summary>Begun on [^<]+ · next: Step 0 it is<\/summary>/g)).toHaveLength(7);
  expect(body).toContain('2 more are not shown here.');
  expect(body.match(/<ol class="track"/g)).toHaveLength(8);
  const ids = [...body.matchAll(/id="(asked-[^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(8);
  expect(body.length).toBeLessThan(30_000);
  // one of the older ones is answered, and only that
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: cookie(cleo) };
  const url = `/my/trail/${stops[0]!.id}?passage=4`;
  expect((await house.app.inject({ method: 'POST', url, payload: 'accepted=yes', headers })).statusCode).toBe(303);
  const said = await house.db
    .selectFrom('positions')
    .select('passage')
    .where('customer_id', '=', cleo)
    .where('accepted', 'is not', null)
    .execute();
  expect(said).toEqual([{ passage: 4 }]);
});
