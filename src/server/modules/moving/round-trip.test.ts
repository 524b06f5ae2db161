import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { loadArchive } from './reading-archive.ts';
import { readLeaving } from './tables.ts';
import { writeArchive } from './writing-archive.ts';

let house: TestHouse;
let empty: TestHouse;

beforeAll(async () => {
  house = await openTestHouse(new Date('2026-03-31T09:42:00Z'));
  empty = await openTestHouse(new Date('2026-03-31T09:42:00Z'));
});
afterAll(async () => {
  await house.close();
  await empty.close();
});

interface Column {
  name: string;
  type: string;
  /** The table and column it refers to. */
  refers: string | null;
  needed: boolean;
  /** Words a check allows, of which the first does. */
  allowed: string | null;
}

/** Columns of a table with what may stand in them. */
async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select a.attname as name, format_type(a.atttypid, null) as type,
      (select f.confrelid::regclass::text || '.' || fa.attname from pg_constraint f join pg_attribute fa on fa.attrelid = f.confrelid and fa.attnum = f.confkey[1]
        where f.conrelid = a.attrelid and f.contype = 'f' and f.conkey = array[a.attnum] limit 1) as refers,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
      (select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''::text') from pg_constraint k
        where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%ARRAY[%' limit 1) as allowed
    from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by a.attnum`.execute(house.db);
  return rows;
}

const plain: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `'wörds „in quotes” 你好 ' || gen_random_uuid()`,
  'text[]': `array['one', 'tw"o']`,
  integer: '3',
  smallint: '3',
  bigint: '9007199254740993',
  numeric: '0.1',
  real: '0.1',
  'double precision': '0.1',
  boolean: 'true',
  jsonb: `'{"a": [1, null, "ü"]}'`,
  'timestamp with time zone': `'2026-03-29T01:30:00.123456Z'`,
  date: `'2026-03-29'`,
  bytea: `'\\x00ff10'`,
  'uuid[]': 'array[gen_random_uuid()]',
  'integer[]': 'array[1, 2]',
  'time without time zone': `'08:30'`,
  inet: `'192.0.2.1'`,
};

const one = (table: string): string => `(select id from ${table} order by id limit 1)`;
const other = (table: string): string => `(select id from ${table} order by id desc limit 1)`;
const own = `'00000000-0000-4000-8000-000000000001'`;

/** Where a table's own rules ask for more than the type of a column. */
const cleverer: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  articles: { slug: `'an-article'` },
  case_forms: { slug: `'a-form'` },
  case_meetings: { starts_at: `'2026-03-29T08:00Z'`, ends_at: `'2026-03-29T09:00Z'` },
  customer_duplicates: { one_id: one('customers'), other_id: other('customers') },
  estimate_quotes: { levels: `array['2026-03-29T08:00Z'::timestamptz]` },
  field_definitions: { key: `'a_key'`, kind: `'text'` },
  files: { sha256: `repeat('a', 64)` },
  hand_overs: { id: own, root_id: own, from_user_id: one('users'), to_user_id: other('users') },
  huddle_times: { time: `'09:00'` },
  improvements: { weeks: '8', expected_effect: '0.1' },
  kudos: { from_user_id: one('users'), to_user_id: other('users') },
  moment_announcements: { xid: 'pg_current_xact_id()' },
  need_offers: { kind: `'article'`, article_id: one('articles'), form_id: 'null' },
  on_call_overrides: { from_at: `'2026-03-29T08:00Z'`, until_at: `'2026-03-29T09:00Z'` },
  on_call_rotas: { changes_at: `'09:00'` },
  picks: {
    kind: '(select kind from behaviours limit 1)',
    behaviour_id: '(select id from behaviours limit 1)',
    place: '1',
  },
  procedure_runs: {
    procedure_id: '(select procedure_id from procedure_versions limit 1)',
    version: '(select version from procedure_versions limit 1)',
  },
  promises: { state: `'open'`, next_at: `'2026-04-01T08:00Z'` },
  recovery_checks: { days: '30' },
  recurrences: { case_id: one('cases'), of_case_id: other('cases') },
  search_entries: { words: `to_tsvector('simple', 'wörds')` },
};
/** Of these two are needed, so that one can point at another. */
const twice = ['users', 'customers', 'cases'];

/** Puts a row into a table, with every column that takes a value of its type, or else with only those it must have. */
async function fill(table: string): Promise<boolean> {
  const columns = await columnsOf(table);
  const special = cleverer[table] ?? {};
  const valueOf = ({ name, refers, allowed, type }: Column): string | undefined => {
    if (special[name] !== undefined) return special[name];
    if (refers !== null)
      return `(select ${refers.split('.').at(-1)!} from ${refers.split('.').slice(0, -1).join('.')} limit 1)`;
    return allowed === null ? plain[type] : `'${allowed}'`;
  };
  for (const wanted of [
    columns,
    columns.filter(({ needed, allowed, type }) => needed || (allowed === null && type === 'jsonb')),
    columns.filter(({ needed }) => needed),
  ]) {
    const given = columns.filter(
      (column) => (wanted.includes(column) || special[column.name] !== undefined) && valueOf(column) !== undefined,
    );
    const names = given.map(({ name }) => `"${name}"`).join(', ');
    const values = given.map((column) => valueOf(column)).join(', ');
    const statement =
      given.length === 0
        ? `insert into ${table} default values`
        : `insert into ${table} (${names}) overriding system value values (${values})`;
    try {
      await sql.raw(statement).execute(house.db);
      return true;
    } catch {
      // a check or a key of this table asks for something cleverer; the next try asks for less
    }
  }
  return false;
}

const sums = async (one: TestHouse) => {
  const found: Record<string, string> = {};
  for (const { name, columns } of await readLeaving(one.db)) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(string_agg(line, E'\n' order by line), '') as sum
      from (select row_to_json(r)::text as line from (select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}) r) lines
    `.execute(one.db);
    found[name] = rows[0]!.sum;
  }
  return found;
};

/** What people would miss at once. */
const wanted = [
  'field_definitions',
  'case_forms',
  'form_visits',
  'phone_calls',
  'procedures',
  'procedure_versions',
  'procedure_runs',
  'procedure_marks',
  'surveys',
  'survey_versions',
  'answers',
  'anonymous_answers',
  'case_parties',
  'option_sheets',
];

test(
  'a row of every table goes out and comes in as it was, to the last digit and sign',
  { timeout: 180_000 },
  async () => {
    const tables = (await readLeaving(house.db)).map(({ name }) => name);
    const filled = new Set<string>();
    // what refers to something waits for it
    for (let turn = 0; turn < 6; turn += 1)
      for (const table of tables)
        if (!filled.has(table) && (await fill(table))) filled.add(table);
        else if (turn === 3 && twice.includes(table)) await fill(table);
    const bare = tables.filter((name) => !filled.has(name));
    const before = await sums(house);
    const held = bare.filter((name) => before[name]!.startsWith('0 '));
    // a table to come may ask for more than this test knows; then a line in `cleverer` is wanted, some day
    expect(held.length, held.join(', ')).toBeLessThan(8);
    for (const name of wanted) expect(held).not.toContain(name);
    const bytes: Buffer[] = [];
    for await (const chunk of writeArchive(house.system(), async () => undefined)) bytes.push(chunk as Buffer);
    await loadArchive(empty.system(), Readable.from(bytes) as AsyncIterable<Buffer>, []);
    const after = await sums(empty);
    // the new log goes on with its own first line
    for (const name of tables.filter((one) => one !== 'events' && one !== 'outbox'))
      expect(after[name], name).toBe(before[name]);
  },
);
