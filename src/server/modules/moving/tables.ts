import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';
import { columnLeaves, tableLeaves } from './what-leaves.ts';

/** A table as it is taken out: its columns that leave, and those that stay but must hold something. */
export interface Leaving {
  name: string;
  columns: string[];
  /** Withheld, though every row must have one. */
  needed: { name: string; type: string }[];
  /** In which order rows are written, so that the same desk gives the same lines. */
  order: string[];
}

/** Every table of ours that is taken out, by name. */
export async function readLeaving(db: Database): Promise<Leaving[]> {
  const { rows } = await sql<{
    name: string;
    columns: { name: string; type: string; needed: boolean }[];
    key: string[] | null;
  }>`
    select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text,
        'needed', a.attnotnull and not a.atthasdef and a.attidentity = '') order by a.attnum) as columns,
      (select json_agg(k.attname order by array_position(x.indkey::int2[], k.attnum)) from pg_index x join pg_attribute k on k.attrelid = c.oid and k.attnum = any(x.indkey)
        where x.indrelid = c.oid and x.indisprimary) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.oid, c.relname order by c.relname
  `.execute(db);
  return rows
    .filter(({ name }) => tableLeaves(name))
    .map(({ name, columns, key }) => {
      const leaving = columns.filter((column) => columnLeaves(name, column.name, column.type));
      const stays = columns.filter((column) => column.needed && !leaving.includes(column));
      return {
        name,
        columns: leaving.map((column) => column.name),
        needed: stays.map(({ name: column, type }) => ({ name: column, type })),
        order: key ?? leaving.map((column) => column.name),
      };
    });
}

/** The counters behind numbers that people see. */
export async function readSequences(db: Database): Promise<{ name: string; value: string; called: boolean }[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1
  `.execute(db);
  const found: { name: string; value: string; called: boolean }[] = [];
  for (const { name } of rows) {
    const { rows: at } = await sql<{
      value: string;
      called: boolean;
    }>`select last_value::text as value, is_called as called from ${sql.table(name)}`.execute(db);
    found.push({ name, ...at[0]! });
  }
  return found;
}
