/** Whom a step calls, and when each of them may hear it: at work, back at work later, or away with somebody standing in. */
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { nextOpen } from '../../../domain/promises/business-time.ts';
import type { Receiver } from '../../../domain/promises/escalation.ts';
import { onCallAt } from '../../../domain/promises/escalation-rota.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { WritingContext } from '../../context.ts';
import { choicesOf, mailableAt } from '../notifications/index.ts';
import { findByRole, findKeeper, findLeads, findPeople, type PersonRow } from './reaching-queries.ts';
import { findRota, rotaOf } from './rota-queries.ts';
import type { About } from './rows.ts';

type Step = ProtocolDefinition['steps'][number];

/** The receivers of a step, each once. Whoever is away is replaced by whoever stands in for him, when that one is here. */
export async function receiversOf(ctx: WritingContext, step: Step, about: About): Promise<Receiver[]> {
  const named = await namedBy(ctx, step, about);
  const onCall = step.whom === 'on-call';
  const people = new Map((await findPeople(ctx.trx, named, ctx.now)).map((person) => [person.id, person]));
  const delegates = [...people.values()].flatMap(({ away, delegate_id }) => (away ? (delegate_id ?? []) : []));
  for (const person of await findPeople(ctx.trx, delegates, ctx.now)) people.set(person.id, person);
  const receivers = new Map<string, Receiver>();
  for (const id of named) {
    const wanted = people.get(id);
    if (wanted === undefined) continue;
    const standIn = wanted.away && wanted.delegate_id !== null ? people.get(wanted.delegate_id) : undefined;
    const person = standIn !== undefined && !standIn.away ? standIn : wanted;
    if (receivers.has(person.id)) continue;
    // on call beats hours, not being away: whoever is away and on call hears it when nobody stands in
    const called = onCall && (!wanted.away || standIn === undefined || standIn.away || standIn.id === person.id);
    const reachableAt = person.away ? null : await reachableFrom(ctx, person);
    receivers.set(person.id, { userId: person.id, onCall: called, reachableAt });
  }
  return [...receivers.values()];
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

/** By his own calendar; without one, whenever it is not quiet with him. Null when his calendar never opens again. */
async function reachableFrom(ctx: WritingContext, person: PersonRow): Promise<Date | null> {
  if (person.zone === null || person.week === null)
    return mailableAt(ctx.now, person.time_zone, await choicesOf(ctx.trx, person.id));
  try {
    return nextOpen({ zone: person.zone, week: person.week, exceptions: person.exceptions ?? [] }, ctx.now);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
