import { sql } from 'kysely';
import type { Role } from '../domain/people/permissions.ts';
import type { FileStore } from './files/store.ts';
import type { MailTransport } from './mail/sending.ts';
import type { Outside } from './outside/asking.ts';
import type { AssistantEndpoint } from './outside/assistant-endpoint.ts';
import type { Database, Transaction } from './store/database.ts';

/** Who acts. There is no ambient current user: every verb is told. */
export type Actor =
  | { kind: 'staff'; id: string; role: Role; name: string; teamIds: readonly string[] }
  /** `scopes` limit what its role may do; `onlyTeams`: no cases but those of `teamIds` exist for it. */
  | {
      kind: 'key';
      id: string;
      role: Role;
      name: string;
      teamIds: readonly string[];
      scopes?: readonly string[] | undefined;
      onlyTeams?: boolean;
    }
  | { kind: 'customer'; id: string; name: string }
  /** A rule acts as the system under its own id; `chain` names the rules that led to what it does, itself last. */
  | { kind: 'system'; name: string; id?: string; chain?: readonly string[] };

/** What every verb gets: where to read, who asks, what time it is, and under which request. */
export interface Context {
  readonly db: Database;
  readonly actor: Actor;
  /** The only clock there is: simulations and tests run years in seconds by passing another. */
  readonly now: Date;
  readonly requestId: string;
  /** Set while a verb of another room has opened the transaction that this one joins. */
  readonly trx?: Transaction;
  /** The transaction is the request's own: what a verb of it did is undone alone when that verb fails. */
  readonly undoable?: boolean;
  /** Where pages of ours are reached from outside, without a slash at the end. */
  readonly url: string;
  /** Signs links, mail tokens and cookies. */
  readonly secret: string;
  /** Where attachments lie. */
  readonly files: FileStore;
  /** Carries mail out; undefined while no outgoing mail server is set up. */
  readonly transport: MailTransport | undefined;
  /** The one way to call an address that a person or a stranger has named. */
  readonly outside: Outside;
  /** The language model named in the settings; undefined where none is. */
  readonly assistant: AssistantEndpoint | undefined;
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
  const { trx } = ctx;
  if (trx === undefined) return ctx.db.transaction().execute((trx) => work({ ...ctx, db: trx, trx }));
  if (ctx.undoable !== true) return work({ ...ctx, trx });
  return undoable(trx, () => work({ ...ctx, trx, undoable: false }));
}

async function undoable<T>(trx: Transaction, work: () => Promise<T>): Promise<T> {
  await sql`savepoint verb`.execute(trx);
  try {
    return await work();
  } catch (error) {
    // when the connection itself broke there is nothing left to undo, and the first error is the one to tell
    await sql`rollback to savepoint verb`.execute(trx).catch(() => undefined);
    throw error;
  } finally {
    await sql`release savepoint verb`.execute(trx).catch(() => undefined);
  }
}

/** The same context for a system actor: subscriptions, jobs and ticks act under their own name. */
export function asSystem(ctx: Context, name: string, now = ctx.now): Context {
  return { ...ctx, actor: { kind: 'system', name }, now };
}

/** The staff member's id, for columns that say who did it; null for customers, keys and the system. */
export function staffId(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.id : null;
}
