/**
 * What somebody who takes part in a case was asked to do by an hour, as his promise in the ledger: it is made with his part, kept
 * when he or we say that it is done, moved with its hour, taken back when the part is taken from him, and broken by silence like
 * any other. A part without an hour promises nothing.
 */
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { addFact, addPromise, amend, type Entry, type Ledger, openLedger, saveLedger, settle, tell } from './ledger.ts';
import { holdPartTasks } from './ledger-queries.ts';
import { findCaseForPromise, findKeeper } from './reading-queries.ts';

export const partySubscription: Subscription = {
  name: 'promises.parties',
  types: ['cases.party-added', 'cases.party-changed', 'cases.party-done', 'cases.party-removed'],
  handle: async (ctx, events) => {
    for (const event of events) await followPart(ctx, event);
  },
};

/** The part as an event left it. */
interface Part {
  partyId: string;
  task: string | null;
  dueAt: Date | null;
  done: boolean;
}

async function followPart(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const part = partOf(event);
  if (part === undefined || event.subjectId === null) return;
  const ledger = await openLedger(ctx.trx, await holdPartTasks(ctx.trx, part.partyId));
  const entries = [...ledger.entries.values()];
  const open = entries.find(({ row }) => row.state === 'open');
  const by = event.actorKind === 'staff' ? event.actorId : null;
  const same = open !== undefined && open.row.what === part.task && part.dueAt !== null;
  if (part.done) done(ledger, open ?? lapsed(entries, part), event.at, by);
  else if (open !== undefined && !same) takeBack(ledger, open, event.at, by);
  else if (open !== undefined) move(ledger, open, part.dueAt!, event.at, by);
  const last = entries.find(({ row }) => row.what === part.task);
  if (!part.done && part.task !== null && part.dueAt !== null && !same && part.dueAt > event.at) {
    if (last !== undefined && isUndone(last, part)) {
      addFact(ledger, last, 'reopened', event.at, by);
      settle(ledger, last, event.at);
    } else await make(ctx, ledger, event, { ...part, task: part.task, dueAt: part.dueAt });
  }
  await saveLedger(ctx, ledger);
}

function partOf({ type, data }: KeptEvent): Part | undefined {
  const { partyId, task, dueAt } = data;
  if (typeof partyId !== 'string') return undefined;
  // an event of before parts were told says nothing of them
  if (type !== 'cases.party-removed' && !('dueAt' in data)) return undefined;
  if (type === 'cases.party-removed') return { partyId, task: null, dueAt: null, done: false };
  return {
    partyId,
    task: typeof task === 'string' ? task : null,
    dueAt: typeof dueAt === 'string' ? new Date(dueAt) : null,
    done: type === 'cases.party-done' || data['done'] === true,
  };
}

/** It is done; after its hour that is noted and makes nothing good. */
function done(ledger: Ledger, entry: Entry | undefined, at: Date, by: string | null): void {
  if (entry === undefined) return;
  addFact(ledger, entry, 'met', at, by, { reason: 'done' });
  settle(ledger, entry, at);
}

/** One that broke in silence and of which nobody has said yet that it was done after all. */
function lapsed(entries: readonly Entry[], part: Part): Entry | undefined {
  return entries.find(
    ({ row, facts }) => row.what === part.task && row.broke_in_silence && !facts.some(({ fact }) => fact === 'met'),
  );
}

function takeBack(ledger: Ledger, entry: Entry, at: Date, by: string | null): void {
  addFact(ledger, entry, 'withdrawn', at, by, { reason: 'released' });
  settle(ledger, entry, at);
}

function move(ledger: Ledger, entry: Entry, dueAt: Date, at: Date, by: string | null): void {
  const from = entry.row.due_at;
  if (from === null || +from === +dueAt || from <= at || dueAt <= at) return;
  addFact(ledger, entry, 'renegotiated', at, by, { from: from.toISOString(), dueAt: dueAt.toISOString() });
  amend(ledger, entry, { at_risk: false });
  settle(ledger, entry, at);
  const to = dueAt.toISOString();
  const atRisk = entry.row.at_risk;
  tell(ledger, entry, 'promises.renegotiated', at, { from: from.toISOString(), to, why: null, atRisk });
}

/** Said to be done by mistake: the same promise goes on. */
function isUndone({ row, facts }: Entry, part: Part): boolean {
  return row.state === 'kept' && facts.at(-1)?.fact === 'met' && row.due_at?.getTime() === part.dueAt?.getTime();
}

/** A colleague keeps his own part; over that of anybody else whoever gave it watches, or whoever has the case. */
async function make(
  ctx: WritingContext,
  ledger: Ledger,
  event: KeptEvent,
  part: { partyId: string; task: string; dueAt: Date },
): Promise<void> {
  const found = await findCaseForPromise(ctx.trx, event.subjectId!);
  if (found === undefined) return;
  const by = event.actorKind === 'staff' ? event.actorId : null;
  const party = await ctx.trx
    .selectFrom('case_parties')
    .select('user_id')
    .where('id', '=', part.partyId)
    .executeTakeFirst();
  addPromise(
    ledger,
    {
      kind: 'internal',
      clock: null,
      what: part.task,
      case_id: found.id,
      customer_id: found.customer_id,
      keeper_id: (await fit(ctx, party?.user_id ?? null)) ?? (await fit(ctx, by)) ?? found.assignee_id,
      visible: false,
      party_id: part.partyId,
      party_side: 'by',
      party_task: true,
    },
    { at: event.at, by, dueAt: part.dueAt },
  );
}

async function fit(ctx: WritingContext, userId: string | null): Promise<string | null> {
  const user = userId === null ? undefined : await findKeeper(ctx.trx, userId);
  return user?.active === true && user.role !== 'colleague' ? user.id : null;
}
