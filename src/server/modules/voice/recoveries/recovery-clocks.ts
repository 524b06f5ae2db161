import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { asSystem, type WritingContext } from '../../../context.ts';
import { handOverPromise, keepPromise, makePromise, withdrawPromise } from '../../promises/index.ts';
import { findCustomer } from '../queries.ts';
import { findCompany } from '../../people/index.ts';
import type { RecoveryRow } from './recovery-queries.ts';
import { mayKeepPromises } from './recovery-side-queries.ts';

type Clocked = Pick<RecoveryRow, 'contact_promise_id' | 'close_promise_id' | 'owner_id'>;

/**
 * The two clocks of a recovery as promises of ours in the ledger: they are warned of, stand on the owner's day, survive
 * whoever leaves, and break loudly. The customer does not see them: what he is promised, a person tells him.
 */
export async function startClocks(
  ctx: WritingContext,
  recovery: { customerId: string; ownerId: string | null; contactDueAt: Date; closeDueAt: Date },
): Promise<{ contact_promise_id: string; close_promise_id: string }> {
  const system = asSystem(ctx, 'voice.recoveries');
  const name = (await findCustomer(ctx.trx, recovery.customerId))?.name ?? '';
  const language = (await findCompany(ctx.trx))?.language;
  const keeperId = await keeperOf(ctx, recovery.ownerId);
  const promise = (key: 'contact' | 'close', dueAt: Date) =>
    makePromise(system, {
      kind: 'internal',
      what: say(language, 'regain', `clock.${key}`, { name }).slice(0, 300),
      customerId: recovery.customerId,
      keeperId,
      dueAt: dueAt.toISOString(),
    });
  return {
    contact_promise_id: await promise('contact', recovery.contactDueAt),
    close_promise_id: await promise('close', recovery.closeDueAt),
  };
}

/** The first human contact was made; what was late stays broken. */
export function keepContactClock(ctx: WritingContext, recovery: Clocked): Promise<void> {
  return whileOpen(recovery.contact_promise_id, (id) => keepPromise(asSystem(ctx, 'voice.recoveries'), id));
}

/** Our part is done: the customer was asked whether it is good. */
export function keepCloseClock(ctx: WritingContext, recovery: Clocked): Promise<void> {
  return whileOpen(recovery.close_promise_id, (id) => keepPromise(asSystem(ctx, 'voice.recoveries'), id));
}

/** The customer himself says it is good: what was still to be done is not owed any more. */
export async function releaseClocks(ctx: WritingContext, recovery: Clocked): Promise<void> {
  const system = asSystem(ctx, 'voice.recoveries');
  for (const id of [recovery.contact_promise_id, recovery.close_promise_id])
    await whileOpen(id, async (open) => void (await withdrawPromise(system, open, { because: 'released' })));
}

/** Whoever takes a recovery over takes its clocks over. */
export async function handClocksOver(ctx: WritingContext, recovery: Clocked, ownerId: string): Promise<void> {
  const keeperId = await keeperOf(ctx, ownerId);
  if (keeperId === null) return;
  for (const id of [recovery.contact_promise_id, recovery.close_promise_id])
    await whileOpen(id, (open) => handOverPromise(asSystem(ctx, 'voice.recoveries'), open, { keeperId }));
}

async function keeperOf(ctx: WritingContext, ownerId: string | null): Promise<string | null> {
  return ownerId !== null && (await mayKeepPromises(ctx.trx, ownerId)) ? ownerId : null;
}

/** A clock that has ended, or is past its hour, stays as the ledger has it. */
async function whileOpen(id: string | null, work: (id: string) => Promise<void>): Promise<void> {
  if (id === null) return;
  try {
    await work(id);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
  }
}
