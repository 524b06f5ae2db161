import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor, Context } from '../../context.ts';
import { openTestCase } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { type PromiseWithReply, sendLaterReply, sendLaterReplyNow } from '../cases/answering/sending-later.ts';
import { replyLater } from '../cases/answering/later-replies.ts';
import { promiseWithReply } from './spoken/spoken.ts';

let house: TestHouse;
let tom: Extract<Actor, { kind: 'staff' }>;

const promise: PromiseWithReply = async (ctx: Context, said, promises) =>
  void (await promiseWithReply(ctx, said, promises));

beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
});
afterAll(() => house.close());

const aCase = async () => (await openTestCase(house.as(tom))).caseId;
const ahead = (minutes: number) => new Date(+house.now() + minutes * 60_000).toISOString();
const promisesOf = (caseId: string) =>
  house.db.selectFrom('promises').selectAll().where('case_id', '=', caseId).where('kind', '=', 'personal').execute();

it('an answer that goes out later makes its promises in the moment it goes out', async () => {
  const id = await aCase();
  const promises = [{ what: 'Call you', dueAt: ahead(600), quote: 'I will call you tonight.' }];
  const planned = await replyLater(house.as(tom), id, {
    html: '<p>I will call you tonight.</p>',
    revision: 1,
    promises,
  });
  expect(planned.promises).toMatchObject([{ what: 'Call you' }]);
  expect(await promisesOf(id)).toHaveLength(0);
  house.setClock(60_000);
  await sendLaterReply(house.system(), planned.id, promise);
  await sendLaterReply(house.system(), planned.id, promise);
  const [made, ...more] = await promisesOf(id);
  expect(more).toHaveLength(0);
  expect(made).toMatchObject({
    what: 'Call you',
    keeper_id: tom.id,
    spoken_words: 'I will call you tonight.',
    state: 'open',
  });
  const sent = await house.db
    .selectFrom('later_replies')
    .select(['state', 'message_id'])
    .where('id', '=', planned.id)
    .executeTakeFirstOrThrow();
  expect(sent).toEqual({ state: 'sent', message_id: made!.message_id });
});

it('what would be due before it is read is refused when it is planned', async () => {
  const id = await aCase();
  const promises = [{ what: 'Call you', dueAt: ahead(30), quote: 'I will call you at once.' }];
  await expect(
    replyLater(house.as(tom), id, { html: '<p>I will call you.</p>', revision: 1, promises, sendAt: ahead(60) }),
  ).rejects.toMatchObject({ code: 'promise-before-sending' });
});

it('when a promise cannot be given any more, neither it nor the answer goes out, and the author is told', async () => {
  const id = await aCase();
  const promises = [{ what: 'Call you', dueAt: ahead(120), quote: 'I will call you.' }];
  const html = '<p>I will call you.</p>';
  const planned = await replyLater(house.as(tom), id, { html, revision: 1, promises, sendAt: ahead(60) });
  house.setClock(200 * 60_000);
  await sendLaterReply(house.system(), planned.id, promise);
  expect(await promisesOf(id)).toHaveLength(0);
  const kept = await house.db
    .selectFrom('later_replies')
    .select(['state', 'reason'])
    .where('id', '=', planned.id)
    .executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ state: 'held' });
  const said = await house.db
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', id)
    .where('direction', '=', 'out')
    .execute();
  expect(said).toHaveLength(0);
  await expect(sendLaterReplyNow(house.as(tom), planned.id, promise)).rejects.toMatchObject({ code: 'due-not-ahead' });
});
