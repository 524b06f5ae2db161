/** How deeds are done in a life: three numbers say who, on what and how. */
import type { Context } from '../../context.ts';
import { asCustomer, asStaff, minute, pick, type World } from './world.ts';

/** Three numbers say who, what and how; each act takes of them what it needs. */
export interface Numbers {
  a: number;
  b: number;
  n: number;
}

export type Act = (world: World, numbers: Numbers) => Promise<unknown>;

/** An hour ahead: within the day, or some days on. */
export const later = (world: World, n: number) =>
  new Date(world.house.now().getTime() + (20 + (n % 40) * 97) * minute).toISOString();

/** On a case by whoever is picked. */
export const onCase =
  (work: (ctx: Context, caseId: string, numbers: Numbers, world: World) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const ctx = await asStaff(world, numbers.a);
    const caseId = pick(world.cases, numbers.b);
    return ctx === undefined || caseId === undefined ? undefined : work(ctx, caseId, numbers, world);
  };

/** By the customer, on his page of a case. */
export const onPage =
  (work: (ctx: Context, number: number, numbers: Numbers) => Promise<unknown>): Act =>
  async (world, numbers) => {
    const row = await world.house.db
      .selectFrom('cases')
      .select('number')
      .where('id', '=', pick(world.cases, numbers.b)!)
      .executeTakeFirst();
    return row === undefined ? undefined : work(await asCustomer(world, numbers.a), row.number, numbers);
  };
