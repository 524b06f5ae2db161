/**
 * A promise is kept by somebody who works here, serves customers and sees the case it was given in. When a case goes to a private team,
 * or somebody leaves such a team or serves no longer, what he promised there is taken off him and told to whoever leads: kept by
 * somebody who cannot open it, it would break without a word.
 */
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import { visibleCases } from '../cases/index.ts';
import { findColleague } from '../people/index.ts';
import { addFact, amend, type Entry, type Ledger, openLedger, saveLedger, tell } from './ledger.ts';
import { findKeepersIn, findPrivateCases, findSeenCases, holdPromisesOfKeeper } from './ledger-queries.ts';

const batchSize = 500;

/** Takes what stands in cases of private teams off whoever does not see these, in a ledger that is in hand. */
export async function handOffUnseen(ctx: WritingContext, ledger: Ledger): Promise<void> {
  const kept = [...ledger.entries.values()].filter(({ row }) => row.state === 'open' && row.keeper_id !== null);
  const caseIds = await findPrivateCases(ctx.trx, [...new Set(kept.flatMap(({ row }) => row.case_id ?? []))]);
  if (caseIds.size === 0) return;
  const inPrivate = kept.filter(({ row }) => caseIds.has(row.case_id ?? ''));
  for (const [keeperId, own] of Map.groupBy(inPrivate, ({ row }) => row.keeper_id!))
    await handOff(ctx, ledger, keeperId, own);
}

/** What a colleague may have lost sight of: after a change of his role or teams, of a team, or of who takes part in a case. */
export async function lookAfterKeepers(ctx: WritingContext, event: KeptEvent): Promise<void> {
  for (const keeperId of await keepersConcerned(ctx, event)) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await holdPromisesOfKeeper(ctx.trx, keeperId, batchSize, after);
      const ledger = await openLedger(ctx.trx, rows);
      await handOff({ ...ctx, now: event.at }, ledger, keeperId, [...ledger.entries.values()]);
      await saveLedger(ctx, ledger);
      if (rows.length < batchSize) break;
      after = rows.at(-1)!.id;
    }
  }
}

async function keepersConcerned(ctx: WritingContext, { type, subjectId, data }: KeptEvent): Promise<string[]> {
  if (subjectId === null) return [];
  if (type === 'people.user-changed') return 'role' in data || 'teamIds' in data ? [subjectId] : [];
  if (type === 'people.team-changed')
    return 'private' in data || 'memberIds' in data ? findKeepersIn(ctx.trx, { teamId: subjectId }) : [];
  return type === 'cases.party-removed' ? findKeepersIn(ctx.trx, { caseId: subjectId }) : [];
}

/** Of some promises of one keeper, takes off him what he cannot keep. */
async function handOff(ctx: WritingContext, ledger: Ledger, keeperId: string, own: readonly Entry[]): Promise<void> {
  const keeper = await findColleague(ctx.trx, keeperId);
  const serves = keeper !== undefined && keeper.role !== 'colleague';
  const caseIds = own.flatMap(({ row }) => row.case_id ?? []);
  const seen = serves ? await findSeenCases(ctx.trx, visibleCases(keeper), caseIds) : new Set<string>();
  const lost = own.filter(({ row }) => !serves || (row.case_id !== null && !seen.has(row.case_id)));
  const because = keeper === undefined ? 'left' : 'out-of-sight';
  for (const entry of lost) {
    addFact(ledger, entry, 'handed-over', ctx.now, null, { from: keeperId, to: null, reason: because });
    amend(ledger, entry, { keeper_id: null });
    tell(ledger, entry, 'promises.handed-over', ctx.now, { from: keeperId, to: null, because });
  }
  // told case by case: whoever leads there is not who leads elsewhere
  for (const [caseId, of] of Map.groupBy(lost, ({ row }) => row.case_id))
    ledger.happened.push({
      at: ctx.now,
      type: 'promises.left-without-keeper',
      subjectId: keeperId,
      data: { userId: keeperId, count: of.length, because, caseId },
    });
}
