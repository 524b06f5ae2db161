import type { BodyOf } from '../../../contract/route.ts';
import type { makePromise as makeRoute } from '../../../contract/promises.ts';
import { addBusinessTime } from '../../../domain/promises/business-time.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { takesPart } from '../cases/index.ts';
import { calendarVersion } from './clock-record.ts';
import { refuseUnfitKeeper } from './handing-over.ts';
import { actingStaff, addPromise, openLedger, saveLedger } from './ledger.ts';
import { readTerms } from './policies/policy-choice.ts';
import { findCaseForPromise, findCustomer, isCaseVisible } from './reading-queries.ts';

/** No promise reaches further, in years. */
const farthestYears = 10;

/**
 * Promises a customer something, by an hour or within so many open minutes. The hour is worked out once: it is what
 * the customer hears, so later changes of a calendar do not move it.
 * @returns the new promise's id
 * @throws Refusal invalid `promise-to-whom`, `promise-by-when`, `due-not-ahead`, `due-too-far`, `keeper-unknown`,
 *   `keeper-outside`, `calendar-not-found`, `party-not-found`; not_found `case-not-found`, `customer-not-found`.
 */
export function makePromise(ctx: Context, input: BodyOf<typeof makeRoute>): Promise<string> {
  return transact(ctx, async (ctx) => {
    const to = await addressee(ctx, input);
    const party = input.party === undefined ? undefined : await takingPart(ctx, to.caseId, input.party);
    const by = actingStaff(ctx);
    const keeper = input.keeperId === undefined ? (by ?? to.assigneeId) : input.keeperId;
    if (keeper !== null && keeper !== by) await refuseUnfitKeeper(ctx, keeper, to.caseId);
    const calendar = await countingCalendar(ctx, input.calendarId, to.teamId);
    const dueAt = dueOf(ctx, input, calendar);
    const ledger = await openLedger(ctx.trx, []);
    const entry = addPromise(
      ledger,
      {
        kind: party === undefined ? (input.kind ?? 'personal') : 'internal',
        clock: null,
        what: input.what.trim(),
        case_id: to.caseId,
        customer_id: to.customerId,
        keeper_id: keeper,
        calendar_id: calendar.id,
        calendar_version: calendar.version,
        target_minutes: input.minutes ?? null,
        visible: input.kind === 'internal' || party !== undefined ? false : (input.visible ?? true),
        message_id: input.messageId ?? null,
        spoken_words: input.spokenWords ?? null,
        ...party,
      },
      { at: ctx.now, by, dueAt },
    );
    await saveLedger(ctx, ledger);
    return entry.row.id;
  });
}

/** Who takes part, when it is promised by or to somebody else than the customer. */
async function takingPart(ctx: WritingContext, caseId: string | null, party: { id: string; side: 'by' | 'to' }) {
  if (caseId === null || !(await takesPart(ctx, caseId, party.id)))
    throw new Refusal('invalid', 'party-not-found', 'Nobody like that takes part in this case.', { field: 'party' });
  return { party_id: party.id, party_side: party.side };
}

/** To whom it is promised: the customer of the case, or a customer without one. */
async function addressee(ctx: WritingContext, input: { caseId?: string | undefined; customerId?: string | undefined }) {
  if (input.caseId !== undefined) {
    const found = await findCaseForPromise(ctx.trx, input.caseId);
    if (found === undefined || !(await isCaseVisible(ctx, input.caseId)))
      throw new Refusal('not_found', 'case-not-found', 'There is no such case.', { field: 'caseId' });
    return { caseId: found.id, customerId: found.customer_id, teamId: found.team_id, assigneeId: found.assignee_id };
  }
  if (input.customerId === undefined)
    throw new Refusal('invalid', 'promise-to-whom', 'Say whom it is promised to: a case or a customer.', {
      field: 'customerId',
    });
  const customer = await findCustomer(ctx.trx, input.customerId);
  if (customer === undefined)
    throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
  return { caseId: null, customerId: customer.id, teamId: null, assigneeId: null };
}

async function countingCalendar(ctx: WritingContext, wished: string | undefined, teamId: string | null) {
  const terms = await readTerms(ctx.trx);
  const id = wished ?? (teamId === null ? undefined : terms.teamCalendars.get(teamId)) ?? terms.defaultCalendar;
  const version = id === null ? undefined : terms.versions.get(id);
  if (wished !== undefined && version === undefined)
    throw new Refusal('invalid', 'calendar-not-found', 'There is no such calendar.', { field: 'calendarId' });
  return version === undefined ? { id: null, version: null } : { id, version };
}

function dueOf(
  ctx: Context,
  input: { dueAt?: string | undefined; minutes?: number | undefined },
  calendar: { id: string | null; version: number | null },
): Date {
  if ((input.dueAt === undefined) === (input.minutes === undefined))
    throw new Refusal('invalid', 'promise-by-when', 'Say by when: an hour, or how many open minutes; one of the two.', {
      field: 'dueAt',
    });
  const dueAt =
    input.dueAt === undefined
      ? addBusinessTime(calendarVersion(calendar.id, calendar.version), ctx.now, (input.minutes ?? 0) * 60_000)
      : new Date(input.dueAt);
  if (!(dueAt > ctx.now))
    throw new Refusal('invalid', 'due-not-ahead', 'The due hour has to lie ahead.', { field: 'dueAt' });
  if (dueAt.getTime() > ctx.now.getTime() + farthestYears * 366 * 86_400_000)
    throw new Refusal('invalid', 'due-too-far', `A promise reaches ${farthestYears} years at most.`, {
      field: 'dueAt',
    });
  return dueAt;
}
