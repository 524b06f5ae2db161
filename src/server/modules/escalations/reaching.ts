/** Whom a step calls, and when each of them can hear it: at work, back at work later, or away with somebody standing in. */
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { ALWAYS_OPEN, isKnownZone } from '../../../domain/promises/calendar.ts';
import type { Receiver } from '../../../domain/promises/escalation.ts';
import { onCallAt } from '../../../domain/promises/escalation-rota.ts';
import { atAnyHour, outsideQuiet, type Reach } from '../../../domain/promises/escalation-waiting.ts';
import type { WritingContext } from '../../context.ts';
import { choicesOf } from '../notifications/index.ts';
import type { CalledRow } from './queries.ts';
import { findByRole, findKeeper, findLeads, findPeople, type PersonRow } from './reaching-queries.ts';
import { findRota, rotaOf } from './rota-queries.ts';
import type { About } from './rows.ts';
import { whoSees } from './seeing.ts';

type Step = ProtocolDefinition['steps'][number];

/** Whom a step calls, and how many of those it names may not see the case. */
export interface Called {
  receivers: Receiver[];
  unseen: number;
}

/**
 * The receivers of a step, each once. Whoever is away is replaced by whoever stands in for him, when that one is here. Whoever is
 * on call is called whatever the hour, and though he is away when nobody stands in. Whoever may not see the case is not
 * called; where none of them may, the owners are, who see everything.
 */
export async function receiversOf(ctx: WritingContext, step: Step, about: About): Promise<Called> {
  const wanted = await namedBy(ctx, step, about);
  const sees = await whoSees(ctx, about.caseId, wanted);
  const unseen = wanted.filter((id) => !sees.has(id)).length;
  const hidden = unseen > 0 && sees.size === 0;
  const named = hidden ? await findByRole(ctx.trx, 'owner') : wanted.filter((id) => sees.has(id));
  const receivers = await receiversFor(ctx, named, about, step.whom === 'on-call' && !hidden);
  return { receivers, unseen };
}

async function receiversFor(ctx: WritingContext, named: string[], about: About, onCall: boolean): Promise<Receiver[]> {
  const people = new Map((await findPeople(ctx.trx, named, ctx.now)).map((person) => [person.id, person]));
  const delegates = [...people.values()].flatMap(({ away, delegate_id }) => (away ? (delegate_id ?? []) : []));
  const seeing = [...(await whoSees(ctx, about.caseId, delegates))];
  for (const person of await findPeople(ctx.trx, seeing, ctx.now)) people.set(person.id, person);
  const receivers = new Map<string, Receiver>();
  for (const id of named) {
    const wanted = people.get(id);
    if (wanted === undefined) continue;
    const standIn = wanted.away && wanted.delegate_id !== null ? people.get(wanted.delegate_id) : undefined;
    const person = standIn !== undefined && !standIn.away ? standIn : wanted;
    if (receivers.has(person.id)) continue;
    receivers.set(person.id, { userId: person.id, onCall, reach: onCall ? atAnyHour : await reachOf(ctx, person) });
  }
  return [...receivers.values()];
}

/** When those whom a step called can hear of it, as things stand now; whoever left or is away cannot. */
export async function reachesOf(ctx: WritingContext, called: readonly CalledRow[]): Promise<Reach[]> {
  const ids = called.map(({ user_id }) => user_id);
  const people = new Map((await findPeople(ctx.trx, ids, ctx.now)).map((person) => [person.id, person]));
  const reaches: Reach[] = [];
  for (const { user_id, on_call } of called) {
    const person = people.get(user_id);
    const reach = person === undefined ? null : on_call ? atAnyHour : await reachOf(ctx, person);
    if (reach !== null) reaches.push(reach);
  }
  return reaches;
}

async function namedBy(ctx: WritingContext, step: Step, about: About): Promise<string[]> {
  switch (step.whom) {
    case 'person':
      return step.userId === undefined ? [] : [step.userId];
    case 'role':
      return step.role === undefined ? [] : findByRole(ctx.trx, step.role);
    case 'on-call': {
      const rota = step.rotaId === undefined ? undefined : await findRota(ctx.trx, step.rotaId, ctx.now);
      const id = rota === undefined ? null : onCallAt(rotaOf(rota), ctx.now);
      return id === null ? [] : [id];
    }
    case 'keeper': {
      const id = await findKeeper(ctx.trx, about);
      return id === null ? [] : [id];
    }
    case 'team-lead':
      return findLeads(ctx.trx, about.caseId, await findKeeper(ctx.trx, about));
  }
}

/**
 * In the hours of his calendar, less the quiet time he chose himself; where there is no calendar at all, whenever it is not quiet
 * with him. Null while he is away.
 */
async function reachOf(ctx: WritingContext, person: PersonRow): Promise<Reach | null> {
  if (person.away) return null;
  const { hours, leaves_at: leavesAt, quiet_from: from, quiet_to: to } = person;
  const zone = isKnownZone(person.time_zone) ? person.time_zone : 'UTC';
  if (hours.length > 0)
    return { hours, within: from === null || to === null ? ALWAYS_OPEN : outsideQuiet(zone, from, to), leavesAt };
  const { quietFrom, quietTo } = await choicesOf(ctx.trx, person.id);
  return { hours: [ALWAYS_OPEN], within: outsideQuiet(zone, quietFrom, quietTo), leavesAt };
}
