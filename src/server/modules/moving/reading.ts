import type { ImportSource } from '../../../domain/moving/words.ts';
import { type Context, transact } from '../../context.ts';
import { fetchFiles } from './fetching-files.ts';
import { keepItems, keepLease, type ImportRecord } from './import-queries.ts';
import { openToken } from './import-token.ts';
import { describe } from './previewing.ts';
import type { FileRecord, ReadRecord, SourceRecord } from './records.ts';
import { recordsOf, textsOf } from './source-records.ts';
import { caseColumns, csvRows, customerColumns, guessColumns } from './sources/csv.ts';
import { fetchZammad } from './sources/zammad-api.ts';

const batchSize = 400;
/** Fetching takes its time: a reading that is interrupted should not have to fetch many files again. */
const fetchingBatch = 40;

/** Raised to leave the reading when somebody paused it or another worker took over. */
export const lostLease = Symbol('lost lease');

/** How far a reading is. */
interface ReadTo {
  /** Records taken in so far. */
  records: number;
  /** Of an API: where to go on. */
  cursor?: string;
  problems: Record<string, number>;
  /** Files that are only named are fetched. */
  fetches?: boolean;
}

/**
 * Reads a source into records, in batches, each with its checkpoint. Files are read again from the beginning after an
 * interruption and what is there already is passed over; an API is asked again from the page it had come to.
 */
export async function readSource(ctx: Context, found: ImportRecord, lease: string): Promise<void> {
  const to: ReadTo = { records: 0, problems: {}, ...(found.read_to as Partial<ReadTo>), fetches: found.fetch_files };
  const source = found.source as ImportSource;
  const columns = await columnsOf(ctx, found);
  if (found.url !== null) {
    const token = openToken(ctx.secret, found.id, found.sealed_token ?? '');
    const api = { url: found.url, token, from: to.cursor, files: ctx.files, outside: ctx.outside };
    for await (const { records, cursor } of fetchZammad(api)) await keep(ctx, found.id, lease, to, records, cursor);
  } else await readFiles(ctx, found.id, lease, source, columns, to);
  await transact(ctx, async (ctx) => {
    if (!(await keepLease(ctx.trx, found.id, lease))) throw lostLease;
    const described = await describe(ctx, found, to.problems, columns);
    await ctx.trx
      .updateTable('imports')
      .set({
        state: 'ready',
        preview: JSON.stringify(described.preview),
        mapping: JSON.stringify(described.mapping),
        total: described.total,
        columns: columns === null ? null : JSON.stringify(columns.chosen),
        done: 0,
        created: 0,
        updated: 0,
        unchanged: 0,
        skipped: 0,
        worked_ms: 0,
        sealed_token: null,
        started_at: null,
        lease: null,
        leased_until: null,
      })
      .where('id', '=', found.id)
      .execute();
    await ctx.trx.deleteFrom('import_rows').where('import_id', '=', found.id).execute();
  });
}

async function readFiles(
  ctx: Context,
  id: string,
  lease: string,
  source: ImportSource,
  columns: Columns | null,
  to: ReadTo,
): Promise<void> {
  const passed = to.records;
  let seen = 0;
  let batch: ReadRecord[] = [];
  const flush = async () => {
    await keep(ctx, id, lease, to, batch);
    batch = [];
  };
  for await (const record of recordsOf(ctx, id, source, columns?.chosen ?? {})) {
    seen += 1;
    // what an earlier attempt has taken in already
    if (seen <= passed) continue;
    batch.push(record);
    if (batch.length >= (to.fetches === true ? fetchingBatch : batchSize)) await flush();
  }
  await flush();
}

async function keep(
  ctx: Context,
  id: string,
  lease: string,
  to: ReadTo,
  records: readonly ReadRecord[],
  cursor?: string,
): Promise<void> {
  const kept = records.filter((record): record is SourceRecord => record.kind !== 'problem');
  for (const record of records)
    if (record.kind === 'problem') to.problems[record.what] = (to.problems[record.what] ?? 0) + 1;
  const messages = kept.filter((record) => record.kind === 'message');
  for (const { files } of messages) await keepContent(ctx, files);
  if (to.fetches === true) await fetchFiles(ctx, messages, () => mustHold(ctx, id, lease));
  to.records += records.length;
  if (cursor !== undefined) to.cursor = cursor;
  await transact(ctx, async (ctx) => {
    if (!(await keepLease(ctx.trx, id, lease))) throw lostLease;
    await keepItems(
      ctx.trx,
      id,
      kept.map(({ kind, ...data }) => ({
        kind,
        external_id: data.id.slice(0, 500),
        parent_id: 'caseId' in data ? data.caseId : null,
        data,
      })),
    );
    await ctx.trx
      .updateTable('imports')
      .set({ read_to: JSON.stringify(to) })
      .where('id', '=', id)
      .execute();
  });
}

async function mustHold(ctx: Context, id: string, lease: string): Promise<void> {
  if (!(await keepLease(ctx.db, id, lease))) throw lostLease;
}

/** Files that came inline go to the store; the record keeps only their sum. */
async function keepContent(ctx: Context, files: FileRecord[]): Promise<void> {
  for (const file of files) {
    if (file.content === undefined) continue;
    const stored = await ctx.files.put(Buffer.from(file.content, 'base64'));
    file.sha256 = stored.sha256;
    file.size = stored.size;
    delete file.content;
  }
}

/** Of CSV: the headings, what stands below them first, and which column holds what. */
export interface Columns {
  chosen: Record<string, string>;
  found: { name: string; sample: string }[];
}

async function columnsOf(ctx: Context, found: ImportRecord): Promise<Columns | null> {
  if (found.source !== 'csv-cases' && found.source !== 'csv-customers') return null;
  for await (const chunks of textsOf(ctx, found.id)) {
    for await (const row of csvRows(chunks)) {
      const names = Object.keys(row);
      const guessed = guessColumns(names, found.source === 'csv-cases' ? caseColumns : customerColumns);
      const given = Object.entries((found.columns ?? {}) as Record<string, string>);
      const chosen = Object.fromEntries(
        Object.entries({ ...guessed, ...Object.fromEntries(given) }).filter(([, name]) => names.includes(name)),
      );
      return { chosen, found: names.map((name) => ({ name, sample: (row[name] ?? '').slice(0, 120) })) };
    }
  }
  return { chosen: {}, found: [] };
}
