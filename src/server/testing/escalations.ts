import { newId } from '../store/identity.ts';
import type { ProtocolDefinition } from '../../contract/escalations.ts';
import type { Week } from '../../domain/promises/calendar.ts';
import { changeCase, openCase } from '../modules/cases/index.ts';
import { createMailbox } from '../modules/channels/index.ts';
import { escalationSubscriptions } from '../modules/escalations/index.ts';
import { createProtocol } from '../modules/escalations/protocols.ts';
import { listEscalations, readEscalation } from '../modules/escalations/reading.ts';
import { startEscalation } from '../modules/escalations/starting.ts';
import { tickEscalations } from '../modules/escalations/ticking.ts';
import { createCalendar, createTeam } from '../modules/people/index.ts';
import { promiseSubscriptions, tickPromises } from '../modules/promises/index.ts';
import { openTestHouse, type TestHouse } from './house.ts';

export type Step = ProtocolDefinition['steps'][number];
export type Staff = Awaited<ReturnType<TestHouse['staff']>>;

/** A house with an owner, an agent, a lead and a manager who work from nine to five in Berlin, and ticks on demand. */
export async function openEscalations(at: Date) {
  const house = await openTestHouse(at);
  const boss = await house.staff('owner', 'Olga');
  const [agent, lead, manager] = [
    await house.staff('agent', 'Ann'),
    await house.staff('lead', 'Lee'),
    await house.staff('manager', 'Mia'),
  ];
  await createMailbox(house.as(boss), { name: 'Help', address: 'help@example.org' } as never);
  const hours = await calendar('Office', [{ from: '09:00', to: '17:00' }]);
  await house.db.updateTable('calendars').set({ is_default: true }).where('id', '=', hours).execute();

  /** A calendar in Berlin, Monday to Friday. */
  async function calendar(name: string, day: { from: string; to: string }[]): Promise<string> {
    const week: Week = { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] };
    const made = await createCalendar(house.as(boss), {
      name: `${name} ${newId().slice(-4)}`,
      zone: 'Europe/Berlin',
      week: week as never,
      exceptions: [],
    });
    return made.id;
  }

  const protocol = (steps: Partial<Step>[], given: Partial<ProtocolDefinition> = {}) =>
    createProtocol(house.as(boss), {
      name: `Protocol ${newId().slice(-4)}`,
      way: 'hierarchical',
      triggers: [],
      conditions: {},
      steps: steps.map((step) => ({ whom: 'role', role: 'lead', mail: false, waitMinutes: 60, ...step })),
      task: null,
      ...given,
    });

  /** Lets the minute's work be done at an instant, `2026-04-15 09:00` in UTC. */
  async function tickAt(when: string): Promise<void> {
    house.setClock(new Date(`${when.replace(' ', 'T')}:00Z`));
    await tickPromises(house.system());
    await house.settle([...promiseSubscriptions, ...escalationSubscriptions]);
    await tickEscalations(house.system());
  }

  async function open(teamId?: string): Promise<string> {
    const { caseId } = await openCase(house.as(boss), {
      customer: { name: 'Carla', email: `c${newId()}@example.com` },
      subject: 'Broken pump',
      text: 'It leaks.',
    });
    await changeCase(house.as(boss), caseId, teamId === undefined ? { assigneeId: agent.id } : { teamId });
    return caseId;
  }

  /** A private team of those named; without any, that none of them is in. */
  async function privateTeam(...members: Staff[]): Promise<string> {
    const memberIds = members.map(({ id }) => id);
    return (await createTeam(house.as(boss), { name: `Private ${newId().slice(-4)}`, private: true, memberIds })).id;
  }

  /** By hand, about a new case, of a team where one is named; its id. */
  async function escalate(protocolId: string, teamId?: string): Promise<string> {
    const caseId = await open(teamId);
    return (await startEscalation(house.as(boss), { caseId, protocolId, note: 'Please help.' })).id;
  }

  /** Who was told when, in order: `Lee 2026-04-15 07:00`. */
  async function told(id: string): Promise<string[]> {
    const { alerts } = await readEscalation(house.as(boss), id);
    return alerts
      .flatMap(({ person, toldAt }) => (toldAt === null ? [] : { at: toldAt.slice(0, 16).replace('T', ' '), person }))
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .map(({ at, person }) => `${person.name} ${at}`);
  }

  return {
    house,
    boss,
    agent,
    lead,
    manager,
    calendar,
    protocol,
    tickAt,
    open,
    privateTeam,
    escalate,
    told,
    read: (id: string) => readEscalation(house.as(boss), id),
    about: async (caseId: string) => (await listEscalations(house.as(boss), { case: caseId })).items,
  };
}
