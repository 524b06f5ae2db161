import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** PostgreSQL's types as TypeScript sees them: what is selected, and what may be inserted where that differs. */
const types: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  date: 'string',
  timestamptz: 'Date',
  jsonb: 'Json',
  json: 'Json',
  bytea: 'Buffer',
};

const generatedFile = join(import.meta.dirname, 'tables.generated.ts');

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  is_identity: 'YES' | 'NO';
  is_generated: string;
}

/** Describes a migrated database as Kysely's table types. */
async function describeTables(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Column>(
      `select table_name, column_name, udt_name, is_nullable, column_default, is_identity, is_generated
       from information_schema.columns where table_schema = 'public' and table_name in
         (select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
            and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
       order by table_name, ordinal_position`,
    );
    const tables = Map.groupBy(rows, (row) => row.table_name);
    const interfaces = [...tables].map(
      ([table, columns]) =>
        `export interface ${typeName(table)} {\n${columns.map((column) => `  ${column.column_name}: ${columnType(column)};`).join('\n')}\n}`,
    );
    return [
      '// Made from the migrated database by `bin/kept generate-tables`; never edited by hand.',
      "import type { ColumnType, Generated } from 'kysely';",
      '',
      '// Written as text (JSON.stringify), read as the value it is.',
      '// oxlint-disable-next-line typescript/no-explicit-any',
      'export type Json = ColumnType<any, string, string>;',
      '// oxlint-disable-next-line typescript/no-explicit-any',
      'export type JsonDefault = ColumnType<any, string | undefined, string>;',
      '// oxlint-disable-next-line typescript/no-explicit-any',
      'export type JsonNullable = ColumnType<any, string | null | undefined, string | null>;',
      '',
      ...interfaces.map((text) => `${text}\n`),
      `export interface DB {\n${[...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`).join('\n')}\n}`,
      '',
    ].join('\n');
  } finally {
    await client.end();
  }
}

/** Writes the description beside this file. */
export async function generateTables(connectionString: string): Promise<void> {
  await writeFile(generatedFile, await describeTables(connectionString));
}

function columnType(column: Column): string {
  const array = column.udt_name.startsWith('_');
  const base = types[array ? column.udt_name.slice(1) : column.udt_name] ?? 'string';
  const whole = array ? `${base}[]` : base;
  const nullable = column.is_nullable === 'YES' ? `${whole} | null` : whole;
  // ColumnType's nevers say: made by the database, never written
  if (column.is_generated === 'ALWAYS') return `ColumnType<${nullable}, never, never>`;
  return column.column_default !== null || column.is_identity === 'YES'
    ? base === 'Json'
      ? 'JsonDefault'
      : `Generated<${nullable}>`
    : nullable === 'Json | null'
      ? 'JsonNullable'
      : nullable;
}

function typeName(table: string): string {
  return table
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
}
