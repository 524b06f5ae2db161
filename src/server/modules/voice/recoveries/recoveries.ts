import type { Recovery, RecoveryInFull } from '../../../../contract/voice-recoveries.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import {
  allowedRecoveryMoves,
  moveRecovery,
  type RecoveryMove,
  type RecoveryState,
} from '../../../../domain/voice/recovery.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { maySeeCase } from '../../cases/index.ts';
import { askAgain } from '../surveys/asking.ts';
import { findCustomer, isActiveUser } from '../queries.ts';
import { noteAsked } from './recovery-checks.ts';
import { handClocksOver, keepCloseClock, keepContactClock, releaseClocks } from './recovery-clocks.ts';
import { moveRow, startRecovery } from './recovery-opening.ts';
import {
  findRecovery,
  holdRecovery,
  insertMove,
  listMoves,
  listRecoveriesAfter,
  type RecoveryFilter,
  type RecoveryRow,
  type RecoveryWithNames,
  updateRecovery,
} from './recovery-queries.ts';
import { dropPlannedChecks } from './recovery-side-queries.ts';

/** Recoveries: open ones by the next deadline, ended ones newest first. */
export async function listRecoveries(
  ctx: Context,
  query: RecoveryFilter & { limit?: number | undefined; cursor?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listRecoveriesAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [(query.ended === true ? row.ended_at! : row.due_at).toISOString(), row.id],
    (row) => show(row, ctx.now),
  );
}

/** One recovery with its history. @throws Refusal not_found */
export async function readRecovery(ctx: Context, id: string): Promise<RecoveryInFull> {
  const row = await findRecovery(ctx.db, ctx.actor, id);
  if (row === undefined) throw unknownRecovery();
  const moves = await listMoves(ctx.db, id);
  return {
    ...show(row, ctx.now),
    sourceId: row.source_id,
    loss: row.loss,
    cause: row.cause,
    remedyOffered: row.remedy_offered,
    remedyAccepted: row.remedy_accepted,
    askedAgainAt: row.asked_again_at?.toISOString() ?? null,
    verdictWords: row.verdict_words,
    allowed: allowedRecoveryMoves(standingOf(row)),
    history: moves.map((each) => ({
      at: each.at.toISOString(),
      by: each.by_user === null ? null : { id: each.by_user, name: each.name ?? '' },
      move: each.move,
      words: each.words,
    })),
  };
}

/** Opens a recovery by hand: somebody noticed what no survey said. */
export function openRecovery(
  ctx: Context,
  input: {
    customerId: string;
    caseId?: string | undefined;
    loss?: string | undefined;
    severity?: 'normal' | 'severe' | undefined;
    ownerId?: string | undefined;
  },
): Promise<RecoveryInFull> {
  return transact(ctx, async (ctx) => {
    if ((await findCustomer(ctx.trx, input.customerId)) === undefined)
      throw new Refusal('invalid', 'customer-not-found', 'There is no such customer.', { field: 'customerId' });
    if (input.caseId !== undefined && !(await maySeeCase(ctx, input.caseId)))
      throw new Refusal('invalid', 'case-not-found', 'There is no such case.', { field: 'caseId' });
    if (input.ownerId !== undefined) await mustBeActive(ctx, input.ownerId);
    const { id, opened } = await startRecovery(ctx, {
      customerId: input.customerId,
      caseId: input.caseId ?? null,
      source: 'manual',
      sourceId: null,
      severity: input.severity ?? 'normal',
      words: null,
      loss: input.loss,
      ownerId: input.ownerId,
    });
    if (!opened)
      throw new Refusal('conflict', 'recovery-open', 'There is already an open recovery for this case.', {
        recoveryId: id,
      });
    return readRecovery(ctx, id);
  });
}

/** Takes a recovery one step on. The verdict is not a step of ours: the customer gives it. */
export function moveOn(
  ctx: Context,
  id: string,
  input: { move: RecoveryMove; words?: string | undefined; loss?: string | undefined; ownerId?: string | undefined },
): Promise<RecoveryInFull> {
  return transact(ctx, async (ctx) => {
    if ((await findRecovery(ctx.trx, ctx.actor, id)) === undefined) throw unknownRecovery();
    const held = (await holdRecovery(ctx.trx, id))!;
    const state = moveRecovery(standingOf(held), input.move);
    const change = await effectOf(ctx, held, input);
    await applyMove(
      ctx,
      held,
      { move: input.move, state, words: input.words?.trim() ?? '' },
      {
        ...change,
        ...(input.loss === undefined ? {} : { loss: input.loss.trim() }),
      },
    );
    return readRecovery(ctx, id);
  });
}

/** A reply by a person in the case of an open recovery is the first human contact. */
export async function contactByReply(ctx: WritingContext, recovery: RecoveryRow): Promise<void> {
  if (recovery.state !== 'open') return;
  await keepContactClock(ctx, recovery);
  await applyMove(ctx, recovery, { move: 'contact', state: 'contacted', words: '' }, contacted(ctx, recovery));
}

/** Ends a recovery that nobody is left to owe anything in; its clocks are withdrawn with all that he was promised. */
export async function callOff(ctx: WritingContext, held: RecoveryRow): Promise<void> {
  await dropPlannedChecks(ctx.trx, held.id);
  await applyMove(ctx, held, { move: 'call-off', state: 'called-off', words: '' }, { ended_at: ctx.now });
}

async function applyMove(
  ctx: WritingContext,
  held: RecoveryRow,
  made: { move: string; state: RecoveryState; words: string },
  change: Partial<RecoveryRow>,
): Promise<void> {
  await updateRecovery(ctx.trx, held.id, { state: made.state, ...change });
  await insertMove(ctx.trx, moveRow(ctx, held.id, made.move, made.words));
  await record(ctx, 'voice.recovery-moved', held.id, {
    recoveryId: held.id,
    customerId: held.customer_id,
    ...(held.case_id === null ? {} : { caseId: held.case_id }),
    state: made.state,
    move: made.move,
  });
}

async function effectOf(
  ctx: WritingContext,
  held: RecoveryRow,
  input: { move: RecoveryMove; words?: string | undefined; ownerId?: string | undefined },
): Promise<Partial<RecoveryRow>> {
  const words = input.words?.trim() ?? '';
  switch (input.move) {
    case 'contact':
      await keepContactClock(ctx, held);
      return contacted(ctx, held);
    case 'cause':
      return { cause: needed(words, 'Say what the cause was.') };
    case 'offer-remedy':
      return { remedy_offered: needed(words, 'Say what you offered.'), remedy_accepted: null };
    case 'remedy-accepted':
      return { remedy_accepted: true };
    case 'remedy-declined':
      return { remedy_accepted: false, remedy_offered: '' };
    case 'assign': {
      const ownerId = needed(input.ownerId ?? '', 'Say who takes it over.', 'ownerId');
      await mustBeActive(ctx, ownerId);
      await handClocksOver(ctx, held, ownerId);
      return { owner_id: ownerId };
    }
    case 'call-off':
      await releaseClocks(ctx, held);
      await dropPlannedChecks(ctx.trx, held.id);
      return { ended_at: ctx.now };
    case 'ask-again': {
      const asked = await askAgain(ctx, {
        id: held.id,
        customerId: held.customer_id,
        caseId: held.case_id,
        note: words,
      });
      if (asked === 'opted_out')
        throw new Refusal(
          'conflict',
          'opted-out',
          'This customer has asked not to be asked, so nothing was sent. What he says of himself, by mail or on his page, still counts.',
        );
      if (asked !== 'asked')
        throw new Refusal(
          'conflict',
          asked === 'no_address' ? 'no-address' : 'address-bounced',
          'There is no mail address that reaches this customer; add one first, because only he can say whether it is put right.',
        );
      await noteAsked(ctx, held);
      await keepCloseClock(ctx, held);
      return { asked_again_at: ctx.now };
    }
  }
}

function contacted(ctx: WritingContext, held: RecoveryRow): Partial<RecoveryRow> {
  return { contacted_at: ctx.now, due_at: held.close_due_at };
}

function needed(text: string, sentence: string, field = 'words'): string {
  if (text === '') throw new Refusal('invalid', 'words-missing', sentence, { field });
  return text;
}

async function mustBeActive(ctx: WritingContext, userId: string): Promise<void> {
  if ((await isActiveUser(ctx.trx, userId)) === undefined)
    throw new Refusal('invalid', 'user-not-found', 'There is no such colleague at work here.', { field: 'ownerId' });
}

function standingOf(row: RecoveryRow) {
  return {
    state: row.state as RecoveryState,
    cause: row.cause,
    remedyOffered: row.remedy_offered,
    causeRemoved: row.cause_removed_at !== null,
  };
}

function show(row: RecoveryWithNames, now: Date): Recovery {
  return {
    id: row.id,
    customer: { id: row.customer_id, name: row.customer_name },
    caseId: row.case_id,
    caseNumber: row.case_number,
    source: row.source as Recovery['source'],
    severity: row.severity as Recovery['severity'],
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    state: row.state as RecoveryState,
    openedAt: row.opened_at.toISOString(),
    contactDueAt: row.contact_due_at.toISOString(),
    contactedAt: row.contacted_at?.toISOString() ?? null,
    closeDueAt: row.close_due_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    late: row.ended_at === null && row.due_at < now,
    words: row.words,
    causeRemovedAt: row.cause_removed_at?.toISOString() ?? null,
  };
}

function unknownRecovery(): Refusal {
  return new Refusal('not_found', 'recovery-not-found', 'There is no such recovery.');
}
