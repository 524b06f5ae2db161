import type { Role } from '../domain/people/permissions.ts';
import type { FileStore } from './files/store.ts';
import type { MailTransport } from './mail/sending.ts';
import type { Database, Transaction } from './store/database.ts';

/** Who acts. There is no ambient current user: every verb is told. */
export type Actor =
  | { kind: 'staff'; id: string; role: Role; name: string; teamIds: readonly string[] }
  | { kind: 'key'; id: string; role: Role; name: string; teamIds: readonly string[] }
  | { kind: 'customer'; id: string; name: string }
  | { kind: 'system'; name: string };

/** What every verb gets: where to read, who asks, what time it is, and under which request. */
export interface Context {
  readonly db: Database;
  readonly actor: Actor;
  /** The only clock there is: simulations and tests run years in seconds by passing another. */
  readonly now: Date;
  readonly requestId: string;
  /** Set while a verb of another room has opened the transaction that this one joins. */
  readonly trx?: Transaction;
  /** Where pages of ours are reached from outside, without a slash at the end. */
  readonly url: string;
  /** Signs links, mail tokens and cookies. */
  readonly secret: string;
  /** Where attachments lie. */
  readonly files: FileStore;
  /** Carries mail out; undefined while no outgoing mail server is set up. */
  readonly transport: MailTransport | undefined;
}

/** A context inside a transaction. */
export interface WritingContext extends Context {
  readonly trx: Transaction;
}

/**
 * Runs `work` in one transaction: the caller's when it has opened one, else a new one. Either everything in it
 * happened, with its events, or nothing.
 */
export function transact<T>(ctx: Context, work: (ctx: WritingContext) => Promise<T>): Promise<T> {
  if (ctx.trx !== undefined) return work({ ...ctx, trx: ctx.trx });
  return ctx.db.transaction().execute((trx) => work({ ...ctx, db: trx, trx }));
}

/** The same context for a system actor: subscriptions, jobs and ticks act under their own name. */
export function asSystem(ctx: Context, name: string, now = ctx.now): Context {
  return { ...ctx, actor: { kind: 'system', name }, now };
}

/** The staff member's id, for columns that say who did it; null for customers, keys and the system. */
export function staffId(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.id : null;
}
