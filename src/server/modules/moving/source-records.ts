import type { ImportSource } from '../../../domain/moving/words.ts';
import type { Context } from '../../context.ts';
import { dropBytes } from './dropping-parts.ts';
import { listFiles } from './import-queries.ts';
import type { ReadRecord } from './records.ts';
import { csvRows, readCaseRow, readCustomerRow } from './sources/csv.ts';
import { type FoundFiles, joinPieces, keepPiece, noFiles } from './sources/found-files.ts';
import { emptyFreescout, freescoutFile, freescoutTable, indexFreescout, readFreescout } from './sources/freescout.ts';
import { readFreshdesk } from './sources/freshdesk.ts';
import { brokenJson, jsonObjects } from './sources/json-objects.ts';
import { decode, octets, openSource, type SourceFile } from './sources/opening.ts';
import { emptyOsticket, indexOsticket, osticketFile, osticketTable, readOsticket } from './sources/osticket.ts';
import { dumpRows, type DumpRow } from './sources/sql-dump.ts';
import { readZammad } from './sources/zammad.ts';
import { readZendesk } from './sources/zendesk.ts';
import { joined } from './uploading.ts';

/** Everything the uploaded files of an import hold, in our records; `columns` says which column of a CSV holds what. */
export async function* recordsOf(
  ctx: Context,
  id: string,
  source: ImportSource,
  columns: Readonly<Record<string, string>>,
): AsyncGenerator<ReadRecord> {
  if (source === 'freescout') yield* freescoutRecords(ctx, id);
  else if (source === 'osticket') yield* osticketRecords(ctx, id);
  else if (source === 'csv-cases' || source === 'csv-customers') {
    let line = 0;
    for await (const chunks of textsOf(ctx, id))
      for await (const row of csvRows(chunks)) {
        line += 1;
        yield* source === 'csv-cases' ? readCaseRow(row, columns, line) : readCustomerRow(row, columns);
      }
  } else {
    const read = source === 'zendesk' ? readZendesk : source === 'freshdesk' ? readFreshdesk : readZammad;
    for await (const chunks of textsOf(ctx, id))
      for await (const found of jsonObjects(chunks))
        if (found === brokenJson) yield { kind: 'problem', what: 'broken-json' };
        else yield* read(found);
  }
}

/** Every file of an import as text, unpacked. */
export async function* textsOf(ctx: Context, id: string): AsyncGenerator<AsyncIterable<string>> {
  for await (const file of filesOf(ctx, id)) yield decode(file.bytes);
}

async function* filesOf(ctx: Context, id: string): AsyncGenerator<SourceFile> {
  for (const { name, sums } of await listFiles(ctx.db, id)) yield* openSource(name, joined(ctx.files, sums));
}

/** FreeScout keeps the files of its messages in `storage/app/attachment`, beside the database. */
async function* freescoutRecords(ctx: Context, id: string): AsyncGenerator<ReadRecord> {
  const found = noFiles();
  const index = emptyFreescout(found.whole);
  for await (const { table, row } of rowsOf(ctx, id, freescoutTable, { name: freescoutFile, found }))
    indexFreescout(index, table, row);
  await dropUnnamed(ctx, found, new Set([...index.files.values()].flat().map(({ path }) => path)));
  for await (const { table, row } of rowsOf(ctx, id, freescoutTable, { name: freescoutFile }))
    yield* readFreescout(index, table, row);
}

/** osTicket keeps files in its database, cut in pieces, or in a folder by their keys, as it was told. */
async function* osticketRecords(ctx: Context, id: string): AsyncGenerator<ReadRecord> {
  const found = noFiles();
  const index = emptyOsticket(found.whole);
  for await (const { table, row } of rowsOf(ctx, id, osticketTable, { name: osticketFile, found }))
    if (table !== 'file_chunk') indexOsticket(index, table, row);
    else await keepPiece(ctx.files, found, row['file_id'] ?? '', Number(row['chunk_id']), row['filedata'] ?? '');
  const joinedFrom = await joinPieces(ctx.files, found);
  const named = new Set([...index.attached.values()].flat().flatMap(({ id }) => [id, index.files.get(id)?.key ?? '']));
  await dropUnnamed(ctx, found, named, joinedFrom);
  const tables = (name: string) => {
    const table = osticketTable(name);
    return table === 'file_chunk' ? undefined : table;
  };
  for await (const { table, row } of rowsOf(ctx, id, tables, { name: osticketFile }))
    yield* readOsticket(index, table, row);
}

/** Files that no message has, such as logos, do not stay. */
async function dropUnnamed(
  ctx: Context,
  found: FoundFiles,
  named: ReadonlySet<string>,
  others: readonly string[] = [],
): Promise<void> {
  const kept = new Set([...found.whole].flatMap(([name, { sha256 }]) => (named.has(name) ? [sha256] : [])));
  const left = [...found.whole.values()].map(({ sha256 }) => sha256);
  await dropBytes(
    ctx,
    [...left, ...others].filter((sum) => !kept.has(sum)),
  );
}

/** Columns that hold the bytes of a file rather than text. */
const heldFiles = new Set(['filedata']);

/**
 * The rows of a dump, or of CSV files each named after its table (`conversations.csv`). A member of an archive that
 * `beside.name` knows is a file of a message: it is put into the store, and never read as a table, whatever it holds.
 */
async function* rowsOf(
  ctx: Context,
  id: string,
  wanted: (table: string) => string | undefined,
  beside: { name: (path: string) => string | undefined; found?: FoundFiles },
): AsyncGenerator<{ table: string; row: DumpRow }> {
  for await (const file of filesOf(ctx, id)) {
    const name = beside.name(file.name);
    if (name !== undefined) {
      if (beside.found === undefined) for await (const _ of file.bytes);
      else beside.found.whole.set(name, await ctx.files.put(file.bytes));
      continue;
    }
    const table = /([^/]+)\.csv$/i.exec(file.name)?.[1];
    if (table === undefined) yield* dumpRows(octets(file.bytes), wanted, heldFiles);
    else if (wanted(table) !== undefined)
      for await (const row of csvRows(decode(file.bytes)))
        yield {
          table: wanted(table)!,
          row: Object.fromEntries(
            Object.entries(row).map(([key, value]) => [key, value === 'NULL' || value === '\\N' ? null : value]),
          ),
        };
  }
}
