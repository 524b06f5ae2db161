import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { acceptIn, hear, type Heard } from './arriving.ts';
import { listMarked, markAnew, openMarks } from './marking.ts';
import { markOf } from './marks.ts';
import { followCases } from './placing.ts';
import { listTurned } from './placing-queries.ts';
import { followMerge, followUnmerge } from './following-merges.ts';
import {
  findCustomersOfCases,
  findLastPassage,
  findMergedInto,
  holdPositionsOf,
  listEventDestinations,
} from './position-queries.ts';
import { enterTold, forgetPositions, readAgainUntil } from './reading-again.ts';
import { takeBackMarked } from './taking-back.ts';

type EventDestination = Awaited<ReturnType<typeof listEventDestinations>>[number];

/** Whatever the journeys are: who is one person now, and what somebody says of being helped. */
const alwaysMoving = new Set(['customers.merged', 'customers.unmerged', 'cases.verdict-given']);

/** A case is over, or goes on: what was walked beside another passage by it is waited for no more, or again. */
const turning = new Set(['cases.closed', 'cases.reopened', 'cases.merged']);

/**
 * Customers reach destinations by what happens to them. Any event with a customer, or about a case of his, may be the mark
 * of a destination, if it holds what the destination asks for. What a customer says about the solution is his acceptance of being helped.
 * Read again from zero, the log gives the same positions, whatever the journeys were then: what was told is entered as it was told.
 * What marked a destination and is corrected or taken back later takes the customer back with it.
 */
export const destinationsFromEvents: Subscription = {
  name: 'journeys.positions',
  types: [
    ...(['customers.*', 'cases.*', 'promises.*', 'moments.*', 'voice.*', 'practice.*', 'forms.*'] as const),
    ...(['procedures.*', 'journeys.*'] as const),
  ],
  reset: forgetPositions,
  handle: async (ctx, events) => {
    const again = await readAgainUntil(ctx);
    const destinations = await listEventDestinations(ctx.trx);
    const marks = new Set(destinations.map((each) => each.reached_on_event));
    // most events mark no destination: nobody need be held, nor looked up, for them
    const marking = await openMarks(ctx, events);
    const isMarked = (event: KeptEvent) => {
      const mark = markOf(event);
      return mark !== undefined && (marks.has(mark.type) || marking.has(mark.markedBy));
    };
    const moving = events.filter(
      (event) => marks.has(event.type) || alwaysMoving.has(event.type) || again.isTold(event) || isMarked(event),
    );
    const turned = await listTurned(
      ctx.trx,
      events.filter(({ type }) => turning.has(type)).flatMap(({ data }) => wordOf(data, 'caseId')),
    );
    if (moving.length === 0 && turned.length === 0) return;
    await holdPositionsOf(ctx.trx, [
      ...(await concerned(ctx, moving)),
      ...(await listMarked(ctx, moving)),
      ...turned.map(({ customer_id }) => customer_id),
    ]);
    // a merge in the middle of a batch: what came before it moves with it
    let batch: KeptEvent[] = [];
    for (const event of moving) {
      if (again.isTold(event)) await enterTold(ctx, event);
      if (!again.hasHadEffects(event)) batch.push(event);
      const { from, into } = event.data;
      if (typeof from !== 'string' || typeof into !== 'string') continue;
      if (event.type !== 'customers.merged' && event.type !== 'customers.unmerged') continue;
      await reach(ctx, batch, destinations);
      batch = [];
      if (event.type === 'customers.merged') await followMerge(ctx, from, into);
      else await followUnmerge(ctx, from, into);
    }
    await reach(ctx, batch, destinations);
    await followCases(ctx, turned);
  },
};

async function reach(
  ctx: WritingContext,
  events: readonly KeptEvent[],
  destinations: readonly EventDestination[],
): Promise<void> {
  if (events.length === 0) return;
  const marked = Map.groupBy(destinations, (each) => each.reached_on_event!);
  const typeOf = (event: KeptEvent) => markOf(event)?.type ?? event.type;
  const whose = await customersOf(
    ctx,
    events.filter((event) => marked.has(typeOf(event))),
  );
  const book = await openMarks(ctx, events);
  let heard: Heard[] = [];
  for (const event of events) {
    const customerId = whose(event);
    const mark = markOf(event);
    const told =
      customerId === undefined || mark?.gone === true
        ? []
        : (marked.get(typeOf(event)) ?? []).flatMap((each) => heardAt(event, customerId, each));
    if (mark === undefined) heard.push(...told);
    else {
      const anew = await markAnew(ctx, book, event, told);
      if (anew.lost.length > 0) {
        await hear(ctx, heard);
        heard = [];
        for (const each of anew.lost) await takeBackMarked(ctx, each.marked_by, each.destination_id);
      }
      heard.push(...anew.heard);
    }
    if (event.type !== 'cases.verdict-given') continue;
    // he says it of where he is by then
    await hear(ctx, heard);
    heard = [];
    await acceptByVerdict(ctx, event, marked.get('cases.closed') ?? []);
  }
  await hear(ctx, heard);
}

/** That a customer is where an event marks it, if it holds what the destination asks for. */
function heardAt(event: KeptEvent, customerId: string, destination: EventDestination): Heard[] {
  if (!holds(event, destination.reached_when)) return [];
  return [
    {
      customer_id: customerId,
      destination_id: destination.id,
      journey_id: destination.journey_id,
      reached_at: timeOf(event),
      case_id: wordOf(event.data, 'caseId')[0] ?? null,
      marked_by: null,
    },
  ];
}

/** Everybody whom these events may move. */
async function concerned(ctx: WritingContext, events: readonly KeptEvent[]): Promise<string[]> {
  const named = new Set(
    events.flatMap(({ type, data }) => [
      ...wordOf(data, 'customerId'),
      ...(type.startsWith('customers.') ? [...wordOf(data, 'from'), ...wordOf(data, 'into')] : []),
    ]),
  );
  const cases = [...new Set(events.flatMap(({ data }) => wordOf(data, 'caseId')))];
  const owners = cases.length === 0 ? [] : await findCustomersOfCases(ctx.trx, cases);
  for (const { customer_id } of owners) named.add(customer_id);
  const merged = named.size === 0 ? new Map<string, string>() : await findMergedInto(ctx.trx, [...named]);
  return [...named, ...merged.values()];
}

/** Whom an event is about: the customer it names, else the one whose case it names; who was merged, as he is now. */
async function customersOf(ctx: WritingContext, events: readonly KeptEvent[]) {
  const owners = new Map<string, string>();
  const cases = new Set(events.flatMap(({ data }) => (hasWord(data, 'customerId') ? [] : wordOf(data, 'caseId'))));
  if (cases.size > 0)
    for (const { id, customer_id } of await findCustomersOfCases(ctx.trx, [...cases])) owners.set(id, customer_id);
  const named = new Set([...events.flatMap(({ data }) => wordOf(data, 'customerId')), ...owners.values()]);
  const merged = named.size === 0 ? new Map<string, string>() : await findMergedInto(ctx.trx, [...named]);
  return ({ data }: KeptEvent): string | undefined => {
    const [said = owners.get(wordOf(data, 'caseId')[0] ?? '')] = wordOf(data, 'customerId');
    return said === undefined ? undefined : (merged.get(said) ?? said);
  };
}

/** When it happened; that a destination was reached is told later than it was. */
function timeOf({ type, data, at }: KeptEvent): Date {
  const reachedAt = data['reachedAt'];
  return type === 'journeys.reached' && typeof reachedAt === 'string' ? new Date(reachedAt) : at;
}

function wordOf(data: KeptEvent['data'], key: string): string[] {
  const value = data[key];
  return typeof value === 'string' ? [value] : [];
}

function hasWord(data: KeptEvent['data'], key: string): boolean {
  return typeof data[key] === 'string';
}

/** His verdict on a case is his acceptance of being helped in it. */
async function acceptByVerdict(
  ctx: WritingContext,
  { data, at }: KeptEvent,
  helped: readonly EventDestination[],
): Promise<void> {
  const { customerId, caseId, verdict } = data;
  if (typeof customerId !== 'string' || (verdict !== 'confirmed' && verdict !== 'refuted')) return;
  for (const { id: destinationId } of helped) {
    const of = typeof caseId === 'string' ? caseId : undefined;
    const passage = await findLastPassage(ctx.trx, customerId, destinationId, of);
    if (passage !== undefined)
      await acceptIn({ ...ctx, now: at }, { customerId, destinationId, passage }, verdict === 'confirmed');
  }
}

/** Whether the event holds everything the destination asks for, e.g. `{"verdict": "confirmed"}`. */
function holds(event: KeptEvent, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return true;
  return Object.entries(wanted).every(([key, value]) => event.data[key] === value);
}
