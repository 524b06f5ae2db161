/** A company in which lives are played: its people, customers and cases, and how one of each is picked by a number. */
import { sql } from 'kysely';
import type { Actor, Context } from '../../context.ts';
import { openConversation } from '../../modules/cases/index.ts';
import { createForm } from '../../modules/forms/index.ts';
import { findColleague, setUpCompany } from '../../modules/people/index.ts';
import { transact } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { subscriptions } from '../../subscriptions.ts';
import { openTestDesk } from '../desk.ts';
import type { TestHouse } from '../house.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** One company for all lives, set up as on the first visit: calendar, policies and protocols are those that everybody begins with. */
export interface Town {
  house: TestHouse;
  calendarId: string;
  policyId: string;
  /** Asks for a worktop to be measured; two tasks of its own begin with it. */
  formId: string;
  close(): Promise<void>;
}

/** One life: a few people and what is between them. */
export interface World {
  town: Town;
  house: TestHouse;
  /** Two agents and a lead. */
  staff: string[];
  openTeam: string;
  privateTeam: string;
  /** Two of one organisation, of whom the first sees its cases, and one of none. */
  customers: string[];
  cases: string[];
  /** Every promise that was ever made in this life. */
  made: Set<string>;
  /** What was done, for whoever reads a failure. */
  told: string[];
  startedAt: Date;
}

/** Opens the town in the week before the clocks go forward. */
export async function openTown(): Promise<Town> {
  const { house } = await openTestDesk();
  house.setClock(new Date('2026-03-24T08:00:00Z'));
  await setUpCompany(house.system(), {
    company: 'Larch & Lime',
    word: 'Kept',
    name: 'Olga Owner',
    email: 'olga@larch.example',
    password: 'correct horse battery',
    timeZone: 'Europe/Berlin',
    language: 'en',
    sample: false,
  });
  await house.settle(subscriptions);
  const calendar = await house.db.selectFrom('calendars').select('id').executeTakeFirstOrThrow();
  const policy = await house.db
    .selectFrom('policies')
    .select('id')
    .orderBy('position', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const form = await createForm(house.as(await house.staff('owner', 'Otto')), {
    language: 'en',
    texts: { en: { title: 'Have it measured' } },
    state: 'live',
    kind: 'request',
    asks: { subject: true, text: 'required', wish: true, files: false },
    steps: [
      { what: 'Find a day', assigneeId: null, afterHours: 4 },
      { what: 'Draw it', assigneeId: null, afterHours: null },
    ],
  });
  return { house, calendarId: calendar.id, policyId: policy.id, formId: form.id, close: () => house.close() };
}

/** Begins a life: people and customers of its own, and a first case. */
export async function beginLife(town: Town): Promise<World> {
  const { house } = town;
  const { db } = house;
  const staff = [
    await house.staff('agent', 'Ada'),
    await house.staff('agent', 'Ben'),
    await house.staff('lead', 'Lea'),
  ];
  const ids = staff.map(({ id }) => id);
  const [openTeam, privateTeam, organisation] = [newId(), newId(), newId()];
  const at = house.now();
  await db
    .insertInto('teams')
    .values([
      { id: openTeam, name: `Yard ${openTeam.slice(-6)}`, private: false, created_at: at },
      { id: privateTeam, name: `Board ${privateTeam.slice(-6)}`, private: true, created_at: at },
    ])
    .execute();
  const member = (team: string, who: number) => ({ team_id: team, user_id: ids[who]! });
  await db
    .insertInto('team_members')
    .values([0, 1, 2].map((who) => member(openTeam, who)))
    .execute();
  await db
    .insertInto('team_members')
    .values([1, 2].map((who) => member(privateTeam, who)))
    .execute();
  await db.insertInto('organisations').values({ id: organisation, name: 'Holm Joinery', created_at: at }).execute();
  const customers = [newId(), newId(), newId()];
  await db
    .insertInto('customers')
    .values(
      customers.map((id, place) => ({
        id,
        name: `${['Anna', 'Bodo', 'Cleo'][place]} ${id.slice(-6)}`,
        organisation_id: place === 2 ? null : organisation,
        portal_role: place === 0 ? 'organisation' : 'own',
        first_seen_at: at,
        created_at: at,
      })),
    )
    .execute();
  await db
    .insertInto('identities')
    .values(
      customers.map((customer_id) => ({
        id: newId(),
        customer_id,
        kind: 'email',
        value: `${customer_id}@mail.example`,
        created_at: at,
      })),
    )
    .execute();
  const world: World = {
    town,
    house,
    staff: ids,
    openTeam,
    privateTeam,
    customers,
    cases: [],
    made: new Set(),
    told: [],
    startedAt: at,
  };
  await openAs(world, 1);
  return world;
}

/** A customer opens a case on his pages. */
export async function openAs(world: World, who: number): Promise<void> {
  const ctx = await asCustomer(world, who);
  const row = await world.house.db
    .selectFrom('customers')
    .select(['name', 'organisation_id'])
    .where('id', '=', customerOf(ctx))
    .executeTakeFirstOrThrow();
  await transact(ctx, (ctx) =>
    openConversation(ctx, {
      customer: { id: customerOf(ctx), name: row.name, organisationId: row.organisation_id },
      subject: 'A crack in the worktop',
      text: 'There is a crack from the sink to the edge.',
      channel: 'portal',
      replyAddress: `${customerOf(ctx)}@mail.example`,
    }),
  );
}

/** A colleague as he may act today; whoever has left or serves no more does nothing here. */
export async function asStaff(world: World, which: number): Promise<Context | undefined> {
  const actor = await findColleague(world.house.db, pick(world.staff, which)!);
  return actor === undefined || actor.role === 'colleague' ? undefined : world.house.as(actor);
}

/** The lead, or the system where he has left: somebody can always put things right. */
export async function asLead(world: World): Promise<Context> {
  return (await asStaff(world, 2)) ?? world.house.system();
}

/** A customer on his pages: where his record was merged, whoever he is now. */
export async function asCustomer(world: World, which: number): Promise<Context> {
  const { rows } = await sql<{ id: string; name: string }>`
    select r.id, r.name from customers c join customers r on r.id = coalesce(c.merged_into, c.id) where c.id = ${pick(world.customers, which)!}
  `.execute(world.house.db);
  return world.house.as({ kind: 'customer', id: rows[0]!.id, name: rows[0]!.name });
}

function customerOf(ctx: Context): string {
  return (ctx.actor as Extract<Actor, { kind: 'customer' }>).id;
}

/** The cases of this life, those opened by others' deeds too. */
export async function lookForCases(world: World): Promise<void> {
  const rows = await world.house.db
    .selectFrom('cases')
    .select('id')
    .where('customer_id', 'in', world.customers)
    .orderBy('number')
    .execute();
  world.cases = rows.map(({ id }) => id);
}

export function pick<T>(from: readonly T[], which: number): T | undefined {
  return from.length === 0 ? undefined : from[which % from.length];
}
