import type { CaseKind, Priority } from '../../../domain/cases/words.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { changeLocked, closeLocked, reopenLocked } from './changing.ts';
import { lockCase } from './finding.ts';
import { snoozeLocked } from './snoozing.ts';

export interface ManyCasesInput {
  ids: string[];
  teamId?: string | null | undefined;
  assigneeId?: string | null | undefined;
  priority?: Priority | undefined;
  kind?: CaseKind | undefined;
  addTags?: string[] | undefined;
  removeTags?: string[] | undefined;
  snoozeUntil?: string | undefined;
  close?: boolean | undefined;
  reopen?: boolean | undefined;
}

/** Changes up to 200 cases, each in a transaction of its own: one that cannot be changed is named and stops no other. */
export async function changeCases(ctx: Context, input: ManyCasesInput) {
  const changed: string[] = [];
  const refused: { id: string; code: string; detail: string }[] = [];
  for (const id of new Set(input.ids)) {
    try {
      await changeOne(ctx, id, input);
      changed.push(id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ id, code: error.code, detail: error.message });
    }
  }
  return { changed, refused };
}

function changeOne(ctx: Context, id: string, input: ManyCasesInput): Promise<void> {
  return transact(ctx, async (ctx) => {
    let found = await lockCase(ctx, id);
    if (input.reopen === true) {
      await reopenLocked(ctx, found, 'staff', '');
      found = await lockCase(ctx, id);
    }
    const removed = new Set(input.removeTags ?? []);
    const tags =
      input.addTags === undefined && input.removeTags === undefined
        ? undefined
        : [...found.tags, ...(input.addTags ?? [])].filter((tag) => !removed.has(tag));
    const { teamId, assigneeId, priority, kind } = input;
    await changeLocked(ctx, found, { teamId, assigneeId, priority, kind, tags });
    // whoever hands a case to a private team may not see it afterwards; what else he asked for still holds
    const asked = input.snoozeUntil !== undefined || input.close === true;
    if (!asked) return;
    const now = await lockCase({ ...ctx, actor: { kind: 'system', name: 'bulk' } }, id);
    if (input.snoozeUntil !== undefined) await snoozeLocked(ctx, now, input.snoozeUntil);
    if (input.close === true) await closeLocked(ctx, now, null);
  });
}
