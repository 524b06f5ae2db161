import type { Authority, GestureKind } from '../../../contract/authority.ts';
import type { Role } from '../../../domain/people/permissions.ts';
import type { GestureUnit, Span } from '../../../domain/procedures/authority.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { companyCurrency, findKind, type KindRow, type LimitRow, limitsOf, listKinds, listLimits } from './queries.ts';

/** What can be given, and what each role may give without asking. */
export async function readAuthority(ctx: Context) {
  const [currency, kinds, limits] = await Promise.all([companyCurrency(ctx.db), listKinds(ctx.db), listLimits(ctx.db)]);
  return { currency, kinds: kinds.map(showKind), limits: limits.map(showLimit) };
}

export function addKind(ctx: Context, input: { name: string; unit: GestureUnit }): Promise<GestureKind> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    await ctx.trx
      .insertInto('gesture_kinds')
      .values({ id, name: input.name.trim(), unit: input.unit, position: 100 })
      .execute();
    await record(ctx, 'authority.kind-added', id, { kindId: id, name: input.name.trim() });
    return showKind((await findKind(ctx.trx, id))!);
  });
}

/** Renames or retires something that can be given; the ledger keeps what was given of it. */
export function changeKind(
  ctx: Context,
  id: string,
  input: { name?: string | undefined; retired?: boolean | undefined },
): Promise<GestureKind> {
  return transact(ctx, async (ctx) => {
    const row = await theKind(ctx, id);
    await ctx.trx
      .updateTable('gesture_kinds')
      .set({
        name: input.name?.trim() ?? row.name,
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? (row.retired_at ?? ctx.now) : null }),
      })
      .where('id', '=', id)
      .execute();
    await record(ctx, 'authority.kind-changed', id, { kindId: id, changed: Object.keys(input) });
    return showKind((await findKind(ctx.trx, id))!);
  });
}

/** Says how much a role may give of a kind within a span. Records `authority.limit-set` with what stood before. */
export function setLimit(
  ctx: Context,
  input: { kindId: string; role: Role; span: Span; most: number | null; currency?: string | undefined },
): Promise<Authority> {
  return transact(ctx, async (ctx) => {
    await theKind(ctx, input.kindId);
    const before = (await limitsOf(ctx.trx, input.kindId, input.role)).find((one) => one.span === input.span);
    const most = input.most === null ? null : Math.round(input.most * 100) / 100;
    if (most === 0) throw new Refusal('invalid', 'limit-too-small', 'A limit begins at 0.01.', { field: 'most' });
    const change = {
      most,
      currency: input.currency ?? before?.currency ?? (await companyCurrency(ctx.trx)),
      changed_at: ctx.now,
      changed_by: staffId(ctx.actor),
    };
    await ctx.trx
      .insertInto('authorities')
      .values({ id: newId(), kind_id: input.kindId, role: input.role, span: input.span, ...change })
      .onConflict((conflict) => conflict.columns(['kind_id', 'role', 'span']).doUpdateSet(change))
      .execute();
    const row = (await limitsOf(ctx.trx, input.kindId, input.role)).find((one) => one.span === input.span)!;
    await record(ctx, 'authority.limit-set', row.id, {
      kindId: input.kindId,
      role: input.role,
      span: input.span,
      from: before?.most ?? null,
      to: most,
    });
    return showLimit(row);
  });
}

/** Takes a limit away. Without any, everything of the kind has to be asked for. */
export async function removeLimit(ctx: Context, id: string): Promise<null> {
  await transact(ctx, async (ctx) => {
    const gone = await ctx.trx
      .deleteFrom('authorities')
      .where('id', '=', id)
      .returning(['kind_id', 'role', 'span', 'most'])
      .executeTakeFirst();
    if (gone === undefined) throw new Refusal('not_found', 'limit-not-found', 'There is no such limit.');
    await record(ctx, 'authority.limit-removed', id, {
      kindId: gone.kind_id,
      role: gone.role,
      span: gone.span,
      from: gone.most,
    });
  });
  return null;
}

/** A kind that can still be given. @throws Refusal not_found */
export async function theKind(ctx: WritingContext, id: string): Promise<KindRow> {
  const row = await findKind(ctx.trx, id);
  if (row === undefined)
    throw new Refusal('not_found', 'kind-not-found', 'Nobody can give that here.', { field: 'kindId' });
  return row;
}

export function showKind(row: KindRow): GestureKind {
  return { id: row.id, name: row.name, unit: row.unit as GestureUnit, retired: row.retired_at !== null };
}

function showLimit(row: LimitRow): Authority {
  return {
    id: row.id,
    kind: { id: row.kind_id, name: row.name },
    unit: row.unit as GestureUnit,
    role: row.role as Role,
    span: row.span as Span,
    most: row.most,
    currency: row.currency,
    changedAt: row.changed_at.toISOString(),
  };
}
