import type { Insertable } from 'kysely';
import { type Actor, type Context, transact } from '../context.ts';
import { openCase } from '../modules/cases/index.ts';
import type { Tables } from '../store/database.ts';
import { record } from '../store/events.ts';
import { newId } from '../store/identity.ts';
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
  await addCompany(house);
  return { house, manager };
}

/** The house is set up, in UTC and English unless `more` says otherwise; no event tells of it. */
export async function addCompany(house: TestHouse, more: Partial<Insertable<Tables['company']>> = {}): Promise<void> {
  await house.db
    .insertInto('company')
    .values({ name: 'Tapworks', time_zone: 'UTC', language: 'en', set_up_at: house.now(), ...more })
    .execute();
}

/** From nine to five on every working day, in UTC, is when the house is open. */
export async function addOfficeHours(house: TestHouse): Promise<void> {
  const day = [{ from: '09:00', to: '17:00' }];
  await house.db
    .insertInto('calendars')
    .values({
      id: newId(),
      name: 'Office',
      zone: 'UTC',
      week: JSON.stringify({ 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }),
      is_default: true,
      changed_at: house.now(),
    })
    .execute();
}

/**
 * A customer who was heard now, or when `first_seen_at` says, as a row alone: no event tells of her.
 * @param more `email: null` for somebody without an address; without one it is made of her id
 * @returns her id
 */
export async function addCustomer(
  house: TestHouse,
  { email, ...more }: Partial<Insertable<Tables['customers']>> & { email?: string | null } = {},
): Promise<string> {
  const id = more.id ?? newId();
  const at = more.first_seen_at ?? house.now();
  await house.db
    .insertInto('customers')
    .values({ id, name: 'Anna Berg', first_seen_at: at, created_at: at, last_heard_at: at, ...more })
    .execute();
  if (email !== null)
    await house.db
      .insertInto('identities')
      .values({ id: newId(), customer_id: id, kind: 'email', value: email ?? `${id}@example.org`, created_at: at })
      .execute();
  return id;
}

/** A case of a customer as a row alone: no event tells of it, and nothing was said in it. @returns its id */
export async function addCase(
  house: TestHouse,
  customerId: string,
  more: Partial<Insertable<Tables['cases']>> = {},
): Promise<string> {
  const id = more.id ?? newId();
  const at = house.now();
  await house.db
    .insertInto('cases')
    .values({
      id,
      customer_id: customerId,
      subject: 'The tap drips',
      channel: 'mail',
      created_at: at,
      updated_at: at,
      ...more,
    })
    .execute();
  return id;
}

/** A case as it truly begins, with its first words and its events; of a new customer unless `more` names one. */
export function openTestCase(
  ctx: Context,
  more: Partial<Parameters<typeof openCase>[1]> = {},
): ReturnType<typeof openCase> {
  const who =
    more.customerId === undefined ? { customer: { name: 'Renate Vogel', email: `${newId()}@vogel.example` } } : {};
  return openCase(ctx, { ...who, subject: 'Worktop', text: 'A crack', ...more });
}

/** Something happened, as its room would record it; who listens reads it in `house.settle`. */
export function tell(
  ctx: Context,
  type: string,
  subject: string | null,
  data: Record<string, unknown> = {},
): Promise<void> {
  return transact(ctx, (ctx) => record(ctx, type, subject, data));
}

/** What the log tells of a type, in order: the data of its events, of those about `subject` and with the other values in their data. */
export async function toldOf(
  house: TestHouse,
  type: string,
  { subject, ...values }: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>[]> {
  const events = house.db.selectFrom('events').select('data').where('type', '=', type).orderBy('id');
  const rows = await (subject === undefined ? events : events.where('subject_id', '=', subject)).execute();
  const wanted = Object.entries(values);
  return rows.map(({ data }) => data).filter((data) => wanted.every(([key, value]) => data[key] === value));
}
