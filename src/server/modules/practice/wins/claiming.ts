import type { Win, WinFigures } from '../../../../contract/practice-wins.ts';
import { bestEvidence, type Claim, evidenceSince, evidenceUntil } from '../../../../domain/practice/win-evidence.ts';
import { dayIn, shiftDay } from '../../../../domain/practice/working-days.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { findBehaviours } from '../behaviours/behaviour-queries.ts';
import { findCaseSeenBy, findCustomer } from '../outside-queries.ts';
import { personOf, placeOfTeam, placeOfUser } from '../place.ts';
import {
  countWinsSince,
  findWin,
  freeEvidence,
  holdCustomer,
  insertWin,
  listWinsAfter,
  setConfirmation,
  setWinState,
  useEvidence,
  type WinRow,
} from './win-queries.ts';

export interface WinClaim {
  customerId: string;
  caseId?: string | null | undefined;
  what: string;
  before?: string | undefined;
  behaviourIds?: readonly string[] | undefined;
}

/**
 * Claims a win. If the customer's side is there already it is evidenced at once; else it stays claimed until the
 * customer speaks, for fourteen days.
 * @throws Refusal not_found `customer-not-found`, `case-not-found`, `behaviour-not-found`.
 */
export function claimWin(ctx: Context, input: WinClaim): Promise<Win> {
  return transact(ctx, async (ctx) => {
    const userId = personOf(ctx);
    const customer = await findCustomer(ctx.trx, input.customerId);
    if (customer === undefined) throw missing('customer', 'customerId');
    const seen = input.caseId == null ? undefined : await findCaseSeenBy(ctx.trx, ctx.actor, input.caseId);
    if (input.caseId != null && seen === undefined) throw missing('case', 'caseId');
    if (seen !== undefined && (await findCustomer(ctx.trx, seen.customer_id))?.id !== customer.id)
      throw new Refusal('invalid', 'case-of-another', 'This case belongs to another customer.', { field: 'caseId' });
    const behaviourIds = [...new Set(input.behaviourIds ?? [])];
    if ((await findBehaviours(ctx.trx, behaviourIds)).length < behaviourIds.length)
      throw missing('behaviour', 'behaviourIds');
    const { zone } = await placeOfUser(ctx, userId);
    const id = newId();
    await holdCustomer(ctx.trx, customer.id);
    await insertWin(ctx.trx, {
      id,
      user_id: userId,
      customer_id: customer.id,
      case_id: input.caseId ?? null,
      private_team_id: seen?.private_team_id ?? null,
      what: input.what.trim(),
      before_state: (input.before ?? '').trim(),
      behaviour_ids: behaviourIds,
      day: dayIn(zone, ctx.now),
      claimed_at: ctx.now,
      evidence_until: evidenceUntil(ctx.now),
    });
    const claim = { id, userId, customerId: customer.id, caseId: input.caseId ?? null, claimedAt: ctx.now };
    const evidenced = await carryByWhatIsThere(ctx, claim);
    const state = evidenced ? 'evidenced' : 'claimed';
    await record(ctx, 'practice.won', id, { winId: id, customerId: customer.id, userId, caseId: claim.caseId, state });
    return theWin(ctx, id);
  });
}

/** A colleague's word that it was so: then the bell may ring, though the win still counts only with evidence. */
export function confirmWin(ctx: Context, id: string): Promise<Win> {
  return transact(ctx, async (ctx) => {
    const by = personOf(ctx);
    const win = await theRow(ctx, id);
    if (win.user_id === by)
      throw new Refusal('forbidden', 'own-win', 'Nobody confirms his own win; ask a colleague who saw it.');
    if (win.confirmed_by === null) {
      await setConfirmation(ctx.trx, id, by, ctx.now);
      await record(ctx, 'practice.win-confirmed', id, { winId: id, userId: win.user_id, confirmedBy: by });
    }
    return theWin(ctx, id);
  });
}

/** Wins, newest first. */
export async function listWins(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    state?: string | undefined;
    mine?: boolean | undefined;
    customerId?: string | undefined;
    day?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listWinsAfter(ctx.db, ctx.actor, {
    state: query.state,
    userId: query.mine === true ? personOf(ctx) : undefined,
    customerId: query.customerId,
    day: query.day,
    after: readCursor(query.cursor, 2),
    limit: limit + 1,
  });
  return cutPage(rows, limit, (row) => [row.claimed_at.toISOString(), row.id], showWin);
}

/** How many wins count, and how many were only claimed: everybody's together, never one person's. */
export async function winFigures(ctx: Context, days: number): Promise<WinFigures> {
  const { today: to } = await placeOfTeam(ctx, null);
  const from = shiftDay(to, 1 - days);
  const counts = await countWinsSince(ctx.db, from, ctx.now);
  return { from, to, evidenced: counts.evidenced, waiting: counts.waiting, onlyClaimed: counts.only_claimed };
}

/** One win the actor may see. @throws Refusal not_found `win-not-found`. */
export async function theWin(ctx: Context, id: string): Promise<Win> {
  return showWin(await theRow(ctx, id));
}

export async function theRow(ctx: Context, id: string): Promise<WinRow> {
  const row = await findWin(ctx.db, ctx.actor, id);
  if (row === undefined) throw new Refusal('not_found', 'win-not-found', 'There is no such win.');
  return row;
}

export function showWin(row: WinRow): Win {
  return {
    id: row.id,
    by: { id: row.user_id, name: row.user_name },
    customer: { id: row.customer_id, name: row.customer_name },
    caseId: row.case_id,
    what: row.what,
    before: row.before_state,
    behaviours: row.behaviours,
    state: row.state,
    claimedAt: row.claimed_at.toISOString(),
    evidenceUntil: row.evidence_until.toISOString(),
    evidence:
      row.evidence_kind === null || row.evidence_at === null
        ? null
        : { kind: row.evidence_kind, at: row.evidence_at.toISOString(), rating: row.rating, quote: row.quote },
    confirmedBy: row.confirmed_by === null ? null : { id: row.confirmed_by, name: row.confirmed_by_name ?? '' },
    bellId: row.bell_id,
    mayRing: mayRing(row),
  };
}

/** The bell rings for what the customer or a colleague confirmed, and once. */
function mayRing(row: WinRow): boolean {
  return row.bell_id === null && (row.state === 'evidenced' || row.confirmed_by !== null);
}

async function carryByWhatIsThere(ctx: WritingContext, claim: Claim): Promise<boolean> {
  const piece = bestEvidence(await freeEvidence(ctx.trx, claim, evidenceSince(claim.claimedAt)), claim);
  if (piece === undefined) return false;
  await useEvidence(ctx.trx, piece.id, claim.id);
  await setWinState(ctx.trx, claim.id, 'evidenced', ctx.now);
  return true;
}

function missing(what: string, field: string): Refusal {
  return new Refusal('not_found', `${what}-not-found`, `There is no such ${what}.`, { field });
}
