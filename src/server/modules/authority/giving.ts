import type { Allowance, Gesture } from '../../../contract/authority.ts';
import { leftToGive, type Limit, mayGive, type Span } from '../../../domain/procedures/authority.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { findCase } from '../cases/index.ts';
import { showKind, theKind } from './limits.ts';
import {
  companyCurrency,
  findGesture,
  type GestureRow,
  givenSoFar,
  holdKind,
  insertGesture,
  type LimitRow,
  limitsOf,
  listGesturesAfter,
  listKinds,
  listLimits,
  updateGesture,
} from './queries.ts';

/** A gesture noted by mistake can be taken back within this time, in milliseconds. */
const undoWithin = 86_400_000;
const nothing = { case: 0, customer: 0, month: 0 };

/** What the actor may give in a case right now, by kind. */
export async function allowances(ctx: Context, found: { id: string; customer_id: string }): Promise<Allowance[]> {
  const role = roleOf(ctx);
  const [kinds, limits, currency] = await Promise.all([listKinds(ctx.db), listLimits(ctx.db), companyCurrency(ctx.db)]);
  const given = await givenSoFar(ctx.db, spanOf(ctx, found));
  return kinds
    .filter((kind) => kind.retired_at === null)
    .map((kind) => {
      const own = limits.filter((limit) => limit.kind_id === kind.id && limit.role === role);
      const soFar = given.get(kind.id) ?? nothing;
      return {
        kind: showKind(kind),
        left: own.length === 0 && rules(role) ? null : leftToGive(own.map(limitOf), soFar),
        currency: own.find((limit) => limit.most !== null)?.currency ?? currency,
        limits: own.map((limit) => ({
          span: limit.span as Span,
          most: limit.most,
          given: soFar[limit.span as Span],
          currency: limit.currency,
        })),
      };
    });
}

/**
 * Gives something within what the actor may give. Records `authority.gesture-given`.
 * @throws Refusal forbidden `beyond-authority`, with what is left; not_found `kind-not-found`; invalid `kind-retired`, `moment-not-found`
 */
export function give(
  ctx: Context,
  ref: string,
  input: {
    kindId: string;
    size: number;
    currency?: string | undefined;
    cost?: number | null | undefined;
    why: string;
    momentId?: string | null | undefined;
  },
): Promise<Gesture> {
  return transact(ctx, async (ctx) => {
    const found = await findCase({ ...ctx, db: ctx.trx }, ref);
    const kind = await theKind(ctx, input.kindId);
    if (kind.retired_at !== null)
      throw new Refusal('invalid', 'kind-retired', `${kind.name} is not given any more.`, { field: 'kindId' });
    await holdKind(ctx.trx, kind.id);
    const size = Math.round(input.size * 100) / 100;
    const currency = input.currency ?? (await companyCurrency(ctx.trx));
    const role = roleOf(ctx);
    const limits = (await limitsOf(ctx.trx, kind.id, role)).map(limitOf);
    const soFar = (await givenSoFar(ctx.trx, spanOf(ctx, found), kind.id)).get(kind.id) ?? nothing;
    const owns = limits.length === 0 && rules(role);
    if (!owns && !mayGive(limits, soFar, size, kind.unit as 'money', currency)) {
      const left = leftToGive(limits, soFar);
      throw new Refusal(
        'forbidden',
        'beyond-authority',
        left === 0
          ? `${kind.name} has to be asked for here; one press asks whoever may give it.`
          : `You may give up to ${String(left)} of it here; one press asks for more.`,
        { field: 'size', extension: { left, currency } },
      );
    }
    return noteGesture(ctx, {
      ...input,
      size,
      currency,
      caseId: found.id,
      customerId: found.customer_id,
      approvalId: null,
    });
  });
}

/** Writes a gesture into the ledger; what may be given was decided before. */
export async function noteGesture(
  ctx: WritingContext,
  given: {
    kindId: string;
    size: number;
    currency: string;
    cost?: number | null | undefined;
    why: string;
    momentId?: string | null | undefined;
    caseId: string;
    customerId: string;
    approvalId: string | null;
    givenBy?: string;
  },
): Promise<Gesture> {
  const kind = await theKind(ctx, given.kindId);
  if (given.momentId != null) await mustBeHisMoment(ctx, given.momentId, given.customerId);
  const id = newId();
  const cost = given.cost ?? (kind.unit === 'money' ? given.size : null);
  await insertGesture(ctx.trx, {
    id,
    kind_id: given.kindId,
    case_id: given.caseId,
    customer_id: given.customerId,
    moment_id: given.momentId ?? null,
    size: given.size,
    currency: given.currency,
    cost,
    why: given.why.trim(),
    given_by: given.givenBy ?? staffId(ctx.actor),
    approval_id: given.approvalId,
    at: ctx.now,
  });
  await record(ctx, 'authority.gesture-given', id, {
    gestureId: id,
    kindId: given.kindId,
    kind: kind.name,
    caseId: given.caseId,
    customerId: given.customerId,
    size: given.size,
    currency: given.currency,
    cost,
    approvalId: given.approvalId,
    userId: given.givenBy ?? staffId(ctx.actor),
  });
  return showGesture((await findGesture(ctx.trx, { kind: 'system', name: 'ledger' }, id))!);
}

/** Takes back a gesture noted by mistake, by whoever gave it, within a day. It stays in the ledger. Records `authority.gesture-undone`. */
export function undoGesture(ctx: Context, id: string): Promise<Gesture> {
  return transact(ctx, async (ctx) => {
    const row = await findGesture(ctx.trx, ctx.actor, id);
    if (row === undefined) throw new Refusal('not_found', 'gesture-not-found', 'There is no such gesture.');
    await holdKind(ctx.trx, row.kind_id);
    if (row.undone_at !== null) return showGesture(row);
    const me = staffId(ctx.actor);
    if (row.given_by !== null && row.given_by !== me && !['owner', 'admin', 'manager'].includes(roleOf(ctx)))
      throw new Refusal('forbidden', 'gesture-not-yours', 'Whoever gave it takes it back, or a manager.');
    if (ctx.now.getTime() - row.at.getTime() > undoWithin)
      throw new Refusal('conflict', 'undo-too-late', 'It was given more than a day ago and stands.');
    await updateGesture(ctx.trx, id, { undone_at: ctx.now, undone_by: me });
    await record(ctx, 'authority.gesture-undone', id, {
      gestureId: id,
      caseId: row.case_id,
      customerId: row.customer_id,
    });
    return showGesture({ ...row, undone_at: ctx.now });
  });
}

/** The ledger, newest first, of cases the actor may see. */
export async function listGestures(
  ctx: Context,
  query: {
    kindId?: string | undefined;
    customerId?: string | undefined;
    caseId?: string | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listGesturesAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.at.toISOString(), row.id], showGesture);
}

/** The role in which somebody gives; customers and the system give nothing by themselves. */
export function roleOf(ctx: Context): string {
  return ctx.actor.kind === 'staff' || ctx.actor.kind === 'key' ? ctx.actor.role : '';
}

/** Whoever runs the house is bound only by limits that were said for him. */
function rules(role: string): boolean {
  return role === 'owner' || role === 'admin';
}

async function mustBeHisMoment(ctx: WritingContext, momentId: string, customerId: string): Promise<void> {
  const found = await ctx.trx.selectFrom('moments').select('customer_id').where('id', '=', momentId).executeTakeFirst();
  if (found?.customer_id !== customerId)
    throw new Refusal('invalid', 'moment-not-found', 'This customer has no such moment.', { field: 'momentId' });
}

function spanOf(ctx: Context, found: { id: string; customer_id: string }) {
  return { caseId: found.id, customerId: found.customer_id, userId: staffId(ctx.actor), now: ctx.now };
}

function limitOf(row: LimitRow): Limit {
  return { span: row.span as Span, most: row.most, currency: row.currency };
}

export function showGesture(row: GestureRow): Gesture {
  return {
    id: row.id,
    kind: { id: row.kind_id, name: row.kind_name },
    unit: row.unit as Gesture['unit'],
    size: row.size,
    currency: row.currency,
    cost: row.cost,
    why: row.why,
    caseId: row.case_id,
    caseNumber: row.number,
    customer: { id: row.customer_id, name: row.customer_name },
    momentId: row.moment_id,
    givenBy: row.given_by === null ? null : { id: row.given_by, name: row.giver ?? '' },
    at: row.at.toISOString(),
    approved: row.approval_id !== null,
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}
