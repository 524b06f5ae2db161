import { compareRecords, mergeColumns, mergedValue, type MergeLine } from '../../../../domain/customers/merging.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { MergePreview } from '../../../../contract/customer-records.ts';
import type { Customer } from '../../../../contract/customers.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { checkValues, fieldDefinitions } from '../../fields/index.ts';
import { theCustomer } from '../finding-records.ts';
import {
  countBelongings,
  deleteDuplicatesBetween,
  endMerge,
  findRecord,
  giveBackCarried,
  insertMerge,
  listMergesAfter,
  lockRecord,
  type MergeableRecord,
  organisationNames,
} from './merge-queries.ts';
import { type CustomerChange, moveMerged, updateCustomer } from '../queries.ts';
import { readCustomer } from '../reading.ts';
import { showRow } from '../showing.ts';

/** What a merge changed in the record that stays, so that it can be taken back. */
type Changed = Record<string, { before: unknown; after: unknown }>;

/** What merging `from` into `into` would do, line by line. Nothing is changed. */
export async function previewMerge(ctx: Context, into: string, from: string): Promise<MergePreview> {
  const [mine, theirs] = [await findRecord(ctx.db, into), await findRecord(ctx.db, from)];
  refuseWrongPair(into, from, mine, theirs);
  const lines = compareRecords(mine!, theirs!);
  const names = new Map((await fieldDefinitions(ctx, 'customer')).map((field) => [`fields.${field.key}`, field.name]));
  const ids = [mine!.organisation_id, theirs!.organisation_id].filter((id) => id !== null);
  const organisations = new Map(
    (ids.length === 0 ? [] : await organisationNames(ctx.db, ids)).map((row) => [row.id as unknown, row.name]),
  );
  const shown = (line: MergeLine, value: unknown) =>
    line.field === 'organisation_id' && value !== null ? organisations.get(value) : value;
  return {
    into: showRow(await theCustomer(ctx, into)),
    from: showRow(await theCustomer(ctx, from)),
    fields: lines.map((line) => ({
      field: line.field,
      name: names.get(line.field) ?? null,
      mine: shown(line, line.mine),
      theirs: shown(line, line.theirs),
      conflict: line.conflict,
      proposed: line.proposed,
    })),
    brings: await countBelongings(ctx.db, from),
  };
}

/**
 * Merges `from` into `into` by reference: nothing is moved, every reading follows the reference, and taking it away undoes
 * the merge completely. What had been merged into `from` before then belongs to `into`. What the record that stays takes
 * from the other is noted with what stood there before.
 * @param take lines of the preview where the other record is right
 * @param because why the two are one
 */
export function mergeCustomer(
  ctx: Context,
  into: string,
  from: string,
  take: readonly string[] = [],
  because = 'by-hand',
): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    await joinRecords(ctx, into, from, take, because);
    return readCustomer(ctx, into);
  });
}

/** The same for rules that only need it done. */
export async function joinRecords(
  ctx: WritingContext,
  into: string,
  from: string,
  take: readonly string[],
  because: string,
): Promise<void> {
  // always in the same order, so that two merges crossing each other cannot block one another
  const rows = [];
  for (const id of [...new Set([into, from])].sort()) rows.push(await lockRecord(ctx.trx, id));
  const [target, source] = [rows.find((row) => row?.id === into), rows.find((row) => row?.id === from)];
  refuseWrongPair(into, from, target, source);
  const changed = await takeOver(ctx, target!, source!, take);
  const carried = await moveMerged(ctx.trx, from, into);
  await updateCustomer(ctx.trx, from, { merged_into: into });
  await insertMerge(ctx.trx, {
    id: newId(),
    into_id: into,
    from_id: from,
    because,
    carried,
    changed: JSON.stringify(changed),
    by_id: staffId(ctx.actor),
    at: ctx.now,
  });
  await deleteDuplicatesBetween(ctx.trx, into, from);
  await record(ctx, 'customers.merged', into, { from, into, because });
}

/** Takes a merged record out again, with all it brought; what the merge changed here goes back unless changed since. */
export function unmergeCustomer(ctx: Context, into: string, from: string): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    const rows = [];
    for (const id of [...new Set([into, from])].sort()) rows.push(await lockRecord(ctx.trx, id));
    const [target, source] = [rows.find((row) => row?.id === into), rows.find((row) => row?.id === from)];
    if (target === undefined || source?.merged_into !== into)
      throw new Refusal('not_found', 'not-merged', 'That record was not merged into this one.');
    const merge = await endMerge(ctx.trx, from, ctx.now, staffId(ctx.actor));
    await updateCustomer(ctx.trx, from, { merged_into: null, compared_at: null });
    if (merge !== undefined) {
      await giveBackCarried(ctx.trx, merge.carried, into, from);
      if (merge.into_id === into) await giveBackValues(ctx, target, merge.changed as Changed);
    }
    await record(ctx, 'customers.unmerged', from, { from, into });
    return readCustomer(ctx, into);
  });
}

/** Every merge into a record, undone ones too. */
export async function listMerges(
  ctx: Context,
  id: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  await theCustomer(ctx, id);
  const limit = query.limit ?? 50;
  const rows = await listMergesAfter(ctx.db, id, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => ({
      id: row.id,
      from: { id: row.from_id, name: row.from_name },
      because: row.because,
      by: row.by_name,
      at: row.at.toISOString(),
      undoneAt: row.undone_at?.toISOString() ?? null,
    }),
  );
}

async function takeOver(
  ctx: WritingContext,
  target: MergeableRecord,
  source: MergeableRecord,
  take: readonly string[],
): Promise<Changed> {
  const lines = compareRecords(target, source);
  const unknown = take.find((field) => !lines.some((line) => line.field === field));
  if (unknown !== undefined)
    throw new Refusal('invalid', 'unknown-line', `"${unknown}" is no line of the preview.`, { field: 'take' });
  const changed: Changed = {};
  for (const line of lines) {
    const after = mergedValue(line, take);
    if (JSON.stringify(after) !== JSON.stringify(line.mine)) changed[line.field] = { before: line.mine, after };
  }
  await writeValues(ctx, target, (field) => changed[field]?.after, Object.keys(changed));
  return changed;
}

async function giveBackValues(ctx: WritingContext, target: MergeableRecord, changed: Changed): Promise<void> {
  const present = (field: string): unknown =>
    field.startsWith('fields.') ? (target.fields[field.slice(7)] ?? null) : target[field as keyof MergeableRecord];
  const untouched = Object.keys(changed).filter(
    (field) => JSON.stringify(present(field)) === JSON.stringify(changed[field]!.after),
  );
  await writeValues(ctx, target, (field) => changed[field]!.before, untouched);
}

/** Writes lines of a comparison into the record: columns as they are, fields of one's own together. */
async function writeValues(
  ctx: WritingContext,
  target: MergeableRecord,
  valueOf: (field: string) => unknown,
  fields: readonly string[],
): Promise<void> {
  if (fields.length === 0) return;
  const columns = fields.filter((field) => (mergeColumns as readonly string[]).includes(field));
  const own = fields.filter((field) => field.startsWith('fields.'));
  const change = Object.fromEntries(columns.map((column) => [column, valueOf(column)])) as CustomerChange;
  if (own.length > 0) {
    const values: Record<string, unknown> = { ...target.fields };
    for (const field of own) {
      if (valueOf(field) === null) delete values[field.slice(7)];
      else values[field.slice(7)] = valueOf(field);
    }
    // both records' values were checked when they were noted; here only their words are made anew
    const { words } = await checkValues(ctx, 'customer', {}, values as Record<string, string>);
    Object.assign(change, { fields: JSON.stringify(values), fields_words: words });
  }
  await updateCustomer(ctx.trx, target.id, change);
}

function refuseWrongPair(
  into: string,
  from: string,
  target: MergeableRecord | undefined,
  source: MergeableRecord | undefined,
): void {
  if (into === from) throw new Refusal('invalid', 'merge-with-itself', 'A record cannot be merged into itself.');
  if (target === undefined || source === undefined)
    throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  if (target.merged_into !== null || source.merged_into !== null)
    throw new Refusal('conflict', 'already-merged', 'One of the two was merged into another record already.');
}
