import type { BulkChange } from '../../../../contract/customer-records.ts';
import { type Context, transact } from '../../../context.ts';
import { recordAll } from '../../../store/events.ts';
import { listTagsBeginning, lockForChange, saveTagsAndVip } from '../records/record-queries.ts';

/**
 * Tags many customers, or marks them as important. Whoever does not exist, or is part of another record, is left out.
 * @returns how many were changed, and the changes that take exactly this back: a tag that was there before stays
 */
export function changeCustomers(
  ctx: Context,
  changes: readonly BulkChange[],
): Promise<{ changed: number; undo: BulkChange[] }> {
  return transact(ctx, async (ctx) => {
    const undo = new Map<string, BulkChange>();
    const changed = new Set<string>();
    for (const change of changes) {
      const rows = await lockForChange(ctx.trx, change.ids);
      const after = rows.flatMap((row) => {
        const added = (change.addTags ?? []).map((tag) => tag.trim()).filter((tag) => !row.tags.includes(tag));
        const removed = (change.removeTags ?? []).filter((tag) => row.tags.includes(tag));
        const vip = change.vip ?? row.vip;
        if (added.length === 0 && removed.length === 0 && vip === row.vip) return [];
        noteUndo(undo, row.id, { added, removed, vip: vip === row.vip ? undefined : row.vip });
        const tags = [...new Set([...row.tags.filter((tag) => !removed.includes(tag)), ...added])].slice(0, 50);
        return [{ id: row.id, tags, vip }];
      });
      await saveTagsAndVip(ctx.trx, after);
      for (const row of after) changed.add(row.id);
    }
    await recordAll(
      ctx,
      [...changed].map((id) => ({
        type: 'customers.changed',
        subjectId: id,
        data: { customerId: id, changed: ['tags', 'vip'] },
      })),
    );
    return { changed: changed.size, undo: [...undo.values()].slice(0, 200) };
  });
}

/** Tags to choose from. */
export function listTags(ctx: Context, q: string | undefined): Promise<string[]> {
  return listTagsBeginning(ctx.db, q?.trim() ?? '');
}

/** Whoever was changed the same way is changed back together. */
function noteUndo(
  undo: Map<string, BulkChange>,
  id: string,
  what: { added: string[]; removed: string[]; vip: boolean | undefined },
): void {
  const key = JSON.stringify(what);
  const present = undo.get(key);
  if (present !== undefined) present.ids.push(id);
  else
    undo.set(key, {
      ids: [id],
      ...(what.removed.length === 0 ? {} : { addTags: what.removed }),
      ...(what.added.length === 0 ? {} : { removeTags: what.added }),
      ...(what.vip === undefined ? {} : { vip: what.vip }),
    });
}
