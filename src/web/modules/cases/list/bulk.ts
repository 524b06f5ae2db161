import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-standing.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { changeRows, knownRows, refreshCases, type CaseRow } from '../cases.data.ts';

export type BulkPatch = Omit<BodyOf<typeof contract.changeCases>, 'ids'>;

/** Changes many cases at once, shows it at once, and offers the way back: each case to what it was itself. */
export function useBulk(): (ids: readonly string[], patch: BulkPatch, shown: Partial<CaseRow>) => Promise<void> {
  const { t } = useTranslation('cases');
  return async (ids, patch, shown) => {
    const before = knownRows(ids);
    changeRows(ids, (row) => ({
      ...shown,
      ...(patch.addTags === undefined ? {} : { tags: [...new Set([...row.tags, ...patch.addTags])] }),
    }));
    try {
      const { changed, refused } = await send(ids, patch);
      if (changed.length > 0) {
        notifyUndo(t('bulk.done', { count: changed.length }), () => void undo(before, changed, patch));
      }
      const first = refused[0];
      if (first !== undefined) notify(t('bulk.refused', { count: refused.length, why: first.detail }));
    } catch (problem) {
      for (const row of before) changeRows([row.id], () => row);
      notifyProblem(problem);
    } finally {
      void refreshCases();
    }
  };
}

/** The patches that lead back, each with the cases it is for; cases with the same past go together. */
export function wayBack(before: readonly CaseRow[], patch: BulkPatch): { ids: string[]; patch: BulkPatch }[] {
  const groups = new Map<string, { ids: string[]; patch: BulkPatch }>();
  for (const row of before) {
    const back: BulkPatch = {};
    if (patch.assigneeId !== undefined) back.assigneeId = row.assignee?.id ?? null;
    if (patch.teamId !== undefined) back.teamId = row.team?.id ?? null;
    if (patch.priority !== undefined) back.priority = row.priority;
    if (patch.kind !== undefined) back.kind = row.kind;
    if (patch.close === true && row.state !== 'closed') back.reopen = true;
    if (patch.reopen === true && row.state === 'closed') back.close = true;
    const added = patch.addTags?.filter((tag) => !row.tags.includes(tag)) ?? [];
    if (added.length > 0) back.removeTags = added;
    if (Object.keys(back).length === 0) continue;
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? { ids: [], patch: back };
    group.ids.push(row.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function undo(before: readonly CaseRow[], changed: readonly string[], patch: BulkPatch) {
  const touched = before.filter((row) => changed.includes(row.id));
  for (const row of touched) changeRows([row.id], () => row);
  try {
    for (const group of wayBack(touched, patch)) await send(group.ids, group.patch);
  } catch (problem) {
    notifyProblem(problem);
  } finally {
    void refreshCases();
  }
}

function send(ids: readonly string[], patch: BulkPatch) {
  return call<typeof contract.changeCases>('POST', '/cases/bulk', { body: { ids: [...ids], ...patch } });
}
