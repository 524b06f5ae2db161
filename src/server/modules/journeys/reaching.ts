import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { followMerge, followUnmerge } from './following-merges.ts';
import {
  type Arrival,
  findCustomersOfCases,
  findMergedInto,
  findPositionsOf,
  listEventDestinations,
} from './position-queries.ts';
import { accept, arrive } from './positions.ts';

/**
 * Customers reach destinations by what happens to them. Any event with a customer, or about a case of his, may be the mark
 * of a destination, if it holds what the destination asks for. What a customer says about the solution is his acceptance of being helped.
 */
export const destinationsFromEvents: Subscription = {
  name: 'journeys.positions',
  types: [
    ...(['customers.*', 'cases.*', 'promises.*', 'moments.*', 'voice.*', 'practice.*', 'forms.*'] as const),
    ...(['procedures.*', 'journeys.*'] as const),
  ],
  handle: async (ctx, events) => {
    // a merge in the middle of a batch: what came before it moves with it
    let batch: KeptEvent[] = [];
    for (const event of events) {
      batch.push(event);
      const { from, into } = event.data;
      if (typeof from !== 'string' || typeof into !== 'string') continue;
      if (event.type !== 'customers.merged' && event.type !== 'customers.unmerged') continue;
      await reach(ctx, batch);
      batch = [];
      if (event.type === 'customers.merged') await followMerge(ctx, from, into);
      else await followUnmerge(ctx, from, into);
    }
    await reach(ctx, batch);
  },
};

async function reach(ctx: WritingContext, events: readonly KeptEvent[]): Promise<void> {
  const destinations = await listEventDestinations(ctx.trx);
  if (destinations.length === 0 || events.length === 0) return;
  const marks = new Set(destinations.map((each) => each.reached_on_event));
  const whose = await customersOf(
    ctx,
    events.filter(({ type }) => marks.has(type)),
  );
  const arrivals = new Map<string, Arrival>();
  for (const event of events) {
    const customerId = whose(event);
    if (customerId === undefined) continue;
    for (const each of destinations) {
      const key = `${customerId} ${each.id}`;
      if (each.reached_on_event !== event.type || arrivals.has(key) || !holds(event, each.reached_when)) continue;
      const caseId = event.data['caseId'];
      arrivals.set(key, {
        customer_id: customerId,
        destination_id: each.id,
        journey_id: each.journey_id,
        reached_at: event.at,
        case_id: typeof caseId === 'string' ? caseId : null,
        accepted: null,
      });
    }
  }
  await arrive(ctx, await onlyNew(ctx, arrivals));
  await acceptByVerdict(ctx, events, destinations);
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

function wordOf(data: KeptEvent['data'], key: string): string[] {
  const value = data[key];
  return typeof value === 'string' ? [value] : [];
}

function hasWord(data: KeptEvent['data'], key: string): boolean {
  return typeof data[key] === 'string';
}

async function onlyNew(ctx: WritingContext, arrivals: ReadonlyMap<string, Arrival>): Promise<Arrival[]> {
  if (arrivals.size === 0) return [];
  const customers = [...new Set([...arrivals.values()].map((each) => each.customer_id))];
  const known = await findPositionsOf(ctx.trx, customers);
  const there = new Set(known.map((each) => `${each.customer_id} ${each.destination_id}`));
  return [...arrivals].filter(([key]) => !there.has(key)).map(([, arrival]) => arrival);
}

async function acceptByVerdict(
  ctx: WritingContext,
  events: readonly KeptEvent[],
  destinations: readonly { id: string; reached_on_event: string | null }[],
): Promise<void> {
  const helped = destinations.filter((each) => each.reached_on_event === 'cases.closed');
  for (const { type, data } of events) {
    if (type !== 'cases.verdict-given' || typeof data['customerId'] !== 'string') continue;
    if (data['verdict'] !== 'confirmed' && data['verdict'] !== 'refuted') continue;
    for (const { id } of helped) await accept(ctx, data['customerId'], id, data['verdict'] === 'confirmed');
  }
}

/** Whether the event holds everything the destination asks for, e.g. `{"verdict": "confirmed"}`. */
function holds(event: KeptEvent, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return true;
  return Object.entries(wanted).every(([key, value]) => event.data[key] === value);
}
