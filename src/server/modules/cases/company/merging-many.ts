import { sql } from 'kysely';
import type { MergedCases } from '../../../../contract/cases-merging-many.ts';
import { mostMerged } from '../../../../domain/cases/merging.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { lockCase } from '../finding.ts';
import type { CaseRecord } from '../queries.ts';
import { findOther, mergeCase, unmergeCase } from './merging.ts';

export interface ManyToMerge {
  /** Ids or numbers; the one merged into may stand among them. */
  ids: readonly string[];
  into: string;
  /** The cases of other customers, too. */
  otherCustomers?: boolean | undefined;
}

/**
 * Merges several cases into one, each as `mergeCase` does it, all or none: the first that cannot be merged is named and nothing has
 * happened. Cases of other customers than that of the target are refused (`other-customers`, with their numbers) unless they are
 * said to be meant, because those customers take part in one conversation from then on.
 */
export function mergeCases(ctx: Context, input: ManyToMerge): Promise<MergedCases> {
  return transact(ctx, async (ctx) => {
    const into = await findOther(ctx, input.into, 'into');
    const [target, ...sources] = await lockAll(ctx, [into.id, ...(await idsOf(ctx, input.ids))]);
    if (target === undefined || sources.length === 0)
      throw new Refusal('invalid', 'nothing-to-merge', 'Name at least one other case to merge into this one.', {
        field: 'ids',
      });
    if (sources.length > mostMerged)
      throw new Refusal(
        'invalid',
        'too-many-to-merge',
        `At most ${String(mostMerged)} cases are merged at once; nothing was merged.`,
        { field: 'ids' },
      );
    if (input.otherCustomers !== true) await refuseOthers(ctx, target, sources);
    for (const source of sources)
      await naming(source, `Case ${String(source.number)} could not be merged, so nothing was`, () =>
        mergeCase(ctx, source.id, target.id),
      );
    return { into: named(target), merged: sources.map(named) };
  });
}

/**
 * Takes merges of several cases back, each as `unmergeCase` does it, all or none, the last first: so the target gets back what it was
 * before the first. Throws as `unmergeCase` does, naming the case.
 */
export function unmergeCases(
  ctx: Context,
  refs: readonly string[],
): Promise<{ unmerged: { id: string; number: number }[] }> {
  return transact(ctx, async (ctx) => {
    const cases = await lockAll(ctx, await idsOf(ctx, refs));
    const order = await lastMergedFirst(ctx, cases);
    for (const one of order)
      await naming(one, `The merge of case ${String(one.number)} could not be taken back, so none was`, () =>
        unmergeCase(ctx, one.id),
      );
    return { unmerged: order.map(named) };
  });
}

function named({ id, number }: CaseRecord): { id: string; number: number } {
  return { id, number };
}

/** Each once, in the order given; whoever may not see one of them is told which. */
async function idsOf(ctx: Context, refs: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const ref of refs) ids.push((await findOther(ctx, ref, 'ids')).id);
  return ids;
}

/** In the order given, each once; locked in the order of their ids, so that two who merge at once cannot block one another. */
async function lockAll(ctx: WritingContext, ids: readonly string[]): Promise<CaseRecord[]> {
  const locked = new Map<string, CaseRecord>();
  for (const id of new Set(ids.toSorted())) locked.set(id, await lockCase(ctx, id));
  return [...new Set(ids)].map((id) => locked.get(id)!);
}

async function refuseOthers(ctx: WritingContext, target: CaseRecord, sources: readonly CaseRecord[]): Promise<void> {
  const all = [target, ...sources].map(({ customer_id: id }) => id);
  const { rows } = await sql<{ id: string; root: string }>`
    select id, coalesce(merged_into, id) as root from customers where id = any(${all}::uuid[])`.execute(ctx.trx);
  const root = new Map(rows.map((row) => [row.id, row.root]));
  const others = sources.filter((source) => root.get(source.customer_id) !== root.get(target.customer_id));
  if (others.length === 0) return;
  const numbers = others.map(({ number }) => number);
  throw new Refusal(
    'conflict',
    'other-customers',
    `${numbers.length === 1 ? 'Case' : 'Cases'} ${numbers.join(', ')} ${numbers.length === 1 ? 'belongs' : 'belong'} to another customer than case ${String(target.number)}. Merged, all of them take part in one conversation; confirm that (otherCustomers) if it is meant. Nothing was merged.`,
    { field: 'ids', extension: { numbers } },
  );
}

async function lastMergedFirst(ctx: WritingContext, cases: readonly CaseRecord[]): Promise<CaseRecord[]> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from case_merges where case_id = any(${cases.map(({ id }) => id)}::uuid[]) and undone_at is null
    order by merged_at desc, id desc`.execute(ctx.trx);
  const place = new Map(rows.map((row, at) => [row.case_id, at]));
  const at = (one: CaseRecord) => place.get(one.id) ?? -1;
  return cases.toSorted((one, other) => at(one) - at(other));
}

/** The same refusal, saying of which case it speaks. */
async function naming(of: CaseRecord, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.kind, error.code, `${what}: ${error.message}`, {
      field: 'ids',
      extension: { caseId: of.id, number: of.number },
    });
  }
}
