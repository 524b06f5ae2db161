/** What becomes of the house while promises run: people come, go and are away, teams, calendars and policies change. */
import { changeUser } from '../../modules/people/staff.ts';
import { changeTeam } from '../../modules/people/teams.ts';
import { changeCalendar } from '../../modules/people/calendars.ts';
import { endAbsence, planAbsence } from '../../modules/people/index.ts';
import { changePolicy, createPolicy, deletePolicy, restorePolicy } from '../../modules/promises/policies/policies.ts';
import { makeOwnClock, removeClock, restoreClock } from '../../modules/promises/policies/own-clocks.ts';
import type { Act } from './acting.ts';
import { asStaff, day, pick, type World } from './world.ts';

/** Somebody who may do anything: what is refused here is refused by what is so, not by who asks. */
const owner = ({ house }: World) => house.system();

export const houseActs: Record<string, [weight: number, act: Act]> = {
  leaves: [1, (world, { a }) => changeUser(owner(world), pick(world.staff, a)!, { active: false })],
  'comes back': [1, (world, { a }) => changeUser(owner(world), pick(world.staff, a)!, { active: true })],
  'serves no more': [1, (world, { a }) => changeUser(owner(world), pick(world.staff, a)!, { role: 'colleague' })],
  'serves again': [
    1,
    (world, { a }) => changeUser(owner(world), pick(world.staff, a)!, { role: a % 3 === 2 ? 'lead' : 'agent' }),
  ],
  'changes teams': [
    1,
    (world, { a, n }) =>
      changeUser(owner(world), pick(world.staff, a)!, {
        teamIds: [[], [world.openTeam], [world.openTeam, world.privateTeam]][n % 3]!,
      }),
  ],
  'team emptied': [
    0.5,
    (world, { n }) =>
      changeTeam(owner(world), n % 2 === 0 ? world.openTeam : world.privateTeam, {
        memberIds: n % 3 === 0 ? [] : world.staff,
      }),
  ],
  'team closed to others': [0.5, (world, { n }) => changeTeam(owner(world), world.openTeam, { private: n % 2 === 0 })],
  'goes away': [
    1,
    async (world, { a, n }) => {
      const ctx = await asStaff(world, a);
      if (ctx === undefined) return;
      const delegate = pick(world.staff, a + 1 + (n % 2))!;
      return planAbsence(ctx, {
        until: new Date(world.house.now().getTime() + (1 + (n % 3)) * day).toISOString(),
        ...(n % 3 === 0 ? {} : { delegateId: delegate }),
      });
    },
  ],
  'is back early': [
    1,
    async (world, { a }) => {
      const row = await world.house.db
        .selectFrom('absences')
        .select('id')
        .where('user_id', '=', pick(world.staff, a)!)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return row === undefined ? undefined : endAbsence(owner(world), row.id);
    },
  ],
  'closes for a day': [
    1,
    (world, { n }) =>
      changeCalendar(owner(world), world.town.calendarId, {
        exceptions: [
          {
            date: new Date(world.house.now().getTime() + (n % 4) * day).toISOString().slice(0, 10),
            name: 'Stocktaking',
            intervals: n % 2 === 0 ? [] : [{ from: '09:00', to: '11:00' }],
          },
        ],
      }),
  ],
  'changes a policy': [
    1,
    (world, { n }) =>
      changePolicy(owner(world), world.town.policyId, {
        nextResponseMinutes: 200 + n,
        resolutionMinutes: 1000 + n * 10,
      }),
  ],
  'makes a policy': [
    0.5,
    (world, { n }) =>
      createPolicy(owner(world), {
        name: `For some ${String(n)}`,
        conditions: n % 2 === 0 ? { priorities: ['urgent'] } : { customerIds: [pick(world.customers, n)!] },
        firstResponseMinutes: 60,
        nextResponseMinutes: 90,
        resolutionMinutes: 480,
        recomputeRunning: true,
        pauseResponseIn: n % 3 === 0 ? ['waiting'] : [],
      }),
  ],
  'drops a policy': [
    0.5,
    async (world, { n }) => {
      const rows = await world.house.db
        .selectFrom('policies')
        .select(['id', 'archived_at'])
        .where('name', 'like', 'For some%')
        .orderBy('id')
        .execute();
      const one = pick(rows, n);
      if (one === undefined) return;
      return one.archived_at === null ? deletePolicy(owner(world), one.id) : restorePolicy(owner(world), one.id);
    },
  ],
  'own clock': [
    0.5,
    async (world, { n }) => {
      const rows = await world.house.db.selectFrom('own_clocks').select(['id', 'archived_at']).orderBy('id').execute();
      if (rows.length < 2)
        return makeOwnClock(owner(world), {
          name: `Sample sent ${String(n)}`,
          minutes: 120,
          starts: [{ on: 'event', is: 'customer-wrote' }],
          stops: [{ on: 'state', is: 'waiting' }],
          visible: n % 2 === 0,
          pauseIn: n % 3 === 0 ? ['snoozed'] : [],
        });
      const one = pick(rows, n)!;
      return one.archived_at === null ? removeClock(owner(world), one.id) : restoreClock(owner(world), one.id);
    },
  ],
};
