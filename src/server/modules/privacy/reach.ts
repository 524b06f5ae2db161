import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/**
 * Which rows of which tables belong to a person, read from the database itself: every table that refers to a customer or a
 * case, or to a row that does, however many steps away. A table that is added tomorrow is reached without a word here.
 */
export interface Reach {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly links: readonly Link[];
}

/** A column that names a row of another table; `to` is what it names. */
export interface Link {
  readonly column: string;
  readonly to: string;
  readonly key: string;
}

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'texts' | 'json' | 'bytes' | 'words';
  readonly nullable: boolean;
  /** A check of the database allows only a few words of ours. */
  readonly enumerated: boolean;
  readonly unique: boolean;
  /** A check of the database looks at it together with other columns: whether it is there may have to stay as it is. */
  readonly paired: boolean;
}

/** Columns that name a row without a foreign key, by their name. */
const namedLinks: Readonly<Record<string, string>> = {
  customer_id: 'customers',
  case_id: 'cases',
  message_id: 'messages',
  promise_id: 'promises',
  moment_id: 'moments',
  outbox_id: 'outbox',
};

/** About staff, set-up and sums: nothing of a customer hangs on them even where they name a case. */
const ofTheHouse = new Set([
  'users',
  'teams',
  'organisations',
  'events',
  'erasures',
  'company',
  'problems',
  'improvements',
  'decisions',
]);

const typeNames: Readonly<Record<string, Column['type']>> = {
  text: 'text',
  varchar: 'text',
  _text: 'texts',
  json: 'json',
  jsonb: 'json',
  bytea: 'bytes',
  tsvector: 'words',
};

/** Every table with its columns of words, and the links that lead from it towards customers and cases. */
export async function readReach(db: Database): Promise<Reach[]> {
  const tables = await readColumns(db);
  const links = await readLinks(db, tables);
  const reached = new Set(['customers', 'cases']);
  for (let grown = true; grown;) {
    grown = false;
    for (const [table, own] of links)
      if (!reached.has(table) && !ofTheHouse.has(table) && own.some((link) => reached.has(link.to))) {
        reached.add(table);
        grown = true;
      }
  }
  return [...reached].map((table) => ({
    table,
    columns: (tables.get(table) ?? []).filter((column) => column.type !== undefined) as Column[],
    links: (links.get(table) ?? []).filter((link) => reached.has(link.to) && link.to !== table),
  }));
}

/** Every column of words in the database, for the last look around. */
export async function readWordColumns(db: Database): Promise<Map<string, Column[]>> {
  return readColumns(db) as Promise<Map<string, Column[]>>;
}

async function readColumns(db: Database) {
  const { rows } = await sql<{
    table: string;
    name: string;
    type: string;
    nullable: boolean;
    enumerated: boolean;
    unique: boolean;
    paired: boolean;
  }>`
    select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as nullable,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ '= ANY|~ ''') as enumerated,
      exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::int2[])) as unique,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and cardinality(k.conkey) > 1
        and a.attnum = any(k.conkey)) as paired
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') order by c.relname, a.attnum
  `.execute(db);
  const tables = new Map<string, (Omit<Column, 'type'> & { type: Column['type'] | undefined })[]>();
  for (const { table, type, ...rest } of rows)
    tables.set(table, [...(tables.get(table) ?? []), { ...rest, type: typeNames[type] }]);
  for (const [table, columns] of tables)
    if (table.startsWith('pg_') || table === 'migrations') tables.delete(table);
    else tables.set(table, columns);
  return tables as Map<string, (Omit<Column, 'type'> & { type: Column['type'] | undefined })[]>;
}

async function readLinks(
  db: Database,
  tables: ReadonlyMap<string, readonly { name: string }[]>,
): Promise<Map<string, Link[]>> {
  const { rows } = await sql<{ table: string; column: string; to: string; key: string }>`
    select c.relname as table, a.attname as column, p.relname as to, b.attname as key
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      join pg_attribute b on b.attrelid = p.oid and b.attnum = k.confkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1
  `.execute(db);
  const links = new Map<string, Link[]>();
  const add = (table: string, link: Link) => {
    const own = links.get(table) ?? [];
    if (!own.some((one) => one.column === link.column)) links.set(table, [...own, link]);
  };
  for (const { table, ...link } of rows) add(table, link);
  for (const [table, columns] of tables)
    for (const { name } of columns) {
      const to = namedLinks[name];
      if (to !== undefined && to !== table && tables.has(to)) add(table, { column: name, to, key: 'id' });
    }
  return links;
}
