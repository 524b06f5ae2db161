/** For tests of this room: a company with hours and policies, and cases that live by what the log says of them. */
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { createCalendar } from '../../people/index.ts';
import { caseSubscription } from '../following-cases.ts';
import { leaverSubscription } from '../leaving.ts';
import { recomputeSubscription } from '../recomputing.ts';
import { createPolicy } from '../policies/policies.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const subscriptionsUnderTest = [caseSubscription, leaverSubscription, recomputeSubscription];

/** Weekdays nine to five without lunch; Berlin, so that daylight saving is felt. */
const day = [
  { from: '09:00', to: '12:30' },
  { from: '13:00', to: '17:00' },
];
export const weekWithLunch = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] };

export interface Fixture {
  calendarId: string;
  customerId: string;
  organisationId: string;
  usual: string;
  urgent: string;
  ctx: Context;
  /** Opens a case, as the cases room does; unless `silent`, the customer wrote it. */
  openCase(options?: {
    priority?: string;
    assigneeId?: string | null;
    teamId?: string;
    silent?: boolean;
    tags?: string[];
    kind?: string;
    data?: Record<string, unknown>;
  }): Promise<string>;
  /** Records what happened to a case, without settling. */
  happen(caseId: string, type: string, data?: Record<string, unknown>): Promise<void>;
  change(caseId: string, after: Record<string, unknown>): Promise<void>;
  customerWrites(caseId: string, data?: Record<string, unknown>): Promise<void>;
  reply(caseId: string, userId: string): Promise<void>;
  settle(): Promise<void>;
}

export async function furnish(house: TestHouse): Promise<Fixture> {
  const ctx = house.system();
  const organisationId = newId();
  const customerId = newId();
  await house.db
    .insertInto('organisations')
    .values({ id: organisationId, name: 'Holm Joinery', created_at: ctx.now })
    .execute();
  await house.db
    .insertInto('customers')
    .values({
      id: customerId,
      name: 'Greta Holm',
      organisation_id: organisationId,
      first_seen_at: ctx.now,
      created_at: ctx.now,
    })
    .execute();
  const calendar = await createCalendar(ctx, {
    name: 'Showroom',
    zone: 'Europe/Berlin',
    week: weekWithLunch,
    isDefault: true,
  });
  const urgent = await createPolicy(ctx, {
    name: 'Urgent',
    conditions: { priorities: ['urgent'] },
    firstResponseMinutes: 60,
    nextResponseMinutes: 120,
    resolutionMinutes: 480,
  });
  const usual = await createPolicy(ctx, {
    name: 'Usual',
    firstResponseMinutes: 240,
    nextResponseMinutes: 480,
    resolutionMinutes: 2400,
    pauseResolutionIn: ['waiting', 'snoozed'],
  });
  const settle = async () => {
    await house.settle(subscriptionsUnderTest);
    const failed = await house.db.selectFrom('subscription_failures').select('error').executeTakeFirst();
    if (failed !== undefined) throw new Error(`a subscription failed: ${failed.error}`);
  };
  const write = (work: (ctx: WritingContext) => Promise<void>) => transact(house.system(), work);
  const happen = (caseId: string, type: string, data: Record<string, unknown> = {}) =>
    write((ctx) => record(ctx, type, caseId, { caseId, ...data }));
  return {
    calendarId: calendar.id,
    customerId,
    organisationId,
    usual: usual.id,
    urgent: urgent.id,
    ctx,
    settle,
    happen,
    async openCase(options = {}) {
      const id = newId();
      const values = { kind: options.kind ?? 'question', priority: options.priority ?? 'normal', channel: 'mail' };
      await write(async (ctx) => {
        const row = await ctx.trx
          .insertInto('cases')
          .values({
            id,
            ...values,
            subject: 'Lime plaster for a damp gable',
            customer_id: customerId,
            assignee_id: options.assigneeId ?? null,
            team_id: options.teamId ?? null,
            tags: options.tags ?? [],
            created_at: ctx.now,
            updated_at: ctx.now,
          })
          .returning('number')
          .executeTakeFirstOrThrow();
        const data = {
          caseId: id,
          number: row.number,
          customerId,
          ...values,
          teamId: options.teamId ?? null,
          assigneeId: options.assigneeId ?? null,
        };
        await record(ctx, 'cases.opened', id, data);
        if (options.silent === true) return;
        await record(ctx, 'cases.customer-wrote', id, {
          caseId: id,
          messageId: newId(),
          customerId,
          channel: 'mail',
          mailClass: 'human',
          thanksOnly: false,
          ...options.data,
        });
      });
      return id;
    },
    change: (caseId, after) => happen(caseId, 'cases.changed', { before: {}, after }),
    customerWrites: (caseId, data = {}) =>
      happen(caseId, 'cases.customer-wrote', {
        messageId: newId(),
        customerId,
        channel: 'mail',
        mailClass: 'human',
        thanksOnly: false,
        ...data,
      }),
    reply: (caseId, userId) => happen(caseId, 'cases.replied', { messageId: newId(), customerId, userId }),
  };
}

/** The promises of a case, oldest first, as the table has them. */
export function promisesOf(house: TestHouse, caseId: string) {
  return house.db
    .selectFrom('promises')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** The newest promise of one clock of a case. */
export async function clockOf(house: TestHouse, caseId: string, clock: string) {
  const found = (await promisesOf(house, caseId)).findLast((promise) => promise.clock === clock);
  if (found === undefined) throw new Error(`the case has no ${clock}`);
  return found;
}

/** The types of everything recorded about a subject, in order. */
export async function eventsOf(house: TestHouse, subjectId: string): Promise<string[]> {
  const rows = await house.db
    .selectFrom('events')
    .select('type')
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .execute();
  return rows.map(({ type }) => type);
}
