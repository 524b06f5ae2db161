import type { Actor } from '../context.ts';
import { openTestHouse, type TestHouse } from './house.ts';

/** Somebody with an account. */
export type TestStaff = Extract<Actor, { kind: 'staff' }>;

/** A house with two agents, as tests of cases begin. */
export async function openTestDesk(): Promise<{ house: TestHouse; tom: TestStaff; maja: TestStaff }> {
  const house = await openTestHouse();
  return { house, tom: await house.staff('agent', 'Tom'), maja: await house.staff('agent', 'Maja') };
}

/** A house of a company in UTC that writes English, with its manager, as tests of asking customers begin. */
export async function openTestCompany(): Promise<{ house: TestHouse; manager: TestStaff }> {
  const house = await openTestHouse();
  const manager = await house.staff('manager', 'Mara');
  await house.db
    .insertInto('company')
    .values({ name: 'Tapworks', time_zone: 'UTC', language: 'en', set_up_at: house.now() })
    .execute();
  return { house, manager };
}
