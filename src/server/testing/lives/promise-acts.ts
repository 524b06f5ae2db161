/** What people do with promises: give, keep, break, move, take back, put back and hand over, and what customers say to them. */
import type { Context } from '../../context.ts';
import {
  acceptPromise,
  askToMove,
  breakPromise,
  handOverPromise,
  keepPromise,
  makePromise,
  renegotiatePromise,
  withdrawPromise,
} from '../../modules/promises/index.ts';
import { restorePromise } from '../../modules/promises/restoring.ts';
import { confirmSpoken, dismissSpoken, listSpoken } from '../../modules/promises/spoken/spoken.ts';
import { type Act, later, type Numbers, onCase } from './acting.ts';
import { asCustomer, asLead, asStaff, day, pick, type World } from './world.ts';

async function promise(world: World, { b }: Numbers) {
  const rows = await world.house.db
    .selectFrom('promises')
    .select(['id', 'state'])
    .where('customer_id', 'in', world.customers)
    .orderBy('id')
    .execute();
  // what is open is taken mostly; what has ended at times, to see that it is left alone
  const open = rows.filter(({ state }) => state === 'open');
  return pick(b % 5 === 0 || open.length === 0 ? rows : open, b)?.id;
}

const onPromise =
  (work: (ctx: Context, id: string, numbers: Numbers, world: World) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const ctx = await asStaff(world, numbers.a);
    const id = await promise(world, numbers);
    return ctx === undefined || id === undefined ? undefined : work(ctx, id, numbers, world);
  };

export const promiseActs: Record<string, [weight: number, act: Act]> = {
  promises: [
    5,
    onCase((ctx, caseId, { n }, world) =>
      makePromise(ctx, {
        what: 'Send the drawing',
        caseId,
        dueAt: later(world, n),
        ...(n % 5 === 0 ? { visible: false } : {}),
      }),
    ),
  ],
  'promises within': [
    2,
    onCase((ctx, caseId, { n }) => makePromise(ctx, { what: 'Measure anew', caseId, minutes: 30 + n * 7 })),
  ],
  'promises without a case': [
    1,
    async (world, { a, b, n }) =>
      makePromise((await asStaff(world, a)) ?? (await asLead(world)), {
        what: 'Send the brochure',
        customerId: pick(world.customers, b)!,
        dueAt: later(world, n),
      }),
  ],
  'task of the house': [
    1,
    onCase((ctx, caseId, { n }, world) =>
      makePromise(ctx, { what: 'Order the slab', caseId, kind: 'internal', dueAt: later(world, n) }),
    ),
  ],
  'confirms what was said': [3, (world, numbers) => answerSpoken(world, numbers, 'confirm')],
  'dismisses what was said': [1, (world, numbers) => answerSpoken(world, numbers, 'dismiss')],
  keeps: [3, onPromise((ctx, id) => keepPromise(ctx, id))],
  breaks: [
    2,
    onPromise((ctx, id, { n }) =>
      breakPromise(ctx, id, { reason: 'Out of stock', ...(n % 2 === 0 ? { apology: 'Sorry.' } : {}) }),
    ),
  ],
  renegotiates: [
    3,
    onPromise((ctx, id, { n }, world) =>
      renegotiatePromise(ctx, id, {
        dueAt: later(world, n),
        why: 'Agreed',
        ...(n % 2 === 0 ? { tellCustomer: 'Later.' } : {}),
      }),
    ),
  ],
  'takes back': [
    2,
    onPromise((ctx, id, { n }) => withdrawPromise(ctx, id, { because: n % 2 === 0 ? 'mistake' : 'released' })),
  ],
  'puts back': [2, onPromise((ctx, id) => restorePromise(ctx, id))],
  'hands over': [2, onPromise((ctx, id, { n }, { staff }) => handOverPromise(ctx, id, { keeperId: pick(staff, n)! }))],
  'customer accepts': [1, async (world, numbers) => asItsCustomer(world, numbers, acceptPromise)],
  'customer asks to move': [
    1,
    async (world, numbers) => asItsCustomer(world, numbers, (ctx, id) => askToMove(ctx, id, 'Monday')),
  ],
};

async function answerSpoken(world: World, { a, n }: Numbers, how: 'confirm' | 'dismiss') {
  const ctx = await asStaff(world, a);
  if (ctx === undefined) return;
  const { items } = await listSpoken(ctx, { limit: 50 });
  const one = pick(
    items.filter((item) => world.cases.includes(item.case.id)),
    n,
  );
  if (one === undefined) return;
  if (how === 'dismiss') return dismissSpoken(ctx, one.id, { reason: 'no-promise' as const });
  const dueAt = one.dueAt ?? new Date(world.house.now().getTime() + day).toISOString();
  return confirmSpoken(ctx, one.id, { dueAt });
}

async function asItsCustomer(world: World, numbers: Numbers, work: (ctx: Context, id: string) => Promise<unknown>) {
  const id = await promise(world, numbers);
  if (id === undefined) return;
  const row = await world.house.db
    .selectFrom('promises')
    .select('customer_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return work(await asCustomer(world, world.customers.indexOf(row.customer_id)), id);
}
