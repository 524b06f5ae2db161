import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import type { Heard } from './arriving.ts';
import { markOf, saidAt } from './marks.ts';
import { arrivalOf, listMarkedArrivals, listMarks, type MarkRow, saveMarks } from './mark-queries.ts';
import { findMergedInto } from './position-queries.ts';

/** What the things these events speak of mark so far, by thing; of who was merged, as he is now. */
export async function openMarks(ctx: WritingContext, events: readonly KeptEvent[]): Promise<Map<string, MarkRow[]>> {
  const rows = await listMarks(ctx.trx, namesIn(events));
  const merged = rows.length === 0 ? new Map() : await findMergedInto(ctx.trx, [...new Set(rows.map(customerOf))]);
  return Map.groupBy(
    rows.map((row) => ({ ...row, customer_id: merged.get(row.customer_id) ?? row.customer_id })),
    ({ marked_by }) => marked_by,
  );
}

/** Whom it may move when these things are corrected or taken back. */
export async function listMarked(ctx: WritingContext, events: readonly KeptEvent[]): Promise<string[]> {
  return (await listMarkedArrivals(ctx.trx, namesIn(events))).map(customerOf);
}

/**
 * Enters what a thing marks now in place of what it marked before. What it marks still, or again, it marks since it first did.
 * @returns the arrivals as they are to be heard, and what it marks no more
 */
export async function markAnew(
  ctx: WritingContext,
  book: Map<string, MarkRow[]>,
  event: KeptEvent,
  told: readonly Heard[],
): Promise<{ heard: Heard[]; lost: MarkRow[] }> {
  const mark = markOf(event)!;
  const before = book.get(mark.markedBy) ?? [];
  const isTold = (row: MarkRow) =>
    told.some((each) => each.destination_id === row.destination_id && each.customer_id === row.customer_id);
  const lost = before.filter((row) => !row.gone && !isTold(row));
  const now = told.map((each): MarkRow => {
    const known = before.find(({ destination_id }) => destination_id === each.destination_id);
    const first = event.type === mark.type ? each.reached_at : saidAt(event);
    return { ...each, marked_by: mark.markedBy, reached_at: known?.reached_at ?? first, gone: false };
  });
  const others = before.filter((row) => !now.some(({ destination_id }) => destination_id === row.destination_id));
  const after = [...others.map((row) => ({ ...row, gone: true })), ...now];
  book.set(mark.markedBy, after);
  if (lost.length > 0 || now.length > 0) await saveMarks(ctx.trx, after);
  return { heard: now.map(arrivalOf), lost };
}

function namesIn(events: readonly KeptEvent[]): string[] {
  return [...new Set(events.flatMap((event) => markOf(event)?.markedBy ?? []))];
}

function customerOf({ customer_id }: { customer_id: string }): string {
  return customer_id;
}
